//! What a shell and `man` know of the program.

use std::io::Write;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man as Page;

use crate::Cli;
use crate::common::terminal::Failure;

/// What the help shows after the options.
pub(crate) const COMPLETIONS: &str = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish";

/// The options of `completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

/// The options of `man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// A folder that gets a page for each command
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Prints the completions.
pub(crate) fn completions(arguments: &Completions) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "dateline", &mut text);
    Ok(std::io::stdout().lock().write_all(&text)?)
}

/// Prints the page of the program, or writes those of all commands.
pub(crate) fn man(arguments: &Man) -> Result<(), Failure> {
    if let Some(folder) = &arguments.output {
        std::fs::create_dir_all(folder)?;
        return Ok(clap_mangen::generate_to(Cli::command(), folder)?);
    }
    let mut text = Vec::new();
    Page::new(Cli::command()).render(&mut text)?;
    Ok(std::io::stdout().lock().write_all(&text)?)
}
