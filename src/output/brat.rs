//! Standoff annotation as the brat tool reads it: a file `.ann` beside the text.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::{DateMention, Document, EntityType, Id, Mention, MentionId, Modality, Polarity, Positions, Relation, Span};

/// The `.ann` file of a document; the `.txt` file beside it is the document's text, byte for byte.
///
/// Mentions and dates are text-bound annotations (`T`), a relation is an event (`E`) on its trigger with the roles Subject, Object, Time, Place and
/// Source, and attributes (`A`) say what is negated, planned or only possible. Mentions of one entity are an `Equiv`; the value of a date is a note.
/// Positions are characters (Unicode scalar values).
pub fn to_brat(document: &Document) -> String {
    let positions = Positions::new(document.text());
    let mut writer = Writer { document, positions, text: String::new(), bounds: 0, triggers: BTreeMap::new(), attributes: 0, notes: 0 };
    writer.mentions();
    writer.dates();
    writer.relations();
    writer.equivalents();
    writer.text
}

/// The `annotation.conf` that the files of these documents need. `kinds` are the names of the relations in use.
pub fn brat_conf<'k>(kinds: impl IntoIterator<Item = &'k str>) -> String {
    let types: String = EntityType::ALL.iter().map(|&kind| format!("{}\n", type_name(kind))).collect();
    let events: String = kinds
        .into_iter()
        .map(|kind| format!("{}\tSubject:<ENTITY>, Object:<ENTITY>, Time?:Date, Place?:Place, Source?:<ENTITY>\n", label(kind)))
        .collect();
    format!(
        "[entities]\n{types}Date\n\n[relations]\nEquiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\n[events]\n{events}\n\
         [attributes]\nNegated\tArg:<EVENT>\nModality\tArg:<EVENT>, Value:planned|possible\n"
    )
}

struct Writer<'d> {
    document: &'d Document,
    positions: Positions<'d>,
    text: String,
    /// How many text-bound annotations are written.
    bounds: usize,
    /// The triggers among them: one for each kind and stretch, whose events share it.
    triggers: BTreeMap<(String, Span), usize>,
    attributes: usize,
    notes: usize,
}

impl Writer<'_> {
    fn mentions(&mut self) {
        for Mention { span, kind, .. } in &self.document.annotations().mentions {
            let number = self.next_bound();
            self.bound(number, type_name(*kind), *span);
        }
    }

    fn dates(&mut self) {
        for DateMention { span, value, .. } in &self.document.annotations().dates {
            let number = self.next_bound();
            self.bound(number, "Date", *span);
            if let Some(value) = &value.timex {
                self.notes += 1;
                let _ = writeln!(self.text, "#{}\tAnnotatorNotes T{number}\t{value}", self.notes);
            }
        }
    }

    fn relations(&mut self) {
        for (number, relation) in self.document.relations().iter().enumerate() {
            self.event(number + 1, relation);
        }
    }

    fn event(&mut self, number: usize, relation: &Relation) {
        let kind = label(relation.kind.as_str());
        let trigger = self.trigger(&kind, relation.evidence.trigger);
        let dates_begin = self.document.annotations().mentions.len() + 1;
        let first_mention = |entity| self.document.annotations().entity(entity).mentions.first().copied();
        let roles = [
            ("Subject", Some(mention_number(relation.evidence.subject))),
            ("Object", Some(mention_number(relation.evidence.object))),
            ("Time", relation.when.as_ref().map(|when| dates_begin + when.date.index())),
            ("Place", relation.place.and_then(first_mention).map(mention_number)),
            ("Source", relation.source.and_then(first_mention).map(mention_number)),
        ];
        let roles: String = roles.iter().filter_map(|(role, bound)| bound.map(|bound| format!(" {role}:T{bound}"))).collect();
        let _ = writeln!(self.text, "E{number}\t{kind}:T{trigger}{roles}");
        if relation.polarity == Polarity::Negated {
            self.attribute(&format!("Negated E{number}"));
        }
        if relation.modality != Modality::Actual {
            self.attribute(&format!("Modality E{number} {}", relation.modality.as_str()));
        }
    }

    fn trigger(&mut self, kind: &str, span: Span) -> usize {
        if let Some(&number) = self.triggers.get(&(kind.to_owned(), span)) {
            return number;
        }
        let number = self.next_bound();
        self.bound(number, kind, span);
        self.triggers.insert((kind.to_owned(), span), number);
        number
    }

    fn attribute(&mut self, attribute: &str) {
        self.attributes += 1;
        let _ = writeln!(self.text, "A{}\t{attribute}", self.attributes);
    }

    fn equivalents(&mut self) {
        for entity in self.document.annotations().entities.iter().filter(|entity| entity.mentions.len() > 1) {
            let mentions: String = entity.mentions.iter().map(|&mention| format!(" T{}", mention_number(mention))).collect();
            let _ = writeln!(self.text, "*\tEquiv{mentions}");
        }
    }

    fn next_bound(&mut self) -> usize {
        self.bounds += 1;
        self.bounds
    }

    /// A stretch that runs over the end of a line is given in parts, for neither the list of positions nor the text may hold a line break.
    fn bound(&mut self, number: usize, kind: &str, span: Span) {
        let parts = parts(self.document.text(), span);
        let positions: Vec<String> =
            parts.iter().map(|&part| self.positions.to_chars(part)).map(|r| format!("{} {}", r.start, r.end)).collect();
        let words: Vec<&str> = parts.iter().map(|part| part.of(self.document.text())).collect();
        let _ = writeln!(self.text, "T{number}\t{kind} {}\t{}", positions.join(";"), words.join(" "));
    }
}

/// Mentions come first, so that the number of one is known before it is written.
fn mention_number(mention: MentionId) -> usize {
    mention.index() + 1
}

/// The stretch without its line breaks, in as many parts as that makes.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let surface = span.of(text);
    let lines = surface.split(['\n', '\r']).filter(|line| !line.is_empty());
    let offset = |line: &str| line.as_ptr() as usize - surface.as_ptr() as usize + span.start;
    let parts: Vec<Span> = lines.map(|line| Span::new(offset(line), offset(line) + line.len())).collect();
    if parts.is_empty() { vec![span] } else { parts }
}

const fn type_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Place => "Place",
        EntityType::Misc => "Misc",
    }
}

/// A kind as a name of brat, which has letters, digits, hyphens and underscores only.
fn label(kind: &str) -> String {
    kind.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn mentions_dates_and_events_are_bound_to_characters() {
        let expected = "\
T1\tPerson 0 4\tAkar
T2\tPerson 10 25\tZoë \"Z\" Ødegård
T3\tPlace 30 37\tTripoli
T4\tDate 42 50\tSaturday
#1\tAnnotatorNotes T4\t2020-12-26
T5\tmet_with 6 9\tmet
E1\tmet_with:T5 Subject:T1 Object:T2 Time:T4 Place:T3
";
        assert_eq!(to_brat(&sample::document()), expected);
    }

    #[test]
    fn what_is_not_plainly_so_is_an_attribute() {
        let ann = to_brat(&sample::changed(|relation| {
            relation.polarity = Polarity::Negated;
            relation.modality = Modality::Planned;
        }));
        assert!(ann.ends_with("A1\tNegated E1\nA2\tModality E1 planned\n"), "{ann}");
    }

    #[test]
    fn events_of_one_word_share_its_trigger() {
        let document = sample::document();
        let twice = vec![document.relations()[0].clone(), document.relations()[0].clone()];
        let ann = to_brat(&Document::new(None, None, sample::annotations(), twice, Vec::new()));
        assert_eq!(ann.matches("\tmet_with 6 9\t").count(), 1, "{ann}");
        assert!(ann.contains("E1\tmet_with:T5 ") && ann.contains("E2\tmet_with:T5 "), "{ann}");
    }

    #[test]
    fn a_stretch_over_two_lines_is_given_in_parts() {
        let cases: [(&str, &[(usize, usize)]); 3] =
            [("New York", &[(0, 8)]), ("New\nYork", &[(0, 3), (4, 8)]), ("New\r\nYork", &[(0, 3), (5, 9)])];
        for (text, expected) in cases {
            let found: Vec<_> = parts(text, Span::new(0, text.len())).iter().map(|span| (span.start, span.end)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
