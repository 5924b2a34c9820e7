//! Recurring times: "every Friday", "daily", "each July", "twice a week", "every other day".

use super::super::expr::{Amount, Expr, Named, Unit};
use super::super::words::Word;
use super::{Cursor, Read, longest, number, period, which};

pub(super) fn set(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([adjective(c, at), every(c, at), weekdays(c, at), times_a(c, at)])
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
        every_part(c, at + 1),
        c.unit(at + 1).filter(|&(unit, _)| unit < Unit::Period).map(|(unit, _)| (at + 2, Expr::Every(Amount::Halves(2), unit))),
        every_few(c, at + 1),
        every_other(c, at + 1),
    ])
}

fn every_part(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Part(part) = c.word(at) else { return None };
    Some((at + 1, Expr::EveryPart(part)))
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
    plural.then_some((at + 1, Expr::EveryNamed(Named::Weekday(weekday))))
}

/// "once a week", "twice a year".
fn times_a(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let article =
        if c.any(at, &["once", "twice"]) { at + 1 } else { c.is(at + 1, "times").then(|| number::number(c, at))?.map(|_| at + 2)? };
    let (unit, plural) = c.unit(article + 1).filter(|_| c.any(article, &["a", "an", "each", "every", "per"]))?;
    (!plural && period::nth_period(c, article + 1).is_none()).then_some((article + 2, Expr::Every(Amount::Halves(2), unit)))
}
