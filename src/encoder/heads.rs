use super::LoadError;
use super::bert::linear;
use super::config::{Config, Labels, TAGS};
use super::kernels::{Block, Linear, Precision, gelu, log_softmax, product_transposed};
use super::weights::Weights;

/// Widths of the parser's vectors, as the recipe trains them.
const ARC: usize = 256;
const LABEL: usize = 96;

/// What is read off the encoder's vectors: entity tags, parts of speech, and a biaffine parser (Dozat and Manning 2017).
#[derive(Debug)]
pub(super) struct Heads {
    tags: Linear,
    upos: Linear,
    arc_dependent: Linear,
    arc_head: Linear,
    label_dependent: Linear,
    label_head: Linear,
    /// A dependent's vector to what is multiplied with the heads' vectors.
    arc: Linear,
    /// A head's vector to, for every label, what is multiplied with the dependent's vector and 1.
    label: Linear,
    labels: usize,
}

/// Scores of the `len` words of one segment. All are finite.
#[derive(Debug)]
pub(crate) struct SegmentScores<'m> {
    heads: &'m Heads,
    /// Number of words.
    pub(crate) len: usize,
    /// `[len, tags]`: log probabilities of entity tags.
    pub(crate) tags: Vec<f32>,
    /// `[len, parts of speech]`: log probabilities.
    pub(crate) upos: Vec<f32>,
    /// `[len, 1 + len]`: score of every head of every word; column 0 is the root, column `1 + i` word `i`.
    pub(crate) arcs: Vec<f32>,
    label_dependent: Vec<f32>,
    /// `[1 + len, LABEL]`, the root first.
    label_head: Vec<f32>,
}

impl Heads {
    pub(super) fn read(config: &Config, labels: &Labels, weights: &Weights) -> Result<Self, LoadError> {
        let dense = |name: &str, outputs| linear(weights, name, outputs, config.hidden_size, Precision::Fine);
        let label_count = labels.deprels.len();
        Ok(Self {
            tags: dense("classifier", TAGS.len())?,
            upos: dense("upos", labels.upos.len())?,
            arc_dependent: dense("arc_dependent.dense", ARC)?,
            arc_head: dense("arc_head.dense", ARC)?,
            label_dependent: dense("label_dependent.dense", LABEL)?,
            label_head: dense("label_head.dense", LABEL)?,
            arc: arc_layer(weights)?,
            label: label_layer(weights, label_count)?,
            labels: label_count,
        })
    }

    /// Scores from vectors `[1 + len, hidden]`: the root's, then one a word.
    pub(super) fn score(&self, vectors: &[f32]) -> SegmentScores<'_> {
        let hidden = self.hidden();
        let (len, words) = (vectors.len() / hidden - 1, &vectors[hidden..]);
        let (mut tags, mut upos) = (self.tags.apply(words), self.upos.apply(words));
        log_softmax(&mut tags, self.tags.outputs());
        log_softmax(&mut upos, self.upos.outputs());
        let dependents = self.arc.apply(&activated(&self.arc_dependent, words));
        let heads = activated(&self.arc_head, vectors);
        let mut arcs = Vec::new();
        product_transposed(Block::whole(&dependents, ARC), Block::whole(&heads, ARC), 1.0, &mut arcs);
        for scores in [&mut tags, &mut upos, &mut arcs] {
            make_finite(scores);
        }
        let label_dependent = activated(&self.label_dependent, words);
        SegmentScores { heads: self, len, tags, upos, arcs, label_dependent, label_head: activated(&self.label_head, vectors) }
    }

    fn hidden(&self) -> usize {
        self.tags.inputs()
    }
}

impl SegmentScores<'_> {
    /// `[len, labels]`: the score of every label of the arc from each word to its head, `heads[i]` being 0 for the root or 1 + the head's number.
    pub(crate) fn labels(&self, heads: &[usize]) -> Vec<f32> {
        let mut used: Vec<usize> = heads.iter().map(|&head| head.min(self.len)).collect();
        used.sort_unstable();
        used.dedup();
        let vectors: Vec<f32> = used.iter().flat_map(|&head| self.label_head[head * LABEL..][..LABEL].iter().copied()).collect();
        let projected = self.heads.label.apply(&vectors);
        let width = self.heads.label.outputs();
        let mut out = Vec::with_capacity(self.len * self.heads.labels);
        for (dependent, &head) in self.label_dependent.chunks_exact(LABEL).zip(heads) {
            let row = used.binary_search(&head.min(self.len)).unwrap_or_default();
            out.extend(projected[row * width..][..width].chunks_exact(LABEL + 1).map(|label| dot_with_one(dependent, label)));
        }
        make_finite(&mut out);
        out
    }
}

/// `dependent . label[..LABEL] + label[LABEL]`.
fn dot_with_one(dependent: &[f32], label: &[f32]) -> f32 {
    dependent.iter().zip(label).map(|(a, b)| a * b).sum::<f32>() + label[LABEL]
}

fn activated(layer: &Linear, x: &[f32]) -> Vec<f32> {
    let mut out = layer.apply(x);
    gelu(&mut out);
    out
}

/// A number that is no number would break comparisons further on; damaged weights may make one.
fn make_finite(scores: &mut [f32]) {
    scores.iter_mut().filter(|x| !x.is_finite()).for_each(|x| *x = -1e9);
}

/// `arc.weight` is `[dependent + 1, head]`: its last row, which meets the constant 1, is the bias.
fn arc_layer(weights: &Weights) -> Result<Linear, LoadError> {
    let weight = weights.matrix("arc.weight", ARC + 1, ARC)?.to_floats();
    let transposed: Vec<f32> =
        (0..ARC).flat_map(|head| (0..ARC).map(move |dependent| (dependent, head))).map(|(d, h)| weight[d * ARC + h]).collect();
    Ok(Linear::of_floats(&transposed, weight[ARC * ARC..].to_vec()))
}

/// `label.weight` is `[labels * (dependent + 1), head + 1]`: its last column, which meets the constant 1, is the bias.
fn label_layer(weights: &Weights, labels: usize) -> Result<Linear, LoadError> {
    let (matrix, bias) = weights.matrix("label.weight", labels * (LABEL + 1), LABEL + 1)?.split_last_column(LABEL + 1);
    Ok(Linear::new(&matrix, bias, Precision::Fine))
}
