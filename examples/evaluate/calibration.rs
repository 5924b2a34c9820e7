//! Whether a confidence of so much is right so often.

use serde_json::{Value, json};

const BINS: usize = 10;

/// Answers by how sure the library was of them, in ten bins of equal width.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calibration([Bin; BINS]);

#[derive(Debug, Clone, Copy, Default)]
struct Bin {
    count: usize,
    correct: usize,
    confidence: f64,
}

impl Calibration {
    /// Counts an answer.
    pub fn add(&mut self, confidence: f32, is_correct: bool) {
        let bin = &mut self.0[((confidence.clamp(0.0, 1.0) * BINS as f32) as usize).min(BINS - 1)];
        bin.count += 1;
        bin.correct += usize::from(is_correct);
        bin.confidence += f64::from(confidence);
    }

    /// Adds the answers of another part of the data.
    pub fn join(&mut self, other: &Self) {
        for (bin, more) in self.0.iter_mut().zip(other.0) {
            bin.count += more.count;
            bin.correct += more.correct;
            bin.confidence += more.confidence;
        }
    }

    /// `ece` is the expected calibration error (Guo et al. 2017): how far confidence and accuracy are apart in a bin, over all answers.
    pub fn to_json(self) -> Value {
        let total: usize = self.0.iter().map(|bin| bin.count).sum();
        let gap = |bin: &Bin| (bin.confidence - bin.correct as f64).abs();
        let ece = self.0.iter().map(gap).sum::<f64>() / total.max(1) as f64;
        let bins: Vec<Value> = self.0.iter().filter(|bin| bin.count > 0).map(|bin| bin.to_json()).collect();
        json!({"ece": rounded(ece), "bins": bins})
    }
}

impl Bin {
    fn to_json(self) -> Value {
        let of_all = |part: f64| rounded(part / self.count as f64);
        json!({"count": self.count, "confidence": of_all(self.confidence), "accuracy": of_all(self.correct as f64)})
    }
}

fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}
