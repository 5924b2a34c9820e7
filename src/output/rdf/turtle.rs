//! Triples as Turtle (W3C, RDF 1.1).

use std::fmt::Write;

use super::model::{Object, PREFIXES, Subject};

pub(super) fn write(subjects: &[Subject]) -> String {
    let mut text: String = PREFIXES.iter().map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .\n")).collect();
    for subject in subjects {
        let _ = write!(text, "\n<{}>", subject.iri);
        for (number, (predicate, object)) in subject.says.iter().enumerate() {
            let predicate = if predicate == "rdf:type" { "a" } else { predicate };
            let _ = write!(text, "{}\n    {predicate} {}", if number == 0 { "" } else { " ;" }, term(object));
        }
        text.push_str(" .\n");
    }
    text
}

fn term(object: &Object) -> String {
    match object {
        Object::Thing(iri) => format!("<{iri}>"),
        Object::Term(term) => term.clone(),
        Object::Text(text) => quoted(text),
        Object::Typed(value, kind) => format!("{}^^{kind}", quoted(value)),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{sample, to_turtle};

    #[test]
    fn a_document_is_told_in_triples() {
        let turtle = to_turtle(&sample::document());
        let expected = [
            "<urn:x-dateline:id%2C1>\n    a schema:NewsArticle ;\n    a nif:Context ;",
            "schema:name \"Zoë \\\"Z\\\" Ødegård\" ;",
            "<urn:x-dateline:id%2C1#relation-0>\n    a rdf:Statement ;\n    rdf:subject <urn:x-dateline:id%2C1#entity-0> ;",
            "sem:hasTimeStamp \"2020-12-26\"^^xsd:date ;",
            "prov:wasDerivedFrom <urn:x-dateline:id%2C1#char=0,51> .",
        ];
        for part in expected {
            assert!(turtle.contains(part), "{part}\n{turtle}");
        }
    }

    #[test]
    fn text_cannot_leave_its_quotes() {
        for (text, expected) in [("a\"b\\", r#""a\"b\\""#), ("a\nb\0", r#""a\nb\u0000""#), ("é", "\"é\"")] {
            assert_eq!(quoted(text), expected);
        }
    }
}
