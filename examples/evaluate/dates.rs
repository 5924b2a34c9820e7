//! Time expressions against a file of annotated texts: a JSON object a line, `{"id", "dct", "text", "timex": [{"start", "end", "type", "value"}]}`,
//! with offsets in characters.
//!
//! Each expression found is matched with at most one annotated, the same span before one that only overlaps. `strict` asks for the same span,
//! `relaxed` for an overlap, `value` for an overlap and the same TIMEX3 value. The rows of `types` count the annotated expressions of a type.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{DateMention, Document, Positions, Span};
use dateline::{Article, Extractor};
use serde_json::{Map, Value, json};

use crate::Options;
use crate::score::{Counts, fraction};
use crate::support::complain;

/// Reads the file and scores the dates of the extractor against it.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut scores = Scores { errors: options.errors, ..Scores::default() };
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let text = AnnotatedText::parse(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let document = extractor.extract(&text.article());
        scores.add(&text, &document);
    }
    Ok(scores.to_json())
}

/// An annotated text.
struct AnnotatedText {
    id: String,
    text: String,
    created: Option<String>,
    gold: Vec<Timex>,
}

/// An annotated expression.
struct Timex {
    span: Span,
    kind: String,
    value: String,
}

impl AnnotatedText {
    fn parse(line: &str) -> Result<Self, Box<dyn Error>> {
        let row: Value = serde_json::from_str(line)?;
        let string = |name: &str| row[name].as_str().map(str::to_owned);
        let text = string("text").ok_or("there is no text")?;
        let positions = Positions::new(&text);
        let gold = row["timex"].as_array().into_iter().flatten().map(|timex| Timex::parse(timex, &positions)).collect::<Result<_, _>>()?;
        Ok(Self { id: string("id").unwrap_or_default(), created: string("dct"), gold, text })
    }

    fn article(&self) -> Article {
        let article = Article::new(self.text.clone());
        // A creation time may be finer than a day.
        match self.created.as_deref().and_then(|created| created.get(..10)).and_then(|day| day.parse().ok()) {
            Some(day) => article.with_published(day),
            None => article,
        }
    }
}

impl Timex {
    fn parse(timex: &Value, positions: &Positions<'_>) -> Result<Self, Box<dyn Error>> {
        let offset = |name: &str| timex[name].as_u64().and_then(|offset| usize::try_from(offset).ok());
        let range = offset("start").zip(offset("end")).ok_or("an expression has no offsets")?;
        let span = positions.from_chars(range.0..range.1).ok_or("an expression is off the text")?;
        let string = |name: &str| timex[name].as_str().unwrap_or_default().to_owned();
        Ok(Self { span, kind: string("type"), value: string("value") })
    }
}

/// What was counted so far.
#[derive(Default)]
struct Scores {
    strict: Counts,
    relaxed: Counts,
    value: Counts,
    /// Of each annotated type: how many there are, were found, were found with the same span, have the same value.
    types: BTreeMap<String, [usize; 4]>,
    documents: usize,
    words: usize,
    /// How many mistakes are still to be printed.
    errors: usize,
}

impl Scores {
    fn add(&mut self, text: &AnnotatedText, document: &Document) {
        let found = &document.annotations().dates;
        let matches = matched(&text.gold, found);
        for (gold, hit) in text.gold.iter().zip(&matches) {
            let hit = hit.and_then(|i| found.get(i));
            self.count(gold, hit);
            self.show(text, gold, hit);
        }
        for (_, date) in found.iter().enumerate().filter(|(i, _)| !matches.contains(&Some(*i))) {
            self.complain(text, "false alarm", date.span, &format!("{} {}", date.kind.as_str(), value(date)));
        }
        for counts in [&mut self.strict, &mut self.relaxed, &mut self.value] {
            counts.gold += text.gold.len();
            counts.predicted += found.len();
        }
        self.documents += 1;
        self.words += document.annotations().tokens.len();
    }

    fn count(&mut self, gold: &Timex, hit: Option<&DateMention>) {
        let same_span = hit.is_some_and(|date| date.span == gold.span);
        let same_value = hit.is_some_and(|date| value(date) == gold.value);
        self.relaxed.correct += usize::from(hit.is_some());
        self.strict.correct += usize::from(same_span);
        self.value.correct += usize::from(same_value);
        let row = self.types.entry(gold.kind.clone()).or_default();
        for (cell, counts) in row.iter_mut().zip([true, hit.is_some(), same_span, same_value]) {
            *cell += usize::from(counts);
        }
    }

    fn show(&mut self, text: &AnnotatedText, gold: &Timex, hit: Option<&DateMention>) {
        match hit {
            None => self.complain(text, "missed", gold.span, &format!("{} {}", gold.kind, gold.value)),
            Some(date) if value(date) != gold.value => {
                self.complain(text, "wrong value", gold.span, &format!("expected {}, found {}", gold.value, value(date)));
            }
            Some(date) if date.span != gold.span => {
                self.complain(text, "wrong span", gold.span, &format!("found \"{}\"", date.span.of(&text.text)));
            }
            Some(_) => {}
        }
    }

    fn complain(&mut self, text: &AnnotatedText, what: &str, span: Span, note: &str) {
        if let Some(left) = self.errors.checked_sub(1) {
            self.errors = left;
            complain(&format!("{}: {what}: {}: {note}", text.id, in_context(&text.text, span)));
        }
    }

    fn to_json(&self) -> Value {
        let types: Map<String, Value> = self.types.iter().map(|(kind, row)| (kind.clone(), type_row(row))).collect();
        json!({
            "strict": self.strict.to_json(),
            "relaxed": self.relaxed.to_json(),
            "value": self.value.to_json(),
            "types": types,
            "documents": self.documents,
            "words": self.words,
        })
    }
}

fn type_row(&[gold, found, same_span, same_value]: &[usize; 4]) -> Value {
    json!({
        "gold": gold,
        "relaxed_recall": fraction(found, gold),
        "strict_recall": fraction(same_span, gold),
        "value_recall": fraction(same_value, gold),
        "value_accuracy": fraction(same_value, found),
    })
}

fn value(date: &DateMention) -> &str {
    date.value.timex.as_deref().unwrap_or_default()
}

/// Of each annotated expression, the index of the one found that it is matched with.
fn matched(gold: &[Timex], found: &[DateMention]) -> Vec<Option<usize>> {
    let mut used = vec![false; found.len()];
    let mut take = |fits: &dyn Fn(Span) -> bool| {
        let i = found.iter().enumerate().position(|(i, date)| !used[i] && fits(date.span))?;
        used[i] = true;
        Some(i)
    };
    let same: Vec<Option<usize>> = gold.iter().map(|timex| take(&|span| span == timex.span)).collect();
    gold.iter().zip(same).map(|(timex, same)| same.or_else(|| take(&|span| span.overlaps(timex.span)))).collect()
}

/// The expression with a few words on either side, on one line.
fn in_context(text: &str, span: Span) -> String {
    let from = text[..span.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let to = text[span.end..].char_indices().nth(25).map_or(text.len(), |(i, _)| span.end + i);
    format!("{}[{}]{}", &text[from..span.start], span.of(text), &text[span.end..to]).replace('\n', " ")
}
