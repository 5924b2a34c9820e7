//! Settings of an extractor, as bytes: none makes it panic, and they do what they say.
#![no_main]

mod shared;

use std::sync::LazyLock;

use dateline::{Article, Extractor, Model};
use libfuzzer_sys::fuzz_target;
use shared::tiny;

static MODEL: LazyLock<Model> = LazyLock::new(|| tiny::model(7, 0.3));

fuzz_target!(|data: &[u8]| {
    let Some((&[a, b, c, d, threads, max], text)) = data.split_first_chunk() else { return };
    let least = f32::from_le_bytes([a, b, c, d]);
    let extractor = Extractor::builder().model(MODEL.clone()).min_confidence(least).threads(usize::from(threads % 4)).max_bytes(usize::from(max));
    let extractor = extractor.build().expect("a model is given");
    let article = Article::new(String::from_utf8_lossy(text));
    let document = extractor.extract(&article);
    assert_eq!(extractor.try_extract(&article).is_err(), article.text().len() > usize::from(max));
    assert!(document.relations().iter().all(|relation| relation.confidence >= least));
});
