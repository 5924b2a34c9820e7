//! All integration tests, in one binary.

mod determinism;
mod examples;
mod json;
mod loading;
mod odd_input;
mod recognizer;
mod rules;
mod support;
mod web_article;
