//! Coordination: "A, B and C", what conjuncts share, and what only looks like an apposition.

use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

/// How many members of a coordination are distributed over.
const CONJUNCTS: usize = 24;

impl Grammar<'_> {
    /// A token and those coordinated with it.
    pub(in crate::relations) fn conjuncts(&self, id: TokenId) -> Vec<TokenId> {
        let mut all = vec![id];
        let mut next = 0;
        // "Finland and Oman's safety authority": the parser may hang the owner beside what it owns. In "Merkel and Macron's talks" both are owners.
        let is_owner = |conj: TokenId| self.rel(id) != DepRel::NmodPoss && self.genitive_mark(conj).is_some();
        while let Some(&at) = all.get(next) {
            // What is coordinated with "musician Lugli" may hang on the name, and what is coordinated with a name on its last part.
            let is_noun = self.upos(at) == Upos::Noun;
            let is_name = |child: TokenId| self.rel(child) == DepRel::Flat || (is_noun && self.rel(child) == DepRel::Appos);
            let hosts = std::iter::once(at).chain(self.children(at).iter().copied().filter(|&child| is_name(child)));
            all.extend(hosts.clone().filter_map(|host| self.middle_of_list(host)));
            all.extend(
                hosts
                    .flat_map(|host| self.children_by(host, DepRel::Conj))
                    .filter(|&conj| self.upos(conj) != Upos::Verb)
                    .filter_map(|conj| if is_owner(conj) { self.owned_beside(id, conj) } else { Some(conj) }),
            );
            next += 1;
            if all.len() >= CONJUNCTS {
                break;
            }
        }
        all
    }

    pub(super) fn all_conjuncts(&self, ids: Vec<TokenId>) -> Vec<TokenId> {
        let mut out: Vec<TokenId> = ids.into_iter().flat_map(|id| self.conjuncts(id)).collect();
        out.sort_unstable();
        out.dedup();
        out.truncate(CONJUNCTS);
        out
    }

    /// Only a noun after a comma or before the name is said of it; in "ministers A and B" it is said of both.
    pub(super) fn conjuncts_if(&self, head: TokenId, noun: TokenId) -> Vec<TokenId> {
        if self.is_plural(noun) { self.conjuncts(head) } else { vec![head] }
    }

    /// What the owner behind "and" owns, if it hangs where the first of the row does: "authority" for "Oman" in "Finland and Oman's safety authority agree".
    fn owned_beside(&self, first: TokenId, owner: TokenId) -> Option<TokenId> {
        let mark = self.genitive_mark(owner)?;
        let is_inside = |head: &TokenId, at: TokenId| *head > at && matches!(self.upos(*head), Upos::Noun | Upos::Propn);
        let climb = |&at: &TokenId| self.head(at).filter(|head| is_inside(head, at));
        let thing = std::iter::successors(self.after(mark), climb).take(CONJUNCTS).last()?;
        (self.head(thing) == self.head(first) && self.rel(thing) == self.rel(first)).then_some(thing)
    }

    /// In "A, B and C" the parser may take B for an apposition of A. Two names of which the second has a companion are a list.
    fn middle_of_list(&self, first: TokenId) -> Option<TokenId> {
        let is_bare_name = |id: TokenId| self.upos(id) == Upos::Propn && self.preposition(id).is_none();
        let has_companion = |id: TokenId| {
            self.children_by(id, DepRel::Conj).any(|conj| is_bare_name(conj) && self.children_by(conj, DepRel::Cc).next().is_some())
        };
        let mut seconds = self.children_by(first, DepRel::Appos).chain(self.children_by(first, DepRel::List));
        seconds.find(|&id| self.upos(first) == Upos::Propn && is_bare_name(id) && has_companion(id))
    }

    /// "A, B sign deal": a comma for "and" before a verb in the plural, which the parser takes for an apposition.
    pub(super) fn second_of_headline(&self, verb: TokenId, first: TokenId) -> Option<TokenId> {
        let is_plural = self.word(verb).eq_ignore_ascii_case(self.lemma(verb)) && self.children_by(verb, DepRel::Aux).next().is_none();
        let mut seconds =
            self.children_by(first, DepRel::Appos).filter(|&id| self.upos(id) == Upos::Propn && self.preposition(id).is_none());
        seconds.next().filter(|&second| is_plural && second < verb && self.upos(first) == Upos::Propn && self.head(first) == Some(verb))
    }

    /// For a verb that is coordinated with an earlier one, what the earlier one has after both: "criticised and attacked the council".
    pub(super) fn shared_with_first(&self, verb: TokenId, find: impl Fn(TokenId) -> Vec<TokenId>) -> Vec<TokenId> {
        if self.rel(verb) != DepRel::Conj {
            return Vec::new();
        }
        let Some(first) = self.head(verb) else { return Vec::new() };
        find(first).into_iter().filter(|&id| verb < id).collect()
    }

    /// "A welcomed and B rejected the offer".
    pub(super) fn shared_with_next(&self, verb: TokenId) -> Vec<TokenId> {
        let is_next = |&next: &TokenId| {
            self.upos(next) == Upos::Verb
                && self.children_by(next, DepRel::Nsubj).next().is_some()
                && self.children_by(next, DepRel::Cc).any(|and| {
                    let before = self.before(and);
                    before == Some(verb) || before.is_some_and(|comma| self.word(comma) == "," && self.before(comma) == Some(verb))
                })
        };
        self.children_by(verb, DepRel::Conj).find(is_next).map(|next| self.own_objects(next)).unwrap_or_default()
    }
}
