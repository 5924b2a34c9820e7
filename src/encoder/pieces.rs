use std::collections::HashMap;

use tokenizers::Tokenizer;

use super::{LoadError, LoadErrorKind, ModelFiles};

/// A word piece with the case shape of its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) id: u32,
    pub(super) shape: Shape,
}

/// How a word is written. The pieces know no case, so the encoder gets this as the token type of every piece of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No letter and no digit, or a special piece.
    None = 0,
    Lower = 1,
    /// Only the first letter is a capital.
    Title = 2,
    /// More than one letter, all capitals.
    Upper = 3,
    /// Has a digit.
    Digit = 4,
    Mixed = 5,
}

/// A word has at most this many pieces; what is longer (an address, an endless run of letters) is cut, and its first piece stands for it anyway.
pub(crate) const MOST_PIECES: usize = 16;

/// Cuts words into pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    tokenizer: Tokenizer,
    pub(super) cls: Piece,
    pub(super) sep: Piece,
    unknown: u32,
}

impl Pieces {
    pub(super) fn read(files: &ModelFiles, vocab_size: usize) -> Result<Self, LoadError> {
        let format = |message: &str| LoadError::new(LoadErrorKind::Format, "tokenizer.json", message);
        let mut tokenizer = read_tokenizer(&files.tokenizer).map_err(|e| format("is not a tokenizer").caused_by(e))?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|e| format("cannot be used without truncation").caused_by(e))?;
        if tokenizer.get_vocab_size(true) > vocab_size {
            let message = format!("expected at most {vocab_size} pieces, found {}", tokenizer.get_vocab_size(true));
            return Err(LoadError::new(LoadErrorKind::Mismatch, "tokenizer.json", message));
        }
        let id = |piece: &str| tokenizer.token_to_id(piece).ok_or_else(|| format(&format!("lacks the piece {piece}")));
        let special = |id| Piece { id, shape: Shape::None };
        let (cls, sep, unknown) = (special(id("[CLS]")?), special(id("[SEP]")?), id("[UNK]")?);
        Ok(Self { tokenizer, cls, sep, unknown })
    }

    /// The pieces of each word; at least one a word.
    pub(super) fn cut<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<Vec<Piece>> {
        let mut seen: HashMap<&str, Vec<u32>> = HashMap::new();
        words
            .map(|word| {
                let shape = case_shape(word);
                let ids = seen.entry(word).or_insert_with(|| self.ids(word));
                ids.iter().map(|&id| Piece { id, shape }).collect()
            })
            .collect()
    }

    /// A word that has no piece (it is made of characters that the normalisation drops) is an unknown one, so that it has a vector.
    fn ids(&self, word: &str) -> Vec<u32> {
        let readable = self.tokenizer.encode_fast(word, false);
        let mut ids = readable.map(|encoding| encoding.get_ids().to_vec()).unwrap_or_default();
        ids.truncate(MOST_PIECES);
        if ids.is_empty() {
            ids.push(self.unknown);
        }
        ids
    }
}

/// Reads `tokenizer.json`. The decoder is left out: words are only cut here, and the crate panics over one that is not sound JSON.
pub(crate) fn read_tokenizer(json: &[u8]) -> Result<Tokenizer, serde_json::Error> {
    let mut file: serde_json::Value = serde_json::from_slice(json)?;
    if let Some(fields) = file.as_object_mut() {
        fields.remove("decoder");
    }
    serde_json::from_value(file)
}

/// The case shape of a word.
pub(crate) fn case_shape(word: &str) -> Shape {
    if word.chars().any(char::is_numeric) {
        return Shape::Digit;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::None };
    let (mut upper, mut other) = (0, 0);
    letters.for_each(|c| if c.is_uppercase() { upper += 1 } else { other += 1 });
    match (first.is_uppercase(), upper, other) {
        (false, 0, _) => Shape::Lower,
        (true, 0, _) => Shape::Title,
        (true, _, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let cases = [
            ("met", Shape::Lower),
            ("Akar", Shape::Title),
            ("A", Shape::Title),
            ("GNA", Shape::Upper),
            ("U.S.", Shape::Upper),
            ("al-Mishri", Shape::Mixed),
            ("McCain", Shape::Mixed),
            ("A320", Shape::Digit),
            ("½", Shape::Digit),
            ("--", Shape::None),
            ("", Shape::None),
            ("طرابلس", Shape::Lower),
            ("Łódź", Shape::Title),
        ];
        for (word, shape) in cases {
            assert_eq!(case_shape(word), shape, "{word}");
        }
    }
}
