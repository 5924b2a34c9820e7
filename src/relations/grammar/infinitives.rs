//! Infinitives: what is to be done, who is to do it after "for", and where an infinitive tells what was done.

use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

/// Words for a place in a row, whose infinitive tells what was done.
const PLACES_IN_ROW: &[&str] = &["first", "second", "third", "fourth", "fifth", "last", "latest", "only"];

impl Grammar<'_> {
    /// Whether the verb has an infinitive that its object or subject is to do.
    pub(in crate::relations) fn has_infinitive(&self, verb: TokenId) -> bool {
        let clauses = self
            .children(verb)
            .iter()
            .copied()
            .filter(|&child| matches!(self.rel(child), DepRel::Xcomp | DepRel::Ccomp | DepRel::Advcl) && verb < child);
        // "which A wants to buy" wants nothing of what is bought.
        let has_doer = !self.own_objects(verb).is_empty() || self.is_passive(verb);
        has_doer && clauses.into_iter().any(|clause| self.upos(clause) != Upos::Noun && self.has_infinitive_mark(clause))
    }

    /// Whether the verb has an infinitive that its own subject is to do: "has to pay".
    pub(in crate::relations) fn has_own_infinitive(&self, verb: TokenId) -> bool {
        self.children_by(verb, DepRel::Xcomp).any(|clause| verb < clause && self.has_infinitive_mark(clause))
    }

    pub(super) fn has_infinitive_mark(&self, verb: TokenId) -> bool {
        self.children_by(verb, DepRel::Mark).any(|mark| self.lemma(mark) == "to")
    }

    /// In "took B to court" the parser may see a verb.
    pub(in crate::relations) fn mistaken_infinitives(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("to") {
            return Vec::new();
        }
        let is_alone = |&clause: &TokenId| self.has_infinitive_mark(clause) && self.children(clause).len() == 1;
        self.children_by(verb, DepRel::Xcomp).chain(self.children_by(verb, DepRel::Advcl)).filter(is_alone).collect()
    }

    /// Who is to do something after "for": "called for B to act", "a call for B to act".
    pub(super) fn subjects_after_for(&self, head: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("for") {
            return Vec::new();
        }
        let is_for = |&clause: &TokenId| {
            matches!(self.rel(clause), DepRel::Advcl | DepRel::Acl | DepRel::Ccomp | DepRel::Xcomp)
                && self.has_infinitive_mark(clause)
                && self.children_by(clause, DepRel::Mark).any(|mark| self.lemma(mark).eq_ignore_ascii_case("for"))
        };
        let clauses: Vec<TokenId> = self.children(head).iter().copied().filter(is_for).collect();
        self.all_conjuncts(clauses.into_iter().filter_map(|clause| self.subject_after_for(head, clause)).collect())
    }

    /// The subject of an infinitive after "for", which the parser may hang on the word above: "a call for B to act".
    fn subject_after_for(&self, head: TokenId, clause: TokenId) -> Option<TokenId> {
        let mark = self.children_by(clause, DepRel::Mark).next()?;
        let is_bare = |&child: &TokenId| mark < child && child < clause && self.preposition(child).is_none();
        let own = self.children_by(clause, DepRel::Nsubj).next();
        own.or_else(|| self.children(head).iter().copied().find(is_bare))
    }

    /// Whether an infinitive says what the first, the last or one of some did: "A was the first country to recognise B".
    pub(in crate::relations) fn is_of_row(&self, verb: TokenId, head: TokenId) -> bool {
        let is_place = |id: TokenId| self.is_one_of(id, PLACES_IN_ROW);
        self.has_infinitive_mark(verb) && head < verb && (is_place(head) || self.children_by(head, DepRel::Amod).any(is_place))
    }
}
