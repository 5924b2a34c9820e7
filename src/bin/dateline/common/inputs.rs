//! Where articles come from: files of text, files of lines, folders, the standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use dateline::document::{Diagnostic, DiagnosticKind};

use super::terminal::cannot_read;

/// The articles to read.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Files and folders; `-` or nothing for the standard input
    ///
    /// A file whose name ends in .ndjson or .jsonl has one article a line: {"id", "title"?, "published"?, "text"}; any other file is one article as plain
    /// text. Of a folder, all .txt, .ndjson and .jsonl files in it and below it are read, in the order of their names.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What the input is, where its name does not say
    #[arg(long, value_name = "KIND", default_value = "auto", help_heading = "Input")]
    pub input: InputKind,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputKind {
    /// By the name of the file; the standard input by its first character, which is { in NDJSON
    Auto,
    /// One article as plain text
    Text,
    /// One article a line, as JSON
    Ndjson,
}

/// One place that articles come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file that is one text.
    Text(PathBuf),
    /// A file of lines.
    Lines(PathBuf),
    /// The standard input.
    Stdin {
        /// Whether it has one article a line.
        is_lines: bool,
    },
    /// What is not there, with the reason.
    Missing(String),
}

/// What stands in a source.
pub enum Content {
    /// A whole text, with a note if its bytes were not all UTF-8.
    Text(String, Vec<Diagnostic>),
    /// Lines, one article each.
    Lines(Box<dyn BufRead>),
}

impl Inputs {
    /// The places that the paths lead to, in order.
    pub fn sources(&self) -> Vec<Source> {
        if self.paths.is_empty() {
            return vec![self.stdin()];
        }
        self.paths.iter().flat_map(|path| self.sources_of(path)).collect()
    }

    fn sources_of(&self, path: &Path) -> Vec<Source> {
        if path.as_os_str() == "-" {
            return vec![self.stdin()];
        }
        if !path.is_dir() {
            return vec![self.file(path.to_owned())];
        }
        match files_below(path) {
            Ok(files) if files.is_empty() => {
                vec![Source::Missing(format!("there is no .txt, .ndjson or .jsonl file in {}", path.display()))]
            }
            Ok(files) => files.into_iter().map(|file| self.file(file)).collect(),
            Err(error) => vec![Source::Missing(cannot_read(path, &error))],
        }
    }

    /// The standard input, after a look at how it begins; what cannot be read is said when it is opened.
    fn stdin(&self) -> Source {
        let is_lines = match self.input {
            InputKind::Auto => begins_like_json(&mut io::stdin().lock()).unwrap_or_default(),
            kind => kind == InputKind::Ndjson,
        };
        Source::Stdin { is_lines }
    }

    fn file(&self, path: PathBuf) -> Source {
        let is_lines = match self.input {
            InputKind::Auto => has_extension(&path, &["ndjson", "jsonl"]),
            kind => kind == InputKind::Ndjson,
        };
        if is_lines { Source::Lines(path) } else { Source::Text(path) }
    }
}

impl Source {
    /// Opens it; an error names it.
    pub fn open(&self) -> Result<Content, String> {
        match self {
            Self::Missing(reason) => Err(reason.clone()),
            Self::Text(path) => {
                let bytes = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
                Ok(text(&bytes))
            }
            Self::Lines(path) => {
                let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
                Ok(Content::Lines(Box::new(BufReader::with_capacity(1 << 20, file))))
            }
            Self::Stdin { is_lines: true } => Ok(Content::Lines(Box::new(io::stdin().lock()))),
            Self::Stdin { is_lines: false } => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("cannot read the standard input: {error}"))?;
                Ok(text(&bytes))
            }
        }
    }

    /// How it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Text(path) | Self::Lines(path) => path.display().to_string(),
            Self::Stdin { .. } => "standard input".into(),
            Self::Missing(reason) => reason.clone(),
        }
    }

    /// The id of the article that is the whole source: the name of the file without its ending.
    pub fn id(&self) -> Option<String> {
        match self {
            Self::Text(path) => path.file_stem().map(|name| name.to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// How many articles it holds, if that can be known beforehand: lines are counted, not read.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Text(_) | Self::Missing(_) => Some(1),
            Self::Lines(path) => count_lines(path).ok(),
            Self::Stdin { .. } => None,
        }
    }
}

/// A text of these bytes. One that is not UTF-8 (an old file in Latin-1, say) is read all the same, and says so.
fn text(bytes: &[u8]) -> Content {
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let message = format!("expected UTF-8: {broken} places are something else, and were read as U+FFFD");
    let note = (broken > 0).then_some(Diagnostic { kind: DiagnosticKind::Input, span: None, message });
    Content::Text(String::from_utf8_lossy(bytes).into_owned(), note.into_iter().collect())
}

/// What is only looked at stays in the buffer that all of the program shares.
fn begins_like_json(reader: &mut impl BufRead) -> io::Result<bool> {
    let buffer = reader.fill_buf()?;
    let buffer = buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(buffer);
    Ok(buffer.trim_ascii_start().starts_with(b"{"))
}

/// All files of articles in a folder and below it, by name. A link to a folder is not followed, for it may lead in a circle.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if has_extension(&entry.path(), &["txt", "ndjson", "jsonl"]) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| extensions.contains(&extension))
}

#[allow(clippy::naive_bytecount, reason = "a crate for it would count faster than anyone waits for")]
fn count_lines(path: &Path) -> io::Result<u64> {
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut count = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(count);
        }
        count += buffer.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let length = buffer.len();
        reader.consume(length);
    }
}
