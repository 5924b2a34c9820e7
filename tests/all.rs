//! All integration tests, in one binary.

mod determinism;
mod examples;
mod json;
mod loading;
mod odd_input;
mod properties;
mod recognizer;
mod regressions;
mod resume;
mod rules;
mod supply_chain;
mod support;
mod web_article;
mod worst_cases;
