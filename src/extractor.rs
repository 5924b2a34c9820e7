use std::ops::Range;
use std::sync::Arc;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::builder::ExtractorBuilder;
use crate::document::{Annotations, Diagnostic, DiagnosticKind, Document, Relation, TokenId};
use crate::reader::{self, Reading};
use crate::recognizer::SharedRecognizer;
use crate::timings::{Stopwatch, Timings};
use crate::{Article, Explanation, ExtractError, LoadError, Model, RuleSet, dates, entities, relations, text};

/// Reads articles: the stages in their order.
///
/// An extractor is `Send + Sync`, and a clone shares the model and the rules, so one serves all threads of a program. It keeps nothing from one article
/// to the next: an article gives the same [`Document`] alone or in a batch, on one thread or many.
///
/// ```
/// use dateline::{Article, Extractor};
/// use dateline::document::RelationKind;
///
/// let extractor = Extractor::new()?;
/// let article = Article::new("Angela Merkel met Emmanuel Macron in Paris on Friday.").with_published("2019-10-14".parse().unwrap());
/// let document = extractor.extract(&article);
///
/// let meeting = document.relations_of(&RelationKind::MetWith).next().expect("the sentence states one");
/// assert_eq!(document.name(meeting.subject), "Angela Merkel");
/// assert_eq!(document.name(meeting.object), "Emmanuel Macron");
/// assert_eq!(meeting.when.as_ref().map(|when| &*when.value), Some("2019-10-11"));
/// # Ok::<(), dateline::LoadError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Extractor {
    parts: Arc<Parts>,
}

#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) model: Model,
    /// `None` stands for the model.
    pub(crate) recognizer: Option<SharedRecognizer>,
    pub(crate) rules: RuleSet,
    pub(crate) min_confidence: f32,
    pub(crate) max_bytes: usize,
    /// `None` stands for the threads that the whole program shares.
    pub(crate) pool: Option<ThreadPool>,
}

impl Extractor {
    /// An extractor with the model inside the crate, the built-in rules and all processors. The model is loaded on first use and then shared.
    ///
    /// # Errors
    ///
    /// If there is no model inside (the feature `embedded-model` is off) or it does not load.
    pub fn new() -> Result<Self, LoadError> {
        Self::builder().build()
    }

    /// An extractor with a model, rules or threads of your own.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    pub(crate) fn from_parts(parts: Parts) -> Self {
        Self { parts: Arc::new(parts) }
    }

    /// Reads one article. Any text is read: odd input gives a smaller result, and notes in [`Document::diagnostics`]. Only an article longer than
    /// [`ExtractorBuilder::max_bytes`] is not, which a note says too.
    pub fn extract(&self, article: &Article) -> Document {
        self.run(|| self.document(article, &mut Stopwatch::idle()))
    }

    /// Reads one article, as [`extract`](Self::extract) does, but takes one that is too long for an error.
    ///
    /// # Errors
    ///
    /// If the article is longer than [`ExtractorBuilder::max_bytes`].
    pub fn try_extract(&self, article: &Article) -> Result<Document, ExtractError> {
        self.try_extract_until(article, || false)
    }

    /// Reads one article unless `stop` becomes true before it is read: a deadline, a client that has gone, a program that ends.
    ///
    /// `stop` is asked by all threads that read the article: before each stage, each sentence that is cut into pieces, and each window of at most 250
    /// pieces that the model reads, some hundredths of a second apart. Nothing of an article that was stopped is kept. The extractor looks at no clock
    /// itself:
    ///
    /// ```
    /// use std::time::{Duration, Instant};
    /// use dateline::{Article, Extractor};
    ///
    /// let extractor = Extractor::new()?;
    /// let article = Article::new("Angela Merkel met Emmanuel Macron.");
    /// let deadline = Instant::now() + Duration::from_secs(60);
    /// let document = extractor.try_extract_until(&article, || Instant::now() > deadline);
    /// assert_eq!(document.unwrap(), extractor.extract(&article));
    /// assert!(extractor.try_extract_until(&article, || true).is_err_and(|error| error.is_stopped()));
    /// # Ok::<(), dateline::LoadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If `stop` became true, or the article is longer than [`ExtractorBuilder::max_bytes`].
    pub fn try_extract_until(&self, article: &Article, stop: impl Fn() -> bool + Sync + Send) -> Result<Document, ExtractError> {
        self.run(|| self.try_document(article, &mut Stopwatch::idle(), &|| if stop() { Err(ExtractError::STOPPED) } else { Ok(()) }))
    }

    /// Reads one article and says how long each stage took.
    pub fn extract_timed(&self, article: &Article) -> (Document, Timings) {
        let mut stopwatch = Stopwatch::running();
        let document = self.run(|| self.document(article, &mut stopwatch));
        (document, stopwatch.into_timings())
    }

    /// Reads many articles on all threads; the documents come in the order of the articles. Each is what [`extract`](Self::extract) gives.
    pub fn extract_batch(&self, articles: &[Article]) -> Vec<Document> {
        self.run(|| articles.par_iter().map(|article| self.document(article, &mut Stopwatch::idle())).collect())
    }

    /// Everything but the relations: sentences, tokens, trees, mentions, entities, dates. To be changed and then given to [`relate`](Self::relate). An
    /// article longer than [`ExtractorBuilder::max_bytes`] comes back as its text alone, with no sentence in it.
    pub fn annotate(&self, article: &Article) -> Annotations {
        let read = self.run(|| self.annotations(article, &mut Stopwatch::idle(), &|| Ok(())));
        read.map_or_else(|_| blank(article), |(annotations, _)| annotations)
    }

    /// Reads text that is cut into sentences of tokens already, as treebanks are. No relations are looked for; use [`relate`](Self::relate).
    pub fn annotate_tokens(&self, sentences: &[Vec<String>]) -> Reading {
        self.run(|| {
            let mut reading = reader::read_tokens(&self.parts.model, self.parts.recognizer.as_ref(), sentences);
            complete(&mut reading, &mut Stopwatch::idle());
            reading
        })
    }

    /// The relations that annotations state, whoever made them, by this extractor's rules.
    pub fn relate(&self, annotations: &Annotations) -> Vec<Relation> {
        let mut found = relations::relate(annotations, &self.parts.rules);
        found.retain(|relation| relation.confidence >= self.parts.min_confidence);
        found
    }

    /// Why each relation was found, and what was nearly found, and why not.
    pub fn explain(&self, annotations: &Annotations) -> Vec<Explanation> {
        relations::explain(annotations, &self.parts.rules)
    }

    fn document(&self, article: &Article, stopwatch: &mut Stopwatch) -> Document {
        self.try_document(article, stopwatch, &|| Ok(())).unwrap_or_else(|error| {
            let note = Diagnostic { kind: DiagnosticKind::TooLong, span: None, message: error.to_string() };
            assemble(article, blank(article), Vec::new(), vec![note])
        })
    }

    fn try_document(&self, article: &Article, stopwatch: &mut Stopwatch, check: &impl Check) -> Result<Document, ExtractError> {
        let (annotations, diagnostics) = self.annotations(article, stopwatch, check)?;
        let relations = stopwatch.time("relations", || self.relate(&annotations));
        Ok(assemble(article, annotations, relations, diagnostics))
    }

    fn annotations(
        &self,
        article: &Article,
        stopwatch: &mut Stopwatch,
        check: &impl Check,
    ) -> Result<(Annotations, Vec<Diagnostic>), ExtractError> {
        if article.text().len() > self.parts.max_bytes {
            return Err(ExtractError::too_long(article.text().len(), self.parts.max_bytes));
        }
        check()?;
        let segmented = stopwatch.time("text", || text::segment(article.text(), article.title()));
        let annotations = Annotations { sentences: segmented.sentences, tokens: segmented.tokens, ..blank(article) };
        let mut reading =
            stopwatch.time("model", || reader::try_read(&self.parts.model, self.parts.recognizer.as_ref(), annotations, check))?;
        reading.diagnostics.splice(0..0, segmented.diagnostics);
        check()?;
        complete(&mut reading, stopwatch);
        check()?;
        Ok((reading.annotations, reading.diagnostics))
    }

    fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.parts.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

/// Whether to go on; asked between steps.
trait Check: Fn() -> Result<(), ExtractError> + Sync {}

impl<F: Fn() -> Result<(), ExtractError> + Sync> Check for F {}

/// An article of which nothing has been read yet.
fn blank(article: &Article) -> Annotations {
    Annotations { text: article.text().to_owned(), published: article.published(), ..Annotations::default() }
}

fn assemble(article: &Article, annotations: Annotations, relations: Vec<Relation>, diagnostics: Vec<Diagnostic>) -> Document {
    Document::new(article.id().map(Into::into), article.title().map(Into::into), annotations, relations, diagnostics)
}

/// The stages after the model: mentions, dates, entities.
fn complete(reading: &mut Reading, stopwatch: &mut Stopwatch) {
    let annotations = &mut reading.annotations;
    let date_spans: Vec<Range<TokenId>> = stopwatch.time("mentions", || {
        let (mentions, date_spans) = entities::mentions(annotations, &reading.spans);
        annotations.mentions = mentions;
        date_spans
    });
    let found = stopwatch.time("dates", || dates::find(annotations, &date_spans));
    annotations.dates = found.dates;
    reading.diagnostics.extend(found.diagnostics);
    stopwatch.time("entities", || entities::link(annotations));
}
