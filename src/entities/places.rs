//! Places that the library knows: countries, their parts, wider regions, by names, adjectives and people; and the capitals of countries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::skeleton;

/// A name of so many letters is known in spite of a slip in its vowels or a doubled letter.
const LONG: usize = 8;

/// How a word names a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceForm {
    /// By a name: "Turkey", "U.S."
    Name,
    /// By an adjective: "Turkish".
    Adjective,
    /// By its people: "Turks".
    People,
}

/// A place, by its line in the table.
pub(super) type PlaceId = usize;

#[derive(Default)]
struct Table {
    canonical: Vec<&'static str>,
    by_key: BTreeMap<String, (PlaceId, PlaceForm)>,
    /// For names of eight letters and more: by what is left when spellings are made one.
    by_skeleton: BTreeMap<String, String>,
    /// The country of each capital.
    capitals: BTreeMap<String, PlaceId>,
    /// Places up to this one are countries.
    countries: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("places.txt")));

fn read(text: &'static str) -> Table {
    let mut table = Table::default();
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with('[') {
            section = line;
        } else {
            table.add(line, section == "[countries]");
        }
    }
    let long = table.by_key.keys().filter(|key| key.len() >= LONG);
    table.by_skeleton = long.map(|key| (skeleton(key), key.clone())).collect();
    table
}

impl Table {
    fn add(&mut self, line: &'static str, is_country: bool) {
        let id = self.canonical.len();
        let mut columns = line.split('|').map(str::trim);
        let canonical = columns.next().unwrap_or_default();
        self.canonical.push(canonical);
        self.by_key.insert(key(canonical), (id, PlaceForm::Name));
        for form in [PlaceForm::Name, PlaceForm::Adjective, PlaceForm::People] {
            for name in names(columns.next()) {
                self.by_key.entry(key(name)).or_insert((id, form));
            }
        }
        self.capitals.extend(names(columns.next()).map(|capital| (key(capital), id)));
        if is_country {
            self.countries = id + 1;
        }
    }
}

fn names(column: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    column.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// What places are compared by: the folded words without "the". The point of an abbreviation counts: "Mass." is no mass.
fn key(name: &str) -> String {
    let words = super::words::words(name);
    let start = usize::from(words.first().is_some_and(|word| word == "the") && words.len() > 1);
    let is_abbreviated = name.strip_suffix('.').is_some_and(|name| name.len() > 1 && !name.contains('.'));
    words[start..].concat() + if is_abbreviated { "." } else { "" }
}

/// The place that a name, an adjective or a word for people belongs to. A word in lower case is none.
pub(super) fn place(name: &str) -> Option<(PlaceId, PlaceForm)> {
    let is_proper = name.chars().any(char::is_uppercase);
    // The point at the end may be that of the sentence.
    let whole = || find(&key(name)).or_else(|| find(key(name).strip_suffix('.')?));
    is_proper.then(|| whole().or_else(|| part_with_kind(name)).or_else(|| formal(name))).flatten()
}

/// "Punjab province", "Tibet Autonomous Region", "Crimean Peninsula": a part of a country with the words for what it is.
fn part_with_kind(name: &str) -> Option<(PlaceId, PlaceForm)> {
    const KINDS: &[&str] = &["province", "region", "state", "oblast", "governorate", "emirate", "peninsula"];
    const QUALIFIERS: &[&str] = &["autonomous", "administrative", "special", "uygur", "uyghur", "uighur"];
    let (mut part, kind) = name.rsplit_once(' ')?;
    while let Some((rest, _)) = part.rsplit_once(' ').filter(|(_, last)| QUALIFIERS.contains(&last.to_lowercase().as_str())) {
        part = rest;
    }
    let (id, _) = find(&key(part)).filter(|&(id, form)| form != PlaceForm::People && id >= TABLE.countries)?;
    KINDS.contains(&kind.to_lowercase().as_str()).then_some((id, PlaceForm::Name))
}

/// "Kingdom of Bahrain", "Federal Republic of Germany": a country under its full name.
fn formal(name: &str) -> Option<(PlaceId, PlaceForm)> {
    const STATES: &[&str] = &["kingdom", "republic", "state", "commonwealth", "sultanate", "principality", "federation", "grand duchy"];
    const QUALIFIERS: &[&str] =
        &["the", "federal", "federative", "democratic", "socialist", "islamic", "arab", "people's", "people’s", "bolivarian", "hashemite"];
    let (title, country) = name.split_once(" of ")?;
    let title = title.to_lowercase();
    let (qualifiers, state) = title.rsplit_once(' ').unwrap_or(("", &title));
    // An "Islamic State of" something is none.
    let is_state =
        STATES.contains(&state) && qualifiers.split_whitespace().all(|word| QUALIFIERS.contains(&word)) && title != "islamic state";
    let found = find(&key(country)).filter(|&(id, form)| form == PlaceForm::Name && id < TABLE.countries);
    found.filter(|_| is_state)
}

fn find(key: &str) -> Option<(PlaceId, PlaceForm)> {
    let misspelt = || {
        let near = TABLE.by_skeleton.get(&skeleton(key)).filter(|near| key.len() >= LONG && near.len().abs_diff(key.len()) <= 1);
        near.and_then(|near| TABLE.by_key.get(near))
    };
    TABLE.by_key.get(key).or_else(misspelt).copied()
}

/// Whether this is the name of a country, rather than an adjective of it or another place.
pub(super) fn is_country(name: &str) -> bool {
    place(name).is_some_and(|(id, form)| form == PlaceForm::Name && id < TABLE.countries)
}

/// The country whose capital has this name.
pub(super) fn country_of_capital(name: &str) -> Option<PlaceId> {
    TABLE.capitals.get(&key(name)).copied()
}

/// The usual English name.
pub(super) fn canonical_name(id: PlaceId) -> &'static str {
    TABLE.canonical.get(id).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_adjectives_and_people() {
        use PlaceForm::{Adjective, Name, People};
        for (name, canonical, form) in [
            ("Turkish", "Turkey", Adjective),
            ("the United States", "United States", Name),
            ("U.S.", "United States", Name),
            ("US", "United States", Name),
            ("Turks", "Turkey", People),
            ("Türkiye", "Turkey", Name),
            ("Cote d’Ivoire", "Ivory Coast", Name),
            ("Georgia", "Georgia", Name),
            ("U. S.", "United States", Name),
            ("Brazillian", "Brazil", Adjective),
            ("Texan", "Texas", Adjective),
            ("Punjab province", "Punjab", Name),
            ("Calif.", "California", Name),
            ("Iran.", "Iran", Name),
            ("Southeast Asian", "Southeast Asia", Adjective),
            ("Tibet Autonomous Region", "Tibet", Name),
            ("Crimean Peninsula", "Crimea", Name),
            ("the Kingdom of Bahrain", "Bahrain", Name),
            ("Federal Republic of Germany", "Germany", Name),
            ("Democratic Republic of the Congo", "Democratic Republic of the Congo", Name),
        ] {
            assert_eq!(place(name).map(|(id, form)| (canonical_name(id), form)), Some((canonical, form)), "{name}");
        }
        assert!(
            ["turkish", "us", "Ankara", "", "New York", "Mass", "Islamic State of Iraq", "Bank of England"]
                .iter()
                .all(|name| place(name).is_none())
        );
    }

    #[test]
    fn countries_and_capitals() {
        assert!(["Turkey", "U.S.", "the Netherlands"].iter().all(|name| is_country(name)));
        assert!(["Turkish", "Europe", "Texas", "Scotland", "Ankara"].iter().all(|name| !is_country(name)));
        assert_eq!(country_of_capital("Ankara").map(canonical_name), Some("Turkey"));
        assert_eq!(country_of_capital("Washington, D.C.").map(canonical_name), Some("United States"));
        assert_eq!(country_of_capital("Istanbul"), None);
    }

    #[test]
    fn the_table_has_no_country_twice() {
        let mut names = TABLE.canonical.clone();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(names.len() > 200);
    }
}
