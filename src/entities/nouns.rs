//! Common nouns by what they describe: persons and their roles, bodies, places, groups of several.

use super::lists::List;
use super::titles;
use crate::document::EntityType;

/// Whether a lemma names a role of a person.
pub(super) fn is_role(lemma: &str) -> bool {
    List::Roles.has(lemma)
        || (titles::is_title(lemma) && !titles::is_honorific(lemma) && !matches!(lemma, "former" | "prime" | "vice" | "private" | "crown"))
}

/// Whether a lemma stands for a person.
pub(super) fn is_person(lemma: &str) -> bool {
    is_role(lemma) || List::Persons.has(lemma)
}

/// Whether a word, in lower case, is a common noun of these lists.
pub(super) fn is_common(word: &str) -> bool {
    kind(word).is_some()
}

/// What a common noun describes.
pub(super) fn kind(lemma: &str) -> Option<EntityType> {
    if is_person(lemma) {
        Some(EntityType::Person)
    } else if List::Bodies.has(lemma) {
        Some(EntityType::Organization)
    } else {
        List::Places.has(lemma).then_some(EntityType::Place)
    }
}
