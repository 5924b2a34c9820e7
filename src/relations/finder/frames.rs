//! Frames with a trigger: "A meet B", "A, HEAD of B".

use super::super::context;
use super::super::fillers::Filler;
use super::super::pattern::{Frame, Slot};
use super::super::rules::{Denial, Rule};
use super::bare::is_of_wider;
use super::filling::Side;
use super::proposing::Pairs;
use super::{Finder, Trigger};
use crate::document::{Polarity, RelationKind, TokenId};

/// Which pairs a frame relates: members of one group once, those who do it to each other both ways.
fn pairs(frame: &Frame, mutual: bool) -> Pairs {
    if mutual {
        Pairs::Mutual
    } else if matches!(frame.a, Slot::Reciprocal | Slot::Between | Slot::Members) {
        Pairs::Once
    } else {
        Pairs::All
    }
}

impl<'r> Finder<'_, '_, 'r> {
    /// Tries a frame whose trigger may end at `token`.
    pub(super) fn try_frame(&mut self, rule: &'r Rule, frame: &Frame, token: TokenId) {
        let Some(mut trigger) = self.trigger(frame, token) else { return };
        // A word inside a name triggers nothing ("the Peace Talks Group"), unless it is a title that stands before one.
        if self.is_inside_name(&trigger) {
            return;
        }
        // Without the words that it needs, a verb is no trigger.
        let Some(anchors) = self.needs(frame, trigger.head) else { return };
        // Without a denial such words say nothing of the kind, not even nearly.
        if rule.denial == Denial::Only && context::read(self.grammar, trigger.head, &anchors).polarity == Polarity::Affirmed {
            return;
        }
        trigger.words.extend(&anchors);
        trigger.words.sort_unstable();
        trigger.words.dedup();
        let a = self.fill_a(rule, frame, &trigger, &anchors);
        if a.is_empty() {
            self.miss(rule, trigger, &anchors, "no entity of the right type in the place of A", None);
            return;
        }
        let mut b = self.fill_b(rule, frame, &trigger, &anchors);
        let mutual = b.is_empty() && self.is_each_other(&frame.b, &trigger, &anchors);
        if mutual {
            b.clone_from(&a);
        }
        if rule.kind == RelationKind::Leads && frame.b == Slot::Object && self.leads_a_few(&trigger) {
            b.clear();
        }
        if b.is_empty() {
            b.extend(self.understood(rule, &a, &trigger));
        }
        if b.is_empty() {
            self.miss(rule, trigger, &anchors, "no entity of the right type in the place of B", a.first());
            return;
        }
        if is_of_wider(rule) {
            self.extend_by_wider_places(&mut b);
        }
        self.propose(rule, &trigger, &anchors, [&a, &b], pairs(frame, mutual));
    }

    /// The entities in the place of A that the rule admits.
    fn fill_a(&self, rule: &Rule, frame: &Frame, trigger: &Trigger, anchors: &[TokenId]) -> Vec<Filler> {
        let mut a = match &rule.a_noun {
            None => self.fill(&frame.a, trigger, anchors, &rule.a, Side::A),
            Some(nouns) => self.fill_by_noun(&frame.a, trigger, anchors, &rule.a, nouns),
        };
        if a.is_empty() && rule.occasion && frame.a == Slot::Actor {
            a = self.resolve_all(self.grammar.clause_actors(trigger.head), &rule.a, Side::A);
        }
        a.retain(|filler| self.fits_a(filler, rule));
        if rule.kind == RelationKind::Leads {
            a.retain(|filler| !self.is_example_of(filler, trigger));
        }
        if rule.kind.is_state() && matches!(frame.a, Slot::Subject | Slot::Theme) {
            a.retain(|filler| !self.is_possessor(filler));
        }
        a
    }

    /// The entities in the place of B that the rule admits.
    fn fill_b(&self, rule: &Rule, frame: &Frame, trigger: &Trigger, anchors: &[TokenId]) -> Vec<Filler> {
        let side = if rule.deeds { Side::Deeds } else { Side::B };
        let mut b = self.fill(&frame.b, trigger, anchors, &rule.b, side);
        if b.is_empty() && rule.occasion && frame.b == Slot::Actor {
            b = self.resolve_all(self.grammar.clause_actors(trigger.head), &rule.b, side);
        }
        b.retain(|filler| self.fits_b(filler, rule) && !self.is_of_another(filler, rule, frame, trigger));
        b
    }

    /// The place that goes without saying where an office alone names or follows all in the place of A.
    fn understood(&self, rule: &Rule, a: &[Filler], trigger: &Trigger) -> Option<Filler> {
        let places = rule.b_unnamed.as_ref()?;
        let is_of_office = a.iter().all(|filler| self.is_named_by(filler, trigger) || self.is_beside(filler, trigger));
        is_of_office.then(|| self.fillers.understood_place(places, self.grammar.sentence, trigger.head)).flatten()
    }
}
