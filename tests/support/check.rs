//! What must hold of every document, whatever the text and whatever the model says.

use dateline::document::{Annotations, Document, Id, Positions, Relation, Span, TokenId};
use dateline::output;
use serde_json::Value;

/// All of it; panics with what does not hold.
#[track_caller]
pub(crate) fn holds(document: &Document) {
    let found = document.annotations();
    found.check().unwrap_or_else(|problem| panic!("{problem}"));
    spans_lie_on_the_text(document);
    nothing_visible_is_lost(document);
    trees_have_one_root(found);
    entities_share_out_the_mentions(found);
    document.relations().iter().for_each(|relation| relation_points_to_what_exists(document, relation));
    json_says_the_same(document);
}

fn spans_lie_on_the_text(document: &Document) {
    let (text, positions) = (document.text(), Positions::new(document.text()));
    let spans: Vec<Span> = spans(document).collect();
    // Counting from the start each time would be quadratic in a long text.
    let to_count = spans.len().min(2_000_000 / text.len().max(1));
    for (i, &span) in spans.iter().enumerate() {
        let surface = text.get(span.start..span.end);
        assert!(surface.is_some_and(|surface| !surface.is_empty()), "{span:?} is no part of the text");
        let (chars, utf16) = (positions.to_chars(span), positions.to_utf16(span));
        assert_eq!((positions.from_chars(chars.clone()), positions.from_utf16(utf16.clone())), (Some(span), Some(span)));
        if i < to_count {
            let before = &text[..span.start];
            assert_eq!((chars.start, utf16.start), (before.chars().count(), before.encode_utf16().count()));
        }
    }
}

fn spans(document: &Document) -> impl Iterator<Item = Span> {
    let found = document.annotations();
    let evidence = document.relations().iter().map(|relation| &relation.evidence);
    let of_relations = evidence.flat_map(|evidence| [evidence.span, evidence.trigger].into_iter().chain(evidence.cues.iter().copied()));
    let of_text = found.sentences.iter().map(|x| x.span).chain(found.tokens.iter().map(|x| x.span));
    let of_names = found.mentions.iter().map(|x| x.span).chain(found.dates.iter().map(|x| x.span));
    of_text.chain(of_names).chain(of_relations).chain(document.diagnostics().iter().filter_map(|diagnostic| diagnostic.span))
}

/// Each character that can be seen is in one token, or in a stretch that a diagnostic names as skipped.
fn nothing_visible_is_lost(document: &Document) {
    let mut covered = vec![false; document.text().len()];
    let skipped = document.diagnostics().iter().filter(|note| note.kind.as_str() == "skipped").filter_map(|note| note.span);
    for span in document.annotations().tokens.iter().map(|token| token.span).chain(skipped) {
        for byte in &mut covered[span.start..span.end] {
            assert!(!std::mem::replace(byte, true), "{span:?} overlaps");
        }
    }
    for (byte, c) in document.text().char_indices() {
        assert!(covered[byte] || shows_nothing(c), "{c:?} at {byte} is lost");
    }
}

/// Space, controls, and what Unicode asks programs not to show (`Default_Ignorable_Code_Point`).
fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn trees_have_one_root(found: &Annotations) {
    for (i, sentence) in found.sentences.iter().enumerate() {
        let head = |id: TokenId| found.token(id).head;
        assert_eq!(sentence.token_ids().filter(|&id| head(id).is_none()).count(), 1, "sentence {i} has not one root");
        // Every way up ends: each token is walked from once, and a walk that meets none of an earlier one and no root is a circle.
        let first = sentence.tokens.start.index();
        let mut walk_of = vec![0; sentence.len()];
        for (walk, start) in sentence.token_ids().enumerate() {
            let mut at = Some(start);
            while let Some(id) = at.filter(|id| walk_of[id.index() - first] == 0) {
                walk_of[id.index() - first] = walk + 1;
                at = head(id);
            }
            assert!(at.is_none_or(|id| walk_of[id.index() - first] <= walk), "sentence {i} has a circle above {start:?}");
        }
    }
}

/// Each mention belongs to one entity, and each entity has one.
fn entities_share_out_the_mentions(found: &Annotations) {
    let mut seen = vec![0; found.mentions.len()];
    for id in found.entity_ids() {
        let entity = found.entity(id);
        assert!(!entity.mentions.is_empty() && entity.names.contains(&entity.name), "{entity:?}");
        for mention in &entity.mentions {
            seen[mention.index()] += 1;
            assert_eq!(found.mention(*mention).entity, Some(id));
        }
    }
    assert!(seen.iter().all(|&times| times == 1), "a mention belongs to no entity or to several");
}

fn relation_points_to_what_exists(document: &Document, relation: &Relation) {
    let found = document.annotations();
    let entities = [Some(relation.subject), Some(relation.object), relation.place, relation.source];
    assert!(entities.into_iter().flatten().all(|id| id.index() < found.entities.len()), "{relation:?}");
    assert!(relation.when.as_ref().is_none_or(|when| when.date.index() < found.dates.len()), "{relation:?}");
    assert!((0.0..=1.0).contains(&relation.confidence), "{relation:?}");
    let evidence = &relation.evidence;
    let sentence = found.sentences.get(evidence.sentence.index()).expect("the sentence exists").span;
    assert!(sentence.contains(evidence.trigger) && sentence.contains(evidence.span), "{relation:?} has its evidence outside its sentence");
    let sides = [(evidence.subject, relation.subject), (evidence.object, relation.object)];
    assert!(sides.iter().all(|(mention, entity)| found.mention(*mention).entity == Some(*entity)), "{relation:?} is of other mentions");
}

/// The JSON is read back as what was written, both ways of writing it agree, and its numbers are those of the document.
fn json_says_the_same(document: &Document) {
    let line = output::to_ndjson_line(document);
    assert!(!line.contains(['\n', '\r']), "the line has a line break");
    let json: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(json, serde_json::from_str::<Value>(&output::to_json(document)).expect("JSON"));
    assert_eq!(json, serde_json::from_str::<Value>(&json.to_string()).expect("JSON"));
    assert_eq!(json["text"], document.text());
    let found = document.annotations();
    let lists = [
        ("sentences", found.sentences.iter().map(|x| x.span).collect::<Vec<_>>()),
        ("mentions", found.mentions.iter().map(|x| x.span).collect()),
        ("dates", found.dates.iter().map(|x| x.span).collect()),
        ("relations", document.relations().iter().map(|x| x.evidence.span).collect()),
    ];
    for (name, spans) in lists {
        let written = json[name].as_array().expect("a list");
        assert_eq!(written.len(), spans.len(), "{name}");
        for (item, span) in written.iter().zip(spans) {
            let place = if name == "relations" { &item["evidence"] } else { item };
            assert_eq!((place["start"].as_u64(), place["end"].as_u64()), (Some(span.start as u64), Some(span.end as u64)), "{name}");
        }
    }
}
