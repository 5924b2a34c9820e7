//! What the model says of a text, put into annotations: the one place where scores become tags and trees.

use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error;
use std::ops::Range;

use crate::document::{Annotations, DepRel, Diagnostic, DiagnosticKind, Id, Sentence, Span, Token, TokenId};
use crate::encoder::{Segment, SegmentScores};
use crate::entities::TagSpan;
use crate::recognizer::{RecognizeError, SharedRecognizer};
use crate::syntax::{self, Parse};
use crate::{Model, entities, text};

/// A text as the model reads it, with the spans that it tagged before they became mentions and dates.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Sentences, tokens, trees; and, when the reading is complete, mentions, entities and dates.
    pub annotations: Annotations,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// For each sentence what the model tagged, by the tokens of the sentence.
    pub(crate) spans: Vec<Vec<TagSpan>>,
}

impl Reading {
    /// The spans that the model tagged, in order, each with its tokens, its tag (`PERSON`, `ORGANIZATION`, `PLACE`, `MISC`, `DATE`) and its probability: the
    /// model's own answer, for measuring it.
    pub fn tag_spans(&self) -> Vec<(Range<TokenId>, &'static str, f32)> {
        let of_sentence = |(sentence, spans): (&Sentence, &Vec<TagSpan>)| {
            let first = sentence.tokens.start.index();
            let tokens = move |span: &TagSpan| TokenId::range(first + span.tokens.start..first + span.tokens.end);
            let shift = move |span: &TagSpan| (tokens(span), span.tag.as_str(), span.confidence);
            spans.iter().map(shift).collect::<Vec<_>>()
        };
        self.annotations.sentences.iter().zip(&self.spans).flat_map(of_sentence).collect()
    }

    /// What there is to know about the reading: long sentences, dates without a value, a recogniser that failed.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// What the model makes of one segment.
struct Decoded {
    parses: Vec<Parse>,
    spans: Vec<TagSpan>,
}

/// Reads annotations that have sentences and tokens. Without a recogniser, names are those of the model. `check` is asked again and again whether to go
/// on; its error ends the work.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "segments are parts of the sentences that were given to the model"))]
pub(crate) fn try_read<E: Send>(
    model: &Model,
    recognizer: Option<&SharedRecognizer>,
    mut annotations: Annotations,
    check: &(impl Fn() -> Result<(), E> + Sync),
) -> Result<Reading, E> {
    let words: Vec<Cow<str>> = annotations.tokens.iter().map(|token| text::normalized(annotations.surface(token.span))).collect();
    let sentences: Vec<Vec<&str>> = annotations
        .sentences
        .iter()
        .map(|sentence| words[sentence.tokens.start.index()..sentence.tokens.end.index()].iter().map(AsRef::as_ref).collect())
        .collect();
    let (decoded, names) = rayon::join(
        || model.try_read(&sentences, check, |words, scores| decode(model, words, scores)),
        || recognizer.map(|recognizer| recognizer.recognize(&sentences)),
    );
    let decoded = decoded?;

    let mut spans = vec![Vec::new(); annotations.sentences.len()];
    let mut parses = Vec::new();
    let mut diagnostics = Vec::new();
    for (segment, decoded) in decoded {
        if segment.words.start > 0 {
            diagnostics.push(read_in_parts(&annotations.sentences[segment.sentence]));
        }
        spans[segment.sentence].extend(decoded.spans.into_iter().map(|span| span.moved_by(segment.words.start)));
        parses.push((segment, decoded.parses));
    }
    diagnostics.dedup();
    match names {
        None => {}
        Some(Ok(names)) => spans = names.with_dates_of(&spans),
        Some(Err(error)) => diagnostics.push(names_of_the_model(&error)),
    }
    let lemmas: Vec<Box<str>> = parses
        .iter()
        .flat_map(|(segment, parses)| segment.of(&sentences).iter().zip(parses))
        .map(|(word, parse)| syntax::lemma(word, parse.upos))
        .collect();
    for (segment, parses) in &parses {
        attach(&mut annotations, segment, parses);
    }
    for (token, lemma) in annotations.tokens.iter_mut().zip(lemmas) {
        token.lemma = lemma;
    }
    Ok(Reading { annotations, diagnostics, spans })
}

/// Reads sentences of tokens; the text is the tokens joined by a space, the sentences by a line break.
pub(crate) fn read_tokens(model: &Model, recognizer: Option<&SharedRecognizer>, sentences: &[Vec<String>]) -> Reading {
    let mut annotations = Annotations::default();
    for words in sentences.iter().filter(|words| words.iter().any(|word| !word.is_empty())) {
        let first = annotations.tokens.len();
        for word in words.iter().filter(|word| !word.is_empty()) {
            let separator = if annotations.text.is_empty() {
                ""
            } else if annotations.tokens.len() == first {
                "\n"
            } else {
                " "
            };
            annotations.text.push_str(separator);
            let start = annotations.text.len();
            annotations.text.push_str(word);
            annotations.tokens.push(Token::unparsed(Span::new(start, annotations.text.len())));
        }
        if let (Some(begin), Some(end)) = (annotations.tokens.get(first), annotations.tokens.last()) {
            let sentence = Sentence { span: begin.span.cover(end.span), tokens: TokenId::range(first..annotations.tokens.len()) };
            annotations.sentences.push(sentence);
        }
    }
    let Ok(reading) = try_read(model, recognizer, annotations, &|| Ok::<(), Infallible>(()));
    reading
}

fn decode(model: &Model, words: &[&str], scores: &SegmentScores) -> Decoded {
    let labels = |heads: &[usize]| scores.labels(heads);
    Decoded {
        parses: syntax::decode((&scores.upos, model.upos()), &scores.arcs, labels, model.deprels()),
        spans: entities::decode(&scores.tags, words, model.temperature()),
    }
}

fn read_in_parts(sentence: &Sentence) -> Diagnostic {
    let message = format!("a sentence of {} tokens was read in parts", sentence.len());
    Diagnostic { kind: DiagnosticKind::LongSentence, span: Some(sentence.span), message }
}

fn names_of_the_model(error: &RecognizeError) -> Diagnostic {
    let mut message = format!("the names are those of the embedded model: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    Diagnostic { kind: DiagnosticKind::Recognizer, span: None, message }
}

/// Writes the parses of a segment into the tokens. The root of a later segment hangs on the root of the first, as a loosely joined part does.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "segments are parts of the sentences that were given to the model"))]
fn attach(annotations: &mut Annotations, segment: &Segment, parses: &[Parse]) {
    let sentence = annotations.sentences[segment.sentence].tokens.start.index();
    let first = sentence + segment.words.start;
    let first_root = (sentence..first).find(|&i| annotations.tokens[i].head.is_none()).map(TokenId::from_index);
    for (token, parse) in annotations.tokens[first..].iter_mut().zip(parses) {
        token.upos = parse.upos;
        token.head = parse.head.map(|head| TokenId::from_index(first + head)).or(first_root);
        token.deprel = if parse.head.is_none() && first_root.is_some() { DepRel::Parataxis } else { parse.deprel };
    }
}
