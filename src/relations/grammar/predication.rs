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
        if self.word(noun).eq_ignore_ascii_case("those") {
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

    /// Whether a participle stands after "be" like an adjective: "was appalling", "it was damning that B did so".
    pub(in crate::relations) fn is_like_adjective(&self, participle: TokenId) -> bool {
        self.children(participle).iter().any(|&child| matches!(self.rel(child), DepRel::Cop | DepRel::Expl))
    }

    /// Whether an adjective is not what a clause says of its subject: "the worst flood has come", "helped make it good".
    pub(in crate::relations) fn is_by_the_way(&self, word: TokenId) -> bool {
        const BEING: &[&str] = &["appear", "be", "become", "feel", "grow", "look", "prove", "remain", "seem", "sound", "stay"];
        let Some(head) = self.head(word) else { return false };
        match self.rel(word) {
            DepRel::Xcomp => self.upos(word) != Upos::Verb && self.upos(head) == Upos::Verb && !self.is_one_of(head, BEING),
            DepRel::Amod => self.children_by(head, DepRel::Cop).next().is_none(),
            _ => false,
        }
    }
}
