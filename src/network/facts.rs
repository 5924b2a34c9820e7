//! What the network needs of a document, whether it is at hand or was written as JSON.

use std::borrow::Cow;

use serde::Deserialize;

use crate::document::{Document, EntityType, Modality, Polarity, RelationKind};

/// The JSON of a document (schema `dateline/1`), as far as it is needed. Other keys are passed over.
#[derive(Deserialize)]
pub(super) struct Facts<'t> {
    #[serde(borrow)]
    schema: Cow<'t, str>,
    #[serde(borrow)]
    pub(super) id: Option<Cow<'t, str>>,
    #[serde(borrow)]
    pub(super) title: Option<Cow<'t, str>>,
    #[serde(borrow)]
    pub(super) published: Option<Cow<'t, str>>,
    #[serde(borrow)]
    text: Cow<'t, str>,
    sentences: Vec<Range>,
    #[serde(borrow)]
    entities: Vec<EntityFact<'t>>,
    #[serde(borrow)]
    relations: Vec<RelationFact<'t>>,
}

#[derive(Deserialize, Clone, Copy)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct EntityFact<'t> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'t, str>,
    #[serde(borrow)]
    name: Cow<'t, str>,
    #[serde(borrow)]
    names: Vec<Cow<'t, str>>,
}

#[derive(Deserialize)]
struct RelationFact<'t> {
    #[serde(borrow)]
    kind: Cow<'t, str>,
    subject: usize,
    object: usize,
    #[serde(borrow)]
    polarity: Cow<'t, str>,
    #[serde(borrow)]
    modality: Cow<'t, str>,
    #[serde(borrow)]
    when: Option<Cow<'t, str>>,
    #[serde(rename = "where")]
    place: Option<usize>,
    confidence: f32,
    evidence: EvidenceFact,
}

#[derive(Deserialize)]
struct EvidenceFact {
    sentence: usize,
}

/// An entity on one side of a relation.
#[derive(Clone, Copy)]
pub(super) struct Side<'f> {
    pub(super) kind: EntityType,
    pub(super) name: &'f str,
    pub(super) names: &'f [Cow<'f, str>],
}

/// One relation with all that belongs to it.
pub(super) struct Fact<'f> {
    pub(super) kind: RelationKind,
    pub(super) subject: Side<'f>,
    pub(super) object: Side<'f>,
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    pub(super) when: Option<&'f str>,
    pub(super) place: Option<&'f str>,
    pub(super) confidence: f32,
    pub(super) sentence: &'f str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> Facts<'t> {
    /// Reads one document.
    pub(super) fn of_json(json: &'t str) -> Result<Self, String> {
        let facts: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if facts.schema == "dateline/1" { Ok(facts) } else { Err(format!("expected the schema dateline/1, found {}", facts.schema)) }
    }

    /// The relations, or what does not fit in the first that does not.
    pub(super) fn facts(&self) -> Result<Vec<Fact<'_>>, String> {
        let fact = |(i, relation)| self.fact(relation).ok_or_else(|| format!("relation {i} has a name or a number that means nothing"));
        self.relations.iter().enumerate().map(fact).collect()
    }

    fn fact<'f>(&'f self, relation: &'f RelationFact<'t>) -> Option<Fact<'f>> {
        let sentence = self.sentences.get(relation.evidence.sentence)?;
        let place = relation.place.map(|place| self.entities.get(place).map(|entity| &*entity.name).ok_or(()));
        Some(Fact {
            kind: kind_named(&relation.kind),
            subject: self.side(relation.subject)?,
            object: self.side(relation.object)?,
            polarity: [Polarity::Affirmed, Polarity::Negated].into_iter().find(|polarity| polarity.as_str() == relation.polarity)?,
            modality: MODALITIES.into_iter().find(|modality| modality.as_str() == relation.modality)?,
            when: relation.when.as_deref(),
            place: place.transpose().ok()?,
            confidence: relation.confidence,
            sentence: self.text.get(sentence.start..sentence.end)?,
            start: sentence.start,
            end: sentence.end,
        })
    }

    fn side(&self, entity: usize) -> Option<Side<'_>> {
        let entity = self.entities.get(entity)?;
        Some(Side { kind: EntityType::from_name(&entity.kind)?, name: &entity.name, names: &entity.names })
    }
}

const MODALITIES: [Modality; 3] = [Modality::Actual, Modality::Planned, Modality::Possible];

fn kind_named(name: &str) -> RelationKind {
    RelationKind::from_name(name).unwrap_or_else(|| RelationKind::Custom { name: name.into(), symmetric: false })
}

/// Gives each relation of a document to `take`.
pub(super) fn of_document(document: &Document, mut take: impl FnMut(Fact<'_>)) {
    let found = document.annotations();
    let names = |entity| found.entity(entity).names.iter().map(|name| Cow::Borrowed(&**name)).collect::<Vec<_>>();
    for relation in document.relations() {
        let (subject_names, object_names) = (names(relation.subject), names(relation.object));
        let side = |entity, names| Side { kind: found.entity(entity).kind, name: document.name(entity), names };
        let span = found.sentence(relation.evidence.sentence).span;
        take(Fact {
            kind: relation.kind.clone(),
            subject: side(relation.subject, &subject_names),
            object: side(relation.object, &object_names),
            polarity: relation.polarity,
            modality: relation.modality,
            when: relation.when.as_ref().map(|when| &*when.value),
            place: relation.place.map(|place| document.name(place)),
            confidence: rounded(relation.confidence),
            sentence: document.sentence_text(relation),
            start: span.start,
            end: span.end,
        });
    }
}

/// Four digits, as the JSON has them: a document gives the same network whichever way it comes.
fn rounded(confidence: f32) -> f32 {
    ((f64::from(confidence) * 10_000.0).round() / 10_000.0) as f32
}
