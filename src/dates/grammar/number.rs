//! Numbers, ordinals, years and amounts, in digits and in words.

use super::super::expr::Amount;
use super::super::words::Word;
use super::{Cursor, Read};
use crate::document::Upos;

/// A whole number: "12", "1,200", "twenty-one", "two hundred and ten".
pub(super) fn number(c: &Cursor<'_>, at: usize) -> Read<u32> {
    match c.word(at) {
        Word::Digits(value, _) => Some(grouped(c, at + 1, value)),
        Word::Number(_) => words(c, at),
        _ => None,
    }
}

fn grouped(c: &Cursor<'_>, mut end: usize, mut value: u32) -> (usize, u32) {
    let limit = end + 2 * MOST_GROUPS;
    while let (true, true, true, Word::Digits(next, 3)) = (end < limit, c.is(end, ","), c.glued(end) && c.glued(end + 1), c.word(end + 1)) {
        value = value.saturating_mul(1000).saturating_add(next);
        end += 2;
    }
    (end, value)
}

/// How many groups of three digits and how many words a number has at most: text that goes on and on is no number.
const MOST_GROUPS: usize = 3;
const MOST_WORDS: usize = 12;

fn words(c: &Cursor<'_>, at: usize) -> Read<u32> {
    let (mut total, mut current, mut end) = (0_u32, 0_u32, at);
    let mut last = u32::MAX;
    loop {
        let next = if end > at { link(c, end) } else { end };
        let Word::Number(value) = c.word(next) else { break };
        if next >= at + MOST_WORDS {
            break;
        }
        match value {
            100 if current < 10 && last < 10 || end == at => current = current.max(1) * value,
            1000 if last != 1000 => (total, current) = (total + current.max(1) * 1000, 0),
            _ if end == at || fits_after(last, value) => current += value,
            _ => break,
        }
        last = value;
        end = next + 1;
    }
    (end > at).then_some((end, total + current))
}

/// "twenty-one", "two hundred and one".
fn link(c: &Cursor<'_>, at: usize) -> usize {
    if c.is(at, "and") { at + 1 } else { c.hyphen(at) }
}

fn fits_after(last: u32, value: u32) -> bool {
    (last >= 100 && value < 100) || ((20..100).contains(&last) && last.is_multiple_of(10) && (1..10).contains(&value))
}

/// "third", "21st", "twenty-first".
pub(super) fn ordinal(c: &Cursor<'_>, at: usize) -> Read<u32> {
    match (c.word(at), c.word(c.hyphen(at + 1))) {
        (Word::Ordinal(value), _) => Some((at + 1, value)),
        (Word::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)), Word::Ordinal(ones @ 1..=9)) => {
            Some((c.hyphen(at + 1) + 1, tens + ones))
        }
        _ => None,
    }
}

/// A year: "1989", "nineteen eighty-nine", "two thousand five", "'98".
pub(super) fn year(c: &Cursor<'_>, at: usize) -> Read<i16> {
    match c.word(at) {
        Word::Digits(value @ 1000..=2199, 4) => Some((at + 1, value as i16)),
        Word::Mark('\'' | '’') => short_year(c, at),
        Word::Number(value) => spoken_year(c, at, value),
        _ => None,
    }
}

fn short_year(c: &Cursor<'_>, at: usize) -> Read<i16> {
    match c.word(at + 1) {
        Word::Digits(value, 2) if c.glued(at + 1) => Some((at + 2, full_year(value as i16))),
        _ => None,
    }
}

/// The century that two digits of a year leave out.
pub(super) const fn full_year(two_digits: i16) -> i16 {
    if two_digits < 40 { 2000 + two_digits } else { 1900 + two_digits }
}

fn spoken_year(c: &Cursor<'_>, at: usize, first: u32) -> Read<i16> {
    if (13..=20).contains(&first) {
        let second = c.hyphen(at + 1);
        if let (Word::Number(0), Word::Number(ones @ 1..=9)) = (c.word(second), c.word(c.hyphen(second + 1))) {
            return Some((c.hyphen(second + 1) + 1, (first * 100 + ones) as i16));
        }
        let (end, rest) = words(c, second)?;
        return ((10..100).contains(&rest) && c.word(second) != Word::Number(100)).then_some((end, (first * 100 + rest) as i16));
    }
    let (end, value) = words(c, at)?;
    (first == 2 && c.is(at + 1, "thousand") && (2000..2100).contains(&value)).then_some((end, value as i16))
}

/// How many: "two", "2 1/2", "two and a half", "a", "several", "a couple of"; words such as "about" before it belong to it.
pub(super) fn amount(c: &Cursor<'_>, at: usize) -> Read<Amount> {
    let at = approximately(c, at);
    vague(c, at).or_else(|| counted(c, at)).or_else(|| article(c, at))
}

const APPROXIMATELY: &[&[&str]] = &[
    &["about"],
    &["nearly"],
    &["almost"],
    &["over"],
    &["around"],
    &["roughly"],
    &["approximately"],
    &["some"],
    &["at", "least"],
    &["at", "most"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["no", "more", "than"],
    &["up", "to"],
    &["as", "long", "as"],
    &["just", "over"],
    &["just", "under"],
];

/// The position after a word that makes a number inexact.
pub(super) fn approximately(c: &Cursor<'_>, at: usize) -> usize {
    if c.is(at, "over") && is_preposition(c, at) {
        return at;
    }
    APPROXIMATELY.iter().find(|words| c.all(at, words)).map_or(at, |words| at + words.len())
}

/// "has evolved over several years" tells of their course, "for over a week" of more than one.
fn is_preposition(c: &Cursor<'_>, at: usize) -> bool {
    let after = at.checked_sub(1).is_some_and(|i| matches!(c.upos(i), Upos::Adp | Upos::Adv | Upos::Sconj | Upos::X));
    let lasts = at.checked_sub(1).is_some_and(|i| c.any(i, LASTS));
    c.upos(at) == Upos::Adp && !after && !lasts
}

/// Verbs that a length completes: "is to last over a week".
const LASTS: &[&str] = &["last", "lasts", "lasted", "take", "takes", "took", "taken", "spend", "spent", "wait", "waited"];

const VAGUE: &[&[&str]] = &[
    &["several"],
    &["a", "few"],
    &["few"],
    &["many"],
    &["some"],
    &["dozens", "of"],
    &["a", "number", "of"],
    &["so", "many"],
    &["various"],
];

fn vague(c: &Cursor<'_>, at: usize) -> Read<Amount> {
    let couple: &[&[&str]] = &[&["a", "couple", "of"], &["couple", "of"], &["a", "couple"], &["couple"]];
    if let Some(words) = couple.iter().find(|words| c.all(at, words)) {
        return Some((at + words.len(), Amount::Halves(4)));
    }
    let words = VAGUE.iter().find(|words| c.all(at, words))?;
    Some((at + words.len(), Amount::Some))
}

fn counted(c: &Cursor<'_>, at: usize) -> Read<Amount> {
    if c.all(at, &["half", "a"]) || c.all(at, &["half", "an"]) {
        return Some((at + 2, Amount::Halves(1)));
    }
    if c.is(at, "half") && c.any(c.hyphen(at + 1), &["hour", "year", "century", "decade"]) {
        return Some((at + 1, Amount::Halves(1)));
    }
    let at = if c.any(at, &["a", "an"]) && matches!(c.word(at + 1), Word::Number(12 | 100 | 1000)) { at + 1 } else { at };
    let (end, value) = number(c, at)?;
    if let Some((end, decimal)) = decimal(c, end, value) {
        return Some((end, decimal));
    }
    let (end, halves) = half(c, end, value)?;
    // "two to three weeks" counts from the lower bound.
    let more = if c.any(end, &["to", "or"]) { number(c, end + 1) } else { range(c, end) };
    Some((more.map_or(end, |(end, _)| end), Amount::Halves(halves)))
}

fn range(c: &Cursor<'_>, at: usize) -> Read<u32> {
    if c.is_hyphen(at) && matches!(c.word(at + 1), Word::Digits(..)) { number(c, at + 1) } else { None }
}

/// "1.25"; a half stays a count of halves.
fn decimal(c: &Cursor<'_>, end: usize, whole: u32) -> Read<Amount> {
    let (true, Word::Digits(part, places)) = (c.is(end, ".") && c.glued(end) && c.glued(end + 1), c.word(end + 1)) else { return None };
    let digits = 10_u32.checked_pow(u32::from(places)).and_then(|scale| whole.checked_mul(scale)?.checked_add(part));
    digits.filter(|_| (part, places) != (5, 1)).map(|digits| (end + 2, Amount::Decimal(digits, places)))
}

/// "2 1/2", "2.5", "two and a half".
fn half(c: &Cursor<'_>, end: usize, value: u32) -> Read<u32> {
    let halves = value.checked_mul(2).filter(|&halves| halves < 200_000)?;
    if c.all(end, &["1", "/", "2"]) {
        return Some((end + 3, halves + 1));
    }
    if c.is(end, "½") {
        return Some((end + 1, halves + 1));
    }
    if c.all(end, &["and", "a", "half"]) {
        return Some((end + 3, halves + 1));
    }
    if c.is(end, ".") && c.glued(end) && c.glued(end + 1) && c.is(end + 1, "5") {
        return Some((end + 2, halves + 1));
    }
    Some((end, halves))
}

fn article(c: &Cursor<'_>, at: usize) -> Read<Amount> {
    if c.any(at, &["another", "an", "a"]) {
        let end = c.skip(at + 1, &["additional", "full", "whole", "further"]);
        return Some((end, Amount::Halves(2)));
    }
    None
}
