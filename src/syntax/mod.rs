//! From scores to trees and lemmas.

mod lemma;
mod parse;
mod projective;
mod tree;

pub(crate) use lemma::lemma;
pub(crate) use parse::{Parse, decode};
#[cfg(test)]
pub(crate) use tree::best_tree;
