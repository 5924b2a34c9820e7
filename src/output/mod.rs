//! What a [`Document`](crate::document::Document) looks like outside: one file for each format, which sees the document and nothing else.
//!
//! | format | function | for |
//! | --- | --- | --- |
//! | JSON | [`to_json`] | programs; everything that was found |
//! | NDJSON | [`to_ndjson_line`], [`read_articles`] | many articles, one a line, in and out |
//! | table | [`Table`], and [`Document`](crate::document::Document)'s own `Display` | a terminal |
//! | CSV | [`csv_header`], [`to_csv_rows`] | a spreadsheet of events |
//! | DOT | [`to_dot`] | Graphviz |
//! | HTML | [`to_html`] | a browser: the text with its entities marked, and the relations |
//!
//! The types of the document carry no `Serialize`: the shapes that leave the crate are defined here, so that a change inside changes no output.

mod csv;
mod dot;
mod html;
mod json;
mod ndjson;
mod table;

pub use csv::{csv_header, to_csv_rows};
pub use dot::to_dot;
pub use html::to_html;
pub use json::{to_json, to_ndjson_line};
pub use ndjson::{InputArticle, InputError, read_article, read_articles};
pub use table::Table;

#[cfg(test)]
mod sample;
