//! Relations of annotated articles, and how far their confidence can be trusted.
//!
//! A relation is right if the annotation of its article has its kind and polarity between the same two entities, in either order where the kind has none.
//! Entities are the same if they share a name.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use dateline::Extractor;
use dateline::document::{Document, EntityId, Relation, RelationKind};
use serde_json::{Value, json};

use crate::Options;
use crate::articles::{self, plain};
use crate::score::{Counts, fraction};
use crate::support::complain;
use crate::tasks::calibration::Calibration;

/// Kinds that were annotated too rarely, or not by plan, to be scored.
const NOT_SCORED: &[RelationKind] = &[
    RelationKind::Investigated,
    RelationKind::CutTiesWith,
    RelationKind::DeployedTo,
    RelationKind::Released,
    RelationKind::WithdrewFrom,
    RelationKind::ResignedFrom,
];

/// Scores all articles, and the two halves that every other annotation by name makes. Mistakes of the second half, which is only measured on, are not
/// shown.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let mut halves = [Scores::default(), Scores::default()];
    let mut mistakes = options.errors;
    let mut words = 0;
    for (at, (gold, article)) in articles::read(path)?.iter().enumerate() {
        let document = extractor.extract(article);
        words += document.annotations().tokens.len();
        let mut hidden = 0;
        halves[at % 2].add(gold, &document, if at % 2 == 0 { &mut mistakes } else { &mut hidden });
    }
    let [even, odd] = &halves;
    let mut all = even.clone();
    all.join(odd);
    let mut out = all.to_json();
    out["even"] = even.to_json();
    out["odd"] = odd.to_json();
    out["words"] = words.into();
    Ok(out)
}

/// A relation of the annotation.
struct Gold {
    kind: RelationKind,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
    polarity: String,
    modality: String,
    when: Option<String>,
    /// Annotators did not agree: it neither helps nor hurts.
    disputed: bool,
}

fn gold_relations(gold: &Value) -> Vec<Gold> {
    let names = |entity: &Value| entity["names"].as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
    let entities: BTreeMap<String, BTreeSet<String>> =
        gold["entities"].as_array().into_iter().flatten().map(|entity| (entity["id"].to_string(), names(entity))).collect();
    let text = |value: &Value, usual: &str| value.as_str().unwrap_or(usual).to_owned();
    let read = |relation: &Value| {
        let kind = relation["kind"].as_str().and_then(RelationKind::from_name).filter(|kind| !NOT_SCORED.contains(kind))?;
        Some(Gold {
            kind,
            subject: entities.get(&relation["subject"].to_string()).cloned().unwrap_or_default(),
            object: entities.get(&relation["object"].to_string()).cloned().unwrap_or_default(),
            polarity: text(&relation["polarity"], "affirmed"),
            modality: text(&relation["modality"], "actual"),
            when: relation["when"].as_str().map(str::to_owned),
            disputed: relation["disputed"].as_bool().unwrap_or(false),
        })
    };
    gold["relations"].as_array().into_iter().flatten().filter_map(read).collect()
}

#[derive(Debug, Clone, Default)]
struct Scores {
    all: Counts,
    calibration: Calibration,
    /// Right relations whose modality is right, and those with a time in the annotation and the right time.
    modality: usize,
    timed: usize,
    when: usize,
}

impl Scores {
    fn add(&mut self, annotation: &Value, document: &Document, mistakes: &mut usize) {
        let gold = gold_relations(annotation);
        let mut taken = vec![false; gold.len()];
        self.all.gold += gold.iter().filter(|gold| !gold.disputed).count();
        for relation in document.relations().iter().filter(|relation| !NOT_SCORED.contains(&relation.kind)) {
            let fits = |at: &usize| !taken[*at] && is_same(&gold[*at], relation, document);
            let right = (0..gold.len()).filter(fits).min_by_key(|&at| gold[at].disputed);
            if let Some(at) = right {
                taken[at] = true;
            }
            self.count(relation, right.map(|at| &gold[at]));
            if right.is_none() && *mistakes > 0 {
                *mistakes -= 1;
                complain(&format!("wrong  {} {}", annotation["id"], show(relation, document)));
            }
        }
    }

    fn count(&mut self, relation: &Relation, right: Option<&Gold>) {
        if right.is_some_and(|gold| gold.disputed) {
            return;
        }
        self.all.predicted += 1;
        self.calibration.add(relation.confidence, right.is_some());
        let Some(gold) = right else { return };
        self.all.correct += 1;
        self.modality += usize::from(gold.modality == relation.modality.as_str());
        if let Some(when) = &gold.when {
            self.timed += 1;
            self.when += usize::from(relation.when.as_ref().is_some_and(|time| *time.value == **when));
        }
    }

    fn join(&mut self, other: &Self) {
        self.all.add(other.all);
        self.calibration.join(&other.calibration);
        self.modality += other.modality;
        self.timed += other.timed;
        self.when += other.when;
    }

    fn to_json(&self) -> Value {
        let mut out = self.all.to_json();
        out["modality"] = json!(fraction(self.modality, self.all.correct));
        out["when"] = json!(fraction(self.when, self.timed));
        out["calibration"] = self.calibration.to_json();
        out
    }
}

fn is_same(gold: &Gold, relation: &Relation, document: &Document) -> bool {
    let names = |id: EntityId| -> BTreeSet<String> { document.annotations().entity(id).names.iter().map(|name| plain(name)).collect() };
    let (subject, object) = (names(relation.subject), names(relation.object));
    let meet = |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_disjoint(y);
    let straight = meet(&gold.subject, &subject) && meet(&gold.object, &object);
    let turned = gold.kind.is_symmetric() && meet(&gold.subject, &object) && meet(&gold.object, &subject);
    gold.kind == relation.kind && gold.polarity == relation.polarity.as_str() && (straight || turned)
}

fn show(relation: &Relation, document: &Document) -> String {
    let name = |id: EntityId| document.name(id);
    format!(
        "{}: {} -> {} [{}, {:.2}]",
        relation.kind,
        name(relation.subject),
        name(relation.object),
        relation.evidence.rule,
        relation.confidence
    )
}
