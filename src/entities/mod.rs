//! Tags -> name mentions; mentions -> entities under all their names, with pronouns, descriptions and roles.

mod assemble;
mod bodies;
mod countries;
mod forms;
mod given_names;
mod names;
mod persons;
mod spans;
mod tags;
mod titles;
mod union;
mod words;

pub(crate) use spans::mentions;
pub(crate) use tags::{TagSpan, decode};

use crate::document::{Annotations, Form};

/// Makes entities of the mentions of `annotations`, and adds mentions by pronoun and description.
///
/// The sentences must be parsed, the mentions must be names (others are dropped and found anew).
pub fn link(annotations: &mut Annotations) {
    annotations.mentions.retain(|mention| mention.form == Form::Name && !mention.tokens.is_empty());
    annotations.mentions.sort_by_key(|mention| mention.span);
    let groups = names::groups(annotations);
    assemble::number(annotations, &groups);
}
