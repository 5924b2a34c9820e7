//! Reads a folder of articles, or a file of many, on all cores and says what happened most: how often each kind of relation was found, and which entities
//! take part.
//!
//!     cargo run --release --example batch -- examples/articles
//!     cargo run --release --example batch -- ARTICLES.ndjson

mod support;

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use dateline::document::Document;
use dateline::{Article, Extractor, output};
use support::{Asked, Failure, complain, print};

const USAGE: &str = "\
usage: batch FOLDER|FILE

FOLDER holds articles as plain text (*.txt); FILE has one article a line: {\"id\", \"title\"?, \"published\"?, \"text\"}.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(path) = path()? else { return print(USAGE) };
    let articles = if path.is_dir() { articles_of_folder(&path)? } else { articles_of_lines(&path)? };

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

/// Each text file is an article, by the name of the file.
fn articles_of_folder(folder: &Path) -> Result<Vec<Article>, Failure> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| support::unreadable(folder, &error))?;
    let mut files: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|file| Ok(Article::new(support::read_text(file)?).with_id(file.display().to_string()))).collect()
}

/// A line that is no article costs that line, not the file.
fn articles_of_lines(path: &Path) -> Result<Vec<Article>, Failure> {
    let file = std::fs::File::open(path).map_err(|error| support::unreadable(path, &error))?;
    let lines = output::read_articles(BufReader::new(file));
    Ok(lines.filter_map(|line| line.map_err(|error| complain(&error.to_string())).ok()).map(|input| input.article).collect())
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
        Asked::File(path) => path.map(Some).ok_or_else(|| Failure::Usage("expected a folder or a file".into())),
    }
}
