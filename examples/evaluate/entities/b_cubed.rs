//! B³ (Bagga and Baldwin 1998): for each mention, how much of its found entity is right and how much of its gold entity was found.

use std::collections::BTreeMap;

use dateline::document::EntityId;
use serde_json::{Value, json};

/// Sums over the mentions of many documents.
#[derive(Debug, Clone, Default)]
pub struct BCubed {
    mentions: usize,
    precision: f64,
    recall: f64,
}

impl BCubed {
    /// Adds a document: for each mention its gold entity and its found one.
    pub fn add_document(&mut self, mentions: &[(usize, EntityId)]) {
        let (mut gold, mut found, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for &(g, f) in mentions {
            *gold.entry(g).or_insert(0_usize) += 1;
            *found.entry(f).or_insert(0_usize) += 1;
            *both.entry((g, f)).or_insert(0_usize) += 1;
        }
        for pair in mentions {
            self.mentions += 1;
            self.precision += both[pair] as f64 / found[&pair.1] as f64;
            self.recall += both[pair] as f64 / gold[&pair.0] as f64;
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.precision += other.precision;
        self.recall += other.recall;
    }

    /// Precision, recall and F1 as means over mentions.
    pub fn to_json(&self) -> Value {
        let n = (self.mentions as f64).max(1.0);
        let (p, r) = (self.precision / n, self.recall / n);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let round = |x: f64| (x * 1e4).round() / 1e4;
        json!({"p": round(p), "r": round(r), "f1": round(f1), "mentions": self.mentions})
    }
}
