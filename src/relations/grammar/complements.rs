//! Complements of nouns: of what an office is, between whom talks are.

use super::Grammar;
use crate::document::{DepRel, TokenId};

impl Grammar<'_> {
    /// Of what a noun of office is: "head of B", "B's head", "the B head", "Turkish minister".
    pub(in crate::relations) fn complements(&self, noun: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut found = self.obliques(noun, fits);
        if found.is_empty() {
            found = self.owners(noun);
        }
        if found.is_empty() {
            found = self.modifiers(noun);
        }
        if found.is_empty() && matches!(self.rel(noun), DepRel::NmodDesc | DepRel::Compound | DepRel::Flat | DepRel::Amod) {
            found = self.head(noun).map(|head| self.complements_of_title(noun, head)).unwrap_or_default();
        }
        if found.is_empty() && self.rel(noun) == DepRel::Conj {
            found = self.head(noun).map(|first| self.modifiers_and_owners(first)).unwrap_or_default();
        }
        // "B has 27 members, among them A".
        if found.is_empty()
            && let Some(verb) = self.head(noun).filter(|&verb| self.rel(noun) == DepRel::Obj && self.is_one_of(verb, &["have"]))
        {
            found = self.subjects(verb);
        }
        found
    }

    /// In "Turkish Minister Akar" and "Turkey's minister Akar" the parser may hang the country on the name.
    fn complements_of_title(&self, title: TokenId, name: TokenId) -> Vec<TokenId> {
        self.modifiers_and_owners(name).into_iter().filter(|&id| id != title && id < title).collect()
    }

    fn modifiers_and_owners(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.owners(noun);
        found.extend(self.modifiers(noun));
        found
    }

    /// Between whom a noun holds: "talks between A and B", "the A-B talks", "Turkish-Libyan talks".
    pub(in crate::relations) fn parties(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.noun_obliques(noun, &|prep| prep == "between" || prep == "among");
        // "fighting broke out between A and B".
        if found.is_empty()
            && let Some(verb) = self.head(noun).filter(|_| self.is_a(noun, DepRel::Nsubj))
        {
            found = self.obliques(verb, &|prep| prep == "between");
        }
        if !found.is_empty() {
            return found;
        }
        // "a meeting of A and B".
        let of = self.obliques(noun, &|prep| prep == "of");
        if of.len() > 1 {
            return of;
        }
        let mut found: Vec<TokenId> = self.modifiers(noun);
        let deeper: Vec<_> =
            found.iter().flat_map(|&id| self.children_by(id, DepRel::Compound).chain(self.children_by(id, DepRel::Amod))).collect();
        found.extend(deeper);
        found.sort_unstable();
        found.dedup();
        found
    }
}
