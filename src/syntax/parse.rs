use super::projective::{best_projective, has_crossing};
use super::tree::best_tree;
use crate::document::{DepRel, Upos};

/// The parse of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parse {
    pub(crate) upos: Upos,
    /// The number of the head in its segment; `None` for the root.
    pub(crate) head: Option<usize>,
    pub(crate) deprel: DepRel,
}

/// The parses of the words of a segment.
///
/// `upos` is `[words, upos_names]`, `arcs` `[words, 1 + words]` as [`best_tree`] takes them; `labels` gives `[words, deprel_names]` for chosen heads.
pub(crate) fn decode(upos: (&[f32], &[Upos]), arcs: &[f32], labels: impl FnOnce(&[usize]) -> Vec<f32>, deprels: &[DepRel]) -> Vec<Parse> {
    let len = upos.0.len() / upos.1.len().max(1);
    let heads = likely_tree(arcs, len);
    let labels = labels(&heads);
    let words = upos.0.chunks_exact(upos.1.len().max(1)).zip(labels.chunks_exact(deprels.len().max(1))).zip(&heads);
    words
        .map(|((upos_scores, label_scores), &head)| Parse {
            upos: best(upos.1, upos_scores, |_| true).unwrap_or(Upos::X),
            head: head.checked_sub(1),
            // Exactly the root is labelled root.
            deprel: best(deprels, label_scores, |deprel| (deprel == DepRel::Root) == (head == 0)).unwrap_or(DepRel::Dep),
        })
        .collect()
}

/// By how much a tree with crossing arcs must be better to be believed: in log probability, some 150 times as likely.
const MUCH_WORSE: f32 = 5.0;

/// The best tree; where arcs of it cross, the best tree without that instead, unless it is much worse. Hardly a sentence of English in a hundred has arcs that
/// cross, and of those that a parser gives, most are mistakes.
fn likely_tree(arcs: &[f32], len: usize) -> Vec<usize> {
    let heads = best_tree(arcs, len);
    if !has_crossing(&heads) {
        return heads;
    }
    let plain = best_projective(arcs, len);
    let score = |heads: &[usize]| heads.iter().zip(arcs.chunks_exact(len + 1)).filter_map(|(&head, row)| row.get(head)).sum::<f32>();
    if score(&heads) - score(&plain) > MUCH_WORSE { heads } else { plain }
}

/// The name with the best score among those allowed, the first of equals.
fn best<T: Copy>(names: &[T], scores: &[f32], allowed: impl Fn(T) -> bool) -> Option<T> {
    let candidates = names.iter().zip(scores).filter(|(name, _)| allowed(**name));
    candidates.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_and_nothing_else_is_labelled_root() {
        let upos = [0.0, 1.0, 1.0, 0.0];
        let arcs = [9.0, 0.0, 0.0, 9.0, 9.5, 0.0];
        let deprels = [DepRel::Root, DepRel::Nsubj];
        let parses = decode((&upos, &[Upos::Noun, Upos::Verb]), &arcs, |_| vec![0.0, 5.0, 5.0, 0.0], &deprels);
        let expected = [(Upos::Verb, None, DepRel::Root), (Upos::Noun, Some(0), DepRel::Nsubj)];
        assert_eq!(parses.iter().map(|p| (p.upos, p.head, p.deprel)).collect::<Vec<_>>(), expected);
    }
}
