//! Objects: to whom it is done, in any voice, and what the parser takes for something else.

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// The logical objects of a verb: to whom it is done, in any voice.
    pub(in crate::relations) fn objects(&self, verb: TokenId) -> Vec<TokenId> {
        let found = if self.is_passive(verb) { self.grammatical_subjects(verb, DEPTH) } else { self.active_objects(verb) };
        self.all_conjuncts(found)
    }

    fn active_objects(&self, verb: TokenId) -> Vec<TokenId> {
        let own = self.own_objects(verb);
        if !own.is_empty() {
            return own;
        }
        if let Some(antecedent) = self.gap(verb) {
            return vec![antecedent];
        }
        let wanted = self.gap_above(verb);
        if !wanted.is_empty() {
            return wanted;
        }
        if self.is_gerund(verb)
            && let Some(compound) = self.hyphen_compound(verb)
        {
            return vec![compound];
        }
        let shared = self.shared_with_first(verb, |first| self.own_objects(first));
        if !shared.is_empty() {
            return shared;
        }
        let shared = self.shared_with_next(verb);
        if !shared.is_empty() {
            return shared;
        }
        let bare = self.bare_oblique(verb);
        if bare.is_empty() { self.object_of_particle(verb) } else { bare }
    }

    pub(in crate::relations) fn own_objects(&self, verb: TokenId) -> Vec<TokenId> {
        let is_object = |rel: DepRel| matches!(rel, DepRel::Obj | DepRel::Iobj);
        let is_of_infinitive = |child: TokenId| self.is_relative_pronoun(child) && self.wants_to(verb);
        let mut own: Vec<TokenId> =
            self.children(verb).iter().copied().filter(|&child| is_object(self.rel(child)) && !is_of_infinitive(child)).collect();
        own.extend(own.clone().into_iter().filter_map(|object| self.recipient_within(verb, object)));
        if own.is_empty() {
            own = self.raised_object(verb);
        }
        if own.is_empty() { self.second_subject(verb) } else { own }
    }

    /// A name after the verb without a preposition is its object, whatever the parser calls it ("phoned Rui Faria").
    fn bare_oblique(&self, verb: TokenId) -> Vec<TokenId> {
        let is_bare = |&child: &TokenId| {
            matches!(self.rel(child), DepRel::Obl | DepRel::OblUnmarked)
                && verb < child
                && self.upos(child) == Upos::Propn
                && self.preposition(child).is_none()
        };
        self.children(verb).iter().copied().find(is_bare).into_iter().collect()
    }

    /// A second subject after the verb is an object that the parser took for one ("Sweden beat Norway 2-0").
    fn second_subject(&self, verb: TokenId) -> Vec<TokenId> {
        let subjects: Vec<TokenId> = self.children(verb).iter().copied().filter(|&child| self.rel(child) == DepRel::Nsubj).collect();
        match subjects[..] {
            [first, second] if first < verb && verb < second => vec![second],
            _ => Vec::new(),
        }
    }
}
