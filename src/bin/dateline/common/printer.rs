//! Documents in a format, one after another, with what the format needs before, between and after them.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use dateline::document::Document;
use dateline::network::NetworkBuilder;
use dateline::output;

use super::terminal::Failure;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for the terminal
    Table,
    /// Everything that was found, as JSON (schema dateline/1)
    Json,
    /// The same, one document a line
    Ndjson,
    /// Relations as rows
    Csv,
    /// Events as rows, as event data sets have them
    Events,
    /// One page for a browser, in one file
    Html,
    /// A graph for Graphviz
    Dot,
    /// One graph of all documents, for networkx, Gephi and others
    Graphml,
    /// Linked data as JSON
    JsonLd,
    /// Linked data as Turtle
    Turtle,
    /// Standoff annotation for brat; a folder for --output gets a pair of files for each document
    Brat,
    /// Trees in CoNLL-U, with entities in MISC
    Conllu,
}

impl Format {
    /// The format that a file of this ending is usually in.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "txt" => Self::Table,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            "csv" => Self::Csv,
            "html" | "htm" => Self::Html,
            "dot" | "gv" => Self::Dot,
            "graphml" => Self::Graphml,
            "jsonld" => Self::JsonLd,
            "ttl" => Self::Turtle,
            "conllu" => Self::Conllu,
            _ => return None,
        })
    }
}

/// Writes documents.
pub struct Printer {
    format: Format,
    /// Whether the input is a list of articles, which JSON shows by brackets.
    is_list: bool,
    printed: usize,
    out: Box<dyn Write>,
    /// What is one whole waits for the last document: a page, a graph.
    waiting: Vec<Document>,
    network: NetworkBuilder,
    brat: Option<BratFolder>,
}

impl Printer {
    /// A printer to the standard output or a file.
    pub fn new(format: Format, is_list: bool, out: Box<dyn Write>) -> Self {
        let network = NetworkBuilder::new().with_unconfirmed(true);
        Self { format, is_list, printed: 0, out, waiting: Vec::new(), network, brat: None }
    }

    /// A printer of pairs of files into a folder, for brat.
    pub fn to_folder(folder: &Path) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let printer = Self::new(Format::Brat, true, Box::new(std::io::sink()));
        Ok(Self { brat: Some(BratFolder { folder: folder.to_owned(), names: BTreeSet::new(), kinds: BTreeSet::new() }), ..printer })
    }

    /// Writes a document, or keeps it for the whole.
    pub fn print(&mut self, document: Document) -> Result<(), Failure> {
        if let Some(brat) = &mut self.brat {
            return brat.write(&document);
        }
        match self.format {
            Format::Html => self.waiting.push(document),
            Format::Graphml => self.network.add(&document),
            _ => {
                let text = self.one(&document);
                self.printed += 1;
                self.write(&text)?;
            }
        }
        Ok(())
    }

    /// Hands what has been written to the system, so that it outlives the program.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Writes what comes after the last document.
    pub fn finish(mut self) -> Result<(), Failure> {
        if let Some(brat) = &self.brat {
            return brat.finish();
        }
        match (self.format, self.is_list, self.printed) {
            (Format::Html, ..) => self.write(&output::to_html(&self.waiting))?,
            (Format::Graphml, ..) => {
                let network = std::mem::take(&mut self.network).build();
                self.write(&output::to_graphml(&network))?;
            }
            (Format::Json | Format::JsonLd, true, 0) => self.write("[]")?,
            (Format::Json | Format::JsonLd, true, _) => self.write("]")?,
            (Format::Csv, _, 0) => self.write(&output::csv_header())?,
            (Format::Events, _, 0) => self.write(&output::event_header())?,
            _ => {}
        }
        self.flush()
    }

    fn one(&self, document: &Document) -> String {
        let is_first = self.printed == 0;
        let header = |header: fn() -> String| if is_first { header() } else { String::new() };
        let listed = |json: String| if self.is_list { format!("{}{json}", if is_first { "[" } else { "," }) } else { json };
        match self.format {
            Format::Table if self.is_list => format!("{}== {}\n{document}", if is_first { "" } else { "\n" }, document.id().unwrap_or("?")),
            Format::Table => document.to_string(),
            Format::Json => listed(output::to_json(document)),
            Format::Ndjson => output::to_ndjson_line(document),
            Format::Csv => header(output::csv_header) + &output::to_csv_rows(document),
            Format::Events => header(output::event_header) + &output::to_event_rows(document),
            Format::Dot => output::to_dot(document),
            Format::JsonLd => listed(output::to_json_ld(document)),
            Format::Turtle => output::to_turtle(document),
            Format::Brat => output::to_brat(document),
            Format::Conllu => output::to_conllu(document),
            Format::Html | Format::Graphml => String::new(),
        }
    }

    /// Writes text, and a line break after it if it lacks one. No text is no line.
    fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A folder of texts with their annotations.
struct BratFolder {
    folder: PathBuf,
    names: BTreeSet<String>,
    kinds: BTreeSet<String>,
}

impl BratFolder {
    fn write(&mut self, document: &Document) -> Result<(), Failure> {
        self.kinds.extend(document.relations().iter().map(|relation| relation.kind.to_string()));
        let name = self.name(document.id());
        std::fs::write(self.folder.join(format!("{name}.txt")), document.text())?;
        Ok(std::fs::write(self.folder.join(format!("{name}.ann")), output::to_brat(document))?)
    }

    /// A name for a file, from an id that may hold anything. Two documents never share one, also where capitals do not tell files apart.
    fn name(&mut self, id: Option<&str>) -> String {
        let safe = |c: char| if c.is_alphanumeric() || "-_".contains(c) { c } else { '_' };
        let plain: String = id.unwrap_or("document").chars().map(safe).take(100).collect();
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| !self.names.contains(&name.to_lowercase())).unwrap_or(plain);
        self.names.insert(name.to_lowercase());
        name
    }

    fn finish(&self) -> Result<(), Failure> {
        let conf = output::brat_conf(self.kinds.iter().map(String::as_str));
        Ok(std::fs::write(self.folder.join("annotation.conf"), conf)?)
    }
}
