//! Examples in rule files: sentences with the arguments marked.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

use crate::document::{EntityType, RelationKind, Span};

/// A sentence of a rule file that its rule must, or must not, find a relation in.
///
/// In the file, names stand in brackets with their type (PER, ORG, LOC, MISC) and, where they are the arguments, with A or B:
/// `[Hulusi Akar|PER A] held talks with [Khaled al-Mishri|PER B] in [Tripoli|LOC].`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The rule.
    pub rule: Box<str>,
    /// The kind that the rule expresses.
    pub kind: RelationKind,
    /// The sentence without marks.
    pub text: Box<str>,
    /// The names in it.
    pub names: Vec<ExampleName>,
    /// The line of the rule file it stands in, counted from 1.
    pub line: usize,
    /// Whether the rule's kind must be found between A and B; in a counter-example it must not.
    pub expected: bool,
}

/// A name in an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleName {
    /// Where it stands in the sentence.
    pub span: Span,
    /// Its type.
    pub kind: EntityType,
    /// `A` (subject), `B` (object) or neither.
    pub role: Option<char>,
}

impl Example {
    /// The names in the role `A` or `B`.
    pub fn in_role(&self, role: char) -> impl Iterator<Item = &ExampleName> {
        self.names.iter().filter(move |name| name.role == Some(role))
    }
}

/// Reads a marked sentence. An error says what was expected.
pub(super) fn parse(rule: &str, kind: &RelationKind, marked: &str, expected: bool) -> Result<Example, String> {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, next) = after.split_once(']').ok_or("expected `]` after `[`")?;
        text.push_str(before);
        names.push(name(inside, &mut text)?);
        rest = next;
    }
    text.push_str(rest);
    for role in ['A', 'B'] {
        if !names.iter().any(|name| name.role == Some(role)) {
            return Err(format!("expected a name marked {role}, as in `[Merkel|PER A]`"));
        }
    }
    Ok(Example { rule: rule.into(), kind: kind.clone(), text: text.into(), names, line: 1, expected })
}

fn name(inside: &str, text: &mut String) -> Result<ExampleName, String> {
    let (surface, marks) = inside.split_once('|').ok_or("expected `[name|TYPE]` or `[name|TYPE ROLE]`")?;
    let mut marks = marks.split_whitespace();
    let kind = match marks.next() {
        Some("PER") => EntityType::Person,
        Some("ORG") => EntityType::Organization,
        Some("LOC") => EntityType::Place,
        Some("MISC") => EntityType::Misc,
        _ => return Err(format!("expected PER, ORG, LOC or MISC in `[{inside}]`")),
    };
    let role = match marks.next() {
        None => None,
        Some("A") => Some('A'),
        Some("B") => Some('B'),
        Some(other) => return Err(format!("expected A or B instead of `{other}`")),
    };
    let start = text.len();
    text.push_str(surface);
    Ok(ExampleName { span: Span::new(start, text.len()), kind, role })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let example = parse("r", &RelationKind::MetWith, "[Akar|PER A] met [al-Mishri|PER B] in [Tripoli|LOC].", true).unwrap();
        assert_eq!(&*example.text, "Akar met al-Mishri in Tripoli.");
        let names: Vec<_> = example.names.iter().map(|name| (name.span.of(&example.text), name.role)).collect();
        assert_eq!(names, [("Akar", Some('A')), ("al-Mishri", Some('B')), ("Tripoli", None)]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (marked, word) in
            [("[Akar|PER A met", "]"), ("[Akar]", "TYPE"), ("[A|PER A] [B|NAME B]", "PER"), ("[A|PER A] left", "B"), ("[A|PER C]", "C")]
        {
            assert!(parse("r", &RelationKind::MetWith, marked, true).unwrap_err().contains(word), "{marked}");
        }
    }
}
