//! The seeds of the fuzz targets, and what they found: each input that once made something panic is a file of `tests/data/crashes/TARGET/NAME`, and named
//! for what was wrong.

use std::path::{Path, PathBuf};

use crate::support::targets;

/// The inputs of a target, the seeds and the crashes.
fn inputs(target: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("fuzz/seeds").join(target), root.join("tests/data/crashes").join(target)];
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn seeds_and_crashes_are_read_or_refused() {
    // The published package has no fuzz targets.
    let has_seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").exists();
    for (name, target) in targets::ALL {
        let inputs = inputs(name);
        assert!(!has_seeds || !inputs.is_empty(), "{name} has no seed");
        for path in inputs {
            eprintln!("{}", path.display());
            target(&std::fs::read(path).expect("the file can be read"));
        }
    }
}
