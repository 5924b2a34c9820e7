//! Reads articles and prints what they say: entities, dates and relations. It is the command `dateline extract`, without installing the program.
//!
//!     cargo run --release --example extract -- examples/articles/asylum-seekers.txt
//!     cargo run --release --example extract -- ARTICLE.txt --published 2020-12-27 --format json
//!     cargo run --release --example extract -- ARTICLES.ndjson --format ndjson
//!
//! How the library is used in a program of one's own is in the example `quickstart`.

#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

#[path = "../src/bin/dateline/common/mod.rs"]
mod common;
#[path = "../src/bin/dateline/extract.rs"]
mod extract;

use clap::Parser;

/// Read articles and write what they say, in one of many formats
#[derive(Debug, Parser)]
#[command(after_help = extract::EXAMPLES)]
struct Cli {
    #[command(flatten)]
    arguments: extract::Arguments,
}

fn main() -> std::process::ExitCode {
    common::terminal::end("For more, try --help", extract::run(&Cli::parse().arguments))
}
