//! Lines become blocks: a headline, a list item, a paragraph. No sentence runs across the end of a block.

use super::chars;
use super::cleaning::Line;
use crate::document::Span;

/// Joins the lines of each paragraph that was wrapped at a margin; every other line is a block of its own.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Span> {
    let mut blocks = Vec::new();
    for paragraph in lines.chunk_by(|_, next| !next.after_gap) {
        let margin = paragraph.iter().map(|line| width(text, line.span)).max().unwrap_or(0);
        for wrapped in paragraph.chunk_by(|line, next| continues(text, line.span, next.span, margin)) {
            if let Some((first, last)) = wrapped.first().zip(wrapped.last()) {
                blocks.push(first.span.cover(last.span));
            }
        }
    }
    blocks
}

/// Lines narrower than this were not filled up to a margin.
const NARROWEST_MARGIN: usize = 45;
/// Lines wider than this are paragraphs, not parts of them.
const WIDEST_MARGIN: usize = 120;

/// Whether the sentence goes on across the line break: the first word of `next` had no more room on `line`, or cannot begin a sentence.
fn continues(text: &str, line: Span, next: Span, margin: usize) -> bool {
    let (line, next) = (line.of(text), next.of(text));
    if is_item(next) {
        return false;
    }
    let first_word = next.split(chars::is_space).next().unwrap_or_default();
    let was_full = line.chars().count() + 1 + first_word.chars().count() > margin;
    let is_open = !line.ends_with(|c| chars::is_stop(c) || chars::is_closer(c) || c == ':' || c == ';');
    was_full && (NARROWEST_MARGIN..=WIDEST_MARGIN).contains(&margin) || is_open && next.starts_with(char::is_lowercase)
}

fn width(text: &str, line: Span) -> usize {
    line.of(text).chars().count()
}

/// A bullet, or a number with a full stop or a bracket.
fn is_item(line: &str) -> bool {
    let mut words = line.split(chars::is_space);
    let (mark, rest) = (words.next().unwrap_or_default(), words.next());
    let is_bullet = matches!(mark, "-" | "*" | "•" | "–" | "—" | "·" | "‣" | "▪" | "■" | "►" | "o");
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_number =
        number.len() < mark.len() && number.len() <= 3 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric());
    rest.is_some() && (is_bullet || is_number && (number.len() == 1 || number.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::super::cleaning;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines = cleaning::clean(text, None, &mut Vec::new());
        let found: Vec<_> = blocks(text, &lines).into_iter().map(|block| block.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn short_lines_stand_alone() {
        check("Talks resume\nBy Ann Lee\nRABAT\nThe talks went on.", &["Talks resume", "By Ann Lee", "RABAT", "The talks went on."]);
        check("Three wishes:\n- peace\n- bread\n1. work\n2. rest", &["Three wishes:", "- peace", "- bread", "1. work", "2. rest"]);
        check("One.\r\n\r\nTwo\r\n", &["One.", "Two"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped =
            "The minister of foreign affairs said on Tuesday that the\nGovernment of National Unity would open the border to the\nnorth.";
        check(wrapped, &[wrapped]);
        let indented = "The delegation left for\nthe airport.";
        check(indented, &[indented]);
    }

    #[test]
    fn a_line_that_had_room_was_ended_on_purpose() {
        let text = "Border opens\nThe minister of foreign affairs said on Tuesday that the\nGovernment would open it.";
        check(text, &["Border opens", &text[13..]]);
    }
}
