//! Places: which one goes without saying where an office names none.

use std::collections::BTreeMap;

use super::super::pattern::Words;
use super::{FEW, Filler, Fillers};
use crate::document::{Annotations, EntityId, EntityType, Id, MentionId, SentenceId, TokenId, Upos};

/// How many mentions it is worth that a text names a country before all others.
const HOME: usize = 3;

/// How many mentions of a country an office that is named with it is worth, where another office goes without it.
const OFFICE: usize = 3;

/// How sure it is that an office without a country is one of the country that the document speaks of.
const UNDERSTOOD: f32 = 0.7;

/// How many words behind the name of a place its office may stand: "Egypt's first deputy prime minister".
const OFFICE_REACH: usize = 5;

/// Offices of a state.
const OFFICES: &[&str] = &["president", "premier", "chancellor", "king", "queen", "parliament", "cabinet", "government"];

/// How often the words behind the names of places are those of an office.
pub(super) fn offices(doc: &Annotations) -> BTreeMap<EntityId, usize> {
    let mut all = BTreeMap::new();
    for mention in doc.mentions.iter().filter(|mention| mention.kind == EntityType::Place) {
        let Some(entity) = mention.entity else { continue };
        let after = doc.tokens.iter().skip(mention.tokens.end.index()).take(OFFICE_REACH);
        let is_office = |lemma: &str| OFFICES.iter().any(|office| office.eq_ignore_ascii_case(lemma));
        let mut after = after.take_while(|token| matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part));
        if after.any(|token| is_office(&token.lemma)) {
            *all.entry(entity).or_insert(0) += 1;
        }
    }
    all
}

pub(super) fn places(doc: &Annotations, offices: &BTreeMap<EntityId, usize>) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = doc.entity_ids().filter(|&id| doc.entity(id).kind == EntityType::Place).collect();
    let count = |id: EntityId| doc.entity(id).mentions.len() + OFFICE * offices.get(&id).copied().unwrap_or_default();
    all.sort_by_key(|&id| (std::cmp::Reverse(count(id)), id));
    all.truncate(FEW);
    all
}

impl Fillers<'_> {
    /// The place that goes without saying, of those whose names fit: the one of which the document clearly speaks most, else the only one in the
    /// sentence, if it stands before the title.
    pub(in crate::relations) fn understood_place(&self, words: &Words, sentence: SentenceId, title: TokenId) -> Option<Filler> {
        let first = self.first_country(words);
        let count = |id: EntityId| self.spoken_of_place(id) + if Some(id) == first { HOME } else { 0 };
        let mut fitting: Vec<EntityId> = self.places.iter().copied().filter(|&id| self.is_named(id, words)).collect();
        fitting.sort_by_key(|&id| (std::cmp::Reverse(count(id)), id));
        let (&most, next) = (fitting.first()?, fitting.get(1).copied());
        // Half as often again: two countries of one story come about equally often.
        // One adjective by the way ("a Jamaican father") makes no country the one that a text is about.
        // ... unless it is that of a body ("the Ethiopian Ministry of Health").
        let names_body = |id: MentionId| {
            let next = self.name_over(self.doc.mention(id).tokens.end);
            next.is_some_and(|next| self.doc.mention(next).kind == EntityType::Organization)
        };
        let is_noun = |&id: &MentionId| self.doc.token(self.doc.mention(id).head).upos != Upos::Adj || names_body(id);
        let is_told_of = self.doc.entity(most).mentions.len() > 1 || self.doc.entity(most).mentions.iter().any(is_noun);
        if is_told_of && next.is_none_or(|next| 2 * count(most) >= 3 * count(next)) {
            return self.filler(*self.doc.entity(most).mentions.first()?, UNDERSTOOD);
        }
        let is_one = |&id: &MentionId| {
            self.doc.mention(id).head < title
                && self.doc.mention(id).entity.is_some_and(|id| self.places.contains(&id) && self.is_named(id, words))
        };
        let here: Vec<MentionId> = self.doc.mentions_in(sentence).take(FEW).filter(is_one).collect();
        let &first = here.first()?;
        let is_only = here.iter().all(|&id| self.doc.mention(id).entity == self.doc.mention(first).entity);
        is_only.then(|| self.filler(first, UNDERSTOOD)).flatten()
    }

    /// How much a text speaks of a place, with the offices that it names.
    fn spoken_of_place(&self, id: EntityId) -> usize {
        self.doc.entity(id).mentions.len() + OFFICE * self.offices.get(&id).copied().unwrap_or_default().min(2)
    }

    /// Of the places whose names fit, the one that comes first in the text.
    fn first_country(&self, words: &Words) -> Option<EntityId> {
        let fitting = self.places.iter().copied().filter(|&id| self.is_named(id, words));
        fitting.min_by_key(|&id| self.doc.entity(id).mentions.first().copied())
    }

    fn is_named(&self, id: EntityId, words: &Words) -> bool {
        self.doc.entity(id).names.iter().take(FEW).any(|name| words.has_name(name))
    }
}
