//! Phrasal verbs: particles, which the parser may take for prepositions, and what a verb means with them or with a predicate of its object.

use super::super::words::Class;
use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// Whether the verb has one of these particles.
    pub(in crate::relations) fn has_particle(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> bool {
        let is_particle = |rel: DepRel| matches!(rel, DepRel::CompoundPrt | DepRel::Advmod);
        self.children(verb).iter().any(|&child| {
            (is_particle(self.rel(child)) && fits(&self.lemma(child).to_lowercase()))
                || (self.is_a(child, DepRel::Obl) && self.preposition(child).is_some_and(|phrase| phrase.split(' ').any(fits)))
        })
    }

    /// The object of a phrasal verb whose particle the parser may take for a preposition and the other way round: "take over the firm".
    pub(super) fn phrasal_objects(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if self.has_particle(verb, fits) { self.objects(verb) } else { Vec::new() }
    }

    /// "sealed off the town": right behind a verb the parser may take a particle for a preposition.
    pub(super) fn object_of_particle(&self, verb: TokenId) -> Vec<TokenId> {
        let is_particle = |case: TokenId| self.before(case) == Some(verb) && self.is_one_of(case, &["off", "out", "up"]);
        let has_particle = |&child: &TokenId| {
            self.is_a(child, DepRel::Obl)
                && self
                    .children_by(child, DepRel::Case)
                    .filter(|&case| case < child)
                    .take(2)
                    .collect::<Vec<_>>()
                    .iter()
                    .all(|&case| is_particle(case))
                && self.preposition(child).is_some()
        };
        self.children(verb).iter().copied().find(has_particle).into_iter().collect()
    }

    /// Whether a verb with an object is another verb by what follows it: "called B a liar" is no call, "let B speak" frees nobody, "struck down the law"
    /// is no blow.
    pub(in crate::relations) fn means_otherwise(&self, verb: TokenId) -> bool {
        if self.is_one_of(verb, &["ask"]) {
            return self.own_objects(verb).len() > 1;
        }
        if self.is_one_of(verb, &["try"]) {
            return self.predicatives(verb).next().is_some();
        }
        if self.is_one_of(verb, &["call"]) {
            let objects = self.own_objects(verb).len() + self.predicatives(verb).filter(|&said| self.upos(said) != Upos::Verb).count();
            return objects > 1;
        }
        if self.is_one_of(verb, &["let"]) {
            let clauses = self.predicatives(verb).chain(self.children_by(verb, DepRel::Ccomp));
            return clauses
                .into_iter()
                .any(|clause| self.upos(clause) == Upos::Verb && !self.is_one_of(clause, &["go", "leave", "return"]));
        }
        self.is_class(verb, Class::PHRASAL) && self.children_by(verb, DepRel::CompoundPrt).next().is_some()
    }

    /// What a verb says its object to be or to do: "called B a liar", "found B guilty", "let B go".
    pub(in crate::relations) fn predicatives(&self, verb: TokenId) -> impl Iterator<Item = TokenId> {
        self.children_by(verb, DepRel::Xcomp)
    }
}
