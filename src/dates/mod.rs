//! Time expressions: found by a grammar and by the model, and resolved to TIMEX3 values.
//!
//! The grammar reads pieces of text (finer than tokens), never the clock; what it finds is resolved against the publication date, and without one
//! against the dates that the text states.

mod detect;
mod expr;
mod grammar;
mod lexer;
mod resolve;
mod stretch;
mod tense;
mod words;

use std::ops::Range;

use crate::document::{Annotations, DateMention, DateValue, Diagnostic, DiagnosticKind, Grain, Id, Span, TimexType, TokenId};

use detect::Candidate;
use resolve::Context;

/// The time expressions of a document, in the order of the text, and what there is to say about them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub dates: Vec<DateMention>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds and resolves all time expressions. `model_spans` are the dates that the model found; they and the grammar confirm each other.
pub(crate) fn find(annotations: &Annotations, model_spans: &[Range<TokenId>]) -> Found {
    let candidates = detect::candidates(annotations, model_spans);
    let known = candidates.iter().filter_map(|candidate| candidate.expr.as_ref().map(|expr| (expr, candidate.setting)));
    let mut context = Context::new(annotations.published, known);
    let mut found = Found::default();
    for candidate in &candidates {
        let mention = resolved(candidate, &mut context);
        if mention.value.timex.is_none() {
            found.diagnostics.push(no_value(annotations, mention.span));
        }
        found.dates.push(mention);
    }
    found
}

fn resolved(candidate: &Candidate, context: &mut Context) -> DateMention {
    let (kind, value) = match &candidate.expr {
        Some(expr) => resolve::resolve(expr, context, candidate.setting),
        None => (TimexType::Date, DateValue::unknown(Grain::Indefinite)),
    };
    DateMention { span: candidate.span, tokens: Id::range(candidate.tokens.clone()), kind, value }
}

fn no_value(annotations: &Annotations, span: Span) -> Diagnostic {
    let message = format!("no sound value for the time expression \"{}\"", annotations.surface(span));
    Diagnostic { kind: DiagnosticKind::Date, span: Some(span), message }
}

#[cfg(test)]
pub(crate) mod tests;
