//! The command-line program `dateline`: reads news articles and writes who met, backed, attacked, leads or signed with whom, where and when.
//!
//!     cargo install --path . --features cli
//!     dateline extract article.txt --output article.html

#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

// The tasks of `evaluate` are shared with the example of that name, and so stand there; the rest of the program is here.
#[path = "../../../examples/evaluate/tasks.rs"]
mod tasks;

mod common;
mod evaluate;
mod explain;
mod extract;
mod graph;
mod shell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use common::terminal as support;
use common::terminal::{Failure, end};
use tasks::{Options, articles, gold, score};

/// Who did what to whom, where and when, from news articles.
///
/// dateline finds people, organizations, places and dates in English news, and the relations that the text states between them. Every relation says which
/// words and which rule it came from. The model is inside: nothing is downloaded, and nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = START)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

const START: &str = "\
To begin:
  dateline extract article.txt
      the relations of an article, in the terminal
  dateline extract article.txt --output article.html
      a page with text, relations, timeline and network
  dateline explain article.txt
      why each relation was found, and others were not
  dateline graph articles/ --output network.html
      who is linked with whom in many articles";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles and write what they say, in one of many formats
    #[command(after_help = extract::EXAMPLES)]
    Extract(Box<extract::Arguments>),
    /// Say why each relation was found, and what was nearly found
    #[command(after_help = explain::EXAMPLES)]
    Explain(Box<explain::Arguments>),
    /// Merge the entities of many documents and write who is linked with whom
    #[command(after_help = graph::EXAMPLES)]
    Graph(Box<graph::Arguments>),
    /// Measure against annotated data
    #[command(after_help = evaluate::TASKS)]
    Evaluate(Box<evaluate::Arguments>),
    /// Print the JSON Schema of documents
    Schema,
    /// Print the completions for a shell
    #[command(after_help = shell::COMPLETIONS)]
    Completions(shell::Completions),
    /// Print the manual page, or write one page for each command into a folder
    Man(shell::Man),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    end("For more, try: dateline --help", run(&cli.command))
}

fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Schema => common::terminal::print(dateline::output::JSON_SCHEMA.trim_end()),
        Command::Completions(arguments) => shell::completions(arguments),
        Command::Man(arguments) => shell::man(arguments),
    }
}
