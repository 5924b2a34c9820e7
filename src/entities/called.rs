//! What the text itself calls its entities: nouns beside names, by title, apposition and "X is a Y".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::context::Context;
use super::roles::Stated;
use super::spans::ids;
use super::{descriptions, nouns};
use crate::document::{DepRel, EntityId, EntityType, Form, Id, Mention, TokenId};

/// How many entities of one noun are kept; keeps the work near-linear on odd texts.
const MAX_BEARERS: usize = 64;

/// A noun that the text states of an entity.
#[derive(Debug, Clone)]
pub(super) struct Called {
    pub(super) entity: EntityId,
    pub(super) noun: TokenId,
    /// The words of the phrase with the noun: "defense", "minister".
    pub(super) words: BTreeSet<String>,
    /// Of what: "president of France".
    pub(super) of: Option<EntityId>,
}

/// All that is stated, by token and by lemma.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_noun: BTreeMap<TokenId, EntityId>,
    by_lemma: BTreeMap<String, Vec<Called>>,
    /// Bearers of narrower nouns: a president is a leader.
    by_wider: BTreeMap<String, Vec<Called>>,
}

impl Names {
    pub(super) fn find(context: &Context, roles: &[Stated]) -> Self {
        let mut names = Self::default();
        for stated in roles {
            let words = words(context, stated.noun, |token| stated.role.title.start <= context.annotations.token(token).span.start);
            names.insert(context, Called { entity: stated.person, noun: stated.noun, words, of: stated.role.of });
        }
        for mention in context.annotations.mentions.iter().filter(|mention| mention.form == Form::Name) {
            for noun in nouns_beside(context, mention) {
                let words = words(context, noun, |token| context.mention(token).is_none());
                let called = mention.entity.map(|entity| Called { entity, noun, words, of: None });
                called.into_iter().for_each(|called| names.insert(context, called));
            }
        }
        names
    }

    /// The entity of which this noun is said.
    pub(super) fn entity(&self, noun: TokenId) -> Option<EntityId> {
        self.by_noun.get(&noun).copied()
    }

    /// What is called so, or, where nothing is, what is called by a narrower noun.
    pub(super) fn bearers(&self, lemma: &str) -> &[Called] {
        self.by_lemma.get(lemma).or_else(|| self.by_wider.get(lemma)).map_or(&[], Vec::as_slice)
    }

    /// Whether a word tells bearers of this noun apart: "defense" where there is a defense minister.
    pub(super) fn is_telling(&self, lemma: &str, word: &str) -> bool {
        self.bearers(lemma).iter().any(|called| called.words.contains(word))
    }

    fn insert(&mut self, context: &Context, called: Called) {
        if self.by_noun.insert(called.noun, called.entity).is_some() {
            return;
        }
        let lemma = context.lemma(called.noun);
        for wider in wider(&lemma) {
            push(self.by_wider.entry((*wider).to_owned()).or_default(), called.clone());
        }
        push(self.by_lemma.entry(lemma).or_default(), called);
    }
}

fn push(bearers: &mut Vec<Called>, called: Called) {
    let is_full = bearers.len() >= MAX_BEARERS;
    match bearers.iter_mut().find(|other| other.entity == called.entity) {
        Some(other) => {
            other.words.extend(called.words);
            other.of = other.of.or(called.of);
        }
        None if is_full => {}
        None => bearers.push(called),
    }
}

fn words(context: &Context, noun: TokenId, belongs: impl Fn(TokenId) -> bool) -> BTreeSet<String> {
    let first = noun.index().saturating_sub(8);
    let phrase = ids(&(TokenId::from_index(first)..TokenId::from_index(noun.index() + 1)));
    phrase
        .rev()
        .take_while(|&token| context.sentence(token) == context.sentence(noun) && belongs(token))
        .map(|token| context.lower(token))
        .collect()
}

/// "X, a militant group"; "the militant group X"; "X is a group"; "the X group".
fn nouns_beside(context: &Context, mention: &Mention) -> Vec<TokenId> {
    let head = mention.head;
    let mut nouns: Vec<TokenId> = context.children_by(head, DepRel::Appos).filter(|&child| child > head).collect();
    let above = context.head(head);
    nouns.extend(above.filter(|_| matches!(context.deprel(head), DepRel::Appos | DepRel::Flat | DepRel::NmodDesc)));
    if context.deprel(head).is(DepRel::Nsubj) {
        nouns.extend(above.filter(|&noun| context.is_plain_copula(noun)));
    }
    nouns.extend(above.filter(|&noun| {
        matches!(context.deprel(head), DepRel::Compound | DepRel::NmodDesc)
            && noun == mention.tokens.end
            && descriptions::follows_name(&context.lemma(noun))
    }));
    nouns.retain(|&noun| context.mention(noun).is_none() && fits(context, noun, mention.kind));
    nouns
}

fn fits(context: &Context, noun: TokenId, kind: EntityType) -> bool {
    let lemma = context.lemma(noun);
    context.lower(noun) == lemma && nouns::kind(&lemma) == Some(kind)
}

/// Nouns with the narrower ones of which they can be said.
static WIDER: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut wider: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in include_str!("hypernyms.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((wide, narrow)) = line.split_once('|') else { continue };
        for noun in narrow.split_whitespace() {
            wider.entry(noun).or_default().push(wide.trim());
        }
    }
    wider
});

/// The nouns that can be said of whatever this noun is said of.
fn wider(lemma: &str) -> &'static [&'static str] {
    WIDER.get(lemma).map_or(&[], Vec::as_slice)
}
