//! A model of the same form as the one inside the crate, with an encoder of one narrow layer and weights drawn by lot: its tags and trees mean nothing and
//! come a few hundred times sooner. For what must hold whatever the model says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use dateline::{Model, ModelFiles};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};

/// Widths of the tiny encoder by those of the real one, and what they are called in its configuration.
const WIDTHS: [(usize, usize); 2] = [(384, 16), (1536, 32)];

/// The files of the model in the repository.
pub(crate) fn real_files() -> ModelFiles {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // The fuzz targets are a package of their own, one folder down.
    let root = if here.join("models").exists() { here } else { here.join("..") };
    ModelFiles::read(&root.join("models/news-en")).expect("the model lies in the repository")
}

/// A tiny model. Another seed tags and parses otherwise; `outside` is added to the score of the tag `O`: the more, the fewer names.
pub(crate) fn model(seed: u64, outside: f32) -> Model {
    Model::from_files(&files(seed, outside)).expect("the tiny model has the form of the real one")
}

/// The files of [`model`].
pub(crate) fn files(seed: u64, outside: f32) -> ModelFiles {
    let real = real_files();
    let mut config: serde_json::Value = serde_json::from_slice(&real.config).expect("JSON");
    for (field, value) in [("hidden_size", 16), ("intermediate_size", 32), ("num_hidden_layers", 1), ("num_attention_heads", 2)] {
        config[field] = value.into();
    }
    signed(ModelFiles {
        config: Cow::Owned(config.to_string().into_bytes()),
        weights: Cow::Owned(weights(&real.weights, seed, outside)),
        ..real
    })
}

/// The files with a manifest that agrees with them.
pub(crate) fn signed(mut files: ModelFiles) -> ModelFiles {
    let entry = |bytes: &[u8]| {
        let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        serde_json::json!({"bytes": bytes.len(), "sha256": sha256})
    };
    let manifest = serde_json::json!({"format": "dateline-model/1", "files": {
        "config.json": entry(&files.config), "labels.json": entry(&files.labels),
        "tokenizer.json": entry(&files.tokenizer), "weights.safetensors": entry(&files.weights),
    }});
    files.manifest = Cow::Owned(manifest.to_string().into_bytes());
    files
}

fn weights(real: &[u8], seed: u64, outside: f32) -> Vec<u8> {
    let real = SafeTensors::deserialize(real).expect("the weights are whole");
    let mut lot = Lot(seed);
    let mut tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)> = BTreeMap::new();
    for (name, tensor) in real.iter().collect::<BTreeMap<_, _>>() {
        let is_further_layer = name.contains(".layer.") && !name.contains(".layer.0.");
        if is_further_layer {
            continue;
        }
        let shape: Vec<usize> = tensor.shape().iter().map(|&size| narrowed(size)).collect();
        let count = shape.iter().product();
        let data = match tensor.dtype() {
            Dtype::F32 => floats(name, count, outside, &mut lot),
            _ => (0..count).map(|_| lot.byte()).collect(),
        };
        tensors.insert(name.to_owned(), (tensor.dtype(), shape, data));
    }
    let views = tensors.iter().map(|(name, (dtype, shape, data))| (name, TensorView::new(*dtype, shape.clone(), data).expect("a tensor")));
    safetensors::serialize(views, None).expect("tensors can be written")
}

fn narrowed(size: usize) -> usize {
    WIDTHS.iter().find(|(real, _)| *real == size).map_or(size, |&(_, tiny)| tiny)
}

#[allow(clippy::case_sensitive_file_extension_comparisons, reason = "names of tensors, not of files")]
/// Scales that keep the scores of the heads in the range of real ones; biases of zero but for the tag `O`, the first of its head.
fn floats(name: &str, count: usize, outside: f32, lot: &mut Lot) -> Vec<u8> {
    let number = |i: usize, lot: &mut Lot| match name {
        _ if name.ends_with(".scale") => 0.004,
        _ if name.ends_with("LayerNorm.weight") => 1.0,
        "classifier.bias" if i == 0 => outside,
        _ => f32::from(lot.byte().cast_signed()) / 512.0,
    };
    (0..count).flat_map(|i| number(i, lot).to_le_bytes()).collect()
}

/// Numbers by lot (`SplitMix64`), the same for the same seed everywhere.
struct Lot(u64);

impl Lot {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).to_le_bytes()[0]
    }
}
