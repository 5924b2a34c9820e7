//! Triples, and the names they are made of.

/// Prefixes and what they stand for.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("dateline", "https://github.com/dateline-rs/dateline/ns#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The object of a triple.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Object {
    /// A thing, by its full IRI.
    Thing(String),
    /// A thing of a vocabulary, with its prefix: `schema:Person`.
    Term(String),
    /// A text.
    Text(String),
    /// A value with its type: `2020-12-26`, `xsd:date`.
    Typed(String, &'static str),
}

/// A thing with all that is said of it, each as a predicate with prefix and its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The full IRI.
    pub(super) iri: String,
    pub(super) says: Vec<(String, Object)>,
}

impl Subject {
    pub(super) fn new(iri: String, kind: &str) -> Self {
        Self { iri, says: Vec::new() }.with("rdf:type", Object::Term(kind.into()))
    }

    pub(super) fn with(mut self, predicate: &str, object: Object) -> Self {
        self.says.push((predicate.into(), object));
        self
    }

    pub(super) fn with_opt(self, predicate: &str, object: Option<Object>) -> Self {
        match object {
            Some(object) => self.with(predicate, object),
            None => self,
        }
    }
}

/// A date with the type of its grain; what XML Schema has no type for (a week, a season) is a text.
pub(super) fn date(value: &str) -> Object {
    let is_digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    match parts[..] {
        [year] if is_digits(year, 4) => Object::Typed(value.into(), "xsd:gYear"),
        [year, month] if is_digits(year, 4) && is_digits(month, 2) => Object::Typed(value.into(), "xsd:gYearMonth"),
        [year, month, day] if is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2) => Object::Typed(value.into(), "xsd:date"),
        _ => Object::Text(value.into()),
    }
}

pub(super) fn integer(value: usize) -> Object {
    Object::Typed(value.to_string(), "xsd:integer")
}

pub(super) fn decimal(value: f32) -> Object {
    Object::Typed(format!("{value:.4}"), "xsd:decimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_type_of_its_grain() {
        for (value, kind) in [("2020", "xsd:gYear"), ("2020-12", "xsd:gYearMonth"), ("2020-12-26", "xsd:date")] {
            assert_eq!(date(value), Object::Typed(value.into(), kind));
        }
        for value in ["2020-W52", "2020-SU", "2020-12-26TNI", "PAST_REF", ""] {
            assert_eq!(date(value), Object::Text(value.into()));
        }
    }
}
