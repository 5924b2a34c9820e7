//! The format of rule files: TOML in, rules out.
//!
//! A file has `kind`, the types `a` and `b`, `classes` of words, and rules. A rule has an `id`, `patterns`, may change `kind`, `a` and `b`, and may say
//! more of its arguments by classes: `a_word` and `b_word` ask for a word of the name, `b_is` for the whole name (which a comma alone may then tie to
//! A), `a_noun` asks for the noun that stands for A ("the
//! Turkish delegation"), `a_not` forbids names, `b_no_word` words of them, and `b_unnamed` lists the places of which one goes without saying ("Home Secretary Ann Smith").
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::example::{self, Example};
use super::lexicon;
use super::pattern::{self, Classes, Words};
use super::rules::{Denial, Rule, RuleError};
use crate::document::{EntityType, RelationKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Option<Spanned<String>>,
    a: Option<Vec<Spanned<String>>>,
    b: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    classes: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    new_kinds: Vec<NewKind>,
    #[serde(default)]
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewKind {
    name: String,
    #[serde(default)]
    symmetric: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    kind: Option<Spanned<String>>,
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    priority: i32,
    #[serde(default = "usual_confidence")]
    confidence: f32,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    denial: Denial,
    #[serde(default)]
    deeds: bool,
    #[serde(default)]
    occasion: bool,
    a: Option<Vec<Spanned<String>>>,
    b: Option<Vec<Spanned<String>>>,
    a_word: Option<Spanned<String>>,
    a_noun: Option<Spanned<String>>,
    b_word: Option<Spanned<String>>,
    a_not: Option<Spanned<String>>,
    b_no_word: Option<Spanned<String>>,
    b_is: Option<Spanned<String>>,
    b_unnamed: Option<Spanned<String>>,
    #[serde(default)]
    yes: Vec<Spanned<String>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
}

fn usual_confidence() -> f32 {
    0.9
}

/// Reads the rules of one file.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Rule>, RuleError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let byte = error.span().map_or(0, |span| span.start);
        RuleError::at(name, text, byte, error.message())
    })?;
    let reader = Reader { name, text, file: &file, classes: classes(name, text, &file)? };
    reader.header()?;
    file.rule.iter().map(|entry| reader.rule(entry)).collect()
}

/// The classes of a file, with the words of a list in the place of its name: `@heads`.
fn classes(name: &str, text: &str, file: &File) -> Result<Classes, RuleError> {
    let words = |word: &Spanned<String>| match word.get_ref().strip_prefix('@') {
        None => Ok(vec![word.get_ref().clone()]),
        Some(list) => lexicon::list(list).map_err(|message| RuleError::at(name, text, word.span().start, message)),
    };
    let class = |(name, entries): (&String, &Vec<Spanned<String>>)| {
        let all = entries.iter().map(words).collect::<Result<Vec<_>, _>>()?;
        Ok((name.clone(), all.concat()))
    };
    file.classes.iter().map(class).collect()
}

struct Reader<'f> {
    name: &'f str,
    text: &'f str,
    file: &'f File,
    classes: Classes,
}

impl Reader<'_> {
    fn error<T>(&self, at: &Spanned<T>, message: impl Into<Box<str>>) -> RuleError {
        RuleError::at(self.name, self.text, at.span().start, message)
    }

    /// What the head of the file says is right even where no rule uses it.
    fn header(&self) -> Result<(), RuleError> {
        self.file.kind.as_ref().map(|kind| self.kind(kind)).transpose()?;
        self.types(self.file.a.as_ref())?;
        self.types(self.file.b.as_ref()).map(|_| ())
    }

    fn rule(&self, entry: &Entry) -> Result<Rule, RuleError> {
        let Some(kind) = entry.kind.as_ref().or(self.file.kind.as_ref()) else {
            return Err(self.error(&entry.id, "expected a kind, here or at the head of the file"));
        };
        let id: Box<str> = format!("{}.{}", self.name, entry.id.get_ref()).into();
        let classes = &self.classes;
        Ok(Rule {
            kind: self.kind(kind)?,
            frames: entry.patterns.iter().map(|text| self.pattern(text, classes)).collect::<Result<_, _>>()?,
            priority: entry.priority,
            confidence: entry.confidence.clamp(0.0, 1.0),
            negated: entry.negated,
            denial: entry.denial,
            deeds: entry.deeds,
            occasion: entry.occasion,
            a: self.types(entry.a.as_ref().or(self.file.a.as_ref()))?,
            b: self.types(entry.b.as_ref().or(self.file.b.as_ref()))?,
            a_word: self.class(entry.a_word.as_ref())?,
            a_noun: self.class(entry.a_noun.as_ref())?,
            b_word: self.class(entry.b_word.as_ref())?,
            a_not: self.class(entry.a_not.as_ref())?,
            b_no_word: self.class(entry.b_no_word.as_ref())?,
            b_is: self.class(entry.b_is.as_ref())?,
            b_unnamed: self.class(entry.b_unnamed.as_ref())?,
            examples: self.examples(entry, &id, &self.kind(kind)?)?,
            id,
        })
    }

    fn kind(&self, name: &Spanned<String>) -> Result<RelationKind, RuleError> {
        let new = self.file.new_kinds.iter().find(|new| new.name == *name.get_ref());
        let custom = new.map(|new| RelationKind::Custom { name: new.name.as_str().into(), symmetric: new.symmetric });
        let expected = || format!("unknown kind `{}`; expected a kind of the crate or one that `new_kinds` declares", name.get_ref());
        custom.or_else(|| RelationKind::from_name(name.get_ref())).ok_or_else(|| self.error(name, expected()))
    }

    /// Types that are allowed; all but MISC where none are given.
    fn types(&self, names: Option<&Vec<Spanned<String>>>) -> Result<Vec<EntityType>, RuleError> {
        let Some(names) = names else {
            return Ok(vec![EntityType::Person, EntityType::Organization, EntityType::Place]);
        };
        let read = |name: &Spanned<String>| {
            let expected = || format!("unknown type `{}`; expected PERSON, ORGANIZATION, PLACE or MISC", name.get_ref());
            EntityType::from_name(name.get_ref()).ok_or_else(|| self.error(name, expected()))
        };
        names.iter().map(read).collect()
    }

    fn pattern(&self, text: &Spanned<String>, classes: &Classes) -> Result<pattern::Frame, RuleError> {
        pattern::parse(text.get_ref(), classes).map_err(|message| self.error(text, format!("in `{}`: {message}", text.get_ref())))
    }

    fn class(&self, name: Option<&Spanned<String>>) -> Result<Option<Words>, RuleError> {
        let Some(name) = name else { return Ok(None) };
        let words = self.classes.get(name.get_ref());
        let words = words.ok_or_else(|| self.error(name, format!("expected a class of this file instead of `{}`", name.get_ref())))?;
        Ok(Some(Words::of(words.iter().map(String::as_str))))
    }

    fn examples(&self, entry: &Entry, id: &str, kind: &RelationKind) -> Result<Vec<Example>, RuleError> {
        let read = |text: &Spanned<String>, expected| {
            let line = RuleError::line_of(self.text, text.span().start);
            let example = example::parse(id, kind, text.get_ref(), expected).map_err(|message| self.error(text, message))?;
            Ok(Example { line, ..example })
        };
        let yes = entry.yes.iter().map(|text| read(text, true));
        yes.chain(entry.no.iter().map(|text| read(text, false))).collect()
    }
}
