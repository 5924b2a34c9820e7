//! Which things a common noun can describe, by their names.

use super::places;
use super::words;

/// Nouns for a state.
const STATES: &[&str] = &["country", "nation", "state", "republic", "kingdom"];
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
    let is_country = places::is_country(name);
    if is_state(noun) {
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

/// Nouns for a state.
pub(super) fn is_state(noun: &str) -> bool {
    STATES.contains(&noun)
}

/// Nouns for bodies whose deeds are those of their state.
pub(super) fn acts_for_state(noun: &str) -> bool {
    matches!(noun, "government" | "regime" | "military" | "army")
}

/// Nouns of places that are part of many names without saying what is meant: "the city" need not be Mexico City.
pub(super) fn is_locality(noun: &str) -> bool {
    LOCALITIES.contains(&noun) && is_general(noun)
}

/// Nouns that are said of a thing without its name or anything else pointing to it, because only one such thing is spoken of.
pub(super) fn is_general(noun: &str) -> bool {
    is_state(noun)
        || BUSINESS.contains(&noun)
        || matches!(
            noun,
            "organization" | "organisation" | "group" | "agency" | "team" | "city" | "town" | "village" | "movement" | "militia"
        )
}

/// Nouns that stand behind the name of what they are said of: "the PKK group", "Mirdangi village".
pub(super) fn follows_name(noun: &str) -> bool {
    BUSINESS.contains(&noun)
        || matches!(
            noun,
            "party"
                | "group"
                | "organization"
                | "organisation"
                | "agency"
                | "militia"
                | "movement"
                | "alliance"
                | "coalition"
                | "village"
                | "town"
                | "city"
                | "district"
                | "province"
                | "region"
                | "island"
                | "river"
                | "county"
                | "newspaper"
                | "magazine"
                | "network"
        )
}

/// Adjectives that say nothing of which one is meant.
pub(super) fn is_neutral(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "current"
            | "new"
            | "same"
            | "entire"
            | "whole"
            | "late"
            | "outgoing"
            | "incoming"
            | "then"
            | "own"
            | "embattled"
            | "veteran"
            | "young"
            | "old"
            | "year"
            | "ailing"
            | "said"
            | "giant"
            | "two"
            | "both"
            | "latter"
            | "popular"
            | "powerful"
            | "famous"
            | "top"
            | "senior"
            | "respective"
    ) || word.ends_with("-old")
        || word.ends_with("-based")
}

/// Words that say which office is meant, so that one with another portfolio is another person.
pub(super) fn is_portfolio(word: &str) -> bool {
    matches!(
        word,
        "prime"
            | "deputy"
            | "vice"
            | "foreign"
            | "defense"
            | "defence"
            | "interior"
            | "finance"
            | "justice"
            | "health"
            | "education"
            | "economy"
            | "energy"
            | "trade"
            | "transport"
            | "agriculture"
            | "environment"
            | "culture"
            | "labour"
            | "labor"
            | "press"
            | "acting"
            | "first"
            | "second"
            | "other"
            | "next"
            | "previous"
            | "crown"
            | "chief"
            | "general"
            | "executive"
            | "regional"
            | "local"
            | "federal"
            | "national"
            | "state"
            | "provincial"
    )
}

/// Nouns for persons that tell too little of someone to point back to him.
pub(super) fn is_vague(noun: &str) -> bool {
    matches!(
        noun,
        "guy"
            | "citizen"
            | "resident"
            | "native"
            | "friend"
            | "person"
            | "partner"
            | "colleague"
            | "customer"
            | "neighbor"
            | "neighbour"
            | "hero"
    )
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
