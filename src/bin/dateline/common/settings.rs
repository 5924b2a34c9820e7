//! Options about which articles are read, and how.

use std::path::{Path, PathBuf};

use dateline::document::{Document, RelationKind};
use dateline::{Extractor, Model, RuleSet};
use jiff::civil::Date;

use super::articles::{self, Defaults, Item};
use super::inputs::{Inputs, Source};
use super::terminal::{Failure, read_text, unreadable};

/// Which articles are read, how, and which relations are kept.
#[allow(clippy::doc_markdown, reason = "the comments are the help, which shows no markup")]
#[derive(Debug, clap::Args)]
pub struct Settings {
    #[command(flatten)]
    inputs: Inputs,

    /// The day of publication, such as 2020-12-27, of articles that bring none
    ///
    /// "Yesterday" and "on Saturday" are resolved against it.
    #[arg(long, value_name = "DATE", help_heading = "Input")]
    pub published: Option<Date>,

    /// The title of the article, where it is not part of the text
    #[arg(long, value_name = "TITLE", help_heading = "Input")]
    pub title: Option<String>,

    /// Only relations of these kinds, such as met_with,visited
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = "Relations")]
    pub kinds: Vec<String>,

    /// Only relations of at least this confidence, between 0 and 1
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0, value_parser = confidence, hide_default_value = true, help_heading = "Relations")]
    pub min_confidence: f32,

    /// Rules of your own beside the built-in ones: a file, or a folder of *.toml files; may be given more than once
    ///
    /// A rule with the id of a built-in one replaces it.
    #[arg(long, value_name = "PATH", help_heading = "Relations")]
    pub rules: Vec<PathBuf>,

    /// Only the rules of --rules
    #[arg(long, requires = "rules", help_heading = "Relations")]
    pub no_builtin_rules: bool,

    /// A folder with a model other than the one inside the program
    #[arg(long, value_name = "FOLDER", help_heading = "Work")]
    pub model: Option<PathBuf>,

    /// How many threads to use [default: one for each processor]
    #[arg(long, short, value_name = "N", help_heading = "Work")]
    pub jobs: Option<usize>,
}

fn confidence(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|number| (0.0..=1.0).contains(number)).ok_or_else(|| "expected a number between 0 and 1".into())
}

impl Settings {
    /// The places that articles come from.
    pub fn sources(&self) -> Vec<Source> {
        self.inputs.sources()
    }

    /// All articles of these places, in order.
    pub fn articles(&self, sources: Vec<Source>) -> impl Iterator<Item = Item> {
        articles::of(sources, self.defaults())
    }

    /// What articles get that bring none of their own.
    pub fn defaults(&self) -> Defaults {
        Defaults { published: self.published, title: self.title.clone() }
    }

    /// The extractor, after a look at whether the kinds exist.
    pub fn extractor(&self) -> Result<Extractor, Failure> {
        let rules = self.rule_set()?;
        self.check_kinds(&rules)?;
        let mut builder = Extractor::builder().rules(rules).min_confidence(self.min_confidence);
        if let Some(folder) = &self.model {
            builder = builder.model(Model::from_dir(folder)?);
        }
        if let Some(jobs) = self.jobs {
            builder = builder.threads(jobs);
        }
        Ok(builder.build()?)
    }

    /// Whether a relation of this kind is wanted.
    pub fn wants(&self, kind: &RelationKind) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|name| name == kind.as_str())
    }

    /// The document without relations that are not wanted.
    pub fn narrowed(&self, document: Document) -> Document {
        if self.kinds.is_empty() { document } else { document.retain_relations(|relation| self.wants(&relation.kind)) }
    }

    fn rule_set(&self) -> Result<RuleSet, Failure> {
        let start = if self.no_builtin_rules { RuleSet::default() } else { RuleSet::builtin().clone() };
        self.rules.iter().try_fold(start, |rules, path| Ok(rules.extend(&rules_at(path)?)))
    }

    /// A wrong name would find nothing, and nobody would know why.
    pub fn check_kinds(&self, rules: &RuleSet) -> Result<(), Failure> {
        let known = rules.kinds();
        let is_known = |name: &str| RelationKind::from_name(name).is_some() || known.iter().any(|kind| kind.as_str() == name);
        let Some(unknown) = self.kinds.iter().find(|name| !is_known(name)) else { return Ok(()) };
        let mut names: Vec<&str> = RelationKind::ALL.iter().chain(&known).map(RelationKind::as_str).collect();
        names.sort_unstable();
        names.dedup();
        Err(Failure::Usage(format!("there is no kind of relation {unknown}; the kinds are {}", names.join(", "))))
    }
}

/// The rules of a file, or of all files of a folder.
pub fn rules_at(path: &Path) -> Result<RuleSet, Failure> {
    if !path.is_dir() {
        return rules_of_file(path);
    }
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|error| unreadable(path, &error))?;
    let mut files: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files.iter().try_fold(RuleSet::default(), |rules, file| Ok(rules.extend(&rules_of_file(file)?)))
}

fn rules_of_file(file: &Path) -> Result<RuleSet, Failure> {
    let name = file.file_stem().map_or_else(|| "rules".into(), |name| name.to_string_lossy());
    RuleSet::parse(&name, &read_text(file)?).map_err(|error| Failure::Other(error.into()))
}
