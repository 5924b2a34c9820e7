//! Countries and regions by their names, adjectives and people.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::skeleton;

/// A name of so many letters is known in spite of a slip in its vowels or a doubled letter.
const LONG: usize = 8;

/// How a word names a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CountryForm {
    /// By a name: "Turkey", "U.S."
    Name,
    /// By an adjective: "Turkish".
    Adjective,
    /// By its people: "Turks".
    People,
}

/// A country, by its place in the table.
pub(super) type CountryId = usize;

struct Table {
    canonical: Vec<&'static str>,
    by_key: BTreeMap<String, (CountryId, CountryForm)>,
    /// For names of eight letters and more: by what is left when spellings are made one.
    by_skeleton: BTreeMap<String, String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("countries.txt")));

fn read(text: &'static str) -> Table {
    let mut table = Table { canonical: Vec::new(), by_key: BTreeMap::new(), by_skeleton: BTreeMap::new() };
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let id = table.canonical.len();
        let mut columns = line.split('|').map(str::trim);
        let canonical = columns.next().unwrap_or_default();
        table.canonical.push(canonical);
        table.by_key.insert(key(canonical), (id, CountryForm::Name));
        for (column, form) in columns.zip([CountryForm::Name, CountryForm::Adjective, CountryForm::People]) {
            for name in column.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                table.by_key.entry(key(name)).or_insert((id, form));
            }
        }
    }
    let long = table.by_key.keys().filter(|key| key.len() >= LONG);
    table.by_skeleton = long.map(|key| (skeleton(key), key.clone())).collect();
    table
}

/// What countries are compared by: the folded words without "the".
fn key(name: &str) -> String {
    let words = super::words::words(name);
    let start = usize::from(words.first().is_some_and(|word| word == "the") && words.len() > 1);
    words[start..].concat()
}

/// The country that a name, an adjective or a word for people belongs to. A word in lower case is none.
pub(super) fn country(name: &str) -> Option<(CountryId, CountryForm)> {
    let is_proper = name.chars().any(char::is_uppercase);
    is_proper.then(|| find(&key(name))).flatten()
}

fn find(key: &str) -> Option<(CountryId, CountryForm)> {
    let misspelt = || {
        let near = TABLE.by_skeleton.get(&skeleton(key)).filter(|near| key.len() >= LONG && near.len().abs_diff(key.len()) <= 1);
        near.and_then(|near| TABLE.by_key.get(near))
    };
    TABLE.by_key.get(key).or_else(misspelt).copied()
}

/// The usual English name.
pub(super) fn canonical_name(id: CountryId) -> &'static str {
    TABLE.canonical.get(id).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_adjectives_and_people() {
        use CountryForm::{Adjective, Name, People};
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
        ] {
            assert_eq!(country(name).map(|(id, form)| (canonical_name(id), form)), Some((canonical, form)), "{name}");
        }
        assert!(["turkish", "us", "Ankara", "", "New York"].iter().all(|name| country(name).is_none()));
    }

    #[test]
    fn the_table_has_no_country_twice() {
        let mut names = TABLE.canonical.clone();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(names.len() > 200);
    }
}
