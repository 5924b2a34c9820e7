//! The embedded model as a Hugging Face checkpoint.
#![allow(unreachable_pub, reason = "an example, a bench and a test use it")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::{Value, json};

use super::ModelFiles;

/// The head that a `BertForTokenClassification` has. The parser's heads are left out: no other library would know what to do with them.
const HEAD: &str = "classifier.";

/// Writes `config.json`, `tokenizer.json`, `tokenizer_config.json` and `model.safetensors` (about 91 MB, in 32 bits) into a directory.
pub fn write(directory: &Path) -> Result<(), Box<dyn Error>> {
    let files = ModelFiles::embedded();
    std::fs::create_dir_all(directory)?;
    std::fs::write(directory.join("config.json"), config(&files)?)?;
    std::fs::write(directory.join("tokenizer.json"), &*files.tokenizer)?;
    std::fs::write(directory.join("tokenizer_config.json"), r#"{"tokenizer_class": "BertTokenizerFast", "do_lower_case": true}"#)?;
    // Renamed when whole, so that nobody reads a half of it.
    let part = directory.join("model.safetensors.part");
    std::fs::write(&part, weights(&files)?)?;
    Ok(std::fs::rename(part, directory.join("model.safetensors"))?)
}

/// The configuration, and how the model wants its input: the case shapes of words as token types, and windows of several
/// sentences; and the temperature of its confidences.
fn config(files: &ModelFiles) -> Result<String, Box<dyn Error>> {
    let mut config: Value = serde_json::from_slice(&files.config)?;
    let labels: Value = serde_json::from_slice(&files.labels)?;
    let temperature = labels["temperature"].as_f64().unwrap_or(1.0);
    config["dateline"] = json!({"case_shapes": true, "window": 128, "sentence": 250, "temperature": temperature});
    Ok(serde_json::to_string_pretty(&config)?)
}

fn weights(files: &ModelFiles) -> Result<Vec<u8>, Box<dyn Error>> {
    let stored = SafeTensors::deserialize(&files.weights)?;
    let is_needed = |name: &str| name.starts_with("bert.") || name.starts_with(HEAD);
    let mut tensors: BTreeMap<String, (Vec<usize>, Vec<u8>)> = BTreeMap::new();
    for (name, view) in stored.tensors().into_iter().filter(|(name, _)| is_needed(name) && name.strip_suffix(".scale").is_none()) {
        let bytes = match view.dtype() {
            Dtype::I8 => in_32_bits(&view, stored.tensor(&format!("{name}.scale"))?.data()),
            _ => view.data().to_vec(),
        };
        tensors.insert(name, (view.shape().to_vec(), bytes));
    }
    let mut views = BTreeMap::new();
    for (name, (shape, bytes)) in &tensors {
        views.insert(name, TensorView::new(Dtype::F32, shape.clone(), bytes)?);
    }
    Ok(safetensors::serialize(views, None)?)
}

/// A matrix in 8 bits with a scale for each row.
fn in_32_bits(matrix: &TensorView, scales: &[u8]) -> Vec<u8> {
    let columns = matrix.shape().last().copied().unwrap_or(1).max(1);
    let scales = scales.as_chunks().0.iter().map(|&scale| f32::from_le_bytes(scale));
    let number = |byte: u8, scale: f32| f32::from(byte.cast_signed()) * scale;
    matrix
        .data()
        .chunks(columns)
        .zip(scales)
        .flat_map(|(row, scale)| row.iter().flat_map(move |&byte| number(byte, scale).to_le_bytes()))
        .collect()
}
