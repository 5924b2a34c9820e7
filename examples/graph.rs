//! Draws one graph from many articles: entities that go by the same name are one node, and a relation that several articles state is one edge.
//!
//!     cargo run --release --example graph -- examples/articles/*.txt > news.dot
//!     dot -Tsvg news.dot > news.svg

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use dateline::document::{Document, EntityId, EntityType, Modality, Polarity};
use dateline::{Article, Extractor};
use support::{Failure, print};

const USAGE: &str = "\
usage: graph FILE...

Each FILE is an article as plain text.";

/// A name alone would take Jordan the player for Jordan the country.
type Node = (EntityType, String);

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(paths) = paths()? else { return print(USAGE) };
    let articles = paths.iter().map(|path| Ok(Article::new(support::read_text(path)?))).collect::<Result<Vec<_>, Failure>>()?;

    let documents = Extractor::new()?.extract_batch(&articles);

    let mut edges = BTreeMap::<(Node, Node, String), usize>::new();
    for document in &documents {
        for edge in edges_of(document) {
            *edges.entry(edge).or_default() += 1;
        }
    }
    print_graph(&edges)
}

/// What a document says has happened or is so; not what it denies or expects.
fn edges_of(document: &Document) -> impl Iterator<Item = (Node, Node, String)> {
    let facts =
        document.relations().iter().filter(|relation| (relation.polarity, relation.modality) == (Polarity::Affirmed, Modality::Actual));
    facts.map(|relation| {
        let (mut from, mut to) = (node(document, relation.subject), node(document, relation.object));
        // A meeting of A with B in one article and of B with A in another is the same edge.
        if relation.kind.is_symmetric() && to < from {
            std::mem::swap(&mut from, &mut to);
        }
        (from, to, relation.kind.to_string())
    })
}

fn node(document: &Document, entity: EntityId) -> Node {
    (document.annotations().entity(entity).kind, document.name(entity).to_owned())
}

fn print_graph(edges: &BTreeMap<(Node, Node, String), usize>) -> Result<(), Failure> {
    let id = |(kind, name): &Node| quoted(&format!("{name} ({})", kind.as_str().to_lowercase()));
    print("digraph news {")?;
    for ((from, to, kind), count) in edges {
        print(format!("  {} -> {} [label={}, penwidth={count}];", id(from), id(to), quoted(kind)))?;
    }
    print("}")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `None` if help was asked for.
fn paths() -> Result<Option<Vec<PathBuf>>, Failure> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut paths = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Value(value) => paths.push(PathBuf::from(value)),
            _ => return Err(argument.unexpected().into()),
        }
    }
    if paths.is_empty() { Err(Failure::Usage("expected a file".into())) } else { Ok(Some(paths)) }
}
