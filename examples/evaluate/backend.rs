//! Who finds the names that are measured.

use std::path::Path;

use dateline::{ExtractorBuilder, Model};

use crate::support::Failure;

/// A recogniser of the library.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub enum Backend {
    /// The model inside the crate, or another of its kind.
    #[default]
    Embedded,
    /// A token classifier through libtorch.
    RustBert,
}

impl Backend {
    /// Loads the model of a directory, and says whether its dates are another's.
    pub fn load(
        self,
        builder: ExtractorBuilder,
        model: Option<&Path>,
        threads: Option<usize>,
    ) -> Result<(ExtractorBuilder, bool), Failure> {
        match (self, model) {
            (Self::Embedded, None) => Ok((builder, false)),
            (Self::Embedded, Some(directory)) => Ok((builder.model(Model::from_dir(directory)?), false)),
            (Self::RustBert, Some(directory)) => rust_bert(builder, directory, threads),
            (Self::RustBert, None) => Err(Failure::Usage("--backend rust-bert wants --model DIR".into())),
        }
    }
}

#[cfg(feature = "rust-bert")]
fn rust_bert(builder: ExtractorBuilder, directory: &Path, threads: Option<usize>) -> Result<(ExtractorBuilder, bool), Failure> {
    use dateline::EntityRecognizer;
    use dateline::backends::{RustBertOptions, RustBertRecognizer};
    let options = threads.into_iter().fold(RustBertOptions::default(), RustBertOptions::threads);
    let recognizer = RustBertRecognizer::from_dir_with(directory, options)?;
    let dates_are_borrowed = !recognizer.tags_dates();
    Ok((builder.recognizer(recognizer), dates_are_borrowed))
}

#[cfg(not(feature = "rust-bert"))]
fn rust_bert(_: ExtractorBuilder, _: &Path, _: Option<usize>) -> Result<(ExtractorBuilder, bool), Failure> {
    Err(Failure::Usage("this program was built without the feature rust-bert".into()))
}
