//! Settings of an extractor, as bytes: none makes it panic, and they do what they say.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::config(data));
