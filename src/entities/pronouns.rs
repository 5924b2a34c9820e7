//! The pronouns of the third person: what each can stand for.

use crate::document::Gender;

/// What a pronoun asks of what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// he, she.
    Person(Gender),
    /// it.
    Thing,
    /// they.
    Plural,
    /// who, whose.
    RelativePerson,
    /// which, and "that" in a relative clause.
    Relative,
}

/// A pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) class: Class,
    pub(super) reflexive: bool,
}

const PRONOUNS: &[(&[&str], Class)] = &[
    (&["he", "him", "his", "himself"], Class::Person(Gender::Masculine)),
    (&["she", "her", "hers", "herself"], Class::Person(Gender::Feminine)),
    (&["it", "its", "itself"], Class::Thing),
    (&["they", "them", "their", "theirs", "themselves"], Class::Plural),
    (&["who", "whom", "whose"], Class::RelativePerson),
    (&["which", "that"], Class::Relative),
];

/// The pronoun that a word (in lower case) is.
pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    let class = PRONOUNS.iter().find(|(words, _)| words.contains(&word)).map(|(_, class)| *class)?;
    Some(Pronoun { class, reflexive: word.ends_with("self") || word.ends_with("selves") })
}
