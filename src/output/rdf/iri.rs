//! IRIs of documents and of what is in them.

use std::fmt::Write;

use crate::output::hash::short_hash;

/// The IRI of a document: its id if that is one (`https://...`), else a URN of the id, or of the text where there is no id.
pub(super) fn of_document(id: Option<&str>, text: &str) -> String {
    match id {
        Some(id) if is_web_address(id) => encoded(id, "/:?=&@!$'()*+,;~%[]"),
        Some(id) => format!("urn:x-dateline:{}", encoded(id, "")),
        None => format!("urn:x-dateline:sha256:{}", short_hash(text)),
    }
}

fn is_web_address(id: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| id.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

/// The IRI of a node that documents share.
pub(super) fn of_node(kind: &str, name: &str) -> String {
    format!("urn:x-dateline:{}:{}", kind.to_lowercase(), encoded(name, ""))
}

/// Text as a part of an IRI: letters, digits and what is in `kept` stand; every other byte becomes `%41`.
fn encoded(text: &str, kept: &str) -> String {
    let mut iri = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._".contains(c) || kept.contains(c) {
            iri.push(c);
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_by_its_id() {
        let cases = [
            (Some("https://example.org/a?b=1"), "https://example.org/a?b=1"),
            (Some("https://example.org/a b<>#c"), "https://example.org/a%20b%3C%3E%23c"),
            (Some("id,1 é"), "urn:x-dateline:id%2C1%20%C3%A9"),
            (None, "urn:x-dateline:sha256:9f86d081884c7d659a2feaa0"),
        ];
        for (id, expected) in cases {
            assert_eq!(of_document(id, "test"), expected);
        }
    }
}
