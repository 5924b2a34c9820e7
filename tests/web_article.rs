//! An article as it is found on the web: advertisement marks, teasers, a repeated title, a caption, three spellings of one name.

use std::sync::LazyLock;

use dateline::Article;
use dateline::document::{Document, EntityId, EntityType, Relation, RelationKind};

use crate::support::{EXTRACTOR, example_article};

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let article = Article::new(example_article("harbour-talks.txt")).with_published("2022-03-13".parse().expect("a date"));
    EXTRACTOR.extract(&article)
});

/// The one entity of this type that has a name with these words at its end.
fn entity(kind: EntityType, name: &str) -> EntityId {
    let found = DOCUMENT.annotations();
    let is_named = |id: EntityId| found.entity(id).names.iter().any(|known| folded(known).ends_with(&folded(name)));
    let named: Vec<EntityId> = found.entity_ids().filter(|&id| found.entity(id).kind == kind && is_named(id)).collect();
    assert_eq!(named.len(), 1, "entities called {name} among:\n{}", *DOCUMENT);
    named[0]
}

/// Without regard to case and to the shape of apostrophes.
fn folded(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

fn person(name: &str) -> EntityId {
    entity(EntityType::Person, name)
}

fn organization(name: &str) -> EntityId {
    entity(EntityType::Organization, name)
}

fn place(name: &str) -> EntityId {
    entity(EntityType::Place, name)
}

fn relations(kind: &RelationKind, subject: EntityId, object: EntityId) -> Vec<&'static Relation> {
    let sides = |relation: &&Relation| {
        let is_straight = (relation.subject, relation.object) == (subject, object);
        is_straight || (kind.is_symmetric() && (relation.subject, relation.object) == (object, subject))
    };
    DOCUMENT.relations_of(kind).filter(sides).collect()
}

#[track_caller]
fn assert_related(kind: &RelationKind, subject: EntityId, object: EntityId) {
    let (from, to) = (DOCUMENT.name(subject), DOCUMENT.name(object));
    assert!(!relations(kind, subject, object).is_empty(), "{from} {kind} {to} is not among:\n{}", *DOCUMENT);
}

#[test]
fn spellings_of_a_name_are_one_entity() {
    let harithi = person("al-Harithi");
    assert_eq!(person("Al-Hareethi"), harithi);
    assert_eq!(person("Yusuf al-Harithi"), harithi);
    assert_ne!(person("Kallasvuo"), harithi);
    assert_ne!(person("Benomar"), harithi);
}

#[test]
fn bodies_and_places_are_found() {
    for name in ["Dockers’ Union", "Maritime Safety Authority", "Supreme Council of Ports"] {
        organization(name);
    }
    assert_eq!(organization("MSA"), organization("Maritime Safety Authority"));
    for name in ["Finland", "Oman", "Norway", "Helsinki", "Muscat", "Sohar"] {
        place(name);
    }
}

#[test]
fn dates_are_resolved() {
    let found = DOCUMENT.annotations();
    let cases = [("March 12", "2022-03-12"), ("Today, Saturday", "2022-03-12"), ("January 20, 2022", "2022-01-20")];
    for (words, value) in cases {
        let start = found.text.find(words).expect("the article has the words");
        let is_meant = |span: dateline::document::Span| start <= span.start && span.end <= start + words.len();
        let values: Vec<_> = found.dates.iter().filter(|date| is_meant(date.span)).map(|date| date.value.timex.as_deref()).collect();
        assert!(values.contains(&Some(value)), "{words} is {values:?}");
    }
}

#[test]
fn the_meeting_has_its_day_and_place() {
    let meetings = relations(&RelationKind::MetWith, person("Kallasvuo"), person("al-Harithi"));
    let is_complete = |meeting: &&Relation| {
        meeting.when.as_ref().is_some_and(|when| &*when.value == "2022-03-12") && meeting.place == Some(place("Muscat"))
    };
    assert!(meetings.iter().any(is_complete), "no such meeting among:\n{}", *DOCUMENT);
}

#[test]
fn who_stands_with_whom() {
    assert_related(&RelationKind::Supports, place("Finland"), organization("Maritime Safety Authority"));
    let backed: Vec<EntityId> =
        DOCUMENT.relations_of(&RelationKind::Supports).filter(|r| r.subject == place("Norway")).map(|r| r.object).collect();
    let (union, benomar) = (organization("Dockers’ Union"), person("Benomar"));
    assert!(backed == [union] || backed == [benomar], "Norway supports the union or its leader:\n{}", *DOCUMENT);
}

#[test]
fn offices_and_seats_are_found() {
    assert_related(&RelationKind::Leads, person("Benomar"), organization("Dockers’ Union"));
    assert_related(&RelationKind::WorksFor, person("Kallasvuo"), place("Finland"));
    assert_related(&RelationKind::BasedIn, organization("Maritime Safety Authority"), place("Muscat"));
}

#[test]
fn the_agreement_has_its_date() {
    let mut dates = DOCUMENT.relations_of(&RelationKind::SignedAgreement).filter_map(|relation| relation.when.as_ref());
    assert!(dates.any(|when| &*when.value == "2022-01-20"), "no agreement of that day among:\n{}", *DOCUMENT);
}

#[test]
fn teasers_state_nothing() {
    let text = DOCUMENT.text();
    for teaser in [
        "Norway opens a second ferry line between Salalah and",
        "Finland trains Omani Maritime Safety Authority pilots on heavy icebreakers",
    ] {
        let start = text.find(teaser).expect("the article has the teaser");
        let end = start + teaser.len();
        let is_in_teaser = |relation: &&Relation| relation.evidence.span.start < end && start < relation.evidence.span.end;
        let stated: Vec<_> = DOCUMENT.relations().iter().filter(is_in_teaser).map(|relation| DOCUMENT.sentence_text(relation)).collect();
        assert!(stated.is_empty(), "{stated:?}");
    }
}
