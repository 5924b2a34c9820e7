//! Which things a common noun can describe, by their names.

use super::countries::{self, CountryForm};
use super::words;

/// Nouns for a state.
const STATES: &[&str] = &["country", "nation", "state", "republic", "kingdom", "government"];
/// Nouns for a place that is no state.
const LOCALITIES: &[&str] = &[
    "city",
    "town",
    "village",
    "capital",
    "district",
    "county",
    "province",
    "region",
    "suburb",
    "municipality",
    "park",
    "port",
    "airport",
];
/// Nouns for bodies that mostly have the noun in their name.
const PUBLIC: &[&str] = &[
    "party",
    "court",
    "council",
    "committee",
    "commission",
    "ministry",
    "department",
    "university",
    "college",
    "school",
    "union",
    "parliament",
    "senate",
    "assembly",
    "congress",
    "church",
    "hospital",
    "museum",
    "zoo",
    "board",
    "bank",
    "bureau",
    "league",
    "tribunal",
    "police",
    "foundation",
    "institute",
];
/// Nouns for business.
const BUSINESS: &[&str] =
    &["company", "firm", "manufacturer", "maker", "retailer", "airline", "carrier", "automaker", "carmaker", "startup", "conglomerate"];

/// Whether "the `noun`" can be said of what has this name.
pub(super) fn fits(noun: &str, name: &str) -> bool {
    let words = words::words(name);
    let is_country = countries::country(name).is_some_and(|(_, form)| form == CountryForm::Name);
    if STATES.contains(&noun) {
        return is_country;
    }
    if LOCALITIES.contains(&noun) {
        return !is_country;
    }
    if PUBLIC.contains(&noun) {
        return words::is_acronym(name) || words.iter().any(|word| word == noun);
    }
    !BUSINESS.contains(&noun) || !words.iter().any(|word| PUBLIC.contains(&word.as_str()))
}

/// Nouns for one of two that face each other, whatever they are.
pub(super) fn is_side(noun: &str) -> bool {
    matches!(noun, "side" | "pair" | "rival" | "neighbor" | "neighbour" | "ally")
}

/// Nouns for what two sides face each other in.
pub(super) fn is_contest(noun: &str) -> bool {
    matches!(
        noun,
        "conflict"
            | "dispute"
            | "war"
            | "clash"
            | "crisis"
            | "fighting"
            | "talk"
            | "talks"
            | "negotiation"
            | "agreement"
            | "deal"
            | "truce"
            | "ceasefire"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits() {
        for (noun, name, expected) in [
            ("country", "Turkey", true),
            ("country", "Ankara", false),
            ("city", "Ankara", true),
            ("city", "Turkey", false),
            ("party", "Labor Party", true),
            ("party", "Google", false),
            ("company", "Google", true),
            ("company", "Justice Department", false),
            ("group", "Hezbollah", true),
        ] {
            assert_eq!(fits(noun, name), expected, "{noun} {name}");
        }
    }
}
