//! Which of the many Fridays, Marches, quarters: by the step word, by the tense, by what the text states elsewhere.

use jiff::civil::Date;

use crate::document::{Anchor, Grain};

use super::super::expr::{Expr, Feast, Named, Step, Unit};
use super::super::stretch::{self, Stretch};
use super::context::{Context, Setting, Tense};
use super::{Fixed, fix};

pub(super) fn which(step: Step, named: Named, context: &Context, setting: Setting) -> Fixed {
    match (step, named) {
        (Step::Year(year), named) => of_year(named, year).map(|stretch| (stretch, Anchor::Stated)),
        (_, Named::Unit(Unit::Period)) => {
            context.latest_period().or_else(|| previous_quarter(context)).map(|stretch| (stretch, Anchor::Narrative))
        }
        (_, Named::Unit(unit)) => unit_step(step, unit, context, setting),
        (_, Named::Weekday(weekday)) => weekday_step(step, weekday, context, setting),
        (_, Named::MonthlyDay(day)) => monthly_day(day, context, setting),
        (_, named) => yearly(step, named, context, setting),
    }
}

fn previous_quarter(context: &Context) -> Option<Stretch> {
    context.now().and_then(|(now, _)| Stretch::around(now, Grain::Quarter).step(-1))
}

/// From where a step is taken.
fn base(step: Step, context: &Context) -> Option<(Date, Anchor)> {
    match step {
        Step::Before | Step::Same | Step::After => context.narrative(),
        _ => context.now(),
    }
}

fn day_base(step: Step, context: &Context) -> Option<(Date, Anchor)> {
    if matches!(step, Step::Before | Step::Same | Step::After) { context.narrative_day() } else { context.now() }
}

fn unit_step(step: Step, unit: Unit, context: &Context, setting: Setting) -> Fixed {
    let (base, anchor) = if unit == Unit::Day { day_base(step, context)? } else { base(step, context)? };
    let current = Stretch::around(base, stretch::grain_of(unit));
    let steps = match (step, unit) {
        (Step::Next | Step::After, _) => 1,
        // "the quarter" of a business report is the one just over, "the weekend" the last one, unless something is still to happen.
        (Step::Last | Step::Before, _) | (Step::Bare, Unit::Quarter) => -1,
        (Step::Bare, Unit::Weekend) => -i32::from(current.first > base && setting.tense != Tense::Future),
        _ => 0,
    };
    current.step(steps).map(|stretch| (stretch, anchor))
}

fn weekday_step(step: Step, weekday: u8, context: &Context, setting: Setting) -> Fixed {
    let (base, anchor) = base(step, context)?;
    let next = |day: Date| stretch::add(day, 0, 1).and_then(|day| stretch::toward(day, weekday, true));
    let last = |day: Date| stretch::add(day, 0, -1).and_then(|day| stretch::toward(day, weekday, false));
    let day = match step {
        Step::Last | Step::Before => last(base),
        // Said on a Monday, "next Friday" is not the one of this week, which is "Friday" or "this Friday".
        Step::Next => Stretch::around(base, Grain::Week).step(1).and_then(|week| stretch::toward(week.first, weekday, true)),
        Step::After => next(base),
        Step::This => stretch::toward(base, weekday, true),
        Step::Bare if setting.tense == Tense::Future => stretch::toward(base, weekday, true),
        _ => stretch::toward(base, weekday, false),
    };
    day.map(|day| (Stretch::day(day), anchor))
}

fn monthly_day(day: u8, context: &Context, setting: Setting) -> Fixed {
    let (base, anchor) = context.narrative()?;
    let this = Stretch::month_day(base.year(), base.month() as u8, day)?;
    let other =
        if setting.tense == Tense::Future && this.first < base { 1 } else { -i32::from(setting.tense == Tense::Past && this.first > base) };
    let month = stretch::add(base.first_of_month(), other, 0)?;
    Stretch::month_day(month.year(), month.month() as u8, day).map(|stretch| (stretch, anchor))
}

/// Things that come once a year.
fn yearly(step: Step, named: Named, context: &Context, setting: Setting) -> Fixed {
    if let (Step::Bare, Named::MonthDay(month, day)) = (step, named) {
        if let Some(date) = context.stated_on(month, day) {
            return Some((Stretch::day(date), Anchor::Context));
        }
        if context.now().is_none() {
            return context.year_of(month, day, setting.weekday).map(|date| (Stretch::day(date), Anchor::Context));
        }
    }
    let Some((base, anchor)) = base(step, context) else { return without_now(named, context) };
    let year = base.year();
    let around = [of_year(named, year - 1), of_year(named, year), of_year(named, year + 1)];
    let candidates = || around.iter().copied().flatten();
    let past = candidates().rfind(|c| c.first <= base);
    let over = candidates().rfind(|c| c.last() < base);
    let to_come = candidates().find(|c| c.first > base);
    let open = candidates().find(|c| c.last() >= base);
    let chosen = match step {
        Step::Last | Step::Before => over,
        Step::Next | Step::After => to_come,
        Step::This => around[1],
        _ if matches!(named, Named::Quarter(_) | Named::Half(_)) => reported(base, setting.tense, past, open),
        _ => likeliest(base, setting, past, open),
    };
    chosen.or(past).map(|stretch| (stretch, anchor))
}

/// The one behind or the one ahead: the tense weighs, and so does the distance.
fn likeliest(base: Date, setting: Setting, past: Option<Stretch>, open: Option<Stretch>) -> Option<Stretch> {
    let (Some(before), Some(after)) = (past, open) else { return past.or(open) };
    let (behind, ahead) = (days(before.first, base), days(base, after.first));
    let weight = if setting.sure { SURE_WEIGHT } else { WEIGHT };
    let ahead_is_nearer = match setting.tense {
        Tense::Past => behind > ahead.saturating_mul(weight),
        Tense::Future => behind.saturating_mul(weight) > ahead,
        Tense::Unknown => behind > ahead.saturating_mul(2),
    };
    if ahead_is_nearer { open } else { past }
}

/// How many times nearer the other one must be to win against the tense.
const SURE_WEIGHT: i32 = 8;
const WEIGHT: i32 = 3;

/// Reports speak of a quarter that is just over in any tense.
fn reported(base: Date, tense: Tense, past: Option<Stretch>, open: Option<Stretch>) -> Option<Stretch> {
    let fresh = past.is_some_and(|past| days(past.last(), base) < 120);
    if fresh || tense != Tense::Future { past } else { open }
}

fn days(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

fn without_now(named: Named, context: &Context) -> Fixed {
    let (near, anchor) = context.narrative().or_else(|| context.year_of(7, 1, None).map(|date| (date, Anchor::Context)))?;
    of_year(named, near.year()).map(|stretch| (stretch, anchor))
}

/// The one of a given year.
pub(super) fn of_year(named: Named, year: i16) -> Option<Stretch> {
    match named {
        Named::Month(month) => Stretch::month(year, month),
        Named::MonthDay(month, day) => Stretch::month_day(year, month, day),
        Named::Season(season) => Stretch::season(year, season),
        Named::Quarter(quarter) => Stretch::quarter(year, quarter),
        Named::Half(half) => Stretch::half(year, half),
        Named::Feast(feast) => feast_day(feast, year).map(Stretch::day),
        Named::Unit(_) | Named::Weekday(_) | Named::MonthlyDay(_) => None,
    }
}

fn feast_day(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => stretch::on(year, month, day),
        Feast::Christmas => stretch::on(year, 12, 25),
        Feast::Easter => stretch::easter(year),
        Feast::AfterEaster(days) => stretch::add(stretch::easter(year)?, 0, days),
        Feast::Thanksgiving => nth_weekday(year, 11, 4, 4),
        Feast::ElectionDay => stretch::add(nth_weekday(year, 11, 1, 1)?, 0, 1),
        Feast::Nth(month, weekday, nth) => nth_weekday(year, month, weekday, nth),
        Feast::Unknown => None,
    }
}

fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Date> {
    let first = stretch::on(year, month, 1)?;
    if nth < 0 {
        return stretch::toward(first.last_of_month(), weekday as u8, false);
    }
    stretch::add(stretch::toward(first, weekday as u8, true)?, 0, (i32::from(nth) - 1) * 7)
}

/// A date that must fall on a weekday: the year is chosen so that it does. If no year near does, the text errs, and the date is kept.
pub(super) fn checked(weekday: u8, date: &Expr, context: &Context, setting: Setting) -> Fixed {
    let fixed = fix(date, context, setting);
    let Expr::Which(Step::Bare, Named::MonthDay(month, day)) = date else { return fixed };
    if fixed.is_some_and(|(stretch, _)| stretch::weekday_of(stretch.first) == weekday) {
        return fixed;
    }
    let agreeing = context.year_of(*month, *day, Some(weekday)).map(|date| (Stretch::day(date), Anchor::Weekday));
    agreeing.or(fixed)
}

pub(super) const fn grain_of(named: Named) -> Grain {
    match named {
        Named::Unit(unit) => stretch::grain_of(unit),
        Named::Weekday(_) | Named::MonthDay(..) | Named::MonthlyDay(_) | Named::Feast(_) => Grain::Day,
        Named::Month(_) => Grain::Month,
        Named::Season(_) => Grain::Season,
        Named::Quarter(_) => Grain::Quarter,
        Named::Half(_) => Grain::Half,
    }
}
