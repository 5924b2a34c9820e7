//! Checkpoints of the sizes that people use, with random weights.
#![allow(unreachable_pub, reason = "the modules of a program are not seen from outside")]

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::ModelFiles;
use serde_json::{Map, Value, json};

/// The sizes of a BERT.
#[derive(Clone, Copy)]
pub struct Size {
    layers: usize,
    hidden: usize,
    heads: usize,
}

/// 12 layers, 110 million parameters.
pub const BASE: Size = Size { layers: 12, hidden: 768, heads: 12 };
/// 24 layers, 335 million parameters.
pub const LARGE: Size = Size { layers: 24, hidden: 1024, heads: 16 };

const VOCABULARY: usize = 30_522;
const POSITIONS: usize = 512;
const LABELS: [&str; 9] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];

/// Writes a checkpoint with the vocabulary of the embedded model.
pub fn write(directory: &Path, size: Size) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(directory)?;
    std::fs::write(directory.join("tokenizer.json"), &*ModelFiles::embedded().tokenizer)?;
    std::fs::write(directory.join("config.json"), config(size).to_string())?;
    write_weights(&directory.join("model.safetensors"), &tensors(size))
}

fn config(Size { layers, hidden, heads }: Size) -> Value {
    let labels: Map<String, Value> = LABELS.iter().enumerate().map(|(i, label)| (i.to_string(), (*label).into())).collect();
    json!({
        "model_type": "bert", "vocab_size": VOCABULARY, "hidden_size": hidden, "num_hidden_layers": layers, "num_attention_heads": heads,
        "intermediate_size": 4 * hidden, "max_position_embeddings": POSITIONS, "type_vocab_size": 2, "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1, "initializer_range": 0.02, "id2label": labels,
    })
}

/// The names and shapes of all tensors.
fn tensors(Size { layers, hidden, .. }: Size) -> Vec<(String, Vec<usize>)> {
    let mut out = Vec::new();
    let mut dense = |name: String, outputs, inputs| {
        out.push((format!("{name}.weight"), vec![outputs, inputs]));
        out.push((format!("{name}.bias"), vec![outputs]));
    };
    for layer in (0..layers).map(|i| format!("bert.encoder.layer.{i}")) {
        for part in ["self.query", "self.key", "self.value", "output.dense"] {
            dense(format!("{layer}.attention.{part}"), hidden, hidden);
        }
        dense(format!("{layer}.intermediate.dense"), 4 * hidden, hidden);
        dense(format!("{layer}.output.dense"), hidden, 4 * hidden);
    }
    dense("classifier".into(), LABELS.len(), hidden);
    let norms = (0..layers).flat_map(|i| ["attention.output", "output"].map(|part| format!("bert.encoder.layer.{i}.{part}")));
    for norm in norms.chain(["bert.embeddings".into()]) {
        out.extend(["weight", "bias"].map(|part| (format!("{norm}.LayerNorm.{part}"), vec![hidden])));
    }
    let tables = [("word", VOCABULARY), ("position", POSITIONS), ("token_type", 2)];
    out.extend(tables.map(|(name, rows)| (format!("bert.embeddings.{name}_embeddings.weight"), vec![rows, hidden])));
    out
}

/// One tensor after another, so that a gigabyte need not be held.
fn write_weights(path: &Path, tensors: &[(String, Vec<usize>)]) -> Result<(), Box<dyn Error>> {
    let mut header = Map::new();
    let mut end = 0;
    for (name, shape) in tensors {
        let start = end;
        end += 4 * shape.iter().product::<usize>();
        header.insert(name.clone(), json!({"dtype": "F32", "shape": shape, "data_offsets": [start, end]}));
    }
    let mut header = Value::Object(header).to_string().into_bytes();
    header.resize(header.len().next_multiple_of(8), b' ');
    let part = path.with_extension("part");
    let mut file = BufWriter::new(File::create(&part)?);
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(&header)?;
    let mut state = 1u32;
    for _ in 0..end / 4 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Between -0.035 and 0.035: as wide as the normal distribution that BERT starts from.
        let number = ((state >> 8) as f32 / (1 << 24) as f32 - 0.5) * 0.07;
        file.write_all(&number.to_le_bytes())?;
    }
    file.flush()?;
    Ok(std::fs::rename(part, path)?)
}
