//! Whether the examples of rules hold, read by whatever annotates text.

use std::fmt;

use super::example::Example;
use super::rules::RuleSet;
use crate::document::{Annotations, Entity, EntityId, Form, Id, Mention, MentionId, Relation, TokenId};

/// An example whose relation is not found, or a counter-example in which one is found.
///
/// ```text
/// trade:14: sell finds no sells_to in: Norway sells gas to Germany.
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedExample {
    /// The example, with its rule.
    pub example: Example,
}

impl fmt::Display for FailedExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Example { rule, kind, text, line, expected, .. } = &self.example;
        let (file, rule) = rule.split_once('.').unwrap_or(("", rule));
        let claim = if *expected { "finds no" } else { "finds a wrong" };
        write!(f, "{file}:{line}: {rule} {claim} {kind} in: {text}")
    }
}

impl RuleSet {
    /// The examples and counter-examples of the rules that do not hold. `annotate` reads a sentence; the names are those that the example marks,
    /// whatever the reader finds.
    ///
    /// ```
    /// use dateline::{Article, Extractor, RuleSet};
    ///
    /// let rules = r#"
    ///     kind = "sells_to"
    ///     new_kinds = [{ name = "sells_to" }]
    ///     a = ["PLACE"]
    ///     b = ["PLACE"]
    ///     [[rule]]
    ///     id = "sell"
    ///     patterns = ["A sell gas to B"]
    ///     yes = ["Gas was sold to [Germany|LOC B] by [Norway|LOC A]."]
    ///     no = ["[Norway|LOC A] sold a film to [Germany|LOC B]."]
    /// "#;
    /// let own = RuleSet::parse("trade", rules).unwrap();
    /// let extractor = Extractor::new()?;
    /// assert_eq!(own.check(|sentence| extractor.annotate(&Article::new(sentence))), []);
    /// # Ok::<(), dateline::LoadError>(())
    /// ```
    pub fn check(&self, annotate: impl Fn(&str) -> Annotations) -> Vec<FailedExample> {
        let fails = |example: &&Example| self.finds(example, annotate(&example.text)) != example.expected;
        self.examples().filter(fails).map(|example| FailedExample { example: example.clone() }).collect()
    }

    /// Whether the kind of the example is found from an A to a B.
    fn finds(&self, example: &Example, annotations: Annotations) -> bool {
        let role = |entity: EntityId| example.names.get(entity.index()).and_then(|name| name.role);
        let is_it = |relation: &Relation| {
            let roles = (role(relation.subject), role(relation.object));
            let is_swapped = relation.kind.is_symmetric() && roles == (Some('B'), Some('A'));
            relation.kind == example.kind && (roles == (Some('A'), Some('B')) || is_swapped)
        };
        super::relate(&with_names(annotations, example), self).iter().any(is_it)
    }
}

/// The names that the example gives, in the place of those that the reader finds: each an entity of its own.
fn with_names(mut annotations: Annotations, example: &Example) -> Annotations {
    let mentions: Vec<Option<Mention>> = (0..example.names.len()).map(|number| mention(&annotations, example, number)).collect();
    let entity = |number: usize| {
        let name = &example.names[number];
        let surface = annotations.surface(name.span);
        Entity { kind: name.kind, name: surface.into(), names: vec![surface.into()], mentions: vec![], gender: None, roles: vec![] }
    };
    annotations.entities = (0..example.names.len()).map(entity).collect();
    annotations.mentions = mentions.into_iter().flatten().collect();
    for (i, mention) in annotations.mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            annotations.entities[entity.index()].mentions.push(MentionId::from_index(i));
        }
    }
    annotations
}

/// The mention of a name; none where the reader sees no token.
fn mention(annotations: &Annotations, example: &Example, number: usize) -> Option<Mention> {
    let name = &example.names[number];
    let first = annotations.tokens.iter().position(|token| token.span.overlaps(name.span))?;
    let count = annotations.tokens[first..].iter().take_while(|token| token.span.overlaps(name.span)).count();
    let tokens = TokenId::range(first..first + count);
    let is_top = |id: &TokenId| annotations.token(*id).head.is_none_or(|head| !tokens.contains(&head));
    let head = (first..first + count).map(TokenId::from_index).find(is_top).unwrap_or(tokens.start);
    let entity = Some(EntityId::from_index(number));
    Some(Mention { span: name.span, tokens, head, kind: name.kind, form: Form::Name, confidence: 1.0, entity })
}
