//! Relations: rules over dependency trees that say who did what to whom.
//!
//! - `rules/*.toml` say which words express which kind: data, written and read by linguists ([`pattern`] has the notation);
//! - [`grammar`] knows how English moves arguments about, [`nearby`] what words in a row show where the tree is unsure;
//! - [`fillers`] knows which entities an argument stands for, [`discourse`] who may be meant where the stage before left it open;
//! - [`context`] reads polarity, modality and source, [`when`] the time, [`setting`] the place;
//! - [`words`] knows how some words behave in any rule: light verbs, nouns that act for a country, words that deny or plan;
//! - [`finder`] brings them together for one sentence, [`select`] resolves conflicts over the document.
//!
//! The module sees annotations only: no text is searched, no number of the model is known here.

mod builtin;
mod check;
mod context;
mod discourse;
mod example;
mod explain;
mod fillers;
mod finder;
mod grammar;
mod lexicon;
mod nearby;
#[cfg(test)]
mod parses;
mod pattern;
mod rule_file;
mod rules;
mod select;
mod setting;
#[cfg(test)]
mod tests;
mod when;
mod words;

pub use check::FailedExample;
pub use example::{Example, ExampleName};
pub use explain::Explanation;
pub use rules::{RuleError, RuleSet};

use crate::document::{Annotations, Relation};

/// The relations that the rules find, in the order of their evidence.
pub(crate) fn relate(doc: &Annotations, rules: &RuleSet) -> Vec<Relation> {
    let fillers = fillers::Fillers::new(doc);
    let candidates = doc.sentence_ids().flat_map(|sentence| {
        let found = finder::find(doc, &fillers, rules, sentence, false).candidates;
        select::best_of_sentence(doc, &fillers, found)
    });
    select::best_of_document(doc, candidates.collect())
}

/// The relations with the way to each, and the triggers that led to none.
pub(crate) fn explain(doc: &Annotations, rules: &RuleSet) -> Vec<Explanation> {
    explain::explain(doc, rules)
}
