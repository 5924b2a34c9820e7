use std::fmt;
use std::ops::Range;

/// A half-open range of bytes, `start..end`, into the UTF-8 text of a document. Both ends lie on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text under the span; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// Converts byte positions of one text into positions in characters (Unicode scalar values, as Python counts) and in UTF-16 units (as JavaScript
/// and Java count), and back.
///
/// Building it reads the text once; each conversion then costs a binary search and a scan of at most 64 bytes.
///
/// ```
/// use dateline::document::{Positions, Span};
///
/// let positions = Positions::new("Zoë 🎉 Zürich");
/// let zurich = Span::new(10, 17);
/// assert_eq!(positions.to_chars(zurich), 6..12);
/// assert_eq!(positions.to_utf16(zurich), 7..13);
/// assert_eq!(positions.from_chars(6..12), Some(zurich));
/// ```
#[derive(Debug, Clone)]
pub struct Positions<'t> {
    text: &'t str,
    /// At about every 64th byte: (bytes, chars, UTF-16 units) before it.
    marks: Vec<[usize; 3]>,
}

const MARK_EVERY: usize = 64;

#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "a column is one of three"))]
impl<'t> Positions<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / MARK_EVERY + 1);
        let mut next = 0;
        let mut utf16 = 0;
        for (chars, (byte, c)) in text.char_indices().enumerate() {
            if byte >= next {
                marks.push([byte, chars, utf16]);
                next = byte + MARK_EVERY;
            }
            utf16 += c.len_utf16();
        }
        if marks.is_empty() {
            marks.push([0, 0, 0]);
        }
        Self { text, marks }
    }

    /// The same range in characters.
    pub fn to_chars(&self, span: Span) -> Range<usize> {
        self.count(span.start, 1)..self.count(span.end, 1)
    }

    /// The same range in UTF-16 units.
    pub fn to_utf16(&self, span: Span) -> Range<usize> {
        self.count(span.start, 2)..self.count(span.end, 2)
    }

    /// The span of a range of characters, or `None` if the text is shorter.
    pub fn from_chars(&self, range: Range<usize>) -> Option<Span> {
        Some(Span::new(self.byte_at(range.start, 1)?, self.byte_at(range.end, 1)?))
    }

    /// The span of a range of UTF-16 units, or `None` if the text is shorter or an end falls inside a character.
    pub fn from_utf16(&self, range: Range<usize>) -> Option<Span> {
        Some(Span::new(self.byte_at(range.start, 2)?, self.byte_at(range.end, 2)?))
    }

    /// How many units of `column` (1 chars, 2 UTF-16) stand before the byte.
    fn count(&self, byte: usize, column: usize) -> usize {
        let mark = self.mark_before(byte, 0);
        let between = self.text.get(mark[0]..byte).unwrap_or_default();
        mark[column] + between.chars().map(|c| units(c, column)).sum::<usize>()
    }

    fn byte_at(&self, unit: usize, column: usize) -> Option<usize> {
        let mark = self.mark_before(unit, column);
        let (mut byte, mut at) = (mark[0], mark[column]);
        for c in self.text.get(mark[0]..)?.chars() {
            if at >= unit {
                break;
            }
            at += units(c, column);
            byte += c.len_utf8();
        }
        (at == unit).then_some(byte)
    }

    fn mark_before(&self, position: usize, column: usize) -> [usize; 3] {
        let after = self.marks.partition_point(|mark| mark[column] <= position);
        self.marks.get(after.saturating_sub(1)).copied().unwrap_or_default()
    }
}

fn units(c: char, column: usize) -> usize {
    if column == 1 { 1 } else { c.len_utf16() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_converts_there_and_back() {
        let text = "Zoë 🎉 met Łukasz\u{301} in الرباط — “yes”. ".repeat(20);
        let positions = Positions::new(&text);
        let boundaries = text.char_indices().map(|(i, _)| i).chain([text.len()]);
        let mut utf16 = 0;
        for (chars, byte) in boundaries.enumerate() {
            let span = Span::new(0, byte);
            assert_eq!(positions.to_chars(span), 0..chars);
            assert_eq!(positions.to_utf16(span), 0..utf16);
            assert_eq!(positions.from_chars(0..chars), Some(span));
            assert_eq!(positions.from_utf16(0..utf16), Some(span));
            utf16 += text[byte..].chars().next().map_or(0, char::len_utf16);
        }
        assert_eq!(positions.from_chars(0..text.chars().count() + 1), None);
    }

    #[test]
    fn half_a_surrogate_pair_is_no_position() {
        assert_eq!(Positions::new("🎉").from_utf16(0..1), None);
        assert_eq!(Positions::new("").from_chars(0..0), Some(Span::new(0, 0)));
    }
}
