//! Possession: the genitive and what else stands before a noun to say whose it is.

use super::{DEPTH, Grammar};
use crate::document::{DepRel, TokenId, Upos};

/// How many words may stand between a possessor and what it has: "Ann's second official visit".
const WORDS_OF_OWNED: usize = 4;

impl Grammar<'_> {
    /// Possessors: "Turkey's", "its".
    pub(in crate::relations) fn owners(&self, noun: TokenId) -> Vec<TokenId> {
        let mut all = self.all_conjuncts(self.children_by(noun, DepRel::NmodPoss).collect());
        if all.is_empty() {
            all.extend(self.owner_before(noun));
        }
        let is_marked = |&id: &TokenId| self.children_by(id, DepRel::Case).next().is_some();
        let is_one = self.word(noun).eq_ignore_ascii_case(self.lemma(noun));
        // "Turkey and Libya's government" is the government of the one beside it, "France and Germany's leaders" are those of both.
        if is_one && all.iter().any(is_marked) {
            all.drain(..all.len() - 1);
        }
        all
    }

    /// The possessor that the words in a row show, where the parser hangs it on the verb: "Ann's visit to Oslo comes late".
    fn owner_before(&self, noun: TokenId) -> Option<TokenId> {
        let mut at = self.before(noun)?;
        for _ in 0..WORDS_OF_OWNED {
            if self.upos(at) == Upos::Pron && matches!(&*self.word(at).to_lowercase(), "its" | "their" | "his" | "her" | "our") {
                return Some(at);
            }
            if self.is_genitive_mark(at) {
                break;
            }
            if !matches!(self.upos(at), Upos::Adj | Upos::Num | Upos::Noun) {
                return None;
            }
            at = self.before(at)?;
        }
        let owner = self.head(at).filter(|&owner| owner < at && self.rel(at) == DepRel::Case && self.upos(owner) == Upos::Propn)?;
        (self.is_genitive_mark(at) && !self.is_a(owner, DepRel::NmodPoss)).then_some(owner)
    }

    /// Who stands before a pronoun that owns what is coordinated with him: "A" for "his" in "A and his wife".
    pub(in crate::relations) fn owner_in_row(&self, pronoun: TokenId) -> Option<TokenId> {
        if self.rel(pronoun) != DepRel::NmodPoss || !matches!(&*self.word(pronoun).to_lowercase(), "his" | "her") {
            return None;
        }
        let is_title = |&id: &TokenId| matches!(self.rel(id), DepRel::NmodDesc | DepRel::Appos | DepRel::Compound | DepRel::Flat);
        let climb = |&id: &TokenId| self.head(id).filter(|_| is_title(&id));
        let thing = std::iter::successors(self.head(pronoun), climb).take(DEPTH).find(|&id| self.rel(id) == DepRel::Conj)?;
        let row = self.conjuncts(self.head(thing)?);
        row.into_iter().filter(|&id| id < pronoun && self.upos(id) == Upos::Propn).max()
    }

    /// Adjectives and nouns before the noun that may name someone: "Turkish", "Turkey".
    pub(in crate::relations) fn modifiers(&self, noun: TokenId) -> Vec<TokenId> {
        let is_modifier = |child: TokenId| {
            matches!(self.rel(child), DepRel::Amod | DepRel::Compound | DepRel::Nmod | DepRel::NmodUnmarked | DepRel::NmodDesc)
                && child < noun
        };
        self.all_conjuncts(
            self.children(noun).iter().copied().filter(|&child| is_modifier(child) && self.preposition(child).is_none()).collect(),
        )
    }

    /// The mark of the genitive behind an owner: "'s" for "Oman" in "Oman's authority".
    pub(in crate::relations) fn genitive_mark(&self, owner: TokenId) -> Option<TokenId> {
        self.children_by(owner, DepRel::Case).find(|&case| owner < case && self.is_genitive_mark(case))
    }

    fn is_genitive_mark(&self, token: TokenId) -> bool {
        matches!(self.word(token), "'s" | "’s")
    }
}
