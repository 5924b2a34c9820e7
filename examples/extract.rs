//! Reads articles and prints what they say: entities, dates and relations.
//!
//!     cargo run --release --example extract -- examples/articles/asylum-seekers.txt
//!     cargo run --release --example extract -- ARTICLE.txt --published 2020-12-27 --format json
//!     cargo run --release --example extract -- ARTICLES.ndjson --format ndjson

mod support;

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dateline::document::Document;
use dateline::output::{self, InputArticle};
use dateline::{Article, Extractor};
use jiff::civil::Date;
use support::{Failure, complain, print};

const USAGE: &str = "\
usage: extract FILE [--published DATE] [--title TITLE] [--format FORMAT]

FILE is an article as plain text, or, if its name ends in .ndjson or .jsonl, one article a line:
{\"id\", \"title\"?, \"published\"?, \"text\"}. The documents come in the order of the articles.

options:
  --published DATE   the day of publication, such as 2020-12-27: the default for articles that bring none
  --title TITLE      the title, where it is not part of the text
  --format FORMAT    table (default), json, ndjson, csv, dot or html";

/// How many articles are read before the first of them is printed.
const BATCH: usize = 64;

fn main() -> ExitCode {
    support::end(USAGE, run())
}

fn run() -> Result<(), Failure> {
    let Some(arguments) = Arguments::parse()? else { return print(USAGE) };
    let mut articles = arguments.articles()?;
    let extractor = Extractor::new()?;

    let mut printer = Printer { format: arguments.format, is_list: arguments.is_ndjson(), printed: 0 };
    // A page of HTML is one whole: it waits for all articles. The other formats are printed as they come.
    let batch = if arguments.format == Format::Html { usize::MAX } else { BATCH };
    loop {
        let inputs: Vec<InputArticle> = articles.by_ref().take(batch).collect();
        if inputs.is_empty() {
            break;
        }
        printer.print(&read(&extractor, inputs))?;
    }
    printer.finish()
}

/// Reads a batch on all cores, and hands on to each document what its line of input held wrongly.
fn read(extractor: &Extractor, inputs: Vec<InputArticle>) -> Vec<Document> {
    let (articles, notes): (Vec<_>, Vec<_>) = inputs.into_iter().map(|input| (input.article, input.diagnostics)).unzip();
    let documents = extractor.extract_batch(&articles);
    documents.into_iter().zip(notes).map(|(document, notes)| document.with_diagnostics(notes)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Json,
    Ndjson,
    Csv,
    Dot,
    Html,
}

const FORMATS: &[(&str, Format)] = &[
    ("table", Format::Table),
    ("json", Format::Json),
    ("ndjson", Format::Ndjson),
    ("csv", Format::Csv),
    ("dot", Format::Dot),
    ("html", Format::Html),
];

/// Prints documents one after another, with what a format needs before, between and after them.
struct Printer {
    format: Format,
    /// Whether the input is a list of articles, which JSON shows by brackets.
    is_list: bool,
    printed: usize,
}

impl Printer {
    fn print(&mut self, documents: &[Document]) -> Result<(), Failure> {
        if self.format == Format::Html {
            return print(output::to_html(documents).trim_end());
        }
        documents.iter().try_for_each(|document| {
            let is_first = self.printed == 0;
            self.printed += 1;
            let text = self.one(document, is_first);
            // An article without relations has no rows of CSV: nothing is printed for it, not even an empty line.
            if text.is_empty() { Ok(()) } else { print(text.trim_end_matches('\n')) }
        })
    }

    fn one(&self, document: &Document, is_first: bool) -> String {
        match self.format {
            Format::Table if self.is_list => format!("{}== {}\n{document}", if is_first { "" } else { "\n" }, document.id().unwrap_or("?")),
            Format::Table => document.to_string(),
            Format::Json if self.is_list => format!("{}{}", if is_first { "[" } else { "," }, output::to_json(document)),
            Format::Json => output::to_json(document),
            Format::Ndjson => output::to_ndjson_line(document),
            Format::Csv if is_first => output::csv_header() + &output::to_csv_rows(document),
            Format::Csv => output::to_csv_rows(document),
            Format::Dot => output::to_dot(document),
            Format::Html => output::to_html(std::slice::from_ref(document)),
        }
    }

    fn finish(&self) -> Result<(), Failure> {
        match (self.format, self.is_list, self.printed) {
            (Format::Json, true, 0) => print("[]"),
            (Format::Json, true, _) => print("]"),
            _ => Ok(()),
        }
    }
}

struct Arguments {
    file: PathBuf,
    published: Option<Date>,
    title: Option<String>,
    format: Format,
}

impl Arguments {
    /// `None` if help was asked for.
    fn parse() -> Result<Option<Self>, Failure> {
        use lexopt::prelude::*;
        let mut parser = lexopt::Parser::from_env();
        let (mut file, mut published, mut title, mut format) = (None, None, None, Format::Table);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("published") => published = Some(parser.value()?.parse()?),
                Long("title") => title = Some(parser.value()?.string()?),
                Long("format") => format = format_named(&parser.value()?.string()?)?,
                Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let file = file.ok_or_else(|| Failure::Usage("expected a file".into()))?;
        Ok(Some(Self { file, published, title, format }))
    }

    fn is_ndjson(&self) -> bool {
        self.file.extension().is_some_and(|extension| extension == "ndjson" || extension == "jsonl")
    }

    fn articles(&self) -> Result<Box<dyn Iterator<Item = InputArticle>>, Failure> {
        if self.is_ndjson() {
            let published = self.published;
            let articles = articles_of_lines(&self.file)?;
            return Ok(Box::new(articles.map(move |input| dated(input, published))));
        }
        let mut article = Article::new(support::read_text(&self.file)?);
        if let Some(name) = self.file.file_stem() {
            article = article.with_id(name.to_string_lossy());
        }
        if let Some(title) = &self.title {
            article = article.with_title(title);
        }
        let input = InputArticle { article, line: 1, diagnostics: Vec::new() };
        Ok(Box::new(std::iter::once(dated(input, self.published))))
    }
}

fn format_named(name: &str) -> Result<Format, Failure> {
    let format = FORMATS.iter().find(|(known, _)| *known == name).map(|&(_, format)| format);
    format.ok_or_else(|| Failure::Usage(format!("there is no format {name}")))
}

/// The articles of an NDJSON file. A line that holds none is named on the error output and passed over.
fn articles_of_lines(file: &Path) -> Result<impl Iterator<Item = InputArticle> + use<>, Failure> {
    let name = file.display().to_string();
    let lines: Box<dyn BufRead> =
        Box::new(std::io::BufReader::new(std::fs::File::open(file).map_err(|error| support::unreadable(file, &error))?));
    Ok(output::read_articles(lines).filter_map(move |article| article.map_err(|error| complain(&format!("{name}: {error}"))).ok()))
}

fn dated(mut input: InputArticle, published: Option<Date>) -> InputArticle {
    if let (None, Some(published)) = (input.article.published(), published) {
        input.article = input.article.with_published(published);
    }
    input
}
