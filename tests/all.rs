//! All integration tests, in one binary.

mod articles;
mod determinism;
mod examples;
mod json;
mod loading;
mod odd_input;
#[cfg(feature = "cli")]
mod program;
mod properties;
mod recognizer;
mod regressions;
mod relation_pages;
mod rules;
mod supply_chain;
mod support;
mod web_article;
mod worst_cases;
