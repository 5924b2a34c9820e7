//! Lines of articles: each is an article or an error of its line, in order, and each line that holds something gives one of them.
#![no_main]

use dateline::output::read_articles;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut last = 0;
    let mut count = 0;
    for read in read_articles(data) {
        let line = read.as_ref().map_or_else(|error| error.line(), |input| input.line);
        assert!(line > last, "line {line} after {last}");
        last = line;
        count += 1;
    }
    assert_eq!(count, data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count());
});
