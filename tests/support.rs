//! What the tests share: one extractor, and the example articles.

use std::path::PathBuf;
use std::sync::LazyLock;

use dateline::document::Document;
use dateline::{Article, Extractor};

/// Loading the model once is enough for all tests.
pub(crate) static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the model inside the crate loads"));

pub(crate) fn extract(text: &str) -> Document {
    EXTRACTOR.extract(&Article::new(text))
}

pub(crate) fn example_article(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/articles").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
