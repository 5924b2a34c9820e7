//! Demonyms that were not tagged as names, found by the table of countries; and how sure it is that one stands for its country.

use super::places::{self, PlaceForm};
use super::spans;
use crate::document::{Annotations, DepRel, EntityType, Id, TokenId, Upos};

/// Adds a mention for each adjective or word for people of a country that no mention covers.
pub(super) fn add(annotations: &mut Annotations) {
    let mut covered = vec![false; annotations.tokens.len()];
    for mention in &annotations.mentions {
        covered[mention.tokens.start.index()..mention.tokens.end.index()].fill(true);
    }
    let ids = (0..covered.len()).map(TokenId::from_index);
    let found: Vec<TokenId> = ids.filter(|&id| !covered[id.index()] && is_demonym(annotations, id)).collect();
    let range = |id: TokenId| id..TokenId::from_index(id.index() + 1);
    let mentions: Vec<_> = found.into_iter().filter_map(|id| spans::mention(annotations, range(id), EntityType::Place, 0.8)).collect();
    annotations.mentions.extend(mentions);
    annotations.mentions.sort_by_key(|mention| mention.span);
}

fn is_demonym(annotations: &Annotations, id: TokenId) -> bool {
    let is_word = matches!(annotations.token(id).upos, Upos::Adj | Upos::Noun | Upos::Propn);
    is_word && places::place(annotations.word(id)).is_some_and(|(_, form)| form != PlaceForm::Name)
}

/// How much less sure a mention is for what it is: people are not quite their country, a language is hardly.
pub(super) fn certainty(annotations: &Annotations, head: TokenId, form: PlaceForm) -> f32 {
    match form {
        PlaceForm::People => 0.8,
        PlaceForm::Adjective if is_language(annotations, head) => 0.4,
        PlaceForm::Name | PlaceForm::Adjective => 1.0,
    }
}

/// "in Turkish", "speaks Turkish": an adjective that stands alone after "in" or a verb of language.
fn is_language(annotations: &Annotations, head: TokenId) -> bool {
    let token = annotations.token(head);
    let before = head.index().checked_sub(1).map(|before| annotations.word(TokenId::from_index(before)).to_lowercase());
    let is_alone = !matches!(token.deprel, DepRel::Amod | DepRel::Compound | DepRel::NmodDesc | DepRel::Flat);
    is_alone && matches!(before.as_deref(), Some("in" | "into" | "from" | "speak" | "speaks" | "spoke" | "speaking" | "learn" | "fluent"))
}
