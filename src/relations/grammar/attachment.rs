//! Prepositional-phrase attachment: what a verb or noun takes with a preposition, though the parser may hang it on a word beside.

use super::Grammar;
use crate::document::{DepRel, TokenId};

impl Grammar<'_> {
    /// What a verb takes with one of these prepositions, be it on the verb, on its object ("signed a deal with X") or left behind.
    pub(in crate::relations) fn verb_obliques(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut found = self.obliques(verb, fits);
        if found.is_empty() {
            found = self.subjects_after_for(verb, fits);
        }
        // "spoke by phone with B", "met on Friday with B": the parser hangs B on the noun beside it.
        if found.is_empty() && fits("with") {
            let beside = self.obliques(verb, &|prep| matches!(prep, "by" | "in" | "on" | "at" | "over" | "via" | "during"));
            found = beside.into_iter().flat_map(|noun| self.obliques(noun, fits)).collect();
        }
        // "travelled from A to B": the parser hangs B on A.
        if found.is_empty() && fits("to") {
            let start = self.obliques(verb, &|prep| prep == "from");
            found = start.into_iter().flat_map(|noun| self.obliques(noun, &|prep| prep == "to")).collect();
        }
        if found.is_empty() {
            found = self.phrasal_objects(verb, fits);
        }
        if found.is_empty() {
            found = self.own_objects(verb).into_iter().flat_map(|object| self.obliques(object, fits)).collect();
        }
        // "fired rounds aimed at B".
        if found.is_empty() {
            let aims = |&clause: &TokenId| self.is_one_of(clause, &["aim", "direct"]);
            let objects = self.own_objects(verb);
            let aimed = objects.iter().flat_map(|&object| self.children_by(object, DepRel::Acl)).filter(aims);
            found = aimed.flat_map(|clause| self.obliques(clause, fits)).collect();
        }
        if found.is_empty() {
            found = self.hyphen_compound(verb).into_iter().collect();
        }
        if found.is_empty() {
            found = self.recipients(verb, fits);
        }
        if found.is_empty() {
            found = self.shared_with_first(verb, |first| self.obliques(first, fits));
        }
        found
    }

    /// What hangs on a noun by one of these prepositions, or on the light verb that carries it.
    pub(in crate::relations) fn noun_obliques(&self, noun: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut own = self.obliques(noun, fits);
        if own.is_empty() {
            own = self.subjects_after_for(noun, fits);
        }
        // "the visit of Minister A to B": the parser hangs B on A.
        if own.is_empty() && fits("to") {
            let of = self.obliques(noun, &|prep| prep == "of" || prep == "by");
            own = of.into_iter().flat_map(|name| self.obliques(name, &|prep| prep == "to")).collect();
        }
        if own.is_empty() {
            own = self.light_verb(noun).map(|verb| self.obliques(verb, fits)).unwrap_or_default();
        }
        if own.is_empty() {
            own = self.light_verb(noun).map(|verb| self.recipients(verb, fits)).unwrap_or_default();
        }
        // "the withdrawal of troops from B": the parser may hang B on the troops.
        if own.is_empty() && !fits("of") {
            let parts = self.obliques(noun, &|prep| prep == "of");
            own = parts.into_iter().flat_map(|part| self.obliques(part, fits)).collect();
        }
        own
    }

    /// The gerund that a preposition ties to the verb: "for failing".
    pub(in crate::relations) fn clause_after(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Option<TokenId> {
        let has_mark =
            |&clause: &TokenId| verb < clause && self.children_by(clause, DepRel::Mark).any(|mark| fits(&self.word(mark).to_lowercase()));
        self.children_by(verb, DepRel::Advcl).find(has_mark)
    }
}
