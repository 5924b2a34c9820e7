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

use crate::document::{Anchor, Annotations, DateMention, DateValue, Diagnostic, DiagnosticKind, Grain, Id, TimexType, TokenId};

use detect::Candidate;
use expr::{Expr, Named, Step};
use resolve::{Context, Tense};

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
        if let Some(note) = note(candidate, &mention, annotations) {
            let message = format!("\"{}\": {note}", annotations.surface(mention.span));
            found.diagnostics.push(Diagnostic { kind: DiagnosticKind::Date, span: Some(mention.span), message });
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

/// What a reader should know about a doubtful value.
fn note(candidate: &Candidate, mention: &DateMention, annotations: &Annotations) -> Option<&'static str> {
    if mention.value.timex.is_none() {
        return Some("a time expression without a sound value");
    }
    match &candidate.expr {
        Some(Expr::Calendar { .. }) if has_two_orders(annotations.surface(mention.span)) => {
            Some("read with the month first; it could be the day")
        }
        Some(Expr::Which(Step::Bare, named)) if is_open(*named, candidate, mention) => {
            Some("no verb says whether it is over or to come; the likelier was taken")
        }
        Some(Expr::Checked { weekday, .. }) if !falls_on(mention, *weekday) => Some("the weekday does not agree with the date"),
        _ => None,
    }
}

/// "A meeting on Friday": the last one or the next.
fn is_open(named: Named, candidate: &Candidate, mention: &DateMention) -> bool {
    let comes_again = matches!(named, Named::Weekday(_) | Named::Month(_) | Named::MonthDay(..) | Named::MonthlyDay(_));
    comes_again && candidate.setting.tense == Tense::Unknown && mention.value.anchor == Anchor::Published
}

/// "03/04/2020": both numbers can be the month.
fn has_two_orders(surface: &str) -> bool {
    let mut numbers = surface.split(['/', '-']).map(|part| part.parse::<u32>().unwrap_or(0));
    let (first, second, third) = (numbers.next(), numbers.next(), numbers.next());
    let is_month = |number: Option<u32>| number.is_some_and(|number| (1..=12).contains(&number));
    third.is_some() && is_month(first) && is_month(second) && first != second
}

fn falls_on(mention: &DateMention, weekday: u8) -> bool {
    mention.value.interval.is_none_or(|interval| stretch::weekday_of(interval.first) == weekday)
}

#[cfg(test)]
pub(crate) mod tests;
