use std::ops::Range;

use super::{DepRel, Id, Span, TokenId};

/// A word or a mark as Universal Dependencies cuts them ("do" + "n't", "Turkey" + "'s"), with its place in the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Dictionary form in lower case ("meet" for "met"); for names the form itself, with its case.
    pub lemma: Box<str>,
    /// The token it depends on; `None` for the root of its sentence.
    pub head: Option<TokenId>,
    /// Its relation to the head.
    pub deprel: DepRel,
}

impl Token {
    /// A token that has not been parsed: a root without a lemma.
    pub fn unparsed(span: Span) -> Self {
        Self { span, upos: Upos::X, lemma: Box::default(), head: None, deprel: DepRel::Root }
    }
}

/// A sentence: where it stands and which tokens it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens; never empty.
    pub tokens: Range<TokenId>,
}

impl Sentence {
    /// The ids of its tokens, in order.
    pub fn token_ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone + use<> {
        (self.tokens.start.index()..self.tokens.end.index()).map(TokenId::from_index)
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.end.index() - self.tokens.start.index()
    }

    /// Whether it holds no token. The library makes no such sentence.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The dependency tree of one sentence, for walking: children in order, heads, paths.
///
/// It borrows the document's tokens; building it is linear in the length of the sentence.
#[derive(Debug, Clone)]
pub struct DepTree<'d> {
    tokens: &'d [Token],
    first: usize,
    len: usize,
    /// Children of local token `i` are `children[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    children: Vec<TokenId>,
}

#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "places within the sentence, for each of which every list has an entry"))]
impl<'d> DepTree<'d> {
    /// The tree over `sentence`, whose ids point into `tokens` (all tokens of the document). A head outside the sentence counts as none.
    pub fn new(tokens: &'d [Token], sentence: &Sentence) -> Self {
        let first = sentence.tokens.start.index().min(tokens.len());
        let len = sentence.tokens.end.index().min(tokens.len()) - first;
        let mut tree = Self { tokens, first, len, starts: vec![0; len + 1], children: Vec::new() };
        tree.index_children();
        tree
    }

    fn index_children(&mut self) {
        for i in 0..self.len {
            if let Some(head) = self.local_head(i) {
                self.starts[head + 1] += 1;
            }
        }
        for i in 0..self.len {
            self.starts[i + 1] += self.starts[i];
        }
        let mut next = self.starts.clone();
        self.children = vec![TokenId::from_index(0); self.starts[self.len] as usize];
        for i in 0..self.len {
            if let Some(head) = self.local_head(i) {
                self.children[next[head] as usize] = TokenId::from_index(self.first + i);
                next[head] += 1;
            }
        }
    }

    fn local_head(&self, i: usize) -> Option<usize> {
        let head = self.tokens[self.first + i].head?.index().checked_sub(self.first)?;
        (head < self.len).then_some(head)
    }

    /// All tokens of the sentence, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone + use<> {
        (self.first..self.first + self.len).map(TokenId::from_index)
    }

    /// The token itself.
    ///
    /// # Panics
    ///
    /// If `id` is not a token of the document.
    pub fn token(&self, id: TokenId) -> &'d Token {
        &self.tokens[id.index()]
    }

    /// The tokens that depend on `id`, in the order of the text; none if `id` is outside the sentence.
    pub fn children(&self, id: TokenId) -> &[TokenId] {
        match id.index().checked_sub(self.first) {
            Some(i) if i < self.len => &self.children[self.starts[i] as usize..self.starts[i + 1] as usize],
            _ => &[],
        }
    }

    /// The head of `id` within the sentence.
    pub fn head(&self, id: TokenId) -> Option<TokenId> {
        let i = id.index().checked_sub(self.first).filter(|&i| i < self.len)?;
        self.local_head(i).map(|head| TokenId::from_index(self.first + head))
    }

    /// The children whose relation is `deprel`, subtypes included.
    pub fn children_by(&self, id: TokenId, deprel: DepRel) -> impl Iterator<Item = TokenId> {
        self.children(id).iter().copied().filter(move |&child| self.token(child).deprel.is(deprel))
    }

    /// The heads above `id`, nearest first. Ends even if the heads run in a circle.
    pub fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> {
        std::iter::successors(self.head(id), |&at| self.head(at)).take(self.len)
    }

    /// Whether `id` is `top` or stands below it.
    pub fn is_within(&self, id: TokenId, top: TokenId) -> bool {
        id == top || self.ancestors(id).any(|at| at == top)
    }

    /// `top` and all tokens below it, in the order of the text.
    pub fn subtree(&self, top: TokenId) -> Vec<TokenId> {
        let mut seen = vec![false; self.len];
        let mut stack = vec![top];
        let mut out = Vec::new();
        while let Some(id) = stack.pop() {
            let Some(i) = id.index().checked_sub(self.first).filter(|&i| i < self.len) else { continue };
            if !std::mem::replace(&mut seen[i], true) {
                out.push(id);
                stack.extend_from_slice(self.children(id));
            }
        }
        out.sort_unstable();
        out
    }
}

macro_rules! upos {
    ($($(#[$doc:meta])* $name:ident $text:literal)*) => {
        /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Upos { $($(#[$doc])* $name),* }

        impl Upos {
            /// All of them, in alphabetical order of their tags.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The tag as Universal Dependencies writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

upos! {
    /// Adjective.
    Adj "ADJ"
    /// Adposition.
    Adp "ADP"
    /// Adverb.
    Adv "ADV"
    /// Auxiliary.
    Aux "AUX"
    /// Coordinating conjunction.
    Cconj "CCONJ"
    /// Determiner.
    Det "DET"
    /// Interjection.
    Intj "INTJ"
    /// Noun.
    Noun "NOUN"
    /// Numeral.
    Num "NUM"
    /// Particle.
    Part "PART"
    /// Pronoun.
    Pron "PRON"
    /// Proper noun.
    Propn "PROPN"
    /// Punctuation.
    Punct "PUNCT"
    /// Subordinating conjunction.
    Sconj "SCONJ"
    /// Symbol.
    Sym "SYM"
    /// Verb.
    Verb "VERB"
    /// Other.
    X "X"
}

impl Upos {
    /// The part of speech with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|upos| upos.as_str() == tag)
    }

    /// Noun or proper noun.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Propn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "She saw them": saw is the root.
    fn tokens() -> (Vec<Token>, Sentence) {
        let mut tokens: Vec<_> = [(0, 3), (4, 7), (8, 12)].map(|(a, b)| Token::unparsed(Span::new(a, b))).into();
        tokens[0].head = Some(TokenId::from_index(1));
        tokens[2].head = Some(TokenId::from_index(1));
        tokens[0].deprel = DepRel::Nsubj;
        tokens[2].deprel = DepRel::Obj;
        (tokens, Sentence { span: Span::new(0, 12), tokens: TokenId::range(0..3) })
    }

    #[test]
    fn a_tree_knows_children_and_ancestors() {
        let (tokens, sentence) = tokens();
        let tree = DepTree::new(&tokens, &sentence);
        let [she, saw, them] = [0, 1, 2].map(TokenId::from_index);
        assert_eq!(tree.children(saw), [she, them]);
        assert_eq!(tree.children_by(saw, DepRel::Obj).collect::<Vec<_>>(), [them]);
        assert_eq!(tree.ancestors(them).collect::<Vec<_>>(), [saw]);
        assert!(tree.is_within(she, saw) && !tree.is_within(saw, she));
        assert_eq!(tree.subtree(saw), [she, saw, them]);
    }

    #[test]
    fn a_circle_does_not_hang() {
        let (mut tokens, sentence) = tokens();
        tokens[1].head = Some(TokenId::from_index(0));
        let tree = DepTree::new(&tokens, &sentence);
        let she = TokenId::from_index(0);
        assert!(tree.ancestors(she).count() <= 3);
        assert_eq!(tree.subtree(she).len(), 3);
    }
}
