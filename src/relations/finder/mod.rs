//! Rules meet sentences: finds the triggers, asks the grammar for the arguments, the fillers for the entities, the context for the rest.
//!
//! - [`frames`] and, where names only stand side by side, [`bare`] frames know the order of steps;
//! - [`triggers`] are the words that a frame hangs on, [`needs`] those that must stand with them;
//! - [`slots`] are the tokens where an argument stands, [`filling`] the entities that these stand for, [`conditions`] what a rule asks of them;
//! - [`proposing`] pairs the entities and reads their context.

mod bare;
mod conditions;
mod filling;
mod frames;
mod needs;
mod proposing;
mod slots;
mod triggers;

use super::context::Context;
use super::fillers::{Filler, Fillers};
use super::grammar::Grammar;
use super::rules::{Rule, RuleSet};
use crate::document::{Annotations, EntityId, Form, RelationKind, SentenceId, TokenId};

/// A relation that a rule proposes.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'r> {
    pub(super) rule: &'r Rule,
    /// The kind of the rule, or what becomes of it in its context.
    pub(super) kind: RelationKind,
    pub(super) sentence: SentenceId,
    pub(super) trigger: Trigger,
    pub(super) subject: Filler,
    pub(super) object: Filler,
    pub(super) context: Context,
    /// Each does it to the other.
    pub(super) mutual: bool,
}

/// The words that a frame was found on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trigger {
    pub(super) head: TokenId,
    /// All its words, the head among them, sorted.
    pub(super) words: Vec<TokenId>,
}

/// A trigger without its relation, and the first condition that failed.
#[derive(Debug, Clone)]
pub(super) struct Miss<'r> {
    pub(super) rule: &'r Rule,
    pub(super) trigger: Trigger,
    pub(super) reason: &'static str,
    /// The subject, if one was found.
    pub(super) subject: Option<EntityId>,
    /// What is said about the trigger.
    pub(super) context: Context,
}

/// What the rules find in one sentence.
#[derive(Debug, Default)]
pub(super) struct Findings<'r> {
    pub(super) candidates: Vec<Candidate<'r>>,
    pub(super) misses: Vec<Miss<'r>>,
}

/// Runs the rules over one sentence. Near misses cost time, and only who asks why wants them.
pub(super) fn find<'r>(
    doc: &Annotations,
    fillers: &Fillers<'_>,
    rules: &'r RuleSet,
    sentence: SentenceId,
    keep_misses: bool,
) -> Findings<'r> {
    if doc.mentions_in(sentence).next().is_none() {
        return Findings::default();
    }
    let grammar = Grammar::new(doc, sentence);
    let mut finder = Finder { grammar: &grammar, fillers, findings: Findings::default(), keep_misses, objects: None };
    let mut lower = String::new();
    for token in grammar.tree.ids() {
        lower.clear();
        lower.extend(grammar.lemma(token).chars().flat_map(char::to_lowercase));
        let lemma_len = lower.len();
        for (rule, frame) in rules.triggered_by(&lower) {
            finder.try_frame(rule, frame, token);
        }
        // "based", "opposed": a predicate may be named by the form that stands there.
        lower.extend(grammar.word(token).chars().flat_map(char::to_lowercase));
        if lower[lemma_len..] != lower[..lemma_len] {
            for (rule, frame) in rules.triggered_by(&lower[lemma_len..]) {
                finder.try_frame(rule, frame, token);
            }
        }
    }
    for mention in doc.mentions_in(sentence) {
        if doc.mention(mention).form == Form::Name {
            for (rule, frame) in rules.bare() {
                finder.try_bare(rule, frame, mention);
            }
        }
    }
    finder.findings
}

struct Finder<'g, 'd, 'r> {
    grammar: &'g Grammar<'d>,
    fillers: &'g Fillers<'d>,
    findings: Findings<'r>,
    keep_misses: bool,
    /// The objects of the verb that was looked at last.
    objects: Option<(TokenId, Vec<TokenId>)>,
}
