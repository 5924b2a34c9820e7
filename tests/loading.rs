//! A model that is not whole is a `LoadError` that says what is wrong with which part, never a panic.

use std::borrow::Cow;
use std::path::PathBuf;

use dateline::{LoadError, LoadErrorKind, Model, ModelFiles};
use sha2::{Digest, Sha256};

/// A way to spoil a model.
type Damage = fn(&mut ModelFiles);

fn files() -> ModelFiles {
    ModelFiles::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("models/news-en")).expect("the model lies in the repository")
}

#[track_caller]
fn error(files: &ModelFiles) -> LoadError {
    Model::from_files(files).expect_err("the model is damaged")
}

fn changed(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Cow<'static, [u8]> {
    let mut bytes = bytes.to_vec();
    change(&mut bytes);
    Cow::Owned(bytes)
}

/// Text of a file with words replaced.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Cow<'static, [u8]> {
    let text = std::str::from_utf8(bytes).expect("a text file");
    assert!(text.contains(from), "{from} is not in the file");
    Cow::Owned(text.replacen(from, to, 1).into_bytes())
}

/// A manifest that agrees with the files, so that what lies behind the checksums is tested too.
fn signed(mut files: ModelFiles) -> ModelFiles {
    let entry = |bytes: &[u8]| {
        let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        serde_json::json!({"bytes": bytes.len(), "sha256": sha256})
    };
    let manifest = serde_json::json!({"format": "dateline-model/1", "files": {
        "config.json": entry(&files.config), "labels.json": entry(&files.labels),
        "tokenizer.json": entry(&files.tokenizer), "weights.safetensors": entry(&files.weights),
    }});
    files.manifest = Cow::Owned(manifest.to_string().into_bytes());
    files
}

#[test]
fn a_whole_model_loads() {
    Model::from_files(&files()).expect("the model is whole");
    Model::from_files(&signed(files())).expect("the model is whole");
}

#[test]
fn a_file_that_is_not_the_one_named_is_refused() {
    let cases: [(&str, Damage); 5] = [
        ("weights.safetensors", |f| f.weights = changed(&f.weights, |bytes| bytes.truncate(1_000_000))),
        ("weights.safetensors", |f| f.weights = changed(&f.weights, |bytes| bytes[20_000_000] ^= 1)),
        ("weights.safetensors", |f| f.weights = f.tokenizer.clone()),
        ("tokenizer.json", |f| f.tokenizer = changed(&f.tokenizer, Vec::clear)),
        ("labels.json", |f| f.labels = replaced(&f.labels, "B-DATE", "B-TIME")),
    ];
    for (part, damage) in cases {
        let mut files = files();
        damage(&mut files);
        let error = error(&files);
        assert_eq!((error.kind(), error.part()), (LoadErrorKind::Checksum, part), "{error}");
    }
}

#[test]
fn a_manifest_that_is_none_is_refused() {
    for (manifest, kind) in [
        (&b""[..], LoadErrorKind::Format),
        (&b"\xff\xfe"[..], LoadErrorKind::Format),
        (&br#"{"format": "dateline-model/1", "files": {}}"#[..], LoadErrorKind::Format),
        (&br#"{"format": "dateline-model/99", "files": {}}"#[..], LoadErrorKind::Mismatch),
    ] {
        let error = error(&ModelFiles { manifest: Cow::Borrowed(manifest), ..files() });
        assert_eq!((error.kind(), error.part()), (kind, "manifest.json"), "{error}");
    }
}

#[test]
fn files_that_do_not_fit_each_other_are_refused() {
    let cases: [(&str, LoadErrorKind, Damage); 8] = [
        ("config.json", LoadErrorKind::Format, |f| f.config = Cow::Borrowed(b"[]")),
        ("config.json", LoadErrorKind::Mismatch, |f| f.config = replaced(&f.config, "\"hidden_size\": 384", "\"hidden_size\": 0")),
        ("config.json", LoadErrorKind::Mismatch, |f| f.config = replaced(&f.config, "\"type_vocab_size\": 6", "\"type_vocab_size\": 2")),
        ("labels.json", LoadErrorKind::Mismatch, |f| f.labels = replaced(&f.labels, "B-DATE", "B-TIME")),
        ("tokenizer.json", LoadErrorKind::Format, |f| f.tokenizer = Cow::Borrowed(b"{}")),
        ("weights.safetensors", LoadErrorKind::Format, |f| f.weights = changed(&f.weights, |bytes| bytes.truncate(1_000_000))),
        ("weights.safetensors", LoadErrorKind::Format, |f| f.weights = changed(&f.weights, |bytes| bytes[..8].fill(0xff))),
        ("bert.embeddings.word_embeddings.weight", LoadErrorKind::Mismatch, |f| {
            f.config = replaced(&f.config, "\"hidden_size\": 384", "\"hidden_size\": 768");
        }),
    ];
    for (part, kind, damage) in cases {
        let mut files = files();
        damage(&mut files);
        let error = error(&signed(files));
        assert_eq!((error.kind(), error.part()), (kind, part), "{error}");
    }
}

#[test]
fn a_directory_without_a_model_is_named() {
    let error = Model::from_dir("no/such/directory").expect_err("there is none");
    assert_eq!(error.kind(), LoadErrorKind::Io);
    assert!(error.to_string().contains("no/such/directory"), "{error}");
}
