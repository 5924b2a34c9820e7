//! Which phrases of the grammar are time expressions here: names and the model have a say.

use std::ops::Range;

use crate::document::{Annotations, EntityType, Form, Id, Span, TokenId, Upos};

use super::expr::{Expr, Named, Step};
use super::grammar::{self, Cursor, Phrase};
use super::lexer;
use super::resolve::Setting;
use super::tense;
use super::words::Word;

/// A time expression before it is resolved.
#[derive(Debug)]
pub(super) struct Candidate {
    pub span: Span,
    pub tokens: Range<usize>,
    /// `None` if only the model saw it.
    pub expr: Option<Expr>,
    pub setting: Setting,
}

/// The time expressions of the document, in order and without overlap.
pub(super) fn candidates(annotations: &Annotations, model_spans: &[Range<TokenId>]) -> Vec<Candidate> {
    let names = name_spans(annotations);
    let model = ModelSpans::new(annotations, model_spans);
    let (mut pieces, mut phrases, mut out) = (Vec::new(), Vec::new(), Vec::new());
    for (nth, sentence) in annotations.sentences.iter().enumerate() {
        lexer::pieces(annotations, sentence, &mut pieces);
        let cursor = Cursor { text: &annotations.text, pieces: &pieces, tokens: &annotations.tokens };
        grammar::phrases(&cursor, &mut phrases);
        phrases.retain(|phrase| span(&cursor, phrase).is_some_and(|span| is_sound(&cursor, phrase, span, model.overlaps(span), &names)));
        add_confirmed(&cursor, &model.within(sentence.span), &mut phrases);
        for (i, phrase) in phrases.iter().enumerate() {
            let Some(span) = span(&cursor, phrase) else { continue };
            let mut setting = setting(&cursor, phrase, phrases.get(i + 1), nth);
            if let Some(first) = i.checked_sub(1).and_then(|i| phrases.get(i)).filter(|first| are_joined(&cursor, first, phrase)) {
                (setting.tense, setting.sure) = tense::tense(&cursor, first);
            }
            out.push(Candidate { span, tokens: tokens(&cursor, phrase), expr: Some(phrase.expr.clone()), setting });
        }
    }
    add_unparsed(annotations, &model, &mut out);
    out
}

/// "from 3 to 7 May", "on Monday and Wednesday": two dates of one tense, which the first shows.
fn are_joined(cursor: &Cursor<'_>, first: &Phrase, second: &Phrase) -> bool {
    let word = &["to", "and", "until", "till", "through", "-", "–", "—", "or"];
    let started = first.first > 0 && cursor.any(first.first - 1, &["from", "between", "on", "in"]);
    started && second.first == first.end + 1 && cursor.any(first.end, word)
}

/// What the grammar takes for a time only because the model does.
fn add_confirmed(cursor: &Cursor<'_>, model: &[Span], phrases: &mut Vec<Phrase>) {
    let known: Vec<Span> = phrases.iter().filter_map(|phrase| span(cursor, phrase)).collect();
    for &span in model.iter().filter(|span| overlapping(&known, **span).is_none()) {
        let first = cursor.pieces.partition_point(|piece| piece.start < span.start);
        let end = cursor.pieces.partition_point(|piece| piece.end <= span.end);
        phrases.extend(grammar::loose(cursor, first, end));
    }
    phrases.sort_by_key(|phrase| phrase.first);
}

fn span(cursor: &Cursor<'_>, phrase: &Phrase) -> Option<Span> {
    Some(Span::new(cursor.pieces.get(phrase.first)?.start, cursor.pieces.get(phrase.end.checked_sub(1)?)?.end))
}

fn tokens(cursor: &Cursor<'_>, phrase: &Phrase) -> Range<usize> {
    let of = |at: usize| cursor.pieces.get(at).map_or(0, |piece| piece.token);
    of(phrase.first)..of(phrase.end.saturating_sub(1)) + 1
}

fn setting(cursor: &Cursor<'_>, phrase: &Phrase, next: Option<&Phrase>, sentence: usize) -> Setting {
    let (tense, sure) = tense::tense(cursor, phrase);
    let weekday = next.filter(|next| next.first == phrase.end + 1 && cursor.is(phrase.end, ",")).and_then(|next| match next.expr {
        Expr::Which(Step::Bare, Named::Weekday(weekday)) => Some(weekday),
        _ => None,
    });
    let is_line = phrase.first == 0 && phrase.end == cursor.pieces.len();
    Setting { tense, sure, dateline: sentence < 3 && (is_line || is_dateline(cursor, phrase)), line: sentence < 3 && is_line, weekday }
}

/// "TRIPOLI, Dec. 26 (Reuters)", "(Tripoli, December 26)", "CAIRO — Jan. 3, 2020 —": a date behind a place at the head of the text.
fn is_dateline(cursor: &Cursor<'_>, phrase: &Phrase) -> bool {
    let before = phrase.first.checked_sub(2).is_some_and(|i| cursor.any(i + 1, &[",", "-", "—", "–", "("]) && cursor.is_capital(i));
    let closed = cursor.any(phrase.end, &["(", ")", "-", "—", "–", ":"]);
    closed && (before || phrase.first < 2)
}

type NameSpan = (Span, EntityType);

fn name_spans(annotations: &Annotations) -> Vec<NameSpan> {
    annotations.mentions.iter().filter(|m| m.form == Form::Name).map(|m| (m.span, m.kind)).collect()
}

/// The dates that the model found, by span.
struct ModelSpans {
    spans: Vec<Span>,
    tokens: Vec<Range<usize>>,
}

impl ModelSpans {
    fn new(annotations: &Annotations, ranges: &[Range<TokenId>]) -> Self {
        let span = |id: usize| annotations.tokens.get(id).map(|token| token.span);
        let of = |range: &Range<TokenId>| Some(span(range.start.index())?.cover(span(range.end.index().checked_sub(1)?)?));
        let mut all: Vec<_> = ranges.iter().filter_map(|range| Some((of(range)?, range.start.index()..range.end.index()))).collect();
        all.retain(|(_, tokens)| !tokens.is_empty());
        all.sort_by_key(|(span, _)| *span);
        all.dedup_by(|next, last| next.0.overlaps(last.0));
        let (spans, tokens) = all.into_iter().unzip();
        Self { spans, tokens }
    }

    fn overlaps(&self, span: Span) -> bool {
        overlapping(&self.spans, span).is_some()
    }

    fn within(&self, sentence: Span) -> Vec<Span> {
        let first = self.spans.partition_point(|span| span.start < sentence.start);
        let end = self.spans.partition_point(|span| span.start < sentence.end);
        self.spans.get(first..end).unwrap_or_default().to_vec()
    }
}

fn overlapping(sorted: &[Span], span: Span) -> Option<usize> {
    let after = sorted.partition_point(|other| other.end <= span.start);
    sorted.get(after).filter(|other| other.overlaps(span)).map(|_| after)
}

fn is_sound(cursor: &Cursor<'_>, phrase: &Phrase, span: Span, confirmed: bool, names: &[NameSpan]) -> bool {
    confirmed || !(in_name(span, phrase, names) || is_doubtful(cursor, phrase))
}

/// Part of a name: "June Carter", the "Sunday Times". A day with its month stays a date even there.
fn in_name(span: Span, phrase: &Phrase, names: &[NameSpan]) -> bool {
    let after = names.partition_point(|(name, _)| name.end <= span.start);
    let inside = names.get(after).is_some_and(|(name, kind)| name.overlaps(span) && *kind != EntityType::Misc);
    inside && matches!(phrase.expr, Expr::Which(..) | Expr::Reference(_) | Expr::Duration(..) | Expr::Every(..) | Expr::EveryNamed(_))
}

/// Words that are more often something else, where nothing beside them makes them a time.
fn is_doubtful(cursor: &Cursor<'_>, phrase: &Phrase) -> bool {
    if phrase.end != phrase.first + 1 {
        return false;
    }
    let at = phrase.first;
    match cursor.word(at) {
        Word::Month(_) => is_doubtful_month(cursor, at),
        Word::Weekday(_) => cursor.str(at).len() <= 3 && !after(cursor, at, &["on", "last", "next", "this", "until", "since"]),
        _ => false,
    }
}

/// "May", "March", "Mar": a modal, a verb, a name.
fn is_doubtful_month(cursor: &Cursor<'_>, at: usize) -> bool {
    if !cursor.any(at, &["may", "march", "mar", "jan", "june", "april", "august", "jun", "dec", "sep", "oct"]) {
        return false;
    }
    if after(cursor, at, BEFORE_MONTHS) {
        return false;
    }
    if cursor.is(at, "march") && cursor.any(at + 1, &["for", "of", "on", "against", "to"]) {
        return true;
    }
    match cursor.upos(at) {
        Upos::Propn => cursor.any(at, &["jan", "mar"]),
        Upos::X => at == 0 || !cursor.any(at, &["march", "june", "april", "august"]),
        _ => true,
    }
}

const BEFORE_MONTHS: &[&str] =
    &["in", "of", "since", "until", "till", "by", "from", "during", "before", "after", "for", "to", "through", "between", "late", "early"];

fn after(cursor: &Cursor<'_>, at: usize, words: &[&str]) -> bool {
    at.checked_sub(1).is_some_and(|i| cursor.any(i, words))
}

/// What only the model saw is kept without a value.
fn add_unparsed(annotations: &Annotations, model: &ModelSpans, out: &mut Vec<Candidate>) {
    let known: Vec<Span> = out.iter().map(|candidate| candidate.span).collect();
    for (&span, tokens) in model.spans.iter().zip(&model.tokens) {
        if overlapping(&known, span).is_none() && has_content(annotations, tokens) {
            let setting = Setting { tense: super::resolve::Tense::Unknown, sure: false, dateline: false, line: false, weekday: None };
            out.push(Candidate { span, tokens: tokens.clone(), expr: None, setting });
        }
    }
    out.sort_by_key(|candidate| candidate.span);
}

/// Whether there is more than prepositions and articles, on which the model sometimes cuts a date.
fn has_content(annotations: &Annotations, tokens: &Range<usize>) -> bool {
    let content = [Upos::Noun, Upos::Propn, Upos::Num, Upos::Adv, Upos::Adj, Upos::X];
    annotations.tokens.get(tokens.clone()).unwrap_or_default().iter().any(|token| content.contains(&token.upos))
}
