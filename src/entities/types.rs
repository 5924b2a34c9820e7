//! The types of name mentions, where the rest of the document tells them better than the tagger could.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::List;
use super::spans::ids;
use super::{capitals, names, nouns, places, titles, words};
use crate::document::{Annotations, DepRel, EntityType, Form, Id, Mention, TokenId, Upos};

/// Decides the types of name mentions anew.
pub(super) fn decide(annotations: &mut Annotations) {
    type_acronyms_in_brackets(annotations);
    type_titled_persons(annotations);
    type_full_names(annotations);
    type_single_words(annotations);
    type_bodies(annotations);
    type_beside_nouns(annotations);
    type_aliases(annotations);
    type_capitals(annotations);
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

/// "Uhuru Kenyatta" tagged as a place, where the text calls a person "Kenyatta": a name of two or three words that ends in that of a person is the person's,
/// unless it stands where places stand or is known.
fn type_full_names(annotations: &mut Annotations) {
    let persons = last_words(annotations, |kind| kind == EntityType::Person);
    let others = single_words(annotations, EntityType::Place);
    let is_person = |mention: &Mention| {
        let tokens: Vec<TokenId> = ids(&mention.tokens).collect();
        let last = tokens.last().map(|&id| annotations.word(id)).unwrap_or_default();
        let is_plain = tokens.iter().all(|&id| {
            let word = annotations.word(id);
            word.starts_with(char::is_uppercase) && !nouns::is_common(&word.to_lowercase()) && !List::Heads.has(&word.to_lowercase())
        });
        let before =
            tokens.first().and_then(|first| first.index().checked_sub(1)).map(|before| annotations.token(TokenId::from_index(before)).upos);
        mention.kind == EntityType::Place
            && (2..=4).contains(&tokens.len())
            && is_plain
            && before != Some(Upos::Adp)
            && persons.contains_key(&words::fold(words::without_article(last)))
            && !others.contains_key(last)
            && !is_known(annotations.surface(mention.span))
    };
    let found: Vec<usize> = (0..annotations.mentions.len()).filter(|&at| is_person(&annotations.mentions[at])).collect();
    for at in found {
        annotations.mentions[at].kind = EntityType::Person;
    }
}

/// A word that is tagged as a body, but is the surname of a person whom the text names in full, is that person, unless bodies or places are called by it
/// too ("Ford Motor"); tagged as a place only where that happens no more often than the person is named. Known places stay what they are. A given name is a
/// person only where it is tagged as nothing in particular: "Prayut" beside "Prayut Chan-o-cha".
fn type_single_words(annotations: &mut Annotations) {
    let (surnames, given) = (words_at(annotations, |tokens| tokens.len() - 1), words_at(annotations, |_| 0));
    let is_other = |mention: &Mention| mention.kind != EntityType::Person && ids(&mention.tokens).len() == 1;
    let places_called = single_words(annotations, EntityType::Place);
    let persons_called = single_words(annotations, EntityType::Person);
    let eponyms = words_in_names_of_others(annotations);
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let surface = annotations.surface(mention.span);
        if !is_other(mention) || eponyms.contains(surface) || is_known(surface) {
            continue;
        }
        let count = |of: &BTreeMap<String, usize>| of.get(surface).copied().unwrap_or(0);
        let is_surname = count(&surnames) > 0 && count(&places_called) <= count(&surnames) + count(&persons_called);
        let is_given = mention.kind == EntityType::Misc && given.contains_key(surface);
        if is_surname || is_given {
            annotations.mentions[at].kind = EntityType::Person;
        }
    }
}

/// How often each word alone is tagged as of this type.
fn single_words(annotations: &Annotations, kind: EntityType) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| mention.kind == kind && ids(&mention.tokens).len() == 1) {
        *found.entry(annotations.surface(mention.span).to_owned()).or_default() += 1;
    }
    found
}

/// "General Musharraf" tagged as a body, where the text names that person elsewhere: titles before a person's name make no body of it.
fn type_titled_persons(annotations: &mut Annotations) {
    let persons = annotations.mentions.iter().filter(|mention| mention.kind == EntityType::Person);
    let last = |mention: &Mention| annotations.word(TokenId::from_index(mention.tokens.end.index() - 1)).to_owned();
    let surnames: BTreeSet<String> = persons.map(last).collect();
    let is_title = |id: TokenId| titles::is_title(&annotations.word(id).to_lowercase());
    let is_titled = |mention: &Mention| {
        let titled = ids(&mention.tokens).take_while(|&id| is_title(id)).count();
        let rest = ids(&mention.tokens).len() - titled;
        mention.kind != EntityType::Person && titled > 0 && (1..=3).contains(&rest) && surnames.contains(&last(mention))
    };
    let titled: Vec<usize> = (0..annotations.mentions.len()).filter(|&at| is_titled(&annotations.mentions[at])).collect();
    for at in titled {
        annotations.mentions[at].kind = EntityType::Person;
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

/// "Hungary's Fidesz party", "the rebel group M23": a name that a noun for a body is put beside is that body's, here and elsewhere, unless a person of the
/// text is called by it ("the Sadr movement").
fn type_beside_nouns(annotations: &mut Annotations) {
    let (surnames, given) = (words_at(annotations, |tokens| tokens.len() - 1), words_at(annotations, |_| 0));
    let is_person = |surface: &str| surnames.contains_key(surface) || given.contains_key(surface);
    let is_open = |mention: &Mention| matches!(mention.kind, EntityType::Person | EntityType::Misc) && ids(&mention.tokens).len() == 1;
    let is_found =
        |mention: &&Mention| is_open(mention) && !is_person(annotations.surface(mention.span)) && has_body_beside(annotations, mention);
    let found: BTreeSet<String> =
        annotations.mentions.iter().filter(is_found).map(|mention| annotations.surface(mention.span).to_owned()).collect();
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        if is_open(mention) && found.contains(annotations.surface(mention.span)) {
            annotations.mentions[at].kind = EntityType::Organization;
        }
    }
}

/// Whether the noun on which a name hangs stands right behind it and is one for a body, or the name stands behind such a noun as what it is called.
fn has_body_beside(annotations: &Annotations, mention: &Mention) -> bool {
    let name = annotations.token(mention.head);
    let is_body = |id: TokenId| {
        let word = annotations.word(id);
        word.starts_with(char::is_lowercase) && List::Named.has(&annotations.token(id).lemma)
    };
    let head = name.head.filter(|_| name.upos != Upos::Adj);
    let behind = head.filter(|head| *head == mention.tokens.end && name.deprel == DepRel::Compound);
    let before = mention.tokens.start.index().checked_sub(1).map(TokenId::from_index);
    let called = before.filter(|&before| {
        let noun = annotations.token(before);
        (name.deprel == DepRel::Appos && head == Some(before)) || (noun.deprel == DepRel::Compound && noun.head == Some(mention.head))
    });
    behind.or(called).is_some_and(is_body)
}

/// "Mohammed Hamdan Dagalo, known as Hemedti": another name of one thing is of its type, here and elsewhere.
fn type_aliases(annotations: &mut Annotations) {
    let mut kinds: BTreeMap<String, EntityType> = BTreeMap::new();
    for at in 1..annotations.mentions.len() {
        let (name, alias) = (&annotations.mentions[at - 1], &annotations.mentions[at]);
        let surface = annotations.surface(alias.span);
        if ids(&name.tokens).len() > 1 && name.kind != alias.kind && !is_known(surface) && names::is_said_alias(annotations, at) {
            kinds.insert(surface.to_owned(), name.kind);
        }
    }
    for at in 0..annotations.mentions.len() {
        if let Some(&kind) = kinds.get(annotations.surface(annotations.mentions[at].span)) {
            annotations.mentions[at].kind = kind;
        }
    }
}

/// "Kinshasa accuses": a capital that does what governments do is a place, as which its country is meant.
fn type_capitals(annotations: &mut Annotations) {
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let is_capital = places::country_of_capital(annotations.surface(mention.span)).is_some();
        if mention.kind == EntityType::Organization && is_capital && capitals::acts(annotations, mention) {
            annotations.mentions[at].kind = EntityType::Place;
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
pub(super) fn words_at(annotations: &Annotations, place: impl Fn(&[TokenId]) -> usize) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| mention.kind == EntityType::Person && ids(&mention.tokens).len() > 1) {
        let tokens: Vec<TokenId> = ids(&mention.tokens).collect();
        *found.entry(annotations.word(tokens[place(&tokens)]).to_owned()).or_default() += 1;
    }
    found
}

/// The last words of names of a type, folded, each with the name if it is the last word of one name only: single words of persons are mostly surnames.
pub(super) fn last_words(annotations: &Annotations, of: impl Fn(EntityType) -> bool) -> BTreeMap<String, Option<String>> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for mention in annotations.mentions.iter().filter(|mention| mention.form == Form::Name && of(mention.kind)) {
        let last = TokenId::from_index(mention.tokens.end.index() - 1);
        let surface = annotations.surface(mention.span);
        let only = found.entry(words::fold(words::without_article(annotations.word(last)))).or_insert_with(|| Some(surface.to_owned()));
        only.take_if(|name| name != surface);
    }
    found
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::EntityType;

    #[test]
    fn nouns_beside_a_name_tell_its_type() {
        let extractor = crate::Extractor::new().expect("the model inside the crate loads");
        let kind = |text: &str, name: &str| {
            let document = extractor.extract(&crate::Article::new(text));
            let entities = &document.annotations().entities;
            entities.iter().find(|entity| &*entity.name == name).map(|entity| entity.kind)
        };
        for (text, name, expected) in [
            ("Hungary's Fidesz party criticised the plan on Monday.", "Fidesz", EntityType::Organization),
            ("Rebels of the M23 movement seized the town in January.", "M23", EntityType::Organization),
            ("Muqtada al-Sadr spoke on Friday. The Sadr movement won.", "Muqtada al-Sadr", EntityType::Person),
        ] {
            assert_eq!(kind(text, name), Some(expected), "{text}");
        }
    }
}
