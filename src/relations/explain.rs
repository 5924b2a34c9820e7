//! Why a relation was found, and why another was not.

use std::fmt::{self, Write};

use super::fillers::Fillers;
use super::finder::{self, Miss};
use super::rules::RuleSet;
use super::select;
use crate::document::{Annotations, EntityId, Modality, Polarity, Relation, RelationKind, SentenceId, Span};

/// A relation with the rule and the words it came from, or a near miss: a trigger that was found, with the first condition that failed.
///
/// Its `Display` is for people:
///
/// ```text
/// met_with: Hulusi Akar -> Khaled al-Mishri
///   in       Hulusi Akar will meet Khaled al-Mishri.
///   rule     meeting.meet, trigger "meet"
///   A, B     "Hulusi Akar", "Khaled al-Mishri"
///   context  affirmed, planned ("will")
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The kind that the rule expresses.
    pub kind: RelationKind,
    /// The rule: `meeting.hold-talks`.
    pub rule: Box<str>,
    /// The sentence.
    pub sentence: SentenceId,
    /// The words that triggered the rule.
    pub trigger: Span,
    /// The relation, with its arguments and cues; `None` for a near miss.
    pub relation: Option<Relation>,
    /// For a near miss, the condition that failed.
    pub failed: Option<Box<str>>,
    /// The entity in the place of the subject, if one was found.
    pub subject: Option<EntityId>,
    /// The entity in the place of the object, if one was found.
    pub object: Option<EntityId>,
    /// Whether the words affirm or deny what the rule expresses.
    pub polarity: Polarity,
    /// Whether the words state it as a fact, a plan or a possibility.
    pub modality: Modality,
    /// The lines that `Display` shows, as the text they point into is not at hand then.
    shown: Box<str>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// Explains every relation and every near miss, in the order of the text. A trigger that leads to a relation is no miss by another pattern.
pub(super) fn explain(doc: &Annotations, rules: &RuleSet) -> Vec<Explanation> {
    let fillers = Fillers::new(doc);
    doc.sentence_ids().flat_map(|sentence| explain_sentence(doc, &fillers, rules, sentence)).collect()
}

fn explain_sentence(doc: &Annotations, fillers: &Fillers<'_>, rules: &RuleSet, sentence: SentenceId) -> Vec<Explanation> {
    let found = finder::find(doc, fillers, rules, sentence, true);
    let relations = select::best_of_sentence(doc, fillers, found.candidates);
    let mut here: Vec<Explanation> = relations.into_iter().map(|relation| of_relation(doc, relation)).collect();
    for miss in found.misses {
        let span = trigger_span(doc, &miss);
        let is_known = |known: &Explanation| {
            known.trigger.overlaps(span)
                && (known.relation.is_some() || (known.kind == miss.rule.kind && known.subject.is_some() >= miss.subject.is_some()))
        };
        if !here.iter().any(is_known) {
            here.push(of_miss(doc, sentence, span, &miss));
        }
    }
    here.sort_by_key(|explanation| (explanation.trigger.start, explanation.relation.is_none()));
    here
}

fn of_relation(doc: &Annotations, relation: Relation) -> Explanation {
    Explanation {
        kind: relation.kind.clone(),
        rule: relation.evidence.rule.clone(),
        sentence: relation.evidence.sentence,
        trigger: relation.evidence.trigger,
        subject: Some(relation.subject),
        object: Some(relation.object),
        polarity: relation.polarity,
        modality: relation.modality,
        shown: show_relation(doc, &relation).into(),
        relation: Some(relation),
        failed: None,
    }
}

fn of_miss(doc: &Annotations, sentence: SentenceId, trigger: Span, miss: &Miss<'_>) -> Explanation {
    let shown = format!(
        "no {}\n  in       {}\n  rule     {}, trigger \"{}\"\n  failed   {}",
        miss.rule.kind,
        one_line(doc.surface(doc.sentence(sentence).span)),
        miss.rule.id,
        one_line(doc.surface(trigger)),
        miss.reason
    );
    Explanation {
        kind: miss.rule.kind.clone(),
        rule: miss.rule.id.clone(),
        sentence,
        trigger,
        relation: None,
        failed: Some(miss.reason.into()),
        subject: miss.subject,
        object: None,
        polarity: miss.context.polarity,
        modality: miss.context.modality,
        shown: shown.into(),
    }
}

fn trigger_span(doc: &Annotations, miss: &Miss<'_>) -> Span {
    let first = doc.token(miss.trigger.head).span;
    miss.trigger.words.iter().fold(first, |span, &word| span.cover(doc.token(word).span))
}

fn show_relation(doc: &Annotations, relation: &Relation) -> String {
    let evidence = &relation.evidence;
    let name = |id| &*doc.entity(id).name;
    let surface = |mention| one_line(doc.surface(doc.mention(mention).span));
    let mut shown = format!(
        "{}: {} -> {}\n  in       {}\n  rule     {}, trigger \"{}\"\n  A, B     \"{}\", \"{}\"",
        relation.kind,
        name(relation.subject),
        name(relation.object),
        one_line(doc.surface(doc.sentence(evidence.sentence).span)),
        evidence.rule,
        one_line(doc.surface(evidence.trigger)),
        surface(evidence.subject),
        surface(evidence.object),
    );
    if relation.polarity != Polarity::Affirmed || relation.modality != Modality::Actual || !evidence.cues.is_empty() {
        let cues: Vec<_> = evidence.cues.iter().map(|&cue| format!("\"{}\"", one_line(doc.surface(cue)))).collect();
        let _ = write!(shown, "\n  context  {}, {} ({})", relation.polarity.as_str(), relation.modality.as_str(), cues.join(", "));
    }
    if let Some(when) = &relation.when {
        let _ = write!(shown, "\n  when     {} (\"{}\")", when.value, one_line(doc.surface(doc.date(when.date).span)));
    }
    for (label, entity) in [("where", relation.place), ("source", relation.source)] {
        if let Some(entity) = entity {
            let _ = write!(shown, "\n  {label:<8} {}", name(entity));
        }
    }
    shown
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
