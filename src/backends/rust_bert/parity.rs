//! The embedded weights, written as a Hugging Face checkpoint and run by rust-bert, against the embedded engine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use safetensors::SafeTensors;
use safetensors::tensor::TensorView;
use sha2::{Digest, Sha256};

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

/// How alike the tags of all words of the articles are.
#[derive(Debug, Default)]
struct Likeness {
    words: usize,
    /// Words whose most probable tag is the same.
    same: usize,
    /// The largest difference between two probabilities, and between their logarithms.
    probability: f64,
    log_probability: f64,
}

impl Likeness {
    fn of(model: &Model, classifier: &Classifier) -> Self {
        let mut all = Self::default();
        for article in articles() {
            let sentences = sentences(&article);
            let borrowed: Vec<Vec<&str>> = sentences.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
            let theirs = classifier.rows(&sentences).unwrap();
            for (segment, ours) in model.read(&borrowed, |_, scores| scores.tags.clone()) {
                let theirs = &theirs[segment.sentence][segment.words.clone()];
                ours.chunks_exact(TAGS).zip(theirs).for_each(|(ours, theirs)| all.add(ours, theirs));
            }
        }
        all
    }

    /// A word: log probabilities of the embedded engine, probabilities of the other.
    fn add(&mut self, ours: &[f32], theirs: &[f64]) {
        let best = |score: &dyn Fn(usize) -> f64| (0..TAGS).fold(0, |a, b| if score(b) > score(a) { b } else { a });
        self.words += 1;
        self.same += usize::from(best(&|i| f64::from(ours[i])) == best(&|i| theirs[i]));
        for (ours, theirs) in ours.iter().map(|&x| f64::from(x)).zip(theirs) {
            self.probability = self.probability.max((ours.exp() - theirs).abs());
            self.log_probability = self.log_probability.max((ours - theirs.ln()).abs());
        }
    }
}

/// The embedded model with the weights of its exported checkpoint in the place of its own: 32 bits where they had 8, and so tags come of floating point
/// alone. The parser's heads, which no checkpoint has, stay as they are, and so does the table of word pieces, which nothing is multiplied with.
fn in_floating_point(directory: &Path) -> Model {
    let files = ModelFiles::embedded();
    let exported = std::fs::read(directory.join("model.safetensors")).unwrap();
    let (stored, exported) = (SafeTensors::deserialize(&files.weights).unwrap(), SafeTensors::deserialize(&exported).unwrap());
    let mut tensors: BTreeMap<String, TensorView> = stored.tensors().into_iter().collect();
    tensors.extend(exported.tensors().into_iter().filter(|(name, _)| !name.contains("word_embeddings")));
    let weights = safetensors::serialize(tensors, None).unwrap();
    Model::from_files(&signed(ModelFiles { weights: weights.into(), ..files })).unwrap()
}

/// The files with a manifest that agrees with them.
fn signed(files: ModelFiles) -> ModelFiles {
    let mut manifest: serde_json::Value = serde_json::from_slice(&files.manifest).unwrap();
    let sha256: String = Sha256::digest(&files.weights).iter().map(|byte| format!("{byte:02x}")).collect();
    manifest["files"]["weights.safetensors"] = serde_json::json!({"bytes": files.weights.len(), "sha256": sha256});
    ModelFiles { manifest: manifest.to_string().into_bytes().into(), ..files }
}

#[test]
fn rust_bert_scores_as_the_embedded_engine() {
    let directory = exported("parity-scores");
    let classifier = Classifier::load(&Files::find(&directory).unwrap(), &RustBertOptions::default()).unwrap();
    let float = Likeness::of(&in_floating_point(&directory), &classifier);
    assert!(float.words > 1_500 && float.same == float.words && float.log_probability < 1e-3, "{float:?}");

    // With activations in 14 bits or more no probability changes by much; the logarithm of a very small one may.
    let fine = Likeness::of(&Model::fine(&ModelFiles::embedded()).unwrap(), &classifier);
    assert!(is_alike(&fine) && fine.probability < 1e-3 && fine.log_probability < 1e-2, "{fine:?}");

    // As the model is loaded, layers round what they read to 160 steps a row, where the processor has a kernel for that.
    let shipped = Likeness::of(&Model::embedded().unwrap(), &classifier);
    assert!(is_alike(&shipped) && shipped.probability < 0.1, "{shipped:?}");
}

/// Whether a word in a thousand, at most, has another tag.
fn is_alike(likeness: &Likeness) -> bool {
    likeness.same * 1_000 >= likeness.words * 999
}

#[test]
fn documents_are_the_same_whichever_engine_recognises() {
    let recognizer = RustBertRecognizer::from_dir(exported("parity-documents")).unwrap();
    let model = Model::fine(&ModelFiles::embedded()).unwrap();
    let plain = Extractor::builder().model(model.clone()).build().unwrap();
    let given = Extractor::builder().model(model).recognizer(recognizer).build().unwrap();
    for article in articles() {
        let article = Article::new(article);
        let (ours, theirs) = (plain.extract(&article), given.extract(&article));
        assert_eq!(ours.relations().len(), theirs.relations().len());
        let names = |document: &crate::document::Document| {
            document.annotations().entities.iter().map(|entity| entity.names.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&ours), names(&theirs));
        let mut mentions = ours.annotations().mentions.iter().zip(&theirs.annotations().mentions);
        assert!(mentions.all(|(a, b)| a.span == b.span && (a.confidence - b.confidence).abs() < 1e-2));
        assert_eq!(ours.annotations().dates, theirs.annotations().dates);
        assert_eq!(theirs.diagnostics(), ours.diagnostics());
    }
}
