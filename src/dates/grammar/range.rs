//! Two dates that share a part: "May 3-7", "from 3 to 7 May", "between March and June 2020", "1994-95". Each is an expression of its own.

use super::super::expr::{Expr, Named, Step, Unit};
use super::super::words::Word;
use super::{Cursor, Phrase, Read, calendar, number, which};

pub(super) fn range(c: &Cursor<'_>, at: usize) -> Option<Vec<Phrase>> {
    match c.word(at) {
        Word::Month(_) => days_after_month(c, at).or_else(|| months(c, at)),
        Word::Digits(..) | Word::Ordinal(_) => days_before_month(c, at).or_else(|| years(c, at)),
        _ => None,
    }
}

/// The position after "to", "and", "through" or a dash.
fn joint(c: &Cursor<'_>, at: usize) -> Option<usize> {
    c.any(at, &["to", "-", "–", "—", "and", "through", "until", "till", "or"]).then_some(at + 1)
}

/// "May 3-7", "May 3 and 4, 2020".
fn days_after_month(c: &Cursor<'_>, at: usize) -> Option<Vec<Phrase>> {
    let Word::Month(month) = c.word(at) else { return None };
    let first = c.stop(at + 1);
    let (after, low) = day(c, first)?;
    let second = joint(c, after)?;
    let (end, high) = day(c, second).filter(|&(_, high)| low < high)?;
    if matches!(c.word(end), Word::Month(_) | Word::Unit(..) | Word::Other) && !c.glued(second) {
        return None;
    }
    let year = number::year(c, c.skip(end, &[","]));
    let last = year.map_or(end, |(end, _)| end);
    let year = year.map(|(_, year)| year);
    Some(vec![phrase(at, after, month_day(year, month, low)), phrase(second, last, month_day(year, month, high))])
}

/// "from 3 to 7 May [2020]".
fn days_before_month(c: &Cursor<'_>, at: usize) -> Option<Vec<Phrase>> {
    let (after, low) = day(c, at)?;
    let second = joint(c, after)?;
    let (_, high) = day(c, second).filter(|&(_, high)| low < high)?;
    if let Some(days) = days_of_month(c, at, (after, low), (second, high)) {
        return Some(days);
    }
    let (end, date) = calendar::calendar(c, second)?;
    let (year, month) = match &date {
        Expr::Calendar { year, month: Some(month), day: Some(day) } if u32::from(*day) == high => (Some(*year), *month),
        Expr::Which(_, Named::MonthDay(month, day)) if u32::from(*day) == high => (None, *month),
        _ => return None,
    };
    Some(vec![phrase(at, after, month_day(year, month, low)), phrase(second, end, date)])
}

/// "4 to 22 this month", "4-23 of next month".
fn days_of_month(c: &Cursor<'_>, at: usize, first: (usize, u32), last: (usize, u32)) -> Option<Vec<Phrase>> {
    let (of, _) = day(c, last.0)?;
    let (unit, step) = which::step(c, c.skip(of, &["of", "in"])).filter(|&(unit, _)| c.is(unit, "month"))?;
    let within = |day: u32| Expr::Within(Named::MonthlyDay(day as u8), Box::new(Expr::Which(step, Named::Unit(Unit::Month))));
    Some(vec![phrase(at, first.0, within(first.1)), phrase(last.0, unit + 1, within(last.1))])
}

/// "between March and June 2020": the year belongs to both.
fn months(c: &Cursor<'_>, at: usize) -> Option<Vec<Phrase>> {
    let Word::Month(first) = c.word(at) else { return None };
    let second = joint(c, c.stop(at + 1)).filter(|_| c.is_capital(at))?;
    let Word::Month(_) = c.word(second) else { return None };
    let (end, date) = calendar::calendar(c, second)?;
    let Expr::Calendar { year, month: Some(last), day: None } = date else { return None };
    let year_of_first = if first <= last { year } else { year - 1 };
    let date_of_first = Expr::Calendar { year: year_of_first, month: Some(first), day: None };
    Some(vec![phrase(at, c.stop(at + 1), date_of_first), phrase(second, end, date)])
}

/// "1994-95", "2014-2018".
fn years(c: &Cursor<'_>, at: usize) -> Option<Vec<Phrase>> {
    let (Word::Digits(low @ 1800..=2199, 4), Word::Digits(high, 2 | 4)) = (c.word(at), c.word(at + 2)) else { return None };
    let joined = c.is_hyphen(at + 1) && !c.glued(at) && !c.is(at + 3, "-");
    let year = |year: u32| Expr::Calendar { year: year as i16, month: None, day: None };
    let high = match high {
        0..100 if high == low % 100 + 1 => low - low % 100 + high,
        1800..=2199 => high,
        _ => return None,
    };
    (joined && low < high).then(|| vec![phrase(at, at + 1, year(low)), phrase(at + 2, at + 3, year(high))])
}

fn phrase(first: usize, end: usize, expr: Expr) -> Phrase {
    Phrase { first, end, expr }
}

fn day(c: &Cursor<'_>, at: usize) -> Read<u32> {
    match c.word(at) {
        Word::Digits(day @ 1..=31, 1..=2) | Word::Ordinal(day @ 1..=31) => Some((at + 1, day)),
        _ => None,
    }
}

fn month_day(year: Option<i16>, month: u8, day: u32) -> Expr {
    match (year, calendar::checked(year.unwrap_or(2000), u32::from(month), day)) {
        (_, Expr::Unknown) => Expr::Unknown,
        (Some(_), date) => date,
        (None, _) => Expr::Which(Step::Bare, Named::MonthDay(month, day as u8)),
    }
}
