//! Reported speech and the mandative subjunctive: who says a clause, and who is to do what it demands.

use super::super::words::Class;
use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

/// Pronouns that may stand for who speaks.
const SPEAKERS: &[&str] = &["he", "i", "it", "she", "they", "we"];

impl Grammar<'_> {
    /// Who speaks where a pronoun has no antecedent of its own: "A said it would leave", "We will not leave, said A".
    pub(in crate::relations) fn speaker(&self, pronoun: TokenId) -> Vec<TokenId> {
        let is_pronoun = self.upos(pronoun) == Upos::Pron && self.rel(pronoun) != DepRel::Expl && self.is_one_of(pronoun, SPEAKERS);
        if !is_pronoun {
            return Vec::new();
        }
        let verb = std::iter::once(pronoun).chain(self.tree.ancestors(pronoun)).take(DEPTH).find_map(|at| self.verb_of_saying(at));
        let found = verb.map(|verb| self.grammatical_subjects(verb, DEPTH)).unwrap_or_default();
        self.all_conjuncts(found.into_iter().filter(|&id| id != pronoun).collect())
    }

    /// Who says what a clause states.
    pub(in crate::relations) fn speakers(&self, clause: TokenId) -> Vec<TokenId> {
        let says = |&verb: &TokenId| self.is_class(verb, Class::SAY);
        let verb = self.verb_of_saying_over(clause).filter(says);
        let mut found = verb.map(|verb| self.grammatical_subjects(verb, DEPTH)).unwrap_or_default();
        if found.is_empty() {
            found = self.obliques(clause, &|prep| prep == "according to");
        }
        self.all_conjuncts(found)
    }

    /// The verb that puts a clause into someone's mouth: above it, or beside it.
    fn verb_of_saying(&self, clause: TokenId) -> Option<TokenId> {
        let says = |&id: &TokenId| self.upos(id) == Upos::Verb && self.is_class(id, Class::SAY.or(Class::PLAN).or(Class::WISH));
        let above = self.head(clause).filter(|_| self.rel(clause) == DepRel::Ccomp).filter(says);
        above.or_else(|| self.children_by(clause, DepRel::Parataxis).find(says))
    }

    /// The same for a word inside a clause, or inside one that is coordinated with what is said: "A said that it rained and that B was to blame".
    fn verb_of_saying_over(&self, word: TokenId) -> Option<TokenId> {
        let above = |&at: &TokenId| {
            let head = self.head(at)?;
            let is_joined = self.rel(at) == DepRel::Conj && self.is_clause(head) && !self.is_class(head, Class::SAY);
            let is_of_noun = matches!(self.rel(at), DepRel::Amod | DepRel::Nmod | DepRel::NmodPoss | DepRel::Obj)
                || self.is_a(at, DepRel::Nsubj)
                || self.is_a(at, DepRel::Obl);
            // "accused B of lying, C says": not C says so.
            let is_gerund_of = self.children_by(at, DepRel::Mark).any(|mark| !self.is_one_of(mark, &["to"]));
            let is_within = (self.rel(at) == DepRel::Xcomp && !is_gerund_of) || (is_of_noun && self.upos(at) != Upos::Verb);
            (is_joined || is_within).then_some(head)
        };
        // The parser may hang the second of two clauses on the verb of saying itself.
        let beside = |at: TokenId| {
            let has_that = self.children_by(at, DepRel::Mark).any(|mark| self.is_one_of(mark, &["that"]));
            self.head(at).filter(|&head| has_that && self.rel(at) == DepRel::Conj && self.is_class(head, Class::SAY))
        };
        let mut way = std::iter::successors(Some(word), above).take(DEPTH);
        way.find_map(|at| self.verb_of_saying(at).or_else(|| beside(at)))
    }

    /// Who is to do what the clause below a verb states. "insisted that B had left" asks nothing of B.
    pub(in crate::relations) fn subordinates(&self, verb: TokenId) -> Vec<TokenId> {
        let is_wished = |&clause: &TokenId| verb < clause && self.is_clause(clause) && self.is_subjunctive(clause);
        let clauses: Vec<TokenId> = self.children_by(verb, DepRel::Ccomp).filter(is_wished).collect();
        clauses.into_iter().flat_map(|clause| self.subjects(clause)).collect()
    }

    /// Of whom the clause below a verb tells something: "A alleged that B had lied".
    pub(in crate::relations) fn told(&self, verb: TokenId) -> Vec<TokenId> {
        let is_told = |&clause: &TokenId| verb < clause && self.is_clause(clause) && !self.has_infinitive_mark(clause);
        let clauses = self.children_by(verb, DepRel::Ccomp).filter(is_told);
        clauses.flat_map(|clause| self.grammatical_subjects(clause, 0)).collect()
    }

    /// "that B leave", "that B be fair", "that B should leave".
    fn is_subjunctive(&self, clause: TokenId) -> bool {
        let is_auxiliary = |rel: DepRel| matches!(rel, DepRel::Aux | DepRel::AuxPass | DepRel::Cop);
        let mut auxiliaries = self.children(clause).iter().copied().filter(|&child| is_auxiliary(self.rel(child)));
        match auxiliaries.next() {
            Some(first) => matches!(&*self.word(first).to_lowercase(), "be" | "should" | "must" | "not"),
            None => self.word(clause).eq_ignore_ascii_case(self.lemma(clause)) || self.has_infinitive_mark(clause),
        }
    }
}
