//! Parses written by hand, for tests: one token a line, and names with their types.

use crate::document::{Annotations, DepRel, Entity, EntityType, Form, Id, Mention, MentionId, Sentence, Span, Token, TokenId, Upos};

/// Builds annotations of one sentence. A token is `word/lemma/UPOS/head/deprel` (head counted from 1, 0 for the root); tokens are split at spaces
/// and line breaks. A name is `(words, type)` and stands where the words first stand after the name before it.
pub(super) fn sentence(tokens: &str, names: &[(&str, EntityType)]) -> Annotations {
    let mut doc = Annotations::default();
    for (i, line) in tokens.split_whitespace().enumerate() {
        push_token(&mut doc, i, line);
    }
    let all = TokenId::range(0..doc.tokens.len());
    doc.sentences.push(Sentence { span: Span::new(0, doc.text.len()), tokens: all });
    let mut from = 0;
    for &(name, kind) in names {
        from = push_name(&mut doc, name, kind, from);
    }
    assert_eq!(doc.check(), Ok(()));
    doc
}

fn push_token(doc: &mut Annotations, i: usize, line: &str) {
    let parts: Vec<&str> = line.split('/').collect();
    let [word, lemma, upos, head, rel] = parts[..] else { panic!("five parts expected in {line}") };
    if i > 0 {
        doc.text.push(' ');
    }
    let start = doc.text.len();
    doc.text.push_str(word);
    let head: usize = head.parse().unwrap();
    doc.tokens.push(Token {
        span: Span::new(start, doc.text.len()),
        upos: Upos::from_tag(upos).unwrap(),
        lemma: lemma.into(),
        head: head.checked_sub(1).map(TokenId::from_index),
        deprel: DepRel::from_name(rel),
    });
}

fn push_name(doc: &mut Annotations, name: &str, kind: EntityType, from: usize) -> usize {
    let start = from + doc.text[from..].find(name).unwrap_or_else(|| panic!("no {name}"));
    let span = Span::new(start, start + name.len());
    let inside: Vec<usize> = (0..doc.tokens.len()).filter(|&i| span.contains(doc.tokens[i].span)).collect();
    let tokens = TokenId::range(inside[0]..inside[inside.len() - 1] + 1);
    let head = inside.iter().map(|&i| TokenId::from_index(i)).find(|&id| doc.token(id).head.is_none_or(|head| !tokens.contains(&head)));
    let known = doc.entities.iter().position(|entity| &*entity.name == name);
    let entity = known.unwrap_or(doc.entities.len());
    let mention = MentionId::from_index(doc.mentions.len());
    if known.is_none() {
        doc.entities.push(Entity { kind, name: name.into(), names: vec![name.into()], mentions: vec![], gender: None, roles: vec![] });
    }
    doc.entities[entity].mentions.push(mention);
    doc.mentions.push(Mention {
        span,
        tokens,
        head: head.unwrap(),
        kind,
        form: Form::Name,
        confidence: 1.0,
        entity: Some(crate::document::EntityId::from_index(entity)),
    });
    span.end
}
