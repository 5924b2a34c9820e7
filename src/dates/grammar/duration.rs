//! Lengths of time: "three weeks", "a two-year", "the past six months", "decades".

use super::super::expr::{Amount, Expr, Side, Unit};
use super::super::words::Word;
use super::{Cursor, Read, longest, number};
use crate::document::Upos;

pub(super) fn duration(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([several(c, at), window(c, at), bare(c, at), whole(c, at)])
}

/// An amount of a unit: "three weeks", "2 1/2 years", "five-year", "a year and a half", "two years or so".
pub(super) fn measured(c: &Cursor<'_>, at: usize) -> Read<(Amount, Unit)> {
    let (end, amount) = number::amount(c, at)?;
    let adjective = c.skip(
        end,
        &[
            "more",
            "trading",
            "straight",
            "full",
            "consecutive",
            "working",
            "additional",
            "business",
            "whole",
            "successive",
            "long",
            "calendar",
        ],
    );
    let unit_at = if adjective == end { c.hyphen(end) } else { adjective };
    let (unit, plural) = c.unit(unit_at).filter(|&(unit, _)| is_measure(unit))?;
    if !agrees(c, end, unit_at, amount, plural) || is_compound(c, unit_at) || is_rate(c, at, unit_at) || is_fraction(c, end, unit_at) {
        return None;
    }
    let (end, amount) = and_a_half(c, unit_at + 1, amount);
    Some((if c.all(end, &["or", "so"]) { end + 2 } else { end }, (amount, unit)))
}

const fn is_measure(unit: Unit) -> bool {
    !matches!(unit, Unit::Period | Unit::Moment | Unit::Time)
}

/// "two years", "two-year", "a year", but not "two year" of nothing, nor "a second".
fn agrees(c: &Cursor<'_>, end: usize, unit: usize, amount: Amount, plural: bool) -> bool {
    let article = c.any(end - usize::from(end > 0), &["a", "an"]);
    // "the 2018 day": a year before a noun.
    if let (false, Word::Digits(1900..2100, 4), true) = (plural, c.word(end - usize::from(end > 0)), end == unit) {
        return false;
    }
    let is_whole = matches!(amount, Amount::Halves(halves) if halves.is_multiple_of(2)) || amount == Amount::Some;
    let ordinal_second = c.is(unit, "second") && !c.is_hyphen(end) && amount != Amount::Halves(2) && is_whole;
    !(ordinal_second || c.is(unit, "second") && article || article && plural)
}

/// "$2 million a year", "four flights a week": how much in each, not how long.
fn is_rate(c: &Cursor<'_>, at: usize, unit: usize) -> bool {
    let counted = matches!(c.word(at.wrapping_sub(1)), Word::Digits(..))
        || at.checked_sub(1).is_some_and(|i| c.any(i, &["million", "billion", "thousand", "times"]));
    let things = at >= 2
        && matches!(c.word(at - 2), Word::Digits(..) | Word::Number(_))
        && matches!(c.word(at - 1), Word::Other)
        && c.str(at - 1).ends_with('s');
    let relative = c.any(unit + 1, &["ago", "earlier", "later", "before", "after"]);
    !relative && unit == at + 1 && c.any(at, &["a", "an"]) && (counted || things)
}

/// "6-year-old", "52 years old" are ages; "year-earlier" begins a date.
fn is_compound(c: &Cursor<'_>, unit: usize) -> bool {
    (c.is_hyphen(unit + 1) && c.any(unit + 2, &["old", "olds", "earlier", "ago", "end", "round"])) || c.is(unit + 1, "old")
}

/// "three-quarters of its food", "a quarter of the market".
fn is_fraction(c: &Cursor<'_>, end: usize, unit: usize) -> bool {
    matches!(c.word(unit), Word::Unit(Unit::Quarter, _)) && (c.is_hyphen(end) && c.is(unit, "quarters") || c.is(unit + 1, "of"))
}

fn and_a_half(c: &Cursor<'_>, end: usize, amount: Amount) -> (usize, Amount) {
    match amount {
        Amount::Halves(halves) if c.all(end, &["and", "a", "half"]) => (end + 3, Amount::Halves(halves + 1)),
        Amount::Halves(halves) if c.all(end, &["and", "half"]) => (end + 2, Amount::Halves(halves + 1)),
        _ => (end, amount),
    }
}

/// "two years and three months", "two hours, 15 minutes", and one measure alone: from the largest unit to the smallest.
pub(super) fn measures(c: &Cursor<'_>, at: usize) -> Read<Vec<(Amount, Unit)>> {
    let (mut end, first) = measured(c, at)?;
    let mut all = vec![first];
    let mut last = first.1;
    loop {
        let next = c.skip(c.skip(end, &[","]), &["and"]);
        let Some((after, measure)) = measured(c, next).filter(|&(_, m)| m.1 < last && c.word(next) != Word::Cue) else { break };
        all.push(measure);
        (end, last) = (after, measure.1);
    }
    Some((end, all))
}

fn several(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, all) = measures(c, at)?;
    let after = |words: &[&str]| at.checked_sub(1).is_some_and(|i| c.any(i, words));
    let expr = match all.as_slice() {
        [(amount, unit)] if after(&["in"]) && *unit >= Unit::Day => Expr::Hence(*amount, *unit),
        _ if after(&["within"]) => Expr::Window(Side::Within, all),
        [(amount, unit)] => Expr::Duration(*amount, *unit),
        _ => Expr::Durations(all),
    };
    Some((end, expr))
}

const WINDOWS: &[&str] = &[
    "past",
    "last",
    "next",
    "coming",
    "first",
    "previous",
    "following",
    "final",
    "latest",
    "preceding",
    "recent",
    "subsequent",
    "opening",
    "these",
    "those",
    "upcoming",
];

/// Where the window lies; only its length is known of "the first nine months".
fn side(c: &Cursor<'_>, the: usize, word: usize) -> Option<Side> {
    let within = the.checked_sub(1).is_some_and(|i| c.is(i, "within"));
    match c.str(word).to_ascii_lowercase().as_str() {
        "past" | "last" | "previous" | "latest" | "recent" => Some(Side::Back),
        "next" | "coming" | "upcoming" if within => Some(Side::Within),
        "next" | "coming" | "upcoming" => Some(Side::Ahead),
        _ => None,
    }
}

/// "the past six months", "the first nine months", "last 20 years", "the nine months".
fn window(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the", "these", "those", "its", "his", "their"]);
    let about = if c.any(the, &["over", "around", "some", "up"]) { the } else { number::approximately(c, the) };
    let the = if about > the { c.skip(about, &["the"]) } else { the };
    let after = c.skip(the, WINDOWS);
    let windowed = after > the && !c.is(after, "over");
    let counted = the > at && c.is(the.saturating_sub(1), "the") && is_accounting(c, the);
    if !(windowed || counted) || c.any(after, &["a", "an", "another"]) && !c.any(after + 1, &["few", "couple"]) {
        return None;
    }
    let after = if c.all(after, &["couple", "of"]) || c.is(after, "few") || c.is(after, "several") {
        after
    } else {
        number::approximately(c, after)
    };
    let (end, all) = measures(c, after)?;
    let expr = match (side(c, at, the), all.as_slice()) {
        (Some(side), _) => Expr::Window(side, all),
        (None, [(amount, unit)]) => Expr::Duration(*amount, *unit),
        (None, _) => Expr::Durations(all),
    };
    Some((end, expr))
}

/// "the nine months" of a business report.
fn is_accounting(c: &Cursor<'_>, at: usize) -> bool {
    measured(c, at).is_some_and(|(end, (_, unit))| unit == Unit::Month && c.is(end - 1, "months"))
}

/// "decades", "months", "for years": a bare plural.
fn bare(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (unit, plural) = c.unit(at)?;
    let free = !matches!(c.word(at.wrapping_sub(1)), Word::Digits(..) | Word::Number(_) | Word::Ordinal(_)) && !c.is(at + 1, "old");
    let known = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century);
    (plural && known && free && c.upos(at) != Upos::Propn).then_some((at + 1, Expr::Duration(Amount::Some, unit)))
}

/// "all day", "for a full week", "a while", "some time".
fn whole(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let full = at.checked_sub(1).is_some_and(|i| c.is(i, "for")) && c.any(at, &["full", "whole", "entire"]);
    if let (true, Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false)) =
        (c.is(at, "all") || full, c.word(c.hyphen(at + 1)))
    {
        return Some((c.hyphen(at + 1) + 1, Expr::Duration(Amount::Halves(2), unit)));
    }
    let vague = [&["a", "while"][..], &["some", "time"], &["a", "long", "time"], &["quite", "some", "time"]];
    vague.iter().find(|words| c.all(at, words)).map(|words| (at + words.len(), Expr::Duration(Amount::Some, Unit::Time)))
}
