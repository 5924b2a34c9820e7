//! The files of a model: one of them replaced by, or altered with, the bytes that come. It is refused, or loads and reads.
#![no_main]

mod shared;

use std::borrow::Cow;
use std::sync::LazyLock;

use dateline::{Article, Extractor, Model, ModelFiles};
use libfuzzer_sys::fuzz_target;
use shared::{check, tiny};

static WHOLE: LazyLock<ModelFiles> = LazyLock::new(|| tiny::files(7, 0.3));

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let mut files = WHOLE.clone();
    let file = match choice % 5 {
        0 => &mut files.manifest,
        1 => &mut files.config,
        2 => &mut files.labels,
        3 => &mut files.tokenizer,
        _ => &mut files.weights,
    };
    // Small files are replaced; in any, bytes may be turned where the first ones say.
    if choice < 128 {
        *file = Cow::Owned(bytes.to_vec());
    } else {
        for change in bytes.chunks_exact(4) {
            let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
            let length = file.len();
            if length > 0 {
                file.to_mut()[at % length] ^= change[3];
            }
        }
    }
    let files = if choice % 5 == 0 { files } else { tiny::signed(files) };
    if let Ok(model) = Model::from_files(&files) {
        let extractor = Extractor::builder().model(model).threads(1).build().expect("threads start");
        check::holds(&extractor.extract(&Article::new("President Angela Merkel met Emmanuel Macron in Paris on Tuesday. They talked.")));
    }
});
