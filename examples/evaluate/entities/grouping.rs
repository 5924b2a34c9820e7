//! Names of entities in annotated articles: whether the names that annotators put to one entity come out as one, and whether one entity has names of two.
//!
//! `FILE.ndjson` holds the articles; the folder `gold` beside it has a JSON file for each, with `id` and `entities` of `names`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use dateline::Extractor;
use dateline::document::{Document, EntityId};
use serde_json::{Value, json};

use crate::Options;
use crate::articles::{self, plain};
use crate::score::fraction;
use crate::support::complain;

/// Reads every article that has a gold file, and counts over all, and over the two halves that every other file by name makes.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let articles = articles::read(path)?;
    let mut halves = [Counts::default(), Counts::default()];
    let mut mistakes = options.errors;
    for (at, (gold, article)) in articles.iter().enumerate() {
        let id = gold["id"].as_str().unwrap_or_default();
        let document = extractor.extract(article);
        // Mistakes of the half that is only measured are not shown.
        let mut hidden = 0;
        let shown = if at % 2 == 0 { &mut mistakes } else { &mut hidden };
        halves[at % 2].add(&count(&gold_names(gold), &document, id, shown));
    }
    let [even, odd] = &halves;
    let mut all = even.clone();
    all.add(odd);
    let mut out = all.to_json();
    out["even"] = even.to_json();
    out["odd"] = odd.to_json();
    out["documents"] = articles.len().into();
    Ok(out)
}

/// The type and the names of each entity.
fn gold_names(gold: &Value) -> Vec<(String, BTreeSet<String>)> {
    let names = |entity: &Value| entity["names"].as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
    let kind = |entity: &Value| entity["type"].as_str().unwrap_or_default().to_owned();
    gold["entities"].as_array().into_iter().flatten().map(|entity| (kind(entity), names(entity))).collect()
}

#[derive(Debug, Clone, Default)]
struct Counts {
    /// Gold entities with two or more names, and those of them all of whose names one entity has.
    several: usize,
    whole: usize,
    /// Gold entities two or more names of which were found as names of something, and those that are one.
    several_found: usize,
    one: usize,
    /// The types of those that are not one.
    split: BTreeMap<String, usize>,
    /// Entities with the name of a gold entity, and those with names of two.
    entities: usize,
    joined: usize,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.several += other.several;
        self.whole += other.whole;
        self.several_found += other.several_found;
        self.one += other.one;
        for (kind, count) in &other.split {
            *self.split.entry(kind.clone()).or_default() += count;
        }
        self.entities += other.entities;
        self.joined += other.joined;
    }

    fn to_json(&self) -> Value {
        json!({
            "one_of_found": fraction(self.one, self.several_found),
            "found": self.several_found,
            "split": self.split,
            "all_names": fraction(self.whole, self.several),
            "several_names": self.several,
            "wrongly_joined": fraction(self.joined, self.entities),
            "entities": self.entities,
        })
    }
}

fn count(gold: &[(String, BTreeSet<String>)], document: &Document, id: &str, mistakes: &mut usize) -> Counts {
    let by_name = by_name(document);
    let mut counts = Counts::default();
    let mut gold_of: BTreeMap<EntityId, Vec<&BTreeSet<String>>> = BTreeMap::new();
    for (kind, names) in gold {
        let found: Vec<&BTreeSet<EntityId>> = names.iter().filter_map(|name| by_name.get(name)).collect();
        for entity in found.iter().copied().flatten().collect::<BTreeSet<_>>() {
            gold_of.entry(*entity).or_default().push(names);
        }
        if names.len() < 2 {
            continue;
        }
        let is_one = found.first().is_some_and(|first| first.iter().any(|entity| found.iter().all(|ids| ids.contains(entity))));
        counts.several += 1;
        counts.whole += usize::from(is_one && found.len() == names.len());
        counts.several_found += usize::from(found.len() > 1);
        counts.one += usize::from(is_one && found.len() > 1);
        if found.len() > 1 && !is_one {
            *counts.split.entry(kind.clone()).or_default() += 1;
            let entities = found.iter().map(|ids| ids.iter().map(|&id| &document.annotations().entity(id).names).collect::<Vec<_>>());
            tell(mistakes, &format!("{id}: {names:?} are split: {:?}", entities.collect::<Vec<_>>()));
        }
    }
    counts.entities = gold_of.len();
    for (entity, of) in gold_of.iter().filter(|(_, of)| are_apart(of)) {
        counts.joined += 1;
        tell(mistakes, &format!("{id}: {:?} joins {of:?}", document.annotations().entity(*entity).names));
    }
    counts
}

/// Whether an entity bears names of two gold entities, which do not share them.
fn are_apart(of: &[&BTreeSet<String>]) -> bool {
    of.iter().enumerate().any(|(i, a)| of[i + 1..].iter().any(|b| a.is_disjoint(b)))
}

fn by_name(document: &Document) -> BTreeMap<String, BTreeSet<EntityId>> {
    let mut by_name: BTreeMap<String, BTreeSet<EntityId>> = BTreeMap::new();
    for id in document.annotations().entity_ids() {
        let entity = document.annotations().entity(id);
        // A name that was made up, for a country that the text has only as an adjective, is one too: relations are compared by it.
        for name in &entity.names {
            by_name.entry(plain(name)).or_default().insert(id);
        }
    }
    by_name
}

fn tell(mistakes: &mut usize, message: &str) {
    if *mistakes > 0 {
        *mistakes -= 1;
        complain(message);
    }
}
