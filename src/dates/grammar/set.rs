//! Recurring times: "every Friday", "daily", "each July", "twice a week", "every other day".

use super::super::expr::{Amount, DayPart, Expr, Named, Unit};
use super::super::words::Word;
use super::{Cursor, Read, calendar, clock, longest, number, period, which};

pub(super) fn set(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([adjective(c, at), every(c, at), weekdays(c, at), times_a(c, at), every_clock(c, at), clock_every(c, at)])
}

/// "every morning at 9 a.m.", "each Monday at 4 p.m.", "mornings at 9 a.m.".
fn every_clock(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (day_end, weekday) = every_day(c, at)?;
    let next = c.skip(c.skip(day_end, &[","]), &["at", "around"]);
    let Word::Part(part) = c.word(day_end - 1) else {
        return clock::clock(c, next).map(|(end, clock)| (end, Expr::EveryClock(clock, weekday)));
    };
    let (end, clock) = longest([clock::clock(c, next), clock::bare_hour(c, next).filter(|_| next > day_end)])?;
    Some((end, Expr::EveryClock(clock::in_part(clock, part), weekday)))
}

/// "3 p.m. every day", "9 a.m. on Sundays".
fn clock_every(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, clock) = clock::clock(c, at)?;
    let (end, weekday) = every_day(c, c.skip(c.skip(end, &[","]), &["on"]))?;
    Some((end, Expr::EveryClock(clock, weekday)))
}

/// "every day", "each morning", "every Sunday", "Sundays", "mornings": the weekday, if it is one.
fn every_day(c: &Cursor<'_>, at: usize) -> Read<Option<u8>> {
    if let Some((end, Expr::EveryNamed(Named::Weekday(weekday)))) = longest([weekdays(c, at), every(c, at)]) {
        return Some((end, Some(weekday)));
    }
    let day = c.skip(at, &["every", "each"]);
    match c.word(day) {
        Word::Unit(Unit::Day, false) if day > at => Some((day + 1, None)),
        Word::Part(_) if day > at || c.str(day).ends_with('s') => Some((day + 1, None)),
        _ => None,
    }
}

/// "daily", "annually", "annual".
fn adjective(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    match c.word(at) {
        Word::Every(unit) if !is_dividend(c, at) => Some((at + 1, Expr::Every(Amount::Halves(2), unit))),
        _ => None,
    }
}

/// "a quarterly dividend" names the dividend, not the time.
fn is_dividend(c: &Cursor<'_>, at: usize) -> bool {
    c.any(at, &["quarterly"]) && matches!(c.word(at + 1), Word::Other)
}

/// "every day", "every two weeks", "each July", "every Monday morning", "every other day".
fn every(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if !c.any(at, &["every", "each"]) {
        return None;
    }
    let named = which::named(c, at + 1).filter(|(_, named)| !matches!(named, Named::Unit(_)));
    longest([
        named.map(|(end, named)| (end, Expr::EveryNamed(named))),
        every_slash_day(c, at + 1),
        every_part(c, at + 1),
        c.unit(at + 1).filter(|&(unit, _)| unit < Unit::Period).map(|(unit, _)| (at + 2, Expr::Every(Amount::Halves(2), unit))),
        every_few(c, at + 1),
        every_other(c, at + 1),
    ])
}

/// "each 4/15".
fn every_slash_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    match calendar::slash_day(c, at)? {
        (end, Expr::Which(_, day)) => Some((end, Expr::EveryNamed(day))),
        _ => None,
    }
}

fn every_part(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Part(part) = c.word(at) else { return None };
    Some((at + 1, Expr::EveryPart(part, None)))
}

fn every_few(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, amount) = number::amount(c, at)?;
    let (unit, _) = c.unit(end).filter(|&(_, plural)| plural)?;
    Some((end + 1, Expr::Every(amount, unit)))
}

fn every_other(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if let (true, Word::Weekday(weekday)) = (c.is(at, "other"), c.word(at + 1)) {
        return Some((at + 2, Expr::EveryNamed(Named::Weekday(weekday))));
    }
    let (unit, _) = c.unit(at + 1).filter(|_| c.is(at, "other"))?;
    Some((at + 2, Expr::Every(Amount::Halves(4), unit)))
}

/// "Mondays", "on Sunday mornings".
fn weekdays(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Weekday(weekday) = c.word(at) else { return None };
    let plural = c.str(at).len() > 5 && c.str(at).ends_with('s');
    let part = match c.word(at + 1) {
        Word::Part(part) if c.str(at + 1).ends_with('s') => Some(part),
        Word::Unit(Unit::Night, true) => Some(DayPart::Night),
        _ => None,
    };
    if let Some(part) = part {
        return Some((at + 2, Expr::EveryPart(part, Some(weekday))));
    }
    plural.then_some((at + 1, Expr::EveryNamed(Named::Weekday(weekday))))
}

/// "once a week", "twice a year".
fn times_a(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let article =
        if c.any(at, &["once", "twice"]) { at + 1 } else { c.is(at + 1, "times").then(|| number::number(c, at))?.map(|_| at + 2)? };
    let (unit, plural) = c.unit(article + 1).filter(|_| c.any(article, &["a", "an", "each", "every", "per"]))?;
    (!plural && period::nth_period(c, article + 1).is_none()).then_some((article + 2, Expr::Every(Amount::Halves(2), unit)))
}
