//! Capitals that stand for the government of their country: "Ankara said", "talks between Washington and Beijing".

use super::forms::NameForm;
use super::lists::List;
use super::places;
use crate::document::{Annotations, DepRel, EntityType, Id, Mention, TokenId, Upos};

/// The country for which the capital that a form names may stand, as the table of places calls it.
pub(super) fn country_of(form: &NameForm) -> Option<&'static str> {
    let country = (form.kind == EntityType::Place).then(|| places::country_of_capital(&form.surface)).flatten();
    country.map(places::canonical_name)
}

/// Whether a mention of a capital does what governments do, rather than being where something is.
pub(super) fn acts(annotations: &Annotations, mention: &Mention) -> bool {
    let token = annotations.token(mention.head);
    match token.deprel {
        DepRel::Conj => token.head.is_some_and(|head| is_actor(annotations, head)),
        _ => is_actor(annotations, mention.head),
    }
}

fn is_actor(annotations: &Annotations, id: TokenId) -> bool {
    let token = annotations.token(id);
    let Some(head) = token.head.map(|head| annotations.token(head)) else { return false };
    let before = id.index().checked_sub(1).map(|before| annotations.word(TokenId::from_index(before)).to_lowercase());
    let preposition = before.as_deref().unwrap_or_default();
    match token.deprel {
        DepRel::Nsubj => head.upos == Upos::Verb && List::StatesDo.has(&head.lemma),
        DepRel::Obj | DepRel::Iobj => head.upos == Upos::Verb && List::DoneToStates.has(&head.lemma),
        DepRel::OblAgent => true,
        DepRel::NmodPoss | DepRel::Compound => List::StatesHave.has(&head.lemma),
        DepRel::Obl | DepRel::Nmod if matches!(preposition, "between" | "with" | "against") => true,
        DepRel::Nmod => List::StatesHave.has(&head.lemma) && matches!(preposition, "from" | "to" | "on" | "by" | "towards" | "toward"),
        _ => false,
    }
}

/// Which of the forms name a country outright, with the name that the table has for it.
pub(super) fn countries(forms: &[NameForm]) -> impl Iterator<Item = (&'static str, usize)> {
    forms.iter().enumerate().filter_map(|(i, form)| form.country.map(|(country, _)| (places::canonical_name(country), i)))
}
