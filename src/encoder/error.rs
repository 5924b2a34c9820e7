use std::error::Error;
use std::sync::Arc;

/// A model could not be loaded: what was wrong, and in which part of it.
///
/// Cheap to clone; [`kind`](Self::kind) tells the cases apart, `Display` says what was expected and what was found.
#[derive(Debug, Clone, thiserror::Error)]
#[error("cannot load the model: {part}: {message}")]
pub struct LoadError {
    kind: LoadErrorKind,
    part: Arc<str>,
    message: Arc<str>,
    #[source]
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// Ways in which loading a model can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// A file could not be read.
    Io,
    /// A file is not the one that the manifest names: truncated, altered or exchanged.
    Checksum,
    /// A file cannot be understood.
    Format,
    /// The files do not fit each other or this version of the library: a tensor of another shape, other labels.
    Mismatch,
    /// The library that a backend runs on failed: libtorch, rust-bert.
    Backend,
    /// The device that was asked for is not there.
    Device,
    /// There is no model: the crate was built without the feature `embedded-model` and none was given.
    Missing,
}

impl LoadError {
    pub(crate) fn new(kind: LoadErrorKind, part: impl Into<Arc<str>>, message: impl Into<Arc<str>>) -> Self {
        Self { kind, part: part.into(), message: message.into(), source: None }
    }

    pub(crate) fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> LoadErrorKind {
        self.kind
    }

    /// The file, or the tensor of the weights, at which it happened.
    pub fn part(&self) -> &str {
        &self.part
    }
}
