//! Who does what to whom in the sentences of the PETRARCH suites.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityType, Id, MentionId, Relation, SentenceId, Span, TokenId};
use dateline::{Article, Extractor};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Options;
use crate::gold::{Given, replace_entities};
use crate::score::fraction;
use crate::support::complain;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    events: Vec<Event>,
    flag: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    code: String,
    source_text: Option<String>,
    target_text: Option<String>,
}

/// Reads the file and counts the events that are found between the right two actors in the right direction, and the events that are found in sentences
/// that hold none.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let items = file.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<Vec<Item>, _>>()?;
    let mut scores = Scores { mistakes: options.errors, actors: actors(&items), ..Scores::default() };
    for item in items {
        let annotations = extractor.annotate(&Article::new(item.text.clone()));
        scores.add(extractor, &annotations, &item);
    }
    Ok(scores.to_json())
}

#[derive(Default)]
struct Scores {
    words: usize,
    mistakes: usize,
    /// The names of all actors in the data: nobody else acts in it.
    actors: BTreeSet<String>,
    /// Events whose two actors the data names.
    events: usize,
    /// Those that have a word of the lexicon between their actors.
    held: usize,
    found: usize,
    silent: usize,
    false_events: usize,
    /// The same with all entities that the library finds.
    false_with_own: usize,
}

impl Scores {
    fn add(&mut self, extractor: &Extractor, annotations: &Annotations, item: &Item) {
        self.words += item.text.split_whitespace().count();
        if item.flag.as_deref() == Some("noevents") {
            self.add_silent(extractor, annotations, item);
        }
        for event in &item.events {
            self.add_event(extractor, annotations, item, event);
        }
    }

    /// A sentence without events, with the actors of the data that it names.
    fn add_silent(&mut self, extractor: &Extractor, annotations: &Annotations, item: &Item) {
        self.silent += 1;
        self.false_with_own += usize::from(extractor.relate(annotations).iter().any(|relation| !relation.kind.is_state()));
        let mut annotations = annotations.clone();
        replace_entities(&mut annotations, &self.actors_in(&item.text));
        let found = extractor.relate(&annotations);
        let event = found.iter().find(|relation| !relation.kind.is_state());
        self.false_events += usize::from(event.is_some());
        if let Some(relation) = event {
            let name = |entity| &annotations.entity(entity).name;
            self.complain(&format!(
                "{} none but {} {} {}: {}",
                item.id,
                name(relation.subject),
                relation.kind,
                name(relation.object),
                item.text
            ));
        }
    }

    fn actors_in(&self, text: &str) -> Vec<Given> {
        let mut found: Vec<Given> = Vec::new();
        for span in self.actors.iter().filter_map(|name| place(text, name)) {
            if !found.iter().any(|known| known.span.overlaps(span)) {
                found.push(Given { span, kind: EntityType::Place, entity: found.len() });
            }
        }
        found
    }

    fn add_event(&mut self, extractor: &Extractor, annotations: &Annotations, item: &Item, event: &Event) {
        let (Some(source), Some(target)) = (&event.source_text, &event.target_text) else { return };
        let (Some(source), Some(target)) = (place(&item.text, source), place(&item.text, target)) else { return };
        if source.overlaps(target) {
            return;
        }
        self.events += 1;
        // Some events are coded from both sides: who visits is also visited.
        let is_mutual = item.events.iter().any(|other| other.source_text == event.target_text && other.target_text == event.source_text);
        match look(extractor, annotations, [source, target], is_mutual) {
            Answer::Found => {
                self.held += 1;
                self.found += 1;
            }
            Answer::Missed => {
                self.held += 1;
                let marked = format!("{} -> {}", source.of(&item.text), target.of(&item.text));
                self.complain(&format!("{} {} missed {marked}: {}", item.id, event.code, item.text));
            }
            Answer::Unknown => {}
        }
    }

    fn complain(&mut self, mistake: &str) {
        if self.mistakes > 0 {
            self.mistakes -= 1;
            complain(mistake);
        }
    }

    fn to_json(&self) -> Value {
        json!({
            "words": self.words,
            "events": self.events,
            "held": self.held,
            "found": self.found,
            "recall_of_held": fraction(self.found, self.held),
            "sentences_without_events": self.silent,
            "false_events": fraction(self.false_events, self.silent),
            "false_events_own_entities": fraction(self.false_with_own, self.silent),
        })
    }
}

enum Answer {
    Found,
    Missed,
    /// No word between the two actors is in the lexicon.
    Unknown,
}

const SOURCE: usize = 0;
const TARGET: usize = 1;

fn actors(items: &[Item]) -> BTreeSet<String> {
    let events = items.iter().flat_map(|item| &item.events);
    events.flat_map(|event| [&event.source_text, &event.target_text]).flatten().cloned().collect()
}

/// The first place where a name stands.
fn place(text: &str, name: &str) -> Option<Span> {
    let start = text.find(name)?;
    Some(Span::new(start, start + name.len()))
}

/// The types that the two actors may have: the data does not say, and rules ask for some.
const TYPES: &[[EntityType; 2]] = &[
    [EntityType::Place, EntityType::Place],
    [EntityType::Organization, EntityType::Organization],
    [EntityType::Person, EntityType::Person],
    [EntityType::Person, EntityType::Place],
    [EntityType::Organization, EntityType::Place],
    [EntityType::Place, EntityType::Person],
];

fn look(extractor: &Extractor, annotations: &Annotations, spans: [Span; 2], is_mutual: bool) -> Answer {
    let mut annotations = annotations.clone();
    let mut held = false;
    for kinds in TYPES {
        let actors = [SOURCE, TARGET].map(|entity| Given { span: spans[entity], kind: kinds[entity], entity });
        replace_entities(&mut annotations, &actors);
        if extractor.relate(&annotations).iter().any(|relation| is_event(relation, is_mutual)) {
            return Answer::Found;
        }
        held = held || is_held(extractor, &annotations);
    }
    if held { Answer::Missed } else { Answer::Unknown }
}

/// An event from the source to the target.
fn is_event(relation: &Relation, is_mutual: bool) -> bool {
    let is_forward = relation.subject.index() == SOURCE && relation.object.index() == TARGET;
    !relation.kind.is_state() && (is_forward || is_mutual || relation.kind.is_symmetric())
}

/// Whether a word on the way through the tree from one actor to the other triggers a rule for an event.
fn is_held(extractor: &Extractor, annotations: &Annotations) -> bool {
    if annotations.mentions.len() < 2 {
        return false;
    }
    let heads = [SOURCE, TARGET].map(|mention| annotations.mention(MentionId::from_index(mention)).head);
    let sentences = heads.map(|head| annotations.sentence_of(head));
    if sentences[SOURCE] != sentences[TARGET] {
        return false;
    }
    let between = path(annotations, sentences[SOURCE], heads);
    extractor.explain(annotations).iter().any(|explanation| {
        !explanation.kind.is_state() && between.iter().any(|&token| annotations.token(token).span.overlaps(explanation.trigger))
    })
}

/// The tokens between two tokens in the tree, without the two.
fn path(annotations: &Annotations, sentence: SentenceId, ends: [TokenId; 2]) -> Vec<TokenId> {
    let tree = annotations.tree(sentence);
    let [one, other] = ends.map(|end| std::iter::once(end).chain(tree.ancestors(end)).collect::<BTreeSet<_>>());
    let mut between: Vec<TokenId> = one.symmetric_difference(&other).copied().collect();
    // The lowest token above both is on the way too.
    between.extend(std::iter::once(ends[0]).chain(tree.ancestors(ends[0])).find(|token| other.contains(token)));
    between.retain(|token| !ends.contains(token));
    between
}

// DEV ONLY
pub fn run_cached(ex: &Extractor, all: Vec<(Value, Annotations)>, options: &Options) -> Value {
    let items: Vec<Item> = all.iter().map(|(v, _)| serde_json::from_value(v.clone()).unwrap()).collect();
    let mut scores = Scores { mistakes: options.errors, actors: actors(&items), ..Scores::default() };
    for (item, (_, a)) in items.into_iter().zip(all) {
        scores.add(ex, &a, &item);
    }
    scores.to_json()
}
