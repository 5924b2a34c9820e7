//! Adds documents one by one and merges what they say.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::facts::{self, Fact, Facts, Side};
use super::{Link, Network, Node, Source, Statement, aliases};
use crate::document::{Document, EntityType, Modality, Polarity, RelationKind};

/// Builds a [`Network`] from documents, in any number.
///
/// By default it keeps what is affirmed and said to have happened; [`with_unconfirmed`](Self::with_unconfirmed) keeps denials, plans and possibilities
/// too, as links of their own.
#[derive(Debug, Default)]
pub struct NetworkBuilder {
    kinds: Option<BTreeSet<String>>,
    min_confidence: f32,
    unconfirmed: bool,
    sources: Vec<Source>,
    nodes: Vec<Draft>,
    /// Only looked up, never walked, so that its order does not matter.
    node_by_key: HashMap<(EntityType, String), usize>,
    links: BTreeMap<LinkKey, Vec<Statement>>,
}

/// A line that is no document.
#[derive(Debug, thiserror::Error)]
#[error("expected a document of the schema dateline/1: {message}")]
pub struct NetworkError {
    message: String,
}

/// A node before names of several documents are merged.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) kind: EntityType,
    /// The full name, folded.
    pub(super) key: String,
    /// How often each spelling of the full name was used.
    spellings: BTreeMap<Box<str>, usize>,
    names: BTreeSet<Box<str>>,
    /// All names, folded.
    pub(super) aliases: BTreeSet<String>,
    /// The last document that named it.
    last_source: Option<usize>,
    documents: usize,
}

impl Draft {
    pub(super) fn new(kind: EntityType, key: String) -> Self {
        let (spellings, names, aliases) = Default::default();
        Self { kind, key, spellings, names, aliases, last_source: None, documents: 0 }
    }
}

type LinkKey = (usize, usize, RelationKind, Polarity, Modality);

impl NetworkBuilder {
    /// A builder without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps only relations of these kinds, by name. Default: all kinds.
    #[must_use]
    pub fn with_kinds(mut self, kinds: impl IntoIterator<Item = String>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// Leaves out relations below this confidence, between 0 and 1. Default: 0.
    #[must_use]
    pub fn with_min_confidence(mut self, min_confidence: f32) -> Self {
        self.min_confidence = min_confidence;
        self
    }

    /// Keeps what is denied, planned or only possible too. Default: no.
    #[must_use]
    pub fn with_unconfirmed(mut self, unconfirmed: bool) -> Self {
        self.unconfirmed = unconfirmed;
        self
    }

    /// Adds a document.
    pub fn add(&mut self, document: &Document) {
        let published = document.annotations().published.map(|date| date.to_string().into());
        self.sources.push(Source { id: document.id().map(Into::into), title: document.title().map(Into::into), published });
        facts::of_document(document, |fact| self.add_fact(&fact));
    }

    /// Adds a document from its JSON, indented or on one line.
    ///
    /// # Errors
    ///
    /// If the JSON is not a document of the schema `dateline/1`. Nothing of it is added then.
    pub fn add_json(&mut self, json: &str) -> Result<(), NetworkError> {
        let read = Facts::of_json(json).map_err(|message| NetworkError { message })?;
        let found = read.facts().map_err(|message| NetworkError { message })?;
        let text = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(Into::into);
        self.sources.push(Source { id: text(&read.id), title: text(&read.title), published: text(&read.published) });
        for fact in &found {
            self.add_fact(fact);
        }
        Ok(())
    }

    /// The number of documents that were added.
    pub fn documents(&self) -> usize {
        self.sources.len()
    }

    fn add_fact(&mut self, fact: &Fact<'_>) {
        if !self.is_wanted(fact) {
            return;
        }
        let (mut from, mut to) = (self.node(fact.subject), self.node(fact.object));
        // A meeting of A with B in one document and of B with A in another is one link.
        if fact.kind.is_symmetric() && to < from {
            std::mem::swap(&mut from, &mut to);
        }
        let statement = Statement {
            source: self.sources.len().saturating_sub(1),
            when: fact.when.map(Into::into),
            place: fact.place.map(Into::into),
            sentence: fact.sentence.into(),
            start: fact.start,
            end: fact.end,
            confidence: fact.confidence,
        };
        self.links.entry((from, to, fact.kind.clone(), fact.polarity, fact.modality)).or_default().push(statement);
    }

    fn is_wanted(&self, fact: &Fact<'_>) -> bool {
        let is_confirmed = (fact.polarity, fact.modality) == (Polarity::Affirmed, Modality::Actual);
        (self.unconfirmed || is_confirmed)
            && fact.confidence >= self.min_confidence
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(fact.kind.as_str()))
    }

    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "the place was looked up, or has just been filled"))]
    fn node(&mut self, side: Side<'_>) -> usize {
        let source = self.sources.len().checked_sub(1);
        let key = aliases::folded(side.name);
        let next = self.nodes.len();
        let index = *self.node_by_key.entry((side.kind, key.clone())).or_insert(next);
        if index == next {
            self.nodes.push(Draft::new(side.kind, key));
        }
        let node = &mut self.nodes[index];
        if node.last_source != source {
            node.last_source = source;
            node.documents += 1;
            *node.spellings.entry(side.name.into()).or_default() += 1;
            node.names.extend(side.names.iter().map(|name| Box::from(&**name)));
            node.aliases.extend(side.names.iter().map(|name| aliases::folded(name)));
        }
        index
    }

    /// The network of all that was added.
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "links are between nodes, and each node has a target"))]
    pub fn build(self) -> Network {
        let targets = aliases::targets(&self.nodes);
        let nodes = merged_nodes(self.nodes, &targets);
        let mut links = BTreeMap::<LinkKey, Vec<Statement>>::new();
        for ((from, to, kind, polarity, modality), statements) in self.links {
            let (mut from, mut to) = (targets[from], targets[to]);
            if kind.is_symmetric() && to < from {
                std::mem::swap(&mut from, &mut to);
            }
            links.entry((from, to, kind, polarity, modality)).or_default().extend(statements);
        }
        // Two names of one entity in one relation say nothing of two entities.
        links.retain(|(from, to, ..), _| from != to);
        tidy(self.sources, nodes, links.into_iter().map(link).collect())
    }
}

fn link(((from, to, kind, polarity, modality), mut statements): (LinkKey, Vec<Statement>)) -> Link {
    statements.sort_by_key(|statement| (statement.source, statement.start));
    Link { from, to, kind, polarity, modality, statements }
}

/// A node for each draft; those that were merged away keep nothing but their place.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "a target is a node, and each node has a target"))]
fn merged_nodes(mut drafts: Vec<Draft>, targets: &[usize]) -> Vec<Node> {
    for (i, &target) in targets.iter().enumerate() {
        if target != i {
            let kind = drafts[i].kind;
            let taken = std::mem::replace(&mut drafts[i], Draft::new(kind, String::new()));
            let kept = &mut drafts[target];
            kept.names.extend(taken.names);
            // A document uses one full name for an entity, so that none is counted twice.
            kept.documents += taken.documents;
        }
    }
    drafts.into_iter().map(node).collect()
}

fn node(draft: Draft) -> Node {
    let most_used = draft.spellings.iter().max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)));
    let name = most_used.map(|(name, _)| name.clone()).unwrap_or_default();
    Node { kind: draft.kind, name, names: draft.names.into_iter().collect(), documents: draft.documents, statements: 0 }
}

/// Orders links and nodes by their weight, and leaves out nodes without a link.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "links are between nodes"))]
pub(super) fn tidy(sources: Vec<Source>, nodes: Vec<Node>, mut links: Vec<Link>) -> Network {
    let mut nodes: Vec<(usize, Node)> = nodes.into_iter().map(|node| Node { statements: 0, ..node }).enumerate().collect();
    for link in &links {
        for side in [link.from, link.to] {
            nodes[side].1.statements += link.statements.len();
        }
    }
    nodes.retain(|(_, node)| node.statements > 0);
    nodes.sort_by(|(_, x), (_, y)| y.statements.cmp(&x.statements).then_with(|| (&x.name, x.kind).cmp(&(&y.name, y.kind))));
    let places: HashMap<usize, usize> = nodes.iter().enumerate().map(|(new, &(old, _))| (old, new)).collect();
    for link in &mut links {
        (link.from, link.to) = (places[&link.from], places[&link.to]);
    }
    let key = |link: &Link| (std::cmp::Reverse(link.statements.len()), link.from, link.to, link.kind.clone(), link.polarity, link.modality);
    links.sort_by_cached_key(key);
    Network { sources, nodes: nodes.into_iter().map(|(_, node)| node).collect(), links }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{sample, to_ndjson_line};

    fn network(builder: NetworkBuilder, lines: &[&str]) -> Network {
        let line = to_ndjson_line(&sample::document());
        lines
            .iter()
            .fold(builder, |mut builder, change| {
                let (old, new) = change.split_once('>').unwrap_or_default();
                builder.add_json(&line.replace(old, new)).expect("a document");
                builder
            })
            .build()
    }

    #[test]
    fn a_document_and_its_json_say_the_same() {
        let mut builder = NetworkBuilder::new();
        builder.add(&sample::document());
        assert_eq!(builder.build(), network(NetworkBuilder::new(), &["x>x"]));
    }

    #[test]
    fn what_two_documents_state_is_one_link() {
        let network = network(NetworkBuilder::new(), &["2020-12-26>2020-12-26", "2020-12-26>2020-11"]);
        let [link] = network.links() else { panic!("{network:?}") };
        assert_eq!((link.statements.len(), link.documents(), link.dates()), (2, 2, Some(("2020-11", "2020-12-26"))));
        let names: Vec<_> = network.nodes().iter().map(|node| (&*node.name, node.documents, node.statements)).collect();
        assert_eq!(names, [("Akar", 2, 2), ("Zoë \"Z\" Ødegård", 2, 2)]);
        assert_eq!(network.with_min_statements(3).nodes(), []);
    }

    #[test]
    fn settings_say_what_is_kept() {
        let cases = [
            (NetworkBuilder::new(), 1),
            (NetworkBuilder::new().with_unconfirmed(true), 2),
            (NetworkBuilder::new().with_min_confidence(0.95), 0),
            (NetworkBuilder::new().with_kinds(["visited".to_owned()]), 0),
            (NetworkBuilder::new().with_kinds(["met_with".to_owned()]), 1),
        ];
        for (builder, links) in cases {
            assert_eq!(network(builder, &["x>x", "affirmed>negated"]).links().len(), links);
        }
    }

    #[test]
    fn a_line_that_is_no_document_adds_nothing() {
        let line = to_ndjson_line(&sample::document());
        let mut builder = NetworkBuilder::new();
        for (old, new) in
            [("dateline/1", "dateline/2"), ("\"subject\":0", "\"subject\":9"), ("met_with", "\u{0}"), ("\"where\":2", "\"where\":7")]
        {
            assert!(builder.add_json(&line.replace(old, new)).is_err(), "{new}");
        }
        assert_eq!(builder.documents(), 0);
    }
}
