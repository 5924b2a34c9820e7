//! From scores to trees and lemmas.

mod parse;
mod tree;

pub(crate) use parse::{Parse, decode};
#[cfg(test)]
pub(crate) use tree::best_tree;
