//! Which lines of a page are the article, and which are furniture: advertisement marks, teasers, credits, a repeated title.
//!
//! A sentence must not be lost, so a line is skipped only if it is made of nothing but a known phrase, or begins with one and is short.

use std::collections::BTreeSet;

use super::chars;
use crate::document::{Diagnostic, DiagnosticKind, Span};

mod furniture;

use furniture::Furniture;

/// A line that is read: trimmed and not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Whether an empty line or something skipped stands between it and the line before.
    pub(super) after_gap: bool,
}

/// The lines to read. What is not in them is blank, or named in `skipped`.
pub(super) fn clean(text: &str, title: Option<&str>, skipped: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut titles = Titles::new(title);
    let mut kept = Vec::new();
    let mut after_gap = true;
    let mut after_teaser = false;
    for span in lines(text) {
        let line = span.of(text);
        if line.is_empty() {
            after_gap = true;
            continue;
        }
        let furniture = judge(line, after_teaser, &mut titles);
        if let Some(furniture) = furniture {
            skipped.push(note(span, furniture));
        } else {
            kept.push(Line { span, after_gap });
        }
        after_teaser = furniture == Some(Furniture::Teaser);
        after_gap = furniture.is_some();
    }
    kept
}

fn judge(line: &str, after_teaser: bool, titles: &mut Titles) -> Option<Furniture> {
    if let found @ Some(_) = furniture::furniture(line) {
        return found;
    }
    if after_teaser && furniture::is_foreign_headline(line) {
        return Some(Furniture::Headline);
    }
    titles.is_repeated(line).then_some(Furniture::Title)
}

fn note(span: Span, furniture: Furniture) -> Diagnostic {
    Diagnostic { kind: DiagnosticKind::Skipped, span: Some(span), message: format!("not read: {}", furniture.name()) }
}

/// All lines, trimmed of what cannot be seen. A shortcode such as `[ad_1]` is a line of its own wherever it stands.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after = text.chars();
    for (at, c) in text.char_indices() {
        after.next();
        // A carriage return before a line feed would make an empty line.
        if chars::is_newline(c) && (c != '\r' || !after.as_str().starts_with('\n')) {
            push_pieces(text, start, at, &mut lines);
            start = at + c.len_utf8();
        }
    }
    push_pieces(text, start, text.len(), &mut lines);
    lines
}

fn push_pieces(text: &str, start: usize, end: usize, lines: &mut Vec<Span>) {
    let mut from = start;
    for (at, mark) in Span::new(start, end).of(text).match_indices("[ad_") {
        let number = start + at + mark.len();
        let digits = Span::new(number, end).of(text).bytes().take_while(u8::is_ascii_digit).count();
        let after = number + digits;
        if digits > 0 && Span::new(after, end).of(text).starts_with(']') {
            if !trimmed(text, from, start + at).is_empty() {
                lines.push(trimmed(text, from, start + at));
            }
            lines.push(Span::new(start + at, after + 1));
            from = after + 1;
        }
    }
    if from == start || !trimmed(text, from, end).is_empty() {
        lines.push(trimmed(text, from, end));
    }
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let piece = Span::new(start, end).of(text);
    let kept = piece.trim_start_matches(chars::is_blank);
    let start = end - kept.len();
    Span::new(start, start + kept.trim_end_matches(chars::is_blank).len())
}

/// The title of the page as it was given, and the first line, which is the title more often than not.
struct Titles {
    known: BTreeSet<String>,
    seen: BTreeSet<String>,
    is_first: bool,
}

/// A repeated line of fewer words could be anything: a speaker's name, a refrain.
const FEWEST_WORDS_OF_TITLE: usize = 3;

impl Titles {
    fn new(title: Option<&str>) -> Self {
        Self { known: title.map(key).into_iter().collect(), seen: BTreeSet::new(), is_first: true }
    }

    /// Whether the line is a title that was read before.
    fn is_repeated(&mut self, line: &str) -> bool {
        const LONGEST: usize = 400;
        if line.len() > LONGEST || line.split_whitespace().count() < FEWEST_WORDS_OF_TITLE {
            return false;
        }
        let key = key(line);
        let is_first = std::mem::take(&mut self.is_first);
        if is_first && !line.ends_with(['.', ':', ',', ';']) {
            self.known.insert(key.clone());
        }
        self.known.contains(&key) && !self.seen.insert(key)
    }
}

/// Letters and digits only, in lower case: two copies of a title differ in their quotes and spaces.
fn key(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'t>(text: &'t str, title: Option<&str>) -> Vec<&'t str> {
        clean(text, title, &mut Vec::new()).iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn the_first_copy_of_a_title_stays() {
        let text = "Libya’s rivals meet\n\nLibya's rivals meet\nThey met.\nThey met.";
        assert_eq!(kept(text, None), ["Libya’s rivals meet", "They met.", "They met."]);
        assert_eq!(
            kept("By A.\nRivals meet in Libya\nRivals meet in Libya", Some("Rivals meet in Libya")),
            ["By A.", "Rivals meet in Libya"]
        );
    }

    #[test]
    fn a_shortcode_is_skipped_within_a_line() {
        let mut notes = Vec::new();
        let text = "They met. [ad_2] They left.[ad_x]";
        let lines = clean(text, None, &mut notes);
        assert_eq!(lines.iter().map(|line| line.span.of(text)).collect::<Vec<_>>(), ["They met.", "They left.[ad_x]"]);
        assert_eq!(notes.iter().map(|note| note.span).collect::<Vec<_>>(), [Some(Span::new(10, 16))]);
    }

    #[test]
    fn a_teaser_takes_its_headline_along() {
        let text = "He left.\n\nRead more\n\nStorm hits the coast\n\nShe stayed.\n\nRead also:\nShe said no more about it.\n\nRead also: Flood in the south\n\nThe vote";
        assert_eq!(kept(text, None), ["He left.", "She stayed.", "She said no more about it.", "The vote"]);
    }
}
