//! Entities that the data gives, put in the place of those that the model finds.

use dateline::document::{Annotations, Entity, EntityId, EntityType, Form, Id, Mention, MentionId, Span, TokenId};

/// A name that the data gives: where it stands, what it is, and whose name it is.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// In bytes of the text.
    pub span: Span,
    /// Its type.
    pub kind: EntityType,
    /// The number of its entity, from 0 without gaps.
    pub entity: usize,
}

/// Replaces all mentions and entities. A name that covers no token is left without a mention.
pub fn replace_entities(annotations: &mut Annotations, given: &[Given]) {
    let count = given.iter().map(|name| name.entity + 1).max().unwrap_or_default();
    let kind = |entity| given.iter().find(|name| name.entity == entity).map_or(EntityType::Misc, |name| name.kind);
    let surface = |entity| given.iter().find(|name| name.entity == entity).map(|name| annotations.surface(name.span)).unwrap_or_default();
    annotations.entities = (0..count).map(|entity| empty_entity(kind(entity), surface(entity))).collect();
    let mut mentions: Vec<Mention> = given.iter().filter_map(|name| mention(annotations, name)).collect();
    mentions.sort_by_key(|mention| (mention.span, mention.entity));
    for (i, mention) in mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            annotations.entities[entity.index()].mentions.push(MentionId::from_index(i));
        }
    }
    annotations.mentions = mentions;
}

fn empty_entity(kind: EntityType, name: &str) -> Entity {
    Entity { kind, name: name.into(), names: vec![name.into()], mentions: Vec::new(), gender: None, roles: Vec::new() }
}

fn mention(annotations: &Annotations, name: &Given) -> Option<Mention> {
    let tokens = tokens_under(annotations, name.span)?;
    let last = TokenId::from_index(tokens.end.index() - 1);
    let span = annotations.token(tokens.start).span.cover(annotations.token(last).span);
    let head = head(annotations, &tokens);
    let entity = Some(EntityId::from_index(name.entity));
    Some(Mention { span, tokens, head, kind: name.kind, form: Form::Name, confidence: 1.0, entity })
}

/// The tokens that a span touches, those of the first sentence where it spans two.
fn tokens_under(annotations: &Annotations, span: Span) -> Option<std::ops::Range<TokenId>> {
    let first = annotations.tokens.partition_point(|token| token.span.end <= span.start);
    let count = annotations.tokens[first..].iter().take_while(|token| token.span.overlaps(span)).count();
    if count == 0 {
        return None;
    }
    let sentence = annotations.sentence(annotations.sentence_of(TokenId::from_index(first)));
    Some(TokenId::range(first..(first + count).min(sentence.tokens.end.index())))
}

/// The token on which the others depend: the one whose own head lies outside.
fn head(annotations: &Annotations, tokens: &std::ops::Range<TokenId>) -> TokenId {
    let mut ids = (tokens.start.index()..tokens.end.index()).map(TokenId::from_index);
    let is_outside = |id: &TokenId| annotations.token(*id).head.is_none_or(|head| !tokens.contains(&head));
    ids.find(is_outside).unwrap_or(tokens.start)
}
