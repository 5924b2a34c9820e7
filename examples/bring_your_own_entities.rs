//! Adds entities that the model does not know, from a list of one's own, and lets the rules find the relations.
//!
//! The annotations are the hand-over point between the two halves of the library: any recogniser can write them. Here it is a list of names.
//!
//!     cargo run --release --example bring_your_own_entities

mod support;

use std::process::ExitCode;

use dateline::document::{Annotations, Entity, EntityId, EntityType, Form, Id, Mention, MentionId, Span, TokenId};
use dateline::{Article, Extractor};
use support::{Failure, print};

const TEXT: &str = "On Monday, blue-lantern-7 attacked the port of Rotterdam. Interpol criticized blue-lantern-7 on Tuesday.";

/// A name that looks like none.
const NAME: &str = "blue-lantern-7";

fn main() -> ExitCode {
    support::end("usage: bring_your_own_entities", run())
}

fn run() -> Result<(), Failure> {
    let extractor = Extractor::new()?;
    let mut annotations = extractor.annotate(&Article::new(TEXT));

    let mentions = find_all(&annotations, NAME);
    add_entity(&mut annotations, NAME, EntityType::Organization, &mentions);

    // Annotations made by hand can be wrong: better to hear of it here than to wonder about the relations.
    annotations.check().map_err(|problem| Failure::Other(problem.into()))?;

    for relation in extractor.relate(&annotations) {
        let name = |entity| &annotations.entity(entity).name;
        print(format!("{} {} {}", name(relation.subject), relation.kind, name(relation.object)))?;
    }
    Ok(())
}

/// The tokens of each place where the name stands.
fn find_all(annotations: &Annotations, name: &str) -> Vec<std::ops::Range<TokenId>> {
    let spans = annotations.text.match_indices(name).map(|(start, name)| Span::new(start, start + name.len()));
    spans.filter_map(|span| tokens_under(annotations, span)).collect()
}

fn tokens_under(annotations: &Annotations, span: Span) -> Option<std::ops::Range<TokenId>> {
    let first = annotations.tokens.iter().position(|token| token.span.overlaps(span))?;
    let count = annotations.tokens[first..].iter().take_while(|token| token.span.overlaps(span)).count();
    Some(TokenId::range(first..first + count))
}

/// Adds an entity with its mentions. Whatever the model made of the same words gives way.
fn add_entity(annotations: &mut Annotations, name: &str, kind: EntityType, places: &[std::ops::Range<TokenId>]) {
    let is_taken = |mention: &Mention| places.iter().any(|place| place.start < mention.tokens.end && mention.tokens.start < place.end);
    let entity = EntityId::from_index(annotations.entities.len());
    let mut mentions = std::mem::take(&mut annotations.mentions);
    mentions.retain(|mention| !is_taken(mention));
    mentions.extend(places.iter().map(|place| mention(annotations, kind, place, entity)));
    mentions.sort_by_key(|mention| mention.span.start);
    annotations.mentions = mentions;
    annotations.entities.push(Entity {
        kind,
        name: name.into(),
        names: vec![name.into()],
        mentions: Vec::new(),
        gender: None,
        roles: Vec::new(),
    });
    renumber(annotations);
}

fn mention(annotations: &Annotations, kind: EntityType, tokens: &std::ops::Range<TokenId>, entity: EntityId) -> Mention {
    let last = TokenId::from_index(tokens.end.index() - 1);
    let span = annotations.token(tokens.start).span.cover(annotations.token(last).span);
    Mention { span, tokens: tokens.clone(), head: head(annotations, tokens), kind, form: Form::Name, confidence: 1.0, entity: Some(entity) }
}

/// The token of a mention on which the others depend: the one whose own head lies outside.
fn head(annotations: &Annotations, tokens: &std::ops::Range<TokenId>) -> TokenId {
    let mut ids = (tokens.start.index()..tokens.end.index()).map(TokenId::from_index);
    ids.find(|&id| annotations.token(id).head.is_none_or(|head| !tokens.contains(&head))).unwrap_or(tokens.start)
}

/// Lists the mentions of each entity anew, for their numbers have changed.
fn renumber(annotations: &mut Annotations) {
    for entity in &mut annotations.entities {
        entity.mentions.clear();
    }
    for (i, mention) in annotations.mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            annotations.entities[entity.index()].mentions.push(MentionId::from_index(i));
        }
    }
}
