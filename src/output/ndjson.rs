//! Articles in: one JSON object a line.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

use std::io::{self, BufRead};

use jiff::civil::Date;
use serde::Deserialize;

use crate::article::Article;
use crate::document::{Diagnostic, DiagnosticKind};

/// Reads articles, one JSON object a line: `{"id", "title"?, "published"?, "text"}`. Other keys are passed over, and so are blank lines.
///
/// A line that cannot be read is an error of that line alone: the iterator goes on with the next. Only a reader that fails ends it.
///
/// ```
/// let lines = "{\"id\": \"a\", \"text\": \"Akar met al-Mishri.\"}\nnot json\n{\"text\": \"They talked.\", \"published\": \"2020-12-27\"}\n";
/// let articles: Vec<_> = dateline::output::read_articles(lines.as_bytes()).collect();
/// assert_eq!(articles.len(), 3);
/// assert_eq!(articles[0].as_ref().unwrap().article.id(), Some("a"));
/// assert_eq!(articles[1].as_ref().unwrap_err().line(), 2);
/// assert_eq!(articles[2].as_ref().unwrap().article.published().unwrap().to_string(), "2020-12-27");
/// ```
pub fn read_articles(reader: impl BufRead) -> impl Iterator<Item = Result<InputArticle, InputError>> {
    let mut lines = Lines { reader, line: 0, failed: false };
    std::iter::from_fn(move || lines.next_article())
}

/// Reads the article of one line, which stands at `line` (from 1) of its file.
///
/// # Errors
///
/// If it is not a JSON object with a string `text`.
pub fn read_article(json: &str, line: usize) -> Result<InputArticle, InputError> {
    // A byte order mark before the first line is no part of its JSON.
    let json = json.trim_start_matches('\u{feff}');
    let fields: Fields = serde_json::from_str(json).map_err(|error| InputError { line, id: id_of(json), repr: Repr::Json(error) })?;
    Ok(fields.into_article(line))
}

/// An article as it stood in the input, with notes on what could not be read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputArticle {
    /// The article.
    pub article: Article,
    /// The line it stood on, from 1.
    pub line: usize,
    /// A field that could not be read: a publication date that is none, an id that is neither text nor number. The article is whole without it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A line that holds no article.
#[derive(Debug, thiserror::Error)]
#[error("line {line}{}: {repr}", id.as_ref().map_or_else(String::new, |id| format!(", id {id}")))]
pub struct InputError {
    line: usize,
    id: Option<String>,
    #[source]
    repr: Repr,
}

impl InputError {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The id on the line, if it is a JSON object that has one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Whether the reader failed, so that no further line was read, rather than the line being no article.
    pub fn is_io(&self) -> bool {
        matches!(self.repr, Repr::Io(_))
    }
}

#[derive(Debug, thiserror::Error)]
enum Repr {
    #[error("expected a JSON object with a string \"text\", found: {0}")]
    Json(serde_json::Error),
    #[error("expected UTF-8")]
    Utf8,
    #[error("the input could not be read: {0}")]
    Io(io::Error),
}

struct Lines<R> {
    reader: R,
    line: usize,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    fn next_article(&mut self) -> Option<Result<InputArticle, InputError>> {
        let mut bytes = Vec::new();
        while !self.failed {
            bytes.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.parse(&bytes)),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(InputError { line: self.line, id: None, repr: Repr::Io(error) }));
                }
            }
        }
        None
    }

    fn parse(&self, bytes: &[u8]) -> Result<InputArticle, InputError> {
        match str::from_utf8(bytes) {
            Ok(json) => read_article(json, self.line),
            Err(_) => Err(InputError { line: self.line, id: None, repr: Repr::Utf8 }),
        }
    }
}

/// The fields but `text` may hold anything: what they hold wrongly is noted, not refused.
#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    title: serde_json::Value,
    #[serde(default)]
    published: serde_json::Value,
    text: String,
}

impl Fields {
    fn into_article(self, line: usize) -> InputArticle {
        let mut diagnostics = Vec::new();
        let mut article = Article::new(self.text);
        match label(&self.id) {
            Ok(Some(id)) => article = article.with_id(id),
            Ok(None) => {}
            Err(found) => diagnostics.push(unread("id", "text or a number", found)),
        }
        match label(&self.title) {
            Ok(Some(title)) => article = article.with_title(title),
            Ok(None) => {}
            Err(found) => diagnostics.push(unread("title", "text", found)),
        }
        match day(&self.published) {
            Ok(Some(published)) => article = article.with_published(published),
            Ok(None) => {}
            Err(found) => diagnostics.push(unread("published", "a date such as 2020-12-27", found)),
        }
        InputArticle { article, line, diagnostics }
    }
}

/// The id of a line that is an object but no article.
fn id_of(json: &str) -> Option<String> {
    let object: serde_json::Value = serde_json::from_str(json).ok()?;
    label(object.get("id")?).ok().flatten()
}

/// Text, or a number as text.
fn label(value: &serde_json::Value) -> Result<Option<String>, &serde_json::Value> {
    match value {
        serde_json::Value::Null => Ok(None),
        serde_json::Value::String(text) => Ok(Some(text.clone())),
        serde_json::Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err(value),
    }
}

/// A day; of a time stamp, its day as written. Empty text is no date rather than a wrong one.
fn day(value: &serde_json::Value) -> Result<Option<Date>, &serde_json::Value> {
    let Some(text) = value.as_str() else {
        return if value.is_null() { Ok(None) } else { Err(value) };
    };
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = text.split_once(['T', 't', ' ']).map_or(text, |(day, _)| day);
    day.parse().map(Some).map_err(|_| value)
}

fn unread(field: &str, expected: &str, found: &serde_json::Value) -> Diagnostic {
    let found: String = found.to_string().chars().take(60).collect();
    Diagnostic {
        kind: DiagnosticKind::Input,
        span: None,
        message: format!("the field \"{field}\" was left out: expected {expected}, found {found}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_is_read_noted_or_left_out() {
        let cases = [
            (r#""2020-12-27""#, Some("2020-12-27"), 0),
            (r#""2020-12-27T08:30:00Z""#, Some("2020-12-27"), 0),
            (r#""2020-12-27T08:30:00+01:00""#, Some("2020-12-27"), 0),
            (r#"" 2020-12-27 ""#, Some("2020-12-27"), 0),
            ("null", None, 0),
            (r#""""#, None, 0),
            (r#""2020-13-27""#, None, 1),
            (r#""yesterday""#, None, 1),
            ("20201227", None, 1),
        ];
        for (published, expected, notes) in cases {
            let read = read_article(&format!(r#"{{"text": "x", "published": {published}}}"#), 1).unwrap();
            assert_eq!(read.article.published().map(|date| date.to_string()).as_deref(), expected, "{published}");
            assert_eq!(read.diagnostics.len(), notes, "{published}");
        }
    }

    #[test]
    fn a_bad_line_is_an_error_of_that_line() {
        let cases = ["[]", "{\"id\": 1}", "{\"text\": 1}", "{", "{\"text\": \"a\"} {}"];
        for json in cases {
            assert_eq!(read_article(json, 7).unwrap_err().line(), 7, "{json}");
        }
        assert_eq!(read_article("{\"id\": 1}", 7).unwrap_err().id(), Some("1"));
        let input = b"\xef\xbb\xbf{\"text\": \"a\"}\r\n\n\xff\n{\"text\": \"b\", \"id\": 5, \"other\": []}";
        let read: Vec<_> = read_articles(&input[..]).collect();
        assert_eq!(read.len(), 3);
        assert_eq!(read[0].as_ref().unwrap().article.text(), "a");
        assert_eq!(read[1].as_ref().unwrap_err().line(), 3);
        let last = read[2].as_ref().unwrap();
        assert_eq!((last.line, last.article.id()), (4, Some("5")));
    }

    #[test]
    fn a_reader_that_fails_ends_the_articles() {
        struct Broken;
        impl io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let read: Vec<_> = read_articles(io::BufReader::new(Broken)).collect();
        assert!(read.len() == 1 && read[0].as_ref().is_err_and(InputError::is_io));
    }
}
