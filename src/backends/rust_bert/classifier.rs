//! A checkpoint at work: sentences -> windows -> batches -> scores -> names.

use super::checkpoint::{Config, Files};
use super::labels::Row;
use super::network::{Batch, Network};
use super::tokenizer::Tokenizer;
use super::worker::{Answer, Engine, without_trace};
use super::{LoadError, RustBertOptions};
use crate::RecognizeError;
use crate::encoder::{Window, case_shape, pack};

/// Windows in a batch are at most so many, whatever the options say. rust-bert's own pipeline names the 65th window of a call by the scores of the 65th
/// and the words of the first; here each window keeps its own, but more at once would gain nothing.
pub(super) const MOST_WINDOWS: usize = 64;
/// Pieces in a batch, filled up: attention needs memory that grows with the square of a window's length.
const MOST_PIECES: usize = 8_192;

/// A token classifier with everything that it needs.
pub(super) struct Classifier {
    pub(super) config: Config,
    tokenizer: Tokenizer,
    network: Network,
    windows: usize,
}

/// A window as the network reads it.
struct Laid {
    window: Window,
    pieces: Vec<i64>,
    types: Vec<i64>,
    /// For each segment where the first piece of each of its words stands.
    firsts: Vec<Vec<usize>>,
}

impl Classifier {
    pub(super) fn load(files: &Files, options: &RustBertOptions) -> Result<Self, LoadError> {
        let device = options.device.find()?;
        if let Some(threads) = options.threads {
            tch::set_num_threads(i32::try_from(threads).unwrap_or(i32::MAX).max(1));
        }
        let config = Config::read(&files.config, options)?;
        let tokenizer = Tokenizer::read(files, &config)?;
        let network = Network::load(&config, &files.weights, device)?;
        Ok(Self { config, tokenizer, network, windows: options.batch.clamp(1, MOST_WINDOWS) })
    }

    /// The probabilities of our tags for each word of each sentence.
    pub(super) fn rows(&self, sentences: &[Vec<String>]) -> Result<Vec<Vec<Row>>, RecognizeError> {
        let pieces: Vec<Vec<Vec<i64>>> = sentences.iter().map(|words| self.tokenizer.cut(words)).collect();
        let windows = pack(&pieces, self.config.limits);
        let mut laid: Vec<Laid> = windows.into_iter().map(|window| self.lay_out(sentences, &pieces, window)).collect();
        // Windows of like length share a batch; which do follows from the document alone.
        laid.sort_by_key(|window| window.pieces.len());
        let mut rows: Vec<Vec<Row>> = sentences.iter().map(|words| vec![[0.0; _]; words.len()]).collect();
        for batch in batches(&laid, self.windows) {
            self.read(batch, &mut rows)?;
        }
        Ok(rows)
    }

    /// `[CLS] s1 [SEP] s2 [SEP] ...`
    fn lay_out(&self, sentences: &[Vec<String>], cut: &[Vec<Vec<i64>>], window: Window) -> Laid {
        let (mut pieces, mut types) = (vec![self.tokenizer.start], vec![0]);
        let mut firsts = Vec::with_capacity(window.segments.len());
        for segment in &window.segments {
            let mut first = Vec::with_capacity(segment.words.len());
            for word in segment.words.clone() {
                first.push(pieces.len());
                pieces.extend_from_slice(&cut[segment.sentence][word]);
                types.resize(pieces.len(), self.token_type(&sentences[segment.sentence][word]));
            }
            pieces.push(self.tokenizer.end);
            types.push(0);
            firsts.push(first);
        }
        Laid { window, pieces, types, firsts }
    }

    fn token_type(&self, word: &str) -> i64 {
        if self.config.has_case_shapes { case_shape(word) as i64 } else { 0 }
    }

    fn read(&self, windows: &[Laid], rows: &mut [Vec<Row>]) -> Result<(), RecognizeError> {
        let batch = self.fill_up(windows)?;
        let scores =
            self.network.scores(&batch).map_err(|e| RecognizeError::new("libtorch failed").caused_by(without_trace(&e.to_string())))?;
        let (labels, length) = (self.config.labels.len(), batch.pieces.len() / windows.len());
        if scores.len() != batch.pieces.len() * labels {
            let message = format!("expected {labels} scores for each of {} pieces, found {}", batch.pieces.len(), scores.len());
            return Err(RecognizeError::new(message));
        }
        for (laid, scores) in windows.iter().zip(scores.chunks_exact(length * labels)) {
            for (segment, firsts) in laid.window.segments.iter().zip(&laid.firsts) {
                let words = &mut rows[segment.sentence][segment.words.clone()];
                words.iter_mut().zip(firsts).for_each(|(row, first)| *row = self.config.labels.row(&scores[first * labels..][..labels]));
            }
        }
        Ok(())
    }

    fn fill_up(&self, windows: &[Laid]) -> Result<Batch, RecognizeError> {
        let length = windows.iter().map(|window| window.pieces.len()).max().unwrap_or(0);
        let mut batch = Batch { windows: windows.len(), ..Batch::default() };
        for (i, window) in windows.iter().enumerate() {
            let end = (i + 1) * length;
            batch.pieces.extend_from_slice(&window.pieces);
            batch.types.extend_from_slice(&window.types);
            batch.mask.resize(batch.pieces.len(), 1);
            batch.pieces.resize(end, self.config.pad);
            batch.types.resize(end, 0);
            batch.mask.resize(end, 0);
        }
        // A piece that the table of vectors does not have would be read past its end on some devices.
        match batch.pieces.iter().find(|id| !(0..self.config.vocab_size).contains(id)) {
            None => Ok(batch),
            Some(id) => Err(RecognizeError::new(format!(
                "expected a piece below {}, found {id}: the vocabulary is another model's",
                self.config.vocab_size
            ))),
        }
    }
}

impl Engine for Classifier {
    fn recognize(&self, sentences: &[Vec<String>]) -> Answer {
        let decode = |(rows, words): (&Vec<Row>, &Vec<String>)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            self.config.labels.decode(rows, &words)
        };
        Ok(self.rows(sentences)?.iter().zip(sentences).map(decode).collect())
    }
}

/// Windows in runs of at most so many, and of at most [`MOST_PIECES`] pieces when filled up, unless one alone has more.
fn batches(windows: &[Laid], most: usize) -> impl Iterator<Item = &[Laid]> {
    let mut rest = windows;
    std::iter::from_fn(move || {
        let fits = |n: usize| n == 1 || n <= most && rest[n - 1].pieces.len() * n <= MOST_PIECES;
        let n = (1..=rest.len()).take_while(|&n| fits(n)).last()?;
        let (batch, left) = rest.split_at(n);
        rest = left;
        Some(batch)
    })
}
