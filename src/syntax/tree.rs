//! The best tree for scores of arcs: a maximum spanning arborescence with one root.
#![allow(clippy::indexing_slicing, reason = "nodes are numbered from 0, and every list has an entry for each")]

/// The best single-rooted tree over `len` words: for each word 0 if it is the root, else 1 + its head. `arcs` is `[len, 1 + len]`: the score of each
/// head of each word, column 0 being the root. All scores must be finite.
///
/// Chu and Liu (1965), Edmonds (1967). That only one word hangs on the root is had by lowering all root arcs by more than any tree can make up for
/// (Stanojević and Cohen 2021). O(n³) at worst, O(n²) mostly: the best heads are a tree already. A segment has at most 250 words.
pub(crate) fn best_tree(arcs: &[f32], len: usize) -> Vec<usize> {
    let mut graph = Graph::new(arcs, len);
    let heads = graph.best_heads();
    if heads[1..].iter().filter(|&&head| head == 0).count() <= 1 && cycle(&heads).is_none() {
        return heads[1..].to_vec();
    }
    graph.lower_root_arcs();
    graph.arborescence()[1..].to_vec()
}

/// Every node a head for every other: `score[dependent * nodes + head]`. Node 0 is the root.
struct Graph {
    nodes: usize,
    score: Vec<f64>,
}

impl Graph {
    fn new(arcs: &[f32], len: usize) -> Self {
        let mut graph = Self { nodes: len + 1, score: vec![f64::NEG_INFINITY; (len + 1) * (len + 1)] };
        for (i, row) in arcs.chunks_exact(len + 1).enumerate().take(len) {
            for (head, &score) in row.iter().enumerate().filter(|&(head, _)| head != i + 1) {
                graph.set(i + 1, head, f64::from(score));
            }
        }
        graph
    }

    fn at(&self, dependent: usize, head: usize) -> f64 {
        self.score[dependent * self.nodes + head]
    }

    fn set(&mut self, dependent: usize, head: usize, score: f64) {
        self.score[dependent * self.nodes + head] = score;
    }

    fn lower_root_arcs(&mut self) {
        let finite = || self.score.iter().copied().filter(|x| x.is_finite());
        let range = finite().fold(f64::MIN, f64::max) - finite().fold(f64::MAX, f64::min);
        let penalty = 1.0 + range * self.nodes as f64;
        for dependent in 1..self.nodes {
            self.set(dependent, 0, self.at(dependent, 0) - penalty);
        }
    }

    /// The best head of every node, the first of equals; 0 for the root itself.
    fn best_heads(&self) -> Vec<usize> {
        let best = |dependent: usize| {
            let better = |best: usize, head: usize| if self.at(dependent, head) > self.at(dependent, best) { head } else { best };
            (0..self.nodes).fold(0, better)
        };
        (0..self.nodes).map(|node| if node == 0 { 0 } else { best(node) }).collect()
    }

    fn arborescence(&self) -> Vec<usize> {
        let mut heads = self.best_heads();
        if let Some(circle) = cycle(&heads) {
            let contraction = Contraction::new(self, &heads, &circle);
            let inner = contraction.graph.arborescence();
            contraction.expand(&inner, &mut heads);
        }
        heads
    }
}

/// The nodes of a circle among `heads`, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen_from[at] == 0 {
            seen_from[at] = start;
            at = heads[at];
        }
        if at != 0 && seen_from[at] == start {
            let rest = std::iter::successors(Some(heads[at]), |&node| Some(heads[node])).take_while(|&node| node != at);
            return Some(std::iter::once(at).chain(rest).collect());
        }
    }
    None
}

/// A graph in which a circle has become one node, the last.
struct Contraction {
    graph: Graph,
    /// The nodes outside the circle, by their number in the new graph.
    outside: Vec<usize>,
    /// For each of them, the node of the circle that it had better enter, and the one that had better be its head.
    doors: Vec<(usize, usize)>,
}

impl Contraction {
    fn new(old: &Graph, heads: &[usize], circle: &[usize]) -> Self {
        let mut inside = vec![false; old.nodes];
        for &node in circle {
            inside[node] = true;
        }
        let outside: Vec<usize> = (0..old.nodes).filter(|&node| !inside[node]).collect();
        let (nodes, merged) = (outside.len() + 1, outside.len());
        let mut graph = Graph { nodes, score: vec![f64::NEG_INFINITY; nodes * nodes] };
        for (i, &dependent) in outside.iter().enumerate() {
            for (j, &head) in outside.iter().enumerate() {
                graph.set(i, j, old.at(dependent, head));
            }
        }
        let doors = outside.iter().enumerate().map(|(i, &node)| {
            // Entering the circle at `into` gives up the arc that `into` had within it.
            let gain = |into: usize| old.at(into, node) - old.at(into, heads[into]);
            let (into, from) = (best(circle, gain), best(circle, |from| old.at(node, from)));
            graph.set(merged, i, gain(into));
            graph.set(i, merged, old.at(node, from));
            (into, from)
        });
        let doors = doors.collect();
        Self { graph, outside, doors }
    }

    /// Turns the heads of the contracted graph into heads of the old one. `heads` holds the arcs of the circle.
    fn expand(&self, inner: &[usize], heads: &mut [usize]) {
        let merged = self.outside.len();
        for (i, &node) in self.outside.iter().enumerate() {
            heads[node] = if inner[i] == merged { self.doors[i].1 } else { self.outside[inner[i]] };
        }
        let entered_from = inner[merged];
        heads[self.doors[entered_from].0] = self.outside[entered_from];
    }
}

/// The node with the highest value, the first of equals. `nodes` is not empty.
fn best(nodes: &[usize], value: impl Fn(usize) -> f64) -> usize {
    nodes[1..].iter().fold(nodes[0], |best, &node| if value(node) > value(best) { node } else { best })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn total(arcs: &[f32], heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(i, &head)| f64::from(arcs[i * (heads.len() + 1) + head])).sum()
    }

    pub(crate) fn is_tree(heads: &[usize]) -> bool {
        let with_root: Vec<usize> = std::iter::once(0).chain(heads.iter().copied()).collect();
        heads.iter().filter(|&&head| head == 0).count() == 1 && cycle(&with_root).is_none()
    }

    /// All trees over so many words, by brute force.
    pub(crate) fn trees(len: usize) -> impl Iterator<Item = Vec<usize>> {
        let assignment = move |mut code: usize| -> Vec<usize> {
            let digit = |_| {
                let head = code % (len + 1);
                code /= len + 1;
                head
            };
            (0..len).map(digit).collect()
        };
        (0..(len + 1).pow(len as u32)).map(assignment).filter(|heads| is_tree(heads))
    }

    fn exhaustive(arcs: &[f32], len: usize) -> f64 {
        trees(len).map(|heads| total(arcs, &heads)).fold(f64::MIN, f64::max)
    }

    pub(crate) fn random(state: &mut u64) -> f32 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 40) as f32 / 16_777_216.0 * 20.0 - 10.0
    }

    #[test]
    fn small_graphs_get_the_best_of_all_trees() {
        let mut state = 7;
        for round in 0..400 {
            let len = 1 + round % 5;
            let arcs: Vec<f32> = (0..len * (len + 1)).map(|_| random(&mut state)).collect();
            let heads = best_tree(&arcs, len);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&arcs, &heads) - exhaustive(&arcs, len)).abs() < 1e-3, "{arcs:?}");
        }
    }

    #[test]
    fn large_and_odd_graphs_get_a_tree() {
        let mut state = 11;
        for len in [0, 1, 2, 60, 250] {
            let arcs: Vec<f32> = (0..len * (len + 1)).map(|_| random(&mut state)).collect();
            assert!(len == 0 || is_tree(&best_tree(&arcs, len)));
            assert!(len == 0 || is_tree(&best_tree(&vec![-1e9; len * (len + 1)], len)));
        }
        assert_eq!(best_tree(&[], 0), Vec::<usize>::new());
    }
}
