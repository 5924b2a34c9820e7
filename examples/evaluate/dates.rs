//! Time expressions against a file of annotated texts: a JSON object a line, `{"id", "dct", "text", "timex": [{"start", "end", "type", "value"}]}`,
//! with offsets in characters.
//!
//! Each expression found is matched with at most one annotated, the same span before one that only overlaps. `strict` asks for the same span,
//! `relaxed` for an overlap, `value` for an overlap and the same TIMEX3 value. The rows of `types` count the annotated expressions of a type.
//! `--errors N` lists missed expressions, false alarms, and wrong values, spans and types, each with a few words on either side.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{DateMention, Document, Positions, Span};
use dateline::{Article, Extractor};
use serde_json::{Map, Value, json};

use crate::Options;
use crate::score::{Counts, fraction};
use crate::support::complain;

/// Reads the file and scores the dates of the extractor against it. With `--every N`, the documents N, 2N, ... are scored apart and their mistakes kept
/// back, so that one can tune on the others.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut scores = Scores { errors: options.errors, ..Scores::default() };
    let mut kept_apart = Scores::default();
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let text = AnnotatedText::parse(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let document = extractor.extract(&text.article());
        let is_apart = options.every.is_some_and(|every| every > 0 && (number + 1).is_multiple_of(every));
        if is_apart { kept_apart.add(&text, &document) } else { scores.add(&text, &document) }
    }
    let mut json = scores.to_json();
    if options.every.is_some() {
        json["words"] = json!(scores.words + kept_apart.words);
        json["kept_apart"] = kept_apart.to_json();
    }
    Ok(json)
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
    types: BTreeMap<String, TypeCounts>,
    documents: usize,
    words: usize,
    /// How many mistakes are still to be printed.
    errors: usize,
}

/// The expressions of one type.
#[derive(Default)]
struct TypeCounts {
    /// Annotated.
    gold: usize,
    /// Found with this type.
    predicted: usize,
    /// Annotated and found, of whatever type.
    relaxed: usize,
    /// The same span.
    strict: usize,
    /// The same value.
    value: usize,
    /// Found with this type.
    same_type: usize,
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
        for date in found {
            self.types.entry(date.kind.as_str().to_owned()).or_default().predicted += 1;
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
        row.gold += 1;
        row.relaxed += usize::from(hit.is_some());
        row.strict += usize::from(same_span);
        row.value += usize::from(same_value);
        row.same_type += usize::from(hit.is_some_and(|date| date.kind.as_str() == gold.kind));
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
            Some(date) if date.kind.as_str() != gold.kind => {
                self.complain(text, "wrong type", gold.span, &format!("expected {}, found {}", gold.kind, date.kind.as_str()));
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

fn type_row(row: &TypeCounts) -> Value {
    json!({
        "gold": row.gold,
        "predicted": row.predicted,
        "relaxed_recall": fraction(row.relaxed, row.gold),
        "strict_recall": fraction(row.strict, row.gold),
        "value_recall": fraction(row.value, row.gold),
        "value_accuracy": fraction(row.value, row.relaxed),
        "type_accuracy": fraction(row.same_type, row.relaxed),
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
