//! Why a relation was found, and why another was not.

use super::fillers::Fillers;
use super::finder::{self, Miss};
use super::rules::RuleSet;
use super::select;
use crate::document::{Annotations, Relation, RelationKind, SentenceId, Span};

/// A relation with the rule and the words it came from, or a near miss: a trigger that was found, with the first condition that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The kind that the rule expresses.
    pub kind: RelationKind,
    /// The rule: `meeting.hold-talks`.
    pub rule: Box<str>,
    /// The sentence.
    pub sentence: SentenceId,
    /// The words that triggered the rule.
    pub trigger: Span,
    /// The relation, with its arguments, path and cues; `None` for a near miss.
    pub relation: Option<Relation>,
    /// For a near miss, the condition that failed.
    pub failed: Option<Box<str>>,
}

/// Explains every relation and every near miss, in the order of the text. A trigger that leads to a relation is no miss by another pattern.
pub(super) fn explain(doc: &Annotations, rules: &RuleSet) -> Vec<Explanation> {
    let fillers = Fillers::new(doc);
    let mut all = Vec::new();
    for sentence in doc.sentence_ids() {
        let found = finder::find(doc, &fillers, rules, sentence);
        let misses = found.misses;
        let relations = select::best_of_sentence(doc, &fillers, found.candidates);
        let mut here: Vec<Explanation> = relations.into_iter().map(of_relation).collect();
        for miss in misses {
            let miss = of_miss(doc, sentence, &miss);
            let is_known =
                here.iter().any(|known| known.trigger.overlaps(miss.trigger) && (known.relation.is_some() || known.rule == miss.rule));
            if !is_known {
                here.push(miss);
            }
        }
        here.sort_by_key(|explanation| (explanation.trigger.start, explanation.relation.is_none()));
        all.append(&mut here);
    }
    all
}

fn of_relation(relation: Relation) -> Explanation {
    Explanation {
        kind: relation.kind.clone(),
        rule: relation.evidence.rule.clone(),
        sentence: relation.evidence.sentence,
        trigger: relation.evidence.trigger,
        relation: Some(relation),
        failed: None,
    }
}

fn of_miss(doc: &Annotations, sentence: SentenceId, miss: &Miss<'_>) -> Explanation {
    let first = doc.token(miss.trigger.head).span;
    let trigger = miss.trigger.words.iter().fold(first, |span, &word| span.cover(doc.token(word).span));
    Explanation {
        kind: miss.rule.kind.clone(),
        rule: miss.rule.id.clone(),
        sentence,
        trigger,
        relation: None,
        failed: Some(miss.reason.into()),
    }
}
