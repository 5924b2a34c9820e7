//! Mentions that a tagger cuts amiss in a regular way, mended before they are linked.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::List;
use super::places;
use super::spans::{self, ids};
use super::{nouns, persons, titles, words};
use crate::document::{Annotations, EntityType, Form, Id, Mention, TokenId, Upos};

/// Mends the name mentions, which stay in order.
pub(super) fn mend(annotations: &mut Annotations) {
    drop_what_is_no_name(annotations);
    join_split_places(annotations);
    join_split_bodies(annotations);
    free_persons(annotations);
    drop_offices(annotations);
    type_acronyms_in_brackets(annotations);
    type_single_words(annotations);
    type_bodies(annotations);
    spread(annotations);
    annotations.mentions.sort_by_key(|mention| mention.span);
}

/// "it" and "that" are no names, and "US$" is money.
fn drop_what_is_no_name(annotations: &mut Annotations) {
    let mut mentions = std::mem::take(&mut annotations.mentions);
    mentions.retain(|mention| {
        let surface = annotations.surface(mention.span);
        let is_closed = ids(&mention.tokens).all(|id| is_closed_class(annotations.token(id).upos));
        let is_lower = !surface.chars().any(|c| c.is_uppercase() || c.is_numeric());
        !(surface.ends_with('$') || (is_lower && is_closed))
    });
    annotations.mentions = mentions;
}

fn is_closed_class(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Pron
            | Upos::Det
            | Upos::Adp
            | Upos::Aux
            | Upos::Cconj
            | Upos::Sconj
            | Upos::Part
            | Upos::Punct
            | Upos::Sym
            | Upos::Verb
            | Upos::Adv
    )
}

/// "Libyan Government" of "National Accord": what stands behind a body's noun and "of" belongs to its name, unless it is a name that stands alone.
fn join_split_bodies(annotations: &mut Annotations) {
    join_neighbours(annotations, |annotations, body, name| {
        let confidence = body.confidence.max(name.confidence);
        is_first_half(annotations, body, name).then(|| Mention { confidence, ..joined(body, name, EntityType::Organization) })
    });
}

/// Whether a body's name that ends in its noun goes on with "of" and this name.
fn is_first_half(annotations: &Annotations, body: &Mention, name: &Mention) -> bool {
    let between: Vec<TokenId> = ids(&(body.tokens.end..name.tokens.start)).collect();
    let is_of = matches!(between[..], [of] if annotations.word(of) == "of");
    let noun = ids(&body.tokens).last().map(|id| annotations.word(id)).unwrap_or_default();
    let is_noun = noun.starts_with(char::is_uppercase) && List::Heads.has(&noun.to_lowercase());
    let are_bodies = body.kind == EntityType::Organization && matches!(name.kind, EntityType::Organization | EntityType::Misc);
    let stands_alone = places::place(annotations.surface(name.span)).is_some() || words::is_acronym(annotations.surface(name.span));
    is_of && is_noun && are_bodies && !stands_alone
}

/// "North" and "Korean", "Southeast" and "Asian": two mentions side by side that together are one place of the table.
fn join_split_places(annotations: &mut Annotations) {
    join_neighbours(annotations, |annotations, first, second| {
        let is_known = |span| places::place(annotations.surface(span)).is_some();
        let is_place = first.tokens.end == second.tokens.start && is_known(first.span.cover(second.span)) && is_known(second.span);
        is_place.then(|| joined(first, second, EntityType::Place))
    });
}

/// Puts one mention in the place of two that follow each other, where `join` makes one of them; the new one may be joined with the next again.
fn join_neighbours(annotations: &mut Annotations, join: impl Fn(&Annotations, &Mention, &Mention) -> Option<Mention>) {
    let mut left: Vec<Mention> = Vec::with_capacity(annotations.mentions.len());
    for mention in std::mem::take(&mut annotations.mentions) {
        match left.last_mut().and_then(|last| Some((join(annotations, last, &mention)?, last))) {
            Some((whole, last)) => *last = whole,
            None => left.push(mention),
        }
    }
    annotations.mentions = left;
}

/// The second mention, from where the first begins.
fn joined(first: &Mention, second: &Mention, kind: EntityType) -> Mention {
    Mention { span: first.span.cover(second.span), tokens: first.tokens.start..second.tokens.end, kind, ..second.clone() }
}

/// "Darfur Region Minni Minawi": where the text has a person of the last word's name elsewhere, or what stands before is a known place or body, a person
/// was swallowed by the name before him.
fn free_persons(annotations: &mut Annotations) {
    let persons = last_words(annotations, |kind| kind == EntityType::Person);
    let others = last_words(annotations, |kind| kind != EntityType::Person);
    let mut freed = Vec::new();
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let last = TokenId::from_index(mention.tokens.end.index() - 1);
        let surname = words::fold(words::without_article(annotations.word(last)));
        if mention.kind == EntityType::Person
            || ids(&mention.tokens).len() < 3
            || !persons.contains_key(&surname)
            || others.get(&surname) != Some(&Some(annotations.surface(mention.span).to_owned()))
        {
            continue;
        }
        let Some(start) = first_of_person(annotations, mention, &others) else { continue };
        let (kind, confidence) = (mention.kind, mention.confidence);
        let (body, person) = (mention.tokens.start..start, start..mention.tokens.end);
        freed.extend(spans::mention(annotations, person, EntityType::Person, confidence * 0.9));
        match spans::mention(annotations, body, kind, confidence * 0.9) {
            Some(body) => annotations.mentions[at] = body,
            None => annotations.mentions[at].tokens.end = annotations.mentions[at].tokens.start,
        }
    }
    annotations.mentions.retain(|mention| !mention.tokens.is_empty());
    annotations.mentions.extend(freed);
    annotations.mentions.sort_by_key(|mention| mention.span);
}

/// The last words of names of a type, folded, each with the name if it is the last word of one name only: single words of persons are mostly surnames.
fn last_words(annotations: &Annotations, of: impl Fn(EntityType) -> bool) -> BTreeMap<String, Option<String>> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| mention.form == Form::Name && of(mention.kind)) {
        let last = TokenId::from_index(mention.tokens.end.index() - 1);
        let surface = annotations.surface(mention.span);
        let only = found.entry(words::fold(words::without_article(annotations.word(last)))).or_insert_with(|| Some(surface.to_owned()));
        only.take_if(|name| name != surface);
    }
    found
}

/// Where the person's name begins: at most three words before the last, up to a word for a body or an office or one by which another name ends.
fn first_of_person(annotations: &Annotations, mention: &Mention, others: &BTreeMap<String, Option<String>>) -> Option<TokenId> {
    const WORDS: usize = 3;
    let last = mention.tokens.end.index() - 1;
    let (mut start, mut names) = (last, 0);
    for at in (mention.tokens.start.index()..last).rev() {
        let word = annotations.word(TokenId::from_index(at));
        let folded = words::fold(word);
        let is_link = matches!(word, "-" | "‐" | "‑") || persons::is_particle(&folded) && word.starts_with(char::is_lowercase);
        let is_name = word.starts_with(char::is_uppercase) && !nouns::is_common(&folded) && !titles::is_title(&word.to_lowercase());
        if names == WORDS || !(is_link || is_name) || others.contains_key(&folded) {
            break;
        }
        if is_name {
            start = at;
            names += 1;
        }
    }
    (start > mention.tokens.start.index()).then(|| TokenId::from_index(start))
}

/// "United Nations Secretary-General" before a person is the body and an office.
fn drop_offices(annotations: &mut Annotations) {
    for at in 0..annotations.mentions.len().saturating_sub(1) {
        let (mention, next) = (&annotations.mentions[at], &annotations.mentions[at + 1]);
        if mention.kind == EntityType::Person || next.kind != EntityType::Person || next.tokens.start != mention.tokens.end {
            continue;
        }
        let is_office =
            |&id: &TokenId| matches!(annotations.word(id), "-" | "‐" | "‑") || nouns::is_role(&annotations.word(id).to_lowercase());
        let kept = ids(&mention.tokens).rev().skip_while(is_office).count();
        let end = TokenId::from_index(mention.tokens.start.index() + kept);
        let body = (0 < kept && end < mention.tokens.end)
            .then(|| spans::mention(annotations, mention.tokens.start..end, mention.kind, mention.confidence));
        if let Some(body) = body.flatten() {
            annotations.mentions[at] = body;
        }
    }
}

/// "Bangsamoro Authority (BARMM)": an acronym in brackets is of the type of the name before it, here and elsewhere, unless that is a person.
fn type_acronyms_in_brackets(annotations: &mut Annotations) {
    let mut kinds: BTreeMap<String, EntityType> = BTreeMap::new();
    for pair in annotations.mentions.windows(2) {
        let between = annotations.text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default().trim();
        let acronym = annotations.surface(pair[1].span);
        if between == "(" && pair[0].kind != EntityType::Person && ids(&pair[0].tokens).len() > 1 && words::is_acronym(acronym) {
            kinds.entry(acronym.to_owned()).or_insert(pair[0].kind);
        }
    }
    for at in 0..annotations.mentions.len() {
        if let Some(&kind) = kinds.get(annotations.surface(annotations.mentions[at].span)) {
            annotations.mentions[at].kind = kind;
        }
    }
}

/// A word that is tagged as a body, but is the surname of a person whom the text names in full, is that person, unless bodies or places are called by it
/// too ("Ford Motor"); tagged as a place only where that happens no more often than the full name. Known places stay what they are. A given name is a person
/// only where it is tagged as nothing in particular: "Prayut" beside "Prayut Chan-o-cha".
fn type_single_words(annotations: &mut Annotations) {
    let (surnames, given) = (words_at(annotations, |tokens| tokens.len() - 1), words_at(annotations, |_| 0));
    let is_other = |mention: &Mention| mention.kind != EntityType::Person && ids(&mention.tokens).len() == 1;
    let mut places_called: BTreeMap<String, usize> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| is_other(mention) && mention.kind == EntityType::Place) {
        *places_called.entry(annotations.surface(mention.span).to_owned()).or_default() += 1;
    }
    let eponyms = words_in_names_of_others(annotations);
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let surface = annotations.surface(mention.span);
        if !is_other(mention) || eponyms.contains(surface) || is_known(surface) {
            continue;
        }
        let full = surnames.get(surface).copied().unwrap_or(0);
        let is_surname = full > 0 && places_called.get(surface).is_none_or(|&count| count <= full);
        let is_given = mention.kind == EntityType::Misc && given.contains_key(surface);
        if is_surname || is_given {
            annotations.mentions[at].kind = EntityType::Person;
        }
    }
}

/// "Gulf Dockers' Union": a name that ends as those of bodies do is no place, unless the table knows it as one.
fn type_bodies(annotations: &mut Annotations) {
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let mut words = ids(&mention.tokens).map(|id| annotations.word(id).to_lowercase());
        let is_body = words.by_ref().skip(1).last().is_some_and(|last| List::Organised.has(&last));
        if mention.kind == EntityType::Place && is_body && places::place(annotations.surface(mention.span)).is_none() {
            annotations.mentions[at].kind = EntityType::Organization;
        }
    }
}

fn is_known(surface: &str) -> bool {
    places::place(surface).is_some() || places::country_of_capital(surface).is_some() || nouns::is_common(&surface.to_lowercase())
}

/// The words of names of several words that are no person's.
fn words_in_names_of_others(annotations: &Annotations) -> BTreeSet<String> {
    let others = annotations.mentions.iter().filter(|mention| mention.kind != EntityType::Person && ids(&mention.tokens).len() > 1);
    others.flat_map(|mention| ids(&mention.tokens)).map(|token| annotations.word(token).to_owned()).collect()
}

/// The words at one place of the names of persons of two and more words, as they are written, and how often there is one.
fn words_at(annotations: &Annotations, place: impl Fn(&[TokenId]) -> usize) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| mention.kind == EntityType::Person && ids(&mention.tokens).len() > 1) {
        let tokens: Vec<TokenId> = ids(&mention.tokens).collect();
        *found.entry(annotations.word(tokens[place(&tokens)]).to_owned()).or_default() += 1;
    }
    found
}

/// A proper noun that no mention covers, and that is written like a surname or like a name of one word that was found elsewhere, is that name.
fn spread(annotations: &mut Annotations) {
    const CONFIDENCE: f32 = 0.75;
    let mut known: BTreeMap<String, EntityType> =
        words_at(annotations, |tokens| tokens.len() - 1).into_keys().map(|name| (name, EntityType::Person)).collect();
    for mention in annotations.mentions.iter().filter(|mention| ids(&mention.tokens).len() == 1) {
        known.entry(annotations.surface(mention.span).to_owned()).or_insert(mention.kind);
    }
    let mut covered = vec![false; annotations.tokens.len()];
    for mention in &annotations.mentions {
        covered[mention.tokens.start.index()..mention.tokens.end.index()].fill(true);
    }
    let is_beside_name = |i: usize| (i > 0 && covered[i - 1]) || covered.get(i + 1) == Some(&true);
    let mut found = Vec::new();
    for (i, token) in annotations.tokens.iter().enumerate() {
        let word = annotations.surface(token.span);
        let is_name =
            token.upos == Upos::Propn && word.len() > 2 && word.starts_with(char::is_uppercase) && !nouns::is_common(&word.to_lowercase());
        if let Some(&kind) = known.get(word).filter(|_| is_name && !covered[i] && !is_beside_name(i)) {
            found.extend(spans::mention(annotations, TokenId::range(i..i + 1), kind, CONFIDENCE));
        }
    }
    annotations.mentions.extend(found);
}
