mod harm;

use super::*;
use crate::document::{EntityType, Form, Mention, Sentence, Span, Token};

fn values(text: &str, published: &str) -> Vec<String> {
    let annotations = Annotations { published: published.parse().ok(), ..plain(text) };
    let found = find(&annotations, &[]);
    found.dates.iter().map(|d| format!("{}={}", d.span.of(text), d.value.timex.as_deref().unwrap_or("-"))).collect()
}

#[test]
fn an_article_without_a_publication_date_dates_itself() {
    let text =
        "(Tripoli, December 26) Today, Saturday, he met the head of the council. On October 23, 2020, both sides had signed a ceasefire.";
    assert_eq!(values(text, ""), ["December 26=2020-12-26", "Today=2020-12-26", "Saturday=2020-12-26", "October 23, 2020=2020-10-23"]);
}

#[test]
fn a_weekday_beside_today_corrects_the_day_of_publication() {
    assert_eq!(values("Today, Saturday, they met.", "2020-12-27"), ["Today=2020-12-26", "Saturday=2020-12-26"]);
    assert_eq!(values("Today, Sunday, they met.", "2020-12-27"), ["Today=2020-12-27", "Sunday=2020-12-27"]);
}

#[test]
fn a_line_that_holds_only_a_date_says_when_the_article_was_written() {
    let text = "Fishermen rescue sailors\n\nMonday, May 18, 2015\n\nOn Friday, they saved a crew.";
    assert_eq!(values(text, ""), ["Monday, May 18, 2015=2015-05-18", "Friday=2015-05-15"]);
}

/// Tokens at spaces and marks, sentences at line ends and full stops before a capital.
pub(crate) fn plain(text: &str) -> Annotations {
    let mut annotations = Annotations { text: text.to_owned(), ..Annotations::default() };
    let mut first = 0;
    let mut start = None;
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(i);
            continue;
        }
        if let Some(from) = start.take() {
            words.push((from, i));
        }
        if !c.is_whitespace() {
            words.push((i, i + c.len_utf8()));
        }
    }
    for (n, &(from, to)) in words.iter().enumerate() {
        annotations.tokens.push(Token::unparsed(Span::new(from, to)));
        let gap = words.get(n + 1).map_or("\n\n", |next| &text[to..next.0]);
        let stop = matches!(&text[from..to], "." | "!" | "?")
            && words.get(n + 1).is_some_and(|next| text[next.0..].starts_with(char::is_uppercase));
        let abbreviation = n > 0
            && (words[n - 1].1 - words[n - 1].0 <= 4)
            && text[words[n - 1].0..].starts_with(|c: char| c.is_uppercase() || "apm".contains(c));
        if gap.contains("\n\n") || (stop && !abbreviation && !gap.is_empty()) {
            let span = Span::new(words[first].0, to);
            annotations.sentences.push(Sentence { span, tokens: Id::range(first..n + 1) });
            first = n + 1;
        }
    }
    annotations
}

/// Phrases by what they are, the day they are read on, and the value.
const VALUES: &[(&str, &str, &str)] = &[
    // Days of the calendar, in the orders that news uses.
    ("on December 26, 2020", "2020-12-27", "December 26, 2020=2020-12-26"),
    ("on 26 December 2020", "2020-12-27", "26 December 2020=2020-12-26"),
    ("on the 26th of December, 2020", "2020-12-27", "the 26th of December, 2020=2020-12-26"),
    ("on Saturday, Dec. 26, 2020", "2020-12-27", "Saturday, Dec. 26, 2020=2020-12-26"),
    ("dated 2020-12-26", "2020-12-27", "2020-12-26=2020-12-26"),
    ("dated 12/26/2020", "2020-12-27", "12/26/2020=2020-12-26"),
    ("dated 26/12/2020", "2020-12-27", "26/12/2020=2020-12-26"),
    ("signed on Nov. 3", "2020-12-27", "Nov. 3=2020-11-03"),
    ("will open on Jan. 5", "2020-12-27", "Jan. 5=2021-01-05"),
    ("in July last year", "2020-12-27", "July last year=2019-07"),
    ("in nineteen ninety-six", "2020-12-27", "nineteen ninety-six=1996"),
    ("in 2020-W52", "2021-12-27", "2020-W52=2020-W52"),
    // Weekdays.
    ("They met on Friday", "2020-12-26", "Friday=2020-12-25"),
    ("They will meet on Friday", "2020-12-26", "Friday=2021-01-01"),
    ("this coming Sunday", "2020-12-26", "this coming Sunday=2020-12-27"),
    ("last Friday", "2020-12-26", "last Friday=2020-12-25"),
    ("next Tuesday", "2020-12-26", "next Tuesday=2020-12-29"),
    ("Friday of next week", "2020-12-26", "Friday of next week=2021-01-01"),
    ("the first Friday of July 2020", "2020-12-26", "the first Friday of July 2020=2020-07-03"),
    // Steps.
    ("yesterday", "2020-12-26", "yesterday=2020-12-25"),
    ("last week", "2020-12-26", "last week=2020-W51"),
    ("this month", "2020-12-26", "this month=2020-12"),
    ("next year", "2020-12-26", "next year=2021"),
    ("early next year", "2020-12-26", "early next year=2021"),
    ("They met in late March", "2020-12-26", "late March=2020-03"),
    ("in mid-2019", "2020-12-26", "mid-2019=2019"),
    ("the end of the month", "2020-12-26", "the end of the month=2020-12"),
    ("last summer", "2020-12-26", "last summer=2020-SU"),
    // Longer stretches.
    ("in the 1990s", "2020-12-26", "the 1990s=199"),
    ("in the '80s", "2020-12-26", "the '80s=198"),
    ("in the 20th century", "2020-12-26", "the 20th century=19"),
    ("the third quarter of 2019", "2020-12-26", "the third quarter of 2019=2019-Q3"),
    ("the first half of last year", "2020-12-26", "the first half of last year=2019-H1"),
    ("this year's third quarter", "2020-12-26", "this year's third quarter=2020-Q3"),
    ("in Q4 2016", "2020-12-26", "Q4 2016=2016-Q4"),
    ("on Christmas Day", "2020-12-27", "Christmas Day=2020-12-25"),
    ("on Election Day", "2020-12-26", "Election Day=2020-11-03"),
    ("last Thanksgiving", "2020-12-26", "last Thanksgiving=2020-11-26"),
    // Counted from a time.
    ("two years ago", "2020-12-26", "two years ago=2018"),
    ("10 days ago", "2020-12-26", "10 days ago=2020-12-16"),
    ("three weeks ago", "2020-12-26", "three weeks ago=2020-W49"),
    ("the day before yesterday", "2020-12-26", "the day before yesterday=2020-12-24"),
    ("two weeks from now", "2020-12-26", "two weeks from now=2021-W01"),
    // Lengths and recurring times.
    ("for three weeks", "2020-12-26", "three weeks=P3W"),
    ("the past six months", "2020-12-26", "the past six months=P6M"),
    ("a two-year term", "2020-12-26", "two-year=P2Y"),
    ("after 2 1/2 years", "2020-12-26", "2 1/2 years=P2Y6M"),
    ("more than four hours", "2020-12-26", "more than four hours=PT4H"),
    ("for decades", "2020-12-26", "decades=PXDE"),
    ("every Friday", "2020-12-26", "every Friday=XXXX-WXX-5"),
    ("each July", "2020-12-26", "each July=XXXX-07"),
    ("annually", "2020-12-26", "annually=P1Y"),
    // Times of day.
    ("at 8:30 p.m. on Saturday", "2020-12-27", "8:30 p.m. on Saturday=2020-12-26T20:30"),
    ("on Friday morning", "2020-12-26", "Friday morning=2020-12-25TMO"),
    ("last night", "2020-12-26", "last night=2020-12-25TNI"),
    ("at noon Thursday", "2020-12-26", "noon Thursday=2020-12-24T12:00"),
    ("tomorrow morning at 9 o'clock", "2020-12-26", "tomorrow morning at 9 o'clock=2020-12-27T09:00"),
    ("on Friday in the afternoon", "2020-12-26", "Friday in the afternoon=2020-12-25TAF"),
    ("tonight at 8 p.m.", "2020-12-26", "tonight at 8 p.m.=2020-12-26T20:00"),
    ("3 p.m. every day", "2020-12-26", "3 p.m. every day=XXXX-XX-XXT15:00"),
    ("9 a.m. on Sundays", "2020-12-26", "9 a.m. on Sundays=XXXX-WXX-7T09:00"),
    ("every night at 9", "2020-12-26", "every night at 9=XXXX-XX-XXT21:00"),
    ("Tuesday nights", "2020-12-26", "Tuesday nights=XXXX-WXX-2TNI"),
    // Several units, fractions, windows.
    ("1 month and 21 days ago", "2020-12-26", "1 month and 21 days ago=2020-11-05"),
    ("three weeks from tomorrow", "2020-12-26", "three weeks from tomorrow=2021-01-17"),
    ("the week after next", "2020-12-26", "the week after next=2021-W01"),
    ("after 1.25 seconds", "2020-12-26", "1.25 seconds=PT1.25S"),
    ("two decades", "2020-12-26", "two decades=P20Y"),
    ("for a full week", "2020-12-26", "a full week=P1W"),
    // Numbers with slashes, months behind their years.
    ("They met on 4/22", "2020-12-26", "4/22=2020-04-22"),
    ("dated 11/2016", "2020-12-26", "11/2016=2016-11"),
    ("in 2016 November", "2020-12-26", "2016 November=2016-11"),
    ("the week of the 18th", "2020-12-02", "the week of the 18th=2020-W51"),
    // Indefinite times.
    ("recently", "2020-12-26", "recently=PAST_REF"),
    ("in the future", "2020-12-26", "the future=FUTURE_REF"),
    ("they will one day agree", "2020-12-26", "one day=FUTURE_REF"),
    ("an hour later", "2020-12-26", "an hour later=PT1H"),
];

#[test]
fn phrases_have_their_values() {
    for (text, published, expected) in VALUES {
        assert_eq!(values(text, published), [*expected], "{text}");
    }
}

#[test]
fn ranges_are_two_dates_that_share_a_part() {
    let cases: &[(&str, &[&str])] = &[
        ("from 3 to 7 May 2020", &["3=2020-05-03", "7 May 2020=2020-05-07"]),
        ("May 3-7, 2020", &["May 3=2020-05-03", "7, 2020=2020-05-07"]),
        ("between March and June 2020", &["March=2020-03", "June 2020=2020-06"]),
        ("in 2014-2018", &["2014=2014", "2018=2018"]),
        ("between 1982 and 1992", &["1982=1982", "1992=1992"]),
        ("from 4 to 22 this month", &["4=2020-12-04", "22 this month=2020-12-22"]),
        ("from 10/1 to 11/7", &["10/1=2020-10-01", "11/7=2020-11-07"]),
    ];
    for (text, expected) in cases {
        assert_eq!(values(text, "2020-12-26"), *expected, "{text}");
    }
}

#[test]
fn a_date_over_the_article_is_the_day_of_its_words() {
    let text = "A match\n\nTuesday, June 19, 2018\n\nYesterday they won.";
    assert_eq!(values(text, "2018-06-18")[1], "Yesterday=2018-06-18");
    // Far from the day of publication it is another date.
    assert_eq!(values(text, "2018-07-18")[1], "Yesterday=2018-07-17");
}

#[test]
fn narration_moves_on() {
    let text = "On October 23, 2020, they signed. Two days later they met again. The following month, talks began.";
    assert_eq!(values(text, "2020-12-26"), ["October 23, 2020=2020-10-23", "Two days later=2020-10-25", "The following month=2020-11"]);
}

#[test]
fn values_know_the_days_they_cover() {
    let cases = [
        ("the past six months", "2020-06-26/2020-12-25"),
        ("the next two days", "2020-12-27/2020-12-28"),
        ("They will vote within three weeks", "2020-12-26/2021-01-15"),
        ("the third quarter of 2019", "2019-07-01/2019-09-30"),
        ("this weekend", "2020-12-26/2020-12-27"),
        ("Friday morning", "2020-12-25/2020-12-25"),
    ];
    for (text, days) in cases {
        let found = find(&Annotations { published: "2020-12-26".parse().ok(), ..plain(text) }, &[]);
        let interval = found.dates.first().and_then(|date| date.value.interval).map(|interval| interval.to_string());
        assert_eq!(interval.as_deref(), Some(days), "{text}");
    }
    // What was said to take three weeks took them at no day that is known.
    assert_eq!(find(&plain("for three weeks"), &[]).dates[0].value.interval, None);
}

#[test]
fn what_is_no_time_is_left_alone() {
    for text in [
        "He may march on",
        "a second man",
        "Mr. May said so",
        "the 6-year-old boy",
        "It costs $1990",
        "about 1990 people came",
        "three-quarters of it",
        "in his 30s",
        "They fall apart",
        "Sun rose over it",
        "as soon as he can",
    ] {
        assert_eq!(values(text, "2020-12-26"), [""; 0], "{text}");
    }
}

#[test]
fn doubtful_values_are_noted() {
    let notes = |text: &str| {
        let annotations = Annotations { published: "2020-12-27".parse().ok(), ..plain(text) };
        find(&annotations, &[]).diagnostics.len()
    };
    for (text, count) in [
        ("on 31 February", 1),
        ("on 03/04/2020", 1),
        ("on 13/04/2020", 0),
        ("on Monday, December 26, 2020", 1),
        ("on Saturday, December 26, 2020", 0),
        ("yesterday", 0),
        ("a meeting on Friday", 1),
        ("They met on Friday", 0),
    ] {
        assert_eq!(notes(text), count, "{text}");
    }
}

#[test]
fn names_and_the_model_have_a_say() {
    let text = "June met them in May";
    let mut annotations = Annotations { published: "2020-12-27".parse().ok(), ..plain(text) };
    let token = |i: usize| Id::range(i..i + 1);
    let found = |annotations: &Annotations, spans: &[Range<TokenId>]| -> Vec<String> {
        find(annotations, spans).dates.iter().map(|date| date.span.of(text).to_owned()).collect()
    };
    assert_eq!(found(&annotations, &[]), ["May"]);
    assert_eq!(found(&annotations, &[token(0)]), ["June", "May"]);
    annotations.mentions.push(Mention {
        span: Span::new(17, 20),
        tokens: token(4),
        head: Id::from_index(4),
        kind: EntityType::Person,
        form: Form::Name,
        confidence: 1.0,
        entity: None,
    });
    assert_eq!(found(&annotations, &[]), [""; 0]);
    // What the model alone takes for a time is kept, without a value.
    assert_eq!(found(&annotations, &[token(1), token(4)]), ["met", "May"]);
}
