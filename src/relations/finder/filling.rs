//! Filling: the entities in a slot, by the tree and, where it shows none, by the words in a row.

use super::super::fillers::Filler;
use super::super::nearby;
use super::super::pattern::{Slot, Words};
use super::{Finder, Trigger};
use crate::document::{DepRel, EntityType, MentionId, TokenId, Upos};

/// Which argument is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    A,
    B,
    /// B, which may stand in a deed of its own.
    Deeds,
}

impl Finder<'_, '_, '_> {
    /// The entities in a slot. `anchors` are the needed words, on which prepositions may hang too.
    pub(super) fn fill(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId], types: &[EntityType], deeds: Side) -> Vec<Filler> {
        let found = self.resolve_all(self.slot_tokens(slot, trigger, anchors), types, deeds);
        match slot {
            Slot::Subject | Slot::Object if found.is_empty() && (anchors.is_empty() || *slot == Slot::Subject) => {
                let name = self.name_in_row(slot, trigger);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            Slot::Oblique(words) | Slot::Complement(words)
                if found.is_empty() && (matches!(slot, Slot::Oblique(_)) || !anchors.is_empty()) =>
            {
                let name = self.name_behind(words, trigger);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            Slot::Actor if found.is_empty() => self.resolve_all(self.grammar.carriers_for_pronoun(trigger.head), types, deeds),
            Slot::Speaker if found.is_empty() => self.fillers.resolve_quoter(self.grammar, types),
            Slot::Complement(words) if found.is_empty() && anchors.is_empty() => self.loose_complements(words, trigger, types, deeds),
            Slot::Holder if found.is_empty() => {
                let name = nearby::person_beside(self.grammar, self.fillers, &trigger.words);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            _ => found,
        }
    }

    /// The entities for which one of `nouns` acts that stands in the slot: "the Turkish delegation".
    pub(super) fn fill_by_noun(
        &self,
        slot: &Slot,
        trigger: &Trigger,
        anchors: &[TokenId],
        types: &[EntityType],
        nouns: &Words,
    ) -> Vec<Filler> {
        let is_one = |token: TokenId| nouns.phrases().any(|phrase| self.phrase_ending(phrase, token).is_some());
        let is_title = |token: TokenId| self.grammar.children_by(token, DepRel::NmodDesc).any(is_one);
        let tokens = self.slot_tokens(slot, trigger, anchors);
        // "President Ann Smith" goes for herself.
        let is_someone = |token: TokenId| !self.fillers.resolve_actors(self.grammar, token, &[EntityType::Person]).is_empty();
        let acting = tokens.into_iter().filter(|&token| (is_one(token) || is_title(token)) && !is_someone(token));
        self.resolve_all(acting.collect(), types, Side::A)
    }

    /// Whether the place of an argument holds "each other" or "one another".
    pub(super) fn is_each_other(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId]) -> bool {
        let grammar = self.grammar;
        let is_it = |&token: &TokenId| {
            let next = grammar.after(token);
            next.is_some_and(|next| {
                (grammar.is_one_of(token, &["each"]) && grammar.is_one_of(next, &["other"]))
                    || (grammar.is_one_of(token, &["one"]) && grammar.is_one_of(next, &["another"]))
            })
        };
        matches!(slot, Slot::Object | Slot::Oblique(_)) && self.slot_tokens(slot, trigger, anchors).iter().any(is_it)
    }

    /// The name that a preposition ties to the words right before it, where the tree hangs it elsewhere: "waged war on B until they left".
    fn name_behind(&self, words: &Words, trigger: &Trigger) -> Option<MentionId> {
        let next = self.grammar.after(*trigger.words.last()?)?;
        nearby::name_after_preposition(self.grammar, self.fillers, next, &|prep| words.contains(prep))
    }

    /// The name right before or behind an active verb, where the tree gives the verb no one: "Sweden defeated South Korea 1 - 0".
    fn name_in_row(&self, slot: &Slot, trigger: &Trigger) -> Option<MentionId> {
        let grammar = self.grammar;
        if grammar.upos(trigger.head) != Upos::Verb || grammar.is_passive(trigger.head) {
            return None;
        }
        match slot {
            Slot::Object if grammar.means_otherwise(trigger.head) => None,
            Slot::Object => nearby::name_behind_verb(grammar, self.fillers, trigger.head),
            _ => nearby::name_before_verb(grammar, self.fillers, trigger.head),
        }
    }

    /// Of what an office is where the tree does not say so: "vice president of marketing at Acme" hangs Acme on the marketing.
    fn loose_complements(&self, words: &Words, trigger: &Trigger, types: &[EntityType], deeds: Side) -> Vec<Filler> {
        let fits = |prep: &str| words.contains(prep);
        let fields = trigger.words.iter().flat_map(|&word| self.grammar.obliques(word, &fits));
        let found = self.resolve_all(fields.flat_map(|field| self.grammar.obliques(field, &fits)).collect(), types, deeds);
        if !found.is_empty() {
            return found;
        }
        let body = nearby::body_of(self.grammar, self.fillers, &trigger.words, &fits);
        self.resolve_all(body.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
    }

    /// The entities that tokens stand for, each once.
    pub(super) fn resolve_all(&self, tokens: Vec<TokenId>, types: &[EntityType], side: Side) -> Vec<Filler> {
        let entities = |token| match side {
            Side::A => self.fillers.resolve_actors(self.grammar, token, types),
            Side::B => self.fillers.resolve(self.grammar, token, types),
            Side::Deeds => self.fillers.resolve_deeds(self.grammar, token, types),
        };
        let mut found: Vec<Filler> = Vec::new();
        for token in tokens {
            for filler in entities(token) {
                if !found.iter().any(|known| known.entity == filler.entity) {
                    found.push(filler);
                }
            }
        }
        found
    }
}
