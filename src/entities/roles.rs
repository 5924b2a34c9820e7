//! Titles, appositions and predicates -> the roles of persons.

use std::ops::Range;

use super::context::Context;
use super::nouns;
use super::spans::{ids, span_of};
use crate::document::{DepRel, EntityId, EntityType, Form, Id, MentionId, Role, TokenId, Upos};

/// A role, whose it is, and the noun that states it.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) person: EntityId,
    pub(super) noun: TokenId,
    pub(super) role: Role,
}

/// The roles that the document states of its named persons, in the order of the text.
pub(super) fn find(context: &Context) -> Vec<Stated> {
    let mut found = Vec::new();
    for id in context.annotations.mention_ids() {
        let mention = context.annotations.mention(id);
        if mention.form == Form::Name && mention.kind == EntityType::Person {
            found.extend(before_name(context, id));
            found.extend(beside_name(context, id));
        }
    }
    found.sort_by_key(|stated| (stated.person, stated.role.title));
    found.dedup_by_key(|stated| (stated.person, stated.role.title));
    found
}

/// "Turkish Defense Minister Hulusi Akar", "Turkey's former president X".
fn before_name(context: &Context, id: MentionId) -> Option<Stated> {
    let noun = context.before(context.annotations.mention(id).tokens.start)?;
    let is_title = nouns::is_role(&context.lemma(noun)) || nouns::is_role(&context.lower(noun));
    (is_title && context.mention(noun).is_none()).then(|| stated(context, id, noun, &run_before(context, noun)))?
}

/// The nouns and adjectives in a row that end with `noun`.
fn run_before(context: &Context, noun: TokenId) -> Range<TokenId> {
    let mut start = noun;
    while let Some(before) = context.before(start) {
        let is_hyphen = matches!(context.annotations.word(before), "-" | "–" | "'s" | "’s" | "'" | "’");
        let is_part =
            matches!(context.upos(before), Upos::Noun | Upos::Propn | Upos::Adj) || is_hyphen || context.mention(before).is_some();
        if !is_part || noun.index() - before.index() > 12 {
            break;
        }
        start = before;
    }
    start..TokenId::from_index(noun.index() + 1)
}

/// "X, head of Y"; "the head of Y, X"; "X is the head of Y".
fn beside_name(context: &Context, id: MentionId) -> Vec<Stated> {
    let head = context.annotations.mention(id).head;
    let mut nouns: Vec<TokenId> = context.children_by(head, DepRel::Appos).collect();
    nouns.extend(nouns.clone().into_iter().flat_map(|noun| context.children_by(noun, DepRel::Conj)));
    nouns.extend(context.head(head).filter(|_| matches!(context.deprel(head), DepRel::Appos | DepRel::Flat | DepRel::NmodDesc)));
    if context.deprel(head).is(DepRel::Nsubj) {
        nouns.extend(context.head(head).filter(|&noun| context.children_by(noun, DepRel::Cop).next().is_some()));
    }
    nouns.retain(|&noun| context.mention(noun).is_none() && nouns::is_role(&context.lemma(noun)));
    nouns.into_iter().filter_map(|noun| stated(context, id, noun, &context.phrase(noun))).collect()
}

/// The role that `noun` states within `phrase`.
fn stated(context: &Context, id: MentionId, noun: TokenId, phrase: &Range<TokenId>) -> Option<Stated> {
    let person = context.annotations.mention(id).entity?;
    let named: Vec<MentionId> = ids(phrase).filter_map(|token| context.mention(token)).filter(|&other| other != id).collect();
    let start = named.last().map_or(phrase.start, |&other| context.annotations.mention(other).tokens.end);
    let words: Vec<TokenId> = ids(&(start..phrase.end)).skip_while(|&token| !is_title_word(context, token)).collect();
    let title = span_of(context.annotations, &(*words.first()?..phrase.end));
    let former = ids(phrase).any(|token| is_former(&context.lower(token)));
    let of = of_phrase(context, noun).or_else(|| named.last().and_then(|&other| context.annotations.mention(other).entity));
    Some(Stated { person, noun, role: Role { title, of: of.filter(|&of| of != person), former, mention: id } })
}

fn is_title_word(context: &Context, token: TokenId) -> bool {
    matches!(context.upos(token), Upos::Noun | Upos::Propn | Upos::Adj)
        && !is_former(&context.lower(token))
        && !matches!(&*context.lower(token), "current" | "then" | "new")
}

fn is_former(word: &str) -> bool {
    matches!(word, "former" | "ex" | "then" | "late" | "ousted" | "deposed" | "onetime" | "erstwhile" | "retired" | "outgoing")
        || word.starts_with("ex-")
}

/// "head of the Council", "ambassador to Turkey", "Turkey's president".
fn of_phrase(context: &Context, noun: TokenId) -> Option<EntityId> {
    let is_of = |child: TokenId| {
        context.deprel(child) == DepRel::NmodPoss
            || context
                .children_by(child, DepRel::Case)
                .any(|case| matches!(&*context.lower(case), "of" | "for" | "at" | "in" | "with" | "from"))
    };
    let nominals = context.children_by(noun, DepRel::Nmod).filter(|&child| is_of(child));
    nominals.into_iter().find_map(|child| context.entity(child))
}
