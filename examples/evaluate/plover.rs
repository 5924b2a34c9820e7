//! Event roots between two given actors: one PLOVER root a pair.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityId, EntityType, Id, Plover, Positions, Relation, Span};
use dateline::{Article, Explanation, Extractor};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Options;
use crate::gold::{Given, replace_entities};
use crate::score::{Counts, fraction};
use crate::support::complain;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    source: Place,
    target: Place,
    root: String,
}

/// In characters.
#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

const SOURCE: usize = 0;
const TARGET: usize = 1;

/// Reads the file and scores the roots of the extractor against it. A pair without an answer counts as wrong.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut scores = Scores::default();
    let mut mistakes = options.errors;
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let item: Item = serde_json::from_str(line)?;
        let annotations = extractor.annotate(&Article::new(item.text.clone()));
        let answer = answer(extractor, annotations, &item);
        if mistakes > 0 && answer.map(Plover::as_str) != Some(item.root.as_str()) {
            mistakes -= 1;
            complain(&format!("{} {} not {}: {}", item.id, item.root, answer.map_or("nothing", Plover::as_str), marked(&item)));
        }
        scores.add(&item, answer);
    }
    Ok(scores.to_json())
}

fn marked(item: &Item) -> String {
    let mut shown = String::new();
    for (i, c) in item.text.chars().enumerate() {
        for (place, open, close) in [(&item.source, "[S ", " S]"), (&item.target, "[T ", " T]")] {
            if i == place.end {
                shown.push_str(close);
            }
            if i == place.start {
                shown.push_str(open);
            }
        }
        shown.push(c);
    }
    shown
}

#[derive(Default)]
struct Scores {
    words: usize,
    unanswered: usize,
    roots: BTreeMap<String, Counts>,
}

impl Scores {
    fn add(&mut self, item: &Item, answer: Option<Plover>) {
        self.words += item.text.split_whitespace().count();
        self.unanswered += usize::from(answer.is_none());
        let gold = self.roots.entry(item.root.clone()).or_default();
        gold.gold += 1;
        if let Some(root) = answer {
            gold.correct += usize::from(root.as_str() == item.root);
            self.roots.entry(root.as_str().into()).or_default().predicted += 1;
        }
    }

    fn to_json(&self) -> Value {
        let mut all = Counts::default();
        self.roots.values().for_each(|&counts| all.add(counts));
        let f1 = |counts: &Counts| fraction(2 * counts.correct, counts.gold + counts.predicted);
        let macro_f1 = self.roots.values().map(f1).sum::<f64>() / self.roots.len().max(1) as f64;
        let roots: BTreeMap<_, _> = self.roots.iter().map(|(name, counts)| (name, counts.to_json())).collect();
        json!({
            "words": self.words,
            "macro": {"f1": (macro_f1 * 1e5).round() / 1e5},
            "micro": {"f1": fraction(2 * all.correct, all.gold + all.predicted)},
            "accuracy": fraction(all.correct, all.gold),
            "roots": roots,
            "unanswered": self.unanswered,
        })
    }
}

/// The types that the two actors may have: the data does not say, and rules ask for some.
const TYPES: &[[EntityType; 2]] = &[
    [EntityType::Organization, EntityType::Organization],
    [EntityType::Place, EntityType::Place],
    [EntityType::Person, EntityType::Person],
    [EntityType::Person, EntityType::Place],
    [EntityType::Organization, EntityType::Place],
    [EntityType::Place, EntityType::Person],
    [EntityType::Organization, EntityType::Person],
];

/// The root between the two actors: of the surest relation from source to target, else from target to source, else of the nearest word that triggers
/// a rule: the data says that there is an event between the two, so that an uncertain answer is better than none.
fn answer(extractor: &Extractor, mut annotations: Annotations, item: &Item) -> Option<Plover> {
    let positions = Positions::new(&item.text);
    let spans = [positions.from_chars(item.source.start..item.source.end)?, positions.from_chars(item.target.start..item.target.end)?];
    let others = spans.map(|span| other_mentions(&annotations, span, spans));
    let mut found: Vec<(Relation, bool)> = Vec::new();
    let mut near = Vec::new();
    for kinds in TYPES {
        replace_entities(&mut annotations, &actors(spans, *kinds, &others));
        let relations = extractor.relate(&annotations);
        found.extend(relations.into_iter().filter(|relation| relation.plover().is_some()).map(|relation| {
            let is_forward = relation.subject.index() == SOURCE || relation.kind.is_symmetric();
            (relation, is_forward)
        }));
        near.extend(extractor.explain(&annotations));
    }
    let best = found.iter().max_by(|(x, x_forward), (y, y_forward)| {
        (x_forward, x.confidence).partial_cmp(&(y_forward, y.confidence)).unwrap_or(std::cmp::Ordering::Equal)
    });
    best.and_then(|(relation, _)| relation.plover()).or_else(|| near_miss(&annotations, &near))
}

fn actors(spans: [Span; 2], kinds: [EntityType; 2], others: &[Vec<Span>; 2]) -> Vec<Given> {
    let given = |entity: usize| {
        let all = std::iter::once(spans[entity]).chain(others[entity].iter().copied());
        all.map(move |span| Given { span, kind: kinds[entity], entity })
    };
    given(SOURCE).chain(given(TARGET)).collect()
}

/// Where else the extractor sees the actor, by pronouns above all. The longest name in the span is taken for the actor.
fn other_mentions(annotations: &Annotations, actor: Span, taken: [Span; 2]) -> Vec<Span> {
    let inside = annotations.mentions.iter().filter(|mention| actor.contains(mention.span)).max_by_key(|mention| mention.span.len());
    let Some(entity) = inside.and_then(|mention| mention.entity) else { return Vec::new() };
    let of_actor = annotations.mentions.iter().filter(|mention| mention.entity == Some(entity)).map(|mention| mention.span);
    of_actor.filter(|span| !taken.iter().any(|other| other.overlaps(*span))).collect()
}

/// The root of the nearest word that triggers a rule without its arguments being found: one in whose place of A the source stands and after which the
/// target comes, else any between the two, else any.
fn near_miss(annotations: &Annotations, explanations: &[Explanation]) -> Option<Plover> {
    let source = EntityId::from_index(SOURCE);
    let [first, target] = [SOURCE, TARGET].map(|actor| annotations.entity(EntityId::from_index(actor)).mentions.first().copied());
    let (first, target) = (annotations.mention(first?).span, annotations.mention(target?).span);
    let rank = |explanation: &Explanation| {
        let is_in_sentence = annotations.sentence(explanation.sentence).span.contains(target);
        let is_between = first.start.min(target.start) <= explanation.trigger.start && explanation.trigger.end <= first.end.max(target.end);
        let distance = explanation.trigger.start.abs_diff(target.start);
        (explanation.subject != Some(source) || explanation.object.is_some(), !is_in_sentence, !is_between, distance)
    };
    let with_root = explanations.iter().filter(|explanation| explanation.kind.plover().is_some());
    let nearest = with_root.min_by_key(|explanation| rank(explanation))?;
    nearest.kind.plover().map(|root| root.in_context(nearest.polarity, nearest.modality))
}

// DEV ONLY
pub fn run_cached(ex: &Extractor, all: Vec<(Value, Annotations)>, options: &Options) -> Value {
    let mut scores = Scores::default();
    let mut mistakes = options.errors;
    for (v, a) in all {
        let item: Item = serde_json::from_value(v).unwrap();
        let answer = answer(ex, a, &item);
        if mistakes > 0 && answer.map(Plover::as_str) != Some(item.root.as_str()) {
            mistakes -= 1;
            complain(&format!("{} {} not {}: {}", item.id, item.root, answer.map_or("nothing", Plover::as_str), marked(&item)));
        }
        scores.add(&item, answer);
    }
    scores.to_json()
}
pub fn with_actors(v: &Value, annotations: &mut Annotations) {
    let item: Item = serde_json::from_value(v.clone()).unwrap();
    let positions = Positions::new(&item.text);
    let spans = [
        positions.from_chars(item.source.start..item.source.end).unwrap(),
        positions.from_chars(item.target.start..item.target.end).unwrap(),
    ];
    let others = spans.map(|span| other_mentions(annotations, span, spans));
    replace_entities(annotations, &actors(spans, TYPES[0], &others));
}
