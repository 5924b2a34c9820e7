//! Times of day: "8:30 p.m.", "noon Thursday", "Friday morning", "last night", "10 a.m. EST on Saturday".

use super::super::expr::{Clock, DayPart, Expr, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, date, longest, number, which};

pub(super) fn timed_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([timestamp(c, at), clock_and_day(c, at), part_and_day(c, at), day_and_time(c, at), stepped_part(c, at)])
}

/// "2020-12-26T08:30:00".
fn timestamp(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let t = at + 5;
    if !c.is(t, "t") || !(at + 1..=t + 1).all(|i| c.glued(i)) {
        return None;
    }
    let (end, day) = date(c, at).filter(|(_, day)| is_day(day))?;
    let Word::Digits(hour, 2) = c.word(t + 1) else { return None };
    let (after, minute, second) = minutes(c, t + 2);
    let valid = end == t && hour < 24 && minute.is_some_and(|m| m < 60) && second.is_none_or(|s| s < 60);
    valid.then(|| (after, Expr::Clock(Clock { hour: hour as u8, minute, second, zone: None }, Some(Box::new(day)))))
}

/// "10 p.m. Wednesday", "5 p.m. EST, Nov. 6", "noon on Thursday".
fn clock_and_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, clock, part) = clock_and_part(c, number::approximately(c, at))?;
    let clock = part.map_or(clock, |part| in_part(clock, part));
    Some(with_day(c, end, |day| Expr::Clock(clock, day)))
}

/// "10 p.m.", "4 in the morning".
fn clock_and_part(c: &Cursor<'_>, at: usize) -> Option<(usize, Clock, Option<DayPart>)> {
    if let Some((end, clock)) = clock(c, at) {
        let (end, part) = part_after_clock(c, end);
        return Some((end, clock, part));
    }
    let (end, hour) = hour(c, at).filter(|(_, hour)| (1..=12).contains(hour))?;
    let (after, part) = part_after_clock(c, end);
    part.map(|part| (after, Clock { hour: hour as u8, minute: None, second: None, zone: None }, Some(part)))
}

/// Reads the day behind a time, if one stands there.
fn with_day(c: &Cursor<'_>, end: usize, make: impl FnOnce(Option<Box<Expr>>) -> Expr) -> (usize, Expr) {
    let next = c.skip(c.skip(end, &[","]), &["on", "of"]);
    if c.is(next, "tonight") {
        return (next + 1, make(Some(Box::new(Expr::Day(0)))));
    }
    match date(c, next).filter(|(_, day)| is_day(day)) {
        Some((end, day)) => (end, make(Some(Box::new(day)))),
        None => (end, make(None)),
    }
}

/// Whether an expression is a day, so that a time of day can belong to it.
fn is_day(expr: &Expr) -> bool {
    match expr {
        Expr::Calendar { day, .. } => day.is_some(),
        Expr::Which(_, named) => {
            matches!(named, Named::Weekday(_) | Named::MonthDay(..) | Named::Feast(_) | Named::Unit(Unit::Day) | Named::MonthlyDay(_))
        }
        Expr::Within(Named::MonthDay(..) | Named::Weekday(_), _)
        | Expr::Count { unit: Unit::Day, .. }
        | Expr::Checked { .. }
        | Expr::Day(_) => true,
        _ => false,
    }
}

/// "8:30 p.m.", "20:30", "8 o'clock", "0830 GMT".
pub(super) fn clock(c: &Cursor<'_>, at: usize) -> Read<Clock> {
    if let Some(part) = exact_part(c, at) {
        return Some(part);
    }
    let (end, hour) = hour(c, at)?;
    let (end, minute, second) = minutes(c, end);
    let colon = minute.is_some();
    let (end, meridiem) = meridiem(c, end);
    let (end, oclock) = oclock(c, end);
    let (end, zone) = zone(c, end);
    let (hour, minute) = if let (false, true, Word::Digits(value, 4)) = (colon, zone.is_some(), c.word(at)) {
        (value / 100, Some((value % 100) as u8))
    } else {
        (hour, minute)
    };
    let hour = to_24(hour, meridiem)?;
    let stated = colon && !c.is_hyphen(end) || meridiem.is_some() || oclock || (zone.is_some() && minute.is_some());
    let valid = hour < 24 && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60);
    (stated && valid).then_some((end, Clock { hour: hour as u8, minute, second, zone }))
}

fn hour(c: &Cursor<'_>, at: usize) -> Read<u32> {
    match c.word(at) {
        Word::Digits(hour, 1..=2 | 4) if !after_mark(c, at) => Some((at + 1, hour)),
        Word::Number(hour @ 1..=12) => Some((at + 1, hour)),
        _ => None,
    }
}

fn after_mark(c: &Cursor<'_>, at: usize) -> bool {
    c.glued(at) && at.checked_sub(1).is_some_and(|i| c.any(i, &[":", "$", "/", ".", ",", "-"]))
}

fn minutes(c: &Cursor<'_>, at: usize) -> (usize, Option<u8>, Option<u8>) {
    let read = |at: usize| match c.word(at + 1) {
        Word::Digits(value, 2) if c.is(at, ":") && c.glued(at) && c.glued(at + 1) => Some(value as u8),
        _ => None,
    };
    match (read(at), read(at + 2)) {
        (Some(minute), Some(second)) => (at + 4, Some(minute), Some(second)),
        (Some(minute), None) => (at + 2, Some(minute), None),
        _ => (at, None, None),
    }
}

/// "a.m.", "pm": the flag says afternoon.
fn meridiem(c: &Cursor<'_>, at: usize) -> (usize, Option<bool>) {
    if c.any(at, &["am", "pm"]) && !(c.is(at, "am") && !c.glued(at) && c.is_capital(at)) {
        return (at + 1, Some(c.is(at, "pm")));
    }
    if c.any(at, &["a", "p"]) && c.all(at + 1, &[".", "m"]) && c.glued(at + 1) && c.glued(at + 2) {
        let end = at + 3;
        return (c.stop(end), Some(c.is(at, "p")));
    }
    (at, None)
}

fn to_24(hour: u32, afternoon: Option<bool>) -> Option<u32> {
    match afternoon {
        None => Some(hour),
        Some(_) if hour == 0 || hour > 12 => None,
        Some(true) => Some(hour % 12 + 12),
        Some(false) => Some(hour % 12),
    }
}

fn oclock(c: &Cursor<'_>, at: usize) -> (usize, bool) {
    let found = c.is(at, "o") && c.any(at + 1, &["'", "’"]) && c.is(at + 2, "clock");
    (at + 3 * usize::from(found), found)
}

const ZONES: &[(&str, &str)] = &[
    ("GMT", "Z"),
    ("UTC", "Z"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
    ("BST", "+01:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("EET", "+02:00"),
    ("ET", "-05:00"),
];

fn zone(c: &Cursor<'_>, at: usize) -> (usize, Option<&'static str>) {
    let named = ZONES.iter().find(|(name, _)| c.str(at) == *name);
    if let Some((_, offset)) = named {
        return (at + 1, Some(offset));
    }
    let words: &[&[&str]] = &[&["local", "time"], &["eastern", "time"], &["pacific", "time"]];
    (words.iter().find(|words| c.all(at, words)).map_or(at, |words| at + words.len()), None)
}

/// "noon", "midnight": parts of the day that are a point.
fn exact_part(c: &Cursor<'_>, at: usize) -> Read<Clock> {
    let hour = match c.word(at) {
        Word::Part(DayPart::Noon) if c.is(at, "noon") => 12,
        Word::Part(DayPart::Midnight) => 0,
        _ => return None,
    };
    Some((at + 1, Clock { hour, minute: Some(0), second: None, zone: None }))
}

/// "4 in the morning".
fn part_after_clock(c: &Cursor<'_>, at: usize) -> (usize, Option<DayPart>) {
    match c.word(at + 2) {
        Word::Part(part) if c.all(at, &["in", "the"]) => (at + 3, Some(part)),
        Word::Part(part @ DayPart::Night) if c.is(at, "at") => (at + 2, Some(part)),
        _ => (at, None),
    }
}

pub(super) fn in_part(clock: Clock, part: DayPart) -> Clock {
    let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night) && clock.hour < 12;
    Clock { hour: clock.hour + 12 * u8::from(late), ..clock }
}

/// "morning of May 3", "overnight", "mid-afternoon yesterday".
fn part_and_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the"]);
    let Word::Part(part) = c.word(the) else { return None };
    let (end, expr) = with_day(c, the + 1, |day| Expr::Part(part, day));
    let whole = end > the + 1 || c.any(the, &["overnight", "midday"]);
    whole.then_some((end, expr))
}

/// "Friday morning", "yesterday evening", "Friday in the afternoon", "May 3 at 10 a.m.", "Wednesday night".
fn day_and_time(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, day) = date(c, at).filter(|(_, day)| is_day(day))?;
    let in_the = if c.all(end, &["in", "the"]) { end + 2 } else { end };
    if let Word::Part(part) = c.word(in_the) {
        return (!c.str(in_the).ends_with('s')).then(|| part_and_clock(c, in_the + 1, part, day));
    }
    let next = c.skip(c.skip(end, &[","]), &["at", "around", "about"]);
    let (end, clock) = clock(c, next)?;
    let (end, part) = part_after_clock(c, end);
    Some((end, Expr::Clock(part.map_or(clock, |part| in_part(clock, part)), Some(Box::new(day)))))
}

/// A part of a day, or the clock within it: "tomorrow morning at 9 o'clock", "tonight around 8 p.m.".
fn part_and_clock(c: &Cursor<'_>, end: usize, part: DayPart, day: Expr) -> (usize, Expr) {
    let clock = c.any(end, &["at", "around", "about"]).then(|| longest([clock(c, end + 1), bare_hour(c, end + 1)])).flatten();
    match clock {
        Some((end, clock)) => (end, Expr::Clock(in_part(clock, part), Some(Box::new(day)))),
        None => (end, Expr::Part(part, Some(Box::new(day)))),
    }
}

/// "9" where the part of the day is known.
pub(super) fn bare_hour(c: &Cursor<'_>, at: usize) -> Read<Clock> {
    let (end, hour) = hour(c, at).filter(|(_, hour)| (1..=12).contains(hour))?;
    let counts = matches!(c.word(end), Word::Other | Word::Unit(..) | Word::Digits(..)) && end < c.len() || c.any(end, &["%", "/", "-"]);
    (!counts).then_some((end, Clock { hour: hour as u8, minute: None, second: None, zone: None }))
}

/// "last night", "this morning", "tonight", "the next morning", "that evening".
fn stepped_part(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if c.is(at, "tonight") {
        return Some(part_and_clock(c, at + 1, DayPart::Night, Expr::Day(0)));
    }
    let (end, step) = which::step(c, at)?;
    let Word::Part(part) = c.word(end) else { return None };
    let day = match step {
        Step::Last => Expr::Day(-1),
        Step::This | Step::Bare => Expr::Day(0),
        Step::Next if !c.is(at, "the") => Expr::Day(1),
        Step::Next => Expr::Which(Step::After, Named::Unit(Unit::Day)),
        step => Expr::Which(step, Named::Unit(Unit::Day)),
    };
    Some(part_and_clock(c, end + 1, part, day))
}
