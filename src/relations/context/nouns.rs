//! Nouns: what stands before one and denies, plans or ends what it says ("no talks", "planned talks", "former head").

use super::super::words::{self, Class};
use super::Reader;
use crate::document::{DepRel, Modality, TokenId};

/// "the 28th president" tells of history; "the second minister" may well be in office.
fn is_high_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() < word.len() && digits.parse::<u32>().is_ok_and(|number| number > 3)
}

impl Reader<'_, '_> {
    /// "no talks".
    pub(super) fn determiners(&mut self, noun: TokenId) {
        let grammar = self.grammar;
        for det in grammar.children_by(noun, DepRel::Det) {
            if grammar.is_one_of(det, &["no", "neither", "nor"]) {
                self.deny(det);
            }
        }
        for modifier in grammar.children_by(noun, DepRel::Amod) {
            if self.is_form(modifier, Class::PLANNED_ADJECTIVE) {
                self.weaken(Modality::Planned, modifier);
            } else if self.is_form(modifier, Class::POSSIBLE_ADJECTIVE) {
                self.weaken(Modality::Possible, modifier);
            } else if grammar.is_class(modifier, Class::PAST_ADJECTIVE) || is_high_ordinal(grammar.word(modifier)) {
                self.past_state = true;
            }
        }
        for &child in grammar.children(noun) {
            if matches!(grammar.rel(child), DepRel::Advmod | DepRel::Compound) && grammar.is_class(child, Class::PAST_ADJECTIVE) {
                self.past_state = true;
            }
        }
        if let Some(before) = grammar.before(noun) {
            let ex = if matches!(grammar.word(before), "-") { grammar.before(before) } else { Some(before) };
            if ex.is_some_and(|ex| grammar.is_one_of(ex, &["ex", "ex-"])) {
                self.past_state = true;
            }
        }
    }

    /// Whether a participle or adjective is of a class, by its form: "planned" is more than "plan".
    fn is_form(&self, word: TokenId, class: Class) -> bool {
        self.grammar.is_class(word, class) || words::class_of(self.grammar.word(word)).is(class)
    }
}
