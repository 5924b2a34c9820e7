//! Whether what was found is what a case expects. The suites write some values in another way than TIMEX3 does; they are mapped, never loosened:
//!
//! | the suites | TIMEX3 |
//! | --- | --- |
//! | `T15` | `T15:00` |
//! | `P3.5Y`, `P20Y` | `P3Y6M`, `P2DE`: periods are compared by their lengths in months, days and seconds |
//! | `T15` of every day | `XXXX-XX-XXT15:00` |
//! | `T15` of no stated day | `T15:00` of the day of reading |
//! | `SU` | `XXXX-SU`, the summer of any year |
//! | `(2016-07-01,2016-10-01,P3M)`, the end excluded | the stretch `2016-Q3`, or the two dates of a range |
//! | `XXXX-WXX-5`, `XXXX-10-02`: open | a day that the file itself gives as one of the two resolutions |
//! | `XXXX-11` | November of the year that the file resolves it to |
//! | `XXXX-11-30` for its week, with first day and end | the stretch of just these days |
//! | `2016-11-07T16` for "today before 4pm" | two expressions, of which the time carries the day |

use dateline::document::{DateMention, Interval, TimexType};

use super::case::{Expected, Reading};

/// Whether the dates found at the place of an expression have a value that it may have, read on `day`.
pub fn agrees(expected: &Expected, found: &[&DateMention], day: Option<&str>) -> bool {
    expected.readings.iter().any(|reading| means(reading, found, day))
}

fn means(reading: &Reading, found: &[&DateMention], day: Option<&str>) -> bool {
    match found {
        [one] if is_stretch(reading) => one.value.interval.is_some_and(|interval| covers(reading, interval)),
        [first, last] if is_stretch(reading) => joins(reading, first, last),
        [one] => is(reading, one, day),
        [date, time] => time.kind == TimexType::Time && is(reading, time, day) && is_day_of(date, time),
        _ => false,
    }
}

/// The value of one expression.
fn is(reading: &Reading, found: &DateMention, day: Option<&str>) -> bool {
    let Some(timex) = found.value.timex.as_deref().map(canonical) else { return false };
    let expected = expected_timex(reading);
    let of_day = day.filter(|_| found.kind == TimexType::Time && expected.starts_with('T')).map(|day| format!("{day}{expected}"));
    let timex = if expected.starts_with("XXXX-") { open_year(&timex) } else { timex };
    timex == of_day.unwrap_or(expected)
}

fn is_day_of(date: &DateMention, time: &DateMention) -> bool {
    let day = |date: &DateMention| date.value.timex.as_deref().and_then(|timex| timex.get(..10)).map(str::to_owned);
    day(date).is_some() && day(date) == day(time)
}

/// "(from,to,length)", an open week or month, a week of a month, which TIMEX3 counts by the year.
fn is_stretch(reading: &Reading) -> bool {
    let timex = reading.timex.as_str();
    let in_days = |time: &Option<String>| time.as_ref().is_some_and(|time| time.len() == 10);
    let open = timex.contains('X') && !is_month(timex) && !timex.contains('T') && in_days(&reading.from) && in_days(&reading.to);
    timex.starts_with('(') || open || timex.contains("-W0") && timex.matches('-').count() == 2
}

/// The same days; the file excludes the end.
fn covers(reading: &Reading, interval: Interval) -> bool {
    let last = interval.last.tomorrow().map(|end| end.to_string());
    reading.from.as_deref() == Some(interval.first.to_string().as_str()) && reading.to == last.ok()
}

/// From the first day of one date to that of the other.
fn joins(reading: &Reading, first: &DateMention, last: &DateMention) -> bool {
    let day = |date: &DateMention| date.value.interval.map(|interval| interval.first.to_string());
    reading.from.is_some() && day(first) == reading.from && day(last) == reading.to
}

/// The value that TIMEX3 has for a reading.
fn expected_timex(reading: &Reading) -> String {
    let resolved = reading.from.as_deref().or(reading.to.as_deref());
    let open = resolved.filter(|_| reading.timex.contains('X'));
    let Some(from) = open else { return canonical(&reading.timex) };
    let time = reading.timex.split_once('T').map(|(_, time)| time);
    if let (true, Some(year), Some(month)) = (is_month(&reading.timex), from.get(..4), reading.timex.get(4..)) {
        return format!("{year}{month}");
    }
    let day = from.get(..10).unwrap_or(from);
    canonical(&time.map_or_else(|| day.to_owned(), |time| format!("{day}T{time}")))
}

/// "XXXX-11".
fn is_month(timex: &str) -> bool {
    timex.strip_prefix("XXXX-").is_some_and(|month| month.len() == 2 && month.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "2016-SU" is one "XXXX-SU".
fn open_year(timex: &str) -> String {
    let is_season = timex.len() == 7 && timex[5..].bytes().all(|byte| byte.is_ascii_uppercase());
    if is_season { format!("XXXX{}", &timex[4..]) } else { timex.to_owned() }
}

/// One way of writing for values that are the same.
pub fn canonical(timex: &str) -> String {
    if let Some(length) = timex.strip_prefix('P').and_then(length) {
        return length;
    }
    if let Some(season) = ["SP", "SU", "FA", "WI"].iter().find(|season| timex == **season) {
        return format!("XXXX-{season}");
    }
    let Some((day, time)) = timex.split_once('T') else { return timex.to_owned() };
    let day = if day == "XXXX-XX-XX" { "" } else { day };
    let is_hour = time.len() == 2 && time.bytes().all(|byte| byte.is_ascii_digit());
    let time = if is_hour { format!("{time}:00") } else { time.to_owned() };
    let time = if time.len() == 8 { time.strip_suffix(":00").unwrap_or(&time) } else { &time };
    format!("{day}T{time}")
}

/// A period by its months, days and seconds; `None` if it is not all numbers.
fn length(period: &str) -> Option<String> {
    let (mut months, mut days, mut seconds) = (0.0, 0.0, 0.0);
    let (calendar, clock) = period.split_once('T').unwrap_or((period, ""));
    for (number, unit) in parts(calendar)? {
        match unit {
            "CE" => months += 1200.0 * number,
            "DE" => months += 120.0 * number,
            "Y" => months += 12.0 * number,
            "Q" => months += 3.0 * number,
            "M" => months += number,
            "W" => days += 7.0 * number,
            "D" => days += number,
            _ => return None,
        }
    }
    for (number, unit) in parts(clock)? {
        seconds += number * [("H", 3600.0), ("M", 60.0), ("S", 1.0)].iter().find(|(name, _)| *name == unit)?.1;
    }
    // A fortnight or a day and a half are lengths of days, and no hours.
    Some(format!("P {months} {days} {seconds}"))
}

/// "3Y6M" as numbers and units.
fn parts(mut text: &str) -> Option<Vec<(f64, &str)>> {
    let mut parts = Vec::new();
    while !text.is_empty() {
        let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
        let end = text[unit..].find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |end| unit + end);
        parts.push((text[..unit].parse().ok()?, &text[unit..end]));
        text = &text[end..];
    }
    Some(parts)
}
