//! A rule file: it is refused with a place that exists, or read and used.
#![no_main]

mod shared;

use std::sync::LazyLock;

use dateline::document::Annotations;
use dateline::{Article, Extractor, RuleSet};
use libfuzzer_sys::fuzz_target;
use shared::{REAL, tiny};

static ANNOTATIONS: LazyLock<Annotations> = LazyLock::new(|| {
    REAL.annotate(&Article::new("President Angela Merkel met Emmanuel Macron in Paris. She did not sign a treaty with the Bank of England."))
});

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    match RuleSet::parse("own", &text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(rules) => {
            rules.examples().for_each(|example| example.names.iter().for_each(|name| assert!(!name.span.of(&example.text).is_empty() || name.span.is_empty())));
            let both = RuleSet::builtin().clone().extend(&rules);
            assert!(both.len() >= RuleSet::builtin().len() && rules.kinds().len() <= rules.len());
            let own = Extractor::builder().model(MODEL.clone()).rules(both).build().expect("a model is given");
            for relation in own.relate(&ANNOTATIONS) {
                assert!((0.0..=1.0).contains(&relation.confidence));
            }
        }
    }
});

static MODEL: LazyLock<dateline::Model> = LazyLock::new(|| tiny::model(7, 0.3));
