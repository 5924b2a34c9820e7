//! Draws one graph from many articles: entities that go by the same name are one node, and a relation that several articles state is one edge.
//!
//!     cargo run --release --example graph -- examples/articles/*.txt > news.dot
//!     dot -Tsvg news.dot > news.svg

mod support;

use std::path::Path;
use std::process::ExitCode;

use dateline::network::NetworkBuilder;
use dateline::{Article, Extractor, output};
use support::{Failure, print};

const USAGE: &str = "\
usage: graph FILE...

Each FILE is an article as plain text.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(paths) = support::many_files()? else { return print(USAGE) };
    let articles = paths.iter().map(|path| article(path)).collect::<Result<Vec<_>, Failure>>()?;

    // The builder keeps what has happened or is so; `with_unconfirmed` would keep denials and plans too.
    let mut builder = NetworkBuilder::new();
    for document in Extractor::new()?.extract_batch(&articles) {
        builder.add(&document);
    }
    print(output::to_network_dot(&builder.build()).trim_end())
}

/// An article by the name of its file, so that a link can say where it comes from.
fn article(path: &Path) -> Result<Article, Failure> {
    Ok(Article::new(support::read_text(path)?).with_id(path.display().to_string()))
}
