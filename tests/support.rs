//! What the tests share: extractors, example articles, made-up text, and what must hold of any document.

pub(crate) mod check;
pub(crate) mod targets;
pub(crate) mod text;
pub(crate) mod tiny;

use std::path::PathBuf;
use std::sync::LazyLock;

use dateline::document::Document;
use dateline::{Article, Extractor, Model};

/// Loading the model once is enough for all tests.
pub(crate) static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the model inside the crate loads"));

/// An extractor whose model tags and parses by lot, and quickly.
pub(crate) static TINY: LazyLock<Extractor> = LazyLock::new(|| tiny_on(2));

pub(crate) fn tiny_on(threads: usize) -> Extractor {
    Extractor::builder().model(TINY_MODEL.clone()).threads(threads).build().expect("threads start")
}

static TINY_MODEL: LazyLock<Model> = LazyLock::new(|| tiny::model(7, 0.3));

pub(crate) fn extract(text: &str) -> Document {
    EXTRACTOR.extract(&Article::new(text))
}

pub(crate) fn example_article(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/articles").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
