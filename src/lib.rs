//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.

pub mod _documentation;
pub mod document;
pub mod output;

mod article;
mod dates;
mod encoder;
mod entities;
mod relations;
mod syntax;
mod text;

pub use article::Article;
