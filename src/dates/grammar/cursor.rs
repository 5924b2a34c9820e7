use super::super::expr::{Feast, Unit};
use super::super::lexer::Piece;
use super::super::words::Word;
use crate::document::{Token, Upos};

/// The pieces of a sentence, read by position. A position off the end reads as a word that belongs to nothing.
#[derive(Debug, Clone, Copy)]
pub(in crate::dates) struct Cursor<'a> {
    pub text: &'a str,
    pub pieces: &'a [Piece],
    pub tokens: &'a [Token],
}

impl<'a> Cursor<'a> {
    pub(in crate::dates) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(in crate::dates) fn word(&self, at: usize) -> Word {
        self.pieces.get(at).map_or(Word::Other, |piece| piece.word)
    }

    pub(in crate::dates) fn str(&self, at: usize) -> &'a str {
        self.pieces.get(at).and_then(|piece| self.text.get(piece.start..piece.end)).unwrap_or_default()
    }

    pub(in crate::dates) fn upos(&self, at: usize) -> Upos {
        self.pieces.get(at).and_then(|piece| self.tokens.get(piece.token)).map_or(Upos::X, |token| token.upos)
    }

    /// Whether the piece is this word, in whatever case.
    pub(in crate::dates) fn is(&self, at: usize, word: &str) -> bool {
        let piece = self.pieces.get(at).filter(|piece| piece.end - piece.start == word.len());
        piece
            .and_then(|piece| self.text.as_bytes().get(piece.start..piece.end))
            .is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()))
    }

    pub(in crate::dates) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Whether the pieces from `at` on are these words.
    pub(in crate::dates) fn all(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    /// Whether no space stands before the piece.
    pub(in crate::dates) fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    /// The position after an optional word.
    pub(in crate::dates) fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.any(at, words))
    }

    /// The position after an optional hyphen that joins two words.
    pub(in crate::dates) fn hyphen(&self, at: usize) -> usize {
        at + usize::from(self.is_hyphen(at))
    }

    pub(in crate::dates) fn is_hyphen(&self, at: usize) -> bool {
        self.any(at, &["-", "‑", "–"]) && self.glued(at) && self.glued(at + 1)
    }

    /// The position after an optional full stop of an abbreviation, when the expression goes on behind it.
    pub(in crate::dates) fn stop(&self, at: usize) -> usize {
        at + usize::from(self.is(at, ".") && self.glued(at))
    }

    /// The position after a possessive "'s".
    pub(in crate::dates) fn possessive(&self, at: usize) -> Option<usize> {
        (self.any(at, &["'", "’"]) && self.glued(at) && self.glued(at + 1) && self.is(at + 1, "s")).then_some(at + 2)
    }

    pub(in crate::dates) fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        match self.word(at) {
            Word::Unit(unit, plural) => Some((unit, plural)),
            // "second" is an ordinal first; as a unit it follows a number.
            Word::Ordinal(2) if self.is(at, "second") => Some((Unit::Second, false)),
            _ => None,
        }
    }

    pub(in crate::dates) fn feast(&self, at: usize) -> Option<(usize, Feast)> {
        if !matches!(self.word(at), Word::Cue | Word::Feast(_) | Word::Month(5)) {
            return None;
        }
        let named = FEASTS.iter().find(|(words, _)| self.all(at, words));
        if let Some((words, feast)) = named {
            return Some((at + words.len(), *feast));
        }
        match self.word(at) {
            Word::Feast(feast) => Some((self.skip(at + 1, &["day"]), feast)),
            _ => None,
        }
    }

    pub(in crate::dates) fn is_capital(&self, at: usize) -> bool {
        self.str(at).starts_with(char::is_uppercase)
    }
}

/// Holidays of more than one word.
const FEASTS: &[(&[&str], Feast)] = &[
    (&["new", "year", "'", "s", "day"], Feast::Fixed(1, 1)),
    (&["new", "year", "’", "s", "day"], Feast::Fixed(1, 1)),
    (&["new", "year", "'", "s", "eve"], Feast::Fixed(12, 31)),
    (&["new", "year", "’", "s", "eve"], Feast::Fixed(12, 31)),
    (&["new", "years", "day"], Feast::Fixed(1, 1)),
    (&["new", "years", "eve"], Feast::Fixed(12, 31)),
    (&["christmas", "eve"], Feast::Fixed(12, 24)),
    (&["christmas", "day"], Feast::Fixed(12, 25)),
    (&["boxing", "day"], Feast::Fixed(12, 26)),
    (&["good", "friday"], Feast::AfterEaster(-2)),
    (&["palm", "sunday"], Feast::AfterEaster(-7)),
    (&["easter", "sunday"], Feast::AfterEaster(0)),
    (&["easter", "monday"], Feast::AfterEaster(1)),
    (&["ash", "wednesday"], Feast::AfterEaster(-46)),
    (&["memorial", "day"], Feast::Nth(5, 1, -1)),
    (&["labor", "day"], Feast::Nth(9, 1, 1)),
    (&["columbus", "day"], Feast::Nth(10, 1, 2)),
    (&["presidents", "day"], Feast::Nth(2, 1, 3)),
    (&["presidents", "'", "day"], Feast::Nth(2, 1, 3)),
    (&["veterans", "day"], Feast::Fixed(11, 11)),
    (&["independence", "day"], Feast::Fixed(7, 4)),
    (&["may", "day"], Feast::Fixed(5, 1)),
    (&["valentine", "'", "s", "day"], Feast::Fixed(2, 14)),
    (&["valentine", "’", "s", "day"], Feast::Fixed(2, 14)),
    (&["martin", "luther", "king", "day"], Feast::Nth(1, 1, 3)),
    (&["election", "day"], Feast::ElectionDay),
];
