//! What the targets share with the tests, and an extractor that reads quickly.
#![allow(dead_code, reason = "each target uses a part of it")]

#[path = "../../tests/support/check.rs"]
pub(crate) mod check;
#[path = "../../tests/support/tiny.rs"]
pub(crate) mod tiny;

use std::sync::LazyLock;

use dateline::{Extractor, Model};

/// Its model tags and parses by lot. One thread, so that a crash is of the input at hand.
pub(crate) static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().model(tiny::model(7, 0.3)).threads(1).build().expect("threads start"));

/// As [`EXTRACTOR`], with the model inside the crate.
pub(crate) static REAL: LazyLock<Extractor> = LazyLock::new(|| {
    let model = Model::from_files(&tiny::real_files()).expect("the model loads");
    Extractor::builder().model(model).threads(1).build().expect("threads start")
});
