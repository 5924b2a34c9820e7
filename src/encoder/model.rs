use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::bert::{Bert, Scratch};
use super::config::{Config, Labels};
use super::heads::{Heads, SegmentScores};
use super::kernels::Precision;
use super::pieces::{Piece, Pieces};
use super::weights::Weights;
use super::windows::{Limits, Segment, Window, pack};
use super::{LoadError, LoadErrorKind, ModelFiles};
use crate::document::{DepRel, Upos};

/// A loaded model: tags entities and dates, and parses. Shared: a clone costs nothing.
#[derive(Clone)]
pub struct Model {
    inner: Arc<Inner>,
}

struct Inner {
    pieces: Pieces,
    bert: Bert,
    heads: Heads,
    labels: Labels,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("bert", &self.inner.bert).finish_non_exhaustive()
    }
}

impl Model {
    /// The model inside the crate, loaded on first use and then shared.
    ///
    /// # Errors
    ///
    /// [`LoadErrorKind::Missing`] if the crate was built without the feature `embedded-model`.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Result<Self, LoadError> {
        static SHARED: once_cell::sync::OnceCell<Model> = once_cell::sync::OnceCell::new();
        SHARED.get_or_try_init(|| Self::from_files(&ModelFiles::embedded())).cloned()
    }

    /// The model inside the crate, loaded on first use and then shared.
    ///
    /// # Errors
    ///
    /// [`LoadErrorKind::Missing`] if the crate was built without the feature `embedded-model`.
    #[cfg(not(feature = "embedded-model"))]
    pub fn embedded() -> Result<Self, LoadError> {
        let message = "the crate was built without the feature embedded-model; give a model by Model::from_dir or Model::from_files";
        Err(LoadError::new(LoadErrorKind::Missing, "embedded model", message))
    }

    /// Loads the files of a directory.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, is not the one that the manifest names, or does not fit the others.
    pub fn from_dir(directory: impl AsRef<Path>) -> Result<Self, LoadError> {
        Self::from_files(&ModelFiles::read(directory.as_ref())?)
    }

    /// Loads a model from the bytes of its files.
    ///
    /// # Errors
    ///
    /// If a file is not the one that the manifest names, or does not fit the others.
    pub fn from_files(files: &ModelFiles) -> Result<Self, LoadError> {
        Self::load(files, Precision::Narrow)
    }

    /// A model with activations in 16 bits: what another engine is held against.
    #[cfg(all(test, feature = "rust-bert"))]
    pub(crate) fn fine(files: &ModelFiles) -> Result<Self, LoadError> {
        Self::load(files, Precision::Fine)
    }

    /// `precision` is that of the encoder's layers; the heads are always fine.
    pub(super) fn load(files: &ModelFiles, precision: Precision) -> Result<Self, LoadError> {
        files.verify()?;
        let (config, labels) = (Config::read(files)?, Labels::read(files)?);
        let pieces = Pieces::read(files, config.vocab_size)?;
        let weights = Weights::read(&files.weights)?;
        let bert = Bert::read(&config, &weights, &files.weights, precision)?;
        let heads = Heads::read(&config, &labels, &weights)?;
        if config.max_position_embeddings < 256 {
            return Err(LoadError::new(LoadErrorKind::Mismatch, "config.json", "expected at least 256 positions"));
        }
        Ok(Self { inner: Arc::new(Inner { pieces, bert, heads, labels }) })
    }

    /// What the scores of tags are divided by before confidences are taken from them.
    pub(crate) fn temperature(&self) -> f32 {
        self.inner.labels.temperature
    }

    /// What the columns of [`SegmentScores::upos`] stand for.
    pub(crate) fn upos(&self) -> &[Upos] {
        &self.inner.labels.upos
    }

    /// What the columns of [`SegmentScores::labels`] stand for.
    pub(crate) fn deprels(&self) -> &[DepRel] {
        &self.inner.labels.deprels
    }

    /// As [`try_read`](Self::try_read), to the end.
    pub(crate) fn read<T: Send>(&self, sentences: &[Vec<&str>], decode: impl Fn(&[&str], &SegmentScores) -> T + Sync) -> Vec<(Segment, T)> {
        let Ok(read) = self.try_read(sentences, &|| Ok::<(), std::convert::Infallible>(()), decode);
        read
    }

    /// Reads sentences of words and hands the words and scores of each segment to `decode`, on whichever thread read it; the results come in the order of the
    /// text. Time is linear in the number of words; at any moment only a window a thread is held in memory. Before each sentence and each window
    /// `check` is asked whether to go on; its error ends the work.
    pub(crate) fn try_read<T: Send, E: Send>(
        &self,
        sentences: &[Vec<&str>],
        check: &(impl Fn() -> Result<(), E> + Sync),
        decode: impl Fn(&[&str], &SegmentScores) -> T + Sync,
    ) -> Result<Vec<(Segment, T)>, E> {
        let cut = |words: &Vec<&str>| check().map(|()| self.inner.pieces.cut(words.iter().copied()));
        let pieces: Vec<Vec<Vec<Piece>>> = sentences.iter().map(cut).collect::<Result<_, E>>()?;
        let windows = pack(&pieces, Limits::TRAINED);
        let decode = |segment: &Segment, scores: &SegmentScores| decode(segment.of(sentences), scores);
        let read = |scratch: &mut Scratch, window: Window| check().map(|()| self.read_window(&pieces, window, scratch, &decode));
        let nested: Vec<Vec<(Segment, T)>> = windows.into_par_iter().map_init(Scratch::default, read).collect::<Result<_, E>>()?;
        Ok(nested.into_iter().flatten().collect())
    }

    fn read_window<T>(
        &self,
        sentences: &[Vec<Vec<Piece>>],
        window: Window,
        scratch: &mut Scratch,
        decode: &impl Fn(&Segment, &SegmentScores) -> T,
    ) -> Vec<(Segment, T)> {
        let (pieces, firsts) = self.lay_out(sentences, &window);
        // The root's vector is that of the first piece of all.
        let wanted: Vec<usize> = std::iter::once(0).chain(firsts.iter().flatten().copied()).collect();
        let vectors = self.inner.bert.encode(&pieces, &wanted, scratch);
        let (root, mut words) = vectors.split_at(vectors.len() / wanted.len());
        let score = |(segment, firsts): (Segment, Vec<usize>)| {
            let (own, later) = words.split_at(firsts.len() * root.len());
            words = later;
            let scores = self.inner.heads.score(&[root, own].concat());
            let decoded = decode(&segment, &scores);
            (segment, decoded)
        };
        window.segments.into_iter().zip(firsts).map(score).collect()
    }

    /// `[CLS] s1 [SEP] s2 [SEP] ...`, and for each segment where the first piece of each of its words stands.
    fn lay_out(&self, sentences: &[Vec<Vec<Piece>>], window: &Window) -> (Vec<Piece>, Vec<Vec<usize>>) {
        let mut pieces = vec![self.inner.pieces.cls];
        let mut firsts = Vec::with_capacity(window.segments.len());
        for segment in &window.segments {
            let mut first = Vec::with_capacity(segment.words.len());
            for word in &sentences[segment.sentence][segment.words.clone()] {
                first.push(pieces.len());
                pieces.extend_from_slice(word);
            }
            pieces.push(self.inner.pieces.sep);
            firsts.push(first);
        }
        (pieces, firsts)
    }
}

#[cfg(test)]
impl Model {
    /// All sentences in one window.
    pub(super) fn window_of(&self, sentences: &[Vec<&str>]) -> (Vec<Piece>, Vec<Vec<usize>>) {
        let pieces: Vec<_> = sentences.iter().map(|words| self.inner.pieces.cut(words.iter().copied())).collect();
        let segments = pieces.iter().enumerate().map(|(sentence, words)| Segment { sentence, words: 0..words.len() });
        self.lay_out(&pieces, &Window { segments: segments.collect() })
    }

    pub(super) fn encode(&self, pieces: &[Piece], scratch: &mut Scratch) -> Vec<f32> {
        let all: Vec<usize> = (0..pieces.len()).collect();
        self.inner.bert.encode(pieces, &all, scratch)
    }
}
