//! A phrase of time in a sentence, with a day of publication or none: values are those of TIMEX3, and what is resolved is a day of the calendar.
#![no_main]

mod shared;

use dateline::Article;
use libfuzzer_sys::fuzz_target;
use shared::{EXTRACTOR, check};

fuzz_target!(|data: &[u8]| {
    let Some((&[y, m, d], phrase)) = data.split_first_chunk() else { return };
    let phrase = String::from_utf8_lossy(phrase);
    let mut article = Article::new(format!("They met {phrase}."));
    // Years from the first to the last that the calendar has.
    if let Ok(day) = jiff::civil::Date::new(i16::from(y) * 40 - 100, m as i8 % 13, d as i8 % 32) {
        article = article.with_published(day);
    }
    let document = EXTRACTOR.extract(&article);
    check::holds(&document);
    for date in &document.annotations().dates {
        if let Some(value) = &date.value.timex {
            assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{value:?}");
        }
    }
});
