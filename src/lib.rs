//! dateline reads an English news article and returns who met, backed, attacked, leads or signed with whom, where and when.

pub mod document;

mod article;
mod dates;
mod encoder;
mod entities;
mod output;
#[expect(dead_code, reason = "called by the extractor")]
mod relations;
mod syntax;
mod text;

pub use article::Article;
pub use relations::{Example, ExampleName, Explanation, RuleError, RuleSet};
