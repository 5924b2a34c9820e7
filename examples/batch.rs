//! Reads a file of many articles on all cores and says what happened most: how often each kind of relation was found, and which entities take part.
//!
//!     cargo run --release --example batch -- ARTICLES.ndjson

mod support;

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use dateline::document::Document;
use dateline::{Article, Extractor, output};
use support::{Asked, Failure, complain, print};

const USAGE: &str = "\
usage: batch FILE

FILE has one article a line: {\"id\", \"title\"?, \"published\"?, \"text\"}.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(path) = path()? else { return print(USAGE) };
    let file = std::fs::File::open(&path).map_err(|error| support::unreadable(&path, &error))?;

    // A line that is no article costs that line, not the file.
    let lines = output::read_articles(BufReader::new(file));
    let articles: Vec<Article> =
        lines.filter_map(|line| line.map_err(|error| complain(&error.to_string())).ok()).map(|input| input.article).collect();

    // One extractor serves all threads, and gives each article what it would give it alone.
    let extractor = Extractor::new()?;
    let start = Instant::now();
    let documents = extractor.extract_batch(&articles);
    let seconds = start.elapsed().as_secs_f64();

    print_counts("relations", documents.iter().flat_map(Document::relations).map(|relation| relation.kind.to_string()))?;
    print_counts("actors", documents.iter().flat_map(actors))?;
    let words: usize = documents.iter().map(|document| document.annotations().tokens.len()).sum();
    print(format!("{} articles, {words} words, {seconds:.2} s, {:.0} words/s", documents.len(), words as f64 / seconds.max(1e-9)))
}

/// The names of subjects and objects, once for each relation they take part in.
fn actors(document: &Document) -> impl Iterator<Item = String> {
    let sides = document.relations().iter().flat_map(|relation| [relation.subject, relation.object]);
    sides.map(|entity| document.name(entity).to_owned())
}

/// The ten most frequent items, the most frequent first.
fn print_counts(title: &str, items: impl Iterator<Item = String>) -> Result<(), Failure> {
    let mut counts = BTreeMap::<String, usize>::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    print(title)?;
    counts.iter().take(10).try_for_each(|(item, count)| print(format!("{count:6}  {item}")))?;
    print("")
}

/// `None` if help was asked for.
fn path() -> Result<Option<PathBuf>, Failure> {
    match support::one_file()? {
        Asked::Help => Ok(None),
        Asked::File(path) => path.map(Some).ok_or_else(|| Failure::Usage("expected a file".into())),
    }
}
