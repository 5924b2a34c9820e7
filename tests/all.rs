//! All integration tests, in one binary.

mod examples;
mod json;
mod odd_input;
mod rules;
mod support;
mod web_article;
