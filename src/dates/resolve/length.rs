//! Durations and recurring times.

use jiff::civil::Date;

use crate::document::{DateValue, Grain, Interval, TimexType};

use super::super::expr::{Amount, Named, Season, Side, Unit};
use super::super::stretch;
use super::context::{Context, Setting, Tense};
use super::{Resolved, plain, which};

/// "P3W", "PT1H30M", "PXY".
pub(super) fn duration(parts: &[(Amount, Unit)]) -> Resolved {
    let grain = parts.last().map_or(Grain::Indefinite, |part| stretch::grain_of(part.1));
    plain(TimexType::Duration, period(parts), grain)
}

/// A length on one side of now, with the days it covers: "the past six months" end yesterday, "the next two days" begin tomorrow.
pub(super) fn window(side: Side, parts: &[(Amount, Unit)], context: &Context, setting: Setting) -> Resolved {
    let (kind, value) = duration(parts);
    let bounds = context.now().filter(|_| side != Side::Within || setting.tense == Tense::Future).and_then(|(now, anchor)| {
        let (start, end) = match side {
            Side::Back => (steps(parts, true, now)?, now),
            Side::Ahead => stretch::add(now, 0, 1).and_then(|start| Some((start, steps(parts, false, start)?)))?,
            Side::Within => (now, steps(parts, false, now)?),
        };
        let last = stretch::add(end, 0, -1)?;
        (start <= last).then_some((Interval { first: start, last }, anchor))
    });
    let Some((interval, anchor)) = bounds else { return (kind, value) };
    (kind, DateValue { anchor, interval: Some(interval), ..value })
}

/// The day so many units before or after a day; `None` if they are not counted out, or beyond the calendar.
pub(super) fn steps(parts: &[(Amount, Unit)], back: bool, from: Date) -> Option<Date> {
    parts.iter().try_fold(from, |day, &(amount, unit)| {
        let Amount::Halves(halves) = amount else { return None };
        let sign = if back { -1 } else { 1 };
        let count = i32::try_from(halves / 2).ok()? * sign;
        let (months, days) = match unit {
            Unit::Millennium => (count.checked_mul(12_000)?, 0),
            Unit::Century => (count.checked_mul(1200)?, 0),
            Unit::Decade => (count.checked_mul(120)?, 0),
            Unit::Year => (i32::try_from(halves).ok()?.checked_mul(6)? * sign, 0),
            Unit::Half => (count.checked_mul(6)?, 0),
            Unit::Quarter => (count.checked_mul(3)?, 0),
            Unit::Month => (count, 0),
            Unit::Fortnight => (0, count.checked_mul(14)?),
            Unit::Week | Unit::Weekend => (0, count.checked_mul(7)?),
            Unit::Day | Unit::Night => (0, count),
            Unit::Hour => (0, count / 24),
            _ => (0, 0),
        };
        stretch::add(day, months, days)
    })
}

/// The days on which something recurs.
pub(super) fn every_day(weekday: Option<u8>) -> String {
    weekday.map_or_else(|| "XXXX-XX-XX".to_owned(), |weekday| format!("XXXX-WXX-{weekday}"))
}

/// Every so many units: the value is the length of the step.
pub(super) fn every(amount: Amount, unit: Unit) -> Resolved {
    plain(TimexType::Set, period(&[(amount, unit)]), stretch::grain_of(unit))
}

/// "every Friday" is `XXXX-WXX-5`, "each July" `XXXX-07`.
pub(super) fn every_named(named: Named) -> Resolved {
    let timex = match named {
        Named::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Named::Month(month) => format!("XXXX-{month:02}"),
        Named::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Named::MonthlyDay(day) => format!("XXXX-XX-{day:02}"),
        Named::Season(season) => format!("XXXX-{}", season_code(season)),
        Named::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Named::Half(half) => format!("XXXX-H{half}"),
        Named::Feast(_) => "P1Y".to_owned(),
        Named::Unit(unit) => period(&[(Amount::Halves(2), unit)]),
    };
    plain(TimexType::Set, timex, which::grain_of(named))
}

const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn period(parts: &[(Amount, Unit)]) -> String {
    let (mut days, mut hours) = (String::new(), String::new());
    for (amount, unit) in parts.iter().map(|&(amount, unit)| in_years(amount, unit)) {
        let (code, of_clock) = code(unit);
        let to = if of_clock { &mut hours } else { &mut days };
        to.push_str(&part(amount, unit, code));
    }
    if hours.is_empty() { format!("P{days}") } else { format!("P{days}T{hours}") }
}

/// Decades and centuries that are counted, in years: ISO 8601 has no code for them.
fn in_years(amount: Amount, unit: Unit) -> (Amount, Unit) {
    let years = match unit {
        Unit::Decade => 10,
        Unit::Century => 100,
        _ => return (amount, unit),
    };
    match amount {
        Amount::Halves(halves) => halves.checked_mul(years).map_or((amount, unit), |halves| (Amount::Halves(halves), Unit::Year)),
        Amount::Decimal(digits, places) => {
            digits.checked_mul(years).map_or((amount, unit), |digits| (Amount::Decimal(digits, places), Unit::Year))
        }
        Amount::Some => (amount, unit),
    }
}

fn part(amount: Amount, unit: Unit, code: &str) -> String {
    match amount {
        Amount::Some => format!("X{code}"),
        Amount::Halves(halves) if halves.is_multiple_of(2) => format!("{}{code}", halves / 2 * times(unit)),
        Amount::Halves(halves) => with_half(halves / 2, unit, code),
        Amount::Decimal(digits, places) => format!("{}{code}", point(digits.saturating_mul(times(unit)), places)),
    }
}

/// 125 with two places is "1.25".
fn point(digits: u32, places: u8) -> String {
    let scale = 10_u32.checked_pow(u32::from(places)).unwrap_or(1);
    let rest = format!("{:0width$}", digits % scale, width = usize::from(places));
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { (digits / scale).to_string() } else { format!("{}.{rest}", digits / scale) }
}

/// Half of a unit, in the next smaller one: "2 1/2 years" is `2Y6M`.
fn with_half(whole: u32, unit: Unit, code: &str) -> String {
    let half = match unit {
        Unit::Year => "6M",
        Unit::Hour => "30M",
        Unit::Minute => "30S",
        Unit::Day => "T12H",
        _ => return format!("{whole}.5{code}"),
    };
    if whole == 0 { half.to_owned() } else { format!("{whole}{code}{half}") }
}

/// How many of the coded unit one of this unit is.
const fn times(unit: Unit) -> u32 {
    match unit {
        Unit::Fortnight => 2,
        Unit::Millennium => 1000,
        Unit::Half => 6,
        _ => 1,
    }
}

const fn code(unit: Unit) -> (&'static str, bool) {
    match unit {
        Unit::Second => ("S", true),
        Unit::Minute => ("M", true),
        Unit::Hour => ("H", true),
        Unit::Day => ("D", false),
        Unit::Night => ("NI", true),
        Unit::Weekend => ("WE", false),
        Unit::Week | Unit::Fortnight => ("W", false),
        Unit::Month | Unit::Half => ("M", false),
        Unit::Quarter => ("Q", false),
        Unit::Year | Unit::Millennium => ("Y", false),
        Unit::Decade => ("DE", false),
        Unit::Century => ("CE", false),
        Unit::Period | Unit::Moment | Unit::Time => ("X", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let two = |unit| (Amount::Halves(4), unit);
        let cases: &[(&[(Amount, Unit)], &str)] = &[
            (&[two(Unit::Week)], "P2W"),
            (&[two(Unit::Fortnight)], "P4W"),
            (&[two(Unit::Hour)], "PT2H"),
            (&[(Amount::Halves(5), Unit::Year)], "P2Y6M"),
            (&[(Amount::Halves(3), Unit::Minute)], "PT1M30S"),
            (&[(Amount::Halves(1), Unit::Hour)], "PT30M"),
            (&[two(Unit::Year), two(Unit::Month)], "P2Y2M"),
            (&[two(Unit::Day), two(Unit::Hour)], "P2DT2H"),
            (&[two(Unit::Decade)], "P20Y"),
            (&[(Amount::Halves(5), Unit::Decade)], "P25Y"),
            (&[(Amount::Halves(1), Unit::Century)], "P50Y"),
            (&[(Amount::Some, Unit::Century)], "PXCE"),
            (&[(Amount::Decimal(125, 2), Unit::Second)], "PT1.25S"),
            (&[(Amount::Decimal(1200, 3), Unit::Week)], "P1.2W"),
            (&[(Amount::Some, Unit::Year)], "PXY"),
            (&[(Amount::Some, Unit::Time)], "PXX"),
        ];
        for &(parts, timex) in cases {
            assert_eq!(period(parts), timex);
        }
    }
}
