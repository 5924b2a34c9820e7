//! Predication: of whom a noun is said by a copula or an aside.

use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// The name that a noun tells more of behind a comma: "A" for "man" in "A, a man wanted by ...".
    pub(in crate::relations) fn told_of(&self, noun: TokenId) -> Option<TokenId> {
        let is_aside = self.upos(noun) == Upos::Noun && self.rel(noun) == DepRel::Appos;
        self.head(noun).filter(|&name| is_aside && name < noun && self.upos(name) == Upos::Propn)
    }

    /// Of whom a noun is said: "A" for "gunman" in "A was the gunman who ...", for "countries" in "A is one of the countries that ...".
    pub(in crate::relations) fn said_of(&self, noun: TokenId) -> Vec<TokenId> {
        if self.is_one_of(noun, &["those"]) {
            return self.inverted_subject(noun);
        }
        if self.one_above(noun).is_some() {
            let one = self.predicate_one(noun).into_iter();
            return one.flat_map(|one| self.children_by(one, DepRel::Nsubj).take(1)).collect();
        }
        let is_said = self.upos(noun) == Upos::Noun && self.has_copula(noun);
        if is_said {
            self.children_by(noun, DepRel::Nsubj).take(1).flat_map(|subject| self.conjuncts(subject)).collect()
        } else {
            Vec::new()
        }
    }

    /// "one" for "countries" in "one of the countries".
    pub(super) fn one_above(&self, noun: TokenId) -> Option<TokenId> {
        self.head(noun).filter(|&one| self.is_a(noun, DepRel::Nmod) && self.is_one_of(one, &["one"]))
    }

    /// The same where someone is said to be that one: "A is one of the countries that ...".
    pub(in crate::relations) fn predicate_one(&self, noun: TokenId) -> Option<TokenId> {
        self.one_above(noun).filter(|&one| self.has_copula(one))
    }

    /// Whether a word is said of something by a form of "be".
    pub(super) fn has_copula(&self, id: TokenId) -> bool {
        self.children(id).iter().any(|&child| self.rel(child) == DepRel::Cop)
    }

    /// "Among those arrested was A".
    fn inverted_subject(&self, those: TokenId) -> Vec<TokenId> {
        let is_among = self.has_preposition(those, &|prep| prep == "among");
        let has_copula = |id: TokenId| self.children_by(id, DepRel::Cop).any(|cop| those < cop && cop < id);
        self.head(those).filter(|&name| is_among && has_copula(name)).map(|name| self.conjuncts(name)).unwrap_or_default()
    }
}
