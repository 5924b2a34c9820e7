//! Writes the model inside the crate as a Hugging Face checkpoint (`BertForTokenClassification`, 32 bits): for other engines, or to train it further.
//!
//!     cargo run --release --example export_checkpoint -- DIRECTORY
//!
//! Whoever runs it must know two things that no configuration of Hugging Face can say. The token type of each piece is the case shape of its word (0
//! no letter or digit, 1 lower, 2 Title, 3 UPPER, 4 with a digit, 5 miXed), and the label of a word is that of its first piece. The backend `rust-bert` knows
//! both, by the entry `dateline` of `config.json`.

#[path = "support/checkpoint.rs"]
mod checkpoint;
mod support;

use std::process::ExitCode;

use dateline::ModelFiles;
use support::{Asked, Failure, print};

const USAGE: &str = "usage: export_checkpoint DIRECTORY";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    match support::one_file()? {
        Asked::Help => print(USAGE),
        Asked::File(None) => Err(Failure::Usage("expected a directory".into())),
        Asked::File(Some(directory)) => {
            checkpoint::write(&directory)?;
            print(format!("wrote {}", directory.display()))
        }
    }
}
