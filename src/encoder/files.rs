#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{LoadError, LoadErrorKind};

/// The bytes of a file: part of the program, or read into memory.
pub(super) type FileBytes = Cow<'static, [u8]>;

/// The format that this version reads.
const FORMAT: &str = "dateline-model/1";

/// The most bytes that a file is read to. Weights of a hundred million numbers in 32 bits fit; a larger file, or one that never ends, is no model.
const MOST_BYTES: u64 = 1 << 30;

/// The files of a model, as bytes: those of a directory such as `models/news-en`.
///
/// The manifest names every other file with its length and sha256; [`Model::from_files`](crate::Model::from_files) checks them.
#[derive(Debug, Clone)]
pub struct ModelFiles {
    /// `manifest.json`.
    pub manifest: FileBytes,
    /// `config.json`: the sizes of the encoder, as Hugging Face writes them for BERT.
    pub config: FileBytes,
    /// `labels.json`: what the rows of each head stand for.
    pub labels: FileBytes,
    /// `tokenizer.json`: word pieces, as the `tokenizers` library writes them.
    pub tokenizer: FileBytes,
    /// `weights.safetensors`: matrices in 8 bits with a scale for each row, vectors in 32.
    pub weights: FileBytes,
}

#[derive(Deserialize)]
struct Manifest {
    format: String,
    files: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    bytes: u64,
    sha256: String,
}

impl ModelFiles {
    /// Reads the files of a directory.
    ///
    /// # Errors
    ///
    /// [`LoadErrorKind::Io`] if one of them cannot be read or is larger than a model's files are (1 GiB). Their content is not looked at yet.
    pub fn read(directory: &Path) -> Result<Self, LoadError> {
        let read = |name: &str| {
            let path = directory.join(name);
            let failed = |e| LoadError::new(LoadErrorKind::Io, path.display().to_string(), "cannot be read").caused_by(Box::new(e));
            read_at_most(&path, MOST_BYTES).map(Cow::Owned).map_err(failed)
        };
        Ok(Self {
            manifest: read("manifest.json")?,
            config: read("config.json")?,
            labels: read("labels.json")?,
            tokenizer: read("tokenizer.json")?,
            weights: read("weights.safetensors")?,
        })
    }

    /// The model inside the crate.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Self {
        macro_rules! file {
            ($name:literal) => {
                Cow::Borrowed(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/news-en/", $name)).as_slice())
            };
        }
        Self {
            manifest: file!("manifest.json"),
            config: file!("config.json"),
            labels: file!("labels.json"),
            tokenizer: file!("tokenizer.json"),
            weights: file!("weights.safetensors"),
        }
    }

    /// Holds every file against the manifest.
    pub(super) fn verify(&self) -> Result<(), LoadError> {
        let manifest: Manifest = serde_json::from_slice(&self.manifest)
            .map_err(|e| LoadError::new(LoadErrorKind::Format, "manifest.json", "is not a model manifest").caused_by(e))?;
        if manifest.format != FORMAT {
            let message = format!("expected the format {FORMAT}, found {:?}", manifest.format);
            return Err(LoadError::new(LoadErrorKind::Mismatch, "manifest.json", message));
        }
        let files = [
            ("config.json", &self.config),
            ("labels.json", &self.labels),
            ("tokenizer.json", &self.tokenizer),
            ("weights.safetensors", &self.weights),
        ];
        files.iter().try_for_each(|(name, bytes)| verify_file(name, bytes, manifest.files.get(*name)))
    }
}

/// The bytes of a file that has at most `most`. The length that the file system states is not relied on.
fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("expected at most {most} bytes")));
    }
    Ok(bytes)
}

fn verify_file(name: &str, bytes: &[u8], entry: Option<&Entry>) -> Result<(), LoadError> {
    let Some(entry) = entry else {
        return Err(LoadError::new(LoadErrorKind::Format, "manifest.json", format!("does not name {name}")));
    };
    if bytes.len() as u64 != entry.bytes {
        let message = format!("expected {} bytes, found {}", entry.bytes, bytes.len());
        return Err(LoadError::new(LoadErrorKind::Checksum, name, message));
    }
    let found = hex(&Sha256::digest(bytes));
    if found == entry.sha256 {
        return Ok(());
    }
    Err(LoadError::new(LoadErrorKind::Checksum, name, format!("expected the sha256 {}, found {found}", entry.sha256)))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_a_limit() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/news-en/config.json");
        let length = std::fs::metadata(&path).map(|file| file.len()).expect("the model lies in the repository");
        assert_eq!(read_at_most(&path, length).map(|bytes| bytes.len() as u64).ok(), Some(length));
        assert_eq!(read_at_most(&path, length - 1).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    }
}
