//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.

pub mod document;

mod article;
mod dates;
mod encoder;
mod entities;
pub mod output;
mod relations;
mod syntax;
mod text;

pub use article::Article;
pub use encoder::{LoadError, LoadErrorKind, Model, ModelFiles};
