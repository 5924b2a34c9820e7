//! What no text may do: panic, take long, or bring forth a value that its words do not have. The texts are made up by a seeded generator, so that a failure
//! can be seen again.

use jiff::civil::Date;

use super::{VALUES, plain};
use crate::dates::find;
use crate::document::{Anchor, Annotations, DateMention, Grain};

/// A generator of numbers that look random enough (Knuth's constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// Words and pieces of words that times are made of, and some that only look so.
const PIECES: &[&str] = &[
    "31",
    "February",
    "13/13/2020",
    "Sept",
    "99999",
    "the",
    "-",
    "last",
    "'80s",
    "é",
    "🎉",
    "of",
    "\u{a0}",
    "30s",
    ".",
    "4294967296",
    "year",
    "a",
    "12:61",
    "p.m.",
    "ago",
    "thousand",
    "hundred",
    "quarter",
    "0000-00-00",
    "9999-12-31",
    "week",
    "next",
    "century",
    "99th",
    "½",
    "two",
    "1999",
    "May",
    "Monday",
    "from",
    "to",
    "and",
    "within",
    "days",
    "months",
    "later",
    "every",
    "at",
    "9",
    "GMT",
    "noon",
    "night",
    "mid",
    "Easter",
    "fiscal",
    "early",
    "since",
    "1.25",
    "seconds",
    ",",
    "(",
    ")",
    "/",
    "st",
    "nd",
    "first",
    "twenty",
    "tomorrow",
    "now",
    "in",
];

const DAYS: &[&str] = &["", "2020-12-26", "9999-12-31", "-9999-01-01", "2020-02-29"];

#[test]
fn a_hundred_thousand_random_strings_do_no_harm() {
    let mut random = Random(7);
    for round in 0..100_000 {
        let text = match round % 4 {
            0 => characters(&mut random),
            1 => mistyped(&mut random),
            _ => pieces(&mut random),
        };
        let annotations = Annotations { published: random.one_of(DAYS).parse().ok(), ..plain(&text) };
        for date in find(&annotations, &[]).dates {
            assert_sound(&text, &date);
        }
    }
}

fn pieces(random: &mut Random) -> String {
    let words: Vec<&str> = (0..random.below(10)).map(|_| random.one_of(PIECES)).collect();
    words.join(random.one_of(&[" ", " ", "", "-"]))
}

fn characters(random: &mut Random) -> String {
    const CHARACTERS: &[char] = &[
        'a', 'e', 'M', 'n', 's', 't', 'y', '0', '1', '2', '9', ' ', ' ', '-', '/', ':', '.', ',', '\'', '’', '\u{301}', '\u{200d}', 'ß',
        '日', '٣', '\n', '\u{0}', '\u{feff}', '½', '🎉',
    ];
    (0..random.below(30)).map(|_| random.one_of(CHARACTERS)).collect()
}

/// A phrase of the tables with a character lost, doubled or exchanged.
fn mistyped(random: &mut Random) -> String {
    let (text, ..) = random.one_of(VALUES);
    let mut letters: Vec<char> = text.chars().collect();
    let at = random.below(letters.len());
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters[at] = random.one_of(&['0', '9', ' ', 'x', '-', '.']),
    }
    letters.into_iter().collect()
}

/// The value is well formed, lies where it says, and a year that was stated stands in the text.
fn assert_sound(text: &str, date: &DateMention) {
    let surface = text.get(date.span.start..date.span.end);
    assert!(surface.is_some_and(|surface| !surface.is_empty()) && !date.tokens.is_empty(), "{text:?}");
    let Some(timex) = date.value.timex.as_deref() else { return };
    assert!(is_well_formed(timex), "{text:?}: {timex}");
    if let Some(interval) = date.value.interval {
        assert!(interval.first <= interval.last, "{text:?}: {timex}");
        let day = timex.get(..10).and_then(|day| day.parse::<Date>().ok());
        assert!(day.is_none_or(|day| day == interval.first || date.value.grain < Grain::Day), "{text:?}: {timex}");
    }
    let years: Vec<&str> = surface.unwrap_or_default().split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).collect();
    let stated = date.value.anchor == Anchor::Stated && date.value.grain == Grain::Day && !years.is_empty();
    assert!(!stated || years.iter().any(|year| timex.starts_with(year)), "{text:?}: {timex}");
}

/// A TIMEX3 value: a reference, a period, or a date of the calendar with or without a time of the clock.
fn is_well_formed(timex: &str) -> bool {
    if matches!(timex, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return true;
    }
    if let Some(period) = timex.strip_prefix('P') {
        return period.len() > 1 && period.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    }
    let (day, time) = timex.split_once('T').map_or((timex, None), |(day, time)| (day, Some(time)));
    is_calendar(day) && time.is_none_or(is_clock)
}

fn is_calendar(day: &str) -> bool {
    let day = day.strip_prefix("-00").or_else(|| day.strip_prefix('-')).unwrap_or(day);
    let is_full = day.len() >= 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_full {
        return day.parse::<Date>().is_ok();
    }
    day.bytes().all(|byte| byte.is_ascii_digit() || b"-XWEHQSPUFAI".contains(&byte))
}

fn is_clock(time: &str) -> bool {
    let mut numbers = time.trim_end_matches('Z').split(['+', '-']).next().unwrap_or_default().split(':');
    let in_range = |number: Option<&str>, limit: u32| number.is_none_or(|number| number.parse::<u32>().is_ok_and(|number| number < limit));
    matches!(time, "MO" | "AF" | "EV" | "NI" | "DT")
        || in_range(numbers.next(), 25) && in_range(numbers.next(), 60) && in_range(numbers.next(), 60)
}

const MONTHS: &[(&str, usize)] = &[
    ("January", 31),
    ("Feb.", 29),
    ("February", 29),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("Sept.", 30),
    ("October", 31),
    ("Nov.", 30),
    ("November", 30),
    ("December", 31),
];

#[test]
fn a_thousand_corrupted_dates_have_no_value() {
    let mut random = Random(11);
    for round in 0..1_000 {
        let corrupted = corrupted(&mut random, round % 16);
        let text = match random.below(3) {
            0 => corrupted.clone(),
            1 => format!("They met on {corrupted}."),
            _ => format!("On {corrupted} they will meet."),
        };
        let annotations = Annotations { published: "2020-12-26".parse().ok(), ..plain(&text) };
        for date in find(&annotations, &[]).dates {
            assert_eq!(date.value.timex, None, "{text}: \"{}\"", date.span.of(&text));
        }
    }
}

/// A day or time that no calendar or clock has.
fn corrupted(random: &mut Random, form: usize) -> String {
    let (month, last) = random.one_of(MONTHS);
    let day = random.between(last + 1, 99);
    let year = random.between(1900, 2099);
    let common = (0..).map(|step| year + step).find(|year| !year.is_multiple_of(4)).unwrap_or(year);
    match form {
        0 => format!("{day} {month}"),
        1 => format!("{month} {day}"),
        2 => format!("{month} {day}, {year}"),
        3 => format!("{day} {month} {year}"),
        4 => format!("the {day}th of {month}"),
        5 => format!("Monday, {month} {day}"),
        6 => format!("{}/{}/{year}", random.between(13, 99), random.between(13, 99)),
        7 => format!("{year}-{:02}-{:02}", random.between(13, 99), random.between(1, 31)),
        8 => format!("{year}-{:02}-{}", random.between(1, 12), random.between(32, 99)),
        9 => format!("{year}-02-3{}", random.below(2)),
        10 => format!("{month} {}", random.between(10_000, 99_999)),
        11 => format!("29 February {common}"),
        12 => format!("{year}-W{}", random.between(54, 99)),
        13 => format!("{}.{}.{year}", random.between(32, 99), random.between(1, 12)),
        14 => format!("{common}-02-29"),
        _ => format!("Feb. 29, {common}"),
    }
}

#[test]
fn long_text_takes_no_more_than_its_length() {
    for part in [
        "1,234",
        ",234",
        "one thousand ",
        "the ",
        "3/4/",
        "2020-01-02 May 5 ",
        "two years and ",
        "'80s ",
        "May 3-",
        "last past ",
        "1 day 1 ",
    ] {
        let text = part.repeat(10_000);
        let annotations = plain(&text);
        let start = std::time::Instant::now();
        let found = find(&annotations, &[]);
        assert!(found.dates.len() <= annotations.tokens.len());
        assert!(start.elapsed().as_secs() < 20, "{part}");
    }
}
