//! One of many: "last Friday", "this year", "the following month", "next Thanksgiving", "that same day".

use super::super::expr::{Amount, Expr, Named, Reference, Season, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, longest, number, period};

const STEPS: &[(&[&str], Step)] = &[
    (&["last"], Step::Last),
    (&["this", "past"], Step::Last),
    (&["past"], Step::Last),
    (&["this"], Step::This),
    (&["current"], Step::This),
    (&["this", "current"], Step::This),
    (&["next"], Step::Next),
    (&["coming"], Step::Next),
    (&["this", "coming"], Step::Next),
    (&["upcoming"], Step::Next),
    (&["previous"], Step::Before),
    (&["prior"], Step::Before),
    (&["preceding"], Step::Before),
    (&["following"], Step::After),
    (&["subsequent"], Step::After),
    (&["same"], Step::Same),
    (&["that"], Step::Same),
    (&["that", "same"], Step::Same),
    (&["this", "same"], Step::Same),
    (&["latest"], Step::Last),
];

/// "last", "this coming", "the following".
pub(super) fn step(c: &Cursor<'_>, at: usize) -> Read<Step> {
    let at = c.skip(at, &["the"]);
    if !matches!(c.word(at), Word::Cue | Word::Key) {
        return None;
    }
    longest(STEPS.iter().filter(|(words, _)| c.all(at, words)).map(|&(words, step)| Some((at + words.len(), step))))
}

/// A step and what it steps over.
pub(super) fn which(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([stepped(c, at), plain(c, at), day(c, at), indefinite(c, at), last_seen(c, at)])
}

fn stepped(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (after, step) = step(c, at)?;
    let step = narrated(c, at, step);
    let (end, named) = named(c, c.skip(after, &["full", "whole", "entire", "fiscal", "calendar"]))?;
    if c.is(after - 1, "that") && !matches!(named, Named::Unit(_)) {
        return None;
    }
    // "this coming Sunday" is the nearest one, as "next Sunday" need not be.
    let is_nearest = matches!(named, Named::Weekday(_)) && c.any(after - 1, &["coming", "upcoming"]);
    let step = if is_nearest { Step::This } else { step };
    let is_vague = named == Named::Unit(Unit::Period) && matches!(step, Step::Next | Step::After);
    Some((end, if is_vague { Expr::Reference(Reference::Future) } else { Expr::Which(step, named) }))
}

/// "the next day" is the one after the day talked about; "next week" the one after now.
fn narrated(c: &Cursor<'_>, at: usize, step: Step) -> Step {
    let day = matches!(c.word(at + 2), Word::Unit(Unit::Day, _) | Word::Part(_));
    if step == Step::Next && c.is(at, "the") && day { Step::After } else { step }
}

/// What can be stepped over.
pub(super) fn named(c: &Cursor<'_>, at: usize) -> Read<Named> {
    let unit = c.unit(at).filter(|&(unit, plural)| !plural && is_steppable(unit));
    longest([
        unit.map(|(unit, _)| (at + 1, Named::Unit(unit))),
        weekday(c, at),
        month(c, at),
        c.feast(at).map(|(end, feast)| (end, Named::Feast(feast))),
        season(c, at).map(|(end, season)| (end, Named::Season(season))),
        period::nth_period(c, at),
    ])
}

const fn is_steppable(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Day
            | Unit::Week
            | Unit::Weekend
            | Unit::Month
            | Unit::Quarter
            | Unit::Half
            | Unit::Year
            | Unit::Decade
            | Unit::Century
            | Unit::Period
    )
}

fn weekday(c: &Cursor<'_>, at: usize) -> Read<Named> {
    let Word::Weekday(weekday) = c.word(at) else { return None };
    Some((at + 1, Named::Weekday(weekday)))
}

fn month(c: &Cursor<'_>, at: usize) -> Read<Named> {
    let Word::Month(month) = c.word(at) else { return None };
    let after = c.stop(at + 1);
    match c.word(after) {
        Word::Digits(day @ 1..=31, 1..=2) => Some((after + 1, Named::MonthDay(month, day as u8))),
        _ => (c.is_capital(at) || !c.any(at, &["may", "march", "mar"])).then_some((at + 1, Named::Month(month))),
    }
}

pub(super) fn season(c: &Cursor<'_>, at: usize) -> Read<Season> {
    let Word::Season(season) = c.word(at) else { return None };
    Some((at + 1, season))
}

/// A bare holiday: "Christmas Day".
fn plain(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, feast) = c.feast(at)?;
    if !c.is_capital(at) {
        return None;
    }
    let year = number::year(c, c.skip(end, &[",", "of"]));
    let (end, step) = year.map_or((end, Step::Bare), |(end, year)| (end, Step::Year(year)));
    Some((end, Expr::Which(step, Named::Feast(feast))))
}

/// "today", "yesterday", "tomorrow".
fn day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Day(day) = c.word(at) else { return None };
    Some((at + 1, Expr::Day(day)))
}

/// "recent years", "coming weeks": many, and nobody says which.
fn indefinite(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let at = c.skip(at, &["the", "more"]);
    let reference = match c.str(at).to_ascii_lowercase().as_str() {
        "recent" | "past" | "previous" => Reference::Past,
        "coming" | "future" => Reference::Future,
        _ => return None,
    };
    let (_, plural) = c.unit(at + 1)?;
    let end = if c.is(at + 2, "and") && c.unit(at + 3).is_some_and(|(_, plural)| plural) { at + 4 } else { at + 2 };
    plural.then_some((end, Expr::Reference(reference)))
}

/// "the weekend", "the quarter", "for the year": the one just over or under way. "the year ended March 31" is a length.
fn last_seen(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if !c.is(at, "the") {
        return None;
    }
    let (full, year) = (c.is(at + 1, "full"), c.skip(at + 1, &["full"]));
    let after_for = at.checked_sub(1).is_some_and(|i| c.is(i, "for"));
    match c.word(year) {
        Word::Unit(Unit::Year, false) if c.any(year + 1, &["ended", "ending"]) => {
            return Some((year + 1, Expr::Duration(Amount::Halves(2), Unit::Year)));
        }
        Word::Unit(unit @ (Unit::Year | Unit::Week), false) if full || (after_for && c.any(year + 1, &[".", ",", ";"])) => {
            return Some((year + 1, Expr::Which(Step::This, Named::Unit(unit))));
        }
        _ => {}
    }
    match c.word(at + 1) {
        Word::Unit(unit @ (Unit::Weekend | Unit::Quarter), false) => Some((at + 2, Expr::Which(Step::Bare, Named::Unit(unit)))),
        _ => None,
    }
}
