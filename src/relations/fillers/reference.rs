//! Reference within the sentence: relative pronouns, apposition, predication, titles, examples.

use super::super::words::Class;
use super::{Filler, Search};
use crate::document::{DepRel, EntityType, TokenId, Upos};

impl Search<'_, '_> {
    /// In "beat Spain's Ann Smith" the parser may take the country for the object: it is who stands behind the genitive.
    pub(super) fn owned(&self, token: TokenId) -> Option<TokenId> {
        let grammar = self.grammar;
        let is_argument = matches!(grammar.rel(token), DepRel::Obj | DepRel::Nsubj | DepRel::Obl | DepRel::Conj);
        let mark = grammar.genitive_mark(token);
        let name = mark.filter(|_| is_argument).and_then(|mark| grammar.after(mark)).and_then(|next| self.fillers.name_over(next))?;
        (self.fillers.doc.mention(name).kind == EntityType::Person).then_some(self.fillers.doc.mention(name).head)
    }

    pub(super) fn antecedent(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.grammar.antecedent(token).map(|noun| self.resolve(noun, depth - 1, weight)).unwrap_or_default()
    }

    /// "what it called the brutality of B".
    pub(super) fn called(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.resolve_all(self.grammar.called_by_clause(token), depth, weight)
    }

    /// The name that a noun tells more of: "A, a man wanted by B".
    pub(super) fn told_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let tells = Class::PERSON.or(Class::COLLECTIVE).or(Class::BODY).or(Class::ADHERENT);
        let name = self.grammar.told_of(token).filter(|_| self.grammar.is_class(token, tells));
        name.map(|name| self.resolve(name, depth - 1, weight * 0.95)).unwrap_or_default()
    }

    /// Who a noun is said of, where what is told of the noun is told of him: "A was the gunman who killed B".
    pub(super) fn said_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.grammar.said_of(token).into_iter().flat_map(|subject| self.resolve(subject, depth - 1, weight * 0.95)).collect()
    }

    /// The name inside a phrase that a title or description heads: "Minister Akar", "the head of the council, al-Mishri".
    pub(super) fn named_inside(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if self.fillers.name_over(token).is_some() {
            return Vec::new();
        }
        for rel in [DepRel::Flat, DepRel::Appos] {
            let found: Vec<_> = self.grammar.children_by(token, rel).flat_map(|child| self.at_head(child, depth, weight * 0.97)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let Some(next) = self.fillers.name_after_title(self.grammar, token) else { return Vec::new() };
        // "musician A and actor B": the second title hangs on the first name.
        let names = self.grammar.conjuncts(self.fillers.doc.mention(next).head);
        let rest = names.into_iter().skip(1).collect();
        let mut found = self.take([next], weight * 0.95);
        found.extend(self.resolve_all(rest, depth, weight * 0.95));
        found
    }

    /// Those whom a plural names as examples, or out of whom it takes some: "officials including A and B", "one of A's allies", "dozens of A".
    pub(super) fn out_of_many(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        if self.fillers.name_over(token).is_some() {
            return Vec::new();
        }
        let examples = grammar.obliques(token, &|prep| matches!(prep, "including" | "such as" | "like"));
        let mut found = self.resolve_all(examples, depth, weight * 0.95);
        if found.is_empty() && (grammar.is_class(token, Class::PARTITIVE) || grammar.upos(token) == Upos::Num) {
            found = self.resolve_all(grammar.obliques(token, &|prep| prep == "of"), depth, weight * 0.9);
        }
        found
    }
}
