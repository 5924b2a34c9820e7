//! Relations as rows of CSV (RFC 4180, but with lines that end in a line feed).

use std::borrow::Cow;

use crate::document::{Document, EntityId, Relation};

const COLUMNS: [&str; 18] = [
    "document",
    "published",
    "kind",
    "plover",
    "subject",
    "subject_type",
    "object",
    "object_type",
    "polarity",
    "modality",
    "when",
    "where",
    "source",
    "confidence",
    "rule",
    "start",
    "end",
    "sentence",
];

/// The header line of the rows, with its line break.
pub fn csv_header() -> String {
    line(COLUMNS.map(Cow::Borrowed))
}

/// One line for each relation, each with its line break. Cells with commas, quotes or line breaks are quoted; what is not known is empty.
///
/// Cells hold what the article says, also where that begins with a sign that a spreadsheet takes for a formula: import such a file as text.
pub fn to_csv_rows(document: &Document) -> String {
    document.relations().iter().map(|relation| line(row(document, relation))).collect()
}

fn row<'d>(document: &'d Document, relation: &'d Relation) -> [Cow<'d, str>; COLUMNS.len()] {
    let name = |entity: Option<EntityId>| Cow::Borrowed(entity.map_or("", |entity| document.name(entity)));
    let kind = |entity: EntityId| Cow::Borrowed(document.annotations().entity(entity).kind.as_str());
    [
        document.id().unwrap_or_default().into(),
        document.annotations().published.map_or_else(String::new, |date| date.to_string()).into(),
        relation.kind.as_str().into(),
        relation.plover().map_or("", |root| root.as_str()).into(),
        name(Some(relation.subject)),
        kind(relation.subject),
        name(Some(relation.object)),
        kind(relation.object),
        relation.polarity.as_str().into(),
        relation.modality.as_str().into(),
        relation.when.as_ref().map_or("", |when| &when.value).into(),
        name(relation.place),
        name(relation.source),
        format!("{:.2}", relation.confidence).into(),
        (&*relation.evidence.rule).into(),
        relation.evidence.span.start.to_string().into(),
        relation.evidence.span.end.to_string().into(),
        document.sentence_text(relation).into(),
    ]
}

/// Cells as a line, quoted where they must be.
pub(super) fn line<const N: usize>(cells: [Cow<'_, str>; N]) -> String {
    let mut line = cells.map(|cell| quoted(&cell).into_owned()).join(",");
    line.push('\n');
    line
}

fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")).into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn rows_have_the_columns_of_the_header() {
        assert_eq!(csv_header().matches(',').count(), COLUMNS.len() - 1);
        let expected = concat!(
            "\"id,1\",2020-12-27,met_with,CONSULT,Akar,PERSON,\"Zoë \"\"Z\"\" Ødegård\",PERSON,affirmed,actual,2020-12-26,Tripoli,,0.93,",
            "meeting.meet,0,29,\"Akar, met Zoë \"\"Z\"\" Ødegård in <Tripoli> on Saturday.\"\n",
        );
        assert_eq!(to_csv_rows(&sample::document()), expected);
    }

    #[test]
    fn only_cells_that_need_it_are_quoted() {
        let cases = [("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a;b", "a;b")];
        for (cell, expected) in cases {
            assert_eq!(quoted(cell), expected);
        }
    }
}
