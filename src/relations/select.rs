//! From candidates to relations: conflicts within a sentence, one relation a fact in a document.

use std::collections::{BTreeMap, BTreeSet};

use super::fillers::{Filler, Fillers};
use super::finder::Candidate;
use super::grammar::Grammar;
use super::rules::Rule;
use super::{setting, when};
use crate::document::{Annotations, EntityId, EntityType, Evidence, Id, MentionId, Polarity, Relation, RelationKind, Span, TokenId, Upos};

/// The candidates of one sentence that hold, as relations. On the same trigger and pair the rule of higher priority wins, then the one with more
/// words, then the one whose id comes first; rules for states do not hold of the past.
pub(super) fn best_of_sentence(doc: &Annotations, fillers: &Fillers<'_>, mut candidates: Vec<Candidate<'_>>) -> Vec<Relation> {
    candidates.retain(holds);
    if candidates.is_empty() {
        return Vec::new();
    }
    let rank = |c: &Candidate<'_>| (std::cmp::Reverse(c.rule.priority), std::cmp::Reverse(c.trigger.words.len()), c.rule.id.clone());
    candidates.sort_by_cached_key(rank);
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        if !kept.iter().any(|winner| excludes(winner, &candidate)) {
            kept.push(candidate);
        }
    }
    let bodies: Vec<(EntityId, Vec<TokenId>)> =
        kept.iter().filter(|c| is_of_body(doc, c)).map(|c| (c.subject.entity, c.trigger.words.clone())).collect();
    kept.retain(|c| !bodies.iter().any(|(who, words)| is_field_of_office(doc, c, *who, words)));
    let Some(first) = kept.first() else { return Vec::new() };
    let grammar = Grammar::new(doc, first.sentence);
    kept.into_iter().map(|candidate| relation(&grammar, fillers, candidate)).collect()
}

/// Whether a candidate is an office in a body.
fn is_of_body(doc: &Annotations, candidate: &Candidate<'_>) -> bool {
    is_office(&candidate.kind) && doc.entity(candidate.object.entity).kind == EntityType::Organization
}

/// Of "Acme's Asia director" Asia says for where, and not from where; an adjective says from where: "Acme's Kenyan director".
fn is_field_of_office(doc: &Annotations, candidate: &Candidate<'_>, who: EntityId, words: &[TokenId]) -> bool {
    candidate.kind == RelationKind::From
        && candidate.subject.entity == who
        && candidate.trigger.words.iter().any(|word| words.contains(word))
        && doc.token(doc.mention(candidate.object.mention).head).upos != Upos::Adj
}

/// A state of the past is none; a plan or a wish for a state is none either. Kinship and membership are told of the past as well ("his late father",
/// "former members of the sect").
fn holds(candidate: &Candidate<'_>) -> bool {
    let lasts = matches!(candidate.kind, RelationKind::FamilyOf | RelationKind::MemberOf);
    let actual = candidate.context.modality == crate::document::Modality::Actual;
    !candidate.kind.is_state() || (actual && (lasts || !candidate.context.past_state))
}

/// Whether two readings of the same words stand against each other.
fn excludes(winner: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let same_words = winner.trigger.words.iter().any(|word| other.trigger.words.contains(word));
    let pair = |c: &Candidate<'_>| (c.subject.entity.min(c.object.entity), c.subject.entity.max(c.object.entity));
    let each_other = winner.mutual && other.mutual && winner.rule.id == other.rule.id && winner.subject.entity == other.object.entity;
    same_words && pair(winner) == pair(other) && !each_other
}

fn relation(grammar: &Grammar<'_>, fillers: &Fillers<'_>, candidate: Candidate<'_>) -> Relation {
    let Candidate { rule, kind, sentence, trigger, mut subject, mut object, context, .. } = candidate;
    if kind.is_symmetric() && object.mention < subject.mention {
        std::mem::swap(&mut subject, &mut object);
    }
    let is_state = kind.is_state();
    let when = if is_state { None } else { when::when(grammar, trigger.head, context.modality) };
    let place = if is_state { None } else { setting::place(grammar, fillers, trigger.head, [subject.entity, object.entity]) };
    let source = context.source.and_then(|token| {
        fillers.resolve(grammar, token, &[EntityType::Person, EntityType::Organization, EntityType::Place]).first().copied()
    });
    let negated = (context.polarity == Polarity::Negated) != rule.negated;
    Relation {
        kind,
        subject: subject.entity,
        object: object.entity,
        polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
        modality: context.modality,
        when,
        place: place.map(|place| place.entity),
        source: source.map(|source| source.entity),
        confidence: confidence(rule, &subject, &object),
        evidence: Evidence {
            sentence,
            span: span(grammar, &trigger.words, [subject, object]),
            trigger: words_span(grammar, &trigger.words),
            subject: subject.mention,
            object: object.mention,
            cues: context.cues.iter().map(|&cue| grammar.token(cue).span).collect(),
            rule: rule.id.clone(),
        },
    }
}

/// How sure a relation is. A sentence that is hard to read makes the rule, the two names and the ways to them unsure all at once, so that their product
/// says too little; its square root is about as often right as it says, by the half of annotated articles that the rules were written with.
fn confidence(rule: &Rule, subject: &Filler, object: &Filler) -> f32 {
    (rule.confidence * subject.weight.clamp(0.0, 1.0) * object.weight.clamp(0.0, 1.0)).sqrt()
}

fn words_span(grammar: &Grammar<'_>, words: &[TokenId]) -> Span {
    let mut spans = words.iter().map(|&word| grammar.token(word).span);
    let first = spans.next().unwrap_or_default();
    spans.fold(first, Span::cover)
}

/// The trigger with its arguments; a place that is named within a body's name has its own mention elsewhere, which is no part of the evidence.
fn span(grammar: &Grammar<'_>, words: &[TokenId], arguments: [Filler; 2]) -> Span {
    let sentence = grammar.doc.sentence(grammar.sentence).span;
    let mentions = arguments.iter().map(|filler| grammar.doc.mention(filler.mention).span).filter(|&span| sentence.contains(span));
    mentions.fold(words_span(grammar, words), Span::cover)
}

type Fact = (RelationKind, EntityId, EntityId, Polarity);

/// One relation for each fact: the one with the best evidence, which is what happened before what is planned, then what is surest, then what comes
/// first. Time and place that only other evidence states are taken over.
pub(super) fn best_of_document(doc: &Annotations, relations: Vec<Relation>) -> Vec<Relation> {
    let mut best: BTreeMap<Fact, Relation> = BTreeMap::new();
    for relation in relations {
        match best.entry(fact(&relation)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(relation);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let known = place.get_mut();
                if is_better(&relation, known) {
                    let old = std::mem::replace(known, relation);
                    complete(known, &old);
                } else {
                    complete(known, &relation);
                }
            }
        }
    }
    let offices: BTreeSet<(EntityId, EntityId)> = best.values().filter(|r| is_office(&r.kind)).map(|r| (r.subject, r.object)).collect();
    let led: BTreeSet<(EntityId, EntityId)> =
        best.values().filter(|r| r.kind == RelationKind::Leads).map(|r| (r.subject, r.object)).collect();
    let mut all: Vec<Relation> = best.into_values().collect();
    drop_understood(doc, &mut all);
    tell_teams_from_homes(doc, &mut all);
    tell_parties_from_employers(&mut all);
    // Who leads a body is not said to work for it as well.
    all.retain(|r| r.kind != RelationKind::WorksFor || !led.contains(&(r.subject, r.object)));
    // Who speaks for a country or body does not back it besides.
    all.retain(|r| r.kind != RelationKind::Supports || r.polarity == Polarity::Negated || !offices.contains(&(r.subject, r.object)));
    // Who leads or works for a country is not said to be from it, nor who has an office in a body to be its member.
    let is_less = |kind: &RelationKind| matches!(kind, RelationKind::From | RelationKind::MemberOf);
    all.retain(|r| !is_less(&r.kind) || !offices.contains(&(r.subject, r.object)));
    all.sort_by(|x, y| {
        let key = |r: &Relation| (r.evidence.sentence.index(), r.evidence.trigger.start, r.evidence.span.start, r.subject, r.object);
        key(x).cmp(&key(y)).then_with(|| x.kind.cmp(&y.kind))
    });
    all
}

/// The rules for those who play for a team, and for those who are said to be of a place.
const PLAYERS: &[&str] = &["office.play", "office.player"];
const NATIVES: &[&str] = &["origin.bracket", "origin.native", "origin.person"];

/// In news of a match between countries "Kenya's Ann Smith" plays for Kenya; in news of clubs the "Kenyan striker" is only from there. A country plays
/// if it is named by a noun and someone plays for it.
fn tell_teams_from_homes(doc: &Annotations, relations: &mut [Relation]) {
    let is_by = |r: &Relation, rules: &[&str]| rules.contains(&&*r.evidence.rule);
    let is_noun = |&id: &MentionId| doc.token(doc.mention(id).head).upos != Upos::Adj;
    let is_named = |id: EntityId| doc.entity(id).mentions.iter().any(is_noun);
    let is_place = |id: EntityId| doc.entity(id).kind == EntityType::Place;
    let playing: Vec<(EntityId, EntityId)> =
        relations.iter().filter(|r| is_by(r, PLAYERS) && is_named(r.object)).map(|r| (r.object, r.subject)).collect();
    for relation in relations.iter_mut().filter(|r| is_place(r.object)) {
        let others = playing.iter().filter(|&&(team, player)| team == relation.object && player != relation.subject).count();
        if is_by(relation, &["office.player"]) && !is_named(relation.object) {
            relation.kind = RelationKind::From;
        } else if is_by(relation, NATIVES) && others >= TEAM {
            relation.kind = RelationKind::WorksFor;
        }
    }
}

/// How many must be said to play for a country before others of it are taken for players.
const TEAM: usize = 2;

/// In "Civic Platform's Ann Smith" only the rest of a text can tell that the body is a party: it is if someone else sits in parliament for it.
fn tell_parties_from_employers(relations: &mut [Relation]) {
    let of_party = |r: &Relation| matches!(&*r.evidence.rule, "membership.legislator" | "membership.party" | "membership.sitting");
    let parties: BTreeSet<EntityId> = relations.iter().filter(|r| of_party(r)).map(|r| r.object).collect();
    for relation in relations.iter_mut().filter(|r| &*r.evidence.rule == "origin.body-of" && parties.contains(&r.object)) {
        relation.kind = RelationKind::MemberOf;
    }
}

/// The rules that take a country for granted.
const UNDERSTOOD: &[&str] = &["office.sovereign", "office.minister"];

/// Whose office is said to be of one country does not need another that goes without saying.
fn drop_understood(doc: &Annotations, relations: &mut Vec<Relation>) {
    let is_said = |r: &Relation| {
        let place = doc.mention(r.evidence.object);
        doc.sentence(r.evidence.sentence).tokens.contains(&place.tokens.start) && !is_parted_by_verb(doc, r)
    };
    let is_of_place = |r: &Relation| is_office(&r.kind) && doc.entity(r.object).kind == EntityType::Place;
    let is_understood = |r: &Relation| UNDERSTOOD.contains(&&*r.evidence.rule);
    // Who is on a visit somewhere has no office there.
    let visited: BTreeSet<(EntityId, EntityId)> =
        relations.iter().filter(|r| r.kind == RelationKind::Visited).map(|r| (r.subject, r.object)).collect();
    let is_goal = |r: &Relation| visited.contains(&(r.subject, r.object));
    relations.retain(|r| !is_of_place(r) || !is_understood(r) || !is_goal(r));
    let is_sure = |r: &Relation| is_said(r) && !is_understood(r);
    let said: BTreeSet<EntityId> = relations.iter().filter(|r| is_of_place(r) && is_sure(r)).map(|r| r.subject).collect();
    relations.retain(|r| !is_of_place(r) || is_sure(r) || !said.contains(&r.subject));
}

/// Whether a verb stands between a place and an office behind it, which then is not said to be there: "Oman was left out of President Smith's plan".
fn is_parted_by_verb(doc: &Annotations, office: &Relation) -> bool {
    let behind = doc.tokens.iter().skip(doc.mention(office.evidence.object).tokens.end.index());
    behind.take_while(|token| token.span.end <= office.evidence.trigger.start).any(|token| token.upos == Upos::Verb)
}

fn is_office(kind: &RelationKind) -> bool {
    matches!(kind, RelationKind::Leads | RelationKind::WorksFor)
}

fn fact(relation: &Relation) -> Fact {
    let (s, o) = (relation.subject, relation.object);
    let (s, o) = if relation.kind.is_symmetric() && o < s { (o, s) } else { (s, o) };
    (relation.kind.clone(), s, o, relation.polarity)
}

fn is_better(new: &Relation, known: &Relation) -> bool {
    (known.modality, new.confidence) > (new.modality, known.confidence + 0.05)
}

/// Takes over time and place from other evidence of the same modality.
fn complete(relation: &mut Relation, other: &Relation) {
    if relation.modality == other.modality && relation.when.is_none() {
        relation.when.clone_from(&other.when);
    }
    if relation.modality == other.modality && relation.place.is_none() {
        relation.place = other.place;
    }
}
