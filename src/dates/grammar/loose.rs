//! Phrases that are times only if the model says so: "the week", "then", "already", "summer".

use super::super::expr::{Amount, Expr, Named, Reference, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Phrase, calendar, core, longest, which};

const REFERENCES: &[(&[&str], Reference)] = &[
    (&["already"], Reference::Present),
    (&["yet"], Reference::Present),
    (&["present"], Reference::Present),
    (&["once"], Reference::Past),
    (&["then"], Reference::Past),
    (&["earlier"], Reference::Past),
    (&["formerly"], Reference::Past),
    (&["previously"], Reference::Past),
    (&["that", "time"], Reference::Past),
    (&["the", "time"], Reference::Past),
    (&["past"], Reference::Past),
    (&["recent"], Reference::Past),
    (&["future"], Reference::Future),
    (&["eventually"], Reference::Future),
    (&["a", "later", "date"], Reference::Future),
    (&["the", "short", "term"], Reference::Future),
    (&["the", "long", "term"], Reference::Future),
    (&["the", "moment"], Reference::Present),
    (&["this", "time"], Reference::Present),
    (&["this", "point"], Reference::Present),
];

/// An expression within the pieces `first..end`, which the model takes for a time.
pub(in crate::dates) fn loose(c: &Cursor<'_>, first: usize, end: usize) -> Option<Phrase> {
    let starts =
        (first..end).map(|at| (at, longest([core(c, at), stretch(c, at), reference(c, at), bare(c, at), calendar::slash_day(c, at)])));
    starts.filter_map(|(at, read)| read.map(|(to, expr)| Phrase { first: at, end: to, expr })).find(|phrase| phrase.end <= end)
}

fn reference(c: &Cursor<'_>, at: usize) -> super::Read<Expr> {
    let (words, reference) = REFERENCES.iter().find(|(words, _)| c.all(at, words))?;
    Some((at + words.len(), Expr::Reference(*reference)))
}

/// "the week", "the full year", "the day".
fn stretch(c: &Cursor<'_>, at: usize) -> super::Read<Expr> {
    let unit = c.skip(c.skip(at, &["the"]), &["full", "whole", "entire", "trading"]);
    match c.word(unit) {
        Word::Unit(unit_of @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) if unit > at => {
            let step = if unit_of == Unit::Day { Step::Same } else { Step::This };
            Some((unit + 1, Expr::Which(step, Named::Unit(unit_of))))
        }
        Word::Unit(unit_of, false) => Some((unit + 1, Expr::Duration(Amount::Halves(2), unit_of))),
        _ => None,
    }
}

/// "summer", "may".
fn bare(c: &Cursor<'_>, at: usize) -> super::Read<Expr> {
    match c.word(at) {
        Word::Month(month) => Some((at + 1, Expr::Which(Step::Bare, Named::Month(month)))),
        Word::Weekday(weekday) => Some((at + 1, Expr::Which(Step::Bare, Named::Weekday(weekday)))),
        Word::Part(part) => Some((at + 1, Expr::Part(part, None))),
        _ => which::season(c, at).map(|(end, season)| (end, Expr::Which(Step::Bare, Named::Season(season)))),
    }
}
