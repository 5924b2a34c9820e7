//! Search: the ways from a token to its entities, the surest first.

use super::{Filler, Search};
use crate::document::{EntityType, MentionId, TokenId};

impl Search<'_, '_> {
    pub(super) fn resolve(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if depth == 0 {
            return Vec::new();
        }
        if let Some(owned) = self.owned(token) {
            return self.resolve(owned, depth - 1, weight);
        }
        if let Some(owner) = self.grammar.owner_in_row(token).filter(|&owner| self.is_person(owner)) {
            return self.at_head(owner, depth, weight);
        }
        let steps = [
            Self::at_head,
            Self::under_name,
            Self::antecedent,
            Self::called,
            Self::named_inside,
            Self::told_of,
            Self::out_of_many,
            Self::acting_for,
            Self::titled,
            Self::at_edge,
            Self::said_of,
            Self::speaker,
            Self::doer,
            Self::doer_before,
            Self::named_before,
            Self::spoken_of,
            Self::governing,
        ];
        for step in steps {
            let found = step(self, token, depth, weight);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    pub(super) fn resolve_all(&self, tokens: Vec<TokenId>, depth: usize, weight: f32) -> Vec<Filler> {
        tokens.into_iter().flat_map(|token| self.resolve(token, depth - 1, weight)).collect()
    }

    fn is_person(&self, token: TokenId) -> bool {
        self.fillers.name_over(token).is_some_and(|name| self.fillers.doc.mention(name).kind == EntityType::Person)
    }

    pub(super) fn fits(&self, filler: &Filler) -> bool {
        self.allowed.contains(&self.fillers.kind(filler))
    }

    pub(super) fn take(&self, ids: impl IntoIterator<Item = MentionId>, weight: f32) -> Vec<Filler> {
        ids.into_iter().filter_map(|id| self.fillers.filler(id, weight)).filter(|filler| self.fits(filler)).collect()
    }

    pub(super) fn at_head(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        self.take(self.fillers.mentions_at(token), weight)
    }

    /// A token inside a name whose head the parser sees elsewhere.
    fn under_name(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        self.take(self.fillers.name_over(token), weight)
    }
}
