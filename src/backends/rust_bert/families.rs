//! A small checkpoint of every architecture against what Hugging Face's own code makes of it: pieces and scores (`tests/backends/checkpoints.py`, which
//! makes the checkpoints here and wrote `tests/data/backends.json` there).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;

use super::checkpoint::{Config, Files};
use super::classifier::{Classifier, MOST_WINDOWS};
use super::labels::Row;
use super::tokenizer::Tokenizer;
use super::worker::Engine;
use super::{Device, RustBertOptions, RustBertRecognizer};
use crate::{EntityRecognizer, LoadError, LoadErrorKind};

#[derive(Deserialize)]
struct Reference {
    sentences: Vec<Vec<String>>,
    families: BTreeMap<String, Vec<Outputs>>,
}

/// Of one sentence.
#[derive(Deserialize)]
struct Outputs {
    pieces: Vec<Vec<i64>>,
    /// Of each word the scores of all labels at its first piece.
    scores: Vec<Vec<f32>>,
}

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    serde_json::from_slice(include_bytes!("../../../tests/data/backends.json").as_slice()).expect("the script writes it so")
});

/// Where the checkpoints are, made anew: they take a second.
static CHECKPOINTS: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (script, out) = (root.join("tests/backends/checkpoints.py"), root.join("target/checkpoints"));
    let status = Command::new("python3").arg(script).arg(&out).status().expect("python3 is on the PATH");
    assert!(status.success(), "the script that makes checkpoints failed");
    out
});

/// The folders of a family's checkpoint: with vocabulary files, and with `tokenizer.json` where that is written too.
fn folders(family: &str) -> Vec<PathBuf> {
    let folder = CHECKPOINTS.join(family);
    [folder.clone(), folder.join("fast")].into_iter().filter(|folder| folder.exists()).collect()
}

/// One of the checkpoints only numbers its labels.
fn options(family: &str) -> RustBertOptions {
    let names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
    if family == "xlm-roberta" { RustBertOptions::default().labels(names) } else { RustBertOptions::default() }
}

fn load(folder: &Path, options: &RustBertOptions) -> Result<Classifier, LoadError> {
    Classifier::load(&Files::find(folder)?, options)
}

#[test]
fn pieces_are_those_of_hugging_face() {
    for (family, outputs) in &REFERENCE.families {
        for folder in folders(family) {
            let files = Files::find(&folder).unwrap();
            let tokenizer = Tokenizer::read(&files, &Config::read(&files.config, &options(family)).unwrap()).unwrap();
            for (words, outputs) in REFERENCE.sentences.iter().zip(outputs) {
                for ((word, ours), theirs) in words.iter().zip(tokenizer.cut(words)).zip(&outputs.pieces) {
                    assert_eq!(ours, *theirs, "{} {word:?}", folder.display());
                }
            }
        }
    }
}

#[test]
fn scores_are_those_of_hugging_face() {
    assert_eq!(REFERENCE.families.len(), 6);
    for (family, outputs) in &REFERENCE.families {
        for folder in folders(family) {
            let classifier = load(&folder, &options(family)).unwrap();
            let rows = classifier.rows(&REFERENCE.sentences).unwrap();
            // rust-bert's layer norms add 1e-12 to the variance where RoBERTa was trained with 1e-5; the small variances of these networks show it.
            let tolerance = if family.contains("roberta") { 5e-3 } else { 1e-4 };
            let difference = rows.iter().zip(outputs).map(|(rows, outputs)| difference(&classifier, rows, outputs)).fold(0.0, f64::max);
            assert!(difference < tolerance, "{}: {difference}", folder.display());
        }
    }
}

/// The largest difference between log probabilities that are not very small.
fn difference(classifier: &Classifier, ours: &[Row], theirs: &Outputs) -> f64 {
    assert_eq!(ours.len(), theirs.scores.len());
    let rows = theirs.scores.iter().map(|scores| classifier.config.labels.row(scores));
    let pairs = ours.iter().zip(rows).flat_map(|(ours, theirs)| ours.iter().copied().zip(theirs).collect::<Vec<_>>());
    pairs.filter(|(_, theirs)| *theirs > 1e-6).map(|(ours, theirs)| (ours.ln() - theirs.ln()).abs()).fold(0.0, f64::max)
}

#[test]
fn a_document_of_any_size_reads_as_its_sentences_do() {
    let classifier = load(&CHECKPOINTS.join("roberta"), &options("roberta")).unwrap();
    let one_by_one: Vec<_> =
        REFERENCE.sentences.iter().map(|words| classifier.recognize(std::slice::from_ref(words)).unwrap().remove(0)).collect();
    assert!(one_by_one.iter().any(|spans| !spans.is_empty()));
    // More windows than a batch holds: in rust-bert's own pipeline, those of the second batch would get the words of the first.
    let rounds = MOST_WINDOWS / REFERENCE.sentences.len() + 2;
    let many: Vec<Vec<String>> = std::iter::repeat_n(&REFERENCE.sentences, rounds).flatten().cloned().collect();
    assert!(many.len() > MOST_WINDOWS);
    for (i, spans) in classifier.recognize(&many).unwrap().iter().enumerate() {
        let alone = &one_by_one[i % one_by_one.len()];
        let names = |spans: &[crate::TagSpan]| spans.iter().map(|span| (span.tokens.clone(), span.tag)).collect::<Vec<_>>();
        assert_eq!(names(spans), names(alone), "sentence {i}");
        assert!(spans.iter().zip(alone).all(|(a, b)| (a.confidence - b.confidence).abs() < 1e-4));
    }
    assert_eq!(classifier.recognize(&[]).unwrap(), Vec::<Vec<_>>::new());
}

#[test]
fn a_sentence_of_any_length_has_scores_for_every_word() {
    let classifier = load(&CHECKPOINTS.join("bert"), &options("bert")).unwrap();
    for words in [1, 61, 62, 63, 64, 1_000] {
        let sentence = vec!["Paris".to_owned(); words];
        let rows = classifier.rows(&[sentence, vec!["x".repeat(10_000)], vec![String::new()]]).unwrap();
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [words, 1, 1]);
        assert!(rows.iter().flatten().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-6), "{words}");
    }
}

#[test]
fn clones_are_shared_by_threads() {
    let recognizer =
        RustBertRecognizer::from_dir_with(CHECKPOINTS.join("distilbert"), RustBertOptions::default().threads(1).batch(0)).unwrap();
    let sentence = vec![vec!["Angela", "Merkel", "met", "Emmanuel", "Macron"]];
    let expected = recognizer.recognize(&sentence).unwrap();
    let threads: Vec<_> = (0..4).map(|_| (recognizer.clone(), sentence.clone())).collect();
    let threads = threads.into_iter().map(|(recognizer, sentence)| std::thread::spawn(move || recognizer.recognize(&sentence)));
    assert!(threads.collect::<Vec<_>>().into_iter().all(|thread| thread.join().unwrap().unwrap() == expected));
    assert!(!recognizer.tags_dates());
    assert!(RustBertRecognizer::from_dir(CHECKPOINTS.join("electra")).unwrap().tags_dates());
}

/// A checkpoint with one file spoilt.
fn spoilt(name: &str, file: &str, change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let (from, to) = (CHECKPOINTS.join("bert"), CHECKPOINTS.join("spoilt").join(name));
    std::fs::create_dir_all(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    match change(std::fs::read(to.join(file)).unwrap()) {
        Some(bytes) => std::fs::write(to.join(file), bytes).unwrap(),
        None => std::fs::remove_file(to.join(file)).unwrap(),
    }
    to
}

#[test]
fn a_checkpoint_that_is_not_whole_is_an_error_that_names_the_part() {
    let replaced =
        |from: &'static str, to: &'static str| move |bytes: Vec<u8>| Some(String::from_utf8(bytes).unwrap().replacen(from, to, 1).into());
    let damaged_ot = spoilt("damaged-ot", "model.safetensors", |_| None);
    std::fs::write(damaged_ot.join("rust_model.ot"), "no weights").unwrap();
    let cases = [
        (spoilt("no-weights", "model.safetensors", |_| None), LoadErrorKind::Io, "model.safetensors"),
        (spoilt("no-config", "config.json", |_| None), LoadErrorKind::Io, "config.json"),
        (spoilt("no-vocabulary", "vocab.txt", |_| None), LoadErrorKind::Io, "tokenizer.json"),
        (spoilt("half", "model.safetensors", |bytes| Some(bytes[..bytes.len() / 2].to_vec())), LoadErrorKind::Format, "model.safetensors"),
        (damaged_ot, LoadErrorKind::Format, "rust_model.ot"),
        (spoilt("empty", "model.safetensors", |_| Some(Vec::new())), LoadErrorKind::Format, "model.safetensors"),
        (spoilt("config", "config.json", |_| Some(b"{".to_vec())), LoadErrorKind::Format, "config.json"),
        (spoilt("activation", "config.json", replaced("\"gelu\"", "\"laplace\"")), LoadErrorKind::Format, "laplace"),
        (spoilt("size", "config.json", replaced("\"hidden_size\": 32", "\"hidden_size\": 64")), LoadErrorKind::Mismatch, "found [32"),
        (
            spoilt("layers", "config.json", replaced("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3")),
            LoadErrorKind::Mismatch,
            "layer.2",
        ),
        (spoilt("heads", "config.json", replaced("\"num_attention_heads\": 4", "\"num_attention_heads\": 0")), LoadErrorKind::Backend, ""),
        (spoilt("special", "vocab.txt", replaced("[CLS]\n", "")), LoadErrorKind::Format, "vocab.txt"),
    ];
    for (folder, kind, expected) in cases {
        let error = RustBertRecognizer::from_dir(&folder).expect_err("it is spoilt");
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        let message = format!("{error}: {}", cause.unwrap_or_default());
        assert!(error.kind() == kind && message.contains(expected), "{}: {:?} {message}", folder.display(), error.kind());
        assert!(!message.contains("frame #"), "{message}");
    }
}

#[test]
fn weights_in_the_format_of_rust_bert_read_the_same() {
    let folder = spoilt("ot", "model.safetensors", |_| None);
    let tensors = tch::Tensor::read_safetensors(CHECKPOINTS.join("bert/model.safetensors")).unwrap();
    tch::Tensor::save_multi(&tensors, folder.join("rust_model.ot")).unwrap();
    let [from_safetensors, from_ot] = [CHECKPOINTS.join("bert"), folder].map(|folder| load(&folder, &options("bert")).unwrap());
    assert_eq!(from_ot.rows(&REFERENCE.sentences).unwrap(), from_safetensors.rows(&REFERENCE.sentences).unwrap());
}

#[test]
fn pickled_weights_are_refused_with_the_way_out() {
    let folder = spoilt("pickled", "model.safetensors", |_| None);
    std::fs::write(folder.join("pytorch_model.bin"), "a pickle").unwrap();
    let error = RustBertRecognizer::from_dir(folder).unwrap_err();
    assert!(error.kind() == LoadErrorKind::Io && error.to_string().contains("save them as model.safetensors"), "{error}");
}

#[test]
fn a_vocabulary_of_another_model_is_an_error_and_not_a_read_past_the_end() {
    let longer = |bytes: Vec<u8>| Some([bytes, b"Wellington\n".to_vec()].concat());
    let recognizer = RustBertRecognizer::from_dir(spoilt("longer", "vocab.txt", longer)).unwrap();
    let error = recognizer.recognize(&[vec!["Wellington"]]).unwrap_err();
    assert!(error.to_string().contains("vocabulary"), "{error}");
    assert!(recognizer.recognize(&[vec!["Paris"]]).is_ok());
}

#[test]
fn a_gpu_that_is_not_there_is_an_error() {
    let options = RustBertOptions::default().device(Device::Cuda(99));
    let error = RustBertRecognizer::from_dir_with(CHECKPOINTS.join("bert"), options).unwrap_err();
    assert_eq!(error.kind(), LoadErrorKind::Device, "{error}");
    RustBertRecognizer::from_dir_with(CHECKPOINTS.join("bert"), RustBertOptions::default().device(Device::CudaIfAvailable)).unwrap();
}
