//! Who is linked with whom over many documents.

use std::io::BufRead;

use clap::ValueEnum;
use dateline::network::{Network, NetworkBuilder};
use dateline::output::{self, InputArticle};
use dateline::{Extractor, RuleSet};

use crate::common::articles::{self, dated, of_text};
use crate::common::inputs::{Content, Source};
use crate::common::progress::Progress;
use crate::common::settings::Settings;
use crate::common::target::{Tally, Target};
use crate::common::terminal::Failure;

/// What the help shows after the options.
pub const EXAMPLES: &str = "\
Examples:
  dateline extract articles.ndjson --output documents.ndjson
  dateline graph documents.ndjson --output network.html
  dateline graph documents.ndjson --format graphml --kinds met_with,visited > meetings.graphml
  dateline graph articles/ --min-count 2 --format dot | dot -Tsvg > network.svg

Documents that `dateline extract` wrote as JSON or NDJSON are merged as they are, in seconds for thousands; articles are extracted first. \
Entities of the same name and type are one; so is a name that only one other entity goes by (\"UN\" and the \"United Nations\"), but for persons.";

const BATCH: usize = 64;

/// How a network is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One page for a browser, in one file
    Html,
    /// For networkx, Gephi, yEd, igraph
    Graphml,
    /// For Graphviz
    Dot,
    /// Links as rows
    Csv,
    /// Everything, with all sentences
    Json,
    /// Linked data as JSON
    JsonLd,
    /// Linked data as Turtle
    Turtle,
}

/// The options.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    settings: Settings,

    /// How to write the network [default: by the name of --output, else html]
    #[arg(long, short, value_enum, help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    target: Target,

    /// Only links that at least so many statements make
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Relations")]
    min_count: usize,

    /// Also what is denied, planned or only possible, as links of their own
    #[arg(long, help_heading = "Relations")]
    unconfirmed: bool,
}

impl Arguments {
    fn format(&self) -> Format {
        self.format.unwrap_or(match self.target.extension() {
            Some("graphml" | "xml") => Format::Graphml,
            Some("dot" | "gv") => Format::Dot,
            Some("csv") => Format::Csv,
            Some("json") => Format::Json,
            Some("jsonld") => Format::JsonLd,
            Some("ttl") => Format::Turtle,
            _ => Format::Html,
        })
    }
}

/// Merges all documents and writes their network.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.settings.rules.is_empty() {
        arguments.settings.check_kinds(RuleSet::builtin())?;
    }
    let sources = arguments.settings.sources();
    let mut merger = Merger::new(arguments, Progress::over(&sources, arguments.target.quiet));
    for source in &sources {
        merger.add_source(source)?;
    }
    merger.extract_waiting()?;
    merger.progress.finish();
    let tally = Tally { read: merger.builder.documents(), failed: merger.failed };
    let end = tally.end();
    if matches!(end, Err(Failure::Other(_))) {
        return end;
    }
    let network = merger.builder.build().with_min_statements(arguments.min_count);
    write(arguments, &network)?;
    end
}

fn write(arguments: &Arguments, network: &Network) -> Result<(), Failure> {
    let text = match arguments.format() {
        Format::Html => output::to_network_html(network),
        Format::Graphml => output::to_graphml(network),
        Format::Dot => output::to_network_dot(network),
        Format::Csv => output::to_network_csv(network),
        Format::Json => output::to_network_json(network) + "\n",
        Format::JsonLd => output::to_network_json_ld(network) + "\n",
        Format::Turtle => output::to_network_turtle(network),
    };
    let mut out = arguments.target.open()?;
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Adds documents to the network, and articles after they have been extracted.
struct Merger<'a> {
    arguments: &'a Arguments,
    progress: Progress,
    builder: NetworkBuilder,
    /// Loaded when the first article comes; documents need none.
    extractor: Option<Extractor>,
    waiting: Vec<InputArticle>,
    failed: usize,
}

impl<'a> Merger<'a> {
    fn new(arguments: &'a Arguments, progress: Progress) -> Self {
        let settings = &arguments.settings;
        let builder = NetworkBuilder::new().with_min_confidence(settings.min_confidence).with_unconfirmed(arguments.unconfirmed);
        let builder = if settings.kinds.is_empty() { builder } else { builder.with_kinds(settings.kinds.iter().cloned()) };
        Self { arguments, progress, builder, extractor: None, waiting: Vec::new(), failed: 0 }
    }

    fn add_source(&mut self, source: &Source) -> Result<(), Failure> {
        match source.open() {
            Ok(Content::Text(text, notes)) => {
                // A network has no place for what is odd about a text, so it is said here.
                for note in notes {
                    self.progress.complain(&format!("{}: {}", source.name(), note.message));
                }
                self.add_text(source, text)
            }
            Ok(Content::Lines(lines)) => self.add_lines(&source.name(), lines),
            Err(reason) => {
                self.fail(&reason);
                Ok(())
            }
        }
    }

    /// A file that is one document or one article.
    fn add_text(&mut self, source: &Source, text: String) -> Result<(), Failure> {
        if is_document(text.as_bytes()) {
            self.add_document(&source.name(), &text);
            return Ok(());
        }
        let defaults = self.arguments.settings.defaults();
        self.add_article(dated(of_text(text, source.id(), defaults.title.as_deref()), defaults.published))
    }

    fn add_lines(&mut self, name: &str, mut lines: Box<dyn BufRead>) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            match lines.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => self.add_line(name, number, &bytes)?,
                Err(error) => {
                    self.fail(&format!("{name}: line {number}: the input could not be read: {error}"));
                    break;
                }
            }
        }
        Ok(())
    }

    fn add_line(&mut self, name: &str, number: usize, bytes: &[u8]) -> Result<(), Failure> {
        let Ok(line) = str::from_utf8(bytes) else {
            self.fail(&format!("{name}: line {number}: expected UTF-8"));
            return Ok(());
        };
        if is_document(bytes) {
            self.add_document(&format!("{name}: line {number}"), line);
            return Ok(());
        }
        match output::read_article(line, number) {
            Ok(input) => self.add_article(dated(input, self.arguments.settings.published)),
            Err(error) => {
                self.fail(&format!("{name}: {error}"));
                Ok(())
            }
        }
    }

    fn add_document(&mut self, name: &str, json: &str) {
        match self.builder.add_json(json) {
            Ok(()) => self.progress.done(1),
            Err(error) => self.fail(&format!("{name}: {error}")),
        }
    }

    fn add_article(&mut self, input: InputArticle) -> Result<(), Failure> {
        self.waiting.push(input);
        if self.waiting.len() < BATCH { Ok(()) } else { self.extract_waiting() }
    }

    fn extract_waiting(&mut self) -> Result<(), Failure> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let extractor = match self.extractor.take() {
            Some(extractor) => extractor,
            None => self.arguments.settings.extractor()?,
        };
        for document in articles::read(&extractor, std::mem::take(&mut self.waiting)) {
            match document {
                Ok(document) => {
                    self.builder.add(&document);
                    self.progress.done(1);
                }
                Err(reason) => self.fail(&reason),
            }
        }
        self.extractor = Some(extractor);
        Ok(())
    }

    fn fail(&mut self, reason: &str) {
        self.failed += 1;
        self.progress.done(1);
        self.progress.complain(reason);
    }
}

/// Whether it begins like a document that this program wrote. An article has no schema.
fn is_document(json: &[u8]) -> bool {
    let start = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json).trim_ascii_start();
    let key = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    key.is_some_and(|key| key.starts_with(b"\"schema\""))
}
