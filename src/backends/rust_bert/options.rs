use std::collections::BTreeMap;

use super::classifier::MOST_WINDOWS;
use super::{LoadError, LoadErrorKind};
use crate::SpanTag;

/// Where a model runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Device {
    /// The processor.
    #[default]
    Cpu,
    /// A GPU, counted from 0. libtorch must be one that was built for CUDA.
    Cuda(usize),
    /// The first GPU if libtorch finds one, the processor if not.
    CudaIfAvailable,
}

impl Device {
    /// The device as libtorch has it, if it is there.
    pub(super) fn find(self) -> Result<tch::Device, LoadError> {
        match self {
            Self::Cpu => Ok(tch::Device::Cpu),
            Self::CudaIfAvailable => Ok(tch::Device::cuda_if_available()),
            Self::Cuda(i) => {
                let found = if tch::Cuda::is_available() { tch::Cuda::device_count() } else { 0 };
                if i64::try_from(i).is_ok_and(|i| i < found) {
                    return Ok(tch::Device::Cuda(i));
                }
                let message = format!("expected the GPU {i}, found {found} that libtorch can use");
                Err(LoadError::new(LoadErrorKind::Device, "device", message))
            }
        }
    }
}

/// Settings of a [`RustBertRecognizer`](super::RustBertRecognizer); what is not set has a working default.
///
/// ```
/// use dateline::SpanTag;
/// use dateline::backends::{Device, RustBertOptions};
///
/// // A model that numbers its labels, one of them a type that only its makers know.
/// let options = RustBertOptions::default()
///     .device(Device::CudaIfAvailable)
///     .labels(["O", "B-PER", "I-PER", "B-VESSEL", "I-VESSEL"])
///     .map_type("VESSEL", Some(SpanTag::Misc));
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct RustBertOptions {
    pub(super) device: Device,
    pub(super) batch: usize,
    pub(super) threads: Option<usize>,
    pub(super) labels: Option<Vec<String>>,
    pub(super) types: BTreeMap<String, Option<SpanTag>>,
}

impl Default for RustBertOptions {
    fn default() -> Self {
        Self { device: Device::default(), batch: MOST_WINDOWS, threads: None, labels: None, types: BTreeMap::new() }
    }
}

impl RustBertOptions {
    /// Where the model runs. Default: [`Device::Cpu`].
    pub fn device(mut self, device: Device) -> Self {
        self.device = device;
        self
    }

    /// How many windows are read at once, from 1 to 64. Default: 64. Fewer need less memory.
    pub fn batch(mut self, windows: usize) -> Self {
        self.batch = windows;
        self
    }

    /// How many threads libtorch uses for one operation on the CPU. Default: libtorch's own, one a core. The number is libtorch's, and so holds for
    /// every model that a program loads.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// What the labels 0, 1, 2 and so on are called, for checkpoints that do not say (`LABEL_0`), or in place of what they say.
    pub fn labels<S: Into<String>>(mut self, labels: impl IntoIterator<Item = S>) -> Self {
        self.labels = Some(labels.into_iter().map(Into::into).collect());
        self
    }

    /// What a type of the labels is (`"DRUG"` for `B-DRUG` and `I-DRUG`, in any case); `None` for what is no name. Goes before what is known of types.
    pub fn map_type(mut self, name: impl Into<String>, tag: Option<SpanTag>) -> Self {
        self.types.insert(name.into(), tag);
        self
    }
}
