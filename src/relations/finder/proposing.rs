//! Proposing: pairs of entities become candidates with their context, and what failed a near miss.

use super::super::context::{self, Context};
use super::super::fillers::Filler;
use super::super::rules::{Denial, Rule};
use super::{Candidate, Finder, Miss, Trigger};
use crate::document::{DepRel, Polarity, RelationKind, TokenId, Upos};

/// How many pairs one trigger may relate.
const PAIRS: usize = 64;

/// Which of the entities in both places are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pairs {
    /// Each A with each B.
    All,
    /// The same entities stand in both places, and each two of them count once.
    Once,
    /// The same entities stand in both places, and each does it to the others.
    Mutual,
}

/// Whether to announce such an act is to threaten with it.
fn is_hostile(kind: &RelationKind) -> bool {
    use RelationKind::{Arrested, Attacked, CutTiesWith, DeployedTo, Sanctioned, Sued};
    matches!(kind, Arrested | Attacked | CutTiesWith | DeployedTo | Sanctioned | Sued)
}

impl<'r> Finder<'_, '_, 'r> {
    /// Proposes the pairs of the entities in both places.
    pub(super) fn propose(&mut self, rule: &'r Rule, trigger: &Trigger, anchors: &[TokenId], [a, b]: [&[Filler]; 2], pairs: Pairs) {
        let mut context = self.context(rule, trigger, anchors);
        match (rule.denial, context.polarity) {
            (Denial::Turns, _) | (Denial::Never, Polarity::Affirmed) => {}
            (Denial::Only, Polarity::Negated) => context.polarity = Polarity::Affirmed,
            (Denial::Never, Polarity::Negated) => return self.miss(rule, trigger.clone(), anchors, "the words are denied", None),
            (Denial::Only, Polarity::Affirmed) => return self.miss(rule, trigger.clone(), anchors, "the words are not denied", None),
        }
        let mut kind = rule.kind.clone();
        if let Some(modality) = context.threat.filter(|_| is_hostile(&kind)) {
            kind = RelationKind::Threatened;
            context.modality = modality;
        }
        let mut count = 0;
        for (i, &subject) in a.iter().enumerate() {
            for (j, &object) in b.iter().enumerate() {
                if subject.entity == object.entity || (pairs == Pairs::Once && j <= i) || count >= PAIRS {
                    continue;
                }
                count += 1;
                let (kind, context) = (kind.clone(), context.clone());
                self.findings.candidates.push(Candidate {
                    rule,
                    kind,
                    sentence: self.grammar.sentence,
                    trigger: trigger.clone(),
                    subject,
                    object,
                    context,
                    mutual: pairs == Pairs::Mutual,
                });
            }
        }
        if count == 0 {
            self.miss(rule, trigger.clone(), anchors, "A and B are the same entity", None);
        }
    }

    /// A state that a noun or name gives by the way is none of what the clause denies or plans: "Turkey's minister will not come".
    fn context(&self, rule: &Rule, trigger: &Trigger, anchors: &[TokenId]) -> Context {
        let grammar = self.grammar;
        let is_clause = grammar.upos(trigger.head) == Upos::Verb || grammar.is_clause(trigger.head);
        let is_governed = matches!(grammar.rel(trigger.head), DepRel::Xcomp | DepRel::Ccomp | DepRel::Obl);
        if rule.kind.is_state() && anchors.is_empty() && !is_clause && !is_governed {
            context::read_noun(grammar, trigger.head)
        } else {
            context::read(grammar, trigger.head, anchors)
        }
    }

    /// Keeps a trigger without its relation, if anyone asks.
    pub(super) fn miss(&mut self, rule: &'r Rule, trigger: Trigger, anchors: &[TokenId], reason: &'static str, subject: Option<&Filler>) {
        if self.keep_misses {
            let context = context::read(self.grammar, trigger.head, anchors);
            self.findings.misses.push(Miss { rule, trigger, reason, subject: subject.map(|filler| filler.entity), context });
        }
    }
}
