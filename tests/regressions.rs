//! The seeds of the fuzz targets, and what they found: each input that once made something panic is a file of `tests/data/crashes/TARGET/NAME`, and named
//! for what was wrong.

use std::path::{Path, PathBuf};

use dateline::{Article, RuleSet, output};

use crate::support::{TINY, check};

/// The inputs of a target, the seeds and the crashes.
fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("fuzz/seeds").join(target), root.join("tests/data/crashes").join(target)];
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("the file can be read"))).collect()
}

#[test]
fn articles_are_read() {
    for (path, data) in inputs("article") {
        eprintln!("{}", path.display());
        let text = String::from_utf8_lossy(&data);
        let (title, text) = text.split_once('\0').unwrap_or(("", &text));
        let document = TINY.extract(&Article::new(text).with_title(title).with_published(jiff::civil::date(2020, 12, 27)));
        check::holds(&document);
        for explanation in TINY.explain(document.annotations()) {
            assert!(!explanation.to_string().is_empty());
        }
    }
}

#[test]
fn dates_are_read() {
    for (path, data) in inputs("dates") {
        eprintln!("{}", path.display());
        let Some((&[y, m, d], phrase)) = data.split_first_chunk() else { continue };
        let mut article = Article::new(format!("They met {}.", String::from_utf8_lossy(phrase)));
        if let Ok(day) = jiff::civil::Date::new(i16::from(y) * 40 - 100, m as i8 % 13, d as i8 % 32) {
            article = article.with_published(day);
        }
        check::holds(&TINY.extract(&article));
    }
}

#[test]
fn rule_files_are_read_or_refused() {
    for (path, data) in inputs("rules") {
        eprintln!("{}", path.display());
        let text = String::from_utf8_lossy(&data);
        match RuleSet::parse("own", &text) {
            Ok(rules) => assert!(rules.kinds().len() <= rules.len()),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

#[test]
fn lines_are_read_or_refused() {
    for (path, data) in inputs("ndjson") {
        eprintln!("{}", path.display());
        let lines = data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        assert_eq!(output::read_articles(&data[..]).count(), lines);
    }
}
