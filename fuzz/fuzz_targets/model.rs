//! The files of a model: one of them replaced by, or altered with, the bytes that come. It is refused, or loads and reads.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::model(data));
