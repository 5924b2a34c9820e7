//! A document as JSON, schema `dateline/1`.

use serde::Serialize;

use crate::document::{DateMention, Diagnostic, Document, Entity, Evidence, Id, Mention, Plover, Relation, Role, Sentence, Span, When};

/// The JSON Schema (draft 2020-12) of [`to_json`] and [`to_ndjson_line`].
pub const JSON_SCHEMA: &str = include_str!("document.schema.json");

/// The document as indented JSON (schema `dateline/1`).
///
/// Positions are bytes of the UTF-8 text, half open; entities, mentions and sentences are named by their place in their list. A field that is not
/// known is `null`, never missing, so that every document has the same shape.
///
/// ```
/// use dateline::document::{Annotations, Document};
///
/// let annotations = Annotations { text: "Nothing happened.".into(), ..Annotations::default() };
/// let document = Document::new(Some("a1".into()), None, annotations, Vec::new(), Vec::new());
/// let json: serde_json::Value = serde_json::from_str(&dateline::output::to_json(&document)).unwrap();
/// assert_eq!(json["schema"], "dateline/1");
/// assert_eq!(json["text"], "Nothing happened.");
/// ```
pub fn to_json(document: &Document) -> String {
    written(serde_json::to_string_pretty(&DocumentShape::of(document)))
}

/// The same JSON on one line, without a line break at its end.
pub fn to_ndjson_line(document: &Document) -> String {
    written(serde_json::to_string(&DocumentShape::of(document)))
}

/// Serialising fails only on maps with odd keys and on shapes that refuse; these have neither.
#[allow(clippy::expect_used, reason = "the shapes are structs of strings and numbers, which always serialise")]
pub(super) fn written(json: serde_json::Result<String>) -> String {
    json.expect("structs of strings and numbers always serialise")
}

#[derive(Serialize)]
struct DocumentShape<'d> {
    schema: &'static str,
    id: Option<&'d str>,
    title: Option<&'d str>,
    published: Option<String>,
    text: &'d str,
    offsets: &'static str,
    sentences: Vec<SpanShape>,
    mentions: Vec<MentionShape<'d>>,
    entities: Vec<EntityShape<'d>>,
    dates: Vec<DateShape<'d>>,
    relations: Vec<RelationShape<'d>>,
    diagnostics: Vec<DiagnosticShape<'d>>,
}

impl<'d> DocumentShape<'d> {
    fn of(document: &'d Document) -> Self {
        let found = document.annotations();
        let text = document.text();
        Self {
            schema: "dateline/1",
            id: document.id(),
            title: document.title(),
            published: found.published.map(|date| date.to_string()),
            text,
            offsets: "utf8",
            sentences: found.sentences.iter().map(|Sentence { span, .. }| SpanShape::of(*span)).collect(),
            mentions: found.mentions.iter().enumerate().map(|(id, mention)| MentionShape::of(id, mention, text)).collect(),
            entities: found.entities.iter().enumerate().map(|(id, entity)| EntityShape::of(id, entity, text)).collect(),
            dates: found.dates.iter().map(|date| DateShape::of(date, text)).collect(),
            relations: document.relations().iter().map(RelationShape::of).collect(),
            diagnostics: document.diagnostics().iter().map(DiagnosticShape::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct SpanShape {
    start: usize,
    end: usize,
}

impl SpanShape {
    fn of(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

#[derive(Serialize)]
struct MentionShape<'d> {
    id: usize,
    start: usize,
    end: usize,
    text: &'d str,
    #[serde(rename = "type")]
    kind: &'static str,
    form: &'static str,
    entity: Option<usize>,
    confidence: f64,
}

impl<'d> MentionShape<'d> {
    fn of(id: usize, mention: &Mention, text: &'d str) -> Self {
        Self {
            id,
            start: mention.span.start,
            end: mention.span.end,
            text: mention.span.of(text),
            kind: mention.kind.as_str(),
            form: mention.form.as_str(),
            entity: mention.entity.map(Id::index),
            confidence: rounded(mention.confidence),
        }
    }
}

#[derive(Serialize)]
struct EntityShape<'d> {
    id: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'d str,
    names: Vec<&'d str>,
    mentions: Vec<usize>,
    /// The positions that the text gives a person; empty for all others.
    roles: Vec<RoleShape<'d>>,
}

#[derive(Serialize)]
struct RoleShape<'d> {
    title: &'d str,
    start: usize,
    end: usize,
    of: Option<usize>,
    former: bool,
}

impl<'d> RoleShape<'d> {
    fn of(role: &Role, text: &'d str) -> Self {
        Self {
            title: role.title.of(text),
            start: role.title.start,
            end: role.title.end,
            of: role.of.map(|of| of.index()),
            former: role.former,
        }
    }
}

impl<'d> EntityShape<'d> {
    fn of(id: usize, entity: &'d Entity, text: &'d str) -> Self {
        Self {
            id,
            kind: entity.kind.as_str(),
            name: &entity.name,
            names: entity.names.iter().map(AsRef::as_ref).collect(),
            mentions: entity.mentions.iter().map(|mention| mention.index()).collect(),
            roles: entity.roles.iter().map(|role| RoleShape::of(role, text)).collect(),
        }
    }
}

#[derive(Serialize)]
struct DateShape<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<&'d str>,
    grain: &'static str,
    anchor: &'static str,
}

impl<'d> DateShape<'d> {
    fn of(date: &'d DateMention, text: &'d str) -> Self {
        Self {
            start: date.span.start,
            end: date.span.end,
            text: date.span.of(text),
            kind: date.kind.as_str(),
            value: date.value.timex.as_deref(),
            grain: date.value.grain.as_str(),
            anchor: date.value.anchor.as_str(),
        }
    }
}

#[derive(Serialize)]
struct RelationShape<'d> {
    kind: &'d str,
    subject: usize,
    object: usize,
    polarity: &'static str,
    modality: &'static str,
    when: Option<&'d str>,
    #[serde(rename = "where")]
    place: Option<usize>,
    source: Option<usize>,
    confidence: f64,
    plover: Option<&'static str>,
    evidence: EvidenceShape<'d>,
}

impl<'d> RelationShape<'d> {
    fn of(relation: &'d Relation) -> Self {
        Self {
            kind: relation.kind.as_str(),
            subject: relation.subject.index(),
            object: relation.object.index(),
            polarity: relation.polarity.as_str(),
            modality: relation.modality.as_str(),
            when: relation.when.as_ref().map(|when| &*when.value),
            place: relation.place.map(Id::index),
            source: relation.source.map(Id::index),
            confidence: rounded(relation.confidence),
            plover: relation.plover().map(Plover::as_str),
            evidence: EvidenceShape::of(&relation.evidence, relation.when.as_ref()),
        }
    }
}

#[derive(Serialize)]
struct EvidenceShape<'d> {
    sentence: usize,
    start: usize,
    end: usize,
    trigger: SpanShape,
    cues: Vec<SpanShape>,
    rule: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<WhenShape>,
}

/// Which of the document's dates gave the time, and how it was tied to the relation.
#[derive(Serialize)]
struct WhenShape {
    date: usize,
    route: &'static str,
}

impl<'d> EvidenceShape<'d> {
    fn of(evidence: &'d Evidence, when: Option<&When>) -> Self {
        Self {
            sentence: evidence.sentence.index(),
            start: evidence.span.start,
            end: evidence.span.end,
            trigger: SpanShape::of(evidence.trigger),
            cues: evidence.cues.iter().copied().map(SpanShape::of).collect(),
            rule: &evidence.rule,
            when: when.map(|when| WhenShape { date: when.date.index(), route: when.route.as_str() }),
        }
    }
}

#[derive(Serialize)]
struct DiagnosticShape<'d> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    message: &'d str,
}

impl<'d> DiagnosticShape<'d> {
    fn of(diagnostic: &'d Diagnostic) -> Self {
        Self {
            kind: diagnostic.kind.as_str(),
            start: diagnostic.span.map(|span| span.start),
            end: diagnostic.span.map(|span| span.end),
            message: &diagnostic.message,
        }
    }
}

/// Four digits: enough for any use, and the same on machines whose last bits differ.
pub(super) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn keys_stand_in_the_order_of_the_schema() {
        let json = to_ndjson_line(&sample::document());
        let keys = [
            "schema",
            "id",
            "title",
            "published",
            "text",
            "offsets",
            "sentences",
            "mentions",
            "entities",
            "dates",
            "relations",
            "diagnostics",
        ];
        let at = keys.map(|key| json.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} is missing")));
        // "text" also names the surface of a mention, "id" and "mentions" stand again further in: `find` sees the first of each, which is the one meant.
        assert!(at.is_sorted(), "{at:?}");
    }

    #[test]
    fn a_relation_has_all_that_the_schema_lists() {
        let json: serde_json::Value = serde_json::from_str(&to_json(&sample::document())).unwrap();
        let expected = serde_json::json!({
            "kind": "met_with", "subject": 0, "object": 1, "polarity": "affirmed", "modality": "actual", "when": "2020-12-26", "where": 2,
            "source": null, "confidence": 0.93, "plover": "CONSULT",
            "evidence": {"sentence": 0, "start": 0, "end": 29, "trigger": {"start": 6, "end": 9}, "cues": [], "rule": "meeting.meet",
                "when": {"date": 0, "route": "clause"}},
        });
        assert_eq!(json["relations"][0], expected);
        assert_eq!(json["mentions"][1]["text"], "Zoë \"Z\" Ødegård");
        assert_eq!(json["dates"][0]["value"], "2020-12-26");
        assert_eq!(json["diagnostics"][0], serde_json::json!({"kind": "input", "message": "a <note>"}));
    }

    #[test]
    fn one_line_says_what_the_indented_form_says() {
        let document = sample::document();
        let line = to_ndjson_line(&document);
        assert!(!line.contains('\n'));
        let parse = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(parse(&line), parse(&to_json(&document)));
    }

    #[test]
    fn confidence_is_rounded_and_never_breaks_the_json() {
        assert_eq!(serde_json::to_string(&rounded(0.93)).unwrap(), "0.93");
        assert_eq!(serde_json::to_string(&rounded(1.0 / 3.0)).unwrap(), "0.3333");
        assert_eq!(serde_json::to_string(&rounded(f32::NAN)).unwrap(), "null");
    }
}
