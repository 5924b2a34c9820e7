//! What a document and a network say, as triples.

use std::collections::BTreeSet;

use super::iri;
use super::model::{Object, Subject, date, decimal, integer};
use crate::document::{Document, EntityId, EntityType, Id, Modality, Polarity, Positions, Relation, RelationKind, SentenceId};
use crate::network::{Link, Network, Node};

pub(super) fn document(document: &Document) -> Vec<Subject> {
    Describer { document, iri: iri::of_document(document.id(), document.text()), positions: Positions::new(document.text()) }.subjects()
}

struct Describer<'d> {
    document: &'d Document,
    iri: String,
    positions: Positions<'d>,
}

impl Describer<'_> {
    fn subjects(&self) -> Vec<Subject> {
        let found = self.document.annotations();
        let sentences: BTreeSet<SentenceId> = self.document.relations().iter().map(|relation| relation.evidence.sentence).collect();
        let entities = found.entity_ids().map(|id| self.entity(id));
        let relations = self.document.relations().iter().enumerate().map(|(number, relation)| self.relation(number, relation));
        let sentences = sentences.into_iter().map(|id| self.sentence(id));
        std::iter::once(self.article()).chain(entities).chain(sentences).chain(relations).collect()
    }

    fn article(&self) -> Subject {
        let published = self.document.annotations().published.map(|date| Object::Typed(date.to_string(), "xsd:date"));
        Subject::new(self.iri.clone(), "schema:NewsArticle")
            .with("rdf:type", Object::Term("nif:Context".into()))
            .with_opt("schema:identifier", self.document.id().map(|id| Object::Text(id.into())))
            .with_opt("schema:headline", self.document.title().map(|title| Object::Text(title.into())))
            .with_opt("schema:datePublished", published)
            .with("nif:isString", Object::Text(self.document.text().into()))
    }

    fn entity(&self, id: EntityId) -> Subject {
        let entity = self.document.annotations().entity(id);
        let others = entity.names.iter().filter(|name| **name != entity.name);
        let named = Subject::new(self.entity_iri(id), class(entity.kind))
            .with("schema:name", Object::Text(entity.name.to_string()))
            .with("schema:subjectOf", Object::Thing(self.iri.clone()));
        let named = others.fold(named, |subject, name| subject.with("schema:alternateName", Object::Text(name.to_string())));
        self.facts_of(id).fold(named, |subject, (predicate, object)| subject.with(&predicate, object))
    }

    /// What is so, said of the subject itself: only what is affirmed and has happened.
    fn facts_of(&self, id: EntityId) -> impl Iterator<Item = (String, Object)> {
        let facts = self.document.relations().iter().filter(move |relation| relation.subject == id);
        let facts = facts.filter(|relation| (relation.polarity, relation.modality) == (Polarity::Affirmed, Modality::Actual));
        let facts: BTreeSet<(String, Object)> = facts
            .flat_map(|relation| {
                let kind = |entity| self.document.annotations().entity(entity).kind;
                let object = Object::Thing(self.entity_iri(relation.object));
                let known = schema_property(&relation.kind, kind(relation.object)).map(|property| (property.to_owned(), object.clone()));
                std::iter::once((predicate(&relation.kind), object)).chain(known)
            })
            .collect();
        facts.into_iter()
    }

    fn sentence(&self, id: SentenceId) -> Subject {
        let span = self.document.annotations().sentence(id).span;
        let range = self.positions.to_chars(span);
        Subject::new(self.sentence_iri(id), "nif:Sentence")
            .with("nif:referenceContext", Object::Thing(self.iri.clone()))
            .with("nif:beginIndex", Object::Typed(range.start.to_string(), "xsd:nonNegativeInteger"))
            .with("nif:endIndex", Object::Typed(range.end.to_string(), "xsd:nonNegativeInteger"))
            .with("nif:anchorOf", Object::Text(self.document.annotations().surface(span).into()))
    }

    fn relation(&self, number: usize, relation: &Relation) -> Subject {
        let thing = |entity| Object::Thing(self.entity_iri(entity));
        let statement = Statement {
            iri: format!("{}#relation-{number}", self.iri),
            kind: &relation.kind,
            subject: thing(relation.subject),
            object: thing(relation.object),
            polarity: relation.polarity,
            modality: relation.modality,
        };
        statement
            .subject()
            .with_opt("sem:hasTimeStamp", relation.when.as_ref().map(|when| date(&when.value)))
            .with_opt("sem:hasPlace", relation.place.map(thing))
            .with_opt("prov:wasAttributedTo", relation.source.map(thing))
            .with("dateline:confidence", decimal(relation.confidence))
            .with("dateline:rule", Object::Text(relation.evidence.rule.to_string()))
            .with("prov:wasDerivedFrom", Object::Thing(self.sentence_iri(relation.evidence.sentence)))
    }

    fn entity_iri(&self, id: EntityId) -> String {
        format!("{}#entity-{}", self.iri, id.index())
    }

    /// Characters by RFC 5147.
    fn sentence_iri(&self, id: SentenceId) -> String {
        let range = self.positions.to_chars(self.document.annotations().sentence(id).span);
        format!("{}#char={},{}", self.iri, range.start, range.end)
    }
}

/// What documents and networks say of a relation alike.
struct Statement<'k> {
    iri: String,
    kind: &'k RelationKind,
    subject: Object,
    object: Object,
    polarity: Polarity,
    modality: Modality,
}

impl Statement<'_> {
    fn subject(self) -> Subject {
        let root = self.kind.plover().map(|root| root.in_context(self.polarity, self.modality));
        let stated = Subject::new(self.iri, "rdf:Statement")
            .with("rdf:subject", self.subject.clone())
            .with("rdf:predicate", Object::Term(predicate(self.kind)))
            .with("rdf:object", self.object.clone())
            .with("dateline:polarity", Object::Text(self.polarity.as_str().into()))
            .with("dateline:modality", Object::Text(self.modality.as_str().into()))
            .with_opt("dateline:ploverRoot", root.map(|root| Object::Text(root.as_str().into())));
        if self.kind.is_state() {
            return stated;
        }
        stated.with("rdf:type", Object::Term("sem:Event".into())).with("sem:hasActor", self.subject).with("sem:hasActor", self.object)
    }
}

pub(super) fn network(network: &Network) -> Vec<Subject> {
    let sources = network.sources().iter().enumerate().map(|(number, source)| {
        Subject::new(source_iri(network, number), "schema:NewsArticle")
            .with_opt("schema:identifier", source.id.as_deref().map(|id| Object::Text(id.into())))
            .with_opt("schema:headline", source.title.as_deref().map(|title| Object::Text(title.into())))
            .with_opt("schema:datePublished", source.published.as_deref().map(date))
    });
    let nodes = network.nodes().iter().map(node);
    let links = network.links().iter().enumerate().map(|(number, of)| link(network, number, of));
    sources.chain(nodes).chain(links).collect()
}

fn source_iri(network: &Network, number: usize) -> String {
    network
        .sources()
        .get(number)
        .and_then(|source| source.id.as_deref())
        .map_or_else(|| format!("urn:x-dateline:document:{number}"), |id| iri::of_document(Some(id), ""))
}

fn node(node: &Node) -> Subject {
    let others = node.names.iter().filter(|name| **name != node.name);
    let subject = Subject::new(node_iri(node), class(node.kind))
        .with("schema:name", Object::Text(node.name.to_string()))
        .with("dateline:documents", integer(node.documents))
        .with("dateline:statements", integer(node.statements));
    others.fold(subject, |subject, name| subject.with("schema:alternateName", Object::Text(name.to_string())))
}

fn node_iri(node: &Node) -> String {
    iri::of_node(node.kind.as_str(), &node.name)
}

fn link(network: &Network, number: usize, link: &Link) -> Subject {
    let [from, to] = network.ends(link).map(|node| Object::Thing(node_iri(node)));
    let statement = Statement {
        iri: format!("urn:x-dateline:link:{number}"),
        kind: &link.kind,
        subject: from,
        object: to,
        polarity: link.polarity,
        modality: link.modality,
    };
    let dates: BTreeSet<&str> = link.statements.iter().filter_map(|statement| statement.when.as_deref()).collect();
    let subject = statement
        .subject()
        .with("dateline:statements", integer(link.statements.len()))
        .with("dateline:documents", integer(link.documents()))
        .with("dateline:confidence", decimal(link.confidence()));
    let subject = dates.into_iter().fold(subject, |subject, value| subject.with("sem:hasTimeStamp", date(value)));
    let documents = link.statements.chunk_by(|x, y| x.source == y.source).filter_map(|of_one| of_one.first());
    documents.fold(subject, |subject, statement| subject.with("prov:wasDerivedFrom", Object::Thing(source_iri(network, statement.source))))
}

const fn class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "schema:Person",
        EntityType::Organization => "schema:Organization",
        EntityType::Place => "schema:Place",
        EntityType::Misc => "schema:Thing",
    }
}

/// A kind as a name of this crate's vocabulary. Kinds of a user's own may hold anything: what is no letter or digit becomes an underscore.
fn predicate(kind: &RelationKind) -> String {
    let name: String = kind.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("dateline:{name}")
}

/// The property of schema.org that says the same.
fn schema_property(kind: &RelationKind, object: EntityType) -> Option<&'static str> {
    match (kind, object) {
        (RelationKind::WorksFor, EntityType::Organization) => Some("schema:worksFor"),
        (RelationKind::MemberOf, EntityType::Organization) => Some("schema:memberOf"),
        (RelationKind::PartOf, EntityType::Organization) => Some("schema:parentOrganization"),
        (RelationKind::PartOf, EntityType::Place) => Some("schema:containedInPlace"),
        (RelationKind::BasedIn, EntityType::Place) => Some("schema:location"),
        (RelationKind::FamilyOf, EntityType::Person) => Some("schema:relatedTo"),
        _ => None,
    }
}
