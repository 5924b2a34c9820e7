//! Which things a common noun can describe, by their names.

use super::lists::List;
use super::places;
use super::words;

/// Whether "the `noun`" can be said of what has this name.
pub(super) fn fits(noun: &str, name: &str) -> bool {
    let words = words::words(name);
    let is_country = places::is_country(name);
    if is_state(noun) {
        return is_country;
    }
    if List::Localities.has(noun) {
        return !is_country;
    }
    if List::Public.has(noun) {
        return words::is_acronym(name) || words.iter().any(|word| word == noun);
    }
    !List::Business.has(noun) || !words.iter().any(|word| List::Public.has(word))
}

/// Nouns for a state.
pub(super) fn is_state(noun: &str) -> bool {
    List::States.has(noun)
}

/// Nouns for bodies whose deeds are those of their state.
pub(super) fn acts_for_state(noun: &str) -> bool {
    List::ActingForState.has(noun)
}

/// Nouns of places that are part of many names without saying what is meant: "the city" need not be Mexico City.
pub(super) fn is_locality(noun: &str) -> bool {
    List::Localities.has(noun) && is_general(noun)
}

/// Nouns that are said of a thing without its name or anything else pointing to it, because only one such thing is spoken of.
pub(super) fn is_general(noun: &str) -> bool {
    is_state(noun) || List::Business.has(noun) || List::General.has(noun)
}

/// Nouns that stand behind the name of what they are said of: "the PKK group", "Mirdangi village".
pub(super) fn follows_name(noun: &str) -> bool {
    List::Business.has(noun) || List::FollowingNames.has(noun)
}

/// Adjectives that say nothing of which one is meant.
pub(super) fn is_neutral(word: &str) -> bool {
    List::Neutral.has(word) || word.ends_with("-old") || word.ends_with("-based")
}

/// Words that say which office is meant, so that one with another portfolio is another person.
pub(super) fn is_portfolio(word: &str) -> bool {
    List::Portfolios.has(word)
}

/// Nouns for persons that tell too little of someone to point back to him.
pub(super) fn is_vague(noun: &str) -> bool {
    List::Vague.has(noun)
}

/// Nouns for one of two that face each other, whatever they are.
pub(super) fn is_side(noun: &str) -> bool {
    List::Sides.has(noun)
}

/// Nouns for what two sides face each other in.
pub(super) fn is_contest(noun: &str) -> bool {
    List::Contests.has(noun)
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
