//! Tag scores of a sentence -> spans: the most probable legal sequence, and how probable each of its spans is.

use std::ops::Range;

/// Number of tags: O, and B and I of each [`SpanTag`].
pub(crate) const TAGS: usize = 11;
/// The least log probability that a score can have, so that no sum is infinite.
const FLOOR: f64 = -60.0;
/// What it costs, in log probability, that a name begins right behind another of its kind.
const SAME: f64 = 3.0;
/// The same behind a name of another kind.
const OTHER: f64 = 0.5;

/// A name or a date as a recogniser tags it, by the tokens of its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct TagSpan {
    /// Its tokens, counted from the start of the sentence.
    pub tokens: Range<usize>,
    /// What it is.
    pub tag: SpanTag,
    /// The probability, between 0 and 1, of exactly this span with this tag.
    pub confidence: f32,
}

impl TagSpan {
    /// The same span in a sentence of which it knows only a part, which begins at this token.
    pub(crate) fn moved_by(self, tokens: usize) -> Self {
        Self { tokens: self.tokens.start + tokens..self.tokens.end + tokens, ..self }
    }
}

/// What recognisers tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanTag {
    /// A person.
    Person,
    /// A company, body of government, party, armed group, team, agency, international body.
    Organization,
    /// A country, region, city, facility, sea.
    Place,
    /// A nationality or group of people, an event, a work, a product.
    Misc,
    /// A date or a time.
    Date,
}

impl SpanTag {
    /// In the order of the model's tags.
    pub(crate) const ALL: [Self; 5] = [Self::Person, Self::Organization, Self::Place, Self::Misc, Self::Date];

    /// The name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Place => "PLACE",
            Self::Misc => "MISC",
            Self::Date => "DATE",
        }
    }

    /// The number of the tag that begins a span of this kind.
    pub(crate) fn begin(self) -> usize {
        self.inside() - 1
    }

    /// The number of the tag that goes on with a span of this kind.
    pub(crate) fn inside(self) -> usize {
        2 * (self as usize) + 2
    }
}

/// The spans of the most probable legal sequence of tags (an I follows a B or I of its kind). `log_p` holds a row of 11 log probabilities for each of
/// the `words`; rows that are missing end the sentence, and a score that is not a finite number counts as very small. `temperature` divides the log
/// probabilities before confidences are taken from them (Guo et al. 2017): over 1, a model that is too sure of itself is less so. It moves no span.
pub(crate) fn decode(log_p: &[f32], words: &[&str], temperature: f32) -> Vec<TagSpan> {
    let rows: Vec<Row> =
        log_p.chunks_exact(TAGS).take(words.len()).enumerate().map(|(i, scores)| Row::new(scores, is_handle(words, i))).collect();
    let tempered: Vec<Row> = rows.iter().map(|row| row.tempered(f64::from(temperature))).collect();
    let lattice = Lattice::new(&tempered);
    spans_of(&viterbi(&rows)).into_iter().map(|(tokens, tag)| TagSpan { confidence: lattice.span(&tokens, tag), tokens, tag }).collect()
}

type Scores = [f64; TAGS];

/// What is known of one word.
struct Row {
    scores: Scores,
    is_handle: bool,
}

impl Row {
    fn new(scores: &[f32], is_handle: bool) -> Self {
        let scores = std::array::from_fn(|tag| match f64::from(scores[tag]) {
            score if score.is_nan() => FLOOR,
            score => score.clamp(FLOOR, 0.0),
        });
        Self { scores, is_handle }
    }

    fn tempered(&self, temperature: f64) -> Self {
        Self { scores: self.scores.map(|score| score / temperature), ..*self }
    }

    /// The score of `tag` for this word behind a word tagged `before`, or `None` where that is not legal; nothing (the start of the sentence) is as good
    /// as O.
    fn after(&self, before: usize, tag: usize) -> Option<f64> {
        let continues = tag != 0 && tag.is_multiple_of(2);
        if continues {
            return (before == tag || before + 1 == tag).then_some(self.scores[tag]);
        }
        let cost = if self.is_handle { 0.0 } else { cost_of_neighbours(before, tag) };
        Some(self.scores[tag] - cost)
    }
}

/// Whether a word is of a handle, which is a name of its own: "@nasa", "@ nasa".
fn is_handle(words: &[&str], i: usize) -> bool {
    let is_marked = |word: Option<&&str>| word.is_some_and(|word| word.starts_with(['@', '#']));
    is_marked(words.get(i)) || is_marked(i.checked_sub(1).and_then(|before| words.get(before)))
}

/// Tags are scored word by word, so a doubtful word in the middle of a name would begin another. None of the 25,000 persons of the training sets of news
/// and Wikipedia stands right behind another (the model card names the sets), and of other names few do but for nationalities and dates.
fn cost_of_neighbours(before: usize, tag: usize) -> f64 {
    let kind = |tag: usize| tag.div_ceil(2);
    let is_name = |tag: usize| tag != 0 && kind(tag) != kind(SpanTag::Date.begin());
    match (is_name(before) && is_name(tag), kind(before) == kind(tag)) {
        (true, true) => SAME,
        (true, false) => OTHER,
        (false, _) => 0.0,
    }
}

fn viterbi(rows: &[Row]) -> Vec<usize> {
    let mut best = vec![FLOOR * 1e9; TAGS];
    best[0] = 0.0;
    let mut back = Vec::with_capacity(rows.len());
    for row in rows {
        let from: [(usize, f64); TAGS] = std::array::from_fn(|tag| best_before(&best, row, tag));
        best = from.iter().map(|(_, score)| *score).collect();
        back.push(from.map(|(tag, _)| tag));
    }
    let mut tag = (0..TAGS).fold(0, |a, b| if best[b] > best[a] { b } else { a });
    let mut path = Vec::with_capacity(rows.len());
    for from in back.iter().rev() {
        path.push(tag);
        tag = from[tag];
    }
    path.reverse();
    path
}

/// The tag before `tag` on the best way to it, and the score of that way.
fn best_before(best: &[f64], row: &Row, tag: usize) -> (usize, f64) {
    let way = |before: usize| row.after(before, tag).map(|score| (before, best[before] + score));
    // On a tie a span goes on rather than being cut.
    let own = way(tag).unwrap_or((tag, f64::NEG_INFINITY));
    (0..TAGS).filter_map(way).fold(own, |a, b| if b.1 > a.1 { b } else { a })
}

fn spans_of(path: &[usize]) -> Vec<(Range<usize>, SpanTag)> {
    let mut spans: Vec<(Range<usize>, SpanTag)> = Vec::new();
    for (i, &tag) in path.iter().enumerate().filter(|(_, tag)| **tag != 0) {
        match spans.last_mut() {
            Some((tokens, _)) if tag % 2 == 0 && tokens.end == i => tokens.end = i + 1,
            _ => spans.push((i..i + 1, SpanTag::ALL[(tag - 1) / 2])),
        }
    }
    spans
}

/// The sums over all legal sequences: up to each word and from each word on.
struct Lattice<'r> {
    rows: &'r [Row],
    /// The log of the sum over all ways to a word with a tag, its own score among them.
    forward: Vec<Scores>,
    /// The log of the sum over what follows a word, given its tag.
    backward: Vec<Scores>,
    total: f64,
}

impl<'r> Lattice<'r> {
    fn new(rows: &'r [Row]) -> Self {
        let mut forward = Vec::with_capacity(rows.len());
        let mut sums = START;
        for row in rows {
            sums = std::array::from_fn(|tag| begun(&sums, row, tag));
            forward.push(sums);
        }
        let mut backward = vec![[0.0; TAGS]; rows.len()];
        for i in (1..rows.len()).rev() {
            let (row, after) = (&rows[i], backward[i]);
            backward[i - 1] = std::array::from_fn(|tag| log_sum((0..TAGS).filter_map(|next| Some(row.after(tag, next)? + after[next]))));
        }
        Self { rows, forward, backward, total: log_sum(sums.into_iter()) }
    }

    fn span(&self, tokens: &Range<usize>, tag: SpanTag) -> f32 {
        let (begin, inside) = (tag.begin(), tag.inside());
        let inner = self.rows[tokens.start + 1..tokens.end].iter().map(|row| row.scores[inside]).sum::<f64>();
        let last = if tokens.len() == 1 { begin } else { inside };
        let log_p = self.forward[tokens.start][begin] + inner + self.ending(tokens.end, last, inside) - self.total;
        log_p.exp().clamp(0.0, 1.0) as f32
    }

    /// The log of the sum over what follows a span whose last word, before `end`, is tagged `last`: anything but the tag that would make it longer.
    fn ending(&self, end: usize, last: usize, inside: usize) -> f64 {
        let Some(row) = self.rows.get(end) else { return 0.0 };
        let others = (0..TAGS).filter(|&tag| tag != inside);
        log_sum(others.filter_map(|tag| Some(row.after(last, tag)? + self.backward[end][tag])))
    }
}

/// The start of a sentence: as if an O stood before it.
const START: Scores = {
    let mut start = [f64::NEG_INFINITY; TAGS];
    start[0] = 0.0;
    start
};

fn begun(sums: &Scores, row: &Row, tag: usize) -> f64 {
    log_sum((0..TAGS).filter_map(|before| Some(sums[before] + row.after(before, tag)?)))
}

fn log_sum(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let max = values.clone().fold(f64::NEG_INFINITY, f64::max);
    if max.is_infinite() { max } else { max + values.map(|value| (value - max).exp()).sum::<f64>().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows in which each listed tag has the given probability and the others share the rest.
    fn rows(probable: &[(usize, f32)]) -> Vec<f32> {
        let row = |&(tag, p): &(usize, f32)| (0..TAGS).map(move |t| if t == tag { p.ln() } else { ((1.0 - p) / 10.0).ln() });
        probable.iter().flat_map(row).collect()
    }

    fn found(probable: &[(usize, f32)]) -> Vec<(Range<usize>, SpanTag)> {
        decode(&rows(probable), &vec!["x"; probable.len()], 1.0).into_iter().map(|span| (span.tokens, span.tag)).collect()
    }

    #[test]
    fn tags_become_spans() {
        use SpanTag::{Date, Organization, Person, Place};
        assert_eq!(found(&[(1, 0.9), (2, 0.9), (0, 0.9)]), [(0..2, Person)]);
        assert_eq!(found(&[(1, 0.999), (1, 0.999)]), [(0..1, Person), (1..2, Person)]);
        assert_eq!(found(&[(1, 0.9), (1, 0.4), (2, 0.9)]), [(0..3, Person)], "a person is seldom right behind another");
        assert_eq!(found(&[(1, 0.9), (5, 0.9)]), [(0..1, Person), (1..2, Place)]);
        assert_eq!(found(&[(0, 0.9), (9, 0.9), (10, 0.9)]), [(1..3, Date)]);
        assert_eq!(found(&[(3, 0.9), (5, 0.3), (4, 0.9)]), [(0..3, Organization)], "one doubtful tag must not break a name");
        assert_eq!(found(&[(0, 0.9), (2, 0.4), (0, 0.9)]), [], "an I alone is not legal");
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn handles_are_names_of_their_own() {
        let scores = rows(&[(1, 0.9), (0, 0.9), (1, 0.6), (1, 0.6)]);
        let of = |words: [&str; 4]| decode(&scores, &words, 1.0).len();
        assert_eq!(of(["Ann", "and", "Bob", "Cole"]), 2);
        assert_eq!(of(["@ann", "and", "@bob", "@cole"]), 3);
    }

    #[test]
    fn confidence_is_a_probability() {
        let one = decode(&rows(&[(0, 0.9), (1, 0.8), (0, 0.9)]), &["x"; 3], 1.0);
        assert!((0.6..0.95).contains(&one[0].confidence), "{one:?}");
        let cooled = decode(&rows(&[(0, 0.9), (1, 0.8), (0, 0.9)]), &["x"; 3], 2.0);
        assert_eq!(cooled[0].tokens, one[0].tokens);
        assert!(cooled[0].confidence < one[0].confidence - 0.1, "{cooled:?}");
        let sure = decode(&rows(&[(1, 0.999), (2, 0.999)]), &["x"; 2], 1.0);
        assert!(sure[0].confidence > 0.98, "{sure:?}");
    }

    #[test]
    fn odd_scores_do_no_harm() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, 1e30] {
            let spans = decode(&[odd; 3 * TAGS], &["x"; 3], 1.0);
            assert!(spans.iter().all(|span| span.tokens.end <= 3 && span.confidence.is_finite()));
        }
        assert_eq!(decode(&[0.0; 5], &["x"; 7], 1.0), [], "rows that are missing");
        assert_eq!(decode(&rows(&vec![(1, 0.999); 50_000]), &vec!["x"; 50_000], 1.0).len(), 50_000);
    }
}
