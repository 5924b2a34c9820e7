//! A network as JSON, as rows of CSV and for Graphviz.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

use super::{csv, dot};
use crate::document::{Modality, Plover, Polarity};
use crate::network::{Link, Network, Node, Source, Statement};

/// The ids of the documents that state a link, each once.
pub(super) fn article_ids<'n>(network: &'n Network, link: &Link) -> Vec<&'n str> {
    let sources = link.statements.chunk_by(|x, y| x.source == y.source).filter_map(<[Statement]>::first);
    sources.filter_map(|statement| network.source(statement).id.as_deref()).collect()
}

/// The network for Graphviz: lines are as thick as the statements are many. Signs mean what they mean in [`to_dot`](super::to_dot).
pub fn to_network_dot(network: &Network) -> String {
    let mut text = String::from("digraph dateline {\n  rankdir=LR;\n  node [style=filled, fontname=\"sans-serif\"];\n");
    for (number, node) in network.nodes().iter().enumerate() {
        let (shape, colour) = dot::style(node.kind);
        let _ = writeln!(text, "  n{number} [label={}, shape={shape}, fillcolor=\"{colour}\"];", dot::quoted(&node.name));
    }
    for link in network.links() {
        let width = 1.0 + (link.statements.len() as f64).ln();
        let marks = dot::marks(link.kind.is_symmetric(), link.polarity, link.modality);
        let label = dot::quoted(&edge_label(link));
        let _ = writeln!(text, "  n{} -> n{} [label={label}, penwidth={width:.1}{marks}];", link.from, link.to);
    }
    text.push_str("}\n");
    text
}

fn edge_label(link: &Link) -> String {
    let count = link.statements.len();
    let count = if count > 1 { format!(" ({count})") } else { String::new() };
    match link.dates() {
        None => format!("{}{count}", link.kind),
        Some((first, last)) if first == last => format!("{}{count}\n{first}", link.kind),
        Some((first, last)) => format!("{}{count}\n{first} to {last}", link.kind),
    }
}

const COLUMNS: [&str; 15] = [
    "from",
    "from_type",
    "kind",
    "to",
    "to_type",
    "root",
    "polarity",
    "modality",
    "statements",
    "documents",
    "first",
    "last",
    "confidence",
    "articles",
    "sentence",
];

/// The links as rows of CSV with a header, those with the most statements first. `articles` holds the ids of the documents, parted by spaces; `sentence`
/// is the surest of the sentences.
pub fn to_network_csv(network: &Network) -> String {
    let header = csv::line(COLUMNS.map(Cow::Borrowed));
    network.links().iter().map(|link| csv::line(row(network, link))).fold(header, |text, line| text + &line)
}

fn row<'n>(network: &'n Network, link: &'n Link) -> [Cow<'n, str>; COLUMNS.len()] {
    let [from, to] = network.ends(link);
    let (first, last) = link.dates().unwrap_or_default();
    let surest = link.statements.iter().max_by(|x, y| x.confidence.total_cmp(&y.confidence));
    [
        (&*from.name).into(),
        from.kind.as_str().into(),
        link.kind.as_str().into(),
        (&*to.name).into(),
        to.kind.as_str().into(),
        link.plover().map_or("", |root| root.as_str()).into(),
        link.polarity.as_str().into(),
        link.modality.as_str().into(),
        link.statements.len().to_string().into(),
        link.documents().to_string().into(),
        first.into(),
        last.into(),
        format!("{:.2}", link.confidence()).into(),
        article_ids(network, link).join(" ").into(),
        surest.map_or("", |statement| &statement.sentence).into(),
    ]
}

/// The network as indented JSON (schema `dateline-network/1`): documents, nodes, links with their statements. Numbers name places in these lists.
pub fn to_network_json(network: &Network) -> String {
    let shape = NetworkShape {
        schema: "dateline-network/1",
        documents: network.sources().iter().map(SourceShape::of).collect(),
        nodes: network.nodes().iter().map(NodeShape::of).collect(),
        links: network.links().iter().map(LinkShape::of).collect(),
    };
    super::json::written(serde_json::to_string_pretty(&shape))
}

#[derive(Serialize)]
struct NetworkShape<'n> {
    schema: &'static str,
    documents: Vec<SourceShape<'n>>,
    nodes: Vec<NodeShape<'n>>,
    links: Vec<LinkShape<'n>>,
}

#[derive(Serialize)]
struct SourceShape<'n> {
    id: Option<&'n str>,
    title: Option<&'n str>,
    published: Option<&'n str>,
}

impl<'n> SourceShape<'n> {
    fn of(source: &'n Source) -> Self {
        Self { id: source.id.as_deref(), title: source.title.as_deref(), published: source.published.as_deref() }
    }
}

#[derive(Serialize)]
struct NodeShape<'n> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'n str,
    names: Vec<&'n str>,
    documents: usize,
    statements: usize,
}

impl<'n> NodeShape<'n> {
    fn of(node: &'n Node) -> Self {
        let names = node.names.iter().map(|name| &**name).collect();
        Self { kind: node.kind.as_str(), name: &node.name, names, documents: node.documents, statements: node.statements }
    }
}

#[derive(Serialize)]
struct LinkShape<'n> {
    from: usize,
    to: usize,
    kind: &'n str,
    symmetric: bool,
    plover: Option<&'static str>,
    polarity: &'static str,
    modality: &'static str,
    documents: usize,
    first: Option<&'n str>,
    last: Option<&'n str>,
    statements: Vec<StatementShape<'n>>,
}

impl<'n> LinkShape<'n> {
    fn of(link: &'n Link) -> Self {
        Self {
            from: link.from,
            to: link.to,
            kind: link.kind.as_str(),
            symmetric: link.kind.is_symmetric(),
            plover: link.plover().map(Plover::as_str),
            polarity: link.polarity.as_str(),
            modality: link.modality.as_str(),
            documents: link.documents(),
            first: link.dates().map(|(first, _)| first),
            last: link.dates().map(|(_, last)| last),
            statements: link.statements.iter().map(StatementShape::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct StatementShape<'n> {
    document: usize,
    start: usize,
    end: usize,
    sentence: &'n str,
    when: Option<&'n str>,
    #[serde(rename = "where")]
    place: Option<&'n str>,
    confidence: f64,
}

impl<'n> StatementShape<'n> {
    fn of(statement: &'n Statement) -> Self {
        Self {
            document: statement.source,
            start: statement.start,
            end: statement.end,
            sentence: &statement.sentence,
            when: statement.when.as_deref(),
            place: statement.place.as_deref(),
            confidence: super::json::rounded(statement.confidence),
        }
    }
}

/// What is not plainly so, in words for people.
pub(super) fn doubts(polarity: Polarity, modality: Modality) -> Vec<&'static str> {
    let polarity = (polarity == Polarity::Negated).then_some("denied");
    let modality = (modality != Modality::Actual).then_some(modality.as_str());
    polarity.into_iter().chain(modality).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;
    use crate::output::{sample, to_ndjson_line};

    fn network() -> Network {
        let mut builder = NetworkBuilder::new();
        builder.add(&sample::document());
        let second = to_ndjson_line(&sample::document()).replace("id,1", "b").replace("2020-12-26", "2020-11");
        builder.add_json(&second).expect("a document");
        builder.build()
    }

    #[test]
    fn counts_and_dates_are_drawn() {
        let dot = to_network_dot(&network());
        assert!(dot.contains("n0 -> n1 [label=\"met_with (2)\\n2020-11 to 2020-12-26\", penwidth=1.7, dir=none];"), "{dot}");
    }

    #[test]
    fn a_row_for_each_link() {
        let csv = to_network_csv(&network());
        let row = "Akar,PERSON,met_with,\"Zoë \"\"Z\"\" Ødegård\",PERSON,CONSULT,affirmed,actual,2,2,2020-11,2020-12-26,0.93,\"id,1 b\",";
        assert!(csv.lines().nth(1).is_some_and(|line| line.starts_with(row)), "{csv}");
        assert_eq!(csv.lines().count(), 2);
    }

    #[test]
    fn json_links_to_sentences() {
        let json: serde_json::Value = serde_json::from_str(&to_network_json(&network())).unwrap();
        let statement = &json["links"][0]["statements"][1];
        assert_eq!((&statement["document"], &statement["when"], &statement["start"]), (&1.into(), &"2020-11".into(), &0.into()));
        assert_eq!(json["documents"][1]["id"], "b");
        assert_eq!(json["nodes"][0]["documents"], 2);
    }
}
