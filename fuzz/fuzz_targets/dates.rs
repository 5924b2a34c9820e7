//! A phrase of time in a sentence, with a day of publication or none: values are those of TIMEX3, and what is resolved is a day of the calendar.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|data: &[u8]| shared::targets::dates(data));
