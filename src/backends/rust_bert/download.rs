//! The one model that is fetched rather than given.

use std::path::PathBuf;

use rust_bert::bert::{BertConfigResources, BertModelResources, BertVocabResources};
use rust_bert::resources::{RemoteResource, ResourceProvider};

use super::checkpoint::{Files, Vocabulary};
use super::{LoadError, LoadErrorKind};

/// The files of rust-bert's default model, from its cache or from the network.
pub(super) fn conll03() -> Result<Files, LoadError> {
    Ok(Files {
        config: fetch(BertConfigResources::BERT_NER)?,
        vocabulary: Vocabulary::Pieces(fetch(BertVocabResources::BERT_NER)?),
        weights: fetch(BertModelResources::BERT_NER)?,
        tokenizer_config: None,
    })
}

fn fetch(resource: (&'static str, &'static str)) -> Result<PathBuf, LoadError> {
    let failed = |e| LoadError::new(LoadErrorKind::Io, resource.1, "cannot be fetched").caused_by(Box::new(e));
    RemoteResource::from_pretrained(resource).get_local_path().map_err(failed)
}

#[cfg(test)]
mod tests {
    use crate::LoadErrorKind;
    use crate::backends::{RustBertOptions, RustBertRecognizer};

    #[test]
    #[ignore = "must run without a network and with an empty cache, as .ci/libtorch.sh does"]
    fn without_a_network_it_is_an_error_that_names_the_file() {
        let error = RustBertRecognizer::conll03(RustBertOptions::default()).unwrap_err();
        assert_eq!(error.kind(), LoadErrorKind::Io, "{error}");
        assert!(error.part().starts_with("https://huggingface.co/"), "{error}");
        assert!(std::error::Error::source(&error).is_some(), "{error}");
    }
}
