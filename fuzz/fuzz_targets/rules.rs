//! A rule file: it is refused with a place that exists, or read and used.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::rules(data));
