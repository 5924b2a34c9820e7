//! A network as GraphML, which networkx, Gephi, yEd and igraph read.

use std::fmt::Write;

use crate::network::{Link, Network, Node};

/// The data of nodes and edges: name and type. The id of the key is the name, with `n_` or `e_` in front, for both may have a `documents`.
const NODE_KEYS: [(&str, &str); 5] =
    [("label", "string"), ("type", "string"), ("names", "string"), ("documents", "int"), ("statements", "int")];
const EDGE_KEYS: [(&str, &str); 12] = [
    ("kind", "string"),
    ("root", "string"),
    ("symmetric", "boolean"),
    ("polarity", "string"),
    ("modality", "string"),
    ("weight", "int"),
    ("documents", "int"),
    ("first", "string"),
    ("last", "string"),
    ("confidence", "double"),
    ("articles", "string"),
    ("sentence", "string"),
];

/// The network as GraphML. Edges are directed; `symmetric` says which have no direction. `weight` is the number of statements, `articles` the ids of the
/// documents that state the link, one a line, and `sentence` the surest of the sentences.
pub fn to_graphml(network: &Network) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    keys(&mut xml, "node", &NODE_KEYS);
    keys(&mut xml, "edge", &EDGE_KEYS);
    xml.push_str("  <graph id=\"dateline\" edgedefault=\"directed\">\n");
    for (number, node) in network.nodes().iter().enumerate() {
        let _ = writeln!(xml, "    <node id=\"n{number}\">");
        data(&mut xml, "n", &NODE_KEYS, node_values(node));
        xml.push_str("    </node>\n");
    }
    for (number, link) in network.links().iter().enumerate() {
        let _ = writeln!(xml, "    <edge id=\"e{number}\" source=\"n{}\" target=\"n{}\">", link.from, link.to);
        data(&mut xml, "e", &EDGE_KEYS, edge_values(network, link));
        xml.push_str("    </edge>\n");
    }
    xml.push_str("  </graph>\n</graphml>\n");
    xml
}

fn keys(xml: &mut String, of: &str, keys: &[(&str, &str)]) {
    for (name, kind) in keys {
        let _ = writeln!(
            xml,
            "  <key id=\"{}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>",
            of.get(..1).unwrap_or_default()
        );
    }
}

fn data<const N: usize>(xml: &mut String, prefix: &str, keys: &[(&str, &str); N], values: [String; N]) {
    for ((name, _), value) in keys.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(xml, "      <data key=\"{prefix}_{name}\">{}</data>", escaped(&value));
    }
}

fn node_values(node: &Node) -> [String; NODE_KEYS.len()] {
    [node.name.to_string(), node.kind.as_str().to_owned(), node.names.join("\n"), node.documents.to_string(), node.statements.to_string()]
}

fn edge_values(network: &Network, link: &Link) -> [String; EDGE_KEYS.len()] {
    let (first, last) = link.dates().unwrap_or_default();
    let surest = link.statements.iter().max_by(|x, y| x.confidence.total_cmp(&y.confidence));
    [
        link.kind.to_string(),
        link.plover().map_or_else(String::new, |root| root.as_str().to_owned()),
        link.kind.is_symmetric().to_string(),
        link.polarity.as_str().to_owned(),
        link.modality.as_str().to_owned(),
        link.statements.len().to_string(),
        link.documents().to_string(),
        first.to_owned(),
        last.to_owned(),
        format!("{:.4}", link.confidence()),
        super::article_ids(network, link).join("\n"),
        surest.map_or_else(String::new, |statement| statement.sentence.to_string()),
    ]
}

/// Text as XML. Characters that XML 1.0 does not allow, not even as references, become U+FFFD.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push_str("&#13;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            _ => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;
    use crate::output::sample;

    #[test]
    fn nodes_and_edges_carry_their_data() {
        let mut builder = NetworkBuilder::new();
        builder.add(&sample::document());
        let xml = to_graphml(&builder.build());
        let expected = [
            "<node id=\"n1\">\n      <data key=\"n_label\">Zoë \"Z\" Ødegård</data>",
            "<edge id=\"e0\" source=\"n0\" target=\"n1\">\n      <data key=\"e_kind\">met_with</data>",
            "<data key=\"e_first\">2020-12-26</data>",
            "<data key=\"e_sentence\">Akar, met Zoë \"Z\" Ødegård in &lt;Tripoli&gt; on Saturday.</data>",
        ];
        for part in expected {
            assert!(xml.contains(part), "{part}\n{xml}");
        }
    }

    #[test]
    fn what_xml_does_not_allow_is_replaced() {
        for (text, expected) in [("a<b>&c", "a&lt;b&gt;&amp;c"), ("\0\u{1b}\t\u{ffff}", "\u{fffd}\u{fffd}\t\u{fffd}"), ("a\rb", "a&#13;b")]
        {
            assert_eq!(escaped(text), expected);
        }
    }
}
