//! From a token that the grammar names as an argument to the entities it stands for.
//!
//! - [`names`] and [`places`] are what a document speaks of;
//! - [`search`] tries the ways from a token to an entity in turn: [`reference`] within the sentence, [`collectives`] that act for someone, [`deeds`],
//!   and, for what the stage before left open, who is [`spoken`] of.

mod collectives;
mod deeds;
mod names;
mod places;
mod reference;
mod search;
mod spoken;

use std::collections::BTreeMap;

use super::discourse;
use super::grammar::Grammar;
use crate::document::{Annotations, EntityId, EntityType, Form, Id, MentionId, SentenceId, TokenId};
use names::bodies;
use places::{offices, places};

/// An entity in the place of an argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Filler {
    pub(super) entity: EntityId,
    pub(super) mention: MentionId,
    /// The confidence of the mention, less where the way from the argument to it is long.
    pub(super) weight: f32,
}

/// Which mentions stand where: built once for a document.
pub(super) struct Fillers<'d> {
    doc: &'d Annotations,
    /// Places and organizations by their names in lower case.
    bodies: BTreeMap<String, EntityId>,
    /// The places that are spoken of most, in this order.
    places: Vec<EntityId>,
    /// How often an office is named with a place: "the Egyptian president".
    offices: BTreeMap<EntityId, usize>,
    /// (head, mention), sorted.
    by_head: Vec<(TokenId, MentionId)>,
    /// For each token the name that covers it.
    cover: Vec<Option<MentionId>>,
}

/// Of so many places, names or mentions at most is each looked at, however long the document.
const FEW: usize = 64;

/// How far a description is unfolded: "a member of a group of forces loyal to X".
const DEPTH: usize = 4;

/// What an argument does in the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Who acts, be it by what he says.
    Actor,
    /// To whom it is done.
    Patient,
    /// The same, be it by way of what he does or says.
    Deed,
}

struct Search<'s, 'd> {
    fillers: &'s Fillers<'d>,
    grammar: &'s Grammar<'d>,
    allowed: &'s [EntityType],
    role: Role,
}

impl<'d> Fillers<'d> {
    pub(super) fn new(doc: &'d Annotations) -> Self {
        let mut by_head = Vec::with_capacity(doc.mentions.len());
        let mut cover = vec![None; doc.tokens.len()];
        let mut covered = 0;
        for id in doc.mention_ids() {
            let mention = doc.mention(id);
            by_head.push((mention.head, id));
            if mention.form != Form::Name {
                continue;
            }
            // Names do not overlap; where annotations made by hand do, the first one counts, and no token is visited twice.
            let end = mention.tokens.end.index().min(cover.len());
            for slot in &mut cover[mention.tokens.start.index().max(covered).min(end)..end] {
                *slot = Some(id);
            }
            covered = covered.max(end);
        }
        by_head.sort_unstable();
        let offices = offices(doc);
        Self { doc, bodies: bodies(doc), places: places(doc, &offices), offices, by_head, cover }
    }

    /// The mentions whose head is `token`: names if there are any, else pronouns and descriptions.
    fn mentions_at(&self, token: TokenId) -> Vec<MentionId> {
        let first = self.by_head.partition_point(|&(head, _)| head < token);
        let here: Vec<MentionId> =
            self.by_head[first..].iter().take_while(|&&(head, _)| head == token).map(|&(_, id)| id).take(16).collect();
        let names: Vec<_> = here.iter().copied().filter(|&id| self.doc.mention(id).form == Form::Name).collect();
        if names.is_empty() { here } else { names }
    }

    /// The name that covers a token.
    pub(super) fn name_over(&self, token: TokenId) -> Option<MentionId> {
        self.cover.get(token.index()).copied().flatten()
    }

    /// The type of an entity as the mention shows it, where the two differ the entity's.
    pub(super) fn kind(&self, filler: &Filler) -> EntityType {
        self.doc.entity(filler.entity).kind
    }

    fn filler(&self, id: MentionId, weight: f32) -> Option<Filler> {
        let mention = self.doc.mention(id);
        mention.entity.map(|entity| Filler { entity, mention: id, weight: weight * mention.confidence })
    }

    /// The entities that an argument stands for.
    pub(super) fn resolve(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Patient };
        search.resolve(token, DEPTH, 1.0)
    }

    /// The entities that do what is told of an argument: who writes a letter that blames B blames B.
    pub(super) fn resolve_actors(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Actor };
        search.resolve(token, DEPTH, 1.0)
    }

    /// The same, where what is done to a deed is done to whose deed it is: "condemned B's attack", "praised the role of B".
    pub(super) fn resolve_deeds(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Deed };
        search.resolve(token, DEPTH, 1.0)
    }

    /// Who says what a sentence states that goes on with a quotation of the sentence before.
    pub(super) fn resolve_quoter(&self, grammar: &Grammar<'_>, allowed: &[EntityType]) -> Vec<Filler> {
        let named = |(_, speaker): (SentenceId, TokenId)| self.mentions_at(speaker);
        let found = discourse::quoters_before(grammar).into_iter().flat_map(named);
        let fillers = found.filter_map(|id| self.filler(id, discourse::SPEAKER_WEIGHT));
        fillers.filter(|filler| allowed.contains(&self.kind(filler))).take(1).collect()
    }
}
