//! What the example programs share: how they read files, print and end. None of it is about the library.
#![allow(dead_code, unreachable_pub, reason = "each example uses a part of it")]

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a program ends early.
pub enum Failure {
    /// The arguments are not understood: exit code 2, with the usage text.
    Usage(String),
    /// Something else: exit code 1.
    Other(Box<dyn Error>),
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<Box<dyn Error>> for Failure {
    fn from(error: Box<dyn Error>) -> Self {
        Self::Other(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<dateline::LoadError> for Failure {
    fn from(error: dateline::LoadError) -> Self {
        Self::Other(error.into())
    }
}

/// Turns the result of a program into its exit code, and says on the error output what went wrong.
///
/// A reader that has read enough (`extract ... | head`) closes the pipe: that is no failure.
pub fn end(usage: &str, result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Other(error)) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(Failure::Other(error)) => {
            complain(&format!("error: {}", with_causes(&*error)));
            ExitCode::FAILURE
        }
        Err(Failure::Usage(message)) => {
            complain(&format!("error: {message}\n\n{usage}"));
            ExitCode::from(2)
        }
    }
}

/// Writes a line to the output; unlike `println!`, it does not panic when nobody reads it.
pub fn print(line: impl std::fmt::Display) -> Result<(), Failure> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

/// Writes a line to the error output, if that is still open.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The text of a file. Bytes that are not UTF-8 become U+FFFD: an article with one broken letter is still an article.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// An error that names the file.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Other(format!("cannot read {}: {error}", path.display()).into())
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The message of an error and of all that caused it, each said once.
fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !message.contains(&text) {
            message = format!("{message}: {text}");
        }
        cause = error.source();
    }
    message
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
