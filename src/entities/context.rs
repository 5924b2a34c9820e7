//! The text around a mention: trees, which mention a token belongs to, quotation marks.

use std::ops::Range;

use crate::document::{Annotations, DepRel, DepTree, EntityId, Id, MentionId, SentenceId, TokenId, Upos};

/// How far up and down a tree one looks, and at how many children: more than any sentence that people write needs.
const MAX_DEPTH: usize = 60;
const MAX_CHILDREN: usize = 64;

/// A document with its name mentions linked, for looking around in.
pub(super) struct Context<'a> {
    pub(super) annotations: &'a Annotations,
    trees: Vec<DepTree<'a>>,
    sentence_of: Vec<SentenceId>,
    mention_of: Vec<Option<MentionId>>,
    quoted: Vec<bool>,
}

impl<'a> Context<'a> {
    pub(super) fn new(annotations: &'a Annotations) -> Self {
        let mut mention_of = vec![None; annotations.tokens.len()];
        for id in annotations.mention_ids() {
            let tokens = &annotations.mention(id).tokens;
            mention_of[tokens.start.index()..tokens.end.index()].fill(Some(id));
        }
        let mut sentence_of = vec![SentenceId::from_index(0); annotations.tokens.len()];
        for id in annotations.sentence_ids() {
            let tokens = &annotations.sentence(id).tokens;
            sentence_of[tokens.start.index()..tokens.end.index()].fill(id);
        }
        let trees = annotations.sentence_ids().map(|id| annotations.tree(id)).collect();
        Self { annotations, trees, sentence_of, mention_of, quoted: quoted(annotations) }
    }

    pub(super) fn tree(&self, token: TokenId) -> &DepTree<'a> {
        &self.trees[self.sentence(token).index()]
    }

    pub(super) fn sentence(&self, token: TokenId) -> SentenceId {
        self.sentence_of[token.index()]
    }

    /// The name mention that a token belongs to.
    pub(super) fn mention(&self, token: TokenId) -> Option<MentionId> {
        self.mention_of[token.index()]
    }

    /// The entity of the name mention that a token belongs to.
    pub(super) fn entity(&self, token: TokenId) -> Option<EntityId> {
        self.mention(token).and_then(|mention| self.annotations.mention(mention).entity)
    }

    pub(super) fn deprel(&self, token: TokenId) -> DepRel {
        self.annotations.token(token).deprel
    }

    pub(super) fn upos(&self, token: TokenId) -> Upos {
        self.annotations.token(token).upos
    }

    pub(super) fn lemma(&self, token: TokenId) -> String {
        self.annotations.token(token).lemma.to_lowercase()
    }

    pub(super) fn lower(&self, token: TokenId) -> String {
        self.annotations.word(token).to_lowercase()
    }

    pub(super) fn head(&self, token: TokenId) -> Option<TokenId> {
        self.tree(token).head(token)
    }

    pub(super) fn children_by(&self, token: TokenId, deprel: DepRel) -> impl Iterator<Item = TokenId> {
        self.tree(token).children(token).iter().copied().take(MAX_CHILDREN).filter(move |&child| self.deprel(child).is(deprel))
    }

    pub(super) fn is_quoted(&self, token: TokenId) -> bool {
        self.quoted[token.index()]
    }

    /// The token before, if it stands in the same sentence.
    pub(super) fn before(&self, token: TokenId) -> Option<TokenId> {
        let before = token.index().checked_sub(1).map(TokenId::from_index)?;
        (self.sentence(before) == self.sentence(token)).then_some(before)
    }

    /// The place of a nominal in its clause: that of the nominal it is joined to by apposition, coordination or as a name after a title.
    pub(super) fn place(&self, token: TokenId) -> (TokenId, DepRel) {
        let mut at = token;
        for _ in 0..6 {
            let Some(head) = self.head(at) else { break };
            let is_joined = [DepRel::Appos, DepRel::Flat, DepRel::NmodDesc].contains(&self.deprel(at))
                || (self.deprel(at) == DepRel::Conj && self.upos(head).is_nominal());
            if !is_joined {
                break;
            }
            at = head;
        }
        (at, self.deprel(at))
    }

    /// Whether a noun is what "is" says of its subject, without a "not".
    pub(super) fn is_plain_copula(&self, noun: TokenId) -> bool {
        let is_negation = |child: TokenId| matches!(&*self.lower(child), "not" | "n't" | "n’t" | "never" | "no");
        let is_negated = self.children_by(noun, DepRel::Advmod).chain(self.children_by(noun, DepRel::Det)).any(is_negation);
        !is_negated && self.children_by(noun, DepRel::Cop).next().is_some()
    }

    /// Whether a token is `top` or below it, as far as one can see without losing time in endless sentences.
    pub(super) fn is_within(&self, token: TokenId, top: TokenId) -> bool {
        token == top || self.tree(token).ancestors(token).take(MAX_DEPTH).any(|at| at == top)
    }

    /// The whole nominal that a noun heads, up to the noun: determiner, modifiers, noun.
    pub(super) fn phrase(&self, noun: TokenId) -> Range<TokenId> {
        const BEFORE: [DepRel; 7] =
            [DepRel::Det, DepRel::Amod, DepRel::Compound, DepRel::Nummod, DepRel::NmodPoss, DepRel::DetPredet, DepRel::Advmod];
        let left = self.tree(noun).children(noun).iter().copied().find(|&child| child < noun && BEFORE.contains(&self.deprel(child)));
        let start = left.map_or(noun, |child| self.leftmost(child));
        start..TokenId::from_index(noun.index() + 1)
    }

    fn leftmost(&self, token: TokenId) -> TokenId {
        let left = |&at: &TokenId| self.tree(at).children(at).first().copied().filter(|&child| child < at);
        std::iter::successors(Some(token), left).take(MAX_DEPTH).last().unwrap_or(token)
    }
}

/// Which tokens stand between quotation marks. A mark that is never closed ends with its paragraph of at most 200 tokens.
fn quoted(annotations: &Annotations) -> Vec<bool> {
    const LONGEST: usize = 200;
    let mut open: Option<usize> = None;
    let mut quoted = vec![false; annotations.tokens.len()];
    for i in 0..annotations.tokens.len() {
        match (annotations.word(TokenId::from_index(i)), open) {
            ("“" | "``", _) | ("\"", None) => open = Some(i),
            ("”" | "''" | "\"", Some(start)) => {
                quoted[start..i].fill(i - start <= LONGEST);
                open = None;
            }
            _ => {}
        }
    }
    quoted
}
