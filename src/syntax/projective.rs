//! The best tree whose arcs do not cross.
#![allow(clippy::indexing_slicing, reason = "words are numbered from 0, and every table has a cell for each pair")]

/// Whether two arcs cross, or one goes over the root. `heads` as [`best_projective`] gives them. O(n²).
pub(super) fn has_crossing(heads: &[usize]) -> bool {
    // The root stands in front of all words, as number 0.
    let arcs: Vec<(usize, usize)> = heads.iter().enumerate().map(|(i, &head)| (head.min(i + 1), head.max(i + 1))).collect();
    arcs.iter().any(|&(left, right)| arcs.iter().any(|&(from, to)| left < from && from < right && right < to))
}

/// The best projective tree with one root: for each word 0 if it is the root, else 1 + its head. `arcs` is `[len, 1 + len]`: the score of each head of each
/// word, column 0 being the root.
///
/// Eisner (1996): the best subtrees of ever longer stretches of words, with their heads at the ends of the stretch. O(n³) time, O(n²) space.
pub(super) fn best_projective(arcs: &[f32], len: usize) -> Vec<usize> {
    if len == 0 {
        return Vec::new();
    }
    let mut chart = Chart::new(len);
    for width in 1..len {
        for left in 0..len - width {
            chart.fill(arcs, left, left + width);
        }
    }
    let score = |root: usize| {
        let (before, behind) = (chart.at(0, root), chart.at(root, len - 1));
        before.whole[LEFT] + behind.whole[RIGHT] + f64::from(arcs[root * (len + 1)])
    };
    let root = argmax(0..len, score).0;
    let mut heads = vec![0; len];
    chart.read(root, &mut heads);
    heads
}

/// The side to which a head's words stretch.
const LEFT: usize = 0;
const RIGHT: usize = 1;

/// What is best for the words from one to another.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// The score of a subtree over all of them: `[LEFT]` hangs on the last, `[RIGHT]` on the first.
    whole: [f64; 2],
    /// The same with an arc between the two ends, while words may still be added behind the dependent.
    open: [f64; 2],
    /// Where the best of each was put together.
    whole_split: [usize; 2],
    open_split: usize,
}

struct Chart {
    len: usize,
    cells: Vec<Cell>,
}

impl Chart {
    fn new(len: usize) -> Self {
        Self { len, cells: vec![Cell::default(); len * len] }
    }

    fn at(&self, left: usize, right: usize) -> &Cell {
        &self.cells[left * self.len + right]
    }

    fn fill(&mut self, arcs: &[f32], left: usize, right: usize) {
        let arc = |dependent: usize, head: usize| f64::from(arcs[dependent * (self.len + 1) + 1 + head]);
        let mut cell = Cell::default();
        // Both directions of the arc come from the same two halves.
        let (split, halves) = argmax(left..right, |k| self.at(left, k).whole[RIGHT] + self.at(k + 1, right).whole[LEFT]);
        cell.open_split = split;
        cell.open = [halves + arc(left, right), halves + arc(right, left)];
        // The far end is the dependent where it is the split itself: then the open stretch is this very cell's.
        let open = |k: usize, end: usize, side: usize| if k == end { cell.open[side] } else { self.open_to(left, right, k, side) };
        let to_left = argmax(left..right, |k| self.at(left, k).whole[LEFT] + open(k, left, LEFT));
        let to_right = argmax(left + 1..right + 1, |k| open(k, right, RIGHT) + self.at(k, right).whole[RIGHT]);
        (cell.whole, cell.whole_split) = ([to_left.1, to_right.1], [to_left.0, to_right.0]);
        self.cells[left * self.len + right] = cell;
    }

    /// The open stretch between the head at an end and its outermost dependent `k`.
    fn open_to(&self, left: usize, right: usize, k: usize, side: usize) -> f64 {
        if side == LEFT { self.at(k, right).open[LEFT] } else { self.at(left, k).open[RIGHT] }
    }

    /// Writes the heads of the tree under `root`; the root's own stays 0. Without recursion, as a sentence may be a chain.
    fn read(&self, root: usize, heads: &mut [usize]) {
        let mut waiting = vec![(0, root, LEFT), (root, self.len - 1, RIGHT)];
        while let Some((left, right, side)) = waiting.pop() {
            if left == right {
                continue;
            }
            let k = self.at(left, right).whole_split[side];
            let (open, rest) = if side == LEFT { ((k, right), (left, k, LEFT)) } else { ((left, k), (k, right, RIGHT)) };
            let (dependent, head) = if side == LEFT { open } else { (open.1, open.0) };
            heads[dependent] = 1 + head;
            let split = self.at(open.0, open.1).open_split;
            waiting.extend([rest, (open.0, split, RIGHT), (split + 1, open.1, LEFT)]);
        }
    }
}

/// The first number with the highest value, and that value.
fn argmax(numbers: std::ops::Range<usize>, value: impl Fn(usize) -> f64) -> (usize, f64) {
    let mut best = (numbers.start, f64::NEG_INFINITY);
    for number in numbers {
        let value = value(number);
        if value > best.1 {
            best = (number, value);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::tree::tests::{is_tree, random, total, trees};
    use super::*;

    #[test]
    fn arcs_cross() {
        assert!(!has_crossing(&[2, 0, 2, 3]));
        assert!(has_crossing(&[3, 4, 0, 3]), "2 hangs on 4 over the root 3, under the arc from 1 to 3");
        assert!(has_crossing(&[3, 0, 2]), "the arc from 1 to 3 goes over the root");
    }

    #[test]
    fn small_graphs_get_the_best_of_all_projective_trees() {
        let mut state = 7;
        for round in 0..400 {
            let len = 1 + round % 5;
            let arcs: Vec<f32> = (0..len * (len + 1)).map(|_| random(&mut state)).collect();
            let heads = best_projective(&arcs, len);
            assert!(is_tree(&heads) && !has_crossing(&heads), "{heads:?}");
            let best = trees(len).filter(|heads| !has_crossing(heads)).map(|heads| total(&arcs, &heads)).fold(f64::MIN, f64::max);
            assert!((total(&arcs, &heads) - best).abs() < 1e-3, "{arcs:?}");
        }
    }

    #[test]
    fn long_sentences_get_a_tree() {
        let mut state = 11;
        for len in [0, 1, 2, 60, 250] {
            let arcs: Vec<f32> = (0..len * (len + 1)).map(|_| random(&mut state)).collect();
            assert!(len == 0 || is_tree(&best_projective(&arcs, len)));
            assert!(len == 0 || is_tree(&best_projective(&vec![-1e9; len * (len + 1)], len)));
        }
    }
}
