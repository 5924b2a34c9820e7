//! The JSON of a document that was really read: its shape, and that its numbers point where they say.

use dateline::{Article, output};
use serde_json::Value;

use crate::support::{EXTRACTOR, example_article};

fn json() -> Value {
    let article = Article::new(example_article("asylum-seekers.txt"))
        .with_id("a-1")
        .with_title("T")
        .with_published("2015-05-18".parse().expect("a date"));
    serde_json::from_str(&output::to_json(&EXTRACTOR.extract(&article))).expect("the output is JSON")
}

#[track_caller]
fn assert_keys(value: &Value, keys: &str) {
    let found: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut expected: Vec<&str> = keys.split(' ').collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[track_caller]
fn list<'v>(json: &'v Value, key: &str) -> &'v [Value] {
    json[key].as_array().unwrap_or_else(|| panic!("{key} is a list"))
}

#[test]
fn every_part_has_the_keys_of_the_schema() {
    let json = json();
    assert_keys(&json, "schema id title published text offsets sentences mentions entities dates relations diagnostics");
    assert_eq!((&json["schema"], &json["id"], &json["offsets"]), (&"dateline/1".into(), &"a-1".into(), &"utf8".into()));
    assert_eq!(json["published"], "2015-05-18");
    let parts = [
        ("sentences", "start end"),
        ("mentions", "id start end text type form entity confidence"),
        ("entities", "id type name names mentions roles"),
        ("dates", "start end text type value grain anchor"),
        ("relations", "kind subject object polarity modality when where source confidence plover evidence"),
    ];
    for (part, keys) in parts {
        assert!(!list(&json, part).is_empty(), "{part} is empty");
        for item in list(&json, part) {
            assert_keys(item, keys);
        }
    }
    for role in list(&json, "entities").iter().flat_map(|entity| list(entity, "roles")) {
        assert_keys(role, "title start end of former");
    }
    for relation in list(&json, "relations") {
        assert_keys(&relation["evidence"], "sentence start end trigger cues rule");
    }
}

#[test]
fn numbers_point_where_they_say() {
    let json = json();
    let text = json["text"].as_str().expect("text");
    let surface = |item: &Value| {
        let at = |key: &str| item[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a position");
        text.get(at("start")..at("end")).expect("a span on the text")
    };
    for (i, mention) in list(&json, "mentions").iter().enumerate() {
        assert_eq!(mention["id"], i);
        assert_eq!(mention["text"], surface(mention));
        let entity = mention["entity"].as_u64().and_then(|id| usize::try_from(id).ok()).expect("every mention has an entity");
        assert!(list(&json, "entities")[entity]["mentions"].as_array().expect("mentions").contains(&mention["id"]));
    }
    for date in list(&json, "dates") {
        assert_eq!(date["text"], surface(date));
    }
    for relation in list(&json, "relations") {
        assert!(!surface(&relation["evidence"]["trigger"]).is_empty());
        assert!(relation["subject"].as_u64() < Some(list(&json, "entities").len() as u64));
    }
}

#[test]
fn reading_twice_gives_the_same_bytes() {
    let article = Article::new(example_article("korea-high-alert.txt"));
    let alone = output::to_json(&EXTRACTOR.extract(&article));
    let batch = EXTRACTOR.extract_batch(&[Article::new("Another article."), article.clone(), article]);
    assert_eq!(alone, output::to_json(&batch[1]));
    assert_eq!(alone, output::to_json(&batch[2]));
}
