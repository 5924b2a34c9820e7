//! What is known around an expression: the publication date, the dates stated in the text, the time the narration has reached.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::{Anchor, Grain};

use super::super::expr::{Expr, Named, Step};
use super::super::stretch::{self, Stretch};

/// The tense of the clause that an expression stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dates) enum Tense {
    Past,
    Future,
    Unknown,
}

/// What the words around an expression say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dates) struct Setting {
    pub tense: Tense,
    /// The tense is that of the verb that governs the expression, not only of one nearby.
    pub sure: bool,
    /// It stands where a report says when it was written.
    pub dateline: bool,
    /// It is all that its line, at the head of the text, says.
    pub line: bool,
    /// A weekday that is said to be the same day: "Today, Saturday".
    pub weekday: Option<u8>,
}

/// What has been learned from the article so far.
#[derive(Debug, Clone, Default)]
pub(in crate::dates) struct Context {
    now: Option<(Date, Anchor)>,
    narrative: Option<Stretch>,
    /// The last day that was named.
    day: Option<Date>,
    /// The last quarter, half or year that was named.
    period: Option<Stretch>,
    /// The latest quarter or half that was named.
    latest_period: Option<Stretch>,
    /// Days that the article states in full, by month and day; the first of each.
    stated: BTreeMap<(i8, i8), Date>,
    /// The latest of these days.
    latest: Option<Date>,
}

impl Context {
    /// What all expressions together say about the time of writing, and the days they state in full.
    pub(in crate::dates) fn new<'e>(published: Option<Date>, expressions: impl Iterator<Item = (&'e Expr, Setting)> + Clone) -> Self {
        let mut context = Self { now: published.map(|date| (date, Anchor::Published)), ..Self::default() };
        for (expr, _) in expressions.clone() {
            context.note_stated(expr);
        }
        if let Some(published) = published {
            // "Yesterday" is meant as of the date over the article, should it have come out on another day near it.
            let line = dated_line(expressions).filter(|&line| distance(line, published) <= MOST_DELAY);
            context.now = line.filter(|&line| line != published).map(|line| (line, Anchor::Stated)).or(context.now);
        } else {
            context.now = context.written(expressions);
        }
        context
    }

    fn note_stated(&mut self, expr: &Expr) {
        match expr {
            Expr::Calendar { year, month: Some(month), day: Some(day) } => {
                self.state(stretch::on(*year, *month as i8, *day as i8));
            }
            Expr::Checked { date, .. } | Expr::Clock(_, Some(date)) | Expr::Part(_, Some(date)) => self.note_stated(date),
            _ => {}
        }
    }

    fn state(&mut self, day: Option<Date>) {
        let Some(day) = day else { return };
        self.stated.entry((day.month(), day.day())).or_insert(day);
        self.latest = self.latest.max(Some(day));
    }

    /// The day of writing, from a dateline or from the day that "today" is said to be.
    fn written<'e>(&self, expressions: impl Iterator<Item = (&'e Expr, Setting)> + Clone) -> Option<(Date, Anchor)> {
        let today = expressions.clone().find_map(|(expr, setting)| setting.weekday.filter(|_| *expr == Expr::Day(0)));
        let dateline = expressions.clone().find(|(_, setting)| setting.dateline).map(|(expr, _)| expr);
        let first = expressions.map(|(expr, _)| expr).find(|expr| month_and_day(expr).is_some());
        let candidate = dateline.or_else(|| first.filter(|_| today.is_some()))?;
        let (year, month, day, weekday) = month_and_day(candidate)?;
        if let Some(year) = year {
            return stretch::on(year, month as i8, day as i8).map(|date| (date, Anchor::Stated));
        }
        let weekday = weekday.or(today);
        let date = self.year_of(month, day, weekday)?;
        Some((date, if weekday.is_some() { Anchor::Weekday } else { Anchor::Context }))
    }

    /// A month and day in the likeliest year: near the latest day that the article states in full, and on the weekday, if one must agree.
    pub(super) fn year_of(&self, month: u8, day: u8, weekday: Option<u8>) -> Option<Date> {
        let near = self.now.map(|now| now.0).or(self.latest)?;
        let agrees = |date: &Date| weekday.is_none_or(|weekday| stretch::weekday_of(*date) == weekday);
        let candidates = (-3..=3).filter_map(|step| stretch::on(near.year() + step, month as i8, day as i8)).filter(agrees);
        candidates.min_by_key(|&date| distance(date, near))
    }

    /// The day of writing.
    pub(super) fn now(&self) -> Option<(Date, Anchor)> {
        self.now
    }

    /// The day that the narration has reached; at first the day of writing.
    pub(super) fn narrative(&self) -> Option<(Date, Anchor)> {
        self.narrative.map(|stretch| (stretch.first, Anchor::Narrative)).or(self.now)
    }

    /// The day that the narration has reached.
    pub(super) fn narrative_day(&self) -> Option<(Date, Anchor)> {
        self.day.map(|date| (date, Anchor::Narrative)).or(self.now)
    }

    /// As [`Self::narrative`], but a comparison of whole years ("last year, up from a year earlier") is with the present one.
    pub(super) fn narrative_in_year(&self) -> Option<(Date, Anchor)> {
        let finer = self.narrative.filter(|stretch| stretch.grain >= Grain::Month);
        finer.map(|stretch| (stretch.first, Anchor::Narrative)).or(self.now).or_else(|| self.narrative())
    }

    /// The latest quarter or half, if one was the last thing named: "a year earlier" then is the same one of the year before.
    pub(super) fn in_period(&self) -> Option<Stretch> {
        self.narrative.filter(|stretch| matches!(stretch.grain, Grain::Quarter | Grain::Half)).and(self.latest_period)
    }

    /// A day of the text with this month and day that was stated with its year.
    pub(super) fn stated_on(&self, month: u8, day: u8) -> Option<Date> {
        self.stated.get(&(month as i8, day as i8)).copied()
    }

    pub(super) fn latest_period(&self) -> Option<Stretch> {
        self.latest_period
    }

    /// The quarter or other period talked about, in another year.
    pub(super) fn same_period_of(&self, year: i16) -> Option<Stretch> {
        let quarter = || self.now.and_then(|(now, _)| Stretch::around(now, Grain::Quarter).step(-1));
        let period = self.period.or_else(quarter)?;
        let first = stretch::on(year, period.first.month(), 1)?;
        Some(Stretch { first, ..period })
    }

    /// The narration has come to this stretch.
    pub(super) fn reach(&mut self, stretch: Stretch, anchor: Anchor) {
        if matches!(stretch.grain, Grain::Quarter | Grain::Half) {
            self.period = Some(stretch);
            let is_later = self.latest_period.is_none_or(|latest| latest.first < stretch.first);
            if is_later && self.now.is_none_or(|(now, _)| stretch.first <= now) {
                self.latest_period = Some(stretch);
            }
        }
        if stretch.grain >= Grain::Decade {
            self.narrative = Some(stretch);
        }
        if stretch.grain == Grain::Day {
            self.day = Some(stretch.first);
        }
        if anchor == Anchor::Weekday && stretch.grain == Grain::Day {
            self.state(Some(stretch.first));
        }
    }
}

/// How many days may lie between the date over an article and that of publication.
const MOST_DELAY: i32 = 4;

/// The date, year and all, that stands over the article in a line of its own.
fn dated_line<'e>(mut expressions: impl Iterator<Item = (&'e Expr, Setting)>) -> Option<Date> {
    let (line, _) = expressions.find(|(_, setting)| setting.line)?;
    let (year, month, day, _) = month_and_day(line)?;
    stretch::on(year?, month as i8, day as i8)
}

fn distance(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// Year, month, day and weekday of an expression that states a day.
fn month_and_day(expr: &Expr) -> Option<(Option<i16>, u8, u8, Option<u8>)> {
    match expr {
        Expr::Calendar { year, month: Some(month), day: Some(day) } => Some((Some(*year), *month, *day, None)),
        Expr::Which(Step::Bare, Named::MonthDay(month, day)) => Some((None, *month, *day, None)),
        Expr::Checked { weekday, date } => month_and_day(date).map(|(year, month, day, _)| (year, month, day, Some(*weekday))),
        _ => None,
    }
}
