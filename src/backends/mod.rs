//! Other recognisers of names than the embedded model, each behind a cargo feature.
//!
//! | feature | recogniser | runs |
//! | --- | --- | --- |
//! | `rust-bert` | [`RustBertRecognizer`] | any token classifier of the BERT family, on CPU or GPU, through libtorch |
//!
//! Each is an [`EntityRecognizer`](crate::EntityRecognizer); a recogniser of one's own is as good.

mod rust_bert;

pub use rust_bert::{Device, RustBertOptions, RustBertRecognizer};
