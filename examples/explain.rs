//! Says why each relation of an article was found: the rule, the word that triggered it and the arguments; and what was nearly found, and why not.
//!
//!     cargo run --release --example explain -- examples/articles/asylum-seekers.txt --published 2015-05-18

mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use dateline::{Article, Extractor};
use jiff::civil::Date;
use support::{Failure, print};

const USAGE: &str = "\
usage: explain FILE [--published DATE]

FILE is an article as plain text. DATE is its day of publication, such as 2020-12-27.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some((file, published)) = arguments()? else { return print(USAGE) };
    let mut article = Article::new(support::read_text(&file)?);
    if let Some(published) = published {
        article = article.with_published(published);
    }

    // The two halves of the library, one after the other: what the model sees in the text, and what the rules make of it.
    let extractor = Extractor::new()?;
    let annotations = extractor.annotate(&article);
    let explanations = extractor.explain(&annotations);

    if explanations.is_empty() {
        return print("No rule found anything to consider.");
    }
    explanations.iter().try_for_each(|explanation| print(format!("{}\n", explanation.to_string().trim_end())))
}

/// `None` if help was asked for.
fn arguments() -> Result<Option<(PathBuf, Option<Date>)>, Failure> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut published) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("published") => published = Some(parser.value()?.parse()?),
            Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| Failure::Usage("expected a file".into()))?;
    Ok(Some((file, published)))
}
