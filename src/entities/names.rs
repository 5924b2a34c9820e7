//! Name mentions -> groups of mentions that name one thing.

use std::collections::BTreeMap;

use super::forms::{self, NameForm};
use super::persons::{self, Clues};
use super::union::Sets;
use super::{bodies, capitals, demonyms, titles, words};
use crate::document::{Annotations, EntityType, Gender, Id, Mention, TokenId};

/// For each mention the number of what it names.
pub(super) fn groups(annotations: &mut Annotations) -> Vec<usize> {
    let forms = forms::forms(annotations);
    let mut sets = Sets::new(forms.len());
    join_in_brackets(annotations, &forms, &mut sets);
    bodies::join(&forms, &mut sets);
    let persons = persons::resolve(&forms, &mut sets, &Honorifics(annotations), annotations.mentions.len());
    let mut groups = vec![0; annotations.mentions.len()];
    let countries: BTreeMap<&str, usize> = capitals::countries(&forms).collect();
    for (i, form) in forms.iter().enumerate() {
        let country = capitals::country_of(form).and_then(|name| countries.get(name).copied());
        for &mention in &form.mentions {
            let acting = country.filter(|_| capitals::acts(annotations, &annotations.mentions[mention]));
            groups[mention] = persons[mention].unwrap_or_else(|| sets.find(acting.unwrap_or(i)));
            set_kind(annotations, mention, form);
        }
    }
    groups
}

/// A demonym counts as the place it derives from; as people, or as a language, it is a less certain one.
fn set_kind(annotations: &mut Annotations, mention: usize, form: &NameForm) {
    let certainty = form.country.map_or(1.0, |(_, written)| demonyms::certainty(annotations, annotations.mentions[mention].head, written));
    let mention = &mut annotations.mentions[mention];
    mention.kind = if form.country.is_some() { EntityType::Place } else { form.kind };
    mention.confidence *= certainty;
}

struct Honorifics<'a>(&'a Annotations);

impl Clues for Honorifics<'_> {
    fn gender(&self, mention: usize) -> Option<Gender> {
        let first = self.0.mentions[mention].tokens.start;
        let before = first.index().checked_sub(1).map(TokenId::from_index)?;
        let same_sentence = self.0.sentence_of(before) == self.0.sentence_of(first);
        let word = |id| self.0.word(id).to_lowercase();
        same_sentence.then(|| titles::gender_of(&word(before)).filter(|_| titles::is_title(&word(before)))).flatten()
    }
}

/// "Government of National Accord (GNA)": a name and, in brackets after it, letters of its words; "Burma, also known as Myanmar".
fn join_in_brackets(annotations: &Annotations, forms: &[NameForm], sets: &mut Sets) {
    let mut form_of = vec![usize::MAX; annotations.mentions.len()];
    for (i, form) in forms.iter().enumerate() {
        form.mentions.iter().for_each(|&mention| form_of[mention] = i);
    }
    for at in 1..annotations.mentions.len() {
        let (a, b) = (form_of[at - 1], form_of[at]);
        let is_short = || is_bracketed(annotations, at) && may_abbreviate(&forms[a], &forms[b]);
        if forms[a].is_person() == forms[b].is_person() && (is_short() || is_alias(annotations, at)) {
            sets.join(a, b);
        }
    }
}

/// Words between a name and another name of the same.
const ALIASES: &[&str] = &[
    "also known as",
    "widely known as",
    "commonly known as",
    "popularly known as",
    "nicknamed",
    "dubbed",
    "better known as",
    "known as",
    "formerly known as",
    "formerly",
    "aka",
    "a.k.a.",
    "also called",
    "or",
    "known by its acronym",
    "known by the acronym",
    "known by its initials",
    "known by the initials",
    "abbreviated as",
    "abbreviated",
];

fn is_alias(annotations: &Annotations, at: usize) -> bool {
    let (a, b) = (&annotations.mentions[at - 1], &annotations.mentions[at]);
    let after = annotations.text.get(b.span.end..).unwrap_or_default().trim_start();
    // "Paris, or London" is a choice; "the ELN, or National Liberation Army," is closed by a comma.
    let is_closed = after.starts_with([',', ')', '.', ';']);
    a.kind == b.kind && alias_words(annotations, at).is_some_and(|words| words != "or" || (is_closed && is_letters_of(annotations, a, b)))
}

/// Whether the text says that a mention is another name of the one before it: "Mohammed Hamdan Dagalo, known as Hemedti".
pub(super) fn is_said_alias(annotations: &Annotations, at: usize) -> bool {
    alias_words(annotations, at).is_some_and(|words| words != "or")
}

/// The words for another name between a mention and the one before it.
fn alias_words(annotations: &Annotations, at: usize) -> Option<&'static str> {
    let (a, b) = (&annotations.mentions[at - 1], &annotations.mentions[at]);
    let between = annotations.text.get(a.span.end..b.span.start).unwrap_or_default().trim();
    let words = between.strip_prefix([',', '(']).unwrap_or_default().trim();
    let words = words.strip_suffix("the").unwrap_or(words).trim().to_lowercase();
    ALIASES.iter().copied().find(|alias| *alias == words)
}

fn is_letters_of(annotations: &Annotations, a: &Mention, b: &Mention) -> bool {
    let (a, b) = (annotations.surface(a.span), annotations.surface(b.span));
    words::is_acronym(a) != words::is_acronym(b)
}

fn is_bracketed(annotations: &Annotations, at: usize) -> bool {
    let (a, b) = (&annotations.mentions[at - 1], &annotations.mentions[at]);
    let between = annotations.text.get(a.span.end..b.span.start).unwrap_or_default().trim();
    let after = annotations.text.get(b.span.end..).unwrap_or_default().trim_start();
    matches!(between, "(" | "(\"" | "(“" | "(the" | "[") && after.starts_with([')', ']', '"', '”', ',', ';'])
}

/// Whether the letters of an acronym are found in the name in order, the first at its head (it may be in another language: then brackets alone say enough
/// for three letters or more). `MoHFW` is one too.
fn may_abbreviate(name: &NameForm, acronym: &NameForm) -> bool {
    let is_short = |form: &NameForm| words::is_acronym(&form.surface) || is_mixed_acronym(&form.surface);
    let (long, short) = if is_short(acronym) { (name, acronym) } else { (acronym, name) };
    let letters = short.key();
    let mut rest = long.words.iter().flat_map(|word| word.chars());
    let found = letters.chars().all(|letter| rest.any(|c| c == letter));
    let is_enough = if words::is_acronym(&short.surface) { found || letters.len() >= 3 } else { found };
    is_short(short) && long.words.len() > 1 && is_enough
}

fn is_mixed_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let length = name.chars().count();
    (3..=8).contains(&length) && capitals >= 2 && 2 * capitals >= length && name.chars().all(char::is_alphanumeric)
}
