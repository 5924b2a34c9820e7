//! This crate's side of the comparison with others; `run.py` beside this file runs all sides.
//!
//!     cargo bench --bench peers -- ARTICLES.ndjson [--threads N]
//!
//! Reads every article once, one after the other, on one thread unless told otherwise, and prints one JSON object. Without a file it reads the articles of the
//! examples.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

use dateline::{Article, Extractor, output};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let (file, threads) = arguments()?;
    let articles = file.map_or_else(|| Ok(examples()), read)?;
    let start = Instant::now();
    let extractor = Extractor::builder().threads(threads).build()?;
    let loading = start.elapsed().as_secs_f64();

    for article in articles.iter().take(3) {
        extractor.extract(article);
    }
    let start = Instant::now();
    let documents = extractor.extract_batch(&articles);
    let seconds = start.elapsed().as_secs_f64();
    let words: usize = documents.iter().map(|document| document.annotations().tokens.len()).sum();
    let result = json!({"peer": "dateline", "threads": threads, "words": words, "seconds": seconds, "loading": loading});
    output_line(&result.to_string());
    Ok(())
}

#[allow(clippy::print_stdout, reason = "a program's result")]
fn output_line(line: &str) {
    println!("{line}");
}

fn arguments() -> Result<(Option<PathBuf>, usize), Box<dyn Error>> {
    use lexopt::prelude::*;
    let (mut file, mut threads) = (None, 1);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("threads") => threads = parser.value()?.parse()?,
            // What `cargo bench` itself passes.
            Long("bench") => {}
            Value(path) => file = Some(PathBuf::from(path)),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok((file, threads))
}

fn read(path: PathBuf) -> Result<Vec<Article>, Box<dyn Error>> {
    let lines = output::read_articles(BufReader::new(File::open(path)?));
    Ok(lines.map(|line| line.map(|input| input.article)).collect::<Result<_, _>>()?)
}

fn examples() -> Vec<Article> {
    let texts = [include_str!("../../examples/articles/asylum-seekers.txt"), include_str!("../../examples/articles/korea-high-alert.txt")];
    texts.into_iter().map(Article::new).collect()
}
