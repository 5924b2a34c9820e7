//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.
//!
//! ```
//! use dateline::{Article, Extractor};
//!
//! let extractor = Extractor::new()?;
//! let document = extractor.extract(&Article::new("Angela Merkel met Emmanuel Macron in Paris."));
//! let meeting = &document.relations()[0];
//! assert_eq!(document.name(meeting.subject), "Angela Merkel");
//! assert_eq!(meeting.kind.as_str(), "met_with");
//! assert_eq!(document.name(meeting.object), "Emmanuel Macron");
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! - [`Extractor`] reads; it holds the model and the rules, and all threads of a program can share it.
//! - [`Article`] goes in: a text, and what is known about it.
//! - [`Document`](document::Document) comes out: sentences, entities, dates, [`Relation`](document::Relation)s, each with its evidence.
//! - [`output`] writes documents, [`network`] merges many of them.
//!
//! # A first extraction
//!
//! A relation has a kind, two sides, and says how it is meant: whether the text affirms or denies it, whether it has happened, when, where, and who says so.
//!
//! ```
//! use dateline::document::{Modality, Polarity, RelationKind};
//! use dateline::{Article, Extractor};
//!
//! let extractor = Extractor::new()?;
//! let document = extractor.extract(&Article::new("Angela Merkel will meet Emmanuel Macron. Merkel did not criticize Vladimir Putin."));
//!
//! let meeting = document.relations_of(&RelationKind::MetWith).next().expect("a meeting");
//! assert_eq!(meeting.modality, Modality::Planned);
//! let criticism = document.relations_of(&RelationKind::Criticized).next().expect("no criticism");
//! assert_eq!(criticism.polarity, Polarity::Negated);
//!
//! // What it came from: words of the text, and a rule.
//! assert_eq!(meeting.evidence.trigger.of(document.text()), "meet");
//! assert_eq!(&*meeting.evidence.rule, "meeting.meet");
//!
//! // An entity is one, under whatever names the article uses for it.
//! let merkel = document.entity_named("merkel").expect("she is named");
//! assert_eq!(document.name(merkel), "Angela Merkel");
//! assert_eq!(document.relations_with(merkel).count(), 2);
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! What each kind means is in the [relation guide](_documentation::relations). Positions are [`Span`](document::Span)s of bytes into the text as it came;
//! [`Positions`](document::Positions) turns them into characters or UTF-16. Text is never an error: odd input gives a smaller document and a note in
//! [`Document::diagnostics`](document::Document::diagnostics).
//!
//! # Dates
//!
//! Dates are TIMEX3 values. The day of publication resolves those that need one; without it they may stay open. The library reads no clock.
//!
//! ```
//! use dateline::{Article, Extractor};
//!
//! let extractor = Extractor::new()?;
//! let article = Article::new("Akar arrived in Tripoli on Saturday and left two days later.").with_published("2020-12-27".parse()?);
//! let document = extractor.extract(&article);
//! let values: Vec<_> = document.annotations().dates.iter().map(|date| date.value.timex.as_deref()).collect();
//! assert_eq!(values, [Some("2020-12-26"), Some("2020-12-28")]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules of your own
//!
//! Relations are found by rules over the dependency tree of a sentence. A rule is a line of TOML: `A` is the subject, `B` the object, words are dictionary
//! forms. Passives, relative clauses and coordination are found for you.
//!
//! ```
//! use dateline::{Article, Extractor, RuleSet};
//!
//! let own = RuleSet::parse("trade", r#"
//!     kind = "sells_to"
//!     new_kinds = [{ name = "sells_to" }]
//!     classes.GOODS = ["gas", "oil", "grain"]
//!     rule = [{ id = "sell", patterns = ["A sell GOODS to B"] }]
//! "#)?;
//! let extractor = Extractor::builder().rules(RuleSet::builtin().clone().extend(&own)).build()?;
//! let document = extractor.extract(&Article::new("Gas is sold to Germany by Norway."));
//! assert_eq!(document.relations()[0].kind.as_str(), "sells_to");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Extractor::explain`] says why each relation was found, and what was nearly found, and why not.
//!
//! # Many articles
//!
//! [`Extractor::extract_batch`] reads on all processors and gives each article the document that it would have alone, in the order of the articles.
//! [`network`] merges the entities of many documents.
//!
//! ```
//! use dateline::network::NetworkBuilder;
//! use dateline::{Article, Extractor};
//!
//! let articles = ["Merkel met Macron.", "Macron met Merkel in Berlin."].map(Article::new);
//! let documents = Extractor::new()?.extract_batch(&articles);
//! let mut builder = NetworkBuilder::new();
//! documents.iter().for_each(|document| builder.add(document));
//! assert_eq!(builder.build().links()[0].documents(), 2);
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! # Other models, other recognisers
//!
//! The model inside the crate is the feature `embedded-model`, on by default; [`Model::from_dir`] and [`Model::from_files`] load another. Names need not come
//! from the model at all: [`Extractor::annotate`] gives everything but the relations, which can be changed before [`Extractor::relate`] looks for them.
//!
//! ```
//! use dateline::{Article, Extractor};
//!
//! let extractor = Extractor::new()?;
//! let annotations = extractor.annotate(&Article::new("Merkel met Macron."));
//! // Here entities of your own would be added; `check` says if something does not fit.
//! annotations.check().expect("the library's own annotations fit");
//! assert_eq!(extractor.relate(&annotations).len(), 1);
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! # Output
//!
//! ```
//! use dateline::{Article, Extractor, output};
//!
//! let document = Extractor::new()?.extract(&Article::new("Merkel met Macron."));
//! print!("{document}");
//! let json = output::to_json(&document);
//! let page = output::to_html(&[document]);
//! assert!(json.starts_with('{') && page.starts_with("<!DOCTYPE html>"));
//! # Ok::<(), dateline::LoadError>(())
//! ```
//!
//! [`output`] lists all formats. The program `dateline` (feature `cli`) writes them from a shell.
//!
//! # Where to read on
//!
//! The [relation guide](_documentation::relations) defines the kinds, the [architecture](_documentation::architecture) says how it works,
//! [accuracy](_documentation::accuracy) and [speed](_documentation::speed) how well and how fast. The folder `examples` holds programs.

// Nothing that input can reach panics by intention. The places that say `expect`, or index by what might not be there, argue why it cannot fail.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::unwrap_used,
        clippy::panic,
        clippy::unreachable,
        clippy::unimplemented,
        clippy::todo,
        clippy::exit,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod _documentation;
#[cfg(feature = "rust-bert")]
#[cfg_attr(not(test), allow(clippy::indexing_slicing, clippy::string_slice, reason = "rows of scores, each as long as the list of tags"))]
pub mod backends;
pub mod document;
pub mod network;
pub mod output;

mod article;
mod builder;
mod dates;
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "arithmetic over shapes that were checked when the model was loaded"))]
mod encoder;
#[cfg_attr(
    not(test),
    allow(
        clippy::indexing_slicing,
        clippy::string_slice,
        reason = "ids of the document at hand, and places in lists that hold an entry for each mention, name or tag"
    )
)]
mod entities;
mod extract_error;
mod extractor;
mod reader;
mod recognizer;
#[cfg_attr(
    not(test),
    allow(clippy::indexing_slicing, clippy::string_slice, reason = "ids of the document at hand, and places that a search has found")
)]
mod relations;
mod syntax;
mod text;
mod timings;

pub use article::Article;
pub use builder::ExtractorBuilder;
pub use encoder::{LoadError, LoadErrorKind, Model, ModelFiles};
pub use entities::{SpanTag, TagSpan, link as link_entities};
pub use extract_error::ExtractError;
pub use extractor::Extractor;
pub use reader::Reading;
pub use recognizer::{EntityRecognizer, RecognizeError, RecognizeErrorKind};
pub use relations::{Example, ExampleName, Explanation, FailedExample, RuleError, RuleSet};
pub use timings::Timings;
