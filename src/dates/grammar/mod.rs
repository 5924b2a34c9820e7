//! Pieces to expressions: one function per production. Each reads from a piece on and says where it ended and what it read.

mod calendar;
mod clock;
mod cursor;
mod duration;
mod loose;
mod modified;
mod nth;
mod number;
mod period;
mod range;
mod reference;
mod relative;
mod set;
mod which;

pub(super) use cursor::Cursor;
pub(super) use loose::loose;

use super::expr::Expr;
use super::words::Word;

/// What a production returns: one past the last piece it read, and the meaning.
type Read<T> = Option<(usize, T)>;

/// An expression over the pieces `first..end`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    pub first: usize,
    pub end: usize,
    pub expr: Expr,
}

/// All expressions of a sentence, in order and without overlap, the longest at each place.
pub(super) fn phrases(cursor: &Cursor<'_>, out: &mut Vec<Phrase>) {
    out.clear();
    let mut at = 0;
    while at < cursor.len() {
        if !can_begin(cursor, at) {
            at += 1;
            continue;
        }
        let found = range::range(cursor, at).unwrap_or_else(|| phrase(cursor, at).into_iter().collect());
        at = found.last().map_or(at + 1, |last| last.end.max(at + 1));
        out.extend(found);
    }
}

/// Whether an expression can begin here: a quick look that spares the productions most words.
fn can_begin(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.word(at) {
        Word::Other => false,
        Word::Mark(mark) => matches!(mark, '\'' | '’' | '‘') && matches!(cursor.word(at + 1), Word::Digits(..) | Word::Decade(_)),
        Word::Cue => (at + 1..=at + LOOK_AHEAD).any(|next| !matches!(cursor.word(next), Word::Cue | Word::Other | Word::Mark(_))),
        _ => true,
    }
}

/// Within how many pieces after a cue something of a time expression must come.
const LOOK_AHEAD: usize = 6;

/// The longest expression that begins at `at`.
fn phrase(cursor: &Cursor<'_>, at: usize) -> Option<Phrase> {
    let (end, expr) = modified::expression(cursor, at)?;
    (end > at).then_some(Phrase { first: at, end, expr })
}

/// The longest of several readings; the first of equals.
fn longest<T>(readings: impl IntoIterator<Item = Read<T>>) -> Read<T> {
    let better = |best: Read<T>, next: Read<T>| match (&best, &next) {
        (Some((a, _)), Some((b, _))) if a >= b => best,
        (_, None) => best,
        _ => next,
    };
    readings.into_iter().fold(None, better)
}

/// An expression without a modifier before it.
fn core(cursor: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([
        clock::timed_day(cursor, at),
        date(cursor, at),
        relative::counted(cursor, at),
        set::set(cursor, at),
        reference::reference(cursor, at),
        duration::duration(cursor, at),
    ])
}

/// A day or a longer stretch of the calendar, without a time of day.
fn date(cursor: &Cursor<'_>, at: usize) -> Read<Expr> {
    longest([
        calendar::calendar(cursor, at),
        period::period(cursor, at),
        which::which(cursor, at),
        relative::neighbour(cursor, at),
        nth::nth(cursor, at),
    ])
}
