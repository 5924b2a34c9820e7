//! Measures the library against annotated data and prints the scores as one JSON object.

use std::path::PathBuf;
use std::time::Instant;

use clap::builder::PossibleValuesParser;
use dateline::Extractor;
use serde_json::{Value, json};

use crate::common::settings::rules_at;
use crate::common::terminal::{Failure, print};
use crate::tasks::backend::Backend;
use crate::tasks::{self, Case, Options};

/// What the help shows after the options.
pub const TASKS: &str = "\
Tasks:
  ner      FILE.iob2    entity tags: micro, core (PER ORG LOC) and types
  parse    FILE.conllu  gold tokens and sentences: uas, las, las_plain (without subtypes), upos
  dates    FILE.jsonl   time expressions: strict, relaxed, value (relaxed and the same TIMEX3 value), types
           with --every N, every Nth document apart, as kept_apart
  recognizers FILE.json time expressions of a Recognizers-Text suite: accuracy over the cases in scope, left_out by reason
  timenorm FILE.tsv     time expressions that are given: accuracy of their values
  entities FILE.conllu  gold tokens, trees and names (GUM's Entity=): B3 over names, pronouns for named persons, descriptions
  entities FILE.ndjson  articles with annotated names in the folder gold beside it: names that are one entity, wrong joins
  relations FILE.ndjson articles with annotated relations in the folder gold beside it: p, r, f1, and how often a confidence is right
  plover   FILE.jsonl   one event root for each pair of given actors: macro, micro, roots
  conll04  FILE.jsonl   relations with given entities and end to end
  petrarch FILE.jsonl   who does what to whom, with given actors: recall of events whose words the rules hold, false events
  slices   FOLDER       sentences of one construction a file: facts (with polarity and modality) and arguments, for each file

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

    /// For ner: how every token is written before it is read
    #[arg(long, value_enum, default_value_t)]
    case: Case,

    /// For dates: count every Nth document apart and do not print its mistakes
    #[arg(long, value_name = "N")]
    every: Option<usize>,

    /// Print the first N mistakes before the scores
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// The rule files (*.toml) of a folder instead of the built-in rules
    #[arg(long, value_name = "FOLDER")]
    rules: Option<PathBuf>,

    /// A model other than the one inside the program
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,

    /// Who finds the names. With rust-bert, which needs the feature of that name, --model is a token classifier (config.json, weights, vocabulary)
    #[arg(long, value_enum, default_value_t)]
    backend: Backend,

    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Runs the task and prints its scores.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (extractor, dates_are_borrowed) = arguments.extractor()?;
    let Some((_, task)) = tasks::TASKS.iter().find(|(name, _)| *name == arguments.task) else {
        return Err(Failure::Usage(format!("there is no task {}", arguments.task)));
    };
    // Reading the annotations is part of the time, loading the model is not.
    let start = Instant::now();
    let Arguments { raw, case, every, errors, .. } = *arguments;
    let options = Options { raw, case, every, errors, dates_are_borrowed };
    let mut scores = task(&extractor, &arguments.file, &options)?;
    add_speed(&mut scores, start.elapsed().as_secs_f64());
    print(scores)
}

impl Arguments {
    /// The extractor, and whether its dates are the embedded model's whoever finds the names.
    fn extractor(&self) -> Result<(Extractor, bool), Failure> {
        let (mut builder, dates_are_borrowed) = self.backend.load(Extractor::builder(), self.model.as_deref(), self.threads)?;
        if let Some(folder) = &self.rules {
            builder = builder.rules(rules_at(folder)?);
        }
        if let Some(threads) = self.threads {
            builder = builder.threads(threads);
        }
        Ok((builder.build()?, dates_are_borrowed))
    }
}

fn add_speed(scores: &mut Value, seconds: f64) {
    if let Some(words) = scores["words"].as_u64() {
        scores["words_per_second"] = json!((words as f64 / seconds.max(1e-9)).round());
    }
    scores["seconds"] = json!((seconds * 1000.0).round() / 1000.0);
}
