//! A document for a terminal: entities, dates and relations in aligned columns.

use std::fmt;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::{DateMention, Document, Entity, EntityType, Form, Modality, Polarity, Relation};

/// A document in aligned columns, by display width.
///
/// ```
/// use dateline::document::{Annotations, Document};
/// use dateline::output::Table;
///
/// let document = Document::new(None, None, Annotations::default(), Vec::new(), Vec::new());
/// assert_eq!(Table::new(&document).with_width(60).to_string(), "Nothing was found.\n");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Table<'d> {
    document: &'d Document,
    width: usize,
}

impl<'d> Table<'d> {
    /// A table of a hundred columns.
    pub const fn new(document: &'d Document) -> Self {
        Self { document, width: 100 }
    }

    /// Sets how many columns a line may have before names and sentences are shortened; at least 40.
    #[must_use]
    pub const fn with_width(mut self, width: usize) -> Self {
        self.width = if width < 40 { 40 } else { width };
        self
    }

    fn entities(&self) -> Vec<Vec<String>> {
        let named = |kind| self.document.annotations().entities.iter().filter(move |entity| entity.kind == kind);
        EntityType::ALL.iter().flat_map(|&kind| named(kind).map(|entity| self.entity(entity))).collect()
    }

    fn entity(&self, entity: &Entity) -> Vec<String> {
        let count = entity.mentions.iter().filter(|&&id| self.document.annotations().mention(id).form == Form::Name).count();
        let others: Vec<&str> = entity.names.iter().map(AsRef::as_ref).filter(|name: &&str| **name != *entity.name).collect();
        vec![entity.kind.as_str().into(), self.cell(&entity.name), count.to_string(), self.cell(&others.join(", "))]
    }

    fn dates(&self) -> Vec<Vec<String>> {
        self.document.annotations().dates.iter().map(|date| self.date(date)).collect()
    }

    fn date(&self, date: &DateMention) -> Vec<String> {
        let value = date.value.timex.as_deref().unwrap_or("?");
        vec![date.kind.as_str().into(), self.cell(self.document.annotations().surface(date.span)), value.into()]
    }

    fn relations(&self) -> Vec<Vec<String>> {
        self.document.relations().iter().map(|relation| self.relation(relation)).collect()
    }

    fn relation(&self, relation: &Relation) -> Vec<String> {
        let name = |entity| self.cell(self.document.name(entity));
        vec![
            name(relation.subject),
            format!("{}{}", relation.kind, marks(relation)),
            name(relation.object),
            relation.when.as_ref().map_or_else(String::new, |when| when.value.to_string()),
            relation.place.map_or_else(String::new, name),
            format!("{:.2}", relation.confidence),
        ]
    }

    fn notes(&self) -> Vec<Vec<String>> {
        let room = self.width.saturating_sub(20);
        self.document.diagnostics().iter().map(|note| vec![note.kind.as_str().into(), shortened(&note.message, room)]).collect()
    }

    /// Under each relation the sentence that states it.
    fn sentences(&self) -> Vec<String> {
        let sentence = |relation| shortened(self.document.sentence_text(relation), self.width.saturating_sub(6));
        self.document.relations().iter().map(sentence).collect()
    }

    fn cell(&self, text: &str) -> String {
        shortened(text, (self.width / 3).max(12))
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.document.annotations();
        let is_empty = found.entities.is_empty() && found.dates.is_empty() && self.document.relations().is_empty();
        if is_empty {
            writeln!(f, "Nothing was found.")?;
        }
        let parts = [
            ("Entities", self.entities(), Vec::new()),
            ("Dates", self.dates(), Vec::new()),
            ("Relations", self.relations(), self.sentences()),
            ("Notes", self.notes(), Vec::new()),
        ];
        let mut is_first = !is_empty;
        for (title, rows, notes) in parts.into_iter().filter(|(_, rows, _)| !rows.is_empty()) {
            if !std::mem::take(&mut is_first) {
                writeln!(f)?;
            }
            writeln!(f, "{title}")?;
            write_rows(f, &rows, &notes)?;
        }
        Ok(())
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Table::new(self).fmt(f)
    }
}

/// What is not plainly so: `met_with (not, planned)`.
fn marks(relation: &Relation) -> String {
    let polarity = (relation.polarity == Polarity::Negated).then_some("not");
    let modality = (relation.modality != Modality::Actual).then_some(relation.modality.as_str());
    let marks: Vec<&str> = polarity.into_iter().chain(modality).collect();
    if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) }
}

/// Rows with each column as wide as its widest cell, and the note of a row on a line of its own below it.
fn write_rows(f: &mut fmt::Formatter<'_>, rows: &[Vec<String>], notes: &[String]) -> fmt::Result {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for (i, row) in rows.iter().enumerate() {
        let line = row
            .iter()
            .zip(&widths)
            .filter(|(_, width)| **width > 0)
            .fold(String::new(), |line, (cell, &width)| line + "  " + &padded(cell, width));
        writeln!(f, "{}", line.trim_end())?;
        if let Some(note) = notes.get(i).filter(|note| !note.is_empty()) {
            writeln!(f, "      {note}")?;
        }
    }
    Ok(())
}

fn padded(cell: &str, width: usize) -> String {
    let mut padded = cell.to_owned();
    padded.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
    padded
}

/// The text on one line, without control characters, cut at `width` columns with an ellipsis.
fn shortened(text: &str, width: usize) -> String {
    let line = one_line(text);
    if line.width() <= width {
        return line;
    }
    let kept = within(&line, width.saturating_sub(1));
    let ends_word = line.strip_prefix(kept).is_some_and(|rest| rest.starts_with(' '));
    let whole_words = if ends_word { kept } else { kept.rsplit_once(' ').map_or(kept, |(words, _)| words) };
    format!("{whole_words}…")
}

fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || is_bidi_control(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// As many characters as `width` columns hold.
fn within(line: &str, width: usize) -> &str {
    let mut used = 0;
    let first_beyond = line.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > width
    });
    first_beyond.and_then(|(at, _)| line.get(..at)).unwrap_or(line)
}

/// Marks that turn the direction of all text after them would shuffle the columns of the table.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn a_document_displays_as_a_table() {
        let expected = "\
Entities
  PERSON  Akar             1
  PERSON  Zoë \"Z\" Ødegård  1
  PLACE   Tripoli          1

Dates
  DATE  Saturday  2020-12-26

Relations
  Akar  met_with  Zoë \"Z\" Ødegård  2020-12-26  Tripoli  0.93
      Akar, met Zoë \"Z\" Ødegård in <Tripoli> on Saturday.

Notes
  input  a <note>
";
        assert_eq!(sample::document().to_string(), expected);
    }

    #[test]
    fn text_is_shortened_by_display_width() {
        let cases = [
            ("short", 10, "short"),
            ("two\n  words", 10, "two words"),
            ("one two three", 8, "one two…"),
            ("unbreakable", 6, "unbre…"),
            ("東京都 会議", 7, "東京都…"),
            ("東京都庁", 5, "東京…"),
            ("a\u{1b}[31mb\0c", 20, "a [31mb c"),
            ("", 5, ""),
        ];
        for (text, width, expected) in cases {
            assert_eq!(shortened(text, width), expected);
        }
    }
}
