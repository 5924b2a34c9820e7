//! Relative clauses: what their pronoun stands for, and the gap where there is none ("the man A met").

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// "the man Macron met": a relative clause without a pronoun, whose antecedent is its object.
    pub(super) fn gap(&self, verb: TokenId) -> Option<TokenId> {
        let is_relative = self.rel(verb) == DepRel::AclRelcl;
        let has_subject = self.children_by(verb, DepRel::Nsubj).any(|subject| !self.is_relative_pronoun(subject));
        // "whom A refused to meet": the pronoun may stand with the infinitive.
        let hosts = std::iter::once(verb).chain(self.children_by(verb, DepRel::Xcomp));
        let has_pronoun = hosts.flat_map(|host| self.children(host)).any(|&child| self.is_relative_pronoun(child));
        if is_relative && has_subject && !has_pronoun { self.head(verb) } else { None }
    }

    /// "the firm which A wants to buy": the object of an infinitive stands before the verb above it.
    pub(super) fn gap_above(&self, verb: TokenId) -> Vec<TokenId> {
        if self.rel(verb) != DepRel::Xcomp {
            return Vec::new();
        }
        let Some(above) = self.head(verb).filter(|&above| self.rel(above) == DepRel::AclRelcl) else { return Vec::new() };
        let pronoun = self.children_by(above, DepRel::Obj).find(|&object| self.is_relative_pronoun(object));
        pronoun.or_else(|| self.gap(above)).into_iter().collect()
    }

    pub(super) fn is_relative_pronoun(&self, id: TokenId) -> bool {
        matches!(self.upos(id), Upos::Pron | Upos::Det | Upos::Sconj) && self.is_one_of(id, &["who", "whom", "which", "that", "whose"])
    }

    /// What a relative pronoun stands for: what its clause hangs on.
    pub(in crate::relations) fn antecedent(&self, pronoun: TokenId) -> Option<TokenId> {
        if !self.is_relative_pronoun(pronoun) {
            return None;
        }
        let is_name = |id: TokenId| matches!(self.upos(id), Upos::Propn | Upos::Noun);
        let mut above = self.tree.ancestors(pronoun).take(DEPTH);
        // "Ann, who is in Oslo,": the parser may take the clause for an aside.
        // ... and "A, whose head is Ann," for a second name.
        let is_aside = |at: TokenId| {
            matches!(self.rel(at), DepRel::Parataxis | DepRel::Appos) && self.head(at).is_some_and(|head| head < pronoun && is_name(head))
        };
        let clause = above.find(|&at| matches!(self.rel(at), DepRel::AclRelcl | DepRel::AdvclRelcl) || is_aside(at))?;
        self.head(clause)
    }

    /// What "what" stands for in "what A called an attack".
    pub(in crate::relations) fn called_by_clause(&self, pronoun: TokenId) -> Vec<TokenId> {
        if self.upos(pronoun) != Upos::Pron || !self.is_one_of(pronoun, &["what"]) {
            return Vec::new();
        }
        let names = |&verb: &TokenId| self.is_one_of(verb, &["believe", "call", "describe", "term", "label", "deem", "say", "think"]);
        let clauses = self.children_by(pronoun, DepRel::AclRelcl).filter(names);
        clauses
            .flat_map(|verb| self.children(verb).iter().copied().filter(move |&child| verb < child && self.upos(child) == Upos::Noun))
            .collect()
    }
}
