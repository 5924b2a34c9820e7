//! The embedded weights, written as a Hugging Face checkpoint and run by rust-bert, against the embedded engine.

use std::path::{Path, PathBuf};

use super::checkpoint::Files;
use super::classifier::Classifier;
use super::{RustBertOptions, RustBertRecognizer};
use crate::ModelFiles;
use crate::document::Id;
use crate::entities::TAGS;
use crate::{Article, Extractor, Model, text};

#[path = "../../../examples/support/checkpoint.rs"]
mod checkpoint;

fn exported(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/checkpoints").join(name);
    checkpoint::write(&directory).expect("the embedded model can be exported");
    directory
}

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let texts = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = texts.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    texts.sort();
    texts.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// The sentences of a text as both engines read them.
fn sentences(article: &str) -> Vec<Vec<String>> {
    let segmented = text::segment(article, None);
    let word = |i: usize| text::normalized(segmented.tokens[i].span.of(article)).into_owned();
    segmented.sentences.iter().map(|sentence| (sentence.tokens.start.index()..sentence.tokens.end.index()).map(word).collect()).collect()
}

#[test]
fn rust_bert_scores_as_the_embedded_engine() {
    let directory = exported("parity-scores");
    let classifier = Classifier::load(&Files::find(&directory).unwrap(), &RustBertOptions::default()).unwrap();
    let model = Model::embedded().unwrap();
    let (mut words, mut same, mut largest) = (0, 0, 0.0f64);
    for article in articles() {
        let sentences = sentences(&article);
        let borrowed: Vec<Vec<&str>> = sentences.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
        let theirs = classifier.rows(&sentences).unwrap();
        for (segment, ours) in model.read(&borrowed, |scores| scores.tags.clone()) {
            for (ours, theirs) in ours.chunks_exact(TAGS).zip(&theirs[segment.sentence][segment.words.clone()]) {
                let theirs = theirs.map(f64::ln);
                let difference = ours.iter().zip(theirs).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
                let best = |score: &dyn Fn(usize) -> f64| (0..TAGS).fold(0, |a, b| if score(b) > score(a) { b } else { a });
                words += 1;
                same += usize::from(best(&|i| f64::from(ours[i])) == best(&|i| theirs[i]));
                largest = largest.max(difference);
            }
        }
    }
    let report = format!("{same} of {words} words have the same tag; log probabilities differ by at most {largest:.1e}");
    assert!(words > 1_500 && same * 1_000 >= words * 999 && largest < 1e-3, "{report}");
}

#[test]
fn documents_are_the_same_whichever_engine_recognises() {
    let recognizer = RustBertRecognizer::from_dir(exported("parity-documents")).unwrap();
    let plain = Extractor::new().unwrap();
    let given = Extractor::builder().recognizer(recognizer).build().unwrap();
    for article in articles() {
        let article = Article::new(article);
        let (ours, theirs) = (plain.extract(&article), given.extract(&article));
        assert_eq!(ours.relations().len(), theirs.relations().len());
        let names = |document: &crate::document::Document| {
            document.annotations().entities.iter().map(|entity| entity.names.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&ours), names(&theirs));
        assert_eq!(ours.annotations().dates, theirs.annotations().dates);
        assert_eq!(theirs.diagnostics(), ours.diagnostics());
    }
}
