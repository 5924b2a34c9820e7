//! Precision, recall and their harmonic mean.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// How many things there are, were found, and were found rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the annotation.
    pub gold: usize,
    /// In the output.
    pub predicted: usize,
    /// In both.
    pub correct: usize,
}

impl Counts {
    /// Counts two sets against each other.
    pub fn of<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        Self { gold: gold.len(), predicted: predicted.len(), correct: gold.intersection(predicted).count() }
    }

    /// Adds the counts of another part of the data.
    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.correct += other.correct;
    }

    /// `{"p", "r", "f1"}` as fractions, and the counts.
    pub fn to_json(self) -> Value {
        let (p, r) = (fraction(self.correct, self.predicted), fraction(self.correct, self.gold));
        let f1 = fraction(2 * self.correct, self.gold + self.predicted);
        json!({"p": p, "r": r, "f1": f1, "gold": self.gold, "predicted": self.predicted, "correct": self.correct})
    }
}

/// A part of a whole, rounded to five digits; 0 of nothing is 0.
pub fn fraction(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64 * 1e5).round() / 1e5 }
}
