//! What a [`Document`](crate::document::Document) looks like outside: one file for each format, which sees the document and nothing else.
//!
//! | format | of a document | of a [`Network`](crate::network::Network) | for |
//! | --- | --- | --- | --- |
//! | JSON | [`to_json`], described by [`JSON_SCHEMA`] | [`to_network_json`] | programs; everything that was found |
//! | NDJSON | [`to_ndjson_line`], [`read_articles`] | | many articles, one a line, in and out |
//! | table | [`Table`], and [`Document`](crate::document::Document)'s own `Display` | | a terminal |
//! | CSV | [`csv_header`], [`to_csv_rows`] | [`to_network_csv`] | a spreadsheet of relations |
//! | CSV of events | [`event_header`], [`to_event_rows`] | | event data: who did what to whom |
//! | DOT | [`to_dot`] | [`to_network_dot`] | Graphviz |
//! | GraphML | | [`to_graphml`] | networkx, Gephi, yEd, igraph |
//! | Turtle, JSON-LD | [`to_turtle`], [`to_json_ld`] | [`to_network_turtle`], [`to_network_json_ld`] | linked data |
//! | brat standoff | [`to_brat`], [`brat_conf`] | | annotation tools |
//! | CoNLL-U | [`to_conllu`] | | tools of Universal Dependencies and CorefUD |
//! | HTML | [`to_html`] | [`to_network_html`] | a browser: text, relations, timeline and network on one page |
//!
//! The types of the document carry no `Serialize`: the shapes that leave the crate are defined here, so that a change inside changes no output.

mod brat;
mod conllu;
mod csv;
mod dot;
mod events;
mod graphml;
mod hash;
mod html;
mod json;
mod ndjson;
mod network;
mod rdf;
mod table;

pub use brat::{brat_conf, to_brat};
pub use conllu::to_conllu;
pub use csv::{csv_header, to_csv_rows};
pub use dot::to_dot;
pub use events::{event_header, to_event_rows};
pub use graphml::to_graphml;
pub use html::{to_html, to_network_html};
pub use json::{JSON_SCHEMA, to_json, to_ndjson_line};
pub use ndjson::{InputArticle, InputError, read_article, read_articles};
pub use network::{to_network_csv, to_network_dot, to_network_json};
pub use rdf::{to_json_ld, to_network_json_ld, to_network_turtle, to_turtle};
pub use table::Table;

use network::article_ids;

#[cfg(test)]
pub(crate) mod sample;
