//! A card for each relation of a document, with the sentence that states it.

use super::claim::{Actors, Claim, class};
use super::escape::escaped;
use super::text::Text;
use super::timeline::time;
use crate::document::{Document, EntityId, MentionId, Relation};

/// The relations of a document as claims of the page.
pub(super) fn claims(document: &Document, text: &Text<'_>, actors: &mut Actors) -> Vec<Claim> {
    let mut actor = |entity: EntityId| actors.number(document.name(entity), document.annotations().entity(entity).kind);
    let place = |relation: &Relation| relation.place.map(|place| document.name(place).to_owned());
    let claim = |(number, relation): (usize, &Relation)| Claim {
        card: text.card_anchor(number),
        kind: relation.kind.clone(),
        from: actor(relation.subject),
        to: actor(relation.object),
        polarity: relation.polarity,
        modality: relation.modality,
        confidence: relation.confidence,
        moments: relation.when.iter().map(|when| (when.value.to_string(), place(relation))).collect(),
    };
    document.relations().iter().enumerate().map(claim).collect()
}

/// The cards of a document, in the order of the text.
pub(super) fn list(document: &Document, text: &Text<'_>, claims: &[Claim], actors: &Actors) -> String {
    let cards = document.relations().iter().zip(claims).enumerate();
    let cards: String = cards.map(|(number, (relation, claim))| card(document, text, number, relation, claim, actors)).collect();
    if cards.is_empty() { "<p class=\"note\">No relation was found.</p>\n".into() } else { format!("<ol class=\"cards\">\n{cards}</ol>\n") }
}

fn card(document: &Document, text: &Text<'_>, number: usize, relation: &Relation, claim: &Claim, actors: &Actors) -> String {
    let evidence = &relation.evidence;
    let side = |entity: EntityId, mention: MentionId| {
        let kind = class(document.annotations().entity(entity).kind);
        format!("<a class=\"entity {kind}\" href=\"#{}\">{}</a>", text.anchor_of(mention), escaped(document.name(entity)))
    };
    format!(
        "<li class=\"card\"{} data-sentence=\"{sentence}\" data-mentions=\"{} {}\">\n<p class=\"claim\">{} {} {}</p>\n{}\
         <blockquote dir=\"auto\">{}</blockquote>\n<p class=\"origin\"><a href=\"#{sentence}\">In the text</a> \
         <span>rule {}</span> <span>confidence {:.2}</span></p>\n</li>\n",
        claim.attributes(actors),
        text.anchor_of(evidence.subject),
        text.anchor_of(evidence.object),
        side(relation.subject, evidence.subject),
        claim.words(),
        side(relation.object, evidence.object),
        facts(document, relation),
        text.quotation(number),
        escaped(&evidence.rule),
        relation.confidence,
        sentence = text.sentence_anchor(evidence.sentence),
    )
}

/// When, where and by whom it is said, if it is.
fn facts(document: &Document, relation: &Relation) -> String {
    let named = |label: &str, entity: Option<EntityId>| {
        entity.map(|entity| format!("<div><dt>{label}</dt><dd>{}</dd></div>", escaped(document.name(entity))))
    };
    let facts = [
        relation.when.as_ref().map(|when| format!("<div><dt>when</dt><dd>{}</dd></div>", time(&when.value))),
        named("where", relation.place),
        named("says", relation.source),
        relation.plover().map(|root| format!("<div><dt>PLOVER</dt><dd>{}</dd></div>", root.as_str())),
    ];
    let facts: String = facts.into_iter().flatten().collect();
    if facts.is_empty() { String::new() } else { format!("<dl class=\"facts\">{facts}</dl>\n") }
}
