//! Puts the events of many articles in the order of time.
//!
//!     cargo run --release --example timeline -- examples/articles/*.txt

mod support;

use std::path::Path;
use std::process::ExitCode;

use dateline::document::{Document, Modality, Polarity, Relation};
use dateline::{Article, Extractor};
use support::{Failure, print};

const USAGE: &str = "\
usage: timeline FILE...

Each FILE is an article as plain text.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(paths) = support::many_files()? else { return print(USAGE) };
    let articles = paths.iter().map(|path| article(path)).collect::<Result<Vec<_>, _>>()?;
    let documents = Extractor::new()?.extract_batch(&articles);

    let mut entries: Vec<(String, String)> = documents.iter().flat_map(entries).collect();
    // ISO 8601 dates sort as text; one of a coarser grain ("2015-09") comes before the days in it.
    entries.sort();
    entries.dedup();
    entries.iter().try_for_each(|(when, what)| print(format!("{when:<12} {what}")))
}

/// An article whose day of publication stands in its text has no need of another; dates then are resolved against each other.
fn article(path: &Path) -> Result<Article, Failure> {
    Ok(Article::new(support::read_text(path)?))
}

fn entries(document: &Document) -> impl Iterator<Item = (String, String)> {
    let has_happened = |relation: &&Relation| (relation.polarity, relation.modality) == (Polarity::Affirmed, Modality::Actual);
    document.relations().iter().filter(has_happened).filter_map(|relation| {
        let when = relation.when.as_ref()?.value.to_string();
        let place = relation.place.map_or_else(String::new, |place| format!(" in {}", document.name(place)));
        Some((when, format!("{} {} {}{place}", document.name(relation.subject), relation.kind, document.name(relation.object))))
    })
}
