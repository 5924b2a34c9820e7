//! Every example and counter-example of the rule files, read by the model inside the crate.

use dateline::document::{Annotations, Entity, EntityId, EntityType, Form, Id, Mention, MentionId, Relation, Span, TokenId};
use dateline::{Article, Example, RuleSet};

use crate::support::EXTRACTOR;

#[test]
fn the_examples_of_the_rules_hold() {
    let failed: Vec<String> = RuleSet::builtin().examples().filter(|example| !holds(example)).map(show).collect();
    assert!(failed.is_empty(), "{} fail:\n{}", failed.len(), failed.join("\n"));
}

fn show(example: &Example) -> String {
    let claim = if example.expected { "finds no" } else { "finds a wrong" };
    format!("{} {claim} {} in: {}", example.rule, example.kind, example.text)
}

/// Whether the kind is found from A to B, as it should be or should not.
fn holds(example: &Example) -> bool {
    let annotations = with_names(EXTRACTOR.annotate(&Article::new(&*example.text)), example);
    let relations = EXTRACTOR.relate(&annotations);
    let is_it = |relation: &Relation| {
        let role = |entity: EntityId| example.names.get(entity.index()).and_then(|name| name.role);
        let roles = (role(relation.subject), role(relation.object));
        relation.kind == example.kind
            && (roles == (Some('A'), Some('B')) || (relation.kind.is_symmetric() && roles == (Some('B'), Some('A'))))
    };
    relations.iter().any(is_it) == example.expected
}

/// The names that the example gives, in the place of those that the model finds.
fn with_names(mut annotations: Annotations, example: &Example) -> Annotations {
    annotations.mentions = example.names.iter().enumerate().map(|(i, name)| mention(&annotations, i, name.span, name.kind)).collect();
    let entity = |(i, mention): (usize, &Mention)| {
        let name = annotations.surface(mention.span);
        Entity {
            kind: mention.kind,
            name: name.into(),
            names: vec![name.into()],
            mentions: vec![MentionId::from_index(i)],
            gender: None,
            roles: vec![],
        }
    };
    annotations.entities = annotations.mentions.iter().enumerate().map(entity).collect();
    annotations
}

fn mention(annotations: &Annotations, entity: usize, span: Span, kind: EntityType) -> Mention {
    let inside: Vec<usize> = (0..annotations.tokens.len()).filter(|&i| annotations.tokens[i].span.overlaps(span)).collect();
    let tokens = TokenId::range(inside[0]..inside[inside.len() - 1] + 1);
    let is_top = |id: &TokenId| annotations.token(*id).head.is_none_or(|head| !tokens.contains(&head));
    let head = inside.iter().map(|&i| TokenId::from_index(i)).find(is_top).unwrap_or(tokens.start);
    Mention { span, tokens, head, kind, form: Form::Name, confidence: 1.0, entity: Some(EntityId::from_index(entity)) }
}
