//! Reads articles and writes what they say: entities, dates and relations.

use std::io::BufWriter;
use std::path::Path;

use dateline::Extractor;

use crate::common::articles::{self, Item};
use crate::common::inputs::Source;
use crate::common::printer::{Format, Printer};
use crate::common::progress::Progress;
use crate::common::resume;
use crate::common::settings::Settings;
use crate::common::target::{Tally, Target};
use crate::common::terminal::Failure;

/// What the help shows after the options.
pub const EXAMPLES: &str = "\
Examples:
  dateline extract article.txt --published 2020-12-27
  dateline extract article.txt --output article.html
  curl -s https://example.org/article.txt | dateline extract --format json
  dateline extract articles/ --kinds met_with,visited --min-confidence 0.6 --format events > events.csv
  dateline extract articles.ndjson --output documents.ndjson
  dateline extract articles.ndjson --output documents.ndjson --resume

Exit codes:
  0  all articles were read
  1  nothing could be read, or the output could not be written
  2  the arguments are not understood
  3  some articles could not be read (each is named on the error output); the others were";

/// How many articles are read before the first of them is written.
const BATCH: usize = 64;

/// The options.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    settings: Settings,

    /// How to write the documents [default: by the name of --output, else table]
    #[arg(long, short, value_enum, help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    target: Target,

    /// Go on with an interrupted run: keep the documents that --output holds, and write the others after them
    ///
    /// Give the same input and options as before. A line that was cut off is written anew; no document is lost and none is written twice.
    #[arg(long, requires = "output", help_heading = "Output")]
    resume: bool,

    /// Replace an --output in NDJSON that already holds documents
    #[arg(long, requires = "output", conflicts_with = "resume", help_heading = "Output")]
    force: bool,
}

/// Reads all articles, and writes their documents in the same order.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.resume && arguments.format() != Format::Ndjson {
        return Err(Failure::Usage("--resume needs --format ndjson, the format whose documents stand one on a line".into()));
    }
    let extractor = arguments.settings.extractor()?;
    let sources = arguments.settings.sources();
    let progress = Progress::over(&sources, arguments.target.quiet);
    let is_list = is_list(&sources);
    let mut items = arguments.settings.articles(sources).peekable();
    // The first article is looked at before the output is touched: a name that was mistyped must not cost the file of an earlier run.
    let is_readable = arguments.resume || items.peek().is_none_or(Result::is_ok);
    let printer = if is_readable { Some(arguments.printer(is_list, &mut items, &progress)?) } else { None };
    let mut run = Run { arguments, extractor, progress, is_list, printer, tally: Tally::default() };
    let end = run.all(&mut items);
    run.progress.finish();
    end
}

impl Arguments {
    fn format(&self) -> Format {
        self.format.or_else(|| Format::of_extension(self.target.extension()?)).unwrap_or(Format::Table)
    }

    fn printer(&self, is_list: bool, items: &mut impl Iterator<Item = Item>, progress: &Progress) -> Result<Printer, Failure> {
        let format = self.format();
        match &self.target.output {
            None if format == Format::Brat && is_list => {
                Err(Failure::Usage("several articles in --format brat are pairs of files: give a folder by --output".into()))
            }
            Some(folder) if format == Format::Brat => Printer::to_folder(folder),
            Some(path) if self.resume => {
                let earlier = resume::go_on(path, items)?;
                progress.skip(earlier.articles);
                let left_out = earlier.articles - earlier.documents;
                let left_out = if left_out > 0 { format!(" ({left_out} articles could not be read then)") } else { String::new() };
                progress.complain(&format!("{} documents are there already{left_out}", earlier.documents));
                Ok(Printer::new(format, is_list, Box::new(BufWriter::new(earlier.output))))
            }
            path => {
                path.as_ref().map_or(Ok(()), |path| self.refuse_to_replace(path))?;
                Ok(Printer::new(format, is_list, self.target.open()?))
            }
        }
    }

    /// NDJSON is the format of long runs, and the same command once more would undo hours of work.
    fn refuse_to_replace(&self, path: &Path) -> Result<(), Failure> {
        let holds_documents = self.format() == Format::Ndjson && std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0);
        if holds_documents && !self.force {
            let message = format!("{} already holds documents: --resume goes on with them, --force replaces them", path.display());
            return Err(Failure::Other(message.into()));
        }
        Ok(())
    }
}

/// Whether there may be more than one article.
fn is_list(sources: &[Source]) -> bool {
    !matches!(sources, [Source::Text(_) | Source::Missing(_) | Source::Stdin { is_lines: false }])
}

struct Run<'a> {
    arguments: &'a Arguments,
    extractor: Extractor,
    progress: Progress,
    is_list: bool,
    /// Made before the first article that can be read.
    printer: Option<Printer>,
    tally: Tally,
}

impl Run<'_> {
    fn all(&mut self, items: &mut impl Iterator<Item = Item>) -> Result<(), Failure> {
        loop {
            let batch: Vec<Item> = items.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return self.end();
            }
            let size = batch.len();
            let inputs: Vec<_> = batch.into_iter().filter_map(|item| self.kept(item)).collect();
            for document in articles::read(&self.extractor, inputs) {
                if let Some(document) = self.kept(document) {
                    self.print(document)?;
                }
            }
            if let Some(printer) = &mut self.printer {
                printer.flush()?;
            }
            self.progress.done(size);
        }
    }

    fn print(&mut self, document: dateline::document::Document) -> Result<(), Failure> {
        if self.printer.is_none() {
            self.printer = Some(self.arguments.printer(self.is_list, &mut std::iter::empty(), &self.progress)?);
        }
        self.tally.read += 1;
        let document = self.arguments.settings.narrowed(document);
        self.printer.as_mut().map_or(Ok(()), |printer| printer.print(document))
    }

    /// What could be read; what could not is said and counted.
    fn kept<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result
            .map_err(|reason| {
                self.tally.failed += 1;
                self.progress.complain(&reason);
            })
            .ok()
    }

    fn end(&mut self) -> Result<(), Failure> {
        if let Some(printer) = self.printer.take() {
            printer.finish()?;
        }
        match self.tally.end() {
            // What is left of an interrupted run may well be the articles that could not be read.
            Err(Failure::Other(_)) if self.arguments.resume => Err(Failure::Partial(self.tally.failed)),
            end => end,
        }
    }
}
