//! Finds a kind of relation that the library does not have, by rules of one's own: who sells what to whom.
//!
//!     cargo run --release --example custom_rules
//!     cargo run --release --example custom_rules -- ARTICLE.txt

mod support;

use std::process::ExitCode;

use dateline::{Article, Extractor, RuleSet};
use support::{Asked, Failure, print};

const USAGE: &str = "\
usage: custom_rules [FILE]

FILE is an article as plain text; without it, three sentences show what the rules find.";

/// The rules are data: this file explains itself.
const RULES: &str = include_str!("custom_rules.toml");

const SENTENCES: &str = "Norway sells gas to Germany. Grain is exported to Egypt by Ukraine, which also buys electricity from Poland. Merkel met Macron in Paris.";

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(text) = text()? else { return print(USAGE) };

    // One's own rules stand beside the built-in ones; a rule with the same id would replace the built-in one.
    let own = RuleSet::parse("trade", RULES).map_err(|error| Failure::Other(error.into()))?;
    let rules = RuleSet::builtin().clone().extend(&own);

    let extractor = Extractor::builder().rules(rules).build()?;

    // Rules can carry sentences that they must read, and must not.
    for failed in own.check(|sentence| extractor.annotate(&Article::new(sentence))) {
        print(&failed)?;
    }

    let document = extractor.extract(&Article::new(text));

    for relation in document.relations() {
        let (subject, object) = (document.name(relation.subject), document.name(relation.object));
        print(format!("{subject} {} {object} (rule {})", relation.kind, relation.evidence.rule))?;
    }
    Ok(())
}

/// `None` if help was asked for.
fn text() -> Result<Option<String>, Failure> {
    match support::one_file()? {
        Asked::Help => Ok(None),
        Asked::File(None) => Ok(Some(SENTENCES.to_owned())),
        Asked::File(Some(path)) => support::read_text(&path).map(Some),
    }
}
