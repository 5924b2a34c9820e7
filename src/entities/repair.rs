//! Mentions that a tagger cuts amiss in a regular way, mended before they are linked.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::List;
use super::places;
use super::spans::{self, ids};
use super::{known, leanings, national, nouns, persons, titles, types, words};
use crate::document::{Annotations, EntityType, Id, Mention, TokenId, Upos};

/// Mends the name mentions, which stay in order.
pub(super) fn mend(annotations: &mut Annotations) {
    drop_what_is_no_name(annotations);
    join_split_places(annotations);
    join_split_bodies(annotations);
    national::join(annotations);
    known::mend(annotations);
    free_persons(annotations);
    drop_offices(annotations);
    drop_titles(annotations);
    types::decide(annotations);
    spread(annotations);
    annotations.mentions.sort_by_key(|mention| mention.span);
    leanings::add(annotations);
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
    // The tagger cut the name, so that it is less sure of its parts than the words for a body are.
    const CONFIDENCE: f32 = 0.7;
    join_neighbours(annotations, |annotations, body, name| {
        let confidence = body.confidence.max(name.confidence).max(CONFIDENCE);
        is_first_half(annotations, body, name).then(|| Mention { confidence, ..joined(body, name, EntityType::Organization) })
    });
}

/// Whether a body's name that ends in its noun goes on with "of" and this name.
fn is_first_half(annotations: &Annotations, body: &Mention, name: &Mention) -> bool {
    let between: Vec<TokenId> = ids(&(body.tokens.end..name.tokens.start)).collect();
    let is_of = match between[..] {
        [of] => annotations.word(of) == "of",
        // "International Committee of the Red Cross", not "Ministry of the Interior", which is one mention.
        [of, the] => annotations.word(of) == "of" && annotations.word(the) == "the" && name.kind == EntityType::Organization,
        _ => false,
    };
    let noun = ids(&body.tokens).last().map(|id| annotations.word(id)).unwrap_or_default();
    let is_noun = noun.starts_with(char::is_uppercase) && List::Heads.has(&noun.to_lowercase());
    let are_bodies = body.kind == EntityType::Organization && matches!(name.kind, EntityType::Organization | EntityType::Misc);
    let stands_alone = places::place(annotations.surface(name.span)).is_some() || words::is_acronym(annotations.surface(name.span));
    is_of && is_noun && are_bodies && !stands_alone
}

/// "North" and "Korean", "Kingdom" of "Bahrain", "Jammu" and "Kashmir", "Washington", "D.C.": two mentions that together are one place of the table.
fn join_split_places(annotations: &mut Annotations) {
    join_neighbours(annotations, |annotations, first, second| {
        let is_known = |span| places::place(annotations.surface(span)).is_some();
        let between: Vec<&str> = ids(&(first.tokens.end..second.tokens.start)).map(|id| annotations.word(id)).collect();
        let whole = first.span.cover(second.span);
        let is_place = match between[..] {
            [] => is_known(whole) && is_known(second.span),
            ["of" | "and" | "&"] | ["of", "the"] => is_known(whole),
            [","] => places::country_of_capital(annotations.surface(whole)).is_some(),
            _ => false,
        };
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
    let persons = types::last_words(annotations, |kind| kind == EntityType::Person);
    let others = types::last_words(annotations, |kind| kind != EntityType::Person);
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
        let between = mention.tokens.end..next.tokens.start.max(mention.tokens.end);
        // "U.N. Secretary" "-General António Guterres"
        let is_beside = ids(&between).len() <= 2 && ids(&between).all(|id| matches!(annotations.word(id), "-" | "General" | "general"));
        if mention.kind == EntityType::Person || next.kind != EntityType::Person || !is_beside {
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

/// "Ayatollah" before "Ali Khamenei" is a title and no name.
fn drop_titles(annotations: &mut Annotations) {
    let mut mentions = std::mem::take(&mut annotations.mentions);
    let starts: BTreeSet<TokenId> =
        mentions.iter().filter(|mention| mention.kind == EntityType::Person).map(|mention| mention.tokens.start).collect();
    let is_title = |id: TokenId| titles::is_title(&annotations.word(id).to_lowercase());
    mentions.retain(|mention| !(starts.contains(&mention.tokens.end) && ids(&mention.tokens).all(is_title)));
    annotations.mentions = mentions;
}

/// A proper noun that no mention covers, and that is written like a surname or like a name of one word that was found elsewhere, is that name.
fn spread(annotations: &mut Annotations) {
    const CONFIDENCE: f32 = 0.75;
    let mut known: BTreeMap<String, EntityType> =
        types::words_at(annotations, |tokens| tokens.len() - 1).into_keys().map(|name| (name, EntityType::Person)).collect();
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
