use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{LoadError, LoadErrorKind, ModelFiles};
use crate::document::{DepRel, Upos};

/// The entity tags, in the order of the rows of their head. Decoding relies on this order.
pub(crate) const TAGS: [&str; 11] =
    ["O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-PLACE", "I-PLACE", "B-MISC", "I-MISC", "B-DATE", "I-DATE"];

/// Sizes of the encoder (the fields of a Hugging Face BERT configuration that matter here).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Config {
    pub(super) hidden_size: usize,
    pub(super) num_hidden_layers: usize,
    pub(super) num_attention_heads: usize,
    pub(super) intermediate_size: usize,
    pub(super) max_position_embeddings: usize,
    pub(super) type_vocab_size: usize,
    pub(super) vocab_size: usize,
    pub(super) layer_norm_eps: f32,
}

/// No encoder that this library is for comes near these; a file that claims more is damaged.
const MOST_LAYERS: usize = 48;
const MOST_WIDTH: usize = 16_384;
/// Case shapes: see `pieces`.
pub(crate) const SHAPES: usize = 6;

impl Config {
    pub(super) fn read(files: &ModelFiles) -> Result<Self, LoadError> {
        let config: Self = parse("config.json", &files.config)?;
        let sizes = [config.hidden_size, config.num_attention_heads, config.intermediate_size, config.max_position_embeddings];
        let sane = sizes.iter().all(|&size| 0 < size && size <= MOST_WIDTH)
            && (1..=MOST_LAYERS).contains(&config.num_hidden_layers)
            && config.hidden_size.is_multiple_of(config.num_attention_heads)
            && config.layer_norm_eps.is_finite();
        if !sane {
            return Err(LoadError::new(LoadErrorKind::Mismatch, "config.json", "the sizes are not those of a BERT encoder"));
        }
        if config.type_vocab_size != SHAPES {
            let message = format!("expected type_vocab_size {SHAPES} (case shapes), found {}", config.type_vocab_size);
            return Err(LoadError::new(LoadErrorKind::Mismatch, "config.json", message));
        }
        Ok(config)
    }
}

/// What the rows of the heads stand for.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    pub(super) upos: Vec<Upos>,
    pub(super) deprels: Vec<DepRel>,
    pub(super) temperature: f32,
}

#[derive(Deserialize)]
struct LabelsFile {
    tags: Vec<String>,
    upos: Vec<String>,
    relations: Vec<String>,
    /// Of the confidences of tags, fitted on development sets.
    #[serde(default = "one")]
    temperature: f32,
}

fn one() -> f32 {
    1.0
}

impl Labels {
    pub(super) fn read(files: &ModelFiles) -> Result<Self, LoadError> {
        let file: LabelsFile = parse("labels.json", &files.labels)?;
        let wrong = |message: String| LoadError::new(LoadErrorKind::Mismatch, "labels.json", message);
        if file.tags != TAGS {
            return Err(wrong(format!("expected the entity tags {TAGS:?}, found {:?}", file.tags)));
        }
        if file.upos.is_empty() {
            return Err(wrong("expected universal parts of speech, found none".into()));
        }
        let upos = |tag: &String| Upos::from_tag(tag).ok_or_else(|| wrong(format!("{tag:?} is not a universal part of speech")));
        let deprels: Vec<_> = file.relations.iter().map(|name| DepRel::from_name(name)).collect();
        if !deprels.contains(&DepRel::Root) || deprels.len() < 2 {
            return Err(wrong("the dependency relations lack root".into()));
        }
        if !(0.1..=10.0).contains(&file.temperature) {
            return Err(wrong(format!("expected a temperature between 0.1 and 10, found {}", file.temperature)));
        }
        Ok(Self { temperature: file.temperature, upos: file.upos.iter().map(upos).collect::<Result<_, _>>()?, deprels })
    }
}

fn parse<T: DeserializeOwned>(name: &'static str, bytes: &[u8]) -> Result<T, LoadError> {
    serde_json::from_slice(bytes).map_err(|e| LoadError::new(LoadErrorKind::Format, name, "is not what it should hold").caused_by(e))
}
