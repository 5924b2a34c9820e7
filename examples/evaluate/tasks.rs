//! The tasks: each measures one part of the library against one sort of annotated data.

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
#[path = "plover.rs"]
mod plover;
#[path = "score.rs"]
pub mod score;

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
    ("entities", entities::run),
    ("plover", plover::run),
    ("conll04", conll04::run),
];

/// What the tasks can be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read plain text where the data brings tokens of its own.
    pub raw: bool,
    /// How many mistakes to print.
    pub errors: usize,
}
