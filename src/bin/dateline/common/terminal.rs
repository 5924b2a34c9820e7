//! How the programs read files, print and end. None of it is about the library.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Why a program ends early, or ends well but not wholly so.
#[derive(Debug)]
pub enum Failure {
    /// The arguments are not understood: exit code 2, with the usage text.
    Usage(String),
    /// Something else: exit code 1.
    Other(Box<dyn Error>),
    /// Some of the articles could not be read, and the rest were: exit code 3. What was wrong with them has been said.
    Partial(usize),
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
        Err(Failure::Partial(count)) => {
            let articles = if count == 1 { "article" } else { "articles" };
            complain(&format!("warning: {count} {articles} could not be read; the others were"));
            ExitCode::from(3)
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
    Failure::Other(cannot_read(path, error).into())
}

/// The words of an error that names the file.
pub fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {error}", path.display())
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
