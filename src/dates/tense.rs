//! The tense around an expression, which decides between the last Friday and the next.

use super::grammar::{Cursor, Phrase};
use super::resolve::Tense;

/// The tense that the nearest cue shows: a preposition before the expression, else the nearest verb behind it, else the nearest ahead.
pub(super) fn tense(cursor: &Cursor<'_>, phrase: &Phrase) -> Tense {
    if phrase.first > 0 && is_deadline(cursor, phrase.first - 1) {
        return Tense::Future;
    }
    let back =
        (phrase.first.saturating_sub(REACH)..phrase.first).rev().map_while(|at| in_clause(cursor, at)).find_map(|at| verb(cursor, at));
    let ahead = || (phrase.end..cursor.len().min(phrase.end + REACH)).map_while(|at| in_clause(cursor, at)).find_map(|at| verb(cursor, at));
    back.or_else(ahead).unwrap_or(Tense::Unknown)
}

/// How many pieces away a verb may stand.
const REACH: usize = 25;

/// Quotation marks and semicolons end a clause.
fn in_clause(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    (!cursor.any(at, &[";", "\"", "“", "”"])).then_some(at)
}

fn is_deadline(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.any(at, &["by", "until", "till"])
}

fn verb(cursor: &Cursor<'_>, at: usize) -> Option<Tense> {
    let word = cursor.str(at);
    let is_one_of = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is_one_of(FUTURE) || (cursor.is(at, "to") && cursor.any(at + 1, &["be", "expire", "begin", "take", "meet", "end", "start", "open"]))
    {
        return Some(Tense::Future);
    }
    let past = is_one_of(PAST) || (word.len() > 4 && word.ends_with("ed") && !cursor.is_capital(at) && !is_one_of(NOT_PAST));
    past.then_some(Tense::Past)
}

const FUTURE: &[&str] = &["will", "ll", "shall", "expire", "expires", "scheduled", "payable", "due", "expected", "planned", "upcoming"];

const NOT_PAST: &[&str] = &["need", "indeed", "proceed", "exceed", "hundred", "united", "succeed", "proposed"];

const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "took", "went", "came", "made", "met", "gave", "began", "became", "held", "fell", "rose",
    "won", "lost", "left", "sent", "saw", "got", "found", "ran", "led", "kept", "brought", "bought", "sold", "spoke", "wrote", "broke",
    "hit", "shot", "flew", "has", "have", "been", "since",
];
