//! Reads articles from asynchronous code. Extraction is work for a processor and never waits, so it goes to the threads for blocking work.
//!
//!     cargo run --release --example async_use

#![allow(clippy::print_stdout, reason = "this program prints")]

use dateline::document::Document;
use dateline::{Article, Extractor};
use tokio::task::JoinSet;

const ARTICLES: [&str; 3] = [
    "Angela Merkel met Emmanuel Macron in Paris.",
    "Joko Widodo visited Malaysia, and spoke with Najib Razak by telephone.",
    "Siemens acquired Mentor Graphics.",
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::builder().threads(1).build()?;

    let mut tasks = JoinSet::new();
    for text in ARTICLES {
        // A clone shares the model: it costs as much as a pointer.
        let extractor = extractor.clone();
        tasks.spawn(async move { read(extractor, Article::new(text)).await });
    }

    // The articles come as they are finished.
    while let Some(document) = tasks.join_next().await {
        let document = document??;
        for relation in document.relations() {
            println!("{} {} {}", document.name(relation.subject), relation.kind, document.name(relation.object));
        }
    }
    Ok(())
}

/// While an article is read, the other tasks of this thread go on.
async fn read(extractor: Extractor, article: Article) -> Result<Document, tokio::task::JoinError> {
    tokio::task::spawn_blocking(move || extractor.extract(&article)).await
}
