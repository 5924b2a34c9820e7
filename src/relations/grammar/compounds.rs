//! Compounds with a participle: "Boston-based", "Russia-backed".

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId};

impl Grammar<'_> {
    /// "Boston-based", "Russia-backed": the word before the hyphen of a participle.
    pub(super) fn hyphen_compound(&self, verb: TokenId) -> Option<TokenId> {
        let hyphen = self.before(verb)?;
        let first = self.before(hyphen)?;
        let is_hyphen = matches!(self.word(hyphen), "-" | "‑" | "–");
        let is_part = self.rel(verb) == DepRel::Amod || self.rel(verb) == DepRel::Compound || self.rel(verb) == DepRel::Conj;
        (is_hyphen && is_part).then(|| self.top_of_compound(first, verb))
    }

    /// "New York-based": the compound or flat head of the words before the hyphen.
    fn top_of_compound(&self, from: TokenId, verb: TokenId) -> TokenId {
        let mut at = from;
        for _ in 0..DEPTH {
            match self.head(at) {
                Some(head) if head != verb && head < verb && matches!(self.rel(at), DepRel::Flat | DepRel::Compound | DepRel::Goeswith) => {
                    at = head;
                }
                _ => break,
            }
        }
        at
    }
}
