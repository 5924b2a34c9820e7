//! Places: what they are called, what they lie in, and what is said to be there.

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// The names that a noun has: "the town Zakho", "Dohuk province".
    pub(in crate::relations) fn names_of(&self, noun: TokenId) -> Vec<TokenId> {
        let is_name = |child: TokenId| self.upos(child) == Upos::Propn;
        let is_tied = |child: TokenId| matches!(self.rel(child), DepRel::Compound | DepRel::Flat | DepRel::Appos | DepRel::NmodDesc);
        self.children(noun).iter().copied().filter(|&child| is_name(child) && is_tied(child)).collect()
    }

    /// The names that a noun has, with those after "of": "the town of Zakho".
    pub(in crate::relations) fn called(&self, noun: TokenId) -> Vec<TokenId> {
        let of = self.obliques(noun, &|prep| prep == "of");
        if of.is_empty() { self.names_of(noun) } else { of }
    }

    /// The place around a place: "Iraq's", "Iraqi", "northern Iraqi".
    pub(in crate::relations) fn region(&self, noun: TokenId) -> Vec<TokenId> {
        let owners = self.owners(noun);
        if owners.is_empty() { self.modifiers(noun) } else { owners }
    }

    /// What is said to be at a place: "A" for "Rome" in "A is in Rome".
    pub(in crate::relations) fn situated(&self, place: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let has_preposition = self.has_preposition(place, fits);
        let is_said = self.has_copula(place);
        match self.head(place).filter(|_| has_preposition) {
            _ if is_said && has_preposition => self.all_conjuncts(self.grammatical_subjects(place, DEPTH)),
            // "a firm under US sanctions".
            Some(head) if self.is_a(place, DepRel::Nmod) && self.upos(place) == Upos::Noun => vec![head],
            _ => Vec::new(),
        }
    }
}
