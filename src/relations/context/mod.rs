//! What the sentence says about a relation besides stating it: that it is denied, planned or only possible, and who says so.
//!
//! - [`climbing`] goes up from the trigger, [`governing`] tells what the words above do to it, by their [`effects`];
//! - [`clause`], [`negation`] and [`nouns`] read what a clause or noun says about itself.

mod clause;
mod climbing;
mod effects;
mod governing;
mod negation;
mod nouns;

use super::grammar::Grammar;
use crate::document::{Modality, Polarity, TokenId};

/// Polarity, modality and source of what a trigger states.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Context {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    /// The token that names who says so.
    pub(super) source: Option<TokenId>,
    /// The words that decided.
    pub(super) cues: Vec<TokenId>,
    /// The words take the statement back: "is not the only one to meet".
    pub(super) past_state: bool,
    /// For what someone threatens to do, the modality of the threat: "threatened to attack" is an actual threat.
    pub(super) threat: Option<Modality>,
}

/// Reads the context of a trigger. `words` are the further words of its pattern, which may carry a "no".
pub(super) fn read(grammar: &Grammar<'_>, trigger: TokenId, words: &[TokenId]) -> Context {
    let mut reader = Reader::new(grammar);
    for &word in words {
        reader.determiners(word);
    }
    reader.climb(trigger);
    // "is due in Oslo": the trigger itself tells of a plan.
    if grammar.is_one_of(trigger, &["due", "slated"])
        || (grammar.is_one_of(trigger, &["expect", "schedule"]) && grammar.is_passive(trigger))
    {
        reader.weaken(Modality::Planned, trigger);
    }
    reader.cues.sort_unstable();
    reader.cues.dedup();
    reader.context()
}

/// Reads what a noun says about itself: "the former head of B", and nothing of the clause that it stands in.
pub(super) fn read_noun(grammar: &Grammar<'_>, noun: TokenId) -> Context {
    let mut reader = Reader::new(grammar);
    reader.determiners(noun);
    reader.context()
}

/// What has been read so far.
struct Reader<'g, 'd> {
    grammar: &'g Grammar<'d>,
    negations: usize,
    modality: Modality,
    source: Option<TokenId>,
    cues: Vec<TokenId>,
    past_state: bool,
    threat: Option<Modality>,
}

impl<'g, 'd> Reader<'g, 'd> {
    fn new(grammar: &'g Grammar<'d>) -> Self {
        Self { grammar, negations: 0, modality: Modality::Actual, source: None, cues: Vec::new(), past_state: false, threat: None }
    }

    fn context(self) -> Context {
        let polarity = if self.negations % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed };
        Context {
            polarity,
            modality: self.modality,
            source: self.source,
            cues: self.cues,
            past_state: self.past_state,
            threat: self.threat,
        }
    }
}
