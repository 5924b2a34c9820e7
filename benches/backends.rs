//! The embedded model beside networks of the BERT family through rust-bert: words a second over the same sentences, on one thread and on two.
//!
//!     cargo bench --features rust-bert --bench backends
//!
//! BERT base and BERT large have random weights here, made when they are first needed (1.8 GB under `target/checkpoints`): their speed does not depend
//! on what they learned. Recognising alone is timed, without the parse that an extractor adds. Engines take turns; the middle of three rounds counts. The
//! last column says how many times as fast the embedded model is.

#[path = "../examples/support/checkpoint.rs"]
mod checkpoint;
#[path = "backends/random.rs"]
mod random;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::backends::{RustBertOptions, RustBertRecognizer};
use dateline::{Article, EntityRecognizer, Extractor, Model, ModelFiles};
use rayon::ThreadPoolBuilder;

const ROUNDS: usize = 3;

fn main() {
    let sentences = sentences();
    let borrowed: Vec<Vec<Vec<&str>>> =
        sentences.iter().map(|article| article.iter().map(|s| s.iter().map(String::as_str).collect()).collect()).collect();
    let words: usize = borrowed.iter().flatten().map(Vec::len).sum();
    let checkpoints: Vec<(&str, PathBuf)> = vec![
        (
            "embedded weights, rust-bert",
            checkpoint("embedded", |path| checkpoint::write(path).expect("the embedded model can be exported")),
        ),
        ("BERT base, rust-bert", checkpoint("bert-base", |path| random::write(path, random::BASE).expect("a checkpoint can be written"))),
        (
            "BERT large, rust-bert",
            checkpoint("bert-large", |path| random::write(path, random::LARGE).expect("a checkpoint can be written")),
        ),
    ];
    say(&format!("{words} words\n\n| engine | threads | words/s | embedded is faster by |\n| --- | --- | --- | --- |"));
    for threads in [1, 2] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        let model = Model::embedded().expect("the model inside the crate loads");
        let options = || RustBertOptions::default().threads(threads);
        let load = |path: &Path| RustBertRecognizer::from_dir_with(path, options()).expect("the checkpoint loads");
        let others: Vec<(&str, RustBertRecognizer)> = checkpoints.iter().map(|(name, path)| (*name, load(path))).collect();
        let mut engines: Vec<(&str, &dyn EntityRecognizer)> = vec![("embedded model", &model)];
        engines.extend(others.iter().map(|(name, recognizer)| (*name, recognizer as &dyn EntityRecognizer)));

        let mut times: Vec<Vec<Duration>> = vec![Vec::new(); engines.len()];
        for _ in 0..ROUNDS {
            for ((_, engine), times) in engines.iter().zip(&mut times) {
                times.push(pool.install(|| time(*engine, &borrowed)));
            }
        }
        let middles: Vec<f64> = times.into_iter().map(middle).collect();
        for ((name, _), seconds) in engines.iter().zip(&middles) {
            say(&format!("| {name} | {threads} | {:.0} | {:.1} |", words as f64 / seconds, seconds / middles[0]));
        }
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its results")]
fn say(line: &str) {
    println!("{line}");
}

/// The middle one of the times, in seconds.
fn middle(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

fn time(engine: &dyn EntityRecognizer, articles: &[Vec<Vec<&str>>]) -> Duration {
    let start = Instant::now();
    for article in articles {
        engine.recognize(article).expect("the sentences can be read");
    }
    start.elapsed()
}

/// The sentences of each article, as words.
fn sentences() -> Vec<Vec<Vec<String>>> {
    let texts = [
        include_str!("../examples/articles/asylum-seekers.txt"),
        include_str!("../examples/articles/korea-high-alert.txt"),
        include_str!("../examples/articles/harbour-talks.txt"),
    ];
    let extractor = Extractor::new().expect("the model inside the crate loads");
    let of_article = |text: &&str| {
        let found = extractor.annotate(&Article::new(*text));
        let words = |sentence: &dateline::document::Sentence| sentence.token_ids().map(|id| found.word(id).to_owned()).collect();
        found.sentences.iter().map(words).collect()
    };
    texts.iter().map(of_article).collect()
}

/// The directory of a checkpoint, written if it is not there yet.
fn checkpoint(name: &str, write: impl FnOnce(&Path)) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/checkpoints").join(name);
    if !path.join("model.safetensors").exists() {
        write(&path);
    }
    path
}
