//! All integration tests, in one binary.

mod determinism;
mod examples;
mod json;
mod loading;
mod odd_input;
#[cfg(feature = "cli")]
mod program;
mod relation_pages;
mod rules;
mod support;
mod web_article;
