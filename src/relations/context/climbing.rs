//! Climbing: from the trigger up through the words that still bear on it.

use super::Reader;
use super::effects::Effect;
use crate::document::{DepRel, TokenId, Upos};

/// How many clauses up a word may still bear on the trigger.
const REACH: usize = 10;

impl Reader<'_, '_> {
    pub(super) fn climb(&mut self, trigger: TokenId) {
        let mut at = trigger;
        self.clause(at, true);
        for _ in 0..REACH {
            let Some(head) = self.grammar.head(at) else { break };
            if !self.step(at, head) {
                break;
            }
            at = head;
        }
    }

    /// Takes in what `head` says about `at`; whether to look further up.
    fn step(&mut self, at: TokenId, head: TokenId) -> bool {
        match self.grammar.rel(at) {
            DepRel::Xcomp | DepRel::Ccomp | DepRel::Csubj | DepRel::CsubjPass => self.governed(at, head),
            DepRel::Obj | DepRel::NsubjPass | DepRel::Nsubj | DepRel::Obl if self.grammar.upos(at) != Upos::Verb => {
                self.noun_governed(at, head)
            }
            DepRel::Conj => self.coordinated(at, head),
            DepRel::Acl | DepRel::AclRelcl if self.grammar.predicate_one(head).is_some() => self.one_of(head),
            DepRel::Acl => self.noun_complement(at, head),
            DepRel::Advcl => self.adverbial(at, head),
            DepRel::Nmod => self.noun_of_noun(head),
            // "is not a reliable partner".
            DepRel::Amod if self.grammar.children_by(head, DepRel::Cop).next().is_some() => {
                self.clause(head, false);
                true
            }
            DepRel::Parataxis | DepRel::Root => self.framed(head),
            _ => false,
        }
    }

    /// A conjunct without a subject of its own shares what stands before both: "did not meet X or visit Y", "will meet X and visit Y".
    fn coordinated(&mut self, at: TokenId, head: TokenId) -> bool {
        let has_own = |rel: DepRel| self.grammar.children(at).iter().any(|&child| self.grammar.is_a(child, rel));
        if self.grammar.rel(head) == DepRel::Ccomp
            && let Some(verb) = self.grammar.head(head).filter(|&verb| self.effect_on(head, verb) == Some(Effect::Say))
        {
            self.future_in_the_past(at, verb);
        }
        if has_own(DepRel::Nsubj) || self.joined_by(at, &["but"]) {
            return false;
        }
        if self.grammar.upos(at) == Upos::Verb {
            let bare = self.grammar.word(at).to_lowercase() == self.grammar.lemma(at);
            let has_aux = has_own(DepRel::Aux);
            if has_aux || !bare {
                let ing = self.grammar.word(at).ends_with("ing") && self.grammar.word(head).ends_with("ing");
                if !ing && !self.same_form(at, head) {
                    return false;
                }
            }
        }
        self.auxiliaries(head);
        self.negation(head);
        true
    }

    fn same_form(&self, at: TokenId, head: TokenId) -> bool {
        let passive = |id: TokenId| self.grammar.is_passive(id);
        passive(at) && passive(head)
    }

    fn joined_by(&self, at: TokenId, words: &[&str]) -> bool {
        self.grammar.children_by(at, DepRel::Cc).any(|cc| self.grammar.is_one_of(cc, words))
    }

    /// "is not one of the countries that ..." denies what the countries do.
    fn one_of(&mut self, noun: TokenId) -> bool {
        if let Some(one) = self.grammar.predicate_one(noun) {
            self.negation(one);
        }
        false
    }

    /// "A, X said, met B": the verb of saying hangs beside the clause.
    fn framed(&mut self, head: TokenId) -> bool {
        if self.effect(head) == Some(Effect::Say) {
            self.say(head);
        }
        false
    }
}
