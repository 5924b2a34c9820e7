//! Stretches with a name: seasons, quarters, halves, decades, centuries, fiscal years.

use super::super::expr::{Amount, Expr, From, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, calendar, longest, number, which};

pub(super) fn period(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let the = c.skip(at, &["the"]);
    longest([
        decade(c, the).filter(|_| is_decade(c, at, the)),
        century(c, the),
        of_year(c, the).filter(|&(end, _)| !is_adjective(c, at, the, end)),
        year_and_period(c, the),
        possessed(c, at),
        fiscal(c, the),
        year_earlier(c, the).filter(|&(end, _)| !is_adjective(c, at, the, end)),
        week_of(c, the),
        year_end(c, the),
    ])
}

/// "the third-quarter loss", "the year-earlier profit": the article is that of the noun, the time is the adjective.
fn is_adjective(c: &Cursor<'_>, at: usize, the: usize, end: usize) -> bool {
    the > at && end == the + 3 && c.is_hyphen(the + 1)
}

/// Two digits alone are an age as well ("in his 30s"): an article makes them a decade.
fn is_decade(c: &Cursor<'_>, at: usize, the: usize) -> bool {
    !matches!(c.word(the), Word::Decade(0..100))
        || the > at
        || at.checked_sub(1).is_some_and(|i| c.any(i, &["early", "late", "mid", "-", "the", "in"]))
}

/// "1990s", "'80s", "mid-1990s", "nineties", "nineteen sixties".
fn decade(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let quote = c.any(at, &["'", "’", "‘"]);
    match c.word(at + usize::from(quote)) {
        Word::Decade(years @ 0..100) if quote => Some((at + 2, Expr::Decade(190 + years / 10))),
        _ if quote => None,
        Word::Decade(0) => Some((at + 1, Expr::BareDecade(200))),
        Word::Decade(years @ 0..100) => Some((at + 1, Expr::BareDecade(190 + years / 10))),
        Word::Decade(year) => Some((at + 1, Expr::Decade(year / 10))),
        Word::Number(century @ 15..=20) => match c.word(c.hyphen(at + 1)) {
            Word::Decade(years @ 0..100) => Some((c.hyphen(at + 1) + 1, Expr::Decade(century as i16 * 10 + years / 10))),
            _ if c.is(c.hyphen(at + 1), "tens") => Some((c.hyphen(at + 1) + 1, Expr::Decade(century as i16 * 10 + 1))),
            _ => None,
        },
        _ => None,
    }
}

/// "20th century", "the nineteenth-century".
fn century(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, nth) = number::ordinal(c, at)?;
    let unit = c.hyphen(end);
    let is_century = matches!(c.word(unit), Word::Unit(Unit::Century, _));
    (is_century && (1..=30).contains(&nth)).then(|| (unit + 1, Expr::Century(nth as i16 - 1)))
}

/// "third quarter", "fourth-quarter", "Q3", "first half", "first two quarters".
pub(super) fn nth_period(c: &Cursor<'_>, at: usize) -> Read<Named> {
    if let (true, Word::Digits(nth @ 1..=4, 1)) = (c.any(at, &["q", "h"]) && c.is_capital(at), c.word(at + 1)) {
        let named = if c.is(at, "q") { Named::Quarter(nth as u8) } else { Named::Half(nth as u8) };
        return c.glued(at + 1).then_some((at + 2, named)).filter(|_| nth <= 2 || c.is(at, "q"));
    }
    let (end, nth) = nth(c, at)?;
    if c.all(end, &["two", "quarters"]) && nth == 1 {
        return Some((end + 2, Named::Half(1)));
    }
    let unit = c.hyphen(end);
    match c.word(unit) {
        Word::Unit(Unit::Quarter, false) => Some((unit + 1, Named::Quarter(if nth == LAST { 4 } else { nth }))),
        _ if c.any(unit, &["half"]) && (nth <= 2 || nth == LAST) => Some((unit + 1, Named::Half(nth.min(2)))),
        _ => None,
    }
    .filter(|(_, named)| matches!(named, Named::Quarter(1..=4) | Named::Half(_)))
}

const LAST: u8 = 9;

fn nth(c: &Cursor<'_>, at: usize) -> Read<u8> {
    if c.any(at, &["final", "last"]) && (c.is(at + 1, "half") || c.all(at + 1, &["quarter", "of"])) {
        return Some((at + 1, LAST));
    }
    number::ordinal(c, at).filter(|(_, nth)| (1..=4).contains(nth)).map(|(end, nth)| (end, nth as u8))
}

fn part_of_year(c: &Cursor<'_>, at: usize) -> Read<Named> {
    let at = c.skip(at, &["fiscal"]);
    let at = if c.is(at - usize::from(at > 0), "fiscal") { c.hyphen(at) } else { at };
    nth_period(c, at).or_else(|| which::season(c, at).map(|(end, season)| (end, Named::Season(season))))
}

/// "third quarter of 1990", "first half of last year", "summer 2020", and the part alone.
fn of_year(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, named) = part_of_year(c, at)?;
    let of = c.skip(c.skip(end, &[","]), &["of", "in"]);
    let of = c.skip(of, &["fiscal", "calendar"]);
    if let Some((end, year)) = year_like(c, of) {
        return Some((end, Expr::Within(named, Box::new(year))));
    }
    // The first half alone is as likely that of a match.
    let alone = matches!(named, Named::Quarter(_));
    alone.then_some((end, Expr::Which(Step::Bare, named)))
}

/// "1990", "last year", "the year", "the '80s".
fn year_like(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if let Some((end, year)) = number::year(c, at) {
        return Some((end, Expr::Calendar { year, month: None, day: None }));
    }
    let (end, step) = which::step(c, at).or_else(|| c.is(at, "the").then_some((at + 1, Step::This)))?;
    if let Some((end, decade)) = decade(c, end) {
        return Some((end, decade));
    }
    c.any(end, &["year", "decade", "century"]).then(|| (end + 1, Expr::Which(step, Named::Unit(c.unit(end).map_or(Unit::Year, |u| u.0)))))
}

/// "1988 third quarter", "1988 period".
fn year_and_period(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (after, year) = number::year(c, at).filter(|_| matches!(c.word(at), Word::Digits(..)))?;
    let year = Expr::Calendar { year, month: None, day: None };
    if let Some((end, named)) = part_of_year(c, c.skip(after, &["the"])) {
        return Some((end, Expr::Within(named, Box::new(year))));
    }
    match c.word(after) {
        Word::Unit(unit @ (Unit::Period | Unit::Quarter), false) => Some((after + 1, Expr::Within(Named::Unit(unit), Box::new(year)))),
        _ => None,
    }
}

/// "this year's third quarter", "last year's quarter", "year's end".
fn possessed(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (year, step) = which::step(c, at)?;
    let after = c.possessive(year + 1).filter(|_| c.is(year, "year"))?;
    let (end, named) = part_of_year(c, after).or_else(|| {
        let unit = c.any(after, &["quarter", "period"]).then_some(Named::Unit(Unit::Quarter));
        unit.map(|unit| (after + 1, unit))
    })?;
    Some((end, Expr::Within(named, Box::new(Expr::Which(step, Named::Unit(Unit::Year))))))
}

/// "fiscal 1989", "fiscal year 1989", "FY2019", "the fiscal year".
fn fiscal(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if !c.any(at, &["fiscal", "fy"]) {
        return None;
    }
    let after = c.skip(at + 1, &["year"]);
    if let Some((end, year)) = number::year(c, after) {
        return Some((end, Expr::Calendar { year, month: None, day: None }));
    }
    (after == at + 2).then_some((after, Expr::Which(Step::This, Named::Unit(Unit::Year))))
}

/// "year-earlier quarter", "year-ago period", "comparable year-ago quarter", "year-earlier".
fn year_earlier(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let at = c.skip(at, &["comparable", "corresponding"]);
    if !c.is(at, "year") || !c.is_hyphen(at + 1) || !c.any(at + 2, &["earlier", "ago"]) {
        return None;
    }
    let last_year = Expr::Which(Step::Last, Named::Unit(Unit::Year));
    let end = at + 3;
    if let Some((end, named)) = part_of_year(c, end) {
        return Some((end, Expr::Within(named, Box::new(last_year))));
    }
    let Word::Unit(named @ (Unit::Quarter | Unit::Period), false) = c.word(end) else {
        // "year-earlier profit" is that of the same quarter, where one is talked about.
        return Some((end, Expr::Count { amount: Amount::Halves(2), unit: Unit::Year, back: true, from: From::Narrative }));
    };
    Some((end + 1, Expr::Within(Named::Unit(named), Box::new(last_year))))
}

/// "week of March 6", "Easter week".
fn week_of(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if c.all(at, &["week", "of"]) {
        let (end, day) = longest([calendar::calendar(c, at + 2), calendar::ordinal_day(c, at + 2)])?;
        return Some((end, Expr::Within(Named::Unit(Unit::Week), Box::new(day))));
    }
    let (end, feast) = c.feast(at)?;
    let week = matches!(c.word(end), Word::Unit(unit @ (Unit::Week | Unit::Weekend), false) if unit == Unit::Week);
    let day = Expr::Which(Step::Bare, Named::Feast(feast));
    week.then(|| (end + 1, Expr::Within(Named::Unit(Unit::Week), Box::new(day))))
}

/// "year-end", "year end", "year's end".
fn year_end(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    if !c.is(at, "year") {
        return None;
    }
    let end = c.possessive(at + 1).unwrap_or_else(|| c.hyphen(at + 1));
    let year = Expr::Which(Step::This, Named::Unit(Unit::Year));
    c.is(end, "end").then(|| (end + 1, Expr::Modified(Box::new(year))))
}
