//! Events as rows of CSV, in the shape of event data sets: who did what to whom, one row an event.

use std::borrow::Cow;

use super::csv;
use crate::document::{Document, EntityId, Relation};

const COLUMNS: [&str; 16] = [
    "date",
    "date_basis",
    "source",
    "source_type",
    "target",
    "target_type",
    "kind",
    "root",
    "place",
    "polarity",
    "modality",
    "confidence",
    "attributed_to",
    "article",
    "published",
    "sentence",
];

/// The header line of [`to_event_rows`], with its line break.
pub fn event_header() -> String {
    csv::line(COLUMNS.map(Cow::Borrowed))
}

/// One line for each event, each with its line break; states are no events. Cells are quoted as in [`to_csv_rows`](super::to_csv_rows).
///
/// As in other event data, an event without a stated date has that of its article: `date_basis` says which it is, `stated` or `published`. `source` and
/// `target` are the actors; an event without direction is one row, with the actor that the article mentions first as its source. `root` is the PLOVER
/// root.
pub fn to_event_rows(document: &Document) -> String {
    document.relations().iter().filter(|relation| !relation.kind.is_state()).map(|relation| csv::line(row(document, relation))).collect()
}

fn row<'d>(document: &'d Document, relation: &'d Relation) -> [Cow<'d, str>; COLUMNS.len()] {
    let name = |entity: Option<EntityId>| Cow::Borrowed(entity.map_or("", |entity| document.name(entity)));
    let kind = |entity: EntityId| Cow::Borrowed(document.annotations().entity(entity).kind.as_str());
    let published = document.annotations().published.map_or_else(String::new, |date| date.to_string());
    let (date, basis) = match &relation.when {
        Some(when) => (Cow::Borrowed(&*when.value), "stated"),
        None if published.is_empty() => (Cow::Borrowed(""), ""),
        None => (Cow::Owned(published.clone()), "published"),
    };
    [
        date,
        basis.into(),
        name(Some(relation.subject)),
        kind(relation.subject),
        name(Some(relation.object)),
        kind(relation.object),
        relation.kind.as_str().into(),
        relation.plover().map_or("", |root| root.as_str()).into(),
        name(relation.place),
        relation.polarity.as_str().into(),
        relation.modality.as_str().into(),
        format!("{:.2}", relation.confidence).into(),
        name(relation.source),
        document.id().unwrap_or_default().into(),
        published.into(),
        document.sentence_text(relation).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn an_event_is_a_row_of_the_columns() {
        let expected = concat!(
            "2020-12-26,stated,Akar,PERSON,\"Zoë \"\"Z\"\" Ødegård\",PERSON,met_with,CONSULT,Tripoli,affirmed,actual,0.93,,",
            "\"id,1\",2020-12-27,\"Akar, met Zoë \"\"Z\"\" Ødegård in <Tripoli> on Saturday.\"\n",
        );
        assert_eq!(to_event_rows(&sample::document()), expected);
        assert_eq!(event_header().matches(',').count(), COLUMNS.len() - 1);
    }

    #[test]
    fn an_event_without_date_has_that_of_its_article_and_a_state_is_none() {
        use crate::document::RelationKind;
        let undated = sample::changed(|relation| relation.when = None);
        assert!(to_event_rows(&undated).starts_with("2020-12-27,published,Akar"));
        let state = sample::changed(|relation| relation.kind = RelationKind::FamilyOf);
        assert_eq!(to_event_rows(&state), "");
    }
}
