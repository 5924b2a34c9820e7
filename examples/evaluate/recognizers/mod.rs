//! Time expressions against a file of the Recognizers-Text suites: short texts, each with a day of reading and the values expected.
//!
//! A case is right if every expression it expects has the value it expects. Which cases count is decided by `scope.rs`, how values are compared by
//! `compare.rs`.

mod case;
mod compare;
mod scope;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{DateMention, Document};
use dateline::{Article, Extractor};
use serde_json::{Value, json};

use crate::Options;
use crate::score::fraction;
use crate::support::complain;
use case::Case;

/// Reads the file and counts the cases that are right.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let cases = case::parse(&file)?;
    let (mut right, mut in_scope, mut words) = (0, 0, 0);
    let mut left_out: BTreeMap<&str, usize> = scope::REASONS.iter().map(|(reason, _)| (*reason, 0)).collect();
    let mut errors = options.errors;
    for case in &cases {
        if let Some(reason) = scope::reason(case) {
            *left_out.entry(reason).or_default() += 1;
            continue;
        }
        let document = extractor.extract(&article(case));
        words += document.annotations().tokens.len();
        in_scope += 1;
        if is_right(case, &document) {
            right += 1;
        } else if let Some(left) = errors.checked_sub(1) {
            errors = left;
            complain(&mistake(case, &document));
        }
    }
    left_out.retain(|_, count| *count > 0);
    let accuracy = fraction(right, in_scope);
    Ok(json!({"cases": cases.len(), "in_scope": in_scope, "right": right, "accuracy": accuracy, "left_out": left_out, "words": words}))
}

fn article(case: &Case) -> Article {
    let article = Article::new(case.text.clone());
    match case.day.as_deref().and_then(|day| day.parse().ok()) {
        Some(day) => article.with_published(day),
        None => article,
    }
}

fn is_right(case: &Case, document: &Document) -> bool {
    case.expected.iter().all(|expected| {
        let at_its_place = document.annotations().dates.iter().filter(|date| date.span.overlaps(expected.span));
        compare::agrees(expected, &at_its_place.collect::<Vec<_>>(), case.day.as_deref())
    })
}

fn mistake(case: &Case, document: &Document) -> String {
    let first = |readings: &[case::Reading]| readings.first().map_or_else(String::new, |reading| reading.timex.clone());
    let expected: Vec<String> = case.expected.iter().map(|expected| format!("{} = {}", expected.text, first(&expected.readings))).collect();
    let found: Vec<String> = document.annotations().dates.iter().map(|date| shown(date, document)).collect();
    format!("{}: \"{}\" ({}): expected {expected:?}, found {found:?}", case.number, case.text, case.day.as_deref().unwrap_or("no day"))
}

fn shown(date: &DateMention, document: &Document) -> String {
    format!("{} = {}", date.span.of(document.text()), date.value.timex.as_deref().unwrap_or("-"))
}
