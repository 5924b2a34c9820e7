//! The labels of a token classifier -> tags of ours, whatever the scheme: IOB1, IOB2, BIOES, BILOU, IO.

use std::collections::BTreeMap;

use crate::entities::{self, SpanTag, TAGS, TagSpan};
use crate::{LoadError, LoadErrorKind};

/// Which types are which tags; see `types.txt`.
const TYPES: &str = include_str!("types.txt");

/// The probabilities of our tags for one word: O, then B and I of each [`SpanTag`].
pub(super) type Row = [f64; TAGS];

/// What each output of a token classifier stands for.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    /// Of each label, the tag to which its probability goes.
    columns: Vec<usize>,
    reading: Reading,
}

/// How a sequence of tags is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// The model knows IOB2 for certain: the most probable sequence in which an I follows a B or I of its type. Log probabilities are divided by the
    /// temperature before confidences are taken from them.
    Strict { temperature: f32 },
    /// The labels do not say whether a B begins every name (IOB2) or only one that follows another (IOB1): an I that continues nothing begins a name,
    /// which is right for both, and each word has its most probable tag.
    Lenient,
}

impl Labels {
    /// Reads the names of labels, in the order of the model's outputs. `types` says what types mean that `types.txt` does not know, or otherwise.
    pub(super) fn read(names: &[String], types: &BTreeMap<String, Option<SpanTag>>, reading: Reading) -> Result<Self, LoadError> {
        let wrong = |message: String| LoadError::new(LoadErrorKind::Mismatch, "labels", message);
        if names.iter().all(|name| is_number(name)) {
            return Err(wrong(format!("expected names of labels, found {names:?}: give the names by RustBertOptions::labels")));
        }
        let mut unknown = Vec::new();
        let mut column = |name: &String| {
            let (is_begin, kind) = split(name);
            match meaning(kind, types) {
                Meaning::Name(tag) if is_begin => tag.begin(),
                Meaning::Name(tag) => tag.inside(),
                Meaning::NoName => 0,
                Meaning::Unknown => {
                    unknown.push(kind.to_owned());
                    0
                }
            }
        };
        let columns: Vec<usize> = names.iter().map(&mut column).collect();
        if !unknown.is_empty() {
            unknown.sort_unstable();
            unknown.dedup();
            return Err(wrong(format!("the types {unknown:?} are not known: say what they are by RustBertOptions::map_type")));
        }
        if columns.iter().all(|&tag| tag == 0) {
            return Err(wrong(format!("none of {names:?} is a name")));
        }
        Ok(Self { columns, reading })
    }

    /// How many outputs the model has.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether some label is a date.
    pub(super) fn has_dates(&self) -> bool {
        self.columns.iter().any(|&tag| tag == SpanTag::Date.begin() || tag == SpanTag::Date.inside())
    }

    /// The probabilities of our tags, from the model's scores of one word: those of labels that mean the same are added.
    pub(super) fn row(&self, logits: &[f32]) -> Row {
        let max = logits.iter().copied().fold(f32::MIN, f32::max);
        let exps = logits.iter().map(|&x| if x.is_nan() { 0.0 } else { f64::from(x - max).exp() });
        let mut row = [0.0; TAGS];
        exps.zip(&self.columns).for_each(|(exp, &tag)| row[tag] += exp);
        let sum: f64 = row.iter().sum();
        row.map(|exp| if sum > 0.0 { exp / sum } else { 0.0 })
    }

    /// The names of a sentence.
    pub(super) fn decode(&self, rows: &[Row], words: &[&str]) -> Vec<TagSpan> {
        match self.reading {
            Reading::Strict { temperature } => {
                let log_p: Vec<f32> = rows.iter().flatten().map(|p| p.ln() as f32).collect();
                entities::decode(&log_p, words, temperature)
            }
            Reading::Lenient => decode_leniently(rows),
        }
    }
}

/// `LABEL_0`, as checkpoints have it that never learned the names of their labels, or a bare number.
fn is_number(name: &str) -> bool {
    let digits = name.strip_prefix("LABEL_").unwrap_or(name);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a label begins a name, and its type: `B-PER`, `I_PER`, `PER`. A single word (S, U) begins one, an end (E, L) goes on with one, and so does a
/// type without a prefix.
fn split(name: &str) -> (bool, &str) {
    let Some((prefix, kind)) = name.split_once(['-', '_']) else { return (false, name) };
    match prefix {
        "B" | "b" | "S" | "s" | "U" | "u" => (true, kind),
        "I" | "i" | "E" | "e" | "L" | "l" | "M" | "m" => (false, kind),
        _ => (false, name),
    }
}

/// What a type stands for.
enum Meaning {
    Name(SpanTag),
    NoName,
    Unknown,
}

impl From<Option<SpanTag>> for Meaning {
    fn from(tag: Option<SpanTag>) -> Self {
        tag.map_or(Self::NoName, Self::Name)
    }
}

/// What a type stands for: as the user says, or else as `types.txt` does.
fn meaning(kind: &str, types: &BTreeMap<String, Option<SpanTag>>) -> Meaning {
    let given = types.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)).map(|(_, &tag)| Meaning::from(tag));
    given.unwrap_or_else(|| usual_meaning(kind))
}

fn usual_meaning(kind: &str) -> Meaning {
    let rows = TYPES.lines().filter(|line| !line.starts_with('#')).map(str::split_whitespace);
    let mut tags = rows.filter_map(|mut row| Some((row.next()?, row)));
    let row = tags.find(|(_, types)| types.clone().any(|name| name.eq_ignore_ascii_case(kind)));
    row.map_or(Meaning::Unknown, |(tag, _)| SpanTag::ALL.into_iter().find(|known| known.as_str() == tag).into())
}

fn decode_leniently(rows: &[Row]) -> Vec<TagSpan> {
    let mut spans: Vec<TagSpan> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let best = (0..TAGS).fold(0, |a, b| if row[b] > row[a] { b } else { a });
        let Some(tag) = SpanTag::ALL.into_iter().find(|tag| best == tag.begin() || best == tag.inside()) else { continue };
        match spans.last_mut() {
            Some(last) if best == tag.inside() && last.tag == tag && last.tokens.end == i => last.tokens.end = i + 1,
            _ => spans.push(TagSpan { tokens: i..i + 1, tag, confidence: 0.0 }),
        }
    }
    for span in &mut spans {
        span.confidence = confidence(rows, span).clamp(0.0, 1.0) as f32;
    }
    spans
}

/// The probability of exactly this span, the tags of words being independent: it begins, goes on and ends here.
fn confidence(rows: &[Row], TagSpan { tokens, tag, .. }: &TagSpan) -> f64 {
    let (begin, inside) = (tag.begin(), tag.inside());
    let open_before = tokens.start.checked_sub(1).map_or(0.0, |i| rows[i][begin] + rows[i][inside]);
    let begins = rows[tokens.start][begin] + rows[tokens.start][inside] * (1.0 - open_before);
    let goes_on: f64 = rows[tokens.start + 1..tokens.end].iter().map(|row| row[inside]).product();
    let ends = rows.get(tokens.end).map_or(1.0, |row| 1.0 - row[inside]);
    begins * goes_on * ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(labels: &str) -> Vec<String> {
        labels.split_whitespace().map(Into::into).collect()
    }

    fn read(labels: &str) -> Result<Labels, LoadError> {
        Labels::read(&names(labels), &BTreeMap::new(), Reading::Lenient)
    }

    /// What is found where the labels have these numbers, each with 90%.
    fn found(labels: &str, sequence: &[usize]) -> String {
        let labels = read(labels).unwrap();
        let logits = |&label: &usize| (0..labels.len()).map(|i| if i == label { 0.9f32 } else { 0.1 / labels.len() as f32 }.ln()).collect();
        let rows: Vec<Row> = sequence.iter().map(logits).map(|logits: Vec<f32>| labels.row(&logits)).collect();
        labels
            .decode(&rows, &vec!["x"; rows.len()])
            .iter()
            .map(|span| format!("{}:{:?}", span.tag.as_str(), span.tokens))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn schemes() {
        let cases: [(&str, &[usize], &str); 9] = [
            ("O B-PER I-PER B-LOC I-LOC", &[1, 2, 0, 3], "PERSON:0..2 PLACE:3..4"),
            ("O B-PER I-PER B-LOC I-LOC", &[1, 1, 4], "PERSON:0..1 PERSON:1..2 PLACE:2..3"),
            ("O B-MISC I-MISC I-PER B-ORG I-ORG", &[5, 5, 4, 5, 0, 3], "ORGANIZATION:0..2 ORGANIZATION:2..4 PERSON:5..6"),
            ("O B-ORG I-ORG E-ORG S-ORG", &[1, 2, 3, 4, 4, 0], "ORGANIZATION:0..3 ORGANIZATION:3..4 ORGANIZATION:4..5"),
            ("B-gpe I-gpe L-gpe U-gpe O", &[3, 0, 2, 4], "PLACE:0..1 PLACE:1..3"),
            ("O PER LOC ORG", &[1, 1, 2, 0, 3], "PERSON:0..2 PLACE:2..3 ORGANIZATION:4..5"),
            ("I_person O", &[0, 0, 1, 0], "PERSON:0..2 PERSON:3..4"),
            (
                "O B-GPE I-GPE B-NORP B-CARDINAL B-DATE I-DATE I-WORK_OF_ART",
                &[1, 4, 3, 5, 6, 7],
                "PLACE:0..1 MISC:2..3 DATE:3..5 MISC:5..6",
            ),
            ("O B-PER", &[], ""),
        ];
        for (labels, sequence, expected) in cases {
            assert_eq!(found(labels, sequence), expected, "{labels} {sequence:?}");
        }
    }

    #[test]
    fn labels_that_say_nothing_are_refused() {
        for (labels, expected) in [
            ("LABEL_0 LABEL_1", "RustBertOptions::labels"),
            ("0 1 2", "RustBertOptions::labels"),
            ("O B-DRUG I-DRUG B-PER", "[\"DRUG\"]"),
            ("O B-GENE B-DRUG I-GENE I-DRUG", "[\"DRUG\", \"GENE\"]"),
            ("O B-MONEY", "none of"),
        ] {
            let error = read(labels).unwrap_err();
            assert!(error.kind() == LoadErrorKind::Mismatch && error.to_string().contains(expected), "{labels}: {error}");
        }
    }

    #[test]
    fn a_user_says_what_a_type_is() {
        let types = BTreeMap::from([("drug".to_owned(), Some(SpanTag::Misc)), ("PER".to_owned(), None)]);
        let labels = Labels::read(&names("O B-DRUG I-DRUG B-PER"), &types, Reading::Lenient).unwrap();
        assert_eq!(labels.columns, [0, SpanTag::Misc.begin(), SpanTag::Misc.inside(), 0]);
    }

    #[test]
    fn confidence_is_the_share_of_readings_with_the_span() {
        let labels = read("O B-PER I-PER").unwrap();
        let row = |p: [f32; 3]| labels.row(&p.map(f32::ln));
        let spans = labels.decode(&[row([0.1, 0.8, 0.1]), row([0.2, 0.1, 0.7]), row([0.6, 0.1, 0.3])], &["x"; 3]);
        let expected = (0.8 + 0.1) * 0.7 * (1.0 - 0.3);
        assert!((f64::from(spans[0].confidence) - expected).abs() < 1e-6, "{spans:?}");
    }

    #[test]
    fn odd_scores_do_no_harm() {
        let labels = read("O B-PER I-PER").unwrap();
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30] {
            for logits in [[odd; 3], [odd, 0.0, 1.0], [0.0, odd, 0.0]] {
                let spans = labels.decode(&[labels.row(&logits); 3], &["x"; 3]);
                assert!(spans.iter().all(|span| (0.0..=1.0).contains(&span.confidence)), "{logits:?} {spans:?}");
            }
        }
    }
}
