//! Control and raising: who does an infinitive or gerund that has no subject of its own ("urged B to leave", "plans to leave").

use super::super::words::Class;
use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// Who does the complement of a verb: its object ("urged B to leave"), else its subject ("plans to leave").
    pub(super) fn controller(&self, verb: TokenId, depth: usize) -> Vec<TokenId> {
        let objects = self.own_objects(verb);
        if objects.is_empty() || self.is_class(verb, Class::SUBJECT_CONTROL) || self.upos(verb) != Upos::Verb {
            return self.grammatical_subjects(verb, depth);
        }
        objects
    }

    /// Who does an adverbial clause: the subject of the main clause, but its object after "accuse B of ...", "condemn B for ...".
    pub(super) fn adverbial_controller(&self, verb: TokenId, head: TokenId, depth: usize) -> Vec<TokenId> {
        let blames = self.children_by(verb, DepRel::Mark).any(|mark| self.is_one_of(mark, &["of", "for", "from", "into"]));
        let objects = self.own_objects(head);
        if blames && !objects.is_empty() {
            return objects;
        }
        self.grammatical_subjects(head, depth)
    }

    /// In "the firm that A wants to buy" the pronoun is no object of the wish.
    pub(super) fn wants_to(&self, verb: TokenId) -> bool {
        const WANTING: &[&str] = &[
            "agree", "attempt", "decline", "fail", "hope", "intend", "like", "manage", "need", "plan", "refuse", "seek", "try", "vow",
            "want", "wish",
        ];
        self.is_one_of(verb, WANTING) && self.children_by(verb, DepRel::Xcomp).any(|clause| self.has_infinitive_mark(clause))
    }

    /// In "urged Israel to stop" the parser may hang the object on the infinitive, before which it stands, as its object or subject.
    pub(super) fn raised_object(&self, verb: TokenId) -> Vec<TokenId> {
        let infinitives = self.children_by(verb, DepRel::Xcomp).filter(|&verb| self.has_infinitive_mark(verb));
        let is_between = |object: TokenId, infinitive: TokenId| verb < object && object < infinitive;
        let is_argument = |rel: DepRel| matches!(rel, DepRel::Obj | DepRel::Nsubj);
        infinitives
            .flat_map(|infinitive| self.children(infinitive).iter().map(move |&object| (infinitive, object)))
            .filter(|&(infinitive, object)| is_argument(self.rel(object)) && is_between(object, infinitive))
            .map(|(_, object)| object)
            .collect()
    }
}
