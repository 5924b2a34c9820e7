//! Prepositions: which one a noun stands after, and what hangs on a word by one (its obliques).

use super::Grammar;
use crate::document::{DepRel, TokenId};

/// First words of prepositions that are no longer forms of their last: "based on" is no "on".
const FRAMES: &[&str] = &["according", "ahead", "based", "because", "due", "instead", "owing", "prior", "regardless", "thanks"];

impl Grammar<'_> {
    /// The prepositions of a noun, as one phrase ("in front of"), in lower case.
    pub(in crate::relations) fn preposition(&self, id: TokenId) -> Option<String> {
        let mut cases = self.children_by(id, DepRel::Case).filter(|&case| case < id);
        let mut phrase = String::new();
        for case in cases.by_ref() {
            self.push_word(case, &mut phrase);
        }
        (!phrase.is_empty()).then_some(phrase)
    }

    /// Whether the noun hangs on one of these prepositions.
    pub(in crate::relations) fn has_preposition(&self, id: TokenId, fits: &dyn Fn(&str) -> bool) -> bool {
        self.preposition(id).is_some_and(|phrase| {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            fits(&phrase) || (!FRAMES.contains(&first) && words.next_back().is_some_and(fits))
        })
    }

    /// What hangs on `head` by one of these prepositions, coordination included.
    pub(in crate::relations) fn obliques(&self, head: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let is_oblique = |rel: DepRel| rel.is(DepRel::Obl) || rel.is(DepRel::Nmod) || rel == DepRel::Dep;
        let children = self.children(head).iter().copied();
        let found = children.filter(|&child| is_oblique(self.rel(child)) && self.has_preposition(child, fits)).collect();
        self.all_conjuncts(found)
    }

    fn push_word(&self, case: TokenId, phrase: &mut String) {
        let fixed = self.children_by(case, DepRel::Fixed);
        for part in std::iter::once(case).chain(fixed) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&self.word(part).to_lowercase());
        }
    }
}
