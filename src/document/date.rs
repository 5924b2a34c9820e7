use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::{Span, TokenId};

/// A time expression in the text, with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens; never empty, all of one sentence.
    pub tokens: Range<TokenId>,
    /// The type by ISO-TimeML.
    pub kind: TimexType,
    /// What it means.
    pub value: DateValue,
}

/// TIMEX3 types (ISO-TimeML, ISO 24617-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexType {
    /// A calendar time: "26 December", "last year".
    Date,
    /// A time of day: "8:30 p.m.", "Sunday night".
    Time,
    /// A length of time: "three weeks".
    Duration,
    /// A recurring time: "every Friday".
    Set,
}

impl TimexType {
    /// The name in TIMEX3: `DATE`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What a time expression means.
#[derive(Debug, Clone, PartialEq)]
pub struct DateValue {
    /// The TIMEX3 value, an extended ISO 8601 date, time or period: `2020-12-26`, `2020-W52`, `P3W`, `PAST_REF`. `None` when no sound reading
    /// was found.
    pub timex: Option<Box<str>>,
    /// How fine it is.
    pub grain: Grain,
    /// What fixed it.
    pub anchor: Anchor,
    /// The civil days it covers, where it is a stretch of the calendar.
    pub interval: Option<Interval>,
}

impl DateValue {
    /// A value that could not be determined.
    pub const fn unknown(grain: Grain) -> Self {
        Self { timex: None, grain, anchor: Anchor::None, interval: None }
    }
}

/// Civil days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub first: Date,
    /// Last day; not before the first.
    pub last: Date,
}

impl Interval {
    /// The one day `date`.
    pub const fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $name:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$vdoc])* $name),* }

        impl $type {
            /// The name in outputs.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

named! {
    /// How fine a time expression is, from coarse to fine.
    Grain {
        /// An era or an indefinite stretch.
        Indefinite "indefinite",
        /// A hundred years or more.
        Century "century",
        /// Ten years.
        Decade "decade",
        /// A year.
        Year "year",
        /// Half a year.
        Half "half",
        /// A quarter.
        Quarter "quarter",
        /// A season.
        Season "season",
        /// A month.
        Month "month",
        /// A week.
        Week "week",
        /// A weekend.
        Weekend "weekend",
        /// A day.
        Day "day",
        /// A part of a day: morning, night.
        DayPart "day_part",
        /// An hour.
        Hour "hour",
        /// A minute.
        Minute "minute",
        /// A second.
        Second "second",
    }
}

named! {
    /// What fixed the value of a time expression.
    Anchor {
        /// Nothing: the value is unknown, or needs no anchor (a duration).
        None "none",
        /// The words alone state it: "October 23, 2020".
        Stated "stated",
        /// The publication date.
        Published "published",
        /// Another date of the article, by which a part left out (mostly the year) was filled in.
        Context "context",
        /// A weekday that agrees with only one reading.
        Weekday "weekday",
        /// The date that the narration has reached: "two days later".
        Narrative "narrative",
    }
}
