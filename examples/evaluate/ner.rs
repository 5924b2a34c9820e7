//! Entity tags against a file of IOB2 tags: a token, a tab, its tag; a blank line after a sentence; `# newdoc` before a document.
//!
//! Dates are left out if the recogniser that is measured tags none. The line `# labels = PER ORG` says which types the file annotates. Other types are not counted, neither in the file nor in the output.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ops::Range;
use std::path::Path;

use dateline::document::{Diagnostic, DiagnosticKind, EntityType, Form, Id, Span, TimexType};
use dateline::{Article, Extractor};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::score::Counts;
use crate::support::complain;
use crate::tasks::calibration::Calibration;
use crate::tasks::{Case, Options};

const TYPES: [&str; 5] = ["PER", "ORG", "LOC", "MISC", "DATE"];
const CORE: [&str; 3] = ["PER", "ORG", "LOC"];

/// A typed range: of tokens, or of bytes where the text is read as it comes.
type Labelled = (&'static str, usize, usize);

/// What stands in the file, what was found, and how sure the library is of it.
struct Compared {
    gold: BTreeSet<Labelled>,
    predicted: BTreeSet<Labelled>,
    confidences: Vec<(Labelled, f32)>,
}

/// Reads the file and scores the tags of the extractor against it.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut data = Data::parse(&file)?;
    data.write_in(options.case);
    data.labels.retain(|label| *label != "DATE" || !options.dates_are_borrowed);
    let mut counts = BTreeMap::new();
    let mut mistakes = options.errors;
    let compare = |document: &Document| if options.raw { document.compare_raw(extractor) } else { document.compare(extractor) };
    let compared: Vec<_> = data.documents.par_iter().map(compare).collect::<Result<_, _>>()?;
    let mut calibration = Calibration::default();
    for (document, Compared { gold, predicted, confidences }) in data.documents.iter().zip(&compared) {
        for (span, confidence) in confidences.iter().filter(|(span, _)| data.labels.contains(&span.0)) {
            calibration.add(*confidence, gold.contains(span));
        }
        for label in data.labels.iter().copied() {
            let of_label = |spans: &BTreeSet<Labelled>| spans.iter().filter(|span| span.0 == label).copied().collect();
            counts.entry(label).or_insert_with(Counts::default).add(Counts::of(&of_label(gold), &of_label(predicted)));
        }
        document.show_mistakes(gold, predicted, &data.labels, options.raw, &mut mistakes);
    }
    let mut scores = data.scores(&counts);
    scores["calibration"] = calibration.to_json();
    Ok(scores)
}

struct Data {
    labels: Vec<&'static str>,
    documents: Vec<Document>,
}

#[derive(Default)]
struct Document {
    sentences: Vec<Vec<String>>,
    /// Of each token, its tag.
    tags: Vec<Vec<String>>,
}

impl Data {
    fn parse(file: &str) -> Result<Self, Box<dyn Error>> {
        let mut data = Self { labels: TYPES.to_vec(), documents: vec![Document::default()] };
        let mut is_new_sentence = true;
        for (number, line) in file.lines().enumerate() {
            // A token may itself be "#": only a line without a tab is a comment.
            if line.trim().is_empty() {
                is_new_sentence = true;
            } else if let Some((token, tag)) = line.split_once('\t') {
                if std::mem::take(&mut is_new_sentence) {
                    data.last().start_sentence();
                }
                data.last().push(token, tag.trim());
            } else if line.starts_with('#') {
                data.read_comment(line);
            } else {
                return Err(format!("line {}: expected a token, a tab and a tag", number + 1).into());
            }
        }
        data.documents.retain(|document| !document.sentences.is_empty());
        Ok(data)
    }

    fn read_comment(&mut self, line: &str) {
        if let Some(labels) = line.strip_prefix("# labels =") {
            self.labels = TYPES.into_iter().filter(|label| labels.split_whitespace().any(|listed| listed == *label)).collect();
        } else if line.starts_with("# newdoc") {
            self.documents.push(Document::default());
        }
    }

    fn write_in(&mut self, case: Case) {
        let tokens = self.documents.iter_mut().flat_map(|document| &mut document.sentences).flatten();
        tokens.for_each(|token| *token = case.write(token));
    }

    fn last(&mut self) -> &mut Document {
        if self.documents.is_empty() {
            self.documents.push(Document::default());
        }
        let last = self.documents.len() - 1;
        &mut self.documents[last]
    }

    fn scores(&self, counts: &BTreeMap<&'static str, Counts>) -> Value {
        let total = |labels: &[&str]| {
            let mut total = Counts::default();
            counts.iter().filter(|(label, _)| labels.contains(label)).for_each(|(_, counts)| total.add(*counts));
            total.to_json()
        };
        let types: Map<_, _> = counts.iter().map(|(label, counts)| ((*label).to_owned(), counts.to_json())).collect();
        json!({
            "micro": total(&TYPES),
            "core": total(&CORE),
            "types": types,
            "labels": self.labels,
            "documents": self.documents.len(),
            "sentences": self.documents.iter().map(|document| document.sentences.len()).sum::<usize>(),
            "words": self.documents.iter().flat_map(|document| &document.sentences).map(Vec::len).sum::<usize>(),
        })
    }
}

impl Document {
    fn start_sentence(&mut self) {
        self.sentences.push(Vec::new());
        self.tags.push(Vec::new());
    }

    fn push(&mut self, token: &str, tag: &str) {
        if let (Some(sentence), Some(tags)) = (self.sentences.last_mut(), self.tags.last_mut()) {
            sentence.push(token.to_owned());
            tags.push(tag.to_owned());
        }
    }

    /// Gold and predicted spans of tokens, counted through the document.
    fn compare(&self, extractor: &Extractor) -> Result<Compared, String> {
        let reading = extractor.annotate_tokens(&self.sentences);
        refuse_borrowed_names(reading.diagnostics())?;
        let gold = self.gold().map(|(label, tokens)| (label, tokens.start, tokens.end)).collect();
        let tagged = reading.tag_spans().into_iter();
        let confidences: Vec<(Labelled, f32)> = tagged
            .filter_map(|(tokens, name, confidence)| Some(((short(name)?, tokens.start.index(), tokens.end.index()), confidence)))
            .collect();
        Ok(Compared { gold, predicted: confidences.iter().map(|(span, _)| *span).collect(), confidences })
    }

    /// Gold and predicted spans of bytes in the text that the library cuts into tokens itself.
    fn compare_raw(&self, extractor: &Extractor) -> Result<Compared, String> {
        let (text, tokens) = self.text();
        let gold = self.gold().map(|(label, range)| (label, tokens[range.start].start, tokens[range.end - 1].end)).collect();
        let document = extractor.extract(&Article::new(text));
        refuse_borrowed_names(document.diagnostics())?;
        let found = document.annotations();
        let names = found.mentions.iter().filter(|mention| mention.form == Form::Name);
        let confidences: Vec<(Labelled, f32)> = names
            .filter_map(|mention| Some(((short(mention.kind.as_str())?, mention.span.start, mention.span.end), mention.confidence)))
            .collect();
        let names = confidences.iter().map(|(span, _)| *span);
        let dates = found.dates.iter().filter(|date| matches!(date.kind, TimexType::Date | TimexType::Time));
        let predicted = names.chain(dates.map(|date| ("DATE", date.span.start, date.span.end))).collect();
        Ok(Compared { gold, predicted, confidences })
    }

    /// Tokens joined by one space, and where each stands.
    fn text(&self) -> (String, Vec<Span>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for token in self.sentences.iter().flatten() {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            spans.push(Span::new(start, text.len()));
        }
        (text, spans)
    }

    fn gold(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        let mut before = 0;
        self.tags.iter().flat_map(move |tags| {
            let first = before;
            before += tags.len();
            spans_of(tags).into_iter().map(move |(label, range)| (label, range.start + first..range.end + first))
        })
    }

    fn show_mistakes(&self, gold: &BTreeSet<Labelled>, predicted: &BTreeSet<Labelled>, labels: &[&str], raw: bool, left: &mut usize) {
        if *left == 0 {
            return;
        }
        let (text, tokens) = self.text();
        let surface = |&(label, start, end): &Labelled| {
            let bytes = if raw { start..end } else { tokens[start].start..tokens[end - 1].end };
            let around = text.floor_char_boundary(bytes.start.saturating_sub(40))..text.ceil_char_boundary(bytes.end + 40);
            format!("{label:4} {:30} in: {}", &text[bytes], &text[around])
        };
        let mistakes = gold.symmetric_difference(predicted).filter(|span| labels.contains(&span.0)).take(*left);
        for mistake in mistakes {
            let sign = if gold.contains(mistake) { "missed" } else { "wrong " };
            complain(&format!("{sign} {}", surface(mistake)));
            *left -= 1;
        }
    }
}

/// Names of the embedded model, which stands in for a recogniser that failed, are not what is measured.
fn refuse_borrowed_names(diagnostics: &[Diagnostic]) -> Result<(), String> {
    let failed = diagnostics.iter().find(|diagnostic| diagnostic.kind == DiagnosticKind::Recognizer);
    failed.map_or(Ok(()), |diagnostic| Err(diagnostic.message.clone()))
}

/// The ranges of IOB2 tags in one sentence. An `I-` that continues nothing begins a range, as the usual scorers have it.
fn spans_of(tags: &[String]) -> Vec<(&'static str, Range<usize>)> {
    let mut spans: Vec<(&'static str, Range<usize>)> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        let Some((prefix, label)) = tag.split_once('-') else { continue };
        let Some(label) = TYPES.into_iter().find(|known| *known == label) else { continue };
        match spans.last_mut() {
            Some((last, range)) if prefix == "I" && *last == label && range.end == i => range.end = i + 1,
            _ => spans.push((label, i..i + 1)),
        }
    }
    spans
}

/// The file's name for a type of the library.
fn short(name: &str) -> Option<&'static str> {
    match EntityType::from_name(name) {
        Some(EntityType::Person) => Some("PER"),
        Some(EntityType::Organization) => Some("ORG"),
        Some(EntityType::Place) => Some("LOC"),
        Some(EntityType::Misc) => Some("MISC"),
        None => (name == "DATE").then_some("DATE"),
    }
}
