/// An article was not read: it is longer than the extractor reads, or reading it was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot read the article: {0}")]
pub struct ExtractError(Repr);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Repr {
    #[error("expected at most {max} bytes, found {bytes}")]
    TooLong { bytes: usize, max: usize },
    #[error("it was stopped before its end")]
    Stopped,
}

impl ExtractError {
    pub(crate) const STOPPED: Self = Self(Repr::Stopped);

    pub(crate) const fn too_long(bytes: usize, max: usize) -> Self {
        Self(Repr::TooLong { bytes, max })
    }

    /// Whether the article is longer than [`ExtractorBuilder::max_bytes`](crate::ExtractorBuilder::max_bytes) allows. It will never be read by this
    /// extractor, however often one asks.
    pub const fn is_too_long(&self) -> bool {
        matches!(self.0, Repr::TooLong { .. })
    }

    /// Whether the caller stopped it, by a deadline or otherwise.
    pub const fn is_stopped(&self) -> bool {
        matches!(self.0, Repr::Stopped)
    }
}
