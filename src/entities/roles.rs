//! Titles, appositions and predicates -> the roles of persons.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::spans::{ids, span_of};
use super::{descriptions, nouns};
use crate::document::{Annotations, DepRel, EntityId, EntityType, Form, Id, Mention, MentionId, Role, TokenId, Upos};

/// How many different roles of one person are kept; keeps the work near-linear on odd texts.
const MAX_ROLES: usize = 32;

/// A role, whose it is, and the noun that states it.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) person: EntityId,
    pub(super) noun: TokenId,
    /// The noun or pronoun that says of what, where that has no name: "spokesman for the ministry".
    pub(super) of_noun: Option<TokenId>,
    pub(super) role: Role,
}

/// The roles that the document states of its named persons, in the order of the text.
pub(super) fn find(context: &Context) -> Vec<Stated> {
    let mut found = Vec::new();
    for id in context.annotations.mention_ids() {
        let mention = context.annotations.mention(id);
        if mention.form == Form::Name && mention.kind == EntityType::Person {
            found.extend(before_name(context, id));
            found.extend(office_before_name(context, id));
            found.extend(beside_name(context, id));
        }
    }
    found.sort_by_key(|stated| (stated.person, stated.role.title));
    found.dedup_by_key(|stated| (stated.person, stated.role.title));
    found
}

/// Fills in what a role is of, where a pronoun or description says it that stands for one entity: "spokesman for the ministry".
pub(super) fn complete(roles: &mut [Stated], found: &[Mention]) {
    let mut meant: BTreeMap<TokenId, Option<EntityId>> = BTreeMap::new();
    for mention in found {
        meant.entry(mention.head).and_modify(|entity| *entity = None).or_insert(mention.entity);
    }
    for stated in roles.iter_mut().filter(|stated| stated.role.of.is_none()) {
        let of = stated.of_noun.and_then(|noun| meant.get(&noun).copied().flatten());
        stated.role.of = of.filter(|&of| of != stated.person);
    }
}

/// Each role once: the same words again, or again without what they are of, add nothing.
pub(super) fn distinct(annotations: &Annotations, roles: Vec<Role>) -> Vec<Role> {
    let title = |role: &Role| annotations.surface(role.title).to_lowercase();
    let mut kept: Vec<Role> = Vec::new();
    for role in roles {
        let is_full = kept.len() >= MAX_ROLES;
        let same = kept.iter_mut().find(|other| {
            title(other) == title(&role) && other.former == role.former && (other.of == role.of || other.of.is_none() || role.of.is_none())
        });
        match same {
            Some(other) => other.of = other.of.or(role.of),
            None if is_full => {}
            None => kept.push(role),
        }
    }
    kept
}

/// "Turkish Defense Minister Hulusi Akar", "Turkey's former president X".
fn before_name(context: &Context, id: MentionId) -> Option<Stated> {
    let noun = context.before(context.annotations.mention(id).tokens.start)?;
    is_title_noun(context, noun).then(|| stated(context, id, noun, &run_before(context, noun)))?
}

/// "Minister of Education X", "member of the Council X": the office, what it is of, and the name without a comma.
fn office_before_name(context: &Context, id: MentionId) -> Option<Stated> {
    const LONGEST: usize = 8;
    let start = context.annotations.mention(id).tokens.start;
    let before: Vec<TokenId> = std::iter::successors(context.before(start), |&token| context.before(token)).take(LONGEST).collect();
    let is_of = |token: TokenId| matches!(&*context.lower(token), "of" | "for");
    let may_stand_between = |&&token: &&TokenId| {
        context.mention(token).is_some()
            || matches!(context.upos(token), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Cconj)
            || is_of(token)
    };
    let row = before.iter().take_while(may_stand_between).count();
    let at = (1..row).find(|&at| is_of(before[at - 1]) && is_title_noun(context, before[at]))?;
    if is_title_noun(context, before[0]) {
        return None;
    }
    let noun = before[at];
    let named = before[..at].iter().find_map(|&token| context.mention(token));
    let named = named.filter(|&other| context.annotations.mention(other).kind != EntityType::Person);
    let stated = stated(context, id, noun, &run_before(context, noun))?;
    let of = named.and_then(|other| context.annotations.mention(other).entity).filter(|&of| of != stated.person);
    // What names the portfolio belongs to the title; a body that is named does not.
    let title = if named.is_some() { stated.role.title } else { stated.role.title.cover(context.annotations.token(before[0]).span) };
    Some(Stated { role: Role { title, of: of.or(stated.role.of), ..stated.role }, ..stated })
}

fn is_title_noun(context: &Context, token: TokenId) -> bool {
    nouns::is_role(&context.lower(token)) && context.mention(token).is_none()
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
        nouns.extend(context.head(head).filter(|&noun| context.is_plain_copula(noun)));
    }
    nouns.retain(|&noun| context.mention(noun).is_none() && nouns::is_role(&context.lemma(noun)));
    nouns.into_iter().filter_map(|noun| stated(context, id, noun, &context.phrase(noun))).collect()
}

/// The role that `noun` states within `phrase`.
fn stated(context: &Context, id: MentionId, noun: TokenId, phrase: &Range<TokenId>) -> Option<Stated> {
    let person = context.annotations.mention(id).entity?;
    let named: Vec<MentionId> = ids(phrase).filter_map(|token| context.mention(token)).filter(|&other| other != id).collect();
    let start = named.last().map_or(phrase.start, |&other| context.annotations.mention(other).tokens.end);
    let words: Vec<TokenId> = ids(&(start..phrase.end)).collect();
    let owner_end = words.iter().rposition(|&token| is_possessive(context, token)).map_or(0, |at| at + 1);
    let first = words[owner_end..].iter().find(|&&token| is_title_word(context, token))?;
    let title = span_of(context.annotations, &(*first..phrase.end));
    let former = ids(phrase).any(|token| is_former(&context.lower(token)));
    let of_noun = of_nouns(context, noun).next();
    let of = of_nouns(context, noun).find_map(|child| entity_of(context, child));
    let of = of.or_else(|| named.last().and_then(|&other| context.annotations.mention(other).entity)).filter(|&of| of != person);
    Some(Stated { person, noun, of_noun, role: Role { title, of, former, mention: id } })
}

fn is_possessive(context: &Context, token: TokenId) -> bool {
    matches!(context.annotations.word(token), "'s" | "’s" | "'" | "’")
}

/// What a noun names, or has the name of: "the Lombardy region".
fn entity_of(context: &Context, noun: TokenId) -> Option<EntityId> {
    context.entity(noun).or_else(|| {
        let before = context.before(noun).filter(|&before| context.head(before) == Some(noun))?;
        context.entity(before).filter(|_| descriptions::follows_name(&context.lemma(noun)))
    })
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
fn of_nouns(context: &Context, noun: TokenId) -> impl Iterator<Item = TokenId> {
    let is_of = |&child: &TokenId| {
        context.deprel(child) == DepRel::NmodPoss
            || context
                .children_by(child, DepRel::Case)
                .any(|case| matches!(&*context.lower(case), "of" | "for" | "at" | "in" | "with" | "from" | "to"))
    };
    context.children_by(noun, DepRel::Nmod).filter(is_of)
}
