//! Times counted from another: "two years ago", "three days later", "the day before yesterday", "a year earlier".

use super::super::expr::{Amount, Expr, From, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, calendar, duration, longest, which};

pub(super) fn counted(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let ((end, parts), bare) = match duration::measures(c, at) {
        Some(read) => (read, false),
        None => (plural(c, at)?, true),
    };
    let (after, back, from) = direction(c, end)?;
    // "3 minutes from today" are none.
    let finest = parts.last().map_or(Unit::Day, |part| part.1);
    let from_a_day = matches!(from, From::Date(_)) || c.is(after - 1, "today");
    if from_a_day && finest < Unit::Day {
        return None;
    }
    if bare && !matches!(from, From::Now) {
        return None;
    }
    let expr = match *parts.as_slice() {
        [(amount, unit)] => Expr::Count { amount, unit, back, from },
        _ => Expr::Counts { parts, back, from },
    };
    Some((after, expr))
}

/// "months ago".
fn plural(c: &Cursor<'_>, at: usize) -> Read<Vec<(Amount, Unit)>> {
    c.unit(at).filter(|&(_, plural)| plural).map(|(unit, _)| (at + 1, vec![(Amount::Some, unit)]))
}

const DIRECTIONS: &[(&[&str], bool, bool)] = &[
    (&["ago"], true, true),
    (&["earlier"], true, false),
    (&["before"], true, false),
    (&["previously"], true, false),
    (&["prior"], true, false),
    (&["later"], false, false),
    (&["after"], false, false),
    (&["afterward"], false, false),
    (&["afterwards"], false, false),
    (&["from", "now"], false, true),
    (&["hence"], false, true),
    (&["from", "today"], false, true),
    (&["from"], false, false),
];

/// Where the count runs from, and whether back: "ago", "later", "before yesterday".
fn direction(c: &Cursor<'_>, at: usize) -> Option<(usize, bool, From)> {
    let &(words, back, now) = DIRECTIONS.iter().find(|(words, ..)| c.all(at, words))?;
    let end = at + words.len();
    if words.len() == 1 && c.any(at, &["before", "after", "from"]) {
        return from_date(c, end)
            .filter(|(_, date)| matches!(date, Expr::Day(_)))
            .map(|(end, date)| (end, back, From::Date(Box::new(date))));
    }
    Some((end, back, if now { From::Now } else { From::Narrative }))
}

fn from_date(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([calendar::calendar(c, at), which::which(c, at)]).filter(|(_, date)| !matches!(date, Expr::Reference(_)))
}

/// "the day before yesterday", "the day after tomorrow", "the day after", "a day earlier".
pub(super) fn neighbour(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the"]);
    let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), false) = c.word(the) else { return None };
    let back = c.is(the + 1, "before");
    if !back && !c.is(the + 1, "after") {
        return None;
    }
    if let Some((end, date)) = from_date(c, the + 2) {
        return Some((end, Expr::Count { amount: Amount::Halves(2), unit, back, from: From::Date(Box::new(date)) }));
    }
    let other = c.skip(the + 2, &["the"]);
    if !back && c.is(other, "next") || back && c.is(other, "last") {
        return Some((other + 1, Expr::Count { amount: Amount::Halves(4), unit, back, from: From::Now }));
    }
    let last = c.any(the + 2, &[".", ",", ";"]) || the + 2 >= c.len();
    let step = if back { Step::Before } else { Step::After };
    (the > at && last && unit == Unit::Day).then_some((the + 2, Expr::Which(step, Named::Unit(unit))))
}
