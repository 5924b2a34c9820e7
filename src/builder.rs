use rayon::ThreadPoolBuilder;

use crate::extractor::Parts;
use crate::recognizer::SharedRecognizer;
use crate::{EntityRecognizer, Extractor, LoadError, LoadErrorKind, Model, RuleSet};

/// Settings of an [`Extractor`]; what is not set has a working default.
///
/// ```
/// use dateline::Extractor;
///
/// let extractor = Extractor::builder().threads(1).min_confidence(0.5).build()?;
/// # Ok::<(), dateline::LoadError>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct ExtractorBuilder {
    model: Option<Model>,
    recognizer: Option<SharedRecognizer>,
    rules: Option<RuleSet>,
    threads: Option<usize>,
    min_confidence: f32,
    max_bytes: usize,
}

/// Sixteen megabytes of text are some twenty novels; a longer "article" is a mistake of whoever made the file.
const MAX_BYTES: usize = 16 << 20;

impl Default for ExtractorBuilder {
    fn default() -> Self {
        Self { model: None, recognizer: None, rules: None, threads: None, min_confidence: 0.0, max_bytes: MAX_BYTES }
    }
}

impl ExtractorBuilder {
    /// The model that tags and parses. Default: the one inside the crate.
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// Who finds the names, in place of the model: a recogniser of one's own, or one of the `backends`. Parses, and dates unless the recogniser tags
    /// them, still come from the model. Default: the model.
    pub fn recognizer(mut self, recognizer: impl EntityRecognizer + 'static) -> Self {
        self.recognizer = Some(SharedRecognizer::new(recognizer));
        self
    }

    /// The rules that find relations. Default: [`RuleSet::builtin`].
    pub fn rules(mut self, rules: RuleSet) -> Self {
        self.rules = Some(rules);
        self
    }

    /// A pool of this many threads of its own; 0 means one for each processor. Default: the threads that the whole program shares (rayon's). The number
    /// changes how long reading takes, never what is found.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Leaves out relations below this confidence, between 0 and 1. Default: 0, nothing is left out.
    pub fn min_confidence(mut self, min_confidence: f32) -> Self {
        self.min_confidence = min_confidence;
        self
    }

    /// The most bytes of text that an article may have. A longer one is not read: [`Extractor::try_extract`] says so by an error, the other methods by
    /// a document in which nothing is found but a diagnostic. Time and memory grow with the length and no faster, so `usize::MAX` is a choice for who
    /// has both. Default: 16 MiB.
    ///
    /// ```
    /// use dateline::{Article, Extractor};
    ///
    /// let extractor = Extractor::builder().max_bytes(20).build()?;
    /// let article = Article::new("Angela Merkel met Emmanuel Macron.");
    /// let document = extractor.extract(&article);
    /// assert_eq!(document.diagnostics()[0].kind.as_str(), "too_long");
    /// assert!(extractor.try_extract(&article).is_err_and(|error| error.is_too_long()));
    /// # Ok::<(), dateline::LoadError>(())
    /// ```
    pub fn max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// The extractor.
    ///
    /// # Errors
    ///
    /// If no model was given and the one inside the crate does not load, or if the threads cannot be started.
    pub fn build(self) -> Result<Extractor, LoadError> {
        let model = self.model.map_or_else(Model::embedded, Ok)?;
        let pool = self.threads.map(|threads| ThreadPoolBuilder::new().num_threads(threads).build()).transpose();
        let pool = pool.map_err(|e| LoadError::new(LoadErrorKind::Io, "threads", "cannot be started").caused_by(e))?;
        let rules = self.rules.unwrap_or_else(|| RuleSet::builtin().clone());
        Ok(Extractor::from_parts(Parts {
            model,
            recognizer: self.recognizer,
            rules,
            min_confidence: self.min_confidence,
            max_bytes: self.max_bytes,
            pool,
        }))
    }
}
