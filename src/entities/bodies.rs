//! Names of organizations, places and other things that are not persons: acronyms, short forms, countries.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::NameForm;
use super::known;
use super::lists::List;
use super::places;
use super::union::Sets;
use super::words::{are_close_spellings, is_acronym, skeleton, without_silent_h};
use crate::document::EntityType;

/// Whether a name says by a common noun what body it is of a state or other body: "Ministry of Public Security".
pub(super) fn has_head(name: &str) -> bool {
    inverted(&super::words::words(name)).last().is_some_and(|head| List::Heads.has(head))
}

/// Joins the forms that name one thing. Persons are left as they are.
pub(super) fn join(forms: &[NameForm], sets: &mut Sets) {
    let bodies: Vec<usize> = (0..forms.len()).filter(|&i| !forms[i].is_person()).collect();
    join_countries(forms, &bodies, sets);
    let named: Vec<usize> = bodies.into_iter().filter(|&i| forms[i].country.is_none()).collect();
    join_known(forms, &named, sets);
    join_by_core(forms, &named, sets);
    join_misspelt(forms, &named, sets);
    join_acronyms(forms, &named, sets);
    join_short_forms(forms, &named, sets);
    join_first_words(forms, &named, sets);
    join_governed(forms, &named, sets);
}

fn join_governed(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let places: BTreeMap<String, usize> =
        named.iter().filter(|&&i| forms[i].kind == EntityType::Place).map(|&i| (forms[i].key(), i)).collect();
    for &i in named {
        if let Some(&place) = place_governed(&forms[i]).and_then(|key| places.get(&key)) {
            sets.join(i, place);
        }
    }
}

fn join_countries(forms: &[NameForm], bodies: &[usize], sets: &mut Sets) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let koreas = koreas(forms, bodies);
    for &i in bodies {
        let name = match (forms[i].country, forms[i].key().as_str()) {
            (Some((country, _)), _) => places::canonical_name(country),
            (None, "north") if koreas.contains(&"North Korea") => "North Korea",
            (None, "south") if koreas.contains(&"South Korea") || koreas.contains(&"North Korea") => "South Korea",
            _ => continue,
        };
        let name = if name == "Korea" && koreas == ["South Korea"] { "South Korea" } else { name };
        let other = *first.entry(name).or_insert(i);
        sets.join(i, other);
    }
}

/// The Koreas that the document names. Where it names the South alone, "Korea" is the South; of the North one does not speak so.
fn koreas(forms: &[NameForm], bodies: &[usize]) -> Vec<&'static str> {
    let is_named =
        |name: &&str| bodies.iter().any(|&i| forms[i].country.is_some_and(|(country, _)| places::canonical_name(country) == *name));
    ["South Korea", "North Korea"].into_iter().filter(is_named).collect()
}

/// The names of a body of the table.
fn join_known(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let mut first: BTreeMap<known::BodyId, usize> = BTreeMap::new();
    for &i in named {
        for &body in known::bodies(&forms[i].key()) {
            let other = *first.entry(body).or_insert(i);
            sets.join(i, other);
        }
    }
}

/// The words by which a form is told from others: without a country before it and corporate words after it, "X of Y" as "Y X".
fn core(form: &NameForm) -> (Option<usize>, Vec<String>) {
    let (country, words) = without_country(form);
    (country, inverted(&without_tails(words)))
}

/// Splits a country or its adjective off the head of a name.
fn without_country(form: &NameForm) -> (Option<usize>, &[String]) {
    let written: Vec<&str> = form.surface.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the")).collect();
    for length in (1..=3.min(written.len().saturating_sub(1))).rev() {
        let name = written[..length].join(" ");
        let found = places::place(name.trim_end_matches("'s").trim_end_matches("’s"));
        if let Some((country, _)) = found
            && form.words.len() > length
        {
            return (Some(country), &form.words[length..]);
        }
    }
    without_country_behind(form, &written).unwrap_or((None, &form.words))
}

/// Splits "of Libya" off the end of a name that has more than one word before it: "Supreme Council of State of Libya", not "Bank of England".
fn without_country_behind<'f>(form: &'f NameForm, written: &[&str]) -> Option<(Option<usize>, &'f [String])> {
    let of = written.iter().rposition(|word| *word == "of").filter(|&of| of > 1)?;
    let (country, _) = places::place(&written[of + 1..].join(" "))?;
    let end = form.words.iter().rposition(|word| word == "of").filter(|&end| end > 1)?;
    Some((Some(country), &form.words[..end]))
}

fn without_tails(words: &[String]) -> Vec<String> {
    let is_corporate = |word: &String| List::Corporate.has(word);
    let end = words.len() - words.iter().rev().take_while(|word| is_corporate(word)).count();
    words[..if end == 0 { words.len() } else { end }].to_vec()
}

/// "Municipality of Livorno" is Livorno.
fn place_governed(form: &NameForm) -> Option<String> {
    match &form.words[..] {
        [whole, of, rest @ ..] if of == "of" && !rest.is_empty() && List::Governed.has(whole) => {
            Some(rest.iter().filter(|word| *word != "the").cloned().collect())
        }
        _ => None,
    }
}

/// "Department of Justice" as "justice department".
fn inverted(words: &[String]) -> Vec<String> {
    let Some(of) = words.iter().position(|word| word == "of").filter(|&of| of > 0 && of + 1 < words.len()) else { return words.to_vec() };
    let rest = words[of + 1..].iter().filter(|word| *word != "the");
    rest.chain(&words[..of]).cloned().collect()
}

fn join_by_core(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let mut groups: BTreeMap<String, Vec<(Option<usize>, usize)>> = BTreeMap::new();
    for &i in named {
        let (country, words) = core(&forms[i]);
        groups.entry(words.concat()).or_default().push((country, i));
        let mut content: Vec<&String> = words.iter().filter(|word| !List::Small.has(word) && *word != "affairs").collect();
        content.sort_unstable();
        let content = content.into_iter().fold(String::from("="), |key, word| key + word);
        groups.entry(content).or_default().push((country, i));
    }
    for group in groups.values() {
        join_group(group, sets);
    }
}

/// Forms of one core are one thing, unless they name different countries; the form without a country then is none of them.
fn join_group(group: &[(Option<usize>, usize)], sets: &mut Sets) {
    let mut first: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for &(country, i) in group {
        let other = *first.entry(country).or_insert(i);
        sets.join(i, other);
    }
    if let (2, Some(&bare)) = (first.len(), first.get(&None)) {
        for &other in first.values() {
            sets.join(bare, other);
        }
    }
}

/// Long names that differ by a slip in the vowels or a doubled letter, and shorter ones of places that are two spellings of one foreign name: "Basrah".
fn join_misspelt(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    const LONG: usize = 7;
    const SHORT: usize = 5;
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for &i in named {
        let key = forms[i].key();
        let is_place = forms[i].kind == EntityType::Place && forms[i].words.len() == 1 && key.len() >= SHORT;
        if key.len() < LONG && !is_place {
            continue;
        }
        let other = *first.entry(skeleton(without_silent_h(&key))).or_insert(i);
        let other_key = forms[other].key();
        let is_long = key.len() >= LONG && other_key.len() >= LONG;
        if is_long || are_close_spellings(without_silent_h(&key), without_silent_h(&other_key)) {
            sets.join(i, other);
        }
    }
}

fn join_acronyms(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let mut long: BTreeMap<String, usize> = BTreeMap::new();
    for &i in named.iter().filter(|&&i| forms[i].words.len() > 1) {
        for letters in all_initials(&forms[i]) {
            long.entry(letters).or_insert(i);
        }
    }
    for &i in named.iter().filter(|&&i| is_acronym(&forms[i].surface)) {
        if let Some(&other) = long.get(&forms[i].key()) {
            sets.join(i, other);
        }
    }
}

/// The acronyms that a name may have: with and without its small words, its country, its corporate words.
fn all_initials(form: &NameForm) -> Vec<String> {
    let parts = |name: &str| -> Vec<String> {
        name.split(|c: char| c.is_whitespace() || c == '-').map(super::words::fold).filter(|w| !w.is_empty()).collect()
    };
    let words = parts(&form.surface);
    let start = usize::from(words.first().is_some_and(|word| word == "the"));
    let words = &words[start..];
    let skipped = form.words.len() - without_country(form).1.len();
    let mut out = Vec::new();
    let led: Vec<String> = form.country_before.iter().chain(words).cloned().collect();
    // "Centers for Disease Control and Prevention" is the CDC.
    let first = words.iter().rposition(|word| word == "and").map_or(words, |and| &words[..and]);
    out.extend(
        form.surface
            .split_whitespace()
            .next()
            .filter(|word| is_acronym(word))
            .map(|word| super::words::fold(word) + &initials(words.iter().skip(1).filter(|word| !List::Small.has(word)))),
    );
    for words in [words, &led, first, words.get(skipped..).unwrap_or_default(), &without_tails(words), &inverted(words)] {
        out.push(initials(words.iter()));
        out.push(initials(words.iter().filter(|word| !List::Small.has(word))));
    }
    out.retain(|letters| letters.chars().count() >= 2);
    out.dedup();
    out
}

fn initials<'w>(words: impl Iterator<Item = &'w String>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}

/// Joins short forms with the one longer name that they can stand for.
fn join_short_forms(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let mut long: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let known: BTreeSet<String> = named.iter().map(|&i| forms[i].key()).collect();
    for &i in named {
        for short in short_forms(&forms[i]).into_iter().chain(without_owner(&forms[i], &known)) {
            long.entry(short).or_default().push(i);
        }
    }
    for &i in named {
        let Some(candidates) = long.get(&forms[i].key()) else { continue };
        // A short form stands for what was named before it, if anything was.
        let is_before = |&&candidate: &&usize| forms[candidate].mentions.first() < forms[i].mentions.first();
        let before = candidates.iter().any(|candidate| is_before(&candidate));
        let fitting = candidates.iter().filter(|candidate| !before || is_before(candidate));
        let mut roots: Vec<usize> = fitting.filter(|&&c| c != i).map(|&c| sets.find(c)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots.retain(|&root| !is_seat(&forms[i], &forms[root]));
        if let [only] = roots[..] {
            sets.join(i, only);
        }
    }
}

/// "Kinross" for "Kinross Gold Corp", "Red Star" for "Red Star Belgrade": the first words of the one body that begins with them, named before and by no
/// other name, stand for it. A body within another ("Lufthansa Cargo", "Hamas Health Ministry") is mostly named after the other, or ends in a noun for what it is.
fn join_first_words(forms: &[NameForm], named: &[usize], sets: &mut Sets) {
    let is_body = |i: &&usize| forms[**i].kind == EntityType::Organization;
    let bodies: Vec<usize> = named.iter().filter(is_body).copied().collect();
    let mut beginning: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &i in &bodies {
        for end in 1..forms[i].words.len() {
            beginning.entry(forms[i].words[..end].concat()).or_default().push(i);
        }
    }
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in named {
        *size.entry(sets.find(i)).or_default() += 1;
    }
    for &short in &bodies {
        let candidates = beginning.get(&forms[short].key()).map_or(&[][..], Vec::as_slice);
        let Some(&long) = candidates.first() else { continue };
        let is_only = candidates.iter().all(|&other| sets.find(other) == sets.find(long));
        let is_alone = size.get(&sets.find(short)) == Some(&1);
        if is_only && is_alone && is_called_by_first_words(&forms[long], &forms[short]) {
            sets.join(short, long);
        }
    }
}

fn is_called_by_first_words(long: &NameForm, short: &NameForm) -> bool {
    let key = short.key();
    let is_telling = short.words.iter().any(|word| word.chars().count() > 2 && !super::nouns::is_common(word) && !List::Heads.has(word));
    let rest = long.words.get(short.words.len()..).unwrap_or_default();
    let is_within =
        rest.iter().any(|word| List::Heads.has(word) || List::Organised.has(word) || matches!(word.as_str(), "of" | "for" | "in"));
    let is_before = long.mentions.first() < short.mentions.first();
    is_before && is_telling && !is_within && !List::International.has(&key) && places::place(&short.surface).is_none()
}

/// A place is not the body that is named after it.
fn is_seat(short: &NameForm, long: &NameForm) -> bool {
    short.kind == EntityType::Place && long.kind != EntityType::Place
}

/// "Security Council" for "United Nations Security Council": without a body that the text names too, or everyone knows.
fn without_owner(form: &NameForm, known: &BTreeSet<String>) -> Option<String> {
    let length = form.words.len();
    let has_head = form.words.last().is_some_and(|head| List::Heads.has(head));
    let is_known = |name: &String| known.contains(name) || List::International.has(name);
    let owner = (1..length.saturating_sub(1)).rev().find(|&end| is_known(&form.words[..end].concat()));
    owner.filter(|_| has_head && form.kind == EntityType::Organization).map(|end| form.words[end..].concat())
}

/// The keys of the short forms that a name may have.
fn short_forms(form: &NameForm) -> Vec<String> {
    let words = without_country(form).1;
    let mut out = Vec::new();
    if let Some(name) = without_club(words) {
        out.push(name.concat());
    }
    let tails = words.iter().rev().take_while(|word| List::Corporate.has(word) || List::Tails.has(word)).count();
    for cut in 1..=tails.min(words.len().saturating_sub(1)) {
        out.push(words[..words.len() - cut].concat());
    }
    out.extend(team_names(form));
    if let Some([church, of, rest @ ..]) = words.get(..).filter(|words| words.len() == 3)
        && (church.as_str(), of.as_str()) == ("church", "of")
    {
        out.push(rest.concat());
    }
    if let Some(of) = words.iter().position(|word| matches!(word.as_str(), "of" | "for")).filter(|&of| of > 1) {
        out.push(words[..of].concat());
    }
    out.extend(places_in(form));
    let inverted = inverted(words);
    if let Some(head) = inverted.last().filter(|head| inverted.len() > 1 && List::Heads.has(head)) {
        out.push(head.clone());
    }
    out.retain(|short| *short != form.key());
    out
}

/// "Barcelona" for "FC Barcelona", "Pertamina" for "PT Pertamina": without the letters for a club or a company before the name.
fn without_club(words: &[String]) -> Option<&[String]> {
    words.split_first().filter(|(first, rest)| List::Clubs.has(first) && !rest.is_empty()).map(|(_, rest)| rest)
}

/// "Red Sox" and "Sox" for "Boston Red Sox": what a team, a band, a union of people is called by the plural at the end of its name.
fn team_names(form: &NameForm) -> Vec<String> {
    let length = form.words.len();
    let is_plural = form.words.last().is_some_and(|last| (last.ends_with('s') || last.ends_with('x')) && !last.ends_with("ss"));
    let is_team = form.kind == EntityType::Organization && is_plural && (2..=4).contains(&length);
    if is_team { (1..length).map(|first| form.words[first..].concat()).collect() } else { Vec::new() }
}

/// "Everest" for "Mount Everest", "Athens" for "Athens, Georgia", "Gobi" for "Gobi Desert", "Falklands" for "Falkland Islands".
fn places_in(form: &NameForm) -> Vec<String> {
    let mut out = Vec::new();
    if form.kind != EntityType::Place {
        return out;
    }
    if let [name @ .., feature] = &form.words[..]
        && !name.is_empty()
        && List::Features.has(feature)
    {
        out.push(name.concat());
        out.extend((feature == "islands").then(|| name.concat() + "s"));
    }
    out.extend(form.surface.split_once(',').map(|(place, _)| super::words::words(place).concat()));
    out.extend(form.words.first().filter(|word| matches!(word.as_str(), "mount" | "mt")).map(|_| form.words[1..].concat()));
    out.retain(|place| !place.is_empty());
    out
}
