//! Documents and networks as linked data: one list of triples, written as Turtle or as JSON-LD.
//!
//! The vocabularies are published ones: schema.org for articles, persons, organizations and places, SEM (the Simple Event Model) for events, NIF for
//! sentences and their positions, PROV for where a statement comes from, RDF's own reification for what is stated. Only the kinds of relations and
//! what qualifies them (polarity, modality, confidence, PLOVER root, rule) have names of this crate.

mod describe;
mod iri;
mod json_ld;
mod model;
mod turtle;

use crate::document::Document;
use crate::network::Network;

/// The document as Turtle. Several documents in one file are one graph: what the first of them writes may be followed by the next.
pub fn to_turtle(document: &Document) -> String {
    turtle::write(&describe::document(document))
}

/// The document as JSON-LD, with the same triples as [`to_turtle`].
pub fn to_json_ld(document: &Document) -> String {
    json_ld::write(&describe::document(document))
}

/// The network as Turtle.
pub fn to_network_turtle(network: &Network) -> String {
    turtle::write(&describe::network(network))
}

/// The network as JSON-LD, with the same triples as [`to_network_turtle`].
pub fn to_network_json_ld(network: &Network) -> String {
    json_ld::write(&describe::network(network))
}
