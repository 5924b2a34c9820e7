//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.

// Nothing that input can reach panics by intention. The two places that say `expect` argue why it cannot fail.
#![cfg_attr(
    not(test),
    deny(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::unreachable, clippy::unimplemented, clippy::todo, clippy::exit)
)]

pub mod _documentation;
#[cfg(feature = "rust-bert")]
pub mod backends;
pub mod document;
pub mod output;

mod article;
mod builder;
mod dates;
mod encoder;
mod entities;
mod extract_error;
mod extractor;
mod reader;
mod recognizer;
mod relations;
mod syntax;
mod text;
mod timings;

pub use article::Article;
pub use builder::ExtractorBuilder;
pub use encoder::{LoadError, LoadErrorKind, Model, ModelFiles};
pub use entities::{SpanTag, TagSpan, link as link_entities};
pub use extract_error::ExtractError;
pub use extractor::Extractor;
pub use reader::Reading;
pub use recognizer::{EntityRecognizer, RecognizeError, RecognizeErrorKind};
pub use relations::{Example, ExampleName, Explanation, FailedExample, RuleError, RuleSet};
pub use timings::Timings;
