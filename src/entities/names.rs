//! Name mentions -> groups of mentions that name one thing.

use std::collections::BTreeMap;

use super::forms::{self, NameForm};
use super::persons::{self, Clues};
use super::union::Sets;
use super::{bodies, capitals, demonyms, titles, words};
use crate::document::{Annotations, EntityType, Gender, Id, TokenId};

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

/// "Government of National Accord (GNA)": a name and, in brackets after it, letters of its words.
fn join_in_brackets(annotations: &Annotations, forms: &[NameForm], sets: &mut Sets) {
    let mut form_of = vec![usize::MAX; annotations.mentions.len()];
    for (i, form) in forms.iter().enumerate() {
        form.mentions.iter().for_each(|&mention| form_of[mention] = i);
    }
    for at in 1..annotations.mentions.len() {
        let (a, b) = (form_of[at - 1], form_of[at]);
        if is_bracketed(annotations, at) && forms[a].is_person() == forms[b].is_person() && may_abbreviate(&forms[a], &forms[b]) {
            sets.join(a, b);
        }
    }
}

fn is_bracketed(annotations: &Annotations, at: usize) -> bool {
    let (a, b) = (&annotations.mentions[at - 1], &annotations.mentions[at]);
    let between = annotations.text.get(a.span.end..b.span.start).unwrap_or_default().trim();
    let after = annotations.text.get(b.span.end..).unwrap_or_default().trim_start();
    matches!(between, "(" | "(\"" | "(“" | "(the" | "[") && after.starts_with([')', ']', '"', '”', ',', ';'])
}

/// Whether the letters of an acronym are found in the name in order, the first at its head (it may be in another language: then brackets alone say enough
/// for three letters or more).
fn may_abbreviate(name: &NameForm, acronym: &NameForm) -> bool {
    let (long, short) = if words::is_acronym(&acronym.surface) { (name, acronym) } else { (acronym, name) };
    let letters = short.key();
    let mut rest = long.words.iter().flat_map(|word| word.chars());
    let found = letters.chars().all(|letter| rest.any(|c| c == letter));
    words::is_acronym(&short.surface) && long.words.len() > 1 && (found || letters.len() >= 3)
}
