//! Says why each relation was found, and what was nearly found, and why not.

use std::io::{self, BufWriter, Write};

use crate::common::settings::Settings;
use crate::common::target::Tally;
use crate::common::terminal::{Failure, complain};
use dateline::Extractor;
use dateline::output::InputArticle;

/// What the help shows after the options.
pub const EXAMPLES: &str = "\
Examples:
  dateline explain article.txt --published 2020-12-27
  dateline explain article.txt --kinds supports,opposes
  dateline explain article.txt --found
  dateline explain article.txt --rules my-rules.toml --no-builtin-rules

Each relation is shown with the sentence, the rule, the word that triggered it and its two sides; each near miss with the condition that \
failed. A rule's file is the part of its name before the dot: meeting.meet is in meeting.toml.";

/// The options.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    settings: Settings,

    /// Only what was found, not what was nearly found
    #[arg(long, help_heading = "Relations")]
    found: bool,
}

/// Explains article after article.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let extractor = arguments.settings.extractor()?;
    let mut out = BufWriter::new(io::stdout());
    let mut tally = Tally::default();
    for item in arguments.settings.articles(arguments.settings.sources()) {
        match item {
            Ok(input) => {
                tally.read += 1;
                explain(&extractor, arguments, &input, &mut out)?;
            }
            Err(reason) => {
                tally.failed += 1;
                complain(&reason);
            }
        }
    }
    out.flush()?;
    tally.end()
}

fn explain(extractor: &Extractor, arguments: &Arguments, input: &InputArticle, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(id) = input.article.id() {
        writeln!(out, "== {id}\n")?;
    }
    let annotations = extractor.annotate(&input.article);
    let is_wanted = |of: &dateline::Explanation| arguments.settings.wants(&of.kind) && (of.relation.is_some() || !arguments.found);
    let explanations: Vec<_> = extractor.explain(&annotations).into_iter().filter(is_wanted).collect();
    if explanations.is_empty() {
        writeln!(out, "No rule found anything to consider.\n")?;
    }
    for explanation in explanations {
        writeln!(out, "{}\n", explanation.to_string().trim_end())?;
    }
    Ok(())
}
