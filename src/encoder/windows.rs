use std::ops::Range;

/// How many pieces are read together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Pieces that a window of several sentences holds at most, special pieces among them. With 0, each sentence has a window of its own.
    pub(crate) window: usize,
    /// Pieces that a sentence, read alone, holds at most, special pieces not counted. A longer one is read in parts.
    pub(crate) sentence: usize,
}

impl Limits {
    /// Those of the recipe, which trains on nothing longer.
    pub(crate) const TRAINED: Self = Self { window: 128, sentence: 250 };
}

/// A sentence, or a part of one that is too long to be read at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Which sentence, as it was given.
    pub(crate) sentence: usize,
    /// Which of its words.
    pub(crate) words: Range<usize>,
}

impl Segment {
    /// Its words, among the sentences that it is a part of.
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "segments are parts of the sentences that were given"))]
    pub(crate) fn of<'s, 'w>(&self, sentences: &'s [Vec<&'w str>]) -> &'s [&'w str] {
        &sentences[self.sentence][self.words.clone()]
    }
}

/// Segments that are read together: whole sentences in order, as many as fit. Sentences see their neighbours in the window and nothing else, and
/// windows follow from the document alone, so a document reads the same whatever it is batched with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) segments: Vec<Segment>,
}

/// Packs sentences, given as the pieces of their words, into windows.
pub(crate) fn pack<P>(sentences: &[Vec<Vec<P>>], limits: Limits) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut room = 0;
    for (sentence, words) in sentences.iter().enumerate() {
        for range in parts(words, limits.sentence) {
            let cost = 1 + words[range.clone()].iter().map(Vec::len).sum::<usize>();
            let segment = Segment { sentence, words: range };
            match windows.last_mut() {
                Some(window) if cost <= room => {
                    window.segments.push(segment);
                    room -= cost;
                }
                _ => {
                    windows.push(Window { segments: vec![segment] });
                    room = limits.window.saturating_sub(1 + cost);
                }
            }
        }
    }
    windows
}

/// The words of a sentence in runs of at most so many pieces.
fn parts<P>(words: &[Vec<P>], longest: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (i, word) in words.iter().enumerate() {
        if size + word.len() > longest {
            out.push(start..i);
            (start, size) = (i, 0);
        }
        size += word.len();
    }
    if start < words.len() {
        out.push(start..words.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence of words with these numbers of pieces.
    fn sentence(pieces: &[usize]) -> Vec<Vec<()>> {
        pieces.iter().map(|&n| vec![(); n]).collect()
    }

    #[test]
    fn sentences_share_a_window_while_they_fit() {
        for (window, expected) in [(128, vec![vec![0, 1], vec![2]]), (0, vec![vec![0], vec![1], vec![2]])] {
            let windows = pack(&[sentence(&[60]), sentence(&[65]), sentence(&[65])], Limits { window, ..Limits::TRAINED });
            let sentences: Vec<Vec<usize>> = windows.iter().map(|w| w.segments.iter().map(|s| s.sentence).collect()).collect();
            assert_eq!(sentences, expected);
        }
    }

    #[test]
    fn every_word_is_in_one_window_that_the_encoder_can_read() {
        let long: Vec<usize> = (0..5_000).map(|i| 1 + i % 16).collect();
        let sentences = [sentence(&[]), sentence(&long), sentence(&[3, 2]), sentence(&[200])];
        let windows = pack(&sentences, Limits::TRAINED);
        let mut words = vec![0; sentences.len()];
        for window in &windows {
            let pieces: usize =
                window.segments.iter().map(|s| sentences[s.sentence][s.words.clone()].iter().map(Vec::len).sum::<usize>() + 1).sum();
            assert!(pieces < 256);
            for segment in &window.segments {
                assert_eq!(segment.words.start, words[segment.sentence]);
                words[segment.sentence] = segment.words.end;
            }
        }
        assert_eq!(words, [0, 5_000, 2, 1]);
    }
}
