//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.

pub mod _documentation;
pub mod document;
pub mod network;
pub mod output;

mod article;
mod builder;
mod dates;
mod encoder;
mod entities;
mod extractor;
mod reader;
mod relations;
mod syntax;
mod text;
mod timings;

pub use article::Article;
pub use builder::ExtractorBuilder;
pub use encoder::{LoadError, LoadErrorKind, Model, ModelFiles};
pub use entities::link as link_entities;
pub use extractor::Extractor;
pub use reader::Reading;
pub use relations::{Example, ExampleName, Explanation, RuleError, RuleSet};
pub use timings::Timings;
