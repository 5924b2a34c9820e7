//! Clauses: their auxiliaries, marks and sources ("will", "if", "according to").

use super::Reader;
use super::effects::Effect;
use crate::document::{DepRel, Modality, TokenId};

impl Reader<'_, '_> {
    /// What a clause says about itself: auxiliaries, "not", "if", "according to".
    pub(super) fn clause(&mut self, at: TokenId, is_trigger: bool) {
        self.auxiliaries(at);
        self.negation(at);
        self.determiners_of_arguments(at);
        self.attribution(at);
        if is_trigger {
            self.determiners(at);
        }
        self.own_marks(at);
    }

    pub(super) fn auxiliaries(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for aux in grammar.children_by(at, DepRel::Aux) {
            if grammar.is_one_of(aux, &["will", "shall"]) || matches!(grammar.word(aux), "'ll" | "wo" | "will" | "Will") {
                let weak = matches!(grammar.word(aux).to_lowercase().as_str(), "would" | "should");
                self.weaken(if weak { Modality::Possible } else { Modality::Planned }, aux);
            } else if grammar.is_one_of(aux, &["would", "could", "may", "might", "can", "should", "must", "ought"]) {
                self.weaken(Modality::Possible, aux);
            }
        }
        // "is to meet", but not "said to be meeting".
        let to = grammar.children_by(at, DepRel::Mark).find(|&mark| grammar.lemma(mark).eq_ignore_ascii_case("to"));
        let is_to = to.is_some_and(|to| grammar.children_by(at, DepRel::Aux).any(|be| be < to && grammar.is_one_of(be, &["be"])));
        let is_headline = self.has_to(at)
            && matches!(grammar.rel(at), DepRel::Root | DepRel::Parataxis)
            && grammar.children_by(at, DepRel::Nsubj).next().is_some();
        if is_to || is_headline {
            self.weaken(Modality::Planned, at);
        }
    }

    /// "if", "whether".
    fn own_marks(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for mark in grammar.children_by(at, DepRel::Mark) {
            if grammar.is_one_of(mark, &["if", "unless", "whether"]) {
                self.weaken(Modality::Possible, mark);
            }
        }
    }

    pub(super) fn has_to(&self, at: TokenId) -> bool {
        self.grammar.children_by(at, DepRel::Mark).any(|mark| self.grammar.lemma(mark).eq_ignore_ascii_case("to"))
    }

    /// "according to X".
    fn attribution(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for &child in grammar.children(at) {
            if grammar.is_a(child, DepRel::Obl) && grammar.preposition(child).is_some_and(|prep| prep == "according to" || prep == "per") {
                self.source.get_or_insert(child);
                self.cues.push(child);
            }
            if grammar.rel(child) == DepRel::Parataxis && self.effect(child) == Some(Effect::Say) {
                self.say(child);
            }
        }
    }

    pub(super) fn say(&mut self, verb: TokenId) {
        let subject = self.grammar.children_by(verb, DepRel::Nsubj).next();
        if self.source.is_none() && subject.is_some() {
            self.source = subject;
            self.cues.push(verb);
        }
    }
}
