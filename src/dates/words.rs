//! The words of time expressions, as one table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::expr::{DayPart, Feast, Reference, Season, Unit};

/// What a piece of text is to the grammar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    /// A number in digits: its value and how many digits it was written with.
    Digits(u32, u8),
    /// A number word below a hundred, "hundred", "thousand".
    Number(u32),
    /// "third", "3rd".
    Ordinal(u32),
    /// January is 1.
    Month(u8),
    /// Monday is 1.
    Weekday(u8),
    Season(Season),
    Part(DayPart),
    /// "day", "days": the flag says plural.
    Unit(Unit, bool),
    /// "daily".
    Every(Unit),
    /// "today" is 0.
    Day(i32),
    /// "now".
    Reference(Reference),
    /// "1980s", "eighties": the first year as written (80 or 1980).
    Decade(i16),
    /// The first word of a holiday.
    Feast(Feast),
    /// Any word that an expression can begin with and that is none of the above. One of the above or a key follows within a few words.
    Cue,
    /// A word that can make an expression of its own.
    Key,
    /// A word that no expression begins with.
    Other,
    /// A mark.
    Mark(char),
}

/// What `word` is, in whatever case; a word unknown to the table is [`Word::Other`].
pub(super) fn lookup(word: &str) -> Word {
    let found = WORDS.shelf(word).iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    found.map_or(Word::Other, |&(_, word)| word)
}

/// The words in order of their first letters and lengths, and where each such shelf begins: most words of a text meet a shelf that is short or empty.
struct Table {
    words: Vec<(&'static str, Word)>,
    starts: Vec<usize>,
}

impl Table {
    fn new(words: BTreeMap<&'static str, Word>) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| shelf_of(word));
        let starts = (0..=SHELVES).map(|shelf| words.partition_point(|(word, _)| shelf_of(word) < Some(shelf))).collect();
        Self { words, starts }
    }

    fn shelf(&self, word: &str) -> &[(&'static str, Word)] {
        let range = shelf_of(word).and_then(|shelf| Some(*self.starts.get(shelf)?..*self.starts.get(shelf + 1)?));
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }
}

const SHELVES: usize = 26 * (LONGEST + 1);

fn shelf_of(word: &str) -> Option<usize> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    (first.is_ascii_lowercase() && word.len() <= LONGEST).then(|| usize::from(first - b'a') * (LONGEST + 1) + word.len())
}

const LONGEST: usize = 14;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    let mut add = |list: &'static str, word: Word| words.extend(list.split_whitespace().map(|w| (w, word)));
    add(CUES, Word::Cue);
    add(KEYS, Word::Key);
    for (list, month) in MONTHS.iter().zip(1..) {
        add(list, Word::Month(month));
    }
    for (list, day) in WEEKDAYS.iter().zip(1..) {
        add(list, Word::Weekday(day));
    }
    for &(number, cardinal, ordinal, _) in NUMBERS {
        add(cardinal, Word::Number(number));
        add(ordinal, Word::Ordinal(number));
    }
    for &(_, _, _, decade) in NUMBERS.iter().filter(|row| !row.3.is_empty()) {
        let number = NUMBERS.iter().find(|row| row.3 == decade).map_or(0, |row| row.0);
        add(decade, Word::Decade(number as i16));
    }
    add("noughties", Word::Decade(0));
    for &(unit, one, many, every) in UNITS {
        add(one, Word::Unit(unit, false));
        add(many, Word::Unit(unit, true));
        add(every, Word::Every(unit));
    }
    for &(list, season) in SEASONS {
        add(list, Word::Season(season));
    }
    for &(list, part) in PARTS {
        add(list, Word::Part(part));
    }
    for &(list, day) in DAYS {
        add(list, Word::Day(day));
    }
    for &(list, reference) in REFERENCES {
        add(list, Word::Reference(reference));
    }
    for &(list, feast) in FEASTS {
        add(list, Word::Feast(feast));
    }
    Table::new(words)
});

const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];

const WEEKDAYS: [&str; 7] = [
    "monday mon mondays",
    "tuesday tue tues tuesdays",
    "wednesday wed weds wednesdays",
    "thursday thu thur thurs thursdays",
    "friday fri fridays",
    "saturday sat saturdays",
    "sunday sun sundays",
];

/// Number, cardinal, ordinal, name of the decade.
const NUMBERS: &[(u32, &str, &str, &str)] = &[
    (0, "zero", "", ""),
    (1, "one", "first", ""),
    (2, "two", "second", ""),
    (3, "three", "third", ""),
    (4, "four", "fourth", ""),
    (5, "five", "fifth", ""),
    (6, "six", "sixth", ""),
    (7, "seven", "seventh", ""),
    (8, "eight", "eighth", ""),
    (9, "nine", "ninth", ""),
    (10, "ten", "tenth", ""),
    (11, "eleven", "eleventh", ""),
    (12, "twelve dozen", "twelfth", ""),
    (13, "thirteen", "thirteenth", ""),
    (14, "fourteen", "fourteenth", ""),
    (15, "fifteen", "fifteenth", ""),
    (16, "sixteen", "sixteenth", ""),
    (17, "seventeen", "seventeenth", ""),
    (18, "eighteen", "eighteenth", ""),
    (19, "nineteen", "nineteenth", ""),
    (20, "twenty", "twentieth", "twenties"),
    (30, "thirty", "thirtieth", "thirties"),
    (40, "forty", "fortieth", "forties"),
    (50, "fifty", "fiftieth", "fifties"),
    (60, "sixty", "sixtieth", "sixties"),
    (70, "seventy", "seventieth", "seventies"),
    (80, "eighty", "eightieth", "eighties"),
    (90, "ninety", "ninetieth", "nineties"),
    (100, "hundred", "hundredth", ""),
    (1000, "thousand", "thousandth", ""),
];

/// Unit, singular, plural, "every one of it".
const UNITS: &[(Unit, &str, &str, &str)] = &[
    (Unit::Minute, "minute min", "minutes mins", ""),
    (Unit::Hour, "hour hr", "hours hrs", "hourly"),
    (Unit::Day, "day", "days", "daily nightly"),
    (Unit::Week, "week", "weeks", "weekly"),
    (Unit::Fortnight, "fortnight", "fortnights", "fortnightly biweekly"),
    (Unit::Weekend, "weekend", "weekends", ""),
    (Unit::Month, "month", "months", "monthly"),
    (Unit::Quarter, "quarter", "quarters", "quarterly"),
    (Unit::Half, "semester", "semesters", ""),
    (Unit::Year, "year yr", "years yrs", "yearly annually"),
    (Unit::Decade, "decade", "decades", ""),
    (Unit::Century, "century", "centuries", ""),
    (Unit::Millennium, "millennium", "millennia millenniums", ""),
    (Unit::Second, "sec", "seconds secs", ""),
    (Unit::Period, "period", "periods", ""),
    (Unit::Night, "", "nights", ""),
    (Unit::Moment, "moment", "moments", ""),
    (Unit::Time, "time", "", ""),
];

const SEASONS: &[(&str, Season)] = &[
    ("spring springtime", Season::Spring),
    ("summer summertime", Season::Summer),
    ("autumn fall", Season::Autumn),
    ("winter wintertime", Season::Winter),
];

const PARTS: &[(&str, DayPart)] = &[
    ("morning mornings dawn sunrise", DayPart::Morning),
    ("afternoon afternoons", DayPart::Afternoon),
    ("evening evenings dusk sunset", DayPart::Evening),
    ("night overnight nighttime", DayPart::Night),
    ("noon midday noontime", DayPart::Noon),
    ("midnight", DayPart::Midnight),
    ("daytime", DayPart::Daytime),
];

const DAYS: &[(&str, i32)] = &[("today", 0), ("yesterday", -1), ("tomorrow", 1)];

const REFERENCES: &[(&str, Reference)] = &[
    ("now nowadays currently presently present", Reference::Present),
    ("recently lately", Reference::Past),
    ("soon shortly", Reference::Future),
];

const FEASTS: &[(&str, Feast)] = &[
    ("christmas xmas", Feast::Christmas),
    ("easter", Feast::Easter),
    ("thanksgiving", Feast::Thanksgiving),
    ("halloween", Feast::Fixed(10, 31)),
    ("ramadan", Feast::Unknown),
];

/// Words that are no more than the beginning of an expression.
const CUES: &str = "a about all after almost an another approximately around at beginning both close couple coming day during each earlier early end \
    every few following fiscal half last late later latest least less mid middle more most nearly next no of once only over previous \
    prior q roughly same several since so some sometime start that the then these this those until up upcoming year-end annual many \
    memorial labor independence presidents veterans palm good right as ash boxing valentine election columbus martin new old \
    contemporary modern late-night just first-half h fy its their his her our whole full entire rest remainder turn onset dozens \
    within under preceding subsequent not quite";

/// Words that can make an expression with words that are none.
const KEYS: &str = "past future current recent tonight ago while long ongoing term";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(lookup("Sept"), Word::Month(9));
        assert_eq!(lookup("EIGHTIES"), Word::Decade(80));
        assert_eq!(lookup("Twelfth"), Word::Ordinal(12));
        assert_eq!(lookup("weeks"), Word::Unit(Unit::Week, true));
        assert_eq!(lookup("electroencephalogram"), Word::Other);
        assert_eq!(lookup("Août"), Word::Other);
        assert!(WORDS.words.iter().all(|(word, _)| word.len() <= LONGEST && lookup(word) != Word::Other));
    }
}
