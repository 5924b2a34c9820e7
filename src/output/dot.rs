//! Entities and relations as a graph for Graphviz.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::document::{Document, EntityId, EntityType, Id, Modality, Polarity, Relation};

/// The relations as a directed graph in the DOT language: a node for each entity that has a relation, an edge for each relation.
///
/// A relation without direction has no arrow head; one that is denied is drawn in red, one that has not happened is dashed.
pub fn to_dot(document: &Document) -> String {
    let mut dot = String::from("digraph dateline {\n  rankdir=LR;\n  node [style=filled, fontname=\"sans-serif\"];\n");
    for entity in related(document) {
        dot.push_str(&node(document, entity));
    }
    for relation in document.relations() {
        dot.push_str(&edge(relation));
    }
    dot.push_str("}\n");
    dot
}

fn related(document: &Document) -> BTreeSet<EntityId> {
    document.relations().iter().flat_map(|relation| [relation.subject, relation.object]).collect()
}

fn node(document: &Document, entity: EntityId) -> String {
    let (shape, colour) = style(document.annotations().entity(entity).kind);
    format!("  e{} [label={}, shape={shape}, fillcolor=\"{colour}\"];\n", entity.index(), quoted(document.name(entity)))
}

pub(super) const fn style(kind: EntityType) -> (&'static str, &'static str) {
    match kind {
        EntityType::Person => ("ellipse", "#cfe3f7"),
        EntityType::Organization => ("box", "#fbe3c4"),
        EntityType::Place => ("hexagon", "#d6efd3"),
        EntityType::Misc => ("note", "#e8e2f3"),
    }
}

fn edge(relation: &Relation) -> String {
    let mut label = relation.kind.to_string();
    if let Some(when) = &relation.when {
        let _ = write!(label, "\n{}", when.value);
    }
    let marks = marks(relation.kind.is_symmetric(), relation.polarity, relation.modality);
    let (subject, object) = (relation.subject.index(), relation.object.index());
    format!("  e{subject} -> e{object} [label={}{marks}];\n", quoted(&label))
}

/// The attributes of an edge without direction, of one that is denied, of one that has not happened.
pub(super) fn marks(is_symmetric: bool, polarity: Polarity, modality: Modality) -> String {
    let direction = if is_symmetric { ", dir=none" } else { "" };
    let colour = if polarity == Polarity::Negated { ", color=\"#c02020\"" } else { "" };
    let line = if modality == Modality::Actual { "" } else { ", style=dashed" };
    format!("{direction}{colour}{line}")
}

/// A quoted string of the DOT language. A backslash would begin an escape, and a NUL would end the text.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.replace('\0', "").replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn a_node_for_each_side_and_an_edge_between() {
        let dot = to_dot(&sample::document());
        assert!(dot.contains(r#"e1 [label="Zoë \"Z\" Ødegård", shape=ellipse"#), "{dot}");
        assert!(dot.contains(r#"e0 -> e1 [label="met_with\n2020-12-26", dir=none];"#), "{dot}");
        assert!(!dot.contains("e2"), "Tripoli has no relation");
    }

    #[test]
    fn text_cannot_leave_its_quotes() {
        let cases = [("a\\", r#""a\\""#), ("a\"b", r#""a\"b""#), ("a\nb\0", r#""a\nb""#)];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected);
        }
    }
}
