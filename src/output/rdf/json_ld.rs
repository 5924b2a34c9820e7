//! Triples as JSON-LD 1.1.

use serde_json::{Map, Value, json};

use super::model::{Object, PREFIXES, Subject};

pub(super) fn write(subjects: &[Subject]) -> String {
    let context: Map<String, Value> = PREFIXES.iter().map(|&(prefix, iri)| (prefix.to_owned(), iri.into())).collect();
    let graph: Vec<Value> = subjects.iter().map(node).collect();
    crate::output::json::written(serde_json::to_string_pretty(&json!({"@context": context, "@graph": graph})))
}

fn node(subject: &Subject) -> Value {
    let mut node = Map::new();
    node.insert("@id".into(), subject.iri.as_str().into());
    for (predicate, object) in &subject.says {
        let (key, value) = match (predicate.as_str(), object) {
            ("rdf:type", Object::Term(kind)) => ("@type", kind.as_str().into()),
            _ => (predicate.as_str(), literal(object)),
        };
        if let Value::Array(values) = node.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
            values.push(value);
        }
    }
    node.into()
}

fn literal(object: &Object) -> Value {
    match object {
        Object::Thing(iri) | Object::Term(iri) => json!({"@id": iri}),
        Object::Text(text) => json!({"@value": text}),
        Object::Typed(value, kind) => json!({"@value": value, "@type": kind}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{sample, to_json_ld};

    #[test]
    fn a_document_is_a_graph() {
        let json: Value = serde_json::from_str(&to_json_ld(&sample::document())).unwrap();
        let graph = json["@graph"].as_array().unwrap();
        let relation = graph.iter().find(|node| node["@id"] == "urn:x-dateline:id%2C1#relation-0").unwrap();
        assert_eq!(relation["@type"], json!(["rdf:Statement", "sem:Event"]));
        assert_eq!(relation["sem:hasTimeStamp"], json!([{"@value": "2020-12-26", "@type": "xsd:date"}]));
        assert_eq!(relation["sem:hasActor"].as_array().map(Vec::len), Some(2));
    }
}
