//! Actors: who acts in a noun of action (a nominalization), or in the clause whose occasion it gives.

use super::super::words::Class;
use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

/// Prepositions by which a noun gives the occasion of a clause.
const OCCASIONS: &[&str] = &["after", "ahead of", "at", "before", "during", "following", "for", "in", "on", "through", "with"];

impl Grammar<'_> {
    /// Who acts in a noun: "A's visit", "the visit of/by A", "the Turkish attack", "A paid a visit".
    pub(in crate::relations) fn actors(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.owners(noun);
        if found.is_empty() {
            found = self.obliques(noun, &|prep| prep == "by");
        }
        // "the US-led invasion".
        if found.is_empty() {
            let leads = |&verb: &TokenId| self.is_one_of(verb, &["lead", "led"]);
            found = self.children_by(noun, DepRel::Amod).filter(leads).filter_map(|verb| self.hyphen_compound(verb)).collect();
        }
        // "renewed Iraqi calls": an adjective of a country says whose.
        if found.is_empty() {
            let is_demonym = |&id: &TokenId| self.upos(id) == Upos::Adj && self.word(id).starts_with(char::is_uppercase);
            found = self.modifiers(noun).into_iter().filter(is_demonym).collect();
        }
        if found.is_empty() {
            found = self.carriers(noun);
        }
        if found.is_empty() && !self.is_class(noun, Class::OBJECT_NOUN) {
            found = self.obliques(noun, &|prep| prep == "of");
        }
        if found.is_empty() {
            found = self.modifiers(noun);
        }
        found
    }

    /// Who a clause is about in which the noun only gives the occasion: "A arrived for talks with B", "A said so during his visit", "A left after a meeting".
    pub(in crate::relations) fn clause_actors(&self, noun: TokenId) -> Vec<TokenId> {
        let is_occasion = self.is_a(noun, DepRel::Obl)
            && self.children_by(noun, DepRel::NmodPoss).next().is_none()
            && self.has_preposition(noun, &|prep| OCCASIONS.contains(&prep));
        let Some(verb) = self.head(noun).filter(|&head| is_occasion && self.is_clause(head)) else { return Vec::new() };
        // "through cooperation with B, A was caught": not A has cooperated.
        if self.is_passive(verb) && self.has_preposition(noun, &|prep| matches!(prep, "through" | "with")) {
            return self.agents(verb);
        }
        let found = self.grammatical_subjects(verb, DEPTH);
        self.all_conjuncts(found)
    }
}
