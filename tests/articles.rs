//! The states in articles of our own (tests/data/articles), whole: names, entities and relations together, by the annotations beside them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dateline::Article;
use dateline::document::{Document, EntityId, Relation, RelationKind};
use serde_json::Value;

use crate::support::EXTRACTOR;

/// What was measured when the articles were added, less a little: a change of the model may move some names.
const PRECISION: f64 = 0.80;
const RECALL: f64 = 0.60;

#[test]
fn states_of_our_own_articles_are_found() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let articles = std::fs::read_to_string(folder.join("articles.ndjson")).expect("the articles can be read");
    let [mut right, mut found, mut gold] = [0.0; 3];
    for line in articles.lines() {
        let article: Value = serde_json::from_str(line).expect("one article a line");
        let counts = score(&folder, &article);
        right += counts[0];
        found += counts[1];
        gold += counts[2];
    }
    assert!(gold > 150.0, "only {gold} annotated states");
    assert!(right / found >= PRECISION, "precision {right}/{found}");
    assert!(right / gold >= RECALL, "recall {right}/{gold}");
}

/// How many states are right, found and annotated.
fn score(folder: &Path, article: &Value) -> [f64; 3] {
    let text = |key: &str| article[key].as_str().expect("a text");
    let document = EXTRACTOR.extract(&Article::new(text("text")).with_title(text("title")));
    let path = folder.join("gold").join(text("id")).with_extension("json");
    let annotation: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("an annotation")).expect("JSON");
    let mut open: Vec<Fact> = facts(&annotation);
    let sure = open.iter().filter(|fact| !fact.disputed).count();
    let [mut right, mut found] = [0, 0];
    for relation in document.relations().iter().filter(|relation| relation.kind.is_state()) {
        let mut fits: Vec<usize> = (0..open.len()).filter(|&at| open[at].is_told_by(relation, &document)).collect();
        fits.sort_by_key(|&at| open[at].disputed);
        let fact = fits.first().map(|&at| open.swap_remove(at));
        if !fact.as_ref().is_some_and(|fact| fact.disputed) {
            found += 1;
            right += usize::from(fact.is_some());
        }
    }
    [right, found, sure].map(|count| f64::from(u32::try_from(count).expect("a small count")))
}

struct Fact {
    kind: String,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
    disputed: bool,
}

impl Fact {
    fn is_told_by(&self, relation: &Relation, document: &Document) -> bool {
        let names = |id: EntityId| document.annotations().entity(id).names.iter().map(|name| plain(name)).collect::<BTreeSet<_>>();
        let (subject, object) = (names(relation.subject), names(relation.object));
        let is_pair = |x: &BTreeSet<String>, y: &BTreeSet<String>| !self.subject.is_disjoint(x) && !self.object.is_disjoint(y);
        self.kind == relation.kind.to_string()
            && (is_pair(&subject, &object) || (relation.kind.is_symmetric() && is_pair(&object, &subject)))
    }
}

fn facts(annotation: &Value) -> Vec<Fact> {
    let list = |key: &str| annotation[key].as_array().expect("a list");
    let names = |id: &Value| {
        let entity = list("entities").iter().find(|entity| entity["id"] == *id).expect("an entity");
        entity["names"].as_array().expect("names").iter().filter_map(Value::as_str).map(plain).collect()
    };
    let fact = |relation: &Value| Fact {
        kind: relation["kind"].as_str().expect("a kind").to_owned(),
        subject: names(&relation["subject"]),
        object: names(&relation["object"]),
        disputed: relation["disputed"].as_bool().unwrap_or(false),
    };
    let is_state = |fact: &Fact| RelationKind::from_name(&fact.kind).is_some_and(|kind| kind.is_state());
    list("relations").iter().map(fact).filter(is_state).collect()
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}
