//! The encoder and its heads against what `PyTorch` made of the same weights (`tests/data/reference.json`, written by the recipe's export).
//!
//! With activations in 16 bits, numbers agree with those of the 8-bit weights in `PyTorch` to 2e-3: the sums run in another order. Against the 32-bit weights they
//! differ by what the rounding of the weights costs; with activations in 160 steps, as the model is loaded, by what that costs. The decisions are always the same.

use serde::Deserialize;

use super::bert::Scratch;
use super::kernels::Precision;
use super::pieces::Piece;
use super::{Model, ModelFiles};
use crate::syntax::best_tree;

#[derive(Deserialize)]
struct Reference {
    sentences: Vec<Vec<String>>,
    f32: Outputs,
    #[serde(rename = "8-bit")]
    eight_bit: Outputs,
}

#[derive(Deserialize)]
struct Outputs {
    pieces: Vec<u32>,
    shapes: Vec<u8>,
    /// The first numbers of each piece's vector.
    hidden: Vec<Vec<f32>>,
    tags: Vec<Vec<f32>>,
    upos: Vec<usize>,
    arcs: Vec<Vec<Vec<Option<f32>>>>,
    heads: Vec<usize>,
    labels: Vec<usize>,
}

fn reference() -> Reference {
    serde_json::from_slice(include_bytes!("../../tests/data/reference.json").as_slice()).expect("the export writes it so")
}

/// The model with activations of this precision.
fn model(precision: Precision) -> Model {
    Model::load(&ModelFiles::embedded(), precision).expect("the model lies in the repository")
}

fn words(reference: &Reference) -> Vec<Vec<&str>> {
    reference.sentences.iter().map(|s| s.iter().map(String::as_str).collect()).collect()
}

/// The largest difference between two lists of numbers.
fn difference<'a>(ours: impl IntoIterator<Item = &'a f32>, theirs: impl IntoIterator<Item = &'a f32>) -> f32 {
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.into_iter().collect(), theirs.into_iter().collect());
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(&theirs).map(|(a, b)| (*a - *b).abs()).fold(0.0, f32::max)
}

#[test]
fn word_pieces_and_shapes_are_those_of_the_recipe() {
    let reference = reference();
    let (pieces, _) = Model::embedded().unwrap().window_of(&words(&reference));
    assert_eq!(pieces.iter().map(|p| p.id).collect::<Vec<_>>(), reference.eight_bit.pieces);
    assert_eq!(pieces.iter().map(|p| p.shape as u8).collect::<Vec<_>>(), reference.eight_bit.shapes);
}

#[test]
fn vectors_are_those_of_pytorch() {
    let reference = reference();
    for (precision, to_eight_bit, to_f32) in [(Precision::Fine, 2e-3, 0.5), (Precision::Narrow, 0.2, 0.5)] {
        let model = model(precision);
        let (pieces, _): (Vec<Piece>, _) = model.window_of(&words(&reference));
        let vectors = model.encode(&pieces, &mut Scratch::default());
        let width = vectors.len() / pieces.len();
        for (outputs, tolerance) in [(&reference.eight_bit, to_eight_bit), (&reference.f32, to_f32)] {
            let ours = vectors.chunks(width).flat_map(|row| &row[..outputs.hidden[0].len()]);
            let found = difference(ours, outputs.hidden.iter().flatten());
            assert!(found < tolerance, "{precision:?}: {found}");
        }
    }
}

#[test]
fn scores_and_decisions_are_those_of_pytorch() {
    for (precision, to_eight_bit, to_f32) in [(Precision::Fine, 1e-2, 0.7), (Precision::Narrow, 0.3, 0.7)] {
        check_scores(&reference(), &model(precision), [to_eight_bit, to_f32]);
    }
}

/// The tolerances are for the weights in 8 bits and in 32.
fn check_scores(reference: &Reference, model: &Model, tolerances: [f32; 2]) {
    let (mut word, mut sentence) = (0, 0);
    let scores = model.read(&words(reference), |_, s| {
        let heads = best_tree(&s.arcs, s.len);
        (s.tags.clone(), s.upos.clone(), s.arcs.clone(), s.labels(&heads), heads)
    });
    for (segment, (tags, upos, arcs, labels, heads)) in scores {
        let rows = word..word + segment.words.len();
        for (outputs, tolerance) in [&reference.eight_bit, &reference.f32].into_iter().zip(tolerances) {
            let found = difference(&tags, outputs.tags[rows.clone()].iter().flatten());
            assert!(found < tolerance, "{found}");
            let width = upos.len() / rows.len();
            let ours = upos.chunks(width).map(argmax);
            assert!(ours.eq(outputs.upos[rows.clone()].iter().copied()));
            // A word is no head of itself: `PyTorch`'s scores have a hole there.
            let known = arcs.iter().zip(outputs.arcs[sentence].iter().flatten()).filter_map(|(a, b)| Some((*a, (*b)?)));
            assert!(known.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) < tolerance.max(0.02) * 5.0);
            let theirs = outputs.heads[rows.clone()].iter().map(|&head| if head == 0 { 0 } else { head - word });
            assert_eq!(heads, theirs.collect::<Vec<_>>());
            assert!(labels.chunks(labels.len() / rows.len()).map(argmax).eq(outputs.labels[rows.clone()].iter().copied()));
        }
        (word, sentence) = (rows.end, sentence + 1);
    }
    assert_eq!(sentence, reference.sentences.len());
}

fn argmax(row: &[f32]) -> usize {
    (0..row.len()).fold(0, |best, i| if row[i] > row[best] { i } else { best })
}
