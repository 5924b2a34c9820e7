//! What the example programs share: how they read files, print and end. None of it is about the library.
#![allow(dead_code, unreachable_pub, reason = "each example uses a part of it")]

#[path = "../../src/bin/dateline/common/terminal.rs"]
mod terminal;

use std::path::PathBuf;

#[allow(unused_imports, reason = "each example uses a part of it")]
pub use terminal::{Failure, complain, end, print, read_text, unreadable};

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// What the arguments of a program with at most one file ask for.
pub enum Asked {
    /// The usage.
    Help,
    /// To run, with the file if one was named.
    File(Option<PathBuf>),
}

/// Reads the arguments of a program that takes at most one file.
pub fn one_file() -> Result<Asked, Failure> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut path = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Asked::Help),
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Asked::File(path))
}

/// Reads the arguments of a program that takes one file or more. `None` if help was asked for.
pub fn many_files() -> Result<Option<Vec<PathBuf>>, Failure> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut paths = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Value(value) => paths.push(PathBuf::from(value)),
            _ => return Err(argument.unexpected().into()),
        }
    }
    if paths.is_empty() { Err(Failure::Usage("expected a file".into())) } else { Ok(Some(paths)) }
}
