//! Which cases are news English and within what the library reads. A case is left out for one of these reasons, the first that holds; docs/dates.md says
//! more of each. A test on the text alone decides, never what the library makes of it.

use super::case::{Case, Expected};

/// Why a case is left out.
pub fn reason(case: &Case) -> Option<&'static str> {
    REASONS.iter().find(|(_, holds)| holds(case)).map(|(reason, _)| *reason)
}

/// A reason and its test.
pub type Reason = (&'static str, fn(&Case) -> bool);

/// All reasons, in the order of their tests.
pub const REASONS: &[Reason] = &[
    ("the file expects nothing", |case| case.expected.is_empty()),
    ("the day expected is in no calendar", |case| any(case, is_impossible)),
    ("names of months or weekdays without capitals", |case| any(case, is_lower_case)),
    ("spelling of messages", |case| any(case, is_typed) || case.text.contains(['<', '>', '|'])),
    ("numbers cut by spaces", |case| any(case, has_gaps)),
    ("a bare number as a day or hour", |case| any(case, is_bare_number)),
    ("the speaker's own calendar", |case| any(case, is_own)),
    ("needs the time of reading to the minute", |case| any(case, is_of_the_clock)),
    ("weeks, months and years counted to the day", |case| any(case, is_counted_to_the_day)),
    ("a stretch cut off at the day of reading", |case| any(case, is_cut_off)),
    ("a few is three", |case| any(case, |expected| has_word(expected, &["few"]))),
    ("business days", |case| any(case, |expected| has_word(expected, &["business"]))),
];

fn any(case: &Case, holds: impl Fn(&Expected) -> bool) -> bool {
    case.expected.iter().any(holds)
}

fn words(expected: &Expected) -> impl Iterator<Item = &str> {
    expected.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn has_word(expected: &Expected, list: &[&str]) -> bool {
    words(expected).any(|word| list.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// "2016-11-31": the file gives such a value and says by the year 1, or by none, that it cannot be resolved.
fn is_impossible(expected: &Expected) -> bool {
    expected.readings.iter().all(|reading| {
        let unresolved = reading.from.as_deref().is_none_or(|from| from.starts_with("0001"));
        unresolved && is_no_day(&reading.timex)
    }) && !expected.readings.is_empty()
}

/// A day such as 31 November; the year, where it is open, is one with a 29 February.
fn is_no_day(timex: &str) -> bool {
    let day = timex.replacen("XXXX", "2000", 1);
    let is_shaped =
        day.len() == 10 && day.bytes().enumerate().all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_shaped && day.parse::<jiff::civil::Date>().is_err()
}

const NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
];

/// "monday january 12th", "last sept".
fn is_lower_case(expected: &Expected) -> bool {
    words(expected).any(|word| NAMES.contains(&word))
}

/// "Oct2", "3h", "3day", "tmrw", "september.16th", "08/12,15", "Oct/2", "4.22".
fn is_typed(expected: &Expected) -> bool {
    let glued = words(expected).any(|word| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
        let rest = &word[digits.max(letters)..];
        let suffixes = ["", "st", "nd", "rd", "th", "s", "am", "pm", "AM", "PM", "a", "p"];
        (digits > 0 && !suffixes.contains(&rest)) || (letters > 1 && !rest.is_empty())
    });
    let slang = has_word(expected, &["tmrw", "h", "hr", "hrs", "min", "sec", "w"]);
    let numbers = expected.text.bytes().all(|byte| byte.is_ascii_digit() || b"./-,".contains(&byte));
    let marks = expected.text.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    let cut_short =
        numbers && (expected.text.contains(',') || marks == 1 && expected.text.contains(['.', '-']) && !expected.text.contains("201"));
    let month_and_mark = expected.text.split_once(['-', '/']).is_some_and(|(first, _)| NAMES.contains(&first.to_lowercase().as_str()));
    glued || slang || cut_short || month_and_mark
}

/// "2016 - 11", "11/ 2016".
fn has_gaps(expected: &Expected) -> bool {
    let text = expected.text.as_str();
    let only_numbers = text.bytes().all(|byte| byte.is_ascii_digit() || b" -/,".contains(&byte));
    only_numbers && text.contains(' ') && !text.contains("  ") || text.contains(" ,")
}

/// "15", "the 27", "twenty": of themselves no time.
fn is_bare_number(expected: &Expected) -> bool {
    let spoken = ["second", "twenty", "thirty", "nine", "six"];
    let ordinal = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().is_ok_and(|number| number < 100) && word.len() < 5
    };
    let decade = expected.text.ends_with("0s");
    let all = !decade && words(expected).all(|word| word.eq_ignore_ascii_case("the") || ordinal(word) || spoken.contains(&word));
    all && !expected.text.contains(['/', '-', '.', ':'])
}

/// "my week", "the day" of one who plans it, an order to find sales of "the year".
fn is_own(expected: &Expected) -> bool {
    let bare = ["the day", "the week", "the weekend", "the year", "weekend"];
    has_word(expected, &["my"]) || bare.contains(&expected.text.as_str())
}

/// "in 5 minutes", "within 15 seconds", "before 2:00" of no day.
fn is_of_the_clock(expected: &Expected) -> bool {
    let units = has_word(expected, &["minute", "minutes", "hour", "hours", "second", "seconds"]);
    units && expected.readings.iter().any(|reading| reading.timex.contains("-") && reading.timex.contains('T'))
}

/// "two years ago" is 2014 in TIMEX3, and 2014-11-07 in the suites; "in 3 weeks" is a week, and a day there.
fn is_counted_to_the_day(expected: &Expected) -> bool {
    let counted = has_word(expected, &["ago", "now", "in", "later"]);
    let from_a_day = has_word(expected, &["today", "tomorrow", "yesterday"]);
    let finer = has_word(expected, &["day", "days"]);
    let coarse = has_word(expected, &["week", "weeks", "month", "months", "year", "years"]);
    let day = expected.readings.iter().all(|reading| reading.timex.len() == 10 && !reading.timex.contains(['X', 'W', '(']));
    counted && coarse && !finer && !from_a_day && day
}

/// "rest of the week" is a part of the week in TIMEX3, and counted from today in the suites.
fn is_cut_off(expected: &Expected) -> bool {
    has_word(expected, &["rest"])
}
