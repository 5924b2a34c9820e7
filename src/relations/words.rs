//! How words behave in any rule: which verbs are light, which nouns act for a country, which words deny, plan or wish. The words are in `words.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can be, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

impl Class {
    pub(super) const LIGHT_VERB: Self = Self(1);
    pub(super) const SUBJECT_CONTROL: Self = Self(1 << 1);
    pub(super) const PARTICIPLE: Self = Self(1 << 2);
    pub(super) const COLLECTIVE: Self = Self(1 << 3);
    pub(super) const STATIONED: Self = Self(1 << 4);
    pub(super) const PARTITIVE: Self = Self(1 << 5);
    pub(super) const PERSON: Self = Self(1 << 6);
    pub(super) const OBJECT_NOUN: Self = Self(1 << 7);
    pub(super) const PLACED_NOUN: Self = Self(1 << 8);
    pub(super) const DENY: Self = Self(1 << 9);
    pub(super) const PLAN: Self = Self(1 << 10);
    pub(super) const WISH: Self = Self(1 << 11);
    pub(super) const SAY: Self = Self(1 << 12);
    pub(super) const NEGATION: Self = Self(1 << 13);
    pub(super) const CONDITION: Self = Self(1 << 14);
    pub(super) const PLANNED_ADJECTIVE: Self = Self(1 << 15);
    pub(super) const POSSIBLE_ADJECTIVE: Self = Self(1 << 16);
    pub(super) const PAST_ADJECTIVE: Self = Self(1 << 17);
    pub(super) const MAKING: Self = Self(1 << 18);
    pub(super) const VOICE: Self = Self(1 << 19);
    pub(super) const DEED: Self = Self(1 << 20);
    pub(super) const MUTUAL: Self = Self(1 << 21);
    pub(super) const ADHERENT: Self = Self(1 << 22);
    pub(super) const CONTAINER: Self = Self(1 << 23);
    pub(super) const THREATEN: Self = Self(1 << 24);
    pub(super) const BODY: Self = Self(1 << 25);
    pub(super) const EDGE: Self = Self(1 << 26);
    pub(super) const PHRASAL: Self = Self(1 << 27);

    /// The classes of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this is one of the classes of `other`.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The names of the classes in the file.
const NAMES: &[(&str, Class)] = &[
    ("light_verb", Class::LIGHT_VERB),
    ("subject_control", Class::SUBJECT_CONTROL),
    ("participle", Class::PARTICIPLE),
    ("collective", Class::COLLECTIVE),
    ("stationed", Class::STATIONED),
    ("partitive", Class::PARTITIVE),
    ("person", Class::PERSON),
    ("object_noun", Class::OBJECT_NOUN),
    ("placed_noun", Class::PLACED_NOUN),
    ("deny", Class::DENY),
    ("plan", Class::PLAN),
    ("wish", Class::WISH),
    ("say", Class::SAY),
    ("negation", Class::NEGATION),
    ("condition", Class::CONDITION),
    ("planned_adjective", Class::PLANNED_ADJECTIVE),
    ("possible_adjective", Class::POSSIBLE_ADJECTIVE),
    ("past_adjective", Class::PAST_ADJECTIVE),
    ("making", Class::MAKING),
    ("voice", Class::VOICE),
    ("deed", Class::DEED),
    ("mutual", Class::MUTUAL),
    ("adherent", Class::ADHERENT),
    ("container", Class::CONTAINER),
    ("threaten", Class::THREATEN),
    ("body", Class::BODY),
    ("edge", Class::EDGE),
    ("phrasal", Class::PHRASAL),
];

/// The classes of a lemma in any case. The words are read once; a file that cannot be read gives none, and a test makes sure that ours can.
pub(super) fn class_of(lemma: &str) -> Class {
    static WORDS: LazyLock<HashMap<Box<str>, Class>> = LazyLock::new(|| read(include_str!("words.toml")).unwrap_or_default());
    match WORDS.get(lemma) {
        Some(&class) => class,
        None if lemma.bytes().any(|byte| byte.is_ascii_uppercase()) => WORDS.get(&*lemma.to_lowercase()).copied().unwrap_or_default(),
        None => Class::default(),
    }
}

fn read(text: &str) -> Result<HashMap<Box<str>, Class>, String> {
    let file: HashMap<String, Vec<String>> = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut words: HashMap<Box<str>, Class> = HashMap::new();
    for (name, list) in file {
        let &(_, class) = NAMES.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("unknown class {name}"))?;
        for word in list {
            words.entry(word.into()).or_default().0 |= class.0;
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_class() {
        let words = read(include_str!("words.toml")).unwrap();
        for (name, class) in NAMES {
            assert!(words.values().any(|known| known.is(*class)), "{name}");
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert!(class_of("Forces").is(Class::COLLECTIVE) || class_of("Force").is(Class::COLLECTIVE));
        assert!(class_of("refuse").is(Class::DENY));
        assert!(!class_of("table").is(Class::DENY));
    }
}
