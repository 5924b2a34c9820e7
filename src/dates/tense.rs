//! The tense around an expression, which decides between the last Friday and the next.

use super::grammar::{Cursor, Phrase};
use super::resolve::Tense;

/// The tense of the nearest verb: first looking back in the clause, then ahead.
pub(super) fn tense(cursor: &Cursor<'_>, phrase: &Phrase) -> Tense {
    let back = (phrase.first.saturating_sub(REACH)..phrase.first).rev().map(|at| verb(cursor, at));
    let ahead = (phrase.end..cursor.len().min(phrase.end + REACH)).map(|at| verb(cursor, at));
    back.flatten().next().or_else(|| ahead.flatten().next()).unwrap_or(Tense::Unknown)
}

/// How many pieces away a verb may stand.
const REACH: usize = 25;

fn verb(cursor: &Cursor<'_>, at: usize) -> Option<Tense> {
    let word = cursor.str(at);
    if FUTURE.iter().any(|future| word.eq_ignore_ascii_case(future)) {
        return Some(Tense::Future);
    }
    let past =
        PAST.iter().any(|past| word.eq_ignore_ascii_case(past)) || (word.len() > 4 && word.ends_with("ed") && !cursor.is_capital(at));
    past.then_some(Tense::Past)
}

const FUTURE: &[&str] = &[
    "will",
    "ll",
    "shall",
    "would",
    "may",
    "might",
    "could",
    "should",
    "expires",
    "expire",
    "expected",
    "scheduled",
    "payable",
    "plans",
    "planned",
    "due",
    "begins",
    "takes",
    "to",
];

const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "took", "went", "came", "made", "met", "gave", "began", "became", "held", "fell", "rose",
    "won", "lost", "left", "sent", "saw", "got", "found", "ran", "led", "kept", "brought", "bought", "sold", "spoke", "wrote", "broke",
    "hit", "shot", "flew", "has", "been",
];
