//! syntax

mod lemma;

pub(crate) use lemma::lemma;
