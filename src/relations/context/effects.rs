//! Effects: what a word does to what it governs (implicative, modal and reporting verbs).

use super::super::words::Class;
use super::Reader;
use crate::document::{DepRel, Modality, TokenId};

/// What a word does to what it governs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Effect {
    Deny,
    Plan,
    Wish,
    Say,
}

impl Reader<'_, '_> {
    pub(super) fn effect(&self, word: TokenId) -> Option<Effect> {
        let grammar = self.grammar;
        if grammar.is_one_of(word, &["rule"]) && grammar.has_particle(word, &|particle| particle == "out") {
            return Some(Effect::Deny);
        }
        if grammar.is_one_of(word, &["call"]) && grammar.has_particle(word, &|particle| particle == "off") {
            return Some(Effect::Deny);
        }
        if grammar.is_one_of(word, &["go"]) && grammar.word(word) == "going" {
            return Some(Effect::Plan);
        }
        let effects = [(Class::DENY, Effect::Deny), (Class::PLAN, Effect::Plan), (Class::WISH, Effect::Wish), (Class::SAY, Effect::Say)];
        effects.into_iter().find(|&(class, _)| grammar.is_class(word, class)).map(|(_, effect)| effect)
    }

    /// What a verb does to a clause: "told B that ..." says, "told B to ..." wants.
    pub(super) fn effect_on(&self, clause: TokenId, verb: TokenId) -> Option<Effect> {
        let is_finite = self.grammar.is_a(clause, DepRel::Ccomp) && !self.has_to(clause);
        // "suggested that he go": the bare form after "that" is a wish.
        let is_bare = self.grammar.word(clause).eq_ignore_ascii_case(self.grammar.lemma(clause))
            && !self.grammar.children(clause).iter().any(|&child| matches!(self.grammar.rel(child), DepRel::Aux | DepRel::Cop));
        let wishes = is_bare && self.grammar.is_class(verb, Class::WISH) && self.grammar.children_by(clause, DepRel::Mark).next().is_some();
        let says = is_finite && !wishes && self.grammar.is_class(verb, Class::SAY) && !self.grammar.is_class(verb, Class::DENY);
        if says { Some(Effect::Say) } else { self.effect(verb) }
    }

    pub(super) fn apply(&mut self, effect: Effect, cue: TokenId) {
        match effect {
            Effect::Deny => self.deny_by_word(cue),
            Effect::Plan => self.weaken(Modality::Planned, cue),
            Effect::Wish => self.weaken(Modality::Possible, cue),
            Effect::Say => {}
        }
    }

    pub(super) fn weaken(&mut self, modality: Modality, cue: TokenId) {
        self.modality = self.modality.max(modality);
        self.cues.push(cue);
    }
}
