//! Capitals that stand for the government of their country: "Ankara said", "talks between Washington and Beijing".

use super::places;
use super::forms::NameForm;
use crate::document::{Annotations, DepRel, EntityType, Id, Mention, TokenId, Upos};

/// What a government has and a city has not: "Tehran's nuclear programme".
const OF_STATES: &[&str] = &[
    "government",
    "policy",
    "position",
    "decision",
    "program",
    "programme",
    "ally",
    "threat",
    "demand",
    "role",
    "support",
    "response",
    "leadership",
    "interest",
    "stance",
    "move",
    "relation",
    "relations",
    "tie",
    "ties",
    "claim",
    "ambition",
    "influence",
    "call",
    "offer",
    "proposal",
    "refusal",
    "envoy",
    "ambassador",
];

/// What a government does as a subject; a city grows, lies and has.
const ACTS: &[&str] = &[
    "accept",
    "accuse",
    "agree",
    "announce",
    "argue",
    "ask",
    "back",
    "believe",
    "blame",
    "call",
    "claim",
    "condemn",
    "consider",
    "criticize",
    "criticise",
    "decide",
    "demand",
    "deny",
    "deploy",
    "expel",
    "express",
    "hope",
    "impose",
    "insist",
    "launch",
    "oppose",
    "order",
    "pledge",
    "propose",
    "recall",
    "recognize",
    "recognise",
    "refuse",
    "reject",
    "respond",
    "sanction",
    "say",
    "seek",
    "send",
    "sign",
    "summon",
    "support",
    "suspend",
    "tell",
    "threaten",
    "urge",
    "vow",
    "want",
    "warn",
    "withdraw",
    "negotiate",
    "confirm",
    "maintain",
    "retaliate",
    "welcome",
    "conclude",
    "ratify",
];

/// The country for which the capital that a form names may stand, as the table of places calls it.
pub(super) fn country_of(form: &NameForm) -> Option<&'static str> {
    let country = (form.kind == EntityType::Place).then(|| places::country_of_capital(&form.surface)).flatten();
    country.map(places::canonical_name)
}

/// Whether a mention of a capital does what governments do, rather than being where something is.
pub(super) fn acts(annotations: &Annotations, mention: &Mention) -> bool {
    let token = annotations.token(mention.head);
    let head = token.head.map(|head| annotations.token(head));
    match token.deprel {
        DepRel::Conj => token.head.is_some_and(|head| is_actor(annotations, head)),
        DepRel::NmodPoss => head.is_some_and(|owned| OF_STATES.contains(&&*owned.lemma)),
        _ => is_actor(annotations, mention.head),
    }
}

fn is_actor(annotations: &Annotations, id: TokenId) -> bool {
    let token = annotations.token(id);
    let head = token.head.map(|head| annotations.token(head));
    let before = id.index().checked_sub(1).map(|before| annotations.word(TokenId::from_index(before)).to_lowercase());
    match token.deprel {
        DepRel::Nsubj => head.is_some_and(|verb| verb.upos == Upos::Verb && ACTS.contains(&&*verb.lemma)),
        DepRel::OblAgent => true,
        DepRel::Obl | DepRel::Nmod => matches!(before.as_deref(), Some("between" | "with" | "against")),
        _ => false,
    }
}

/// Which of the forms name a country outright, with the name that the table has for it.
pub(super) fn countries(forms: &[NameForm]) -> impl Iterator<Item = (&'static str, usize)> {
    forms.iter().enumerate().filter_map(|(i, form)| form.country.map(|(country, _)| (places::canonical_name(country), i)))
}
