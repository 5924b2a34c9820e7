//! entities
use std::ops::Range;

use crate::document::{Annotations, Mention, TokenId};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TagSpan {
    pub(crate) tokens: Range<usize>,
    pub(crate) tag: SpanTag,
    pub(crate) confidence: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpanTag {
    Person,
    Organization,
    Place,
    Misc,
    Date,
}

impl SpanTag {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Place => "PLACE",
            Self::Misc => "MISC",
            Self::Date => "DATE",
        }
    }
}

const ALL: [SpanTag; 5] = [SpanTag::Person, SpanTag::Organization, SpanTag::Place, SpanTag::Misc, SpanTag::Date];

pub(crate) fn decode(log_p: &[f32], _len: usize) -> Vec<TagSpan> {
    let mut out: Vec<TagSpan> = Vec::new();
    for (i, row) in log_p.chunks(11).enumerate() {
        let best = (0..11).fold(0, |b, j| if row[j] > row[b] { j } else { b });
        if best == 0 {
            continue;
        }
        let tag = ALL[(best - 1) / 2];
        match out.last_mut() {
            Some(last) if best % 2 == 0 && last.tokens.end == i && last.tag == tag => last.tokens.end = i + 1,
            _ => out.push(TagSpan { tokens: i..i + 1, tag, confidence: row[best].exp() }),
        }
    }
    out
}

pub(crate) fn mentions(annotations: &Annotations, spans: &[Vec<TagSpan>]) -> (Vec<Mention>, Vec<Range<TokenId>>) {
    use crate::document::Id;
    let mut dates = Vec::new();
    for (sentence, spans) in annotations.sentences.iter().zip(spans) {
        let first = sentence.tokens.start.index();
        dates.extend(spans.iter().filter(|s| s.tag == SpanTag::Date).map(|s| TokenId::range(first + s.tokens.start..first + s.tokens.end)));
    }
    (Vec::new(), dates)
}

pub(crate) fn link(_annotations: &mut Annotations) {}
