//! A checkpoint as Hugging Face lays it out: which files a directory holds, and what `config.json` says.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::labels::{Labels, Reading};
use super::{LoadError, LoadErrorKind, RustBertOptions};
use crate::encoder::{Limits, SHAPES};

/// The files of a checkpoint.
#[derive(Debug, Clone)]
pub(super) struct Files {
    pub(super) config: PathBuf,
    pub(super) weights: PathBuf,
    pub(super) vocabulary: Vocabulary,
    /// `tokenizer_config.json`, if there is one: how words are written before they are looked up.
    pub(super) tokenizer_config: Option<PathBuf>,
}

/// What cuts words into pieces.
#[derive(Debug, Clone)]
pub(super) enum Vocabulary {
    /// `tokenizer.json`, which says everything.
    Tokenizer(PathBuf),
    /// One file: word pieces or a sentence-piece model.
    Pieces(PathBuf),
    /// `vocab.json` and `merges.txt`.
    Merges(PathBuf, PathBuf),
}

/// In the order in which they are preferred.
const WEIGHTS: [&str; 2] = ["model.safetensors", "rust_model.ot"];
/// What `PyTorch` pickles. libtorch reads such a file only if it is a plain dictionary, and those of models are not.
const PICKLED_WEIGHTS: &str = "pytorch_model.bin";
const SENTENCE_PIECES: [&str; 4] = ["vocab.txt", "sentencepiece.bpe.model", "spiece.model", "spm.model"];

impl Files {
    pub(super) fn find(directory: &Path) -> Result<Self, LoadError> {
        let existing = |name: &str| Some(directory.join(name)).filter(|path| path.is_file());
        let failed = |message: String| LoadError::new(LoadErrorKind::Io, directory.display().to_string(), message);
        let missing = |what: &str, names: &[&str]| failed(format!("holds no {what}: expected {}", names.join(" or ")));
        let config = existing("config.json").ok_or_else(|| missing("configuration", &["config.json"]))?;
        let weights = WEIGHTS.into_iter().find_map(existing).ok_or_else(|| match existing(PICKLED_WEIGHTS) {
            Some(_) => failed(format!("holds its weights as {PICKLED_WEIGHTS}, which libtorch cannot read: save them as {}", WEIGHTS[0])),
            None => missing("weights in one file", &WEIGHTS),
        })?;
        let merges = || Some(Vocabulary::Merges(existing("vocab.json")?, existing("merges.txt")?));
        let vocabulary = existing("tokenizer.json")
            .map(Vocabulary::Tokenizer)
            .or_else(merges)
            .or_else(|| SENTENCE_PIECES.into_iter().find_map(existing).map(Vocabulary::Pieces))
            .ok_or_else(|| {
                missing("vocabulary", &["tokenizer.json", "vocab.json with merges.txt", "vocab.txt", "a sentence-piece model"])
            })?;
        Ok(Self { config, weights, vocabulary, tokenizer_config: existing("tokenizer_config.json") })
    }
}

/// The architectures that are read, by the `model_type` of `config.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Family {
    Bert,
    Roberta,
    XlmRoberta,
    #[serde(rename = "distilbert")]
    DistilBert,
    Electra,
    Albert,
}

/// Architectures that rust-bert 0.23 has and computes otherwise than they were trained: in DeBERTa it takes the number of attention heads for the length of
/// the text, and in versions 2 and 3 it also leaves the middle of the table of positions out of account.
const COMPUTED_WRONGLY: [&str; 2] = ["deberta", "deberta-v2"];

impl Family {
    /// Positions that the table of positions has beside those of pieces: RoBERTa counts from the one after the padding's.
    fn spare_positions(self) -> usize {
        if matches!(self, Self::Roberta | Self::XlmRoberta) { 2 } else { 0 }
    }

    /// Fields that rust-bert wants and that newer checkpoints leave out, with what they stand for there.
    fn defaults(self) -> Value {
        match self {
            Self::DistilBert => {
                serde_json::json!({"tie_weights_": true, "sinusoidal_pos_embds": false, "qa_dropout": 0.1, "seq_classif_dropout": 0.2})
            }
            Self::Albert => serde_json::json!({"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0}),
            Self::Electra => serde_json::json!({"pad_token_id": 0}),
            _ => Value::Null,
        }
    }
}

/// What `config.json` says.
#[derive(Debug, Clone)]
pub(super) struct Config {
    pub(super) family: Family,
    pub(super) labels: Labels,
    /// How many pieces are read together.
    pub(super) limits: Limits,
    /// Whether the token types are the case shapes of words.
    pub(super) has_case_shapes: bool,
    pub(super) vocab_size: i64,
    pub(super) pad: i64,
    /// All of it, for rust-bert.
    pub(super) fields: Value,
}

/// The fields that are looked at here.
#[derive(Deserialize)]
struct Fields {
    model_type: String,
    vocab_size: i64,
    #[serde(default = "usual_positions")]
    max_position_embeddings: usize,
    #[serde(default)]
    pad_token_id: Option<i64>,
    #[serde(default)]
    position_embedding_type: Option<String>,
    #[serde(default)]
    type_vocab_size: Option<usize>,
    #[serde(default)]
    id2label: Map<String, Value>,
    dateline: Option<Input>,
}

/// How a checkpoint of this library's own model takes its input: see the example `export_checkpoint`.
#[derive(Deserialize)]
struct Input {
    case_shapes: bool,
    window: usize,
    sentence: usize,
    #[serde(default = "one")]
    temperature: f32,
}

fn one() -> f32 {
    1.0
}

fn usual_positions() -> usize {
    MOST_PIECES
}

/// Pieces read at once, special pieces among them: no classifier of names was trained on more.
const MOST_PIECES: usize = 512;

impl Config {
    pub(super) fn read(path: &Path, options: &RustBertOptions) -> Result<Self, LoadError> {
        let failed = |e| LoadError::new(LoadErrorKind::Io, path.display().to_string(), "cannot be read").caused_by(Box::new(e));
        Self::parse(&std::fs::read_to_string(path).map_err(failed)?, options)
    }

    fn parse(json: &str, options: &RustBertOptions) -> Result<Self, LoadError> {
        let not_understood =
            |e: serde_json::Error| LoadError::new(LoadErrorKind::Format, "config.json", "is not a configuration").caused_by(e);
        let mut all: Map<String, Value> = serde_json::from_str(json).map_err(not_understood)?;
        let fields: Fields = serde_json::from_str(json).map_err(not_understood)?;
        let wrong = |message: String| LoadError::new(LoadErrorKind::Mismatch, "config.json", message);
        if COMPUTED_WRONGLY.contains(&fields.model_type.as_str()) {
            return Err(wrong(format!("rust-bert 0.23 computes the attention of {:?} wrongly", fields.model_type)));
        }
        let family: Family = serde_json::from_value(fields.model_type.as_str().into())
            .map_err(|e| wrong(format!("the architecture {:?} is not supported", fields.model_type)).caused_by(e))?;
        if fields.position_embedding_type.as_deref().is_some_and(|kind| kind != "absolute") {
            return Err(wrong("expected the position_embedding_type \"absolute\", the only one that rust-bert has".into()));
        }
        let names = match &options.labels {
            Some(names) => names.clone(),
            None => label_names(&fields.id2label).ok_or_else(|| wrong("expected id2label with the labels 0, 1, 2, ...".into()))?,
        };
        let reading = match fields.dateline.as_ref().map(|input| input.temperature) {
            None => Reading::Lenient,
            Some(temperature) if (0.1..=10.0).contains(&temperature) => Reading::Strict { temperature },
            Some(temperature) => return Err(wrong(format!("expected a temperature between 0.1 and 10, found {temperature}"))),
        };
        let labels = Labels::read(&names, &options.types, reading)?;
        let id2label: Map<String, Value> = names.into_iter().enumerate().map(|(i, name)| (i.to_string(), name.into())).collect();
        all.insert("id2label".into(), id2label.into());
        // rust-bert takes some fields to be there or not, but not to be null.
        all.retain(|_, value| !value.is_null());
        if let Value::Object(defaults) = family.defaults() {
            for (name, value) in defaults {
                all.entry(name).or_insert(value);
            }
        }
        let pieces = fields.max_position_embeddings.saturating_sub(family.spare_positions()).min(MOST_PIECES);
        let sentence = pieces.saturating_sub(SPECIAL);
        if sentence < crate::encoder::MOST_PIECES {
            return Err(wrong(format!("expected room for a word, found max_position_embeddings {}", fields.max_position_embeddings)));
        }
        let limits = fields.dateline.as_ref().map_or(Limits { window: 0, sentence }, |input| Limits {
            window: input.window.min(pieces),
            sentence: input.sentence.clamp(crate::encoder::MOST_PIECES, sentence),
        });
        let has_case_shapes = fields.dateline.is_some_and(|input| input.case_shapes);
        if has_case_shapes && fields.type_vocab_size.unwrap_or(0) < SHAPES {
            return Err(wrong(format!("expected {SHAPES} token types for the case shapes, found {:?}", fields.type_vocab_size)));
        }
        Ok(Self {
            family,
            labels,
            limits,
            has_case_shapes,
            vocab_size: fields.vocab_size,
            pad: fields.pad_token_id.unwrap_or(0),
            fields: all.into(),
        })
    }
}

/// The special pieces around a sentence.
const SPECIAL: usize = 2;

/// The names of labels 0, 1, 2 and so on, if none is missing.
fn label_names(id2label: &Map<String, Value>) -> Option<Vec<String>> {
    let name = |i: usize| Some(id2label.get(&i.to_string())?.as_str()?.to_owned());
    (0..id2label.len()).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(changes: Value) -> Result<Config, LoadError> {
        let mut config = serde_json::json!({"model_type": "bert", "vocab_size": 100, "max_position_embeddings": 512, "id2label": {"0": "O", "1": "B-PER"}});
        let (Value::Object(all), Value::Object(changes)) = (&mut config, changes) else { unreachable!("both are objects") };
        all.extend(changes);
        Config::parse(&config.to_string(), &RustBertOptions::default())
    }

    #[test]
    fn limits_follow_from_the_positions() {
        for (family, positions, expected) in
            [("bert", 512, 510), ("roberta", 514, 510), ("xlm-roberta", 514, 510), ("bert", 40, 38), ("albert", 4096, 510)]
        {
            let config = parse(serde_json::json!({"model_type": family, "max_position_embeddings": positions})).unwrap();
            assert_eq!(config.limits.sentence, expected, "{family} {positions}");
        }
    }

    #[test]
    fn what_rust_bert_cannot_read_is_refused() {
        let cases = [
            (serde_json::json!({"model_type": "gpt2"}), LoadErrorKind::Mismatch, "gpt2"),
            (serde_json::json!({"model_type": "deberta-v2"}), LoadErrorKind::Mismatch, "wrongly"),
            (serde_json::json!({"model_type": 3}), LoadErrorKind::Format, "config.json"),
            (serde_json::json!({"position_embedding_type": "relative_key"}), LoadErrorKind::Mismatch, "absolute"),
            (serde_json::json!({"id2label": {"0": "O", "2": "B-PER"}}), LoadErrorKind::Mismatch, "id2label"),
            (serde_json::json!({"id2label": {"0": "LABEL_0"}}), LoadErrorKind::Mismatch, "RustBertOptions::labels"),
            (serde_json::json!({"max_position_embeddings": 8}), LoadErrorKind::Mismatch, "max_position_embeddings"),
            (
                serde_json::json!({"type_vocab_size": 2, "dateline": {"case_shapes": true, "window": 128, "sentence": 250}}),
                LoadErrorKind::Mismatch,
                "case shapes",
            ),
            (
                serde_json::json!({"dateline": {"case_shapes": false, "window": 128, "sentence": 250, "temperature": 0.0}}),
                LoadErrorKind::Mismatch,
                "temperature",
            ),
        ];
        for (changes, kind, expected) in cases {
            let error = parse(changes.clone()).unwrap_err();
            assert!(error.kind() == kind && error.to_string().contains(expected), "{changes}: {error}");
        }
    }

    #[test]
    fn a_directory_without_a_checkpoint_is_named() {
        let error = Files::find(Path::new("no/such/directory")).unwrap_err();
        assert!(error.kind() == LoadErrorKind::Io && error.to_string().contains("config.json"), "{error}");
    }
}
