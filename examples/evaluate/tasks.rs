//! The tasks: each measures one part of the library against one sort of annotated data.

#[path = "articles.rs"]
pub mod articles;
#[path = "backend.rs"]
pub mod backend;
#[path = "calibration.rs"]
pub mod calibration;
#[path = "conll04.rs"]
mod conll04;
#[path = "dates.rs"]
mod dates;
#[path = "entities/mod.rs"]
mod entities;
#[path = "gold.rs"]
pub mod gold;
#[path = "ner.rs"]
mod ner;
#[path = "parse.rs"]
mod parse;
#[path = "petrarch.rs"]
mod petrarch;
#[path = "plover.rs"]
mod plover;
#[path = "recognizers/mod.rs"]
mod recognizers;
#[path = "relations.rs"]
mod relations;
#[path = "score.rs"]
pub mod score;
#[path = "slices.rs"]
mod slices;
#[path = "timenorm.rs"]
mod timenorm;

use std::error::Error;
use std::path::Path;

use dateline::Extractor;
use serde_json::Value;

/// A task: reads a file, asks the extractor, returns scores and counts. A count called `words` gives the speed.
pub type Task = fn(&Extractor, &Path, &Options) -> Result<Value, Box<dyn Error>>;

/// The tasks by name.
pub const TASKS: &[(&str, Task)] = &[
    ("ner", ner::run),
    ("parse", parse::run),
    ("dates", dates::run),
    ("recognizers", recognizers::run),
    ("timenorm", timenorm::run),
    ("entities", entities::run),
    ("relations", relations::run),
    ("plover", plover::run),
    ("conll04", conll04::run),
    ("petrarch", petrarch::run),
    ("slices", slices::run),
];

/// What the tasks can be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read plain text where the data brings tokens of its own.
    pub raw: bool,
    /// How tokens are written before they are read.
    pub case: Case,
    /// Count every so many documents apart, to be measured on and never looked at.
    pub every: Option<usize>,
    /// How many mistakes to print.
    pub errors: usize,
    /// Whether dates are the embedded model's, whoever finds the names.
    pub dates_are_borrowed: bool,
}

/// A way to write a token.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub enum Case {
    /// As it came.
    #[default]
    AsIs,
    /// In capitals.
    Upper,
    /// Without capitals.
    Lower,
    /// With one capital, as headlines have it.
    Title,
}

impl Case {
    /// The token in this case. A word with a capital is one already, so a title changes only words without.
    pub fn write(self, token: &str) -> String {
        let mut letters = token.chars();
        match (self, letters.next()) {
            (Self::Upper, _) => token.to_uppercase(),
            (Self::Lower, _) => token.to_lowercase(),
            (Self::Title, Some(first)) => first.to_uppercase().chain(letters).collect(),
            _ => token.to_owned(),
        }
    }
}
