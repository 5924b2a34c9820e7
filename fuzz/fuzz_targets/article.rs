//! An article: a title up to the first NUL, the text behind it, in any bytes. All that must hold of a document holds, and every output is written.
#![no_main]

mod shared;

use dateline::{Article, output};
use libfuzzer_sys::fuzz_target;
use shared::{EXTRACTOR, check};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (title, text) = text.split_once('\0').unwrap_or(("", &text));
    let document = EXTRACTOR.extract(&Article::new(text).with_title(title).with_published(jiff::civil::date(2020, 12, 27)));
    check::holds(&document);
    let documents = std::slice::from_ref(&document);
    let written = [output::to_csv_rows(&document), output::to_dot(&document), output::to_html(documents), document.to_string()];
    assert!(!written[2].contains('\0'), "HTML has no NUL");
    EXTRACTOR.explain(document.annotations()).iter().for_each(|explanation| drop(explanation.to_string()));
});
