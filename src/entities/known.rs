//! Bodies that the library knows by names that do not follow from one another: "Houthis" and "Ansar Allah".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::spans;
use super::words::{fold, words};
use crate::document::{Annotations, EntityType, Id, Mention, TokenId};

/// A body, by its line in the table.
pub(super) type BodyId = usize;

#[derive(Default)]
struct Table {
    by_key: BTreeMap<String, Vec<BodyId>>,
    /// Of each body, whether its names are hardly anything else: those of armed groups and international bodies.
    is_distinctive: Vec<bool>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("bodies.txt")));

fn read(text: &str) -> Table {
    let mut table = Table::default();
    let mut is_distinctive = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            is_distinctive = matches!(line, "[international]" | "[armed]");
            continue;
        }
        let id = table.is_distinctive.len();
        table.is_distinctive.push(is_distinctive);
        let (canonical, others) = line.split_once(" | ").unwrap_or((line, ""));
        for name in std::iter::once(canonical).chain(others.split(", ")).filter(|name| !name.is_empty()) {
            table.by_key.entry(words(name).concat()).or_default().push(id);
        }
    }
    table
}

/// The bodies that a name, given as its folded words in one, may be.
pub(super) fn bodies(key: &str) -> &'static [BodyId] {
    TABLE.by_key.get(key).map_or(&[], Vec::as_slice)
}

/// Mends what the tagger missed of the bodies in the table, or cut amiss: "Alternative for Germany" is no Germany, and Hizbullah is no person.
pub(super) fn mend(annotations: &mut Annotations) {
    find_long_names(annotations);
    type_names(annotations);
}

fn find_long_names(annotations: &mut Annotations) {
    for name in long_names(annotations) {
        let first = annotations.mentions.partition_point(|mention| mention.tokens.end <= name.tokens.start);
        let count = annotations.mentions[first..].iter().take_while(|mention| mention.tokens.start < name.tokens.end).count();
        let old = first..first + count;
        if annotations.mentions[old.clone()].iter().all(|mention| gives_way(mention, &name)) {
            annotations.mentions.splice(old, [name]);
        }
    }
}

/// Within a longer name the table's is a part of it ("Iraqi Kurdistan Workers' Party"); what is right already stays as it is.
fn gives_way(old: &Mention, name: &Mention) -> bool {
    let is_inside = name.tokens.start <= old.tokens.start && old.tokens.end <= name.tokens.end;
    is_inside && (old.tokens != name.tokens || old.kind != EntityType::Organization)
}

fn long_names(annotations: &Annotations) -> Vec<Mention> {
    const CONFIDENCE: f32 = 0.9;
    let mut found = Vec::new();
    for sentence in &annotations.sentences {
        let mut at = sentence.tokens.start.index();
        while at < sentence.tokens.end.index() {
            let length = longest_name(annotations, at..sentence.tokens.end.index());
            if length > 1 {
                found.extend(spans::mention(annotations, TokenId::range(at..at + length), EntityType::Organization, CONFIDENCE));
            }
            at += length.max(1);
        }
    }
    found
}

/// How many tokens the longest name of several words in the table has that begins with the first of these; 0 if none does.
fn longest_name(annotations: &Annotations, tokens: std::ops::Range<usize>) -> usize {
    let (mut key, mut longest, mut written) = (String::new(), 0, 0);
    let start = tokens.start;
    for at in tokens {
        let word = annotations.word(TokenId::from_index(at));
        if at == start && !word.starts_with(char::is_uppercase) {
            break;
        }
        let folded = if word == "&" { "and".to_owned() } else { fold(word) };
        if matches!(word, "'s" | "’s") || folded.is_empty() {
            continue;
        }
        key.push_str(&folded);
        written += 1;
        let next = TABLE.by_key.range(key.clone()..).next();
        match next {
            Some((name, _)) if *name == key && written > 1 && word.starts_with(char::is_uppercase) => longest = at + 1 - start,
            Some((name, _)) if name.starts_with(&key) => {}
            _ => break,
        }
    }
    longest
}

/// A name that was taken for a person's or a place's is the body's of the table, if the name is telling or the text has the body under another name too.
fn type_names(annotations: &mut Annotations) {
    let keys: Vec<String> = annotations.mentions.iter().map(|mention| words(annotations.surface(mention.span)).concat()).collect();
    let mut names: BTreeMap<BodyId, Vec<&str>> = BTreeMap::new();
    for (key, mention) in keys.iter().zip(&annotations.mentions) {
        if mention.kind == EntityType::Organization {
            for &body in bodies(key) {
                names.entry(body).or_default().push(key);
            }
        }
    }
    let is_named_otherwise = |body: &BodyId, key: &str| names.get(body).is_some_and(|names| names.iter().any(|name| *name != key));
    for (key, mention) in keys.iter().zip(&mut annotations.mentions) {
        let is_body = bodies(key).iter().any(|body| TABLE.is_distinctive[*body] || is_named_otherwise(body, key));
        if is_body && matches!(mention.kind, EntityType::Person | EntityType::Place) {
            mention.kind = EntityType::Organization;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body() {
        let one = |a: &str, b: &str| bodies(&words(a).concat()).iter().any(|body| bodies(&words(b).concat()).contains(body));
        for (a, b) in [
            ("Ansar Allah", "Houthis"),
            ("Medecins Sans Frontieres", "Doctors Without Borders"),
            ("PKK", "Kurdistan Workers' Party"),
            ("al-Shabab", "Al-Shabaab"),
        ] {
            assert!(one(a, b), "{a}, {b}");
        }
        assert!(!one("CIA", "FBI") && !one("Labour", "Tories"));
    }

    #[cfg(feature = "embedded-model")]
    #[test]
    fn a_name_that_the_tagger_cuts_is_found_whole() {
        let extractor = crate::Extractor::new().expect("the model inside the crate loads");
        let names = |text: &str| {
            let document = extractor.extract(&crate::Article::new(text));
            document.annotations().entities.iter().map(|entity| entity.name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("Alternative for Germany said on Monday that it would cut hundreds of jobs."), ["Alternative for Germany"]);
        assert_eq!(names("An alternative for Germany is hard to find."), ["Germany"], "written small it is no name");
    }
}
