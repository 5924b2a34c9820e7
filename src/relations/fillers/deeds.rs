//! Deeds: whose deed a noun is, in the sentence or before it.

use super::super::discourse;
use super::super::grammar::Grammar;
use super::super::words::Class;
use super::{DEPTH, Filler, Role, Search};
use crate::document::{TokenId, Upos};

impl Search<'_, '_> {
    /// Whose deed a noun is. A person is no deed.
    pub(super) fn doer(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let is_deed = self.role == Role::Deed && grammar.upos(token) == Upos::Noun && !grammar.is_class(token, Class::PERSON);
        if !is_deed {
            return Vec::new();
        }
        let ways = grammar.doers(token).map(|ids| self.resolve_all(ids, depth, weight * 0.85));
        ways.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whose deed a noun is that names no one, by the sentences before: "The court's sentence ... He called the sentence dangerous".
    pub(super) fn doer_before(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let may_be = depth == DEPTH && self.role == Role::Deed && grammar.upos(token) == Upos::Noun;
        if !may_be || grammar.is_class(token, Class::PERSON) {
            return Vec::new();
        }
        let same = discourse::same_before(grammar, token).into_iter().map(|(sentence, noun)| {
            let there = Grammar::new(self.fillers.doc, sentence);
            let search = Search { grammar: &there, ..*self };
            search.doer(noun, depth, weight * discourse::SAME_WEIGHT)
        });
        let found = same.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        if !found.is_empty() || !discourse::is_last_deed(grammar, token) {
            return found;
        }
        // "A sent troops. B condemned the move."
        let agents = discourse::agents_before(grammar).into_iter();
        let named = agents.flat_map(|(_, agent)| self.fillers.mentions_at(agent));
        named
            .filter_map(|id| self.fillers.filler(id, weight * discourse::TOPIC_WEIGHT))
            .filter(|filler| self.fits(filler))
            .take(1)
            .collect()
    }
}
