//! Relations of `CoNLL04`, with the entities given and end to end, on the kinds that the library has.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityType, Form, Id, Relation, RelationKind, Span};
use dateline::{Article, Extractor};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Options;
use crate::gold::{Given, replace_entities};
use crate::score::Counts;
use crate::support::complain;

#[derive(Deserialize)]
struct Item {
    tokens: Vec<String>,
    entities: Vec<ItemEntity>,
    relations: Vec<ItemRelation>,
}

#[derive(Deserialize)]
struct ItemEntity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct ItemRelation {
    #[serde(rename = "type")]
    kind: String,
    head: usize,
    tail: usize,
}

/// The relations that are scored.
const TYPES: &[&str] = &["Work_For", "OrgBased_In", "Located_In", "Live_In", "Kill"];

/// Words by which an attack is a killing.
const KILLING: &[&str] = &["kill", "murder", "assassin", "shot", "shoot", "slay", "slain", "execut", "stab", "slew", "behead"];

/// An entity in the text: its span and its type.
type Place = (Span, EntityType);

/// Reads the file and scores the relations of the extractor against it.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut scores = Scores::default();
    let mut mistakes = options.errors;
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        scores.add(extractor, &serde_json::from_str(line)?, &mut mistakes);
    }
    Ok(scores.to_json())
}

#[derive(Default)]
struct Scores {
    words: usize,
    items: usize,
    given: BTreeMap<&'static str, Counts>,
    entities: Counts,
    end_to_end: Counts,
}

impl Scores {
    fn add(&mut self, extractor: &Extractor, item: &Item, mistakes: &mut usize) {
        let (text, spans) = join(&item.tokens);
        let places: Vec<Place> = item.entities.iter().map(|entity| place(entity, &spans)).collect();
        let gold = gold_relations(item, &places);
        let mut annotations = extractor.annotate(&Article::new(text));
        self.words += item.tokens.len();
        self.items += 1;

        self.entities
            .add(Counts::of(&places.iter().copied().filter(|&(_, kind)| kind != EntityType::Misc).collect(), &found_places(&annotations)));
        self.end_to_end.add(Counts::of(&gold, &found_relations(&annotations, &extractor.relate(&annotations))));

        let given: Vec<Given> = places.iter().enumerate().map(|(entity, &(span, kind))| Given { span, kind, entity }).collect();
        replace_entities(&mut annotations, &given);
        let relations = extractor.relate(&annotations);
        let found = given_relations(&annotations, &places, &relations);
        for &name in TYPES {
            let of_type = |set: &BTreeSet<Triple>| set.iter().copied().filter(|triple| triple.0 == name).collect();
            self.given.entry(name).or_default().add(Counts::of(&of_type(&gold), &of_type(&found)));
        }
        show_mistakes(&annotations, &gold, &found, mistakes);
    }

    fn to_json(&self) -> Value {
        let mut all = Counts::default();
        self.given.values().for_each(|&counts| all.add(counts));
        let types: BTreeMap<_, _> = self.given.iter().map(|(&name, counts)| (name, counts.to_json())).collect();
        json!({
            "items": self.items,
            "words": self.words,
            "gold_entities": {"relations": all.to_json(), "types": types},
            "end_to_end": {"entities": self.entities.to_json(), "relations": self.end_to_end.to_json()},
        })
    }
}

/// A relation of the data: its type, head and tail.
type Triple = (&'static str, Place, Place);

fn join(tokens: &[String]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        spans.push(Span::new(text.len(), text.len() + token.len()));
        text.push_str(token);
    }
    (text, spans)
}

fn place(entity: &ItemEntity, spans: &[Span]) -> Place {
    let kind = match entity.kind.as_str() {
        "Peop" => EntityType::Person,
        "Org" => EntityType::Organization,
        "Loc" => EntityType::Place,
        _ => EntityType::Misc,
    };
    let inside = spans.get(entity.start..entity.end).unwrap_or_default();
    let span = inside.first().zip(inside.last()).map_or(Span::default(), |(first, last)| first.cover(*last));
    (span, kind)
}

fn gold_relations(item: &Item, places: &[Place]) -> BTreeSet<Triple> {
    let triple = |relation: &ItemRelation| {
        let name = TYPES.iter().find(|name| **name == relation.kind)?;
        Some((*name, *places.get(relation.head)?, *places.get(relation.tail)?))
    };
    item.relations.iter().filter_map(triple).collect()
}

fn given_relations(annotations: &Annotations, places: &[Place], relations: &[Relation]) -> BTreeSet<Triple> {
    let triple = |relation: &Relation| {
        let (head, tail) = (*places.get(relation.subject.index())?, *places.get(relation.object.index())?);
        Some((type_of(relation, head.1, tail.1, annotations.surface(relation.evidence.trigger))?, head, tail))
    };
    relations.iter().filter_map(triple).collect()
}

fn found_places(annotations: &Annotations) -> BTreeSet<Place> {
    let names = annotations.mentions.iter().filter(|mention| mention.form == Form::Name);
    names.map(|mention| (mention.span, mention.kind)).filter(|&(_, kind)| kind != EntityType::Misc).collect()
}

/// Found by the mentions that the evidence names.
fn found_relations(annotations: &Annotations, relations: &[Relation]) -> BTreeSet<Triple> {
    let triple = |relation: &Relation| {
        let place = |id| (annotations.mention(id).span, annotations.mention(id).kind);
        let (head, tail) = (place(relation.evidence.subject), place(relation.evidence.object));
        Some((type_of(relation, head.1, tail.1, annotations.surface(relation.evidence.trigger))?, head, tail))
    };
    relations.iter().filter_map(triple).collect()
}

/// The type of the data that a relation of the library is. The kinds are not the same: an office in a place counts as living there.
fn type_of(relation: &Relation, head: EntityType, tail: EntityType, trigger: &str) -> Option<&'static str> {
    use EntityType::{Organization, Person, Place};
    let is_killing = || KILLING.iter().any(|word| trigger.to_lowercase().contains(word));
    Some(match (&relation.kind, head, tail) {
        (RelationKind::WorksFor | RelationKind::Leads | RelationKind::MemberOf, Person, Organization) => "Work_For",
        (RelationKind::From | RelationKind::WorksFor | RelationKind::Leads, Person, Place) => "Live_In",
        (RelationKind::BasedIn | RelationKind::PartOf, Organization, Place) => "OrgBased_In",
        (RelationKind::PartOf, Place, Place) => "Located_In",
        (RelationKind::Attacked, Person, Person) if is_killing() => "Kill",
        _ => return None,
    })
}

fn show_mistakes(annotations: &Annotations, gold: &BTreeSet<Triple>, found: &BTreeSet<Triple>, left: &mut usize) {
    let show = |label: &str, triple: &Triple| {
        let line = format!("{label} {}: {} -> {}", triple.0, annotations.surface(triple.1.0), annotations.surface(triple.2.0));
        complain(&format!("{line}\n    {}", annotations.text));
    };
    for triple in gold.difference(found).take(*left) {
        *left -= 1;
        show("missed", triple);
    }
    for triple in found.difference(gold).take(*left) {
        *left -= 1;
        show("wrong ", triple);
    }
}
