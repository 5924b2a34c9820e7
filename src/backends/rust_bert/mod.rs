//! Token classifiers of the BERT family through rust-bert and libtorch.
//!
//! | file | turns | into |
//! | --- | --- | --- |
//! | `checkpoint` | a directory | the files of a checkpoint and what its configuration says |
//! | `tokenizer` | words | pieces |
//! | `network` | pieces | scores of labels; with `tokenizer` the only file that names rust-bert |
//! | `labels` | scores of labels | tags of ours, and names |
//! | `classifier` | sentences | windows, batches, names |
//! | `worker` | calls from any thread | calls on the thread that owns the model |

mod checkpoint;
mod classifier;
#[cfg(feature = "download")]
mod download;
#[cfg(test)]
mod families;
mod labels;
mod network;
mod options;
#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod parity;
mod tokenizer;
mod worker;

use std::path::Path;
use std::sync::Arc;

use crate::{EntityRecognizer, LoadError, LoadErrorKind, RecognizeError, TagSpan};
use checkpoint::Files;
use classifier::Classifier;
pub use options::{Device, RustBertOptions};
use worker::Worker;

/// Recognises names by a token classifier that rust-bert reads: BERT, RoBERTa, XLM-R, DistilBERT, ELECTRA, ALBERT.
///
/// DeBERTa is refused, for rust-bert 0.23 computes its attention otherwise than it was trained.
///
/// The model lives on a thread of its own, and handles to it are cheap to clone; when the last one is dropped, the model goes. Documents are read one
/// after the other, each in batches of windows. A sentence has a window of its own; one that is too long for the model is read in parts. What
/// goes wrong in libtorch or in rust-bert is a [`LoadError`] or a [`RecognizeError`], never a panic of the caller. Where they panic inside, the
/// program's panic hook is still called, which by default writes to the error output; and a program that aborts on panics ends.
///
/// The feature `rust-bert` needs libtorch 2.4.0; the README says how to get it. It is tested on CPUs; on a GPU rust-bert and libtorch do the same, by the
/// option [`device`](RustBertOptions::device), but no test has one.
///
/// ```no_run
/// use dateline::{Article, Extractor};
/// use dateline::backends::{Device, RustBertOptions, RustBertRecognizer};
///
/// let recognizer = RustBertRecognizer::from_dir_with("bert-large-ner", RustBertOptions::default().device(Device::Cuda(0)))?;
/// let extractor = Extractor::builder().recognizer(recognizer).build()?;
/// let document = extractor.extract(&Article::new("Angela Merkel met Emmanuel Macron in Paris on Friday."));
/// # Ok::<(), dateline::LoadError>(())
/// ```
///
/// # Labels
///
/// The labels come from `id2label` of `config.json`, in any of the usual schemes: with B and I (IOB1 and IOB2), with B, I, E and S or B, I, L and U, or
/// types alone. Types that are known, in any case:
///
/// | tag | types |
/// | --- | --- |
/// | PERSON | PER, PERS, PERSON, PEOPLE |
/// | ORGANIZATION | ORG, ORGANIZATION, ORGANISATION, CORPORATION, COMPANY, GROUP |
/// | PLACE | LOC, LOCATION, PLACE, GPE, GEO, FAC, FACILITY, BUILDING |
/// | MISC | MISC, MISCELLANEOUS, NORP, EVENT, `WORK_OF_ART`, CREATIVE-WORK, ART, PRODUCT, LAW, LANGUAGE, NAT, OTHER, MEDIA |
/// | DATE | DATE, TIME, TIM |
/// | none | O, X, PAD, MONEY, PERCENT, QUANTITY, CARDINAL, ORDINAL, NUMBER |
///
/// [`RustBertOptions::map_type`] says what other types are, and [`RustBertOptions::labels`] names labels that the checkpoint only numbers. If a
/// model tags dates, its dates are used; otherwise those of the embedded model.
#[derive(Debug, Clone)]
pub struct RustBertRecognizer {
    worker: Arc<Worker>,
    has_dates: bool,
}

impl RustBertRecognizer {
    /// Loads the checkpoint in a directory, for the CPU: `config.json`; `model.safetensors` or `rust_model.ot`; and `tokenizer.json`, or else
    /// `vocab.txt`, `vocab.json` with `merges.txt`, or a sentence-piece model. `pytorch_model.bin` is not read, for libtorch cannot: with Hugging Face's own
    /// library, `AutoModelForTokenClassification.from_pretrained(DIR).save_pretrained(DIR)` turns it into `model.safetensors`.
    ///
    /// # Errors
    ///
    /// If a file is missing or cannot be understood, the files do not fit each other, the architecture is another, or a label is not understood.
    pub fn from_dir(directory: impl AsRef<Path>) -> Result<Self, LoadError> {
        Self::from_dir_with(directory, RustBertOptions::default())
    }

    /// Loads the checkpoint in a directory, with options.
    ///
    /// # Errors
    ///
    /// As [`from_dir`](Self::from_dir), and if the device is not there.
    pub fn from_dir_with(directory: impl AsRef<Path>, options: RustBertOptions) -> Result<Self, LoadError> {
        let directory = directory.as_ref().to_owned();
        Self::load(move || Files::find(&directory), options)
    }

    /// rust-bert's own default: BERT large, cased, trained on CoNLL-2003 (`dbmdz/bert-large-cased-finetuned-conll03-english`), 1.3 GB.
    ///
    /// **Downloads the model** from huggingface.co when it is first used, into the cache of rust-bert (`~/.cache/.rustbert`, or `RUSTBERT_CACHE`).
    ///
    /// # Errors
    ///
    /// If the download fails, or as [`from_dir_with`](Self::from_dir_with).
    #[cfg(feature = "download")]
    pub fn conll03(options: RustBertOptions) -> Result<Self, LoadError> {
        Self::load(download::conll03, options)
    }

    fn load(files: impl FnOnce() -> Result<Files, LoadError> + Send + 'static, options: RustBertOptions) -> Result<Self, LoadError> {
        let load = move || Classifier::load(&files()?, &options);
        let (worker, has_dates) = Worker::start(load, |classifier| classifier.config.labels.has_dates())?;
        Ok(Self { worker: Arc::new(worker), has_dates })
    }
}

impl EntityRecognizer for RustBertRecognizer {
    fn recognize(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<TagSpan>>, RecognizeError> {
        self.worker.recognize(sentences)
    }

    fn tags_dates(&self) -> bool {
        self.has_dates
    }
}
