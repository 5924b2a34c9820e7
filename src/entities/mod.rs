//! Tags -> name mentions; mentions -> entities under all their names, with pronouns, descriptions and roles.

mod anaphora;
mod assemble;
mod bodies;
mod called;
mod capitals;
#[cfg(test)]
mod cases;
mod context;
mod demonyms;
mod described;
mod descriptions;
mod forms;
mod given_names;
mod known;
mod leanings;
mod lists;
mod names;
mod national;
mod nouns;
mod persons;
mod places;
mod pronouns;
mod references;
mod repair;
mod roles;
mod spans;
mod support;
mod tags;
mod titles;
mod trees;
mod types;
mod union;
mod words;

pub(crate) use spans::mentions;
#[cfg(feature = "rust-bert")]
pub(crate) use tags::TAGS;
pub(crate) use tags::decode;
pub use tags::{SpanTag, TagSpan};

use crate::document::{Annotations, Entity, EntityType, Form, Gender, Id, MentionId, Role};

use context::Context;

/// Makes entities of the mentions of `annotations`, and adds mentions by pronoun and description.
///
/// The sentences must be parsed, the mentions must be names (others are dropped and found anew). Trees that names contradict are mended.
pub fn link(annotations: &mut Annotations) {
    annotations.mentions.retain(|mention| mention.form == Form::Name && !mention.tokens.is_empty());
    annotations.mentions.sort_by_key(|mention| mention.span);
    repair::mend(annotations);
    trees::mend(annotations);
    demonyms::add(annotations);
    let groups = names::groups(annotations);
    assemble::number(annotations, &groups);
    support::raise(annotations);
    let context = Context::new(annotations);
    let mut roles = roles::find(&context);
    let references = references::resolve(&context, &roles);
    roles::complete(&mut roles, &references.mentions);
    add(annotations, roles, references);
}

/// Adds mentions, roles and genders to entities of names, and numbers all anew.
fn add(annotations: &mut Annotations, roles: Vec<roles::Stated>, references: references::References) {
    let mut groups: Vec<usize> = annotations.mentions.iter().map(|mention| mention.entity.map_or(0, Id::index)).collect();
    groups.extend(references.mentions.iter().map(|mention| mention.entity.map_or(0, Id::index)));
    annotations.mentions.extend(references.mentions);
    let first_of: Vec<MentionId> = annotations.entities.iter().map(|entity| entity.mentions[0]).collect();
    let new_ids = assemble::number(annotations, &groups);
    let new_entity = |old: crate::document::EntityId| annotations.mention(new_ids[first_of[old.index()].index()]).entity;
    let roles: Vec<_> = roles
        .into_iter()
        .filter_map(|stated| {
            let role = Role { of: stated.role.of.and_then(new_entity), mention: new_ids[stated.role.mention.index()], ..stated.role };
            Some((new_entity(stated.person)?, role))
        })
        .collect();
    let genders: Vec<_> = references.genders.into_iter().filter_map(|(old, gender)| Some((new_entity(old)?, gender))).collect();
    for (person, role) in roles {
        annotations.entities[person.index()].roles.push(role);
    }
    for id in annotations.entity_ids() {
        let roles = std::mem::take(&mut annotations.entities[id.index()].roles);
        annotations.entities[id.index()].roles = roles::distinct(annotations, roles);
    }
    for (person, gender) in genders {
        set_gender(&mut annotations.entities[person.index()], gender);
    }
}

fn set_gender(entity: &mut Entity, gender: Gender) {
    if entity.kind == EntityType::Person {
        entity.gender = Some(gender);
    }
}
