//! Who finds the names: the embedded model, or any other recogniser behind the same trait.

use std::error::Error;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::Model;
use crate::entities::{self, SpanTag, TagSpan};

/// Finds names in sentences of words. [`ExtractorBuilder::recognizer`](crate::ExtractorBuilder::recognizer) puts one in the place of the embedded model,
/// which then still parses; dates, entities and relations are found as ever.
///
/// A recogniser is shared by all threads of an extractor, and what it finds in a document must depend on that document alone.
///
/// ```
/// use dateline::document::Form;
/// use dateline::{Article, EntityRecognizer, Extractor, RecognizeError, SpanTag, TagSpan};
///
/// /// Knows one company, and nothing else.
/// struct OneCompany(&'static str);
///
/// impl EntityRecognizer for OneCompany {
///     fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError> {
///         let company = |i| TagSpan { tokens: i..i + 1, tag: SpanTag::Organization, confidence: 1.0 };
///         let find = |words: &Vec<&str>| (0..words.len()).filter(|&i| words[i] == self.0).map(company).collect();
///         Ok(sentences.iter().map(find).collect())
///     }
/// }
///
/// let extractor = Extractor::builder().recognizer(OneCompany("acme")).build()?;
/// let document = extractor.extract(&Article::new("On Monday acme bought the harbour of Oslo."));
/// let found = document.annotations();
/// let names: Vec<&str> = found.mentions.iter().filter(|mention| mention.form == Form::Name).map(|mention| found.surface(mention.span)).collect();
/// assert_eq!(names, ["acme"]);
/// assert_eq!(found.surface(found.dates[0].span), "Monday");
/// # Ok::<(), dateline::LoadError>(())
/// ```
pub trait EntityRecognizer: Send + Sync {
    /// The names of each sentence of a document, one list a sentence, in the order of the text and without overlap.
    ///
    /// Words come as the embedded model reads them: with plain quotes and hyphens and with composed letters. No sentence is empty; a word may be.
    ///
    /// # Errors
    ///
    /// If nothing can be recognised now: a device is lost, memory is short. The extractor then goes on with the names of the embedded model, and says so
    /// in a diagnostic of the kind [`DiagnosticKind::Recognizer`](crate::document::DiagnosticKind::Recognizer).
    fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError>;

    /// Whether dates are tagged too. If not, which is the default, those that the embedded model tags are kept where they overlap no name.
    fn tags_dates(&self) -> bool {
        false
    }
}

/// The embedded model, or another [`Model`]: what an extractor uses when no recogniser is given.
impl EntityRecognizer for Model {
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "segments are parts of the sentences that were given"))]
    fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError> {
        let mut spans = vec![Vec::new(); sentences.len()];
        for (segment, found) in self.read(sentences, |words, scores| entities::decode(&scores.tags, words, self.temperature())) {
            spans[segment.sentence].extend(found.into_iter().map(|span| span.moved_by(segment.words.start)));
        }
        Ok(spans)
    }

    fn tags_dates(&self) -> bool {
        true
    }
}

impl<T: EntityRecognizer + ?Sized> EntityRecognizer for Arc<T> {
    fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError> {
        (**self).recognize(sentences)
    }

    fn tags_dates(&self) -> bool {
        (**self).tags_dates()
    }
}

impl<T: EntityRecognizer + ?Sized> EntityRecognizer for Box<T> {
    fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError> {
        (**self).recognize(sentences)
    }

    fn tags_dates(&self) -> bool {
        (**self).tags_dates()
    }
}

/// Why a recogniser gave no names.
///
/// Cheap to clone; [`kind`](Self::kind) tells the cases apart.
#[derive(Debug, Clone, thiserror::Error)]
#[error("cannot recognise names: {message}")]
pub struct RecognizeError {
    kind: RecognizeErrorKind,
    message: Arc<str>,
    #[source]
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// Ways in which recognising can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecognizeErrorKind {
    /// The recogniser, or what runs it, could not do its work.
    Failed,
    /// The recogniser answered, but not with spans of the sentences that it was given.
    Output,
}

impl RecognizeError {
    /// A failure of the recogniser itself, in a sentence for people.
    pub fn new(message: impl Into<Arc<str>>) -> Self {
        Self { kind: RecognizeErrorKind::Failed, message: message.into(), source: None }
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> RecognizeErrorKind {
        self.kind
    }

    fn output(message: String) -> Self {
        Self { kind: RecognizeErrorKind::Output, message: message.into(), source: None }
    }
}

/// A recogniser as an extractor holds it.
#[derive(Clone)]
pub(crate) struct SharedRecognizer(Arc<dyn EntityRecognizer>);

impl fmt::Debug for SharedRecognizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedRecognizer").finish_non_exhaustive()
    }
}

impl SharedRecognizer {
    pub(crate) fn new(recognizer: impl EntityRecognizer + 'static) -> Self {
        Self(Arc::new(recognizer))
    }

    /// Names and dates of each sentence; `spans` are what the embedded model tagged, and lend the dates that the recogniser does not tag.
    pub(crate) fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Recognized, RecognizeError> {
        let spans = self.0.recognize(sentences)?;
        check(&spans, sentences)?;
        Ok(Recognized { spans, has_dates: self.0.tags_dates() })
    }
}

/// What a recogniser found, checked.
pub(crate) struct Recognized {
    spans: Vec<Vec<TagSpan>>,
    has_dates: bool,
}

impl Recognized {
    /// The spans of each sentence, with the dates of the embedded model if the recogniser knows none.
    pub(crate) fn with_dates_of(mut self, model: &[Vec<TagSpan>]) -> Vec<Vec<TagSpan>> {
        if !self.has_dates {
            for (spans, model) in self.spans.iter_mut().zip(model) {
                spans.retain(|span| span.tag != SpanTag::Date);
                let is_free =
                    |date: &&TagSpan| spans.iter().all(|span| span.tokens.end <= date.tokens.start || date.tokens.end <= span.tokens.start);
                let dates: Vec<TagSpan> = model.iter().filter(|span| span.tag == SpanTag::Date).filter(is_free).cloned().collect();
                spans.extend(dates);
                spans.sort_by_key(|span| span.tokens.start);
            }
        }
        self.spans
    }
}

/// Whether the answer is what the trait asks for. Anyone can write a recogniser, so this is the edge at which mistakes are caught.
fn check(spans: &[Vec<TagSpan>], sentences: &[Vec<&str>]) -> Result<(), RecognizeError> {
    if spans.len() != sentences.len() {
        return Err(RecognizeError::output(format!("expected spans for {} sentences, found {}", sentences.len(), spans.len())));
    }
    spans.iter().zip(sentences).enumerate().try_for_each(|(i, (spans, words))| check_sentence(i, spans, words.len()))
}

fn check_sentence(sentence: usize, spans: &[TagSpan], words: usize) -> Result<(), RecognizeError> {
    let mut free = 0;
    for TagSpan { tokens: Range { start, end }, confidence, .. } in spans {
        let wrong =
            |expected: &str| Err(RecognizeError::output(format!("expected {expected}, found {start}..{end} in sentence {sentence}")));
        if start >= end || *end > words {
            return wrong(&format!("a range of {words} words"));
        }
        if *start < free {
            return wrong(&format!("a span from word {free} on"));
        }
        if !(0.0..=1.0).contains(confidence) {
            return wrong("a confidence between 0 and 1");
        }
        free = *end;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(tokens: Range<usize>, tag: SpanTag) -> TagSpan {
        TagSpan { tokens, tag, confidence: 0.5 }
    }

    #[test]
    fn an_answer_that_does_not_fit_is_an_error() {
        let sentences = [vec!["Oslo", "and", "Rome"], vec!["Paris"]];
        let place = |tokens| span(tokens, SpanTag::Place);
        let unsure = TagSpan { confidence: f32::NAN, ..place(0..1) };
        let cases = [
            ("one list a sentence", vec![vec![place(0..1), place(1..3)], vec![]], true),
            ("too few", vec![vec![place(0..1)]], false),
            ("too many", vec![vec![], vec![], vec![]], false),
            ("empty", vec![vec![place(1..1)], vec![]], false),
            ("off the sentence", vec![vec![], vec![place(0..2)]], false),
            ("overlap", vec![vec![place(0..2), place(1..3)], vec![]], false),
            ("order", vec![vec![place(2..3), place(0..1)], vec![]], false),
            ("no probability", vec![vec![unsure], vec![]], false),
        ];
        for (name, spans, fits) in cases {
            let checked = check(&spans, &sentences);
            assert_eq!(checked.is_ok(), fits, "{name}: {checked:?}");
        }
    }

    #[test]
    fn dates_come_from_the_model_unless_the_recogniser_tags_them() {
        let found = || vec![vec![span(2..4, SpanTag::Person)], vec![span(0..1, SpanTag::Date)]];
        let model = [vec![span(0..1, SpanTag::Date), span(3..5, SpanTag::Date), span(6..7, SpanTag::Place)], vec![]];
        let merged = Recognized { spans: found(), has_dates: false }.with_dates_of(&model);
        assert_eq!(merged, [vec![span(0..1, SpanTag::Date), span(2..4, SpanTag::Person)], vec![]]);
        let own = Recognized { spans: found(), has_dates: true }.with_dates_of(&model);
        assert_eq!(own, found());
    }

    #[test]
    #[cfg(feature = "embedded-model")]
    fn the_model_recognises_what_an_extractor_without_a_recogniser_finds() {
        let article = crate::Article::new("Angela Merkel met Emmanuel Macron in Paris on Friday. They spoke of NATO.");
        let plain = crate::Extractor::new().unwrap();
        let model: Box<dyn EntityRecognizer> = Box::new(Model::embedded().unwrap());
        let given = crate::Extractor::builder().recognizer(model).build().unwrap();
        assert_eq!(plain.extract(&article), given.extract(&article));
        assert_eq!(plain.extract(&article).relations().len(), 1);
    }
}
