//! Who is spoken of: pronouns and bare nouns that the stage before left open.

use super::super::discourse::{self, Open};
use super::super::grammar::Grammar;
use super::{DEPTH, Filler, Search};
use crate::document::{DepRel, EntityType, SentenceId, TokenId};

impl Search<'_, '_> {
    /// Who speaks, for a pronoun that nothing else explains.
    pub(super) fn speaker(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if !self.fillers.mentions_at(token).is_empty() {
            return Vec::new();
        }
        let mut found = self.resolve_all(self.grammar.speaker(token), depth, weight * 0.85);
        // One person is no "they".
        if found.len() == 1 && self.grammar.is_one_of(token, &["they", "them"]) {
            found.retain(|filler| self.fillers.kind(filler) != EntityType::Person);
        }
        found
    }

    /// The body or place that was named by the same noun: "the forum" after "the Pacific Islands Forum".
    pub(super) fn named_before(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        if !self.fillers.mentions_at(token).is_empty() || !discourse::is_definite_alone(self.grammar, token) {
            return Vec::new();
        }
        self.take(self.fillers.last_named(self.grammar.lemma(token), token), weight * discourse::SAME_WEIGHT)
    }

    /// Who a pronoun or a bare noun may stand for that the stage before left open.
    pub(super) fn spoken_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        // Only the word itself is so read, and not what it leads to.
        if depth < DEPTH || !self.fillers.mentions_at(token).is_empty() {
            return Vec::new();
        }
        let Some(open) = discourse::open(self.grammar, token) else { return Vec::new() };
        let types: Vec<EntityType> =
            discourse::types(open, self.grammar, token).iter().copied().filter(|kind| self.allowed.contains(kind)).collect();
        let (ways, weight) = match open {
            Open::Speaker => (discourse::speakers(self.grammar), weight * discourse::SPEAKER_WEIGHT),
            Open::Topic | Open::Topics => (discourse::topics(self.grammar, token), weight * discourse::TOPIC_WEIGHT),
        };
        let read = |(sentence, subject): (SentenceId, TokenId)| {
            let grammar = Grammar::new(self.grammar.doc, sentence);
            let tokens = if open == Open::Topics { grammar.conjuncts(subject) } else { vec![subject] };
            // "The union GDL": the name stands behind the noun.
            let behind =
                |token: TokenId| grammar.children_by(token, DepRel::Appos).flat_map(|name| self.fillers.mentions_at(name)).collect();
            let named = |&token: &TokenId| {
                let own = self.fillers.mentions_at(token);
                if own.is_empty() { behind(token) } else { own }
            };
            let found: Vec<Filler> = tokens.iter().flat_map(named).filter_map(|id| self.fillers.filler(id, weight)).collect();
            found.into_iter().filter(|filler| types.contains(&self.fillers.kind(filler))).collect::<Vec<_>>()
        };
        let is_fit = |found: &Vec<Filler>| {
            let is_one_person = open == Open::Topics && found.len() == 1 && self.fillers.kind(&found[0]) == EntityType::Person;
            !found.is_empty() && !is_one_person
        };
        ways.into_iter().map(read).find(is_fit).unwrap_or_default()
    }
}
