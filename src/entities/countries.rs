//! Countries and regions by their names, adjectives and people.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("countries.txt")));

fn read(text: &'static str) -> Table {
    let mut table = Table { canonical: Vec::new(), by_key: BTreeMap::new() };
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
    table
}

/// What countries are compared by: the folded words without "the".
fn key(name: &str) -> String {
    let words = super::words::words(name);
    let start = usize::from(words.first().is_some_and(|word| word == "the") && words.len() > 1);
    words[start..].join(" ")
}

/// The country that a name, an adjective or a word for people belongs to. A word in lower case is none.
pub(super) fn country(name: &str) -> Option<(CountryId, CountryForm)> {
    let is_proper = name.chars().any(char::is_uppercase);
    is_proper.then(|| TABLE.by_key.get(&key(name)).copied()).flatten()
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
