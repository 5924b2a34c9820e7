//! From the text of a pattern to its items: A and B, prepositions, classes and other words.

use super::{Classes, Words};

/// A word of a pattern, by its part in the notation.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    A,
    B,
    Apostrophe,
    Comma,
    Open,
    Close,
    And,
    Be,
    Between,
    Prep(Words),
    Words(Words),
}

/// Reads words as items.
pub(super) struct Lexer<'c> {
    pub(super) classes: &'c Classes,
}

/// Words that a pattern takes as prepositions or particles.
const PREPOSITIONS: &[&str] = &[
    "about",
    "across",
    "after",
    "against",
    "ahead",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "away",
    "before",
    "behind",
    "beside",
    "between",
    "by",
    "down",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "through",
    "to",
    "together",
    "toward",
    "towards",
    "under",
    "up",
    "upon",
    "via",
    "with",
    "within",
];

impl Lexer<'_> {
    pub(super) fn items(&self, text: &str) -> Result<Vec<Item>, String> {
        let spaced = text.replace("'s", " 's ").replace(',', " , ").replace('(', " ( ").replace(')', " ) ");
        spaced.split_whitespace().map(|word| self.item(word)).collect()
    }

    fn item(&self, word: &str) -> Result<Item, String> {
        Ok(match word {
            "A" => Item::A,
            "B" => Item::B,
            "'s" => Item::Apostrophe,
            "," => Item::Comma,
            "(" => Item::Open,
            ")" => Item::Close,
            "and" => Item::And,
            "be" => Item::Be,
            "between" => Item::Between,
            _ if word.split('|').all(|part| PREPOSITIONS.contains(&part)) => Item::Prep(Words::of(word.split('|'))),
            _ if word.split('|').any(|part| PREPOSITIONS.contains(&part)) => {
                return Err(format!("`{word}` mixes prepositions and other words"));
            }
            _ if word.chars().all(|c| c.is_uppercase() || c == '_') => Item::Words(self.class(word)?),
            _ if word.chars().any(char::is_uppercase) => {
                return Err(format!("`{word}` is neither a word in lower case nor a class in capitals"));
            }
            _ => Item::Words(Words::of(word.split('|').map(|part| part.replace('_', " ")).collect::<Vec<_>>().iter().map(String::as_str))),
        })
    }

    fn class(&self, name: &str) -> Result<Words, String> {
        let words = self.classes.get(name).ok_or_else(|| format!("expected a class of this file instead of `{name}`"))?;
        Ok(Words::of(words.iter().map(String::as_str)))
    }
}
