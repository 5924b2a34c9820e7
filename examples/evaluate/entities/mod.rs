//! Entities against the coreference of a CoNLL-U file in the manner of GUM (`Entity=` in the last column), with its tokens, trees and names.

mod b_cubed;
mod gold;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityId, Form, MentionId};
use dateline::{Extractor, link_entities};
use serde_json::{Value, json};

use self::b_cubed::BCubed;
use self::gold::{GoldDocument, GoldMention};
use crate::Options;
use crate::score::fraction;
use crate::support::complain;

/// Links the names of each document and scores the entities over them, and the pronouns that stand for a named person.
pub fn run(_extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut mistakes = options.errors;
    let (mut all, mut genres) = (Scores::default(), BTreeMap::<String, Scores>::new());
    for document in gold::parse(&file)? {
        let scores = score(&document, &mut mistakes);
        all.add(&scores);
        genres.entry(document.genre().to_owned()).or_default().add(&scores);
    }
    let mut out = all.to_json();
    out["genres"] = genres.iter().map(|(genre, scores)| (genre.clone(), scores.to_json())).collect();
    Ok(out)
}

#[derive(Debug, Clone, Default)]
struct Scores {
    documents: usize,
    b_cubed: BCubed,
    /// Pronouns that stand for a named person.
    pronouns: usize,
    resolved: usize,
    correct: usize,
    /// Pronouns of the third person that the library resolves, whatever they stand for, and those of them that are right.
    all_resolved: usize,
    all_correct: usize,
}

impl Scores {
    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.b_cubed.add(&other.b_cubed);
        self.pronouns += other.pronouns;
        self.resolved += other.resolved;
        self.correct += other.correct;
        self.all_resolved += other.all_resolved;
        self.all_correct += other.all_correct;
    }

    fn to_json(&self) -> Value {
        json!({
            "b3": self.b_cubed.to_json(),
            "pronouns": {
                "accuracy": fraction(self.correct, self.resolved),
                "coverage": fraction(self.resolved, self.pronouns),
                "gold": self.pronouns,
                "precision_all": fraction(self.all_correct, self.all_resolved),
            },
            "documents": self.documents,
        })
    }
}

fn score(document: &GoldDocument, mistakes: &mut usize) -> Scores {
    let mut found = document.annotations();
    link_entities(&mut found);
    let mut scores = Scores { documents: 1, ..Scores::default() };
    let pairs = name_pairs(document, &found);
    let clusters: Vec<(usize, EntityId)> = pairs.iter().map(|(gold, entity)| (gold.entity, *entity)).collect();
    scores.b_cubed.add_document(&clusters);
    report_names(document, &found, &pairs, mistakes);
    let gold_of = gold_of_entities(&clusters);
    for pronoun in &document.pronouns {
        score_pronoun(document, &found, pronoun, &gold_of, &mut scores, mistakes);
    }
    scores
}

/// Each gold name that came back, with the entity it was put to.
fn name_pairs<'g>(document: &'g GoldDocument, found: &Annotations) -> Vec<(&'g GoldMention, EntityId)> {
    let names = found.mentions.iter().filter(|mention| mention.form == Form::Name);
    let by_tokens: BTreeMap<_, _> = names.map(|mention| ((mention.tokens.start, mention.tokens.end), mention.entity)).collect();
    let entity = |gold: &GoldMention| by_tokens.get(&(gold.tokens.start, gold.tokens.end)).copied().flatten();
    document.names.iter().filter_map(|gold| Some((gold, entity(gold)?))).collect()
}

/// The gold entity that most names of a found entity belong to.
fn gold_of_entities(pairs: &[(usize, EntityId)]) -> BTreeMap<EntityId, usize> {
    let mut counts: BTreeMap<EntityId, BTreeMap<usize, usize>> = BTreeMap::new();
    for &(gold, entity) in pairs {
        *counts.entry(entity).or_default().entry(gold).or_default() += 1;
    }
    let most = |counts: BTreeMap<usize, usize>| {
        counts.into_iter().max_by_key(|&(gold, count)| (count, std::cmp::Reverse(gold))).map(|(gold, _)| gold)
    };
    counts.into_iter().filter_map(|(entity, counts)| Some((entity, most(counts)?))).collect()
}

fn score_pronoun(
    document: &GoldDocument,
    found: &Annotations,
    pronoun: &GoldMention,
    gold_of: &BTreeMap<EntityId, usize>,
    scores: &mut Scores,
    mistakes: &mut usize,
) {
    let here = |id: &MentionId| found.mention(*id).form == Form::Pronoun && found.mention(*id).tokens == pronoun.tokens;
    let answers: Vec<Option<usize>> =
        found.mention_ids().filter(here).map(|id| found.mention(id).entity.and_then(|entity| gold_of.get(&entity).copied())).collect();
    let is_resolved = !answers.is_empty();
    let is_correct = answers == [Some(pronoun.entity)];
    scores.all_resolved += usize::from(is_resolved);
    scores.all_correct += usize::from(is_correct);
    if document.is_named_person(pronoun.entity) {
        scores.pronouns += 1;
        scores.resolved += usize::from(is_resolved);
        scores.correct += usize::from(is_correct);
    }
    if is_correct || (!is_resolved && !document.is_named_person(pronoun.entity)) || *mistakes == 0 {
        return;
    }
    *mistakes -= 1;
    let entity = found.mention_ids().find(here).and_then(|id| found.mention(id).entity);
    let answer = entity.map_or("nothing", |entity| &*found.entity(entity).name);
    complain(&format!(
        "{}: pronoun of {:?}, found {answer:?}: {}",
        document.id,
        document.name(pronoun.entity),
        document.in_context(pronoun)
    ));
}

/// Prints entities that are split, and pairs that are wrongly joined, once each.
fn report_names(document: &GoldDocument, found: &Annotations, pairs: &[(&GoldMention, EntityId)], mistakes: &mut usize) {
    let mut seen: Vec<(usize, EntityId)> = Vec::new();
    for (gold, entity) in pairs {
        let other = seen.iter().find(|(g, e)| (*g == gold.entity) != (e == entity) && !seen.contains(&(gold.entity, *entity)));
        if let Some(&(other, other_entity)) = other
            && *mistakes > 0
        {
            *mistakes -= 1;
            let what = if other == gold.entity { "split from" } else { "joined with" };
            let name = &found.entity(other_entity).name;
            complain(&format!("{}: {:?} {what} {name:?} ({:?})", document.id, document.surface(gold), document.name(other)));
        }
        if !seen.contains(&(gold.entity, *entity)) {
            seen.push((gold.entity, *entity));
        }
    }
}
