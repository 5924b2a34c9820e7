//! Conditions: what a rule asks of an entity, and when a title or example does not speak of it.

use super::super::fillers::Filler;
use super::super::nearby;
use super::super::pattern::{Frame, Slot, Words};
use super::super::rules::Rule;
use super::super::words::Class;
use super::{Finder, Trigger};
use crate::document::{DepRel, EntityType, RelationKind};

/// Those whose leader leads the country or body that they belong to.
const RULING: &[&str] =
    &["administration", "cabinet", "company", "coalition", "firm", "government", "group", "junta", "regime", "state", "monarchy"];

impl Finder<'_, '_, '_> {
    pub(super) fn fits_a(&self, filler: &Filler, rule: &Rule) -> bool {
        let is_no_a = rule.a_not.as_ref().is_some_and(|names| names.has_name(self.surface(filler)));
        !is_no_a && self.has_name_word(filler, rule.a_word.as_ref())
    }

    pub(super) fn fits_b(&self, filler: &Filler, rule: &Rule) -> bool {
        let is_b = rule.b_is.as_ref().is_none_or(|names| names.has_name(self.surface(filler)));
        let is_no_b = rule.b_no_word.as_ref().is_some_and(|words| self.has_name_word(filler, Some(words)));
        is_b && !is_no_b && self.has_name_word(filler, rule.b_word.as_ref())
    }

    /// Whether a name of the entity is one of those that the rule asks for, or has one as a word.
    fn has_name_word(&self, filler: &Filler, words: Option<&Words>) -> bool {
        let is_one =
            |name: &str, words: &Words| words.has_name(name) || name.split_whitespace().any(|word| words.contains(&word.to_lowercase()));
        words.is_none_or(|words| {
            let names = &self.grammar.doc.entity(filler.entity).names;
            is_one(self.surface(filler), words) || names.iter().take(16).any(|name| is_one(name, words))
        })
    }

    /// What a person's company or house is said to be, he is not: "Ann Smith's company is based in Leeds".
    pub(super) fn is_possessor(&self, filler: &Filler) -> bool {
        let mention = self.grammar.doc.mention(filler.mention);
        mention.kind == EntityType::Person && self.grammar.rel(mention.head) == DepRel::NmodPoss
    }

    fn surface(&self, filler: &Filler) -> &str {
        self.grammar.doc.surface(self.grammar.doc.mention(filler.mention).span)
    }

    /// Whether the trigger is a title right before the name, as offices of the state are that need no country.
    pub(super) fn is_named_by(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let last = *trigger.words.last().unwrap_or(&trigger.head);
        nearby::stands_alone(self.grammar, self.fillers, &trigger.words)
            && nearby::person_after(self.grammar, self.fillers, last) == Some(filler.mention)
    }

    /// Whether the trigger stands alone behind the name and a comma: "Ann Smith, the foreign minister, said".
    pub(super) fn is_beside(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let grammar = self.grammar;
        nearby::stands_alone(grammar, self.fillers, &trigger.words)
            && grammar.rel(trigger.head) == DepRel::Appos
            && grammar.head(trigger.head) == Some(grammar.doc.mention(filler.mention).head)
            && grammar.children_by(trigger.head, DepRel::Det).any(|det| grammar.is_one_of(det, &["the"]))
    }

    /// Whether the head is one of something else in the place: "Iraqi militia leader" does not lead Iraq.
    pub(super) fn is_of_another(&self, place: &Filler, rule: &Rule, frame: &Frame, trigger: &Trigger) -> bool {
        let is_title = matches!((&frame.a, &frame.b), (Slot::Holder, Slot::Complement(_)));
        let is_place = self.fillers.kind(place) == EntityType::Place;
        rule.kind == RelationKind::Leads && is_title && is_place && nearby::is_parted(self.grammar, place.mention, &trigger.words)
    }

    /// Whether someone is only named among many: "NATO leaders including Ann Smith" does not say that she leads NATO.
    pub(super) fn is_example_of(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let examples = self.grammar.obliques(trigger.head, &|prep| matches!(prep, "including" | "such as" | "like"));
        self.grammar.is_plural(trigger.head) && examples.contains(&self.grammar.doc.mention(filler.mention).head)
    }

    /// Whether what is led is only sent or gathered by someone: who leads the Kenyan delegation does not lead Kenya.
    pub(super) fn leads_a_few(&self, trigger: &Trigger) -> bool {
        self.grammar.objects(trigger.head).into_iter().any(|object| {
            self.fillers.name_over(object).is_none()
                && self.grammar.is_class(object, Class::COLLECTIVE)
                && !self.grammar.is_one_of(object, RULING)
        })
    }
}
