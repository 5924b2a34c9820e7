//! A model that is not whole is a `LoadError` that says what is wrong with which part, never a panic.

use std::borrow::Cow;

use dateline::{Article, Extractor, LoadError, LoadErrorKind, Model, ModelFiles};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use safetensors::SafeTensors;

use crate::support::check;
use crate::support::tiny::{self, real_files, signed};

/// A way to spoil a model.
type Damage = fn(&mut ModelFiles);

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

#[test]
fn a_whole_model_loads() {
    Model::from_files(&real_files()).expect("the model is whole");
    Model::from_files(&signed(real_files())).expect("the model is whole");
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
        let mut files = real_files();
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
        let error = error(&ModelFiles { manifest: Cow::Borrowed(manifest), ..real_files() });
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
        let mut files = real_files();
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

/// The files of a model by name, with where they lie in [`ModelFiles`].
type File = fn(&mut ModelFiles) -> &mut Cow<'static, [u8]>;

const FILES: [(&str, File); 5] = [
    ("manifest.json", |f| &mut f.manifest),
    ("config.json", |f| &mut f.config),
    ("labels.json", |f| &mut f.labels),
    ("tokenizer.json", |f| &mut f.tokenizer),
    ("weights.safetensors", |f| &mut f.weights),
];

/// Each file put in the place of each other one.
#[test]
fn exchanged_files_are_refused() {
    let whole = tiny::files(1, 0.0);
    for (from, source) in FILES {
        for (to, place) in FILES.into_iter().filter(|(to, _)| *to != from) {
            let mut files = whole.clone();
            let bytes = source(&mut files).clone();
            *place(&mut files) = bytes;
            let found = error(&files);
            assert!(found.part() == to && found.kind() != LoadErrorKind::Io, "{from} as {to}: {found}");
        }
    }
}

/// A file that ends early, at many places and right behind each of its parts.
#[test]
fn files_that_end_early_are_refused() {
    let whole = tiny::files(1, 0.0);
    for (name, file) in FILES {
        let length = file(&mut whole.clone()).len();
        for cut in (0..8).map(|eighth| length * eighth / 8).chain([length - 1]) {
            let mut files = whole.clone();
            file(&mut files).to_mut().truncate(cut);
            let found = error(&files);
            assert_eq!(found.part(), name, "{found}");
            // The same with a manifest that agrees: the file itself must tell.
            if name != "manifest.json" {
                let found = error(&signed(files));
                assert!(matches!(found.kind(), LoadErrorKind::Format | LoadErrorKind::Mismatch), "{name} cut at {cut}: {found}");
            }
        }
    }
}

#[test]
fn a_file_that_claims_to_be_large_is_refused_at_once() {
    let claims: [(&str, Damage); 6] = [
        // A header of eight exabytes, one that reaches past the end, and a tensor that does.
        ("weights.safetensors", |f| f.weights.to_mut()[..8].copy_from_slice(&(u64::MAX / 2).to_le_bytes())),
        ("weights.safetensors", |f| f.weights.to_mut()[..8].copy_from_slice(&90_000_000_u64.to_le_bytes())),
        ("weights.safetensors", |f| f.weights = Cow::Owned(tensor_of("18446744073709551615", "8"))),
        ("weights.safetensors", |f| f.weights = Cow::Owned(tensor_of("4294967296,4294967296", "4"))),
        ("config.json", |f| f.config = replaced(&f.config, "\"num_hidden_layers\":1", "\"num_hidden_layers\":4000000000")),
        ("bert.embeddings.word_embeddings.weight", |f| {
            f.config = replaced(&f.config, "\"vocab_size\":30522", "\"vocab_size\":18446744073709551615");
        }),
    ];
    for (part, damage) in claims {
        let mut files = tiny::files(1, 0.0);
        damage(&mut files);
        let found = error(&signed(files));
        assert_eq!(found.part(), part, "{found}");
    }
}

/// Weights of one tensor that claims this shape and this end of its data.
fn tensor_of(shape: &str, end: &str) -> Vec<u8> {
    let header =
        format!("{{\"bert.embeddings.word_embeddings.weight\":{{\"dtype\":\"F32\",\"shape\":[{shape}],\"data_offsets\":[0,{end}]}}}}");
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &[0; 8]].concat()
}

#[test]
fn labels_and_tokenizers_of_another_model_are_refused() {
    let cases: [(&str, Damage); 8] = [
        ("labels.json", |f| f.labels = replaced(&f.labels, "\"B-DATE\",", "")),
        ("labels.json", |f| f.labels = Cow::Borrowed(br#"{"tags": [], "upos": [], "relations": []}"#)),
        ("labels.json", |f| f.labels = replaced(&f.labels, "\"NOUN\"", "\"SUBSTANTIVE\"")),
        ("labels.json", |f| f.labels = replaced(&f.labels, "\"temperature\": 1.6", "\"temperature\": 0")),
        ("upos.weight", |f| f.labels = replaced(&f.labels, "\"NOUN\",", "")),
        ("label.weight", |f| f.labels = replaced(&f.labels, "\"nsubj\",", "")),
        ("tokenizer.json", |f| f.tokenizer = replaced(&f.tokenizer, "\"[SEP]\"", "\"</s>\"")),
        ("tokenizer.json", |f| {
            f.tokenizer = Cow::Borrowed(br#"{"version": "1.0", "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#);
        }),
    ];
    for (part, damage) in cases {
        let mut files = tiny::files(1, 0.0);
        damage(&mut files);
        let found = error(&signed(files));
        assert!(found.part() == part && matches!(found.kind(), LoadErrorKind::Mismatch | LoadErrorKind::Format), "{found}");
    }
}

#[test]
fn weights_that_are_no_numbers_are_refused() {
    let whole = tiny::files(1, 0.0);
    let place = |name: &str| {
        let tensors = SafeTensors::deserialize(&whole.weights).expect("the weights are whole");
        tensors.tensor(name).expect("the tensor is there").data().as_ptr() as usize - whole.weights.as_ptr() as usize
    };
    for name in ["upos.bias", "bert.embeddings.LayerNorm.weight", "bert.embeddings.word_embeddings.weight.scale"] {
        for number in [f32::NAN, f32::INFINITY] {
            let mut files = whole.clone();
            files.weights.to_mut()[place(name)..][..4].copy_from_slice(&number.to_le_bytes());
            let found = error(&signed(files));
            assert_eq!((found.kind(), found.part()), (LoadErrorKind::Format, name), "{found}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    /// Bits that are turned in any file: found by the checksums; and where a manifest agrees with the damage, the model is refused or reads nonsense, as a
    /// model of such numbers does, within all that holds of documents.
    #[test]
    fn turned_bits_are_found_or_do_no_harm(file in 1usize..5, bits in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 1..4)) {
        let mut files = tiny::files(1, 0.3);
        let (name, place) = FILES[file];
        for (byte, bit) in &bits {
            let bytes = place(&mut files).to_mut();
            let at = byte.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let whole = tiny::files(1, 0.3);
        if place(&mut files) != place(&mut whole.clone()) {
            prop_assert_eq!(Model::from_files(&files).map_err(|found| (found.kind(), found.part().to_owned())).err(), Some((LoadErrorKind::Checksum, name.to_owned())));
        }
        if let Ok(model) = Model::from_files(&signed(files)) {
            let extractor = Extractor::builder().model(model).threads(1).build().expect("threads start");
            check::holds(&extractor.extract(&Article::new("President Angela Merkel met Emmanuel Macron in Paris on Tuesday. They talked.")));
        }
    }
}
