//! What the grammar makes of a phrase: its meaning before any date is known.

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
    /// "the year-earlier period": whatever unit is being talked about.
    Period,
    Moment,
    Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    Daytime,
}

/// An indefinite time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// A holiday: how its day is computed in a given year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (Monday is 1), which one (-1 the last).
    Nth(i8, i8, i8),
    /// Days after Easter Sunday.
    AfterEaster(i32),
    Christmas,
    Easter,
    Thanksgiving,
    /// The Tuesday after the first Monday of November.
    ElectionDay,
    /// Its calendar is not computed here.
    Unknown,
}

/// Which one of a recurring thing: "last Friday", "this year", "the following month".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Bare: "Friday", "March". The tense decides.
    Bare,
    /// "last"; seen from the publication date.
    Last,
    /// "this", "current".
    This,
    /// "next", "coming".
    Next,
    /// "the previous": seen from the date that the narration has reached.
    Before,
    /// "the same", "that", or a bare "the".
    Same,
    /// "the following".
    After,
    /// The one of a stated year.
    Year(i16),
}

/// A thing of the calendar that recurs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Named {
    Unit(Unit),
    Weekday(u8),
    Month(u8),
    /// Month and day.
    MonthDay(u8, u8),
    /// "the 15th": a day of a month that is left out.
    MonthlyDay(u8),
    Season(Season),
    Quarter(u8),
    Half(u8),
    Feast(Feast),
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// Counted in halves, so that "two and a half" is exact.
    Halves(u32),
    /// "1.25": the digits, and how many of them are behind the point.
    Decimal(u32, u8),
    /// "several", "a few", a bare plural.
    Some,
}

/// On which side of a day a counted stretch lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// "the past six months", up to now.
    Back,
    /// "the next two days", from tomorrow on.
    Ahead,
    /// "within three weeks", from now on.
    Within,
}

/// Where counting begins: "ago" from now, "later" from the narration, "before Friday" from another date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum From {
    Now,
    Narrative,
    Date(Box<Expr>),
}

/// A day and, where given, the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    pub zone: Option<&'static str>,
}

/// The meaning of a time expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    /// A stated day, month or year; a weekday that was stated beside it.
    Calendar {
        year: i16,
        month: Option<u8>,
        day: Option<u8>,
    },
    /// 199 for the 1990s.
    Decade(i16),
    /// "the eighties".
    BareDecade(i16),
    /// 19 for the 20th century.
    Century(i16),
    /// "last Friday", "this year", "March".
    Which(Step, Named),
    /// A month and day with a weekday that must agree with it.
    Checked {
        weekday: u8,
        date: Box<Expr>,
    },
    /// A season, quarter, month, weekday ... of a year or other stretch: "the third quarter of last year", "Friday of next week".
    Within(Named, Box<Expr>),
    /// "the first Friday of July"; -1 is the last.
    Nth(i8, Named, Box<Expr>),
    /// "in three weeks": from now on if the tense is future, else a length.
    Hence(Amount, Unit),
    Count {
        amount: Amount,
        unit: Unit,
        back: bool,
        from: From,
    },
    /// "1 month and 21 days ago".
    Counts {
        parts: Vec<(Amount, Unit)>,
        back: bool,
        from: From,
    },
    Duration(Amount, Unit),
    /// A length that lies on one side of now: "the past six months".
    Window(Side, Vec<(Amount, Unit)>),
    /// "two years and three months".
    Durations(Vec<(Amount, Unit)>),
    /// Every so many units.
    Every(Amount, Unit),
    /// "every Friday", "each July".
    EveryNamed(Named),
    /// "every morning", "Tuesday nights".
    EveryPart(DayPart, Option<u8>),
    /// "3 p.m. every day", "9 a.m. on Sundays".
    EveryClock(Clock, Option<u8>),
    Reference(Reference),
    Clock(Clock, Option<Box<Expr>>),
    Part(DayPart, Option<Box<Expr>>),
    /// Today, as a day.
    Day(i32),
    /// "the end of": the days of which it is a part, kept for the value of the whole.
    Modified(Box<Expr>),
    /// Something that is a time expression but has no sound value.
    Unknown,
}
