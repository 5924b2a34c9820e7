//! Measures the library against annotated data and prints the scores as one JSON object.
//!
//!     cargo run --release --example evaluate -- ner FILE.iob2
//!     cargo run --release --features rust-bert --example evaluate -- ner --backend rust-bert --model DIRECTORY FILE.iob2
//!     cargo run --release --example evaluate -- parse FILE.conllu
//!     cargo run --release --example evaluate -- dates FILE.jsonl
//!     cargo run --release --example evaluate -- recognizers FILE.json
//!     cargo run --release --example evaluate -- timenorm FILE.tsv
//!     cargo run --release --example evaluate -- entities FILE.conllu
//!     cargo run --release --example evaluate -- plover FILE.jsonl
//!     cargo run --release --example evaluate -- conll04 FILE.jsonl
//!     cargo run --release --example evaluate -- petrarch FILE.jsonl
//!     cargo run --release --example evaluate -- slices tests/slices

#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

mod backend;
mod conll04;
mod dates;
mod entities;
mod gold;
mod ner;
mod parse;
mod petrarch;
mod plover;
mod recognizers;
mod score;
mod slices;
#[path = "../support/mod.rs"]
mod support;
mod timenorm;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use backend::Backend;
use dateline::{Extractor, RuleSet};
use serde_json::{Value, json};
use support::Failure;

const USAGE: &str = "\
usage: evaluate [options] TASK FILE

tasks:
  ner      FILE.iob2    entity tags: micro, core (PER ORG LOC) and types
  parse    FILE.conllu  gold tokens and sentences: uas, las, las_plain (without subtypes), upos
  dates    FILE.jsonl   time expressions: strict, relaxed, value (relaxed and the same TIMEX3 value), types;
                        with --every N, every Nth document apart, as kept_apart
  recognizers FILE.json time expressions of a Recognizers-Text suite: accuracy over the cases in scope, left_out by reason
  timenorm FILE.tsv     time expressions that are given: accuracy of their values
  entities FILE.conllu  gold tokens, trees and names (GUM's Entity=): B3 over names, pronouns for named persons
  plover   FILE.jsonl   one event root for each pair of given actors: macro, micro, roots
  conll04  FILE.jsonl   relations with given entities and end to end
  petrarch FILE.jsonl   who does what to whom, with given actors: recall of events whose words the rules hold, false events
  slices   FOLDER       sentences of one construction a file: facts (with polarity and modality) and arguments, for each file

options:
  --raw          ner: join the tokens by one space and read the text as any other, rather than with the tokens of the file
  --case CASE    ner: read every token in upper, lower or title case: what is left of the names without, or with too many, capitals
  --every N      dates: every Nth document is counted apart and its mistakes are not printed
  --errors N     print the first N mistakes before the scores
  --rules DIR    the rule files (*.toml) of a folder instead of the built-in rules
  --model DIR    a model other than the one inside the crate
  --backend NAME who finds the names: embedded (default), or rust-bert, for which --model is a token classifier in a directory (config.json, weights,
                 vocabulary); needs --features rust-bert
  --threads N    how many threads to use (default: one a core)";

/// A task: reads a file, asks the extractor, returns scores and counts. A count called `words` gives the speed.
type Task = fn(&Extractor, &Path, &Options) -> Result<Value, Box<dyn Error>>;

const TASKS: &[(&str, Task)] = &[
    ("ner", ner::run),
    ("parse", parse::run),
    ("dates", dates::run),
    ("recognizers", recognizers::run),
    ("timenorm", timenorm::run),
    ("entities", entities::run),
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
#[derive(Debug, Clone, Copy, Default)]
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
    fn parse(name: &str) -> Result<Self, Failure> {
        match name {
            "upper" => Ok(Self::Upper),
            "lower" => Ok(Self::Lower),
            "title" => Ok(Self::Title),
            _ => Err(Failure::Usage(format!("expected upper, lower or title, not {name}"))),
        }
    }

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

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(mut arguments) = Arguments::parse()? else { return support::print(USAGE) };
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
    backend: Backend,
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
        let mut backend = Backend::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("raw") => options.raw = true,
                Long("case") => options.case = Case::parse(&parser.value()?.to_string_lossy())?,
                Long("every") => options.every = Some(parser.value()?.parse()?),
                Long("errors") => options.errors = parser.value()?.parse()?,
                Long("rules") => rules = Some(parser.value()?.into()),
                Long("model") => model = Some(parser.value()?.into()),
                Long("backend") => backend = Backend::named(&parser.value()?.string()?)?,
                Long("threads") => threads = Some(parser.value()?.parse()?),
                Value(value) => plain.push(value),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let [task, file] = plain.try_into().map_err(|_| Failure::Usage("expected a task and a file".into()))?;
        let Some(&(_, task)) = TASKS.iter().find(|(name, _)| task == *name) else {
            return Err(Failure::Usage(format!("there is no task {}", task.display())));
        };
        Ok(Some(Self { task, file: file.into(), options, model, backend, rules, threads }))
    }

    fn extractor(&mut self) -> Result<Extractor, Failure> {
        let (mut builder, dates_are_borrowed) = self.backend.load(Extractor::builder(), self.model.as_deref(), self.threads)?;
        self.options.dates_are_borrowed = dates_are_borrowed;
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
