//! The vocabulary of the crate: what is said about a text, and nothing about how it was found.
//!
//! Every other module uses these types; they use nothing but the standard library and `jiff`'s civil dates. Positions are [`Span`]s of bytes into
//! the one text that a [`Document`] owns, and numbered things (tokens, sentences, mentions, entities, dates) are named by small ids of their own
//! type, so that one cannot be passed for another.

mod annotations;
mod date;
mod deprel;
mod diagnostic;
#[expect(clippy::module_inception, reason = "the document is what the module is about")]
mod document;
mod entity;
mod ids;
mod relation;
mod span;
mod token;

pub use annotations::Annotations;
pub use date::{Anchor, DateMention, DateValue, Grain, Interval, TimexType};
pub use deprel::DepRel;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use document::Document;
pub use entity::{Entity, EntityType, Form, Gender, Mention, Role};
pub use ids::{DateId, EntityId, Id, MentionId, SentenceId, TokenId};
pub use relation::{Evidence, Modality, Plover, Polarity, Relation, RelationKind, When, WhenRoute};
pub use span::{Positions, Span};
pub use token::{DepTree, Sentence, Token, Upos};
