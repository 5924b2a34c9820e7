//! Measures the library against annotated data and prints the scores as one JSON object. It is the command `dateline evaluate`, without installing the
//! program.
//!
//!     cargo run --release --example evaluate -- ner FILE.iob2
//!     cargo run --release --example evaluate -- parse FILE.conllu
//!     cargo run --release --example evaluate -- dates FILE.jsonl
//!     cargo run --release --example evaluate -- entities FILE.conllu
//!     cargo run --release --example evaluate -- entities ARTICLES.ndjson
//!     cargo run --release --example evaluate -- relations ARTICLES.ndjson
//!     cargo run --release --example evaluate -- plover FILE.jsonl
//!     cargo run --release --example evaluate -- conll04 FILE.jsonl

#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

#[path = "../../src/bin/dateline/common/mod.rs"]
mod common;
#[path = "../../src/bin/dateline/evaluate.rs"]
mod evaluate;
mod tasks;

use clap::Parser;
use common::terminal as support;
use tasks::{Options, articles, gold, score};

/// Measure the library against annotated data
#[derive(Debug, Parser)]
#[command(after_help = evaluate::TASKS)]
struct Cli {
    #[command(flatten)]
    arguments: evaluate::Arguments,
}

fn main() -> std::process::ExitCode {
    support::end("For more, try --help", evaluate::run(&Cli::parse().arguments))
}
