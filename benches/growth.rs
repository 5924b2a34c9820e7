//! How time and memory grow with the length of one article, and on texts that are made to be hard. Not a benchmark of the model: its place is taken by one that
//! tags and parses by lot, so that what is measured is all that the crate does around it.
//!
//!     cargo bench --bench growth -- news 1 4 16 100       # articles of so many megabytes
//!     cargo bench --bench growth -- hard 1000 4000        # each hard text, so many times over
//!     cargo bench --bench growth -- real 1 5              # as news, with the model inside the crate
#![allow(clippy::print_stdout, reason = "a program that prints its result")]

mod support;

use dateline::{Article, Extractor, output};
use support::process::{peak_megabytes, processor_seconds};
use support::{text, tiny};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let task = arguments.next().unwrap_or_else(|| "news".into());
    let numbers: Vec<usize> = arguments.map(|number| number.parse().expect("a number")).collect();
    let builder = Extractor::builder().threads(1).max_bytes(usize::MAX);
    let builder = if task == "real" { builder } else { builder.model(tiny::model(7, 2.0)) };
    let extractor = builder.build().expect("the model loads");
    match &*task {
        "hard" => numbers.iter().for_each(|&n| text::HARD.iter().for_each(|(name, hard)| measure(&extractor, name, &hard(n)))),
        _ => numbers.iter().for_each(|&megabytes| measure(&extractor, &task, &news(megabytes * 1_000_000))),
    }
}

/// Three short articles, again and again with other names.
fn news(bytes: usize) -> String {
    let articles = ["asylum-seekers", "korea-high-alert", "harbour-talks"].map(|name| {
        let path = format!("{}/examples/articles/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the article lies in the repository")
    });
    let mut news = String::with_capacity(bytes + 10_000);
    for i in 0.. {
        if news.len() >= bytes {
            break;
        }
        news.push_str(&articles[i % articles.len()]);
        news.push_str(&format!("\n\n{} met {} on Tuesday.\n\n", text::person(i), text::person(3 * i + 1)));
    }
    news
}

/// One line: sizes, processor time of each stage, memory.
fn measure(extractor: &Extractor, name: &str, text: &str) {
    let before = processor_seconds();
    let (document, timings) = extractor.extract_timed(&Article::new(text));
    let read = processor_seconds() - before;
    let json = output::to_ndjson_line(&document).len();
    let (found, bytes) = (document.annotations(), text.len());
    print!(
        "{name}: {bytes} bytes, {} tokens, {} mentions, {} relations; ",
        found.tokens.len(),
        found.mentions.len(),
        document.relations().len()
    );
    let stages: Vec<String> = timings.stages().map(|(stage, time)| format!("{stage} {:.3}", time.as_secs_f64())).collect();
    println!(
        "processor {read:.2} s ({:.2} us a byte); wall {}; JSON {json} bytes; peak memory {} MB",
        read * 1e6 / bytes.max(1) as f64,
        stages.join(", "),
        peak_megabytes()
    );
}
