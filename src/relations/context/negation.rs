//! Negation: by adverbs, by "no" on an argument, and by a verb of denial.

use super::super::words::Class;
use super::Reader;
use crate::document::{DepRel, Modality, TokenId};

impl Reader<'_, '_> {
    pub(super) fn negation(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for &child in grammar.children(at) {
            let is_negation = matches!(grammar.rel(child), DepRel::Advmod | DepRel::Cc | DepRel::CcPreconj | DepRel::Mark | DepRel::Case)
                && (grammar.is_class(child, Class::NEGATION) || matches!(grammar.word(child), "n't" | "n’t"));
            let is_no_longer = grammar.word(child).eq_ignore_ascii_case("longer")
                && grammar.before(child).is_some_and(|before| grammar.word(before).eq_ignore_ascii_case("no"));
            if (is_negation || is_no_longer || self.is_never_before(child)) && !self.is_pseudo(child) {
                self.deny(child);
            }
        }
    }

    /// "Never before had A met B".
    fn is_never_before(&self, adverb: TokenId) -> bool {
        self.grammar.is_one_of(adverb, &["before"])
            && self.grammar.children_by(adverb, DepRel::Advmod).any(|never| self.grammar.is_one_of(never, &["never"]))
    }

    /// "not only", "not just", "no longer" is a denial, "not until" is none.
    fn is_pseudo(&self, cue: TokenId) -> bool {
        let next = self.grammar.after(cue);
        next.is_some_and(|next| self.grammar.is_one_of(next, &["only", "just", "merely", "simply", "until", "least"]))
    }

    /// "no country supports", "nobody met".
    pub(super) fn determiners_of_arguments(&mut self, at: TokenId) {
        let grammar = self.grammar;
        let arguments: Vec<TokenId> = grammar
            .children(at)
            .iter()
            .copied()
            .filter(|&child| grammar.is_a(child, DepRel::Nsubj) || grammar.is_a(child, DepRel::Obj))
            .collect();
        for argument in arguments {
            let denies = |&id: &TokenId| {
                matches!(grammar.rel(id), DepRel::Det | DepRel::CcPreconj | DepRel::Advmod) && grammar.is_one_of(id, &["no", "neither"])
            };
            // "Neither President A nor B": the parser may hang "neither" on the title.
            let mut joints = grammar.children_by(argument, DepRel::Conj).flat_map(|conj| grammar.children_by(conj, DepRel::Cc));
            let nor = joints.find(|&joint| grammar.is_one_of(joint, &["nor"]));
            let no = grammar.children(argument).iter().copied().find(denies).or(nor);
            if let Some(no) = no {
                self.deny(no);
            } else if grammar.is_one_of(argument, &["nobody", "none", "neither"]) {
                self.deny(argument);
            }
        }
    }

    pub(super) fn deny(&mut self, cue: TokenId) {
        if !self.cues.contains(&cue) {
            self.negations += 1;
            self.cues.push(cue);
        }
    }

    /// "refused to" denies; "did not refuse" and "did not rule out" say that it may be.
    pub(super) fn deny_by_word(&mut self, cue: TokenId) {
        let before = self.negations;
        self.negation(cue);
        if self.negations > before {
            self.negations = before;
            // "never stopped praising", "did not fail to praise": it was done.
            if !self.grammar.is_one_of(cue, &["cease", "fail", "forget", "neglect", "stop"]) {
                self.weaken(Modality::Possible, cue);
            }
        } else {
            self.deny(cue);
        }
    }
}
