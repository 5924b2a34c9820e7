//! Measures the library against annotated data and prints the scores as one JSON object.

use std::path::PathBuf;
use std::time::Instant;

use clap::builder::PossibleValuesParser;
use dateline::{Extractor, Model};
use serde_json::{Value, json};

use crate::common::settings::rules_at;
use crate::common::terminal::{Failure, print};
use crate::tasks::{self, Options};

/// What the help shows after the options.
pub const TASKS: &str = "\
Tasks:
  ner      FILE.iob2    entity tags: micro, core (PER ORG LOC) and types
  parse    FILE.conllu  gold tokens and sentences: uas, las, las_plain (without subtypes), upos
  dates    FILE.jsonl   time expressions: strict, relaxed, value (relaxed and the same TIMEX3 value), types
  entities FILE.conllu  gold tokens, trees and names (GUM's Entity=): B3 over names, pronouns for named persons
  plover   FILE.jsonl   one event root for each pair of given actors: macro, micro, roots
  conll04  FILE.jsonl   relations with given entities and end to end

The last line of the output is one JSON object with the scores as fractions, the counts, the seconds and the words per second.";

/// The options.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to measure
    #[arg(value_parser = PossibleValuesParser::new(tasks::TASKS.iter().map(|(name, _)| *name)))]
    task: String,

    /// The annotated data
    file: PathBuf,

    /// For ner: join the tokens by one space and read the text as any other, rather than with the tokens of the file
    #[arg(long)]
    raw: bool,

    /// Print the first N mistakes before the scores
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// The rule files (*.toml) of a folder instead of the built-in rules
    #[arg(long, value_name = "FOLDER")]
    rules: Option<PathBuf>,

    /// A model other than the one inside the program
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,

    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Runs the task and prints its scores.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let extractor = arguments.extractor()?;
    let Some((_, task)) = tasks::TASKS.iter().find(|(name, _)| *name == arguments.task) else {
        return Err(Failure::Usage(format!("there is no task {}", arguments.task)));
    };
    // Reading the annotations is part of the time, loading the model is not.
    let start = Instant::now();
    let options = Options { raw: arguments.raw, errors: arguments.errors };
    let mut scores = task(&extractor, &arguments.file, &options)?;
    add_speed(&mut scores, start.elapsed().as_secs_f64());
    print(scores)
}

impl Arguments {
    fn extractor(&self) -> Result<Extractor, Failure> {
        let mut builder = Extractor::builder();
        if let Some(folder) = &self.model {
            builder = builder.model(Model::from_dir(folder)?);
        }
        if let Some(folder) = &self.rules {
            builder = builder.rules(rules_at(folder)?);
        }
        if let Some(threads) = self.threads {
            builder = builder.threads(threads);
        }
        Ok(builder.build()?)
    }
}

fn add_speed(scores: &mut Value, seconds: f64) {
    if let Some(words) = scores["words"].as_u64() {
        scores["words_per_second"] = json!((words as f64 / seconds.max(1e-9)).round());
    }
    scores["seconds"] = json!((seconds * 1000.0).round() / 1000.0);
}
