//! A day or week of a longer stretch: "the first Friday of July", "the third week of 2027", "the 20th of next month", "Friday of next week".

use super::super::expr::{Expr, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, calendar, longest, number, which};

pub(super) fn nth(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([counted(c, at), monthly(c, at), weekday_of_week(c, at), week_and_weekday(c, at)])
}

/// "the first Friday of July", "the last week of 2015": -1 is the last.
fn counted(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, nth) = position(c, c.skip(at, &["the"]))?;
    let named = match c.word(end) {
        Word::Weekday(weekday) => Named::Weekday(weekday),
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend), false) => Named::Unit(unit),
        _ => return None,
    };
    let of = c.skip(end + 1, &["of", "in"]);
    let (end, whole) = stretch(c, of).filter(|_| of > end + 1 || matches!(named, Named::Unit(_)))?;
    Some((end, Expr::Nth(nth, named, Box::new(whole))))
}

fn position(c: &Cursor<'_>, at: usize) -> Read<i8> {
    if c.any(at, &["last", "final"]) {
        return Some((at + 1, -1));
    }
    let (end, nth) = number::ordinal(c, at)?;
    (1..=53).contains(&nth).then_some((end, nth as i8))
}

/// A month or a year, to count in.
fn stretch(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let coarse = |expr: &Expr| match expr {
        Expr::Calendar { day, .. } => day.is_none(),
        Expr::Which(_, Named::Month(_) | Named::Unit(Unit::Month | Unit::Year)) | Expr::Within(Named::Month(_), _) => true,
        _ => false,
    };
    longest([calendar::calendar(c, at), which::which(c, at)]).filter(|(_, expr)| coarse(expr))
}

/// "the 20th of next month".
fn monthly(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, day) = number::ordinal(c, c.skip(at, &["the"]))?;
    let (unit, step) = which::step(c, end + 1).filter(|_| c.is(end, "of"))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    let month = Expr::Which(step, Named::Unit(Unit::Month));
    c.is(unit, "month").then(|| (unit + 1, Expr::Within(Named::MonthlyDay(day), Box::new(month))))
}

/// "Friday of next week", "Tuesday next week".
fn weekday_of_week(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Weekday(weekday) = c.word(at) else { return None };
    let (end, week) = week(c, c.skip(at + 1, &["of"]))?;
    Some((end, Expr::Within(Named::Weekday(weekday), Box::new(week))))
}

/// "next week Sunday", "next week on Friday".
fn week_and_weekday(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, week) = week(c, at)?;
    let day = c.skip(end, &["on"]);
    let Word::Weekday(weekday) = c.word(day) else { return None };
    Some((day + 1, Expr::Within(Named::Weekday(weekday), Box::new(week))))
}

fn week(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (unit, step) = which::step(c, at).filter(|(_, step)| *step != Step::Same)?;
    c.is(unit, "week").then(|| (unit + 1, Expr::Which(step, Named::Unit(Unit::Week))))
}
