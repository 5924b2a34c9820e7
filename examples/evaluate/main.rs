//! Measures the library against annotated data and prints the scores as one JSON object.
//!
//!     cargo run --release --example evaluate -- ner FILE.iob2
//!     cargo run --release --example evaluate -- parse FILE.conllu
//!     cargo run --release --example evaluate -- dates FILE.jsonl
//!     cargo run --release --example evaluate -- entities FILE.conllu
//!     cargo run --release --example evaluate -- entities ARTICLES.ndjson
//!     cargo run --release --example evaluate -- plover FILE.jsonl
//!     cargo run --release --example evaluate -- conll04 FILE.jsonl

#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

mod conll04;
mod dates;
mod entities;
mod gold;
mod ner;
mod parse;
mod plover;
mod score;
#[path = "../support/mod.rs"]
mod support;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use dateline::{Extractor, Model, RuleSet};
use serde_json::{Value, json};
use support::Failure;

const USAGE: &str = "\
usage: evaluate [options] TASK FILE

tasks:
  ner      FILE.iob2    entity tags: micro, core (PER ORG LOC) and types
  parse    FILE.conllu  gold tokens and sentences: uas, las, las_plain (without subtypes), upos
  dates    FILE.jsonl   time expressions: strict, relaxed, value (relaxed and the same TIMEX3 value), types
  entities FILE.conllu  gold tokens, trees and names (GUM's Entity=): B3 over names, pronouns for named persons, descriptions
  entities FILE.ndjson  articles with annotated names in the folder gold beside it: names that are one entity, wrong joins
  plover   FILE.jsonl   one event root for each pair of given actors: macro, micro, roots
  conll04  FILE.jsonl   relations with given entities and end to end

options:
  --raw          ner: join the tokens by one space and read the text as any other, rather than with the tokens of the file
  --errors N     print the first N mistakes before the scores
  --rules DIR    the rule files (*.toml) of a folder instead of the built-in rules
  --model DIR    a model other than the one inside the crate
  --threads N    how many threads to use (default: one a core)";

/// A task: reads a file, asks the extractor, returns scores and counts. A count called `words` gives the speed.
type Task = fn(&Extractor, &Path, &Options) -> Result<Value, Box<dyn Error>>;

const TASKS: &[(&str, Task)] = &[
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

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(arguments) = Arguments::parse()? else { return support::print(USAGE) };
    let extractor = arguments.extractor()?;
    // Reading the annotations is part of the time, loading the model is not.
    let start = Instant::now();
    let mut scores = (arguments.task)(&extractor, &arguments.file, &arguments.options)?;
    add_speed(&mut scores, start.elapsed().as_secs_f64());
    support::print(scores)
}

struct Arguments {
    task: Task,
    file: PathBuf,
    options: Options,
    model: Option<PathBuf>,
    rules: Option<PathBuf>,
    threads: Option<usize>,
}

impl Arguments {
    /// `None` if help was asked for.
    fn parse() -> Result<Option<Self>, Failure> {
        use lexopt::prelude::*;
        let mut parser = lexopt::Parser::from_env();
        let (mut options, mut plain) = (Options::default(), Vec::new());
        let (mut model, mut rules, mut threads) = (None, None, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("raw") => options.raw = true,
                Long("errors") => options.errors = parser.value()?.parse()?,
                Long("rules") => rules = Some(parser.value()?.into()),
                Long("model") => model = Some(parser.value()?.into()),
                Long("threads") => threads = Some(parser.value()?.parse()?),
                Value(value) => plain.push(value),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let [task, file] = plain.try_into().map_err(|_| Failure::Usage("expected a task and a file".into()))?;
        let Some(&(_, task)) = TASKS.iter().find(|(name, _)| task == *name) else {
            return Err(Failure::Usage(format!("there is no task {}", task.display())));
        };
        Ok(Some(Self { task, file: file.into(), options, model, rules, threads }))
    }

    fn extractor(&self) -> Result<Extractor, Failure> {
        let mut builder = Extractor::builder();
        if let Some(directory) = &self.model {
            builder = builder.model(Model::from_dir(directory)?);
        }
        if let Some(folder) = &self.rules {
            builder = builder.rules(read_rules(folder)?);
        }
        if let Some(threads) = self.threads {
            builder = builder.threads(threads);
        }
        Ok(builder.build()?)
    }
}

fn read_rules(folder: &Path) -> Result<RuleSet, Failure> {
    let mut rules = RuleSet::default();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_rules = path.extension().is_some_and(|extension| extension == "toml");
        if let (true, Some(name)) = (is_rules, path.file_stem().and_then(|name| name.to_str())) {
            let file = RuleSet::parse(name, &std::fs::read_to_string(&path)?).map_err(|error| Failure::Other(error.into()))?;
            rules = rules.extend(&file);
        }
    }
    Ok(rules)
}

fn add_speed(scores: &mut Value, seconds: f64) {
    if let Some(words) = scores["words"].as_u64() {
        scores["words_per_second"] = json!((words as f64 / seconds.max(1e-9)).round());
    }
    scores["seconds"] = json!((seconds * 1000.0).round() / 1000.0);
}
