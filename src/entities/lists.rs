//! Word lists of the linker: `lists.txt`, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// A list of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum List {
            $($(#[$doc])* $name),*
        }

        /// The sections of the file, in the order of the lists.
        const SECTIONS: &[&str] = &[$(stringify!($name)),*];
    };
}

lists! {
    /// Small words of names, which an acronym may skip.
    Small
    /// Words for the legal form of a company, behind its name.
    Corporate
    /// Words after the name proper of a company or body, which a short form leaves out.
    Tails
    /// Nouns that name a body or place by themselves: "the Council".
    Heads
    /// Nouns at the end of a name that no place has: "Gulf Dockers' Union".
    Organised
    /// Nouns for bodies beside whose names they stand.
    Named
    /// Bodies of several states, folded, whose own bodies are known without them: "Security Council".
    International
    /// Words of places that a short form leaves out, behind the name.
    Features
    /// Words before "of" and a place that are the place: "Municipality of Livorno".
    Governed
    /// Letters for a club or a company before its name: "FC Barcelona".
    Clubs
    /// Nouns for persons in a role, in the singular, beside the titles.
    Roles
    /// Nouns for persons that are no role.
    Persons
    /// Nouns for bodies, in the singular.
    Bodies
    /// Nouns for places, in the singular.
    Places
    /// Last words of what a minister is minister of.
    Fields
    /// Adjectives that name a party before a title.
    Leanings
    /// Nouns for a state.
    States
    /// Nouns for a place that is no state.
    Localities
    /// Nouns for bodies that mostly have the noun in their name.
    Public
    /// Nouns for business.
    Business
    /// Nouns for bodies whose deeds are those of their state.
    ActingForState
    /// Nouns, beside those for states and business, that are said of a thing without its name because only one such thing is spoken of.
    General
    /// Nouns, beside those for business, that stand behind the name of what they are said of: "the PKK group", "Mirdangi village".
    FollowingNames
    /// Adjectives that say nothing of which one is meant.
    Neutral
    /// Words that say which office is meant, so that one with another portfolio is another person.
    Portfolios
    /// Nouns for persons that tell too little of someone to point back to him.
    Vague
    /// Nouns for one of two that face each other, whatever they are.
    Sides
    /// Nouns for what two sides face each other in.
    Contests
    /// What a government does as a subject; a city grows, lies and has.
    StatesDo
    /// What a city does as a subject: where another state stands in the sentence, whatever else a capital does is done by its government.
    CitiesDo
    /// What is done to a government.
    DoneToStates
    /// What a government has and a city has not: "Tehran's nuclear programme", "relations with Beijing".
    StatesHave
}

static WORDS: LazyLock<Vec<BTreeSet<&str>>> = LazyLock::new(|| {
    let sections = read(include_str!("lists.txt"));
    SECTIONS.iter().map(|section| sections.get(section).cloned().unwrap_or_default()).collect()
});

fn read(text: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None => sections.entry(section).or_default().extend(line.split_whitespace()),
        }
    }
    sections
}

impl List {
    /// Whether the list has a word.
    pub(super) fn has(self, word: &str) -> bool {
        WORDS.get(self as usize).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_the_sections_that_are_known_and_no_others() {
        let sections = read(include_str!("lists.txt"));
        let found: Vec<&&str> = sections.keys().filter(|name| !name.is_empty()).collect();
        let mut known: Vec<&&str> = SECTIONS.iter().collect();
        known.sort_unstable();
        assert_eq!(found, known);
        assert!(WORDS.iter().all(|words| !words.is_empty()));
    }

    #[test]
    fn words_are_found() {
        assert!(List::Heads.has("council") && List::Roles.has("minister") && !List::Roles.has("council"));
    }
}
