//! Voice: passives, with their auxiliary or without, and by whom they are done.

use super::super::words::{self, Class};
use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// Whether the verb is in the passive: "was met", "backed by", "a man arrested in".
    pub(in crate::relations) fn is_passive(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        if has(DepRel::AuxPass) || self.by_agents(verb).next().is_some() {
            return true;
        }
        if self.is_passive_headline(verb) {
            return true;
        }
        // "Bolivia has withdrawn": the perfect is active, whatever the parser calls its subject.
        if has(DepRel::NsubjPass) {
            return !self.children_by(verb, DepRel::Aux).any(|aux| self.is_one_of(aux, &["have"]));
        }
        if has(DepRel::Nsubj) || has(DepRel::Aux) || self.has_infinitive_mark(verb) || has(DepRel::Obj) {
            return false;
        }
        match self.rel(verb) {
            DepRel::Acl | DepRel::Amod | DepRel::Advcl | DepRel::Xcomp => self.is_past_participle(verb),
            DepRel::Conj => {
                self.is_past_participle(verb)
                    && self.head(verb).is_some_and(|first| self.upos(first) == Upos::Verb && self.is_passive_first(first))
            }
            _ => false,
        }
    }

    /// "A killed in Israeli raid": a participle without its auxiliary.
    fn is_passive_headline(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        let is_harm = self.is_one_of(verb, &["arrest", "capture", "detain", "hurt", "injure", "kill", "seize", "shoot", "wound"]);
        is_harm
            && self.is_past_participle(verb)
            && !has(DepRel::Obj)
            && !has(DepRel::Aux)
            && self.obliques(verb, &|prep| prep == "in").into_iter().any(|noun| self.is_class(noun, Class::DEED))
    }

    /// Passive by its own marks, without looking further up (chains of conjuncts hang on the first).
    fn is_passive_first(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        has(DepRel::AuxPass)
            || has(DepRel::NsubjPass)
            || self.by_agents(verb).next().is_some()
            || (self.rel(verb) == DepRel::Acl && self.is_past_participle(verb))
    }

    /// Who a passive is done by.
    pub(super) fn agents(&self, verb: TokenId) -> Vec<TokenId> {
        let found: Vec<_> = self.obliques(verb, &|prep| prep == "by");
        if !found.is_empty() {
            return found;
        }
        // "was given a loan by A": the parser may hang the giver on the gift.
        let gifts = self.children_by(verb, DepRel::Obj).flat_map(|object| self.obliques(object, &|prep| prep == "by"));
        let givers: Vec<TokenId> = gifts.collect();
        if !givers.is_empty() {
            return givers;
        }
        // "killed in an Israeli raid": who raids kills.
        let deeds: Vec<_> =
            self.obliques(verb, &|prep| prep == "in").into_iter().filter(|&noun| self.is_class(noun, Class::DEED)).collect();
        if !deeds.is_empty() {
            return deeds;
        }
        if let Some(compound) = self.hyphen_compound(verb) {
            return vec![compound];
        }
        let shared = self.shared_with_first(verb, |first| self.children_by(first, DepRel::OblAgent).collect());
        if shared.is_empty() { self.agents_below(verb) } else { shared }
    }

    /// What the parser calls the agent of a passive, if "by" stands before it.
    fn by_agents(&self, verb: TokenId) -> impl Iterator<Item = TokenId> {
        self.children_by(verb, DepRel::OblAgent).filter(|&child| self.preposition(child).is_some_and(|prep| prep == "by"))
    }

    /// "was accused of fraud by A", "was urged to pay by A": the parser hangs A on what stands before it.
    fn agents_below(&self, verb: TokenId) -> Vec<TokenId> {
        let is_passive = self.children(verb).iter().any(|&child| self.rel(child) == DepRel::AuxPass);
        let may_hold = |&child: &TokenId| {
            verb < child && (self.is_a(child, DepRel::Obl) || matches!(self.rel(child), DepRel::Xcomp | DepRel::Advcl | DepRel::Obj))
        };
        let below = self.children(verb).iter().copied().filter(|child| is_passive && may_hold(child) && !self.is_passive_first(*child));
        below.flat_map(|child| self.obliques(child, &|prep| prep == "by")).collect()
    }

    fn is_past_participle(&self, verb: TokenId) -> bool {
        let word = self.word(verb).to_lowercase();
        !word.ends_with("ing") && !word.ends_with('s') && (word != self.lemma(verb) || words::class_of(&word).is(Class::PARTICIPLE))
    }

    pub(super) fn is_gerund(&self, verb: TokenId) -> bool {
        self.word(verb).to_lowercase().ends_with("ing")
    }
}
