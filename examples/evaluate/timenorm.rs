//! Values of time expressions that are given: lines of phrase, type and value, in documents that an empty line ends. The first line of a document is its
//! date.
//!
//! The phrases of a document are read as one text, a semicolon between them, so that a phrase can lean on those before it. The first expression found in a phrase
//! gives its value. There is no sentence around a phrase, and so no tense: what is counted is the grammar and the calendar, not the reading of a text.

use std::error::Error;
use std::path::Path;

use dateline::document::{Document, Span};
use dateline::{Article, Extractor};
use serde_json::{Value, json};

use crate::Options;
use crate::score::fraction;
use crate::support::complain;

/// Reads the file and counts the phrases whose value is right.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let (mut phrases, mut right, mut words, mut errors) = (0, 0, 0, options.errors);
    for rows in file.split("\n\n").map(rows).filter(|rows| !rows.is_empty()) {
        let document = extractor.extract(&article(&rows));
        words += document.annotations().tokens.len();
        for (row, span) in rows.iter().zip(spans(&rows)) {
            let found = value(&document, span);
            phrases += 1;
            if found == Some(row.value) {
                right += 1;
            } else if let Some(left) = errors.checked_sub(1) {
                errors = left;
                let day = rows[0].value;
                complain(&format!("{day}: \"{}\": expected {}, found {}", row.phrase, row.value, found.unwrap_or("nothing")));
            }
        }
    }
    Ok(json!({"phrases": phrases, "right": right, "accuracy": fraction(right, phrases), "words": words}))
}

struct Row<'f> {
    phrase: &'f str,
    value: &'f str,
}

fn rows(document: &str) -> Vec<Row<'_>> {
    document.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.split('\t');
    Some(Row { phrase: cells.next()?, value: cells.nth(1)? })
}

fn article(rows: &[Row<'_>]) -> Article {
    let text = rows.iter().map(|row| row.phrase).collect::<Vec<_>>().join(BREAK);
    let article = Article::new(text);
    match rows[0].value.get(..10).and_then(|day| day.parse().ok()) {
        Some(day) => article.with_published(day),
        None => article,
    }
}

const BREAK: &str = "; ";

fn spans(rows: &[Row<'_>]) -> impl Iterator<Item = Span> {
    let starts = rows.iter().scan(0, |at, row| {
        let start = *at;
        *at += row.phrase.len() + BREAK.len();
        Some(Span::new(start, start + row.phrase.len()))
    });
    starts.collect::<Vec<_>>().into_iter()
}

fn value(document: &Document, span: Span) -> Option<&str> {
    document.annotations().dates.iter().find(|date| date.span.overlaps(span))?.value.timex.as_deref()
}
