//! Tagged spans -> name mentions, cut as names are annotated: without "the", titles, quotes and the possessive mark.

use std::ops::Range;

use super::lists::List;
use super::tags::{SpanTag, TagSpan};
use super::{descriptions, titles};
use crate::document::{Annotations, EntityType, Form, Id, Mention, Sentence, TokenId};

/// The name mentions of a document, in order, and the spans that the model takes for dates. `spans` has one list for each sentence.
pub(crate) fn mentions(annotations: &Annotations, spans: &[Vec<TagSpan>]) -> (Vec<Mention>, Vec<Range<TokenId>>) {
    let (mut mentions, mut dates) = (Vec::new(), Vec::new());
    for (sentence, spans) in annotations.sentences.iter().zip(spans) {
        for span in spans {
            let tokens = in_document(sentence, &span.tokens);
            match entity_type(span.tag) {
                None if !tokens.is_empty() => dates.push(tokens),
                None => {}
                Some(kind) if kind != EntityType::Place && is_portfolio(annotations, &tokens) => {}
                Some(kind) => mentions.extend(mention(annotations, tokens, kind, span.confidence)),
            }
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    (mentions, dates)
}

/// A name mention over these tokens, or what remains when they are trimmed; `None` if nothing does.
pub(super) fn mention(annotations: &Annotations, tokens: Range<TokenId>, kind: EntityType, confidence: f32) -> Option<Mention> {
    let tokens = trimmed(annotations, tokens, kind)?;
    Some(Mention {
        span: span_of(annotations, &tokens),
        head: head_of(annotations, &tokens),
        tokens,
        kind,
        form: Form::Name,
        confidence,
        entity: None,
    })
}

/// The span of some tokens.
pub(super) fn span_of(annotations: &Annotations, tokens: &Range<TokenId>) -> crate::document::Span {
    let last = TokenId::from_index(tokens.end.index() - 1);
    annotations.token(tokens.start).span.cover(annotations.token(last).span)
}

/// The first token whose head lies outside.
fn head_of(annotations: &Annotations, tokens: &Range<TokenId>) -> TokenId {
    let is_head = |&id: &TokenId| annotations.token(id).head.is_none_or(|head| !tokens.contains(&head));
    ids(tokens).filter(|&id| annotations.word(id).chars().any(char::is_alphanumeric)).find(is_head).unwrap_or(tokens.start)
}

/// The ids of a range.
pub(super) fn ids(tokens: &Range<TokenId>) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + use<> {
    (tokens.start.index()..tokens.end.index()).map(TokenId::from_index)
}

fn in_document(sentence: &Sentence, tokens: &Range<usize>) -> Range<TokenId> {
    let (first, end) = (sentence.tokens.start.index(), sentence.tokens.end.index());
    let start = (first + tokens.start).min(end);
    TokenId::range(start..(first + tokens.end).clamp(start, end))
}

/// "State" in "Secretary of State" and "Public Security" in "Minister of Public Security" are part of the title, and no body or person.
fn is_portfolio(annotations: &Annotations, tokens: &Range<TokenId>) -> bool {
    let last = tokens.end.index().checked_sub(1).map(|i| annotations.word(TokenId::from_index(i)).to_lowercase());
    let is_field = ids(tokens).len() == 1 || (ids(tokens).len() < 6 && last.is_some_and(|word| List::Fields.has(&word)));
    let before = |steps: usize| tokens.start.index().checked_sub(steps).map(|i| annotations.word(TokenId::from_index(i)).to_lowercase());
    let is_office = |word: String| matches!(word.as_str(), "secretary" | "undersecretary" | "minister");
    is_field && before(1).is_some_and(|word| word == "of") && before(2).is_some_and(is_office)
}

fn entity_type(tag: SpanTag) -> Option<EntityType> {
    match tag {
        SpanTag::Person => Some(EntityType::Person),
        SpanTag::Organization => Some(EntityType::Organization),
        SpanTag::Place => Some(EntityType::Place),
        SpanTag::Misc => Some(EntityType::Misc),
        SpanTag::Date => None,
    }
}

fn trimmed(annotations: &Annotations, tokens: Range<TokenId>, kind: EntityType) -> Option<Range<TokenId>> {
    let word = |index: usize| annotations.word(TokenId::from_index(index));
    let (mut start, mut end) = (tokens.start.index(), tokens.end.index());
    while start < end && is_before_name(word(start), (start + 1 < end).then(|| word(start + 1)), kind) {
        start += 1;
    }
    if kind == EntityType::Person
        && let Some(of) = (start + 2..end).find(|&i| word(i) == "of")
    {
        end = of;
    }
    while start < end && is_after_name(word(end - 1), start + 1 < end && opens_bracket(annotations, start..end)) {
        end -= 1;
    }
    let names = (start..end).any(|i| word(i).chars().any(char::is_alphanumeric));
    (start < end && names).then(|| TokenId::range(start..end))
}

/// Whether a word at the head of a span is not part of the name.
fn is_before_name(word: &str, next: Option<&str>, kind: EntityType) -> bool {
    let lower = word.to_lowercase();
    match lower.as_str() {
        // "The Hague" is the one place whose article never goes.
        "the" => next.is_none_or(|next| next != "Hague"),
        "a" | "an" | "both" => next.is_some() && kind != EntityType::Misc,
        _ if !word.chars().any(char::is_alphanumeric) => true,
        _ if kind != EntityType::Person => false,
        _ => next
            .is_some_and(|next| titles::is_title(&lower) || (descriptions::is_portfolio(&lower) && titles::is_title(&next.to_lowercase()))),
    }
}

fn is_after_name(word: &str, closes: bool) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
        || matches!(word, "of" | "and" | "the" | "for" | "in" | "on" | "by" | "to" | "with")
        || (!word.chars().any(char::is_alphanumeric) && (word != ")" || !closes) && !matches!(word, "!" | "." | "+"))
}

fn opens_bracket(annotations: &Annotations, mut range: Range<usize>) -> bool {
    range.any(|i| annotations.word(TokenId::from_index(i)) == "(")
}
