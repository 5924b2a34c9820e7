//! Words that narrow an expression without changing its value: "early next year", "late March", "the end of 1990".

use super::super::expr::{Expr, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, core, longest, which};
use crate::document::Upos;

/// An expression with or without a modifier.
pub(super) fn expression(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([core(c, at), adverb(c, at), boundary(c, at), season_alone(c, at)])
}

const ADVERBS: &[&str] = &["early", "late", "mid", "middle", "earlier", "later", "sometime", "around"];

/// "early 1990", "mid-November", "later this year", "the late 1970s", "earlier in the year".
fn adverb(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the"]);
    if !c.any(the, ADVERBS) || (c.is(the, "around") && matches!(c.word(the + 1), Word::Weekday(_))) {
        return None;
    }
    let after = the + 1;
    let linked = if c.all(after, &["in", "the"]) { after + 1 } else { c.skip(c.hyphen(after), &["in", "on", "of"]) };
    let (end, expr) = longest([core(c, linked), season_alone(c, linked), stretch(c, linked), part(c, linked)])?;
    let counts = matches!(expr, Expr::Duration(..) | Expr::Durations(_) | Expr::Count { .. } | Expr::Reference(_) | Expr::Every(..));
    (!counts).then(|| (end, Expr::Modified(Box::new(expr))))
}

/// "the end of the month", "the beginning of 1990", "the middle of October", "the rest of the year".
fn boundary(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    const EDGES: &[&str] = &["end", "beginning", "start", "middle", "close", "rest", "remainder", "turn", "onset"];
    let the = c.skip(at, &["the"]);
    if !c.any(the, EDGES) || !c.is(the + 1, "of") {
        return None;
    }
    let (end, expr) = longest([core(c, the + 2), season_alone(c, the + 2), stretch(c, the + 2)])?;
    let counts = matches!(expr, Expr::Duration(..) | Expr::Count { .. } | Expr::Reference(_));
    (!counts).then(|| (end, Expr::Modified(Box::new(expr))))
}

/// "the month", "the year": the one that is under way.
fn stretch(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    match c.word(at + 1) {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century), false) if c.is(at, "the") => {
            let step = if unit == Unit::Day { Step::Same } else { Step::This };
            Some((at + 2, Expr::Which(step, Named::Unit(unit))))
        }
        _ => None,
    }
}

fn part(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Part(part) = c.word(at) else { return None };
    Some((at + 1, Expr::Part(part, None)))
}

/// "the summer": a season needs an article and no verb's place.
fn season_alone(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the"]);
    let (end, season) = which::season(c, the)?;
    let placed = the > at || at.checked_sub(1).is_some_and(|i| c.any(i, &["early", "late", "mid", "-"]));
    let noun = matches!(c.upos(the), Upos::Noun | Upos::Propn | Upos::X);
    (placed && noun && !c.is(the, "fall")).then_some((end, Expr::Which(Step::Bare, Named::Season(season))))
}
