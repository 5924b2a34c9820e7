//! Who is linked with whom over many documents: entities of the same name and type become one node, and what several documents state one link.
//!
//! ```
//! use dateline::{Article, Extractor};
//! use dateline::network::{NetworkBuilder, Statement};
//!
//! let extractor = Extractor::new()?;
//! let mut builder = NetworkBuilder::new();
//! for text in ["Merkel met Macron in Paris.", "Macron met Merkel in Berlin."] {
//!     builder.add(&extractor.extract(&Article::new(text)));
//! }
//! let network = builder.build();
//! let link = &network.links()[0];
//! assert_eq!((link.kind.as_str(), link.statements.len()), ("met_with", 2));
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! Documents need not be at hand as values: [`NetworkBuilder::add_json`] reads those that [`output::to_ndjson_line`](crate::output::to_ndjson_line) wrote.

mod aliases;
mod builder;
mod facts;

pub use builder::{NetworkBuilder, NetworkError};

use crate::document::{EntityType, Modality, Plover, Polarity, RelationKind};

/// The entities and relations of many documents as a graph. [`output`](crate::output) has its formats.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Network {
    sources: Vec<Source>,
    nodes: Vec<Node>,
    links: Vec<Link>,
}

impl Network {
    /// The documents, in the order in which they were added.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The entities that take part in a link, those with the most statements first.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The links, those with the most statements first.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The two entities of a link, in its direction.
    ///
    /// # Panics
    ///
    /// If the link is of another network.
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "a link of another network is an error of the caller"))]
    pub fn ends(&self, link: &Link) -> [&Node; 2] {
        [link.from, link.to].map(|node| &self.nodes[node])
    }

    /// The document of a statement.
    ///
    /// # Panics
    ///
    /// If the statement is of another network.
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "a statement of another network is an error of the caller"))]
    pub fn source(&self, statement: &Statement) -> &Source {
        &self.sources[statement.source]
    }

    /// The part of the network whose links have at least `statements` statements.
    #[must_use]
    pub fn with_min_statements(self, statements: usize) -> Self {
        let links = self.links.into_iter().filter(|link| link.statements.len() >= statements).collect();
        builder::tidy(self.sources, self.nodes, links)
    }
}

/// A document that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id, if it has one.
    pub id: Option<Box<str>>,
    /// Its title, if it has one.
    pub title: Option<Box<str>>,
    /// Its day of publication, if known: `2020-12-27`.
    pub published: Option<Box<str>>,
}

impl Source {
    /// The title, or else the id.
    pub fn label(&self) -> Option<&str> {
        self.title.as_deref().or(self.id.as_deref())
    }
}

/// An entity of one or many documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its type.
    pub kind: EntityType,
    /// The name that most documents use as its full name.
    pub name: Box<str>,
    /// All its names in the documents, in alphabetical order.
    pub names: Vec<Box<str>>,
    /// How many documents name it in a relation.
    pub documents: usize,
    /// How many statements it takes part in.
    pub statements: usize,
}

/// One kind of relation between two nodes, with everything that states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The subject, as an index of [`Network::nodes`].
    pub from: usize,
    /// The object, as an index of [`Network::nodes`].
    pub to: usize,
    /// What is said. A kind that only a user's rules know has direction here if the documents came as JSON, which does not say.
    pub kind: RelationKind,
    /// Whether it is affirmed or denied.
    pub polarity: Polarity,
    /// Whether it is said to have happened.
    pub modality: Modality,
    /// Who says so where, in the order of the documents; never empty.
    pub statements: Vec<Statement>,
}

impl Link {
    /// The number of documents that state it.
    pub fn documents(&self) -> usize {
        // Statements stand in the order of the documents.
        self.statements.chunk_by(|x, y| x.source == y.source).count()
    }

    /// The first and the last date that a statement gives.
    pub fn dates(&self) -> Option<(&str, &str)> {
        let dates = || self.statements.iter().filter_map(|statement| statement.when.as_deref());
        Some((dates().min()?, dates().max()?))
    }

    /// The confidence of the surest statement.
    pub fn confidence(&self) -> f32 {
        self.statements.iter().map(|statement| statement.confidence).fold(0.0, f32::max)
    }

    /// The PLOVER root, by kind, polarity and modality.
    pub fn plover(&self) -> Option<Plover> {
        self.kind.plover().map(|root| root.in_context(self.polarity, self.modality))
    }
}

/// A sentence that states a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The document, as an index of [`Network::sources`].
    pub source: usize,
    /// When, if stated, as an ISO 8601 date at the grain stated.
    pub when: Option<Box<str>>,
    /// The name of the place, if stated.
    pub place: Option<Box<str>>,
    /// The words of the sentence.
    pub sentence: Box<str>,
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Between 0 and 1.
    pub confidence: f32,
}
