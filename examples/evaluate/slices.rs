//! Sentences of one construction each: negated, planned, passive, and so on, with the relations that they state.
//!
//! A line is a sentence with its names in brackets, and what it states: `[Akar|PER] did not meet [Saleh|PER]. => met_with 1 2 negated`. Names are counted in the
//! order in which they stand; `by 3` names who says so.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityType, Id, Modality, Polarity, Relation, RelationKind, Span};
use dateline::{Article, Extractor};
use serde_json::{Value, json};

use crate::Options;
use crate::gold::{Given, replace_entities};
use crate::score::{Counts, fraction};
use crate::support::complain;

/// Reads a file, or every file of a folder, and scores each by itself.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let mut all = Scores { mistakes: options.errors, ..Scores::default() };
    let mut slices = BTreeMap::new();
    for file in files(path)? {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let mut scores = Scores { mistakes: all.mistakes, ..Scores::default() };
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let item = read(line).map_err(|message| format!("{}:{}: {message}", file.display(), number + 1))?;
            scores.add(extractor, &item);
        }
        all.join(&scores);
        slices.insert(name, scores.to_json());
    }
    let mut shown = all.to_json();
    shown["slices"] = json!(slices);
    Ok(shown)
}

fn files(path: &Path) -> Result<Vec<std::path::PathBuf>, Box<dyn Error>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut all = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    all.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    all.sort();
    Ok(all)
}

/// A sentence with its names and what it states.
struct Item {
    text: String,
    names: Vec<Given>,
    facts: Vec<Fact>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    kind: RelationKind,
    subject: usize,
    object: usize,
    polarity: Polarity,
    modality: Modality,
    source: Option<usize>,
}

fn read(line: &str) -> Result<Item, String> {
    let (marked, facts) = line.split_once(" => ").unwrap_or((line, ""));
    let (text, names) = unmark(marked)?;
    let facts = facts.split(';').map(str::trim).filter(|fact| !fact.is_empty());
    let facts = facts.map(|text| fact(text, &names)).collect::<Result<_, _>>()?;
    Ok(Item { text, names, facts })
}

/// Takes the brackets out. A name that stands twice is one entity.
fn unmark(marked: &str) -> Result<(String, Vec<Given>), String> {
    let (mut text, mut names) = (String::new(), Vec::<Given>::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, next) = after.split_once(']').ok_or("expected `]` after `[`")?;
        let (name, kind) = inside.split_once('|').ok_or("expected `[name|TYPE]`")?;
        text.push_str(before);
        let known = names.iter().find(|known| known.span.of(&text) == name).map(|known| known.entity);
        let new = names.iter().map(|known| known.entity + 1).max().unwrap_or_default();
        let start = text.len();
        text.push_str(name);
        names.push(Given { span: Span::new(start, text.len()), kind: entity_type(kind)?, entity: known.unwrap_or(new) });
        rest = next;
    }
    text.push_str(rest);
    Ok((text, names))
}

fn entity_type(mark: &str) -> Result<EntityType, String> {
    match mark {
        "PER" => Ok(EntityType::Person),
        "ORG" => Ok(EntityType::Organization),
        "LOC" => Ok(EntityType::Place),
        "MISC" => Ok(EntityType::Misc),
        _ => Err(format!("expected PER, ORG, LOC or MISC instead of `{mark}`")),
    }
}

/// `met_with 1 2 negated planned by 3`.
fn fact(text: &str, names: &[Given]) -> Result<Fact, String> {
    let mut words = text.split_whitespace();
    let kind = words.next().and_then(RelationKind::from_name).ok_or_else(|| format!("expected a kind in `{text}`"))?;
    let entity = |words: &mut dyn Iterator<Item = &str>| {
        let number = words.next().and_then(|word| word.parse::<usize>().ok()).and_then(|number| number.checked_sub(1));
        number
            .and_then(|number| names.get(number))
            .map(|name| name.entity)
            .ok_or_else(|| format!("expected the number of a name in `{text}`"))
    };
    let (subject, object) = (entity(&mut words)?, entity(&mut words)?);
    let mut fact = Fact { kind, subject, object, polarity: Polarity::Affirmed, modality: Modality::Actual, source: None };
    while let Some(word) = words.next() {
        match word {
            "negated" => fact.polarity = Polarity::Negated,
            "planned" => fact.modality = Modality::Planned,
            "possible" => fact.modality = Modality::Possible,
            "by" => fact.source = Some(entity(&mut words)?),
            _ => return Err(format!("expected negated, planned, possible or by instead of `{word}`")),
        }
    }
    Ok(fact)
}

#[derive(Default)]
struct Scores {
    words: usize,
    sentences: usize,
    mistakes: usize,
    /// Kind, arguments, polarity and modality.
    facts: Counts,
    /// Kind and arguments alone.
    arguments: Counts,
    /// Facts that have a source in the data and are found, and those with that source.
    sourced: usize,
    rightly_sourced: usize,
}

impl Scores {
    fn add(&mut self, extractor: &Extractor, item: &Item) {
        self.words += item.text.split_whitespace().count();
        self.sentences += 1;
        let mut annotations = extractor.annotate(&Article::new(item.text.clone()));
        let names = with_references(&annotations, &item.names);
        replace_entities(&mut annotations, &names);
        // A sentence about events need not list the states that it states by the way: "French President Macron".
        let has_states = item.facts.iter().any(|fact| fact.kind.is_state());
        let is_asked = |relation: &&Relation| has_states || !relation.kind.is_state();
        let found: Vec<Fact> = extractor.relate(&annotations).iter().filter(is_asked).map(as_fact).collect();
        self.compare(item, &found);
    }

    fn compare(&mut self, item: &Item, found: &[Fact]) {
        let is_right = |fact: &&Fact| item.facts.iter().any(|gold| same_arguments(gold, fact) && same_context(gold, fact));
        let has_arguments = |fact: &&Fact| item.facts.iter().any(|gold| same_arguments(gold, fact));
        self.facts.add(Counts { gold: item.facts.len(), predicted: found.len(), correct: found.iter().filter(is_right).count() });
        self.arguments.add(Counts { gold: item.facts.len(), predicted: found.len(), correct: found.iter().filter(has_arguments).count() });
        for gold in item.facts.iter().filter(|gold| gold.source.is_some()) {
            if let Some(fact) = found.iter().find(|fact| same_arguments(gold, fact)) {
                self.sourced += 1;
                self.rightly_sourced += usize::from(fact.source == gold.source);
            }
        }
        let all_right = found.len() == item.facts.len() && found.iter().all(|fact| is_right(&fact));
        if !all_right && self.mistakes > 0 {
            self.mistakes -= 1;
            let show = |facts: &[Fact]| facts.iter().map(|fact| show(fact, item)).collect::<Vec<_>>().join("; ");
            complain(&format!("{} => {} not {}", item.text, show(&item.facts), show(found)));
        }
    }

    fn join(&mut self, other: &Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.mistakes = other.mistakes;
        self.facts.add(other.facts);
        self.arguments.add(other.arguments);
        self.sourced += other.sourced;
        self.rightly_sourced += other.rightly_sourced;
    }

    fn to_json(&self) -> Value {
        let mut shown = json!({
            "words": self.words,
            "sentences": self.sentences,
            "facts": self.facts.to_json(),
            "arguments": self.arguments.to_json(),
        });
        if self.sourced > 0 {
            shown["source"] = json!(fraction(self.rightly_sourced, self.sourced));
        }
        shown
    }
}

/// The names, and where the extractor sees the same entity by a pronoun or a description.
fn with_references(annotations: &Annotations, names: &[Given]) -> Vec<Given> {
    let mut all = names.to_vec();
    for name in names {
        let inside =
            annotations.mentions.iter().filter(|mention| name.span.contains(mention.span)).max_by_key(|mention| mention.span.len());
        let Some(entity) = inside.and_then(|mention| mention.entity) else { continue };
        for mention in annotations.mentions.iter().filter(|mention| mention.entity == Some(entity)) {
            if !all.iter().any(|known| known.span.overlaps(mention.span)) {
                all.push(Given { span: mention.span, ..*name });
            }
        }
    }
    all
}

fn as_fact(relation: &Relation) -> Fact {
    Fact {
        kind: relation.kind.clone(),
        subject: relation.subject.index(),
        object: relation.object.index(),
        polarity: relation.polarity,
        modality: relation.modality,
        source: relation.source.map(Id::index),
    }
}

fn same_arguments(x: &Fact, y: &Fact) -> bool {
    let same = (x.subject, x.object) == (y.subject, y.object);
    x.kind == y.kind && (same || (x.kind.is_symmetric() && (x.subject, x.object) == (y.object, y.subject)))
}

fn same_context(x: &Fact, y: &Fact) -> bool {
    // What is denied is denied as a plan or as a fact: the difference is a matter of taste.
    x.polarity == y.polarity && (x.modality == y.modality || x.polarity == Polarity::Negated)
}

fn show(fact: &Fact, item: &Item) -> String {
    let name = |entity| item.names.iter().find(|name| name.entity == entity).map_or("", |name| name.span.of(&item.text));
    let mut shown = format!("{} {} > {}", fact.kind, name(fact.subject), name(fact.object));
    if fact.polarity == Polarity::Negated {
        shown.push_str(" negated");
    }
    if fact.modality != Modality::Actual {
        shown.push(' ');
        shown.push_str(fact.modality.as_str());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let item = read("[Akar|PER] did not meet [Saleh|PER], [BBC|ORG] said. => met_with 1 2 negated by 3").unwrap();
        assert_eq!(item.text, "Akar did not meet Saleh, BBC said.");
        assert_eq!(item.facts.len(), 1);
        assert_eq!(item.facts[0].source, Some(2));
        for wrong in [
            "[Akar|PER",
            "[Akar]",
            "[A|PER] left. => met_wiht 1 2",
            "[A|PER] left. => met_with 1 2",
            "[A|PER] [B|PER] => met_with 1 2 maybe",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
