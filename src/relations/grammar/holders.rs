//! Holders: who a noun of office or kind is said of, by apposition, copula, title or naming.

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// Who a noun or adjective is said of, by apposition, copula, title or naming.
    pub(in crate::relations) fn holders(&self, noun: TokenId) -> Vec<TokenId> {
        // "it is shameful that A did so".
        if self.children_by(noun, DepRel::Expl).next().is_some() {
            let clauses = self.children_by(noun, DepRel::Csubj).chain(self.children_by(noun, DepRel::Ccomp));
            return clauses.flat_map(|clause| self.subjects(clause)).collect();
        }
        let mut found: Vec<TokenId> = Vec::new();
        let named = self.children(noun).iter().copied().filter(|&child| matches!(self.rel(child), DepRel::Appos | DepRel::Flat));
        found.extend(named.flat_map(|name| self.conjuncts_if(name, noun)));
        found.extend(self.called_after(noun));
        if self.is_plural(noun) {
            found.extend(self.obliques(noun, &|prep| matches!(prep, "such as" | "including" | "like")));
            found.extend(self.list_behind(noun));
        }
        if self.has_copula(noun) {
            found.extend(self.grammatical_subjects(noun, DEPTH));
        }
        if let Some(head) = self.head(noun) {
            found.extend(self.holders_above(noun, head));
            found.extend(self.equals(noun, head));
            // "A, one of the best lawyers in B".
            if let Some(one) = self.one_above(noun).filter(|_| self.preposition(noun).as_deref() == Some("of")) {
                found.extend(self.holders(one));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// "a group called A", "a dealer known as A".
    fn called_after(&self, noun: TokenId) -> Vec<TokenId> {
        let naming = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_one_of(verb, &["call", "dub", "entitle", "know", "name"]));
        let said = |verb: TokenId| {
            let mut all = self.own_objects(verb);
            all.extend(self.predicatives(verb));
            all.extend(self.obliques(verb, &|prep| prep == "as"));
            all
        };
        naming.flat_map(said).filter(|&id| self.upos(id) == Upos::Propn).collect()
    }

    /// The names of a list behind what a plural is of: "the members of B (A, C and D)".
    fn list_behind(&self, noun: TokenId) -> Vec<TokenId> {
        let of = self.obliques(noun, &|prep| prep == "of").into_iter().take(1);
        let lists = of.flat_map(|name| self.children_by(name, DepRel::Appos)).map(|first| self.conjuncts(first));
        lists.filter(|list| list.len() > 1).flatten().collect()
    }

    fn holders_above(&self, noun: TokenId, head: TokenId) -> Vec<TokenId> {
        match self.rel(noun) {
            DepRel::Appos | DepRel::NmodDesc | DepRel::Acl | DepRel::AclRelcl | DepRel::Amod => self.conjuncts_if(head, noun),
            DepRel::Compound | DepRel::Flat => vec![head],
            DepRel::Conj if self.has_copula(noun) => Vec::new(),
            // "head and founder": but a title that is coordinated with a name is said of the name after it, and so is the second title of "the minister, A,
            // and the head of B".
            // "A, the head of B and a member of C".
            DepRel::Conj if self.is_other(noun) => self.conjuncts(head).into_iter().filter(|&id| id < noun).collect(),
            DepRel::Obl | DepRel::Nmod
                if self.is_other(noun) && self.has_preposition(noun, &|prep| matches!(prep, "like" | "along with" | "as well as")) =>
            {
                if self.is_clause(head) {
                    self.grammatical_subjects(head, DEPTH)
                } else {
                    vec![head]
                }
            }
            DepRel::Conj if self.upos(head) == Upos::Propn && self.has_apposition_between(head, noun) => self.conjuncts_if(head, noun),
            DepRel::Conj if self.upos(head) == Upos::Noun => {
                let is_other = |&id: &TokenId| id == noun || (self.head(id) == Some(head) && id < noun);
                self.holders(head).into_iter().filter(|id| !is_other(id)).collect()
            }
            DepRel::Xcomp => self.controller(head, DEPTH),
            DepRel::Obl | DepRel::Advcl | DepRel::Nmod if self.preposition(noun).as_deref() == Some("as") => self.named_as(head),
            _ => Vec::new(),
        }
    }

    /// Those who are said to be the noun, where it is the subject: "the members of B are A and C".
    fn equals(&self, noun: TokenId, head: TokenId) -> Vec<TokenId> {
        let is_equal =
            self.is_a(noun, DepRel::Nsubj) && self.upos(head) == Upos::Propn && self.preposition(head).is_none() && self.has_copula(head);
        if is_equal { self.conjuncts_if(head, noun) } else { Vec::new() }
    }

    /// Whether a plural is said of the one before it as well: "A and other members of B".
    fn is_other(&self, noun: TokenId) -> bool {
        self.is_plural(noun) && self.children_by(noun, DepRel::Amod).any(|word| self.is_one_of(word, &["other", "fellow"]))
    }

    /// Those of whom a plural is said that stands before their names: "the brothers A and B".
    pub(in crate::relations) fn members(&self, noun: TokenId) -> Vec<TokenId> {
        let holders = self.holders(noun).into_iter().filter(|&holder| self.upos(holder) == Upos::Propn);
        if self.is_plural(noun) { self.all_conjuncts(holders.collect()) } else { Vec::new() }
    }

    fn has_apposition_between(&self, name: TokenId, noun: TokenId) -> bool {
        self.children_by(name, DepRel::Appos).any(|apposition| apposition < noun)
    }

    /// "appointed A as head": the object, else the subject.
    fn named_as(&self, verb: TokenId) -> Vec<TokenId> {
        let objects = self.own_objects(verb);
        // "succeeded B as head": the new one is the head.
        let is_own = self.is_one_of(verb, &["succeed", "replace", "follow", "join", "serve", "leave", "address", "represent"]);
        if objects.is_empty() || is_own { self.grammatical_subjects(verb, DEPTH) } else { objects }
    }
}
