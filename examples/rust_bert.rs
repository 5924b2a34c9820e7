//! Reads an article with the names of another model: any token classifier of the BERT family, through libtorch.
//!
//!     cargo run --release --features rust-bert --example rust_bert -- DIRECTORY FILE.txt [--cuda N]
//!
//! DIRECTORY holds a checkpoint as Hugging Face has it: `config.json`, `model.safetensors` (or `rust_model.ot`), and `tokenizer.json` (or another
//! vocabulary). To try it without one at hand: the example `export_checkpoint` writes the embedded model as a checkpoint. The README says how to get
//! libtorch.

mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use dateline::backends::{Device, RustBertOptions, RustBertRecognizer};
use dateline::{Article, Extractor};
use support::{Failure, complain, print};

const USAGE: &str = "usage: rust_bert DIRECTORY FILE.txt [--cuda N]";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(Arguments { directory, file, device }) = Arguments::parse()? else { return print(USAGE) };
    let recognizer = RustBertRecognizer::from_dir_with(directory, RustBertOptions::default().device(device))?;

    // From here on nothing differs from the embedded model: it still parses, and the rules read what it parsed.
    let extractor = Extractor::builder().recognizer(recognizer).build()?;
    let document = extractor.extract(&Article::new(support::read_text(&file)?));

    // A device that is lost half way does not lose the article, but it should not pass unseen.
    document.diagnostics().iter().for_each(|diagnostic| complain(&diagnostic.to_string()));
    print(document)
}

struct Arguments {
    directory: PathBuf,
    file: PathBuf,
    device: Device,
}

impl Arguments {
    /// `None` if help was asked for.
    fn parse() -> Result<Option<Self>, Failure> {
        use lexopt::prelude::*;
        let mut parser = lexopt::Parser::from_env();
        let (mut plain, mut device) = (Vec::new(), Device::Cpu);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("cuda") => device = Device::Cuda(parser.value()?.parse()?),
                Value(value) => plain.push(PathBuf::from(value)),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let [directory, file] = plain.try_into().map_err(|_| Failure::Usage("expected a directory and a file".into()))?;
        Ok(Some(Self { directory, file, device }))
    }
}
