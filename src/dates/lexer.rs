//! Text to pieces: runs of letters, runs of digits, marks. Finer than tokens, so that "mid-2019", "3-7" and "8:30" read the same however a
//! tokenizer cuts them.

use crate::document::{Annotations, Id, Sentence, Span, Token};

use super::words::{self, Word};

/// A run of letters or digits, or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The first byte, in the text of the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its number among the tokens of the document.
    pub token: usize,
    pub word: Word,
    /// No space stands before it.
    pub glued: bool,
}

/// The pieces of one sentence.
pub(super) fn pieces(annotations: &Annotations, sentence: &Sentence, out: &mut Vec<Piece>) {
    out.clear();
    let Some(text) = annotations.text.get(..sentence.span.end) else { return };
    let mut token = sentence.tokens.start.index();
    let mut at = sentence.span.start;
    while let Some((start, end, word)) = next_piece(text, at) {
        token = token_at(&annotations.tokens, token, start);
        let glued = start == at && at != sentence.span.start;
        out.push(Piece { start, end, token, word, glued });
        at = end;
    }
    join_suffixes(text, out);
}

fn next_piece(text: &str, at: usize) -> Option<(usize, usize, Word)> {
    let start = run_end(text, at, |b| b.is_ascii_whitespace(), char::is_whitespace);
    let first = text.get(start..)?.chars().next()?;
    if first.is_ascii_digit() {
        let end = run_end(text, start, |b| b.is_ascii_digit(), |_| false);
        return Some((start, end, digits(Span::new(start, end).of(text))));
    }
    if first.is_alphabetic() {
        // Digits end a word: "FY2019" and "Q3" are two pieces each.
        let end = run_end(text, start, |b| b.is_ascii_alphabetic(), char::is_alphabetic);
        return Some((start, end, words::lookup(Span::new(start, end).of(text))));
    }
    Some((start, start + first.len_utf8(), Word::Mark(first)))
}

/// One past the run of characters of a kind; most are ASCII, and read as bytes.
fn run_end(text: &str, mut at: usize, is_ascii: impl Fn(u8) -> bool, is_other: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|&b| is_ascii(b)) {
            at += 1;
        }
        let other = bytes.get(at).filter(|b| !b.is_ascii()).and_then(|_| text.get(at..)?.chars().next());
        match other.filter(|&c| is_other(c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
}

fn digits(run: &str) -> Word {
    run.parse().ok().filter(|_| run.len() <= 8).map_or(Word::Other, |value| Word::Digits(value, run.len() as u8))
}

/// The token that holds the byte, from `token` on.
fn token_at(tokens: &[Token], mut token: usize, byte: usize) -> usize {
    while tokens.get(token).is_some_and(|t| t.span.end <= byte) && token + 1 < tokens.len() {
        token += 1;
    }
    token
}

/// "3rd", "1990s", "'80s", "1980's": digits and what is glued to them become one piece.
fn join_suffixes(text: &str, pieces: &mut Vec<Piece>) {
    if !pieces.iter().any(|piece| matches!(piece.word, Word::Digits(..))) {
        return;
    }
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut i = 0;
    while let Some(&piece) = pieces.get(i) {
        let (joined, used) = joined(text, piece, pieces.get(i + 1..).unwrap_or_default());
        kept.push(joined);
        i += 1 + used;
    }
    *pieces = kept;
}

fn joined(text: &str, piece: Piece, after: &[Piece]) -> (Piece, usize) {
    let Word::Digits(value, len) = piece.word else { return (piece, 0) };
    let glued = |i: usize| after.get(i).filter(|next| next.glued).map(|next| (Span::new(next.start, next.end).of(text), next.end));
    match (glued(0), glued(1)) {
        (Some(("st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH", end)), _) => (Piece { end, word: Word::Ordinal(value), ..piece }, 1),
        (Some(("s", end)), _) if is_decade(value, len) => (Piece { end, word: Word::Decade(value as i16), ..piece }, 1),
        (Some(("'" | "’", _)), Some(("s", end))) if is_decade(value, len) && glued_all(after) => {
            (Piece { end, word: Word::Decade(value as i16), ..piece }, 2)
        }
        _ => (piece, 0),
    }
}

/// A year ending in 0 can be the name of its decade with an apostrophe ("the 1980's"), but a noun after it makes it a possessive.
fn glued_all(after: &[Piece]) -> bool {
    after.get(2).is_none_or(|next| !matches!(next.word, Word::Other))
}

fn is_decade(value: u32, len: u8) -> bool {
    value.is_multiple_of(10) && (len == 2 || (len == 4 && (1000..=2190).contains(&value)))
}
