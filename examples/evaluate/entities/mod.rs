//! Entities against the coreference of a CoNLL-U file in the manner of GUM (`Entity=` in the last column), with its tokens, trees and names; or, end to
//! end, against the names that annotators of articles put to each entity.

mod b_cubed;
mod gold;
mod grouping;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use dateline::document::{Annotations, EntityId, Form, Id, MentionId, TokenId};
use dateline::{Extractor, link_entities};
use serde_json::{Value, json};

use self::b_cubed::BCubed;
use self::gold::{GoldDocument, GoldMention};
use crate::Options;
use crate::score::fraction;
use crate::support::complain;

/// Links the names of each document and scores the entities over them, and the pronouns and descriptions that stand for them.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    if path.extension().is_some_and(|extension| extension == "ndjson") {
        return grouping::run(extractor, path, options);
    }
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
    descriptions: Descriptions,
}

/// Common nouns that stand for what the document named before, and nouns that the library takes for such.
#[derive(Debug, Clone, Copy, Default)]
struct Descriptions {
    gold: usize,
    found: usize,
    correct: usize,
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
        self.descriptions.gold += other.descriptions.gold;
        self.descriptions.found += other.descriptions.found;
        self.descriptions.correct += other.descriptions.correct;
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
            "descriptions": {
                "p": fraction(self.descriptions.correct, self.descriptions.found),
                "r": fraction(self.descriptions.correct, self.descriptions.gold),
                "found": self.descriptions.found,
                "gold": self.descriptions.gold,
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
    scores.descriptions = score_descriptions(document, &found, &gold_of, mistakes);
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
    let is_correct = is_resolved && answers.into_iter().collect::<Option<BTreeSet<_>>>() == Some(document.meant_by(pronoun.entity));
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

/// A description counts where what it stands for was named before; one found is right if it stands for just that.
fn score_descriptions(
    document: &GoldDocument,
    found: &Annotations,
    gold_of: &BTreeMap<EntityId, usize>,
    mistakes: &mut usize,
) -> Descriptions {
    // The annotation keeps a government apart from its state; the library takes the one for the other, as the relations do.
    let acts_for_state =
        |token: TokenId| matches!(&*found.token(token).lemma.to_lowercase(), "government" | "regime" | "military" | "army");
    let mut answers: BTreeMap<TokenId, BTreeSet<Option<usize>>> = BTreeMap::new();
    for mention in found.mentions.iter().filter(|mention| mention.form == Form::Description && !acts_for_state(mention.head)) {
        let entity = mention.entity.and_then(|entity| gold_of.get(&entity).copied());
        answers.entry(mention.head).or_default().insert(entity);
    }
    let gold: BTreeMap<TokenId, &GoldMention> = document.descriptions.iter().map(|(head, mention)| (*head, mention)).collect();
    let is_right = |(head, answer): (&TokenId, &BTreeSet<Option<usize>>)| {
        gold.get(head).is_some_and(|gold| *answer == document.meant_by(gold.entity).into_iter().map(Some).collect())
    };
    let is_wanted = |(head, gold): &(&TokenId, &&GoldMention)| {
        document.is_named_before(gold.entity, **head) && found.mentions.iter().all(|m| m.form != Form::Name || m.head != **head)
    };
    let counts = Descriptions {
        gold: gold.iter().filter(is_wanted).count(),
        found: answers.len(),
        correct: answers.iter().filter(|&answer| is_right(answer)).count(),
    };
    let wrong = answers.iter().filter(|&answer| !is_right(answer)).map(|(head, _)| (*head, "wrong"));
    let missed = gold.iter().filter(is_wanted).filter(|(head, _)| !answers.contains_key(head)).map(|(head, _)| (*head, "missed"));
    for (head, what) in wrong.chain(missed).take(*mistakes) {
        let answer: Vec<&str> = answers.get(&head).into_iter().flatten().map(|gold| gold.map_or("?", |gold| document.name(gold))).collect();
        let wanted =
            gold.get(&head).map_or(Vec::new(), |gold| document.meant_by(gold.entity).into_iter().map(|e| document.name(e)).collect());
        let tokens = head..TokenId::from_index(head.index() + 1);
        let context = document.in_context(&GoldMention { entity: 0, kind: None, tokens });
        complain(&format!("{}: {what} description of {wanted:?}, found {answer:?}: {context}", document.id));
    }
    counts
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
