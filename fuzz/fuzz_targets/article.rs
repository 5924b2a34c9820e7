//! An article: a title up to the first NUL, the text behind it, in any bytes. All that must hold of a document holds, and every output is written.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::article(data));
