//! Lines of articles: each is an article or an error of its line, in order, and each line that holds something gives one of them.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::ndjson(data));
