//! The networks of rust-bert: the one that a checkpoint is for, with its weights in it.

use std::collections::HashMap;
use std::path::Path;

use rust_bert::RustBertError;
use rust_bert::albert::AlbertForTokenClassification;
use rust_bert::bert::BertForTokenClassification;
use rust_bert::distilbert::DistilBertForTokenClassification;
use rust_bert::electra::ElectraForTokenClassification;
use rust_bert::roberta::RobertaForTokenClassification;
use serde::de::DeserializeOwned;
use tch::nn::{self, VarStore};
use tch::{Kind, TchError, Tensor, no_grad};

use super::checkpoint::{Config, Family};
use super::worker::without_trace;
use super::{LoadError, LoadErrorKind};

/// From pieces, mask and token types of a batch to scores of labels, each tensor `[windows, pieces, ...]`.
type Forward = Box<dyn Fn(&Tensor, &Tensor, &Tensor) -> Result<Tensor, RustBertError>>;

/// A token classifier with its weights.
pub(super) struct Network {
    forward: Forward,
    device: tch::Device,
}

/// Windows of pieces, filled up to one length.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) windows: usize,
    pub(super) pieces: Vec<i64>,
    /// 1 where a piece stands, 0 where it was filled up.
    pub(super) mask: Vec<i64>,
    pub(super) types: Vec<i64>,
}

impl Network {
    pub(super) fn load(config: &Config, weights: &Path, device: tch::Device) -> Result<Self, LoadError> {
        let mut store = VarStore::new(device);
        let forward = network(config, &store.root())?;
        fill(&store, weights)?;
        store.freeze();
        Ok(Self { forward, device })
    }

    /// The scores of all labels of all pieces, one after another.
    pub(super) fn scores(&self, batch: &Batch) -> Result<Vec<f32>, RustBertError> {
        let shape = [batch.windows as i64, (batch.pieces.len() / batch.windows.max(1)) as i64];
        let tensor =
            |numbers: &[i64]| -> Result<Tensor, TchError> { Tensor::f_from_slice(numbers)?.f_view(shape)?.f_to_device(self.device) };
        let (pieces, mask, types) = (tensor(&batch.pieces)?, tensor(&batch.mask)?, tensor(&batch.types)?);
        let scores = no_grad(|| (self.forward)(&pieces, &mask, &types))?;
        let scores = scores.f_to_device(tch::Device::Cpu)?.f_to_kind(Kind::Float)?.f_contiguous()?;
        let mut out = vec![0.0; scores.numel()];
        scores.f_copy_data(&mut out, scores.numel())?;
        Ok(out)
    }
}

/// The network of a configuration, its weights still random.
fn network(config: &Config, root: &nn::Path) -> Result<Forward, LoadError> {
    /// A network with the usual inputs: no positions but the plain ones, no vectors from outside, no training.
    macro_rules! network {
        ($model:ty) => {{
            let model = <$model>::new(root, &settings(config)?).map_err(|e| not_built(&e))?;
            Box::new(move |pieces, mask, types| Ok(model.forward_t(Some(pieces), Some(mask), Some(types), None, None, false).logits))
        }};
    }
    let forward: Forward = match config.family {
        Family::Bert => network!(BertForTokenClassification),
        Family::Roberta | Family::XlmRoberta => network!(RobertaForTokenClassification),
        Family::Electra => with_added_mask(network!(ElectraForTokenClassification)),
        Family::Albert => network!(AlbertForTokenClassification),
        Family::DistilBert => {
            let model = DistilBertForTokenClassification::new(root, &settings(config)?).map_err(|e| not_built(&e))?;
            Box::new(move |pieces, mask, _| Ok(model.forward_t(Some(pieces), Some(mask), None, false)?.logits))
        }
    };
    Ok(forward)
}

/// A network whose mask is added to the scores of attention as it is given, as rust-bert has it in ELECTRA: nothing where a piece stands, and where none
/// does so little that nothing attends there. The plain mask would have it attend to what was filled up.
fn with_added_mask(forward: Forward) -> Forward {
    let added = |mask: &Tensor| mask.f_to_kind(Kind::Float)?.f_add_scalar(-1.0)?.f_mul_scalar(10_000.0);
    Box::new(move |pieces, mask, types| forward(pieces, &added(mask)?, types))
}

/// The configuration as rust-bert has it. Its own `from_file` panics.
fn settings<C: DeserializeOwned>(config: &Config) -> Result<C, LoadError> {
    serde_json::from_value(config.fields.clone())
        .map_err(|e| LoadError::new(LoadErrorKind::Format, "config.json", "is not one that rust-bert reads").caused_by(e))
}

fn not_built(error: &RustBertError) -> LoadError {
    LoadError::new(LoadErrorKind::Backend, "rust-bert", "cannot build the network").caused_by(without_trace(&error.to_string()))
}

/// Puts the weights of a file into a network. Tensors of the file that the network does not have (a pooler, a second head) are left out.
fn fill(store: &VarStore, weights: &Path) -> Result<(), LoadError> {
    let part = || weights.display().to_string();
    let failed =
        |e: TchError| LoadError::new(LoadErrorKind::Format, part(), "is not a file of weights").caused_by(without_trace(&e.to_string()));
    let tensors: HashMap<String, Tensor> =
        read_tensors(weights).map_err(failed)?.into_iter().map(|(name, tensor)| (today(&name), tensor)).collect();
    let mut variables: Vec<(String, Tensor)> = store.variables().into_iter().collect();
    variables.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, mut variable) in variables {
        let Some(tensor) = tensors.get(&name) else {
            // rust-bert gives ALBERT a pooler, which a token classifier does not use and Hugging Face does not save.
            if name.contains(".pooler.") {
                continue;
            }
            return Err(LoadError::new(LoadErrorKind::Mismatch, name, format!("is not in {}", part())));
        };
        if tensor.size() != variable.size() {
            let message = format!("expected {:?}, found {:?}", variable.size(), tensor.size());
            return Err(LoadError::new(LoadErrorKind::Mismatch, name, message));
        }
        no_grad(|| variable.f_copy_(tensor)).map_err(failed)?;
    }
    Ok(())
}

/// The format of a file follows from its name.
fn read_tensors(path: &Path) -> Result<Vec<(String, Tensor)>, TchError> {
    let is_safetensors = path.extension().is_some_and(|extension| extension == "safetensors");
    if is_safetensors { Tensor::read_safetensors(path) } else { Tensor::load_multi(path) }
}

/// The name that a tensor has today: checkpoints that were first made in `TensorFlow` call the parts of a layer norm otherwise.
fn today(name: &str) -> String {
    let renamed = name.strip_suffix("LayerNorm.gamma").map(|front| format!("{front}LayerNorm.weight"));
    let renamed = renamed.or_else(|| name.strip_suffix("LayerNorm.beta").map(|front| format!("{front}LayerNorm.bias")));
    renamed.unwrap_or_else(|| name.to_owned())
}
