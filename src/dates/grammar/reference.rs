//! Indefinite times: "now", "recently", "the future", "at the moment".

use super::super::expr::{Expr, Reference};
use super::super::words::Word;
use super::{Cursor, Read};

const PHRASES: &[(&[&str], Reference)] = &[
    (&["the", "past"], Reference::Past),
    (&["the", "recent", "past"], Reference::Past),
    (&["the", "future"], Reference::Future),
    (&["the", "near", "future"], Reference::Future),
    (&["the", "foreseeable", "future"], Reference::Future),
    (&["the", "near", "term"], Reference::Future),
    (&["the", "coming", "days"], Reference::Future),
    (&["the", "present"], Reference::Present),
    (&["the", "current", "moment"], Reference::Present),
    (&["the", "present", "time"], Reference::Present),
    (&["this", "moment"], Reference::Present),
    (&["these", "days"], Reference::Present),
    (&["right", "now"], Reference::Present),
    (&["current"], Reference::Present),
    (&["more", "recently"], Reference::Past),
    (&["most", "recently"], Reference::Past),
    (&["not", "long", "ago"], Reference::Past),
    (&["long", "ago"], Reference::Past),
    (&["as", "soon", "as", "possible"], Reference::Future),
];

pub(super) fn reference(c: &Cursor<'_>, at: usize) -> Read<Expr> {
    let phrase = PHRASES.iter().filter(|(words, _)| c.all(at, words)).max_by_key(|(words, _)| words.len());
    if let Some(&(words, reference)) = phrase.filter(|(words, _)| is_whole(c, at + words.len())) {
        return Some((at + words.len(), Expr::Reference(reference)));
    }
    if c.all(at, &["one", "day"]) && is_to_come(c, at) {
        return Some((at + 2, Expr::Reference(Reference::Future)));
    }
    match c.word(at) {
        Word::Reference(reference) if is_free(c, at) => Some((at + 1, Expr::Reference(reference))),
        _ => None,
    }
}

/// "the past" of "the past six months" is no time of its own.
fn is_whole(c: &Cursor<'_>, end: usize) -> bool {
    !matches!(c.word(end), Word::Unit(..) | Word::Number(_) | Word::Digits(..) | Word::Month(_) | Word::Weekday(_) | Word::Season(_))
        && !c.is_hyphen(end)
}

/// "will one day": nobody says which.
fn is_to_come(c: &Cursor<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| c.any(i, &["will", "would", "may", "might", "could", "can", "to"]))
}

/// "present" is a time only as in "at present"; "soon" is none in "as soon as".
fn is_free(c: &Cursor<'_>, at: usize) -> bool {
    let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| c.any(i, words));
    match c.str(at).to_ascii_lowercase().as_str() {
        "present" => before(&["at"]),
        "soon" | "shortly" => !c.any(at + 1, &["as", "after", "before", "thereafter", "afterward"]) && !before(&["as", "too", "how"]),
        "now" => !c.all(at + 1, &["and", "then"]) && !before(&["every"]) && !c.is_hyphen(at + 1),
        _ => true,
    }
}
