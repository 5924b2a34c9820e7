//! Word lists that any rule file may use as `@name` in a class: nouns for offices, work and people, names of countries and states.

use std::sync::LazyLock;

use super::pattern::Words;

/// The lists, by name: one word or phrase a line, `#` before a comment.
const LISTS: &[(&str, &str)] = &[
    ("heads", include_str!("lexicon/heads.txt")),
    ("officials", include_str!("lexicon/officials.txt")),
    ("parties", include_str!("lexicon/parties.txt")),
    ("people", include_str!("lexicon/people.txt")),
    ("states", include_str!("lexicon/states.txt")),
    ("workers", include_str!("lexicon/workers.txt")),
];

/// Places with their other names, adjectives and people: the table by which the stage before knows them, in sections.
const PLACES: &str = include_str!("../entities/places.txt");

/// Names of countries and states: what follows a comma after a town.
pub(super) fn wider() -> &'static Words {
    static WIDER: LazyLock<Words> = LazyLock::new(|| {
        let names: Vec<String> = ["countries", "states"].iter().flat_map(|name| list(name).unwrap_or_default()).collect();
        Words::of(names.iter().map(String::as_str))
    });
    &WIDER
}

/// Names of countries and their adjectives.
pub(super) fn countries() -> &'static Words {
    static COUNTRIES: LazyLock<Words> = LazyLock::new(|| Words::of(list("countries").unwrap_or_default().iter().map(String::as_str)));
    &COUNTRIES
}

/// Whether a name has a word of a party.
pub(super) fn is_party(name: &str) -> bool {
    static PARTIES: LazyLock<Words> = LazyLock::new(|| Words::of(list("parties").unwrap_or_default().iter().map(String::as_str)));
    PARTIES.has_name(name) || name.split_whitespace().any(|word| PARTIES.contains(&word.to_lowercase()))
}

/// The words of a list ("countries", "adjectives", "peoples" or one of [`LISTS`]), or a sentence that says which lists there are.
pub(super) fn list(name: &str) -> Result<Vec<String>, String> {
    match name {
        "countries" => return Ok(columns(section("[countries]"), 0, 3)),
        "adjectives" => return Ok(columns(section("[countries]"), 2, 1)),
        "peoples" => return Ok(columns(section("[countries]"), 3, 1)),
        _ => {}
    }
    let found = LISTS.iter().find(|(known, _)| *known == name);
    let (_, text) = found.ok_or_else(|| format!("unknown list `@{name}`; expected @countries, @adjectives, @peoples, {}", names()))?;
    Ok(entries(text).flat_map(spellings).collect())
}

fn names() -> String {
    LISTS.iter().map(|(name, _)| format!("@{name}")).collect::<Vec<_>>().join(", ")
}

fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The lines of one section of the table.
fn section(name: &str) -> impl Iterator<Item = &'static str> {
    let rest = PLACES.split_once(name).map_or("", |(_, rest)| rest);
    entries(rest).take_while(|line| !line.starts_with('['))
}

/// The words in some columns, which are the name, other names, adjectives and people.
fn columns<'t>(lines: impl Iterator<Item = &'t str>, first: usize, count: usize) -> Vec<String> {
    let of_line = |line: &str| -> Vec<String> {
        let columns = line.split('|').skip(first).take(count);
        columns.flat_map(|column| column.split(',')).map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
    };
    lines.flat_map(of_line).collect()
}

/// A compound with a hyphen is one token or three.
fn spellings(entry: &str) -> Vec<String> {
    let spaced = entry.replace(" - ", "-").replace('-', " - ");
    if spaced == entry { vec![entry.into()] } else { vec![entry.into(), spaced] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        for (name, text) in LISTS {
            let words: Vec<&str> = entries(text).collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{name} is not sorted, or says a word twice");
            assert!(words.iter().all(|word| **word == word.to_lowercase()), "{name}");
        }
    }

    #[test]
    fn lists_are_known_by_name() {
        let has = |name, word: &str| list(name).unwrap().iter().any(|entry| entry == word);
        assert!(has("heads", "prime minister") && has("heads", "editor - in - chief"));
        assert!(has("countries", "turkey") && has("countries", "turkish") && !has("countries", "turks") && has("peoples", "turks"));
        assert!(has("adjectives", "turkish") && !has("adjectives", "turkey"));
        assert!(list("cheeses").unwrap_err().contains("@heads"));
    }
}
