use std::fmt;

use super::Span;

/// Something about a document that its reader should know: text that was left out, a doubtful reading. Text is never an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of note it is.
    pub kind: DiagnosticKind,
    /// Where, if it is about a part of the text.
    pub span: Option<Span>,
    /// The note, for people.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.as_str(), self.message)
    }
}

/// Sorts of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// A part of the text was taken for page furniture (an advertisement mark, a teaser, a repeated title) and not read.
    Skipped,
    /// A sentence was too long to be read whole and was read in pieces.
    LongSentence,
    /// The article is longer than the extractor reads, and nothing of it was read.
    TooLong,
    /// A date has no value, or more than one reading.
    Date,
    /// A publication date or another field of the input could not be read.
    Input,
    /// The recogniser failed, and the names are those of the embedded model.
    Recognizer,
}

impl DiagnosticKind {
    /// The name in outputs: `skipped`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::LongSentence => "long_sentence",
            Self::TooLong => "too_long",
            Self::Date => "date",
            Self::Input => "input",
            Self::Recognizer => "recognizer",
        }
    }
}
