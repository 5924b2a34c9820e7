//! Sets of rules: reading them from files, keeping them ready for use.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use super::builtin;
use super::example::Example;
use super::pattern::{Frame, Words};
use super::rule_file;
use crate::document::{EntityType, RelationKind};

/// Rules that say which words express which relation. [`RuleSet::builtin`] holds those of the crate; [`RuleSet::parse`] reads a file of one's own.
///
/// ```
/// use dateline::RuleSet;
///
/// let rules = r#"
///     kind = "sells_to"
///     new_kinds = [{ name = "sells_to" }]
///     a = ["ORGANIZATION"]
///     b = ["ORGANIZATION", "PLACE"]
///     classes.GOODS = ["gas", "oil", "grain"]
///     rule = [{ id = "sell", patterns = ["A sell GOODS to B", "A's sale to B"] }]
/// "#;
/// let own = RuleSet::parse("trade", rules).unwrap();
/// let both = RuleSet::builtin().clone().extend(&own);
/// assert_eq!(both.len(), RuleSet::builtin().len() + 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Which frames a word may trigger, as (rule, frame) numbers. Only looked up, never walked, so that its order does not matter.
    by_word: HashMap<Box<str>, Vec<(u32, u32)>>,
    /// Frames without a trigger word: "A, B".
    bare: Vec<(u32, u32)>,
}

/// What a denial does to the words of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Denial {
    /// It denies the kind: "A did not criticize B".
    #[default]
    Turns,
    /// It takes the kind away: to say that B is no liar is not to criticize him, and not to refuse to.
    Never,
    /// Only denied words express the kind: "A said that B is not reliable" criticizes B.
    Only,
}

/// One rule: patterns that express a kind.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// File and name: `meeting.hold-talks`.
    pub(crate) id: Box<str>,
    pub(crate) kind: RelationKind,
    pub(crate) frames: Vec<Frame>,
    pub(crate) priority: i32,
    pub(crate) confidence: f32,
    /// The words themselves deny the relation: "boycott talks with".
    pub(crate) negated: bool,
    /// What it means if the text denies the words.
    pub(crate) denial: Denial,
    /// B may stand in a deed, plan or property of its own: "condemned B's attack".
    pub(crate) deeds: bool,
    /// A may be who the clause is about in which the noun gives the occasion: "A arrived for talks with B".
    pub(crate) occasion: bool,
    pub(crate) a: Vec<EntityType>,
    pub(crate) b: Vec<EntityType>,
    /// A word of the name in the place of A is one of these.
    pub(crate) a_word: Option<Words>,
    /// Nouns of which one must stand in the place of A for whom it acts: "the Turkish delegation".
    pub(crate) a_noun: Option<Words>,
    /// The same for B.
    pub(crate) b_word: Option<Words>,
    /// The name in the place of A is none of these.
    pub(crate) a_not: Option<Words>,
    /// No word of the name in the place of B is one of these.
    pub(crate) b_no_word: Option<Words>,
    /// The name in the place of B is one of these, which a comma alone may then tie to A.
    pub(crate) b_is: Option<Words>,
    /// Where the words name no B, it is the one of these places that the document speaks of most.
    pub(crate) b_unnamed: Option<Words>,
    pub(crate) examples: Vec<Example>,
}

impl RuleSet {
    /// The rules of the crate. They are read once, on first use.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<RuleSet> = LazyLock::new(builtin::load);
        &BUILTIN
    }

    /// Reads a rule file. `name` names the family in rule ids and in errors: rule `sell` of file `trade` is `trade.sell`.
    ///
    /// # Errors
    ///
    /// If the text is not TOML, has an unknown key, kind, type or class, or a pattern that cannot be read; the error says where, and what was expected.
    pub fn parse(name: &str, toml: &str) -> Result<Self, RuleError> {
        Ok(Self::from_rules(rule_file::read(name, toml)?))
    }

    /// These rules and those of `other`. A rule of `other` replaces the one here with the same id.
    #[must_use]
    pub fn extend(self, other: &Self) -> Self {
        let mut rules: BTreeMap<_, _> = self.rules.into_iter().map(|rule| (rule.id.clone(), rule)).collect();
        rules.extend(other.rules.iter().map(|rule| (rule.id.clone(), rule.clone())));
        Self::from_rules(rules.into_values().collect())
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All examples and counter-examples that the rule files give.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        self.rules.iter().flat_map(|rule| &rule.examples)
    }

    /// The kinds that the rules can find, each once, in order.
    pub fn kinds(&self) -> Vec<RelationKind> {
        let mut kinds: Vec<_> = self.rules.iter().map(|rule| rule.kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The words of the patterns that are verbs.
    #[cfg(test)]
    pub(super) fn verbs(&self) -> impl Iterator<Item = &str> {
        let frames = self.rules.iter().flat_map(|rule| &rule.frames);
        frames.filter(|frame| matches!(frame.head, super::pattern::Head::Verb(_))).filter_map(Frame::trigger).flat_map(Words::last_words)
    }

    pub(super) fn from_rules(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|x, y| x.id.cmp(&y.id));
        let mut set = Self { rules, ..Self::default() };
        set.index();
        set
    }

    fn index(&mut self) {
        for (r, rule) in self.rules.iter().enumerate() {
            for (f, frame) in rule.frames.iter().enumerate() {
                let place = (r as u32, f as u32);
                match frame.trigger() {
                    None => self.bare.push(place),
                    Some(words) => {
                        for word in words.last_words() {
                            self.by_word.entry(word.into()).or_default().push(place);
                        }
                    }
                }
            }
        }
        self.by_word.values_mut().for_each(Vec::dedup);
    }

    /// The frames that a word (lemma, in lower case) may trigger.
    pub(super) fn triggered_by(&self, word: &str) -> impl Iterator<Item = (&Rule, &Frame)> {
        self.by_word.get(word).into_iter().flatten().filter_map(|&place| self.at(place))
    }

    /// The frames that need no trigger word.
    pub(super) fn bare(&self) -> impl Iterator<Item = (&Rule, &Frame)> {
        self.bare.iter().filter_map(|&place| self.at(place))
    }

    fn at(&self, (rule, frame): (u32, u32)) -> Option<(&Rule, &Frame)> {
        let rule = self.rules.get(rule as usize)?;
        Some((rule, rule.frames.get(frame as usize)?))
    }
}

/// Why a rule file could not be read: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    pub(super) file: Box<str>,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: Box<str>,
}

impl RuleError {
    /// The name of the file, as given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line_of(text: &str, byte: usize) -> usize {
        text.get(..byte.min(text.len())).unwrap_or(text).matches('\n').count() + 1
    }

    pub(super) fn at(file: &str, text: &str, byte: usize, message: impl Into<Box<str>>) -> Self {
        let before = text.get(..byte.min(text.len())).unwrap_or(text);
        let line = Self::line_of(text, byte);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { file: file.into(), line, column, message: message.into() }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for RuleError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_where_and_what() {
        let cases = [
            ("kind = \"met_with\"\nrule = [{ id = \"x\", patterns = [\"A TALK B\"] }]", 2, "TALK"),
            ("kind = \"met_wiht\"\n", 1, "met_wiht"),
            ("kind = \"met_with\"\na = [\"PERSONS\"]", 2, "PERSON"),
            ("kind = \"met_with\"\n\nrule = [{ id = \"x\", patterns = [\"A meet\"] }]", 3, "B"),
            ("kind = 3", 1, "string"),
            ("colour = \"red\"", 1, "colour"),
            ("rule = [{ id = \"x\", patterns = [\"A meet B\"] }]", 1, "kind"),
        ];
        for (text, line, word) in cases {
            let error = RuleSet::parse("f", text).expect_err(text);
            assert_eq!(error.line(), line, "{error}");
            assert!(error.to_string().contains(word), "{error}");
        }
    }

    #[test]
    fn a_set_is_extended_and_rules_are_replaced_by_id() {
        let file = |pattern: &str| format!("kind = \"met_with\"\nrule = [{{ id = \"x\", patterns = [\"{pattern}\"] }}]");
        let one = RuleSet::parse("f", &file("A meet B")).unwrap();
        let two = RuleSet::parse("f", &file("A see B")).unwrap();
        let both = one.clone().extend(&two);
        assert_eq!(both.len(), 1);
        assert_eq!((both.triggered_by("see").count(), both.triggered_by("meet").count()), (1, 0));
        assert_eq!(one.extend(&RuleSet::parse("g", &file("A see B")).unwrap()).len(), 2);
    }
}
