//! Days, months and years that are named: "Saturday, December 26, 2020", "3 May", "2020-12-26", "July last year", "1998".

use jiff::civil::Date;

use super::super::expr::{Expr, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Read, longest, number, which};
use crate::document::Upos;

pub(super) fn calendar(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    match c.word(at) {
        Word::Digits(..) => longest([
            iso(c, at),
            iso_week(c, at),
            slashed(c, at),
            month_slash_day(c, at),
            month_slash_year(c, at),
            day_first(c, at),
            year_month(c, at),
            year_alone(c, at),
        ]),
        Word::Month(_) => longest([month_first(c, at), month_year(c, at), month_alone(c, at)]),
        Word::Weekday(_) => longest([weekday_and_date(c, at), weekday(c, at)]),
        Word::Ordinal(_) => day_first(c, at),
        Word::Number(_) => longest([day_first(c, at), year_alone(c, at)]),
        Word::Mark(_) => year_alone(c, at),
        _ if c.is(at, "the") => longest([day_first(c, at + 1), the_year(c, at), monthly_day(c, at)]),
        _ => None,
    }
}

/// The day, if the calendar has it; an unknown value otherwise, so that "31 February" is read as a whole and means nothing.
pub(super) fn checked(year: i16, month: u32, day: u32) -> Expr {
    let (Ok(m), Ok(d)) = (i8::try_from(month), i8::try_from(day)) else { return Expr::Unknown };
    match Date::new(year, m, d) {
        Ok(_) => Expr::Calendar { year, month: Some(month as u8), day: Some(day as u8) },
        Err(_) => Expr::Unknown,
    }
}

/// A month and day of an open year: February has 29 days then.
fn month_day(month: u8, day: u32) -> Expr {
    match checked(2000, u32::from(month), day) {
        Expr::Calendar { .. } => Expr::Which(Step::Bare, Named::MonthDay(month, day as u8)),
        _ => Expr::Unknown,
    }
}

fn iso(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(year, 4), Some(month)) = (c.word(at), numbered_month(c, at + 2)) else { return None };
    let mark = c.str(at + 1);
    if !matches!(mark, "-" | "/" | ".") || !(at + 1..at + 3).all(|i| c.glued(i)) {
        return None;
    }
    if let (true, true, true, Word::Digits(day, 1..=2)) = (c.is(at + 3, mark), c.glued(at + 3), c.glued(at + 4), c.word(at + 4)) {
        return Some((at + 5, checked(year as i16, month, day)));
    }
    let month_alone = mark != "." && (1..=12).contains(&month) && c.str(at + 2).len() == 2 && (1900..2100).contains(&year);
    month_alone.then_some((at + 3, Expr::Calendar { year: year as i16, month: Some(month as u8), day: None }))
}

/// "12", or "Dec" as in "2020-Dec-26".
fn numbered_month(c: &Cursor<'_>, at: usize) -> Option<u32> {
    match c.word(at) {
        Word::Digits(month, 1..=2) => Some(month),
        Word::Month(month) => Some(u32::from(month)),
        _ => None,
    }
}

/// "on 4/22": two numbers are a day only where a preposition of days stands before them, or the other end of a range.
fn month_slash_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let ranged = |at: usize| c.any(at, &["to", "-", "–", "until", "through"]) && matches!(c.word(at + 1), Word::Digits(..));
    let placed = at.checked_sub(1).is_some_and(|i| {
        c.any(i, &["on", "since", "until", "each", "every", "dated"])
            || c.is(i, "from") && ranged(at + 3)
            || i > 0 && ranged(i) && c.any(i.saturating_sub(4), &["from"])
    });
    if placed { slash_day(c, at) } else { None }
}

/// "4/22", whatever stands around it.
pub(super) fn slash_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(a, 1..=2), Word::Digits(b, 1..=2)) = (c.word(at), c.word(at + 2)) else { return None };
    let alone = c.is(at + 1, "/") && c.glued(at + 1) && c.glued(at + 2) && !(c.glued(at + 3) && c.any(at + 3, &["/", "-", ","]));
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    (alone && (1..=12).contains(&month)).then(|| (at + 3, month_day(month as u8, day)))
}

/// "11/2016".
fn month_slash_year(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(month @ 1..=12, 1..=2), Word::Digits(year @ 1900..2100, 4)) = (c.word(at), c.word(at + 2)) else { return None };
    let joined = c.any(at + 1, &["/", "-"]) && c.glued(at + 1) && c.glued(at + 2) && !c.glued(at);
    let ends = !(c.glued(at + 3) && c.any(at + 3, &["/", "-"]));
    (joined && ends).then_some((at + 3, Expr::Calendar { year: year as i16, month: Some(month as u8), day: None }))
}

/// "2016 November".
fn year_month(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(year @ 1900..2100, 4), Word::Month(month)) = (c.word(at), c.word(at + 1)) else { return None };
    let day_follows = matches!(c.word(c.stop(at + 2)), Word::Digits(..) | Word::Ordinal(_));
    let free = !day_follows && c.is_capital(at + 1) && !after_date(c, at);
    free.then_some((at + 2, Expr::Calendar { year: year as i16, month: Some(month), day: None }))
}

/// "On Dec. 3, 2016 November ...": the year belongs to what stands before it.
fn after_date(c: &Cursor<'_>, at: usize) -> bool {
    let before = if at > 0 && c.is(at - 1, ",") { at - 1 } else { at };
    before.checked_sub(1).is_some_and(|i| matches!(c.word(i), Word::Month(_) | Word::Digits(..) | Word::Ordinal(_)))
}

/// "2020-W52".
fn iso_week(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(year, 4), true, Word::Digits(week, 2)) = (c.word(at), c.is_hyphen(at + 1) && c.is(at + 2, "w"), c.word(at + 3))
    else {
        return None;
    };
    let year = Expr::Calendar { year: year as i16, month: None, day: None };
    let valid = c.glued(at + 3) && (1..=53).contains(&week);
    Some((at + 4, if valid { Expr::Nth(week as i8, Named::Unit(Unit::Week), Box::new(year)) } else { Expr::Unknown }))
}

/// "12/26/2020", "26.12.2020". The month is first, as in American news, unless it cannot be.
fn slashed(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (Word::Digits(a, 1..=2), Word::Digits(b, 1..=2), Word::Digits(y, len)) = (c.word(at), c.word(at + 2), c.word(at + 4)) else {
        return None;
    };
    let mark = c.str(at + 1);
    if !matches!(mark, "/" | "." | "-") || !c.is(at + 3, mark) || !(at + 1..at + 5).all(|i| c.glued(i)) || !matches!(len, 2 | 4) {
        return None;
    }
    let year = if len == 2 { number::full_year(y as i16) } else { y as i16 };
    let day_is_first = mark == "." || a > 12;
    let (month, day) = if day_is_first && b <= 12 { (b, a) } else { (a, b) };
    let plausible = (1000..2200).contains(&year) && (mark == "/" || len == 4);
    plausible.then(|| (at + 5, checked(year, month, day)))
}

fn month(c: &Cursor<'_>, at: usize) -> Read<u8> {
    let Word::Month(month) = c.word(at) else { return None };
    let abbreviated = c.str(at).len() <= 4 && !c.any(at, &["may", "june", "july"]);
    Some((if abbreviated { c.stop(at + 1) } else { at + 1 }, month))
}

/// "December 26", "Dec. 26th, 2020", "March the eighth".
fn month_first(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (after, month) = month(c, at)?;
    let (end, day) = day_number(c, c.skip(after, &["the"]))?;
    Some(with_year(c, end, month, day))
}

/// A number that can be the day of a month; a number of two digits at most that no other number or unit claims.
fn day_number(c: &Cursor<'_>, at: usize) -> Read<u32> {
    let (end, day) = number::ordinal(c, at).or_else(|| match c.word(at) {
        Word::Digits(day, 1..=2) => Some((at + 1, day)),
        // "May twenty-one"; a single word counts what follows: "in May twenty people".
        Word::Number(20 | 30) => number::number(c, at).filter(|(end, _)| *end > at + 1),
        _ => None,
    })?;
    let claimed =
        c.is(end, "%") || (c.any(end, &[":", "."]) && c.glued(end) && c.glued(end + 1) && matches!(c.word(end + 1), Word::Digits(..)));
    (!claimed).then_some((end, day))
}

fn with_year(c: &Cursor<'_>, end: usize, month: u8, day: u32) -> (usize, Expr) {
    let comma = c.skip(end, &[","]);
    if let Some((end, year)) = digit_year(c, comma) {
        return (end, checked(year, u32::from(month), day));
    }
    let step = which::step(c, comma).filter(|&(at, step)| c.is(at, "year") && step != Step::Same);
    if let Some((at, step)) = step {
        let year = Expr::Which(step, Named::Unit(Unit::Year));
        return (at + 1, Expr::Within(Named::MonthDay(month, day as u8), Box::new(year)));
    }
    (end, month_day(month, day))
}

/// A year after a day or month. A four-digit number before "people" or "%" is not one.
fn digit_year(c: &Cursor<'_>, at: usize) -> Read<i16> {
    let (end, year) = number::year(c, at)?;
    let quantity =
        c.is(end, "%") || (c.any(end, &[",", "."]) && c.glued(end) && c.glued(end + 1) && matches!(c.word(end + 1), Word::Digits(..)));
    (!quantity).then_some((end, year))
}

/// "26 December 2020", "the 26th of December", "26-Dec-2020".
fn day_first(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, day) = day_number(c, at)?;
    // "16. Nov. 2016"
    let end = if matches!((c.word(at), c.word(end + 1)), (Word::Digits(..), Word::Month(_))) { c.stop(end) } else { end };
    let of = c.skip(c.hyphen(end), &["of"]);
    let (end, month) = month(c, of).filter(|_| of == end || c.is(of - 1, "of") || c.is_hyphen(end))?;
    Some(with_year(c, c.hyphen(end), month, day))
}

/// "December 2020", "July of 1998", "January this year".
fn month_year(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (after, month) = month(c, at)?;
    let of = c.skip(c.skip(after, &[","]), &["of"]);
    if let Some((end, year)) = digit_year(c, of) {
        return Some((end, Expr::Calendar { year, month: Some(month), day: None }));
    }
    let (unit, step) = which::step(c, of).filter(|&(at, _)| c.is(at, "year"))?;
    let year = Expr::Which(step, Named::Unit(Unit::Year));
    Some((unit + 1, Expr::Within(Named::Month(month), Box::new(year))))
}

fn month_alone(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (after, month) = month(c, at)?;
    // "Sept 99999" and "on May 45" are no months with a number behind them, while "in May 45 people" is.
    let counts = || matches!(c.word(after + 1), Word::Other) && after + 1 < c.len() && !at.checked_sub(1).is_some_and(|i| c.is(i, "on"));
    match c.word(after) {
        Word::Digits(_, 5..) => return Some((after + 1, Expr::Unknown)),
        Word::Digits(32.., 1..=3) if !counts() => return Some((after + 1, Expr::Unknown)),
        _ => {}
    }
    c.is_capital(at).then_some((at + 1, Expr::Which(Step::Bare, Named::Month(month))))
}

/// "Saturday, December 26", "Sunday the 5th", "Friday 13 June 2014".
fn weekday_and_date(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Weekday(weekday) = c.word(at) else { return None };
    let comma = c.skip(c.stop(at + 1), &[","]);
    let the = c.skip(comma, &["the"]);
    let (end, date) = longest([month_first(c, the), day_first(c, the), iso(c, the), slashed(c, the)])
        .or_else(|| monthly_day(c, comma).filter(|&(end, _)| !matches!(c.word(end), Word::Unit(..) | Word::Weekday(_))))?;
    Some((end, Expr::Checked { weekday, date: Box::new(date) }))
}

fn weekday(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let Word::Weekday(weekday) = c.word(at) else { return None };
    let plural = c.str(at).ends_with('s') && c.str(at).len() > 5;
    (c.is_capital(at) && !plural).then_some((at + 1, Expr::Which(Step::Bare, Named::Weekday(weekday))))
}

/// "on the 15th": only where no noun follows.
fn monthly_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let in_digits = matches!(c.word(at + 1), Word::Ordinal(_)) && c.str(at + 1).starts_with(|x: char| x.is_ascii_digit());
    let after_weekday = at.checked_sub(1).is_some_and(|i| matches!(c.word(i), Word::Weekday(_)));
    if !c.is(at, "the") || !(in_digits || after_weekday) {
        return None;
    }
    let (end, expr) = ordinal_day(c, at)?;
    let before = at.checked_sub(1).is_some_and(|i| c.any(i, &["on", "by", "until", ","]) || matches!(c.word(i), Word::Weekday(_)));
    let follows = matches!(c.word(end), Word::Other | Word::Unit(..)) && end < c.len() && c.upos(end) != Upos::Adp;
    (before && !follows).then_some((end, expr))
}

/// "the 15th" of a month that is left out.
pub(super) fn ordinal_day(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, day) = number::ordinal(c, at + 1).filter(|_| c.is(at, "the"))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some((end, Expr::Which(Step::Bare, Named::MonthlyDay(day))))
}

/// "the year 2000".
fn the_year(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, year) = number::year(c, at + 2).filter(|_| c.is(at + 1, "year"))?;
    Some((end, Expr::Calendar { year, month: None, day: None }))
}

/// A year with nothing beside it: a number that its surroundings do not make a quantity.
fn year_alone(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let (end, year) = digit_year(c, at)?;
    let stated = matches!(c.word(at), Word::Digits(..));
    let likely = !stated || (1900..2100).contains(&year) || at.checked_sub(1).is_some_and(|i| c.any(i, BEFORE_YEARS));
    (likely && !is_quantity(c, at, end)).then_some((end, Expr::Calendar { year, month: None, day: None }))
}

const BEFORE_YEARS: &[&str] =
    &["in", "since", "by", "of", "from", "until", "till", "during", "early", "late", "before", "after", "circa", "between"];

/// "mid-1996", "post-1959".
fn after_prefix(c: &Cursor<'_>, at: usize) -> bool {
    at >= 2 && c.is(at - 1, "-") && c.any(at - 2, &["mid", "post", "pre", "early", "late"])
}

fn is_quantity(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| c.str(i));
    let money = matches!(before, "$" | "£" | "€" | "#" | "¥")
        || (c.glued(at) && matches!(before, "." | "," | ":" | "/" | "-" | "+" | "_") && !after_prefix(c, at));
    let apostrophe = matches!(c.word(at), Word::Mark(_)) && c.glued(at);
    let unit = c.any(
        end,
        &["%", "percent", "people", "points", "miles", "feet", "troops", "dollars", "million", "billion", "kilometers", "meters"],
    ) || matches!(c.word(end), Word::Unit(_, true));
    money || unit || apostrophe && !before.is_empty() || (c.glued(end) && c.any(end, &[":", "/"]))
}
