//! The neural reader: word pieces, the encoder and its heads. It turns sentences of words into numbers and knows no grammar.
//!
//! | file | turns | into |
//! | --- | --- | --- |
//! | `files` | a directory or bytes | the files of a model, checked against its manifest |
//! | `weights` | bytes | matrices |
//! | `pieces` | words | word pieces and case shapes |
//! | `windows` | sentences | windows of whole sentences, none longer than the encoder reads at once |
//! | `bert` | a window | a vector for every piece |
//! | `heads` | vectors | scores of tags, parts of speech, arcs and labels |
//!
//! `kernels` alone names the engine; its own kernels for whole numbers hold the only unsafe code of the crate.

mod bert;
mod config;
mod error;
mod files;
mod heads;
#[allow(clippy::expect_used, reason = "the shapes of all products follow from those that were checked when the model was loaded")]
mod kernels;
mod model;
mod pieces;
#[cfg(all(test, feature = "embedded-model"))]
mod reference;
mod weights;
mod windows;

pub use error::{LoadError, LoadErrorKind};
pub use files::ModelFiles;
pub(crate) use heads::SegmentScores;
pub use model::Model;
pub(crate) use windows::Segment;
/// How the model's input is made, for the engines of `backends` that run checkpoints with the same input.
#[cfg(feature = "rust-bert")]
pub(crate) use {
    config::SHAPES, pieces::MOST_PIECES, pieces::case_shape, pieces::read_tokenizer, windows::Limits, windows::Window, windows::pack,
};
