//! Governing words: verbs, nouns and conjunctions above, which make a complement a plan, a wish, a report or a condition.

use super::super::words::Class;
use super::Reader;
use super::effects::Effect;
use crate::document::{DepRel, Modality, TokenId, Upos};

/// Prepositions by which a noun only gives the occasion of what a clause tells.
const OCCASIONS: &[&str] = &["amid", "at", "in", "on", "upon"];

impl Reader<'_, '_> {
    pub(super) fn governed(&mut self, at: TokenId, head: TokenId) -> bool {
        match self.effect_on(at, head) {
            Some(Effect::Say) => {
                self.announced(at, head);
                self.future_in_the_past(at, head);
                self.say(head);
                false
            }
            Some(_) if self.grammar.is_class(head, Class::THREATEN) && self.grammar.upos(head) == Upos::Verb => {
                let planned = std::mem::replace(&mut self.modality, Modality::Actual);
                self.clause(head, false);
                self.threat = Some(self.modality);
                self.modality = planned;
                self.apply(Effect::Plan, head);
                true
            }
            Some(effect) => {
                self.apply(effect, head);
                self.clause(head, false);
                true
            }
            None if self.grammar.rel(at) == DepRel::Xcomp => {
                // "has yet to meet".
                let yet = self.grammar.children_by(head, DepRel::Advmod).find(|&adverb| self.grammar.is_one_of(adverb, &["yet"]));
                if let Some(yet) = yet.filter(|_| self.grammar.is_one_of(head, &["have", "be"])) {
                    self.deny(yet);
                }
                self.clause(head, false);
                true
            }
            None => {
                self.clause(head, false);
                false
            }
        }
    }

    /// "said it would attack unless ...": whoever says so threatens with it.
    fn announced(&mut self, clause: TokenId, verb: TokenId) {
        let grammar = self.grammar;
        let is_future = grammar.children_by(clause, DepRel::Aux).any(|aux| matches!(&*grammar.word(aux).to_lowercase(), "would" | "will"));
        let has_condition = grammar
            .children_by(clause, DepRel::Advcl)
            .any(|child| grammar.children_by(child, DepRel::Mark).any(|mark| grammar.is_one_of(mark, &["if", "unless"])));
        if is_future && has_condition && self.threat.is_none() && !grammar.is_one_of(verb, &["ask", "know"]) {
            self.threat = Some(Modality::Actual);
        }
    }

    /// "A said it would leave" is a plan as "A will leave" is one.
    pub(super) fn future_in_the_past(&mut self, clause: TokenId, verb: TokenId) {
        let grammar = self.grammar;
        let is_past = grammar.upos(verb) == Upos::Verb && !grammar.word(verb).eq_ignore_ascii_case(grammar.lemma(verb));
        let would = grammar.children_by(clause, DepRel::Aux).find(|&aux| grammar.word(aux).eq_ignore_ascii_case("would"));
        let has_condition = grammar
            .children_by(clause, DepRel::Advcl)
            .any(|child| grammar.children_by(child, DepRel::Mark).any(|mark| grammar.is_class(mark, Class::CONDITION)));
        if let Some(would) = would.filter(|_| is_past && !has_condition && self.modality == Modality::Possible)
            && self.cues.iter().all(|&cue| cue == would || !grammar.is_a(cue, DepRel::Aux))
        {
            self.modality = Modality::Planned;
        }
    }

    /// "cancelled the talks", "called for talks", "plans a visit".
    pub(super) fn noun_governed(&mut self, at: TokenId, head: TokenId) -> bool {
        if self.grammar.upos(head) != Upos::Verb && self.grammar.upos(head) != Upos::Adj {
            return false;
        }
        match self.effect(head) {
            Some(Effect::Say) => {
                if self.grammar.rel(at) == DepRel::Obj {
                    self.clause(head, false);
                }
                false
            }
            // What happens during a meeting may be denied, not the meeting.
            _ if self.grammar.has_preposition(at, &|prep| matches!(prep, "during" | "after" | "following" | "since")) => false,
            _ if self.grammar.has_preposition(at, &|prep| prep == "ahead of" || prep == "before" || prep == "without") => {
                let case = self.grammar.children_by(at, DepRel::Case).next().unwrap_or(at);
                if self.grammar.is_one_of(case, &["without"]) {
                    self.deny(case);
                } else {
                    self.weaken(Modality::Planned, case);
                }
                false
            }
            // "called for talks" wants them; "in a call with B, A denied it" is a call.
            Some(_) if self.grammar.is_a(at, DepRel::Obl) && self.grammar.has_preposition(at, &|prep| OCCASIONS.contains(&prep)) => {
                self.auxiliaries(head);
                false
            }
            Some(effect) if matches!(self.grammar.rel(at), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl) => {
                self.apply(effect, head);
                self.clause(head, false);
                true
            }
            _ => {
                self.clause(head, false);
                true
            }
        }
    }

    /// "plans to meet", "the decision to attack", "refusal to talk".
    pub(super) fn noun_complement(&mut self, at: TokenId, head: TokenId) -> bool {
        if self.grammar.is_of_row(at, head) {
            self.clause(head, false);
            return false;
        }
        if !self.has_to(at) {
            // "a chance that he will come".
            if self.effect(head) == Some(Effect::Wish) && self.grammar.children_by(at, DepRel::Mark).next().is_some() {
                self.weaken(Modality::Possible, head);
            }
            return false;
        }
        let Some(effect) = self.effect(head) else {
            let is_headline = self.grammar.upos(head) == Upos::Propn;
            self.weaken(if is_headline { Modality::Planned } else { Modality::Possible }, at);
            return false;
        };
        self.apply(effect, head);
        true
    }

    /// "a plan for talks with", "calls for talks": the noun above decides.
    pub(super) fn noun_of_noun(&mut self, head: TokenId) -> bool {
        match self.effect(head) {
            Some(effect @ (Effect::Deny | Effect::Plan | Effect::Wish)) => {
                self.apply(effect, head);
                true
            }
            _ => false,
        }
    }

    /// Conditions are possible, purposes are planned.
    pub(super) fn adverbial(&mut self, at: TokenId, head: TokenId) -> bool {
        let marks: Vec<TokenId> = self.grammar.children_by(at, DepRel::Mark).collect();
        if let Some(&mark) = marks.iter().find(|&&mark| self.grammar.is_class(mark, Class::CONDITION)) {
            self.weaken(Modality::Possible, mark);
            return false;
        }
        if let Some(&mark) = marks.iter().find(|&&mark| self.grammar.is_one_of(mark, &["without", "instead", "rather"])) {
            self.deny(mark);
            return false;
        }
        // "stopped short of attacking", "refrained from attacking".
        if marks.iter().any(|&mark| self.grammar.is_one_of(mark, &["of", "from"])) && self.effect(head) == Some(Effect::Deny) {
            self.apply(Effect::Deny, head);
            self.clause(head, false);
            return true;
        }
        let is_told = self.grammar.is_of_row(at, head) || (self.has_to(at) && self.grammar.is_one_of(head, &["appear", "happen", "seem"]));
        if is_told {
            self.clause(head, false);
            return false;
        }
        if self.has_to(at) {
            match self.effect(head) {
                Some(effect) if effect != Effect::Say => self.apply(effect, head),
                _ => self.weaken(Modality::Planned, head),
            }
            self.clause(head, false);
            return true;
        }
        false
    }
}
