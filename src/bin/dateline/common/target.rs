//! Where a command writes, and how a run over articles ends.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::terminal::Failure;

/// Where to write, and how loudly.
#[derive(Debug, clap::Args)]
pub struct Target {
    /// Where to write [default: the standard output]
    #[arg(long, short, value_name = "PATH", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// No progress bar
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
}

impl Target {
    /// What the name of the output ends in, which says what it should hold.
    pub fn extension(&self) -> Option<&str> {
        self.output.as_ref()?.extension()?.to_str()
    }

    /// The output, empty.
    pub fn open(&self) -> Result<Box<dyn Write>, Failure> {
        Ok(match &self.output {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| cannot_write(path, &error))?)),
        })
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::Other(format!("cannot write {}: {error}", path.display()).into())
}

/// How many articles could be read, and how many could not.
#[derive(Debug, Default)]
pub struct Tally {
    /// Those that were read.
    pub read: usize,
    /// Those that were not, each of which has been named.
    pub failed: usize,
}

impl Tally {
    /// How a run ends that has come so far.
    pub fn end(&self) -> Result<(), Failure> {
        match (self.read, self.failed) {
            (_, 0) => Ok(()),
            (0, _) => Err(Failure::Other("no article could be read".into())),
            (_, failed) => Err(Failure::Partial(failed)),
        }
    }
}
