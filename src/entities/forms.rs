//! The distinct names of a document, each with the mentions that are written so; and what type each is, decided over all of them.

use std::collections::BTreeMap;

use super::places::{self, PlaceForm, PlaceId};
use super::{titles, words};
use crate::document::{Annotations, EntityType, Mention};

/// All mentions that are written alike, but for case, accents, points and hyphens, and are of one type.
#[derive(Debug, Clone)]
pub(super) struct NameForm {
    /// The words, folded; of a person without titles.
    pub(super) words: Vec<String>,
    /// As the first mention has it.
    pub(super) surface: String,
    pub(super) kind: EntityType,
    pub(super) country: Option<(PlaceId, PlaceForm)>,
    /// The word for a country right before the first mention, folded: "Libyan" before "National Army".
    pub(super) country_before: Option<String>,
    /// Indices of mentions, in order; never empty.
    pub(super) mentions: Vec<usize>,
}

impl NameForm {
    pub(super) fn is_person(&self) -> bool {
        self.kind == EntityType::Person
    }

    pub(super) fn key(&self) -> String {
        self.words.concat()
    }
}

/// The name forms of a document in the order of first mention.
pub(super) fn forms(annotations: &Annotations) -> Vec<NameForm> {
    let keys: Vec<String> = annotations.mentions.iter().map(|m| words::words(annotations.surface(m.span)).concat()).collect();
    let kinds = Kinds::new(annotations, &keys);
    let mut index: BTreeMap<(String, bool), usize> = BTreeMap::new();
    let mut forms: Vec<NameForm> = Vec::new();
    for (i, mention) in annotations.mentions.iter().enumerate() {
        let surface = annotations.surface(mention.span);
        let kind = kinds.decide(&keys[i], mention.kind);
        let words = if kind == EntityType::Person { person_words(surface) } else { body_words(surface) };
        let key = (words.concat(), kind == EntityType::Person);
        let at = *index.entry(key).or_insert(forms.len());
        if at == forms.len() {
            let country = (kind != EntityType::Person).then(|| places::place(surface)).flatten();
            let kind = if country.is_some() { EntityType::Place } else { kind };
            let country_before = i.checked_sub(1).and_then(|before| country_before(annotations, &annotations.mentions[before], mention));
            forms.push(NameForm { words, surface: surface.to_owned(), kind, country, country_before, mentions: Vec::new() });
        }
        forms[at].mentions.push(i);
    }
    forms
}

fn country_before(annotations: &Annotations, before: &Mention, mention: &Mention) -> Option<String> {
    let surface = annotations.surface(before.span);
    let is_country = before.tokens.end == mention.tokens.start && places::place(surface).is_some();
    is_country.then(|| words::words(surface).concat())
}

/// The words of a person's name, without titles before it and the Arabic article.
fn person_words(surface: &str) -> Vec<String> {
    let written: Vec<&str> = surface.split_whitespace().filter(|word| !matches!(*word, "'s" | "’s")).flat_map(apart).collect();
    let is_title = |word: &&&str| titles::is_title(&word.to_lowercase());
    let titled = written.iter().take(written.len().saturating_sub(1)).take_while(is_title).count();
    let folded = written[titled..].iter().map(|word| words::fold(words::without_article(words::without_possessive(word))));
    folded.filter(|word| !word.is_empty()).collect()
}

/// Initials that are written together with the name, as in "S.Amarsaikhan", stand apart.
fn apart(word: &str) -> Vec<&str> {
    let is_run = |part: &str| part.chars().count() > 2 && part.chars().all(char::is_alphabetic);
    match word.rsplit_once('.') {
        Some((initials, name)) if is_run(name) && initials.split('.').all(|part| part.chars().count() <= 2) => {
            initials.split('.').filter(|part| !part.is_empty()).chain([name]).collect()
        }
        _ => vec![word],
    }
}

fn body_words(surface: &str) -> Vec<String> {
    let words = words::words(surface);
    let start = usize::from(words.len() > 1 && words[0] == "the");
    let words: Vec<String> = words[start..].iter().map(|word| british(word)).collect();
    match &words[..] {
        [first, second, rest @ ..] if !rest.is_empty() => match short_owner(first, second) {
            Some(owner) => std::iter::once(owner.to_owned()).chain(rest.iter().cloned()).collect(),
            None => words,
        },
        _ => words,
    }
}

/// "United Nations Security Council" is the "UN Security Council".
fn short_owner(first: &str, second: &str) -> Option<&'static str> {
    match (first, second) {
        ("united", "nations") => Some("un"),
        ("european", "union") => Some("eu"),
        ("african", "union") => Some("au"),
        _ => None,
    }
}

/// One spelling for words that are spelt in two ways on the two sides of the ocean, or shortened.
fn british(word: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("st", "saint"),
        ("mt", "mount"),
        ("ft", "fort"),
        ("defence", "defense"),
        ("labour", "labor"),
        ("centre", "center"),
        ("organisation", "organization"),
        ("programme", "program"),
    ];
    PAIRS.iter().find(|(a, _)| *a == word).map_or(word, |(_, b)| b).to_owned()
}

/// The types that one written form was given, with the weight of each.
struct Kinds<'k>(BTreeMap<&'k str, [f32; 4]>);

impl<'k> Kinds<'k> {
    fn new(annotations: &Annotations, keys: &'k [String]) -> Self {
        let mut weights: BTreeMap<&str, [f32; 4]> = BTreeMap::new();
        for (mention, key) in annotations.mentions.iter().zip(keys) {
            weights.entry(key).or_default()[mention.kind as usize] += mention.confidence.clamp(0.05, 1.0);
        }
        Self(weights)
    }

    /// Persons are told from what is not a person where both are well attested ("Washington"); between the other types the majority decides.
    fn decide(&self, key: &str, given: EntityType) -> EntityType {
        const RARE: f32 = 0.34;
        let Some(weights) = self.0.get(key) else { return given };
        let person = weights[EntityType::Person as usize] / weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let others = EntityType::ALL.iter().copied().filter(|&kind| kind != EntityType::Person);
        let other = others.fold(EntityType::Organization, |a, b| if weights[b as usize] > weights[a as usize] { b } else { a });
        match given {
            EntityType::Person if person < RARE => other,
            EntityType::Person => EntityType::Person,
            _ if person > 1.0 - RARE => EntityType::Person,
            _ => other,
        }
    }
}
