//! Stretches of the calendar: a first day and a grain, with their TIMEX3 value, their days, and the steps from one to the next.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::document::{Grain, Interval};

use super::expr::{Season, Unit};

/// A day, week, month ... that begins on `first`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub first: Date,
    pub grain: Grain,
}

impl Stretch {
    pub(super) const fn day(first: Date) -> Self {
        Self { first, grain: Grain::Day }
    }

    /// The stretch of this grain that holds the day.
    pub(super) fn around(day: Date, grain: Grain) -> Self {
        let first = match grain {
            Grain::Century => on(day.year() - day.year().rem_euclid(100), 1, 1),
            Grain::Decade => on(day.year() - day.year().rem_euclid(10), 1, 1),
            Grain::Year => on(day.year(), 1, 1),
            Grain::Half => on(day.year(), (day.month() - 1) / 6 * 6 + 1, 1),
            Grain::Quarter => on(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Grain::Season => season_start(day),
            Grain::Month => Some(day.first_of_month()),
            Grain::Week => monday(day),
            Grain::Weekend => monday(day).and_then(|first| add(first, 0, 5)),
            _ => Some(day),
        };
        Self { first: first.unwrap_or(day), grain }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        on(year, 1, 1).map(|first| Self { first, grain: Grain::Year })
    }

    pub(super) fn month(year: i16, month: u8) -> Option<Self> {
        on(year, month as i8, 1).map(|first| Self { first, grain: Grain::Month })
    }

    pub(super) fn month_day(year: i16, month: u8, day: u8) -> Option<Self> {
        on(year, month as i8, day as i8).map(Self::day)
    }

    pub(super) fn quarter(year: i16, nth: u8) -> Option<Self> {
        on(year, nth as i8 * 3 - 2, 1).map(|first| Self { first, grain: Grain::Quarter })
    }

    pub(super) fn half(year: i16, nth: u8) -> Option<Self> {
        on(year, nth as i8 * 6 - 5, 1).map(|first| Self { first, grain: Grain::Half })
    }

    pub(super) fn season(year: i16, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        on(year, month, 1).map(|first| Self { first, grain: Grain::Season })
    }

    /// The one `steps` further on.
    pub(super) fn step(self, steps: i32) -> Option<Self> {
        let (months, days) = match self.grain {
            Grain::Century => (1200, 0),
            Grain::Decade => (120, 0),
            Grain::Year => (12, 0),
            Grain::Half => (6, 0),
            Grain::Quarter | Grain::Season => (3, 0),
            Grain::Month => (1, 0),
            Grain::Week | Grain::Weekend => (0, 7),
            _ => (0, 1),
        };
        let first = add(self.first, steps.checked_mul(months)?, steps.checked_mul(days)?)?;
        Some(Self { first, ..self })
    }

    /// The same stretch of another year.
    pub(super) fn years(self, years: i32) -> Option<Self> {
        add(self.first, years.checked_mul(12)?, 0).map(|first| Self { first, ..self })
    }

    /// The last day.
    pub(super) fn last(self) -> Date {
        if self.grain == Grain::Weekend {
            return add(self.first, 0, 1).unwrap_or(self.first);
        }
        if self.grain >= Grain::Day {
            return self.first;
        }
        self.step(1).and_then(|next| add(next.first, 0, -1)).unwrap_or(self.first)
    }

    pub(super) fn interval(self) -> Interval {
        Interval { first: self.first, last: self.last() }
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Century => format!("{:02}", year.div_euclid(100)),
            Grain::Decade => format!("{:03}", year.div_euclid(10)),
            Grain::Year => format!("{year:04}"),
            Grain::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Season => format!("{year:04}-{}", season_code(month)),
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Week | Grain::Weekend => self.week_timex(),
            _ => self.first.to_string(),
        }
    }

    fn week_timex(self) -> String {
        let week = self.first.iso_week_date();
        let end = if self.grain == Grain::Weekend { "-WE" } else { "" };
        format!("{:04}-W{:02}{end}", week.year(), week.week())
    }
}

const fn season_code(month: i8) -> &'static str {
    match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}

fn season_start(day: Date) -> Option<Date> {
    match day.month() {
        1 | 2 => on(day.year() - 1, 12, 1),
        month => on(day.year(), month / 3 * 3, 1),
    }
}

fn monday(day: Date) -> Option<Date> {
    add(day, 0, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// A day of the calendar, if there is one.
pub(super) fn on(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The day so many months and days on.
pub(super) fn add(day: Date, months: i32, days: i32) -> Option<Date> {
    let span = |months: i32, days: i32| Span::new().try_months(months).ok()?.try_days(days).ok();
    day.checked_add(span(months, 0)?).ok()?.checked_add(span(0, days)?).ok()
}

/// Monday is 1.
pub(super) fn weekday_of(day: Date) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

/// The day of this weekday on or after `day` (`steps` 1), or on or before it (-1).
pub(super) fn toward(day: Date, weekday: u8, forward: bool) -> Option<Date> {
    let _: Weekday = day.weekday();
    let gap = (i32::from(weekday) - i32::from(weekday_of(day))).rem_euclid(7);
    add(day, 0, if forward || gap == 0 { gap } else { gap - 7 })
}

/// The grain of a unit that divides the calendar.
pub(super) const fn grain_of(unit: Unit) -> Grain {
    match unit {
        Unit::Second => Grain::Second,
        Unit::Minute => Grain::Minute,
        Unit::Hour => Grain::Hour,
        Unit::Day => Grain::Day,
        Unit::Night => Grain::DayPart,
        Unit::Weekend => Grain::Weekend,
        Unit::Week | Unit::Fortnight => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Half => Grain::Half,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century | Unit::Millennium => Grain::Century,
        Unit::Period | Unit::Moment | Unit::Time => Grain::Indefinite,
    }
}

/// Easter Sunday of the Western churches, by the anonymous Gregorian computus.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    on(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap_or(Date::MIN)
    }

    #[test]
    fn stretches_around_a_day() {
        let cases = [
            ("2020-12-26", Grain::Day, "2020-12-26", "2020-12-26/2020-12-26"),
            ("2020-12-26", Grain::Week, "2020-W52", "2020-12-21/2020-12-27"),
            ("2020-12-24", Grain::Weekend, "2020-W52-WE", "2020-12-26/2020-12-27"),
            ("2021-01-01", Grain::Week, "2020-W53", "2020-12-28/2021-01-03"),
            ("2020-02-10", Grain::Month, "2020-02", "2020-02-01/2020-02-29"),
            ("2020-05-10", Grain::Quarter, "2020-Q2", "2020-04-01/2020-06-30"),
            ("2020-07-10", Grain::Half, "2020-H2", "2020-07-01/2020-12-31"),
            ("2020-02-10", Grain::Season, "2019-WI", "2019-12-01/2020-02-29"),
            ("2020-05-10", Grain::Year, "2020", "2020-01-01/2020-12-31"),
            ("1999-05-10", Grain::Decade, "199", "1990-01-01/1999-12-31"),
            ("1999-05-10", Grain::Century, "19", "1900-01-01/1999-12-31"),
        ];
        for (day, grain, timex, interval) in cases {
            let stretch = Stretch::around(date(day), grain);
            assert_eq!((stretch.timex().as_str(), stretch.interval().to_string().as_str()), (timex, interval));
        }
    }

    #[test]
    fn easter_sundays() {
        for (year, day) in [(1998, "1998-04-12"), (2000, "2000-04-23"), (2020, "2020-04-12"), (2024, "2024-03-31")] {
            assert_eq!(easter(year), Some(date(day)));
        }
    }

    #[test]
    fn weekdays_on_either_side() {
        let saturday = date("2020-12-26");
        assert_eq!(toward(saturday, 6, false), Some(saturday));
        assert_eq!(toward(saturday, 5, false), Some(date("2020-12-25")));
        assert_eq!(toward(saturday, 5, true), Some(date("2021-01-01")));
        assert_eq!(toward(Date::MAX, 1, true).is_some(), weekday_of(Date::MAX) == 1);
    }
}
