//! The pages of `docs/relations/`, one for each kind, are made from the rule files and the relation guide. This holds them to that.
//!
//! `UPDATE_PAGES=1 cargo test --release --test all relation_pages` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use dateline::document::RelationKind;
use dateline::{Example, ExampleName, RuleSet};
use toml::{Table, Value};

/// A rule as its file has it.
struct Rule {
    id: String,
    patterns: Vec<String>,
    confidence: f64,
    /// Those that the patterns use, with their words.
    classes: Vec<(String, String)>,
}

#[test]
fn relation_pages_are_fresh() {
    let folder = root().join("docs/relations");
    let pages = pages();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).expect("the page is written");
        }
    }
    let command = "UPDATE_PAGES=1 cargo test --release --test all relation_pages";
    for (name, text) in &pages {
        let found = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(found == *text, "docs/relations/{name} is not what the rule files say; run: {command}");
    }
    let found = std::fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(found, pages.len(), "docs/relations has a page of no kind; run: {command}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages by the names of their files, with the list of all.
fn pages() -> BTreeMap<String, String> {
    let rules = rules_by_kind();
    let guide = std::fs::read_to_string(root().join("docs/relations.md")).expect("the guide");
    let mut pages: BTreeMap<String, String> =
        RelationKind::ALL.iter().map(|kind| (format!("{kind}.md"), page(kind, &guide, rules.get(kind.as_str())))).collect();
    pages.insert("README.md".into(), index(&guide));
    pages
}

const NOTE: &str = "<!-- Made from the rule files. Do not change it by hand: see tests/relation_pages.rs. -->\n";

fn index(guide: &str) -> String {
    let mut text = format!(
        "{NOTE}\n# The kinds of relations\n\nWhat holds for all of them is in the [relation guide](../relations.md).\n\n| kind | when the text says that |\n| --- | --- |\n"
    );
    for kind in RelationKind::ALL {
        let _ = writeln!(text, "| [`{kind}`]({kind}.md) | {} |", definition(guide, kind));
    }
    text
}

fn page(kind: &RelationKind, guide: &str, rules: Option<&Vec<Rule>>) -> String {
    let shape = match (kind.is_state(), kind.is_symmetric()) {
        (false, false) => "An event, from subject to object.",
        (false, true) => "An event without direction.",
        (true, false) => "A state, from subject to object; it has neither time nor place.",
        (true, true) => "A state without direction; it has neither time nor place.",
    };
    let root = kind.plover().map_or_else(String::new, |root| format!(" PLOVER root when affirmed and actual: {}.", root.as_str()));
    let mut text = format!("{NOTE}\n# `{kind}`\n\nThe text says that {}.\n\n{shape}{root}\n\n", definition(guide, kind));
    text.push_str(
        "In the patterns `A` is the subject and `B` the object; words are dictionary forms, words in capitals classes of the rule file.\n",
    );
    for rule in rules.into_iter().flatten() {
        let _ = write!(text, "\n## {}\n\nConfidence {:.2}.\n\n```text\n{}\n```\n", rule.id, rule.confidence, rule.patterns.join("\n"));
        for (name, words) in &rule.classes {
            let _ = write!(text, "\n`{name}`: {words}\n");
        }
        sentences(&mut text, "It reads:", &rule.id, true);
        sentences(&mut text, "It does not read:", &rule.id, false);
    }
    text
}

/// What the guide says of a kind, in its table.
fn definition<'g>(guide: &'g str, kind: &RelationKind) -> &'g str {
    let row = guide.lines().find(|line| line.starts_with(&format!("| `{kind}`")));
    row.and_then(|row| row.split('|').nth(3)).map_or("", str::trim)
}

fn sentences(text: &mut String, title: &str, rule: &str, expected: bool) {
    let examples: Vec<&Example> =
        RuleSet::builtin().examples().filter(|example| &*example.rule == rule && example.expected == expected).collect();
    if !examples.is_empty() {
        let _ = write!(text, "\n{title}\n\n");
    }
    for example in examples {
        let _ = writeln!(text, "- {}", with_roles(example));
    }
}

/// The sentence with its two sides in bold, each with its role.
fn with_roles(example: &Example) -> String {
    let mut sides: Vec<&ExampleName> = example.names.iter().filter(|name| name.role.is_some()).collect();
    sides.sort_by_key(|name| name.span.start);
    let mut text = String::new();
    let mut at = 0;
    for side in sides {
        let _ =
            write!(text, "{}**{}** ({})", &example.text[at..side.span.start], side.span.of(&example.text), side.role.unwrap_or_default());
        at = side.span.end;
    }
    text + &example.text[at..]
}

fn rules_by_kind() -> BTreeMap<String, Vec<Rule>> {
    let mut rules = BTreeMap::<String, Vec<Rule>>::new();
    for path in rule_files() {
        let family = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let file: Table = std::fs::read_to_string(&path).expect("the file").parse().expect("TOML");
        for rule in file["rule"].as_array().expect("rules") {
            let kind = rule.get("kind").or(file.get("kind")).and_then(Value::as_str).expect("a kind");
            let patterns = strings(&rule["patterns"]);
            let classes = classes_of(&patterns, file.get("classes").and_then(Value::as_table));
            let confidence = rule.get("confidence").and_then(Value::as_float).unwrap_or(0.9);
            let id = format!("{family}.{}", rule["id"].as_str().expect("an id"));
            rules.entry(kind.to_owned()).or_default().push(Rule { id, patterns, confidence, classes });
        }
    }
    rules
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

fn classes_of(patterns: &[String], classes: Option<&Table>) -> Vec<(String, String)> {
    let used = |name: &str| {
        let is_it = |pattern: &String| pattern.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
        patterns.iter().any(is_it)
    };
    let classes = classes.into_iter().flatten().filter(|(name, _)| used(name));
    classes.map(|(name, words)| (name.clone(), strings(words).join(", "))).collect()
}

fn rule_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("src/relations/rules")).expect("the folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}
