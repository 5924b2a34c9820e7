//! Expressions to values: against the publication date, against other dates of the text, against the date that the narration has reached.

mod context;
mod length;
mod which;

pub(super) use context::{Context, Setting, Tense};

use jiff::civil::Date;

use crate::document::{Anchor, DateValue, Grain, TimexType};

use super::expr::{Amount, Clock, DayPart, Expr, From, Named, Reference, Unit};
use super::stretch::{self, Stretch};

/// A value and the type it has.
pub(super) type Resolved = (TimexType, DateValue);

/// A stretch of the calendar and what fixed it.
type Fixed = Option<(Stretch, Anchor)>;

/// The value of an expression. What the expression says about the time of the narration is kept in the context.
pub(super) fn resolve(expr: &Expr, context: &mut Context, setting: Setting) -> Resolved {
    match expr {
        Expr::Hence(amount @ Amount::Halves(_), unit) if setting.tense == Tense::Future => {
            dated(&Expr::Count { amount: *amount, unit: *unit, back: false, from: From::Now }, context, setting)
        }
        Expr::Duration(amount, unit) | Expr::Hence(amount, unit) => length::duration(&[(*amount, *unit)]),
        Expr::Durations(parts) => length::duration(parts),
        Expr::Window(side, parts) => length::window(*side, parts, context, setting),
        Expr::Every(amount, unit) => length::every(*amount, *unit),
        Expr::EveryNamed(named) => length::every_named(*named),
        Expr::EveryPart(part, weekday) => {
            plain(TimexType::Set, format!("{}T{}", length::every_day(*weekday), part_code(*part)), Grain::DayPart)
        }
        Expr::EveryClock(clock, weekday) => {
            plain(TimexType::Set, format!("{}{}", length::every_day(*weekday), clock_code(*clock)), clock_grain(*clock))
        }
        Expr::Reference(reference) => plain(TimexType::Date, reference_code(*reference).into(), Grain::Indefinite),
        Expr::Clock(clock, day) => of_day(clock_code(*clock), clock_grain(*clock), day.as_deref(), context, setting),
        Expr::Part(part, day) => of_day(format!("T{}", part_code(*part)), Grain::DayPart, day.as_deref(), context, setting),
        Expr::Count { amount: Amount::Some, back, from: From::Now, .. } => {
            plain(TimexType::Date, reference_code(if *back { Reference::Past } else { Reference::Future }).into(), Grain::Indefinite)
        }
        Expr::Count { amount: Amount::Some, unit, .. } => length::duration(&[(Amount::Some, *unit)]),
        // "an hour later": the clock of the narration is not known, only how long it went on.
        Expr::Count { amount, unit, from: From::Narrative, .. } if *unit < Unit::Day => length::duration(&[(*amount, *unit)]),
        Expr::Modified(inner) => resolve(inner, context, setting),
        _ => dated(expr, context, setting),
    }
}

fn dated(expr: &Expr, context: &mut Context, setting: Setting) -> Resolved {
    let Some((stretch, anchor)) = fix(expr, context, setting) else { return (TimexType::Date, DateValue::unknown(grain(expr))) };
    context.reach(stretch, anchor);
    let value = DateValue { timex: Some(stretch.timex().into()), grain: stretch.grain, anchor, interval: Some(stretch.interval()) };
    (TimexType::Date, value)
}

fn plain(kind: TimexType, timex: String, grain: Grain) -> Resolved {
    (kind, DateValue { timex: Some(timex.into()), grain, anchor: Anchor::None, interval: None })
}

/// The stretch that an expression names.
pub(super) fn fix(expr: &Expr, context: &Context, setting: Setting) -> Fixed {
    match expr {
        Expr::Calendar { year, month, day } => stated(*year, *month, *day).map(|stretch| (stretch, Anchor::Stated)),
        Expr::Decade(decade) => decade_of(*decade).map(|stretch| (stretch, Anchor::Stated)),
        Expr::BareDecade(decade) => decade_of(*decade).map(|stretch| (stretch, Anchor::Context)),
        Expr::Century(century) => {
            let first = stretch::on(century.checked_mul(100)?, 1, 1)?;
            Some((Stretch { first, grain: Grain::Century }, Anchor::Stated))
        }
        Expr::Day(days) => {
            let (now, anchor) = context.now()?;
            stretch::add(now, 0, *days).map(|day| on_weekday(day, anchor, setting.weekday))
        }
        Expr::Nth(nth, named, whole) => nth_of(*nth, *named, whole, context, setting),
        Expr::Which(step, named) => which::which(*step, *named, context, setting),
        Expr::Checked { weekday, date } => which::checked(*weekday, date, context, setting),
        Expr::Within(named, whole) => within(*named, whole, context, setting),
        Expr::Count { amount: Amount::Halves(halves), unit, back, from } => count(*halves, *unit, *back, from, context, setting),
        Expr::Counts { parts, back, from } => counts(parts, *back, from, context, setting),
        Expr::Modified(inner) => fix(inner, context, setting),
        _ => None,
    }
}

/// "Today, Saturday" in an article that came out on Sunday was written the day before.
fn on_weekday(day: Date, anchor: Anchor, weekday: Option<u8>) -> (Stretch, Anchor) {
    let other = weekday.filter(|&weekday| stretch::weekday_of(day) != weekday);
    let fixed = other.and_then(|weekday| stretch::toward(day, weekday, false));
    fixed.map_or((Stretch::day(day), anchor), |day| (Stretch::day(day), Anchor::Weekday))
}

fn stated(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Stretch> {
    match (month, day) {
        (Some(month), Some(day)) => Stretch::month_day(year, month, day),
        (Some(month), None) => Stretch::month(year, month),
        _ => Stretch::year(year),
    }
}

fn decade_of(decade: i16) -> Option<Stretch> {
    stretch::on(decade.checked_mul(10)?, 1, 1).map(|first| Stretch { first, grain: Grain::Decade })
}

/// "the third quarter of last year", "March this year", "the week of March 6".
fn within(named: Named, whole: &Expr, context: &Context, setting: Setting) -> Fixed {
    let (outer, anchor) = fix(whole, context, setting)?;
    if outer.grain <= Grain::Decade {
        return Some((outer, anchor));
    }
    let year = outer.first.year();
    let inner = match named {
        Named::Unit(Unit::Week) => Some(Stretch::around(outer.first, Grain::Week)),
        Named::Weekday(weekday) => stretch::toward(outer.first, weekday, true).map(Stretch::day),
        Named::MonthlyDay(day) => Stretch::month_day(year, outer.first.month() as u8, day),
        Named::Unit(Unit::Period | Unit::Quarter) => context.same_period_of(year),
        named => which::of_year(named, year),
    };
    inner.map(|stretch| (stretch, anchor))
}

/// "the first Friday of July", "the last week of 2015".
fn nth_of(nth: i8, named: Named, whole: &Expr, context: &Context, setting: Setting) -> Fixed {
    let (outer, anchor) = fix(whole, context, setting)?;
    let steps = if nth < 0 { 0 } else { i32::from(nth) - 1 };
    let edge = if nth < 0 { outer.last() } else { outer.first };
    let inner = match named {
        Named::Weekday(weekday) => Stretch::day(stretch::add(stretch::toward(edge, weekday, nth > 0)?, 0, steps * 7)?),
        // The first week is the one that holds the first Thursday, as ISO 8601 counts them.
        Named::Unit(Unit::Week) => Stretch::around(stretch::add(stretch::toward(edge, 4, nth > 0)?, 0, steps * 7)?, Grain::Week),
        Named::Unit(Unit::Weekend) => Stretch::around(stretch::add(stretch::toward(edge, 6, nth > 0)?, 0, steps * 7)?, Grain::Weekend),
        _ => Stretch::day(stretch::add(edge, 0, steps)?),
    };
    (inner.first <= outer.last()).then_some((inner, anchor))
}

/// Where a count begins, and whether that is a day that was named.
fn base(from: &From, unit: Unit, back: bool, context: &Context, setting: Setting) -> Option<(Date, Anchor, bool)> {
    let (day, anchor) = match from {
        From::Now => context.now()?,
        From::Narrative if unit < Unit::Day => context.narrative_day()?,
        From::Narrative if unit == Unit::Year => context.narrative_in_year()?,
        From::Narrative => context.narrative()?,
        From::Date(date) => {
            let (stretch, anchor) = fix(date, context, setting)?;
            return Some((if back { stretch.first } else { stretch.last() }, anchor, stretch.grain == Grain::Day));
        }
    };
    Some((day, anchor, false))
}

/// "1 month and 21 days ago": as fine as its smallest unit.
fn counts(parts: &[(Amount, Unit)], back: bool, from: &From, context: &Context, setting: Setting) -> Fixed {
    let unit = parts.last()?.1;
    let (base, anchor, _) = base(from, unit, back, context, setting)?;
    let day = length::steps(parts, back, base)?;
    let grain = stretch::grain_of(unit).min(Grain::Day);
    Some((Stretch::around(day, grain), anchor))
}

/// "two years ago", "three days later", "the day before Friday".
fn count(halves: u32, unit: Unit, back: bool, from: &From, context: &Context, setting: Setting) -> Fixed {
    let (base, anchor, named) = base(from, unit, back, context, setting)?;
    let day = length::steps(&[(Amount::Halves(halves), unit)], back, base)?;
    if named {
        // "three weeks from tomorrow" is a day.
        return Some((Stretch::day(day), anchor));
    }
    if let (Unit::Year, 2, true, Some(period)) = (unit, halves, back, context.in_period()) {
        return period.years(-1).map(|stretch| (stretch, anchor));
    }
    let grain = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Night => Grain::Day,
        Unit::Decade | Unit::Century | Unit::Millennium => Grain::Year,
        unit => stretch::grain_of(unit),
    };
    Some((Stretch::around(day, grain), anchor))
}

/// A time of day, with its day if that is known.
fn of_day(code: String, grain: Grain, day: Option<&Expr>, context: &mut Context, setting: Setting) -> Resolved {
    let fixed = match day {
        Some(day) => fix(day, context, setting).filter(|(stretch, _)| stretch.grain == Grain::Day),
        None => context.narrative_day().map(|(day, anchor)| (Stretch::day(day), anchor)),
    };
    let Some((stretch, anchor)) = fixed else {
        return match day {
            Some(_) => (TimexType::Time, DateValue::unknown(grain)),
            None => plain(TimexType::Time, code, grain),
        };
    };
    context.reach(stretch, anchor);
    let timex = format!("{}{code}", stretch.timex());
    (TimexType::Time, DateValue { timex: Some(timex.into()), grain, anchor, interval: Some(stretch.interval()) })
}

fn clock_code(clock: Clock) -> String {
    let minute = clock.minute.unwrap_or(0);
    let second = clock.second.map(|second| format!(":{second:02}")).unwrap_or_default();
    format!("T{:02}:{minute:02}{second}", clock.hour)
}

const fn clock_grain(clock: Clock) -> Grain {
    match (clock.minute, clock.second) {
        (_, Some(_)) => Grain::Second,
        (Some(_), None) => Grain::Minute,
        (None, None) => Grain::Hour,
    }
}

const fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Noon => "12:00",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night | DayPart::Midnight => "NI",
        DayPart::Daytime => "DT",
    }
}

const fn reference_code(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    }
}

/// The grain of an expression whose value is unknown.
fn grain(expr: &Expr) -> Grain {
    match expr {
        Expr::Which(_, named) | Expr::Within(named, _) => which::grain_of(*named),
        Expr::Checked { .. } | Expr::Day(_) => Grain::Day,
        Expr::Count { unit, .. } => stretch::grain_of(*unit),
        Expr::Counts { parts, .. } => parts.last().map_or(Grain::Indefinite, |part| stretch::grain_of(part.1)),
        Expr::Modified(inner) => grain(inner),
        _ => Grain::Indefinite,
    }
}
