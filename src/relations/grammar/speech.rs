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
        let mut found = self.verb_of_saying(clause).map(|verb| self.grammatical_subjects(verb, DEPTH)).unwrap_or_default();
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

    /// Who is to do what the clause below a verb states. "insisted that B had left" asks nothing of B.
    pub(in crate::relations) fn subordinates(&self, verb: TokenId) -> Vec<TokenId> {
        let is_wished = |&clause: &TokenId| verb < clause && self.is_clause(clause) && self.is_subjunctive(clause);
        let clauses: Vec<TokenId> = self.children_by(verb, DepRel::Ccomp).filter(is_wished).collect();
        clauses.into_iter().flat_map(|clause| self.subjects(clause)).collect()
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
