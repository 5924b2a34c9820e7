//! How English moves arguments about, read off a Universal Dependencies tree: who is the logical subject or object of a verb, what hangs on which
//! preposition, who acts in a noun, what a noun of office is said of. It knows nothing of what words mean.
//!
//! - verbs: [`subjects`], [`objects`] and [`dative`] objects in any [`voice`], by [`control`] and [`infinitives`], in [`relative`] clauses, with
//!   [`particles`], in [`speech`];
//! - what is tied to a word: [`coordination`], [`prepositions`] and the [`attachment`] of their phrases, [`compounds`];
//! - nouns: [`actors`] and [`doers`], [`possession`], [`light`] verbs, [`predication`], [`holders`] and [`complements`] of offices, [`places`].

mod actors;
mod attachment;
mod complements;
mod compounds;
mod control;
mod coordination;
mod dative;
mod doers;
mod holders;
mod infinitives;
mod light;
mod objects;
mod particles;
mod places;
mod possession;
mod predication;
mod prepositions;
mod relative;
mod speech;
mod subjects;
mod voice;

use super::words::{self, Class};
use crate::document::{Annotations, DepRel, DepTree, Id, SentenceId, Token, TokenId, Upos};

/// How far the finder looks up through control, coordination and relative clauses.
const DEPTH: usize = 8;

/// A sentence with its tree.
pub(super) struct Grammar<'d> {
    pub(super) doc: &'d Annotations,
    pub(super) tree: DepTree<'d>,
    pub(super) sentence: SentenceId,
}

impl<'d> Grammar<'d> {
    pub(super) fn new(doc: &'d Annotations, sentence: SentenceId) -> Self {
        Self { doc, tree: doc.tree(sentence), sentence }
    }

    pub(super) fn token(&self, id: TokenId) -> &'d Token {
        self.tree.token(id)
    }

    pub(super) fn rel(&self, id: TokenId) -> DepRel {
        self.token(id).deprel
    }

    pub(super) fn is_a(&self, id: TokenId, rel: DepRel) -> bool {
        self.rel(id).is(rel)
    }

    pub(super) fn upos(&self, id: TokenId) -> Upos {
        self.token(id).upos
    }

    pub(super) fn lemma(&self, id: TokenId) -> &'d str {
        &self.token(id).lemma
    }

    /// Whether the lemma is one of `words` (in lower case).
    pub(super) fn is_one_of(&self, id: TokenId, words: &[&str]) -> bool {
        let lemma = self.lemma(id);
        words.iter().any(|word| word.eq_ignore_ascii_case(lemma))
    }

    /// Whether the lemma is of one of these classes.
    pub(super) fn is_class(&self, id: TokenId, classes: Class) -> bool {
        words::class_of(self.lemma(id)).is(classes)
    }

    pub(super) fn word(&self, id: TokenId) -> &'d str {
        self.doc.word(id)
    }

    pub(super) fn children(&self, id: TokenId) -> &[TokenId] {
        self.tree.children(id)
    }

    pub(super) fn children_by(&self, id: TokenId, rel: DepRel) -> impl Iterator<Item = TokenId> {
        self.tree.children_by(id, rel)
    }

    pub(super) fn head(&self, id: TokenId) -> Option<TokenId> {
        self.tree.head(id)
    }

    /// The token before, within the sentence.
    pub(super) fn before(&self, id: TokenId) -> Option<TokenId> {
        let start = self.doc.sentence(self.sentence).tokens.start;
        (start < id).then(|| TokenId::from_index(id.index() - 1))
    }

    /// The token after, within the sentence.
    pub(super) fn after(&self, id: TokenId) -> Option<TokenId> {
        let next = TokenId::from_index(id.index() + 1);
        (next < self.doc.sentence(self.sentence).tokens.end).then_some(next)
    }

    /// Whether a token heads a clause: a verb, or something with a copula or subject.
    pub(super) fn is_clause(&self, id: TokenId) -> bool {
        self.upos(id) == Upos::Verb
            || self.children(id).iter().any(|&child| self.is_a(child, DepRel::Nsubj) || self.rel(child) == DepRel::Cop)
    }

    /// Whether a noun is a plural by its form.
    pub(super) fn is_plural(&self, noun: TokenId) -> bool {
        self.word(noun).ends_with('s') && !self.lemma(noun).ends_with('s')
    }
}
