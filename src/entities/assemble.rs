//! Groups of mentions -> entities: their types, their names, and the numbering of all.

use std::collections::BTreeMap;

use super::places::{self, PlaceForm};
use super::{bodies, words};
use crate::document::{Annotations, Entity, EntityId, EntityType, Form, Id, Mention, MentionId, Span, TokenId};

/// Makes entities of mentions that carry numbers of their own, equal where they are one. Mentions are
/// put in the order of the text, entities in the order of first mention. Returns the new id of each mention.
pub(super) fn number(annotations: &mut Annotations, groups: &[usize]) -> Vec<MentionId> {
    let mut order: Vec<usize> = (0..annotations.mentions.len()).collect();
    order.sort_by_key(|&i| (annotations.mentions[i].span, groups[i]));
    let mut entity_of: BTreeMap<usize, EntityId> = BTreeMap::new();
    let mut members: Vec<Vec<MentionId>> = Vec::new();
    let mut new_ids = vec![MentionId::from_index(0); order.len()];
    let mut mentions = Vec::with_capacity(order.len());
    for (new, &old) in order.iter().enumerate() {
        let entity = *entity_of.entry(groups[old]).or_insert(EntityId::from_index(members.len()));
        if entity.index() == members.len() {
            members.push(Vec::new());
        }
        members[entity.index()].push(MentionId::from_index(new));
        new_ids[old] = MentionId::from_index(new);
        mentions.push(Mention { entity: Some(entity), ..annotations.mentions[old].clone() });
    }
    annotations.mentions = mentions;
    annotations.entities = members.into_iter().map(|mentions| entity(annotations, mentions)).collect();
    new_ids
}

fn entity(annotations: &Annotations, mentions: Vec<MentionId>) -> Entity {
    let by_name: Vec<&Mention> = mentions.iter().map(|&id| annotations.mention(id)).filter(|mention| mention.form == Form::Name).collect();
    let kind = majority(&by_name).unwrap_or(annotations.mention(mentions[0]).kind);
    let mut names = names(annotations, &by_name, kind);
    if names.is_empty() {
        names.push(annotations.surface(annotations.mention(mentions[0]).span).into());
    }
    Entity { kind, name: names[0].clone(), names, mentions, gender: None, roles: Vec::new() }
}

fn majority(named: &[&Mention]) -> Option<EntityType> {
    let mut weights = [0.0_f32; EntityType::ALL.len()];
    for mention in named {
        weights[mention.kind as usize] += mention.confidence.clamp(0.05, 1.0);
    }
    let best = |a: EntityType, b: EntityType| if weights[b as usize] > weights[a as usize] { b } else { a };
    (!named.is_empty()).then(|| EntityType::ALL.iter().copied().reduce(best)).flatten()
}

/// The names of an entity, each once, the fullest first; a country that the text has only as an adjective gets its usual name.
fn names(annotations: &Annotations, by_name: &[&Mention], kind: EntityType) -> Vec<Box<str>> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, mention) in by_name.iter().enumerate() {
        let spaced = |span: Span| annotations.surface(span).split_whitespace().collect::<Vec<_>>().join(" ");
        counts.entry(spaced(mention.span)).or_insert((at, 0)).1 += 1;
        if let Some(span) = with_demonym(annotations, mention) {
            counts.entry(spaced(span)).or_insert((at, 0)).1 += 1;
        }
    }
    let country = |name: &str| (kind == EntityType::Place).then(|| places::place(name)).flatten();
    let mut names: Vec<(String, usize, usize)> = counts.into_iter().map(|(name, (at, count))| (name, at, count)).collect();
    let derived = names.iter().find_map(|(name, ..)| country(name).filter(|(_, form)| *form != PlaceForm::Name));
    let is_named = names.iter().any(|(name, ..)| country(name).is_some_and(|(_, form)| form == PlaceForm::Name));
    if let (Some((id, _)), false) = (derived, is_named) {
        names.push((places::canonical_name(id).to_owned(), usize::MAX, 0));
    }
    names.sort_by_cached_key(|(name, at, count)| {
        // A country comes before its capital, and both before what is derived from the country's name.
        let rank = country(name).map_or(1, |(_, form)| if form == PlaceForm::Name { 0 } else { 2 });
        let shouted = !name.chars().any(char::is_lowercase);
        let length = words::words(name).len();
        (rank, words::is_acronym(name), shouted, std::cmp::Reverse((length, name_length(name, kind))), std::cmp::Reverse(*count), *at)
    });
    names.into_iter().map(|(name, ..)| name.into_boxed_str()).collect()
}

/// "Vietnamese Ministry of Public Security", where the adjective is a mention of its own: readers take it for a part of the name of such a body.
fn with_demonym(annotations: &Annotations, mention: &Mention) -> Option<Span> {
    let before = mention.tokens.start.index().checked_sub(1).map(TokenId::from_index)?;
    let is_demonym = places::place(annotations.word(before)).is_some_and(|(_, form)| form == PlaceForm::Adjective);
    let is_beside = annotations.sentence_of(before) == annotations.sentence_of(mention.head);
    let is_body = mention.kind == EntityType::Organization && bodies::has_head(annotations.surface(mention.span));
    (is_demonym && is_beside && is_body).then(|| annotations.token(before).span.cover(mention.span))
}

/// Spellings of a person's name differ in length by chance; the longer name of another thing is the fuller one.
fn name_length(name: &str, kind: EntityType) -> usize {
    if kind == EntityType::Person { 0 } else { name.chars().count() }
}
