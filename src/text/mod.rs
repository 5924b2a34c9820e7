//! A text becomes sentences and tokens, as spans of the text itself: nothing is copied, and what is left out is named in a diagnostic.
//!
//! The order is: lines and page furniture ([`cleaning`]), blocks of lines ([`blocks`]), tokens ([`tokens`]), sentences over tokens ([`sentences`]).

mod abbreviations;
mod blocks;
mod chars;
mod cleaning;
mod normalize;
mod opening;
mod sentences;
mod tokens;
mod words;

pub(crate) use normalize::normalized;

use crate::document::{Diagnostic, Id, Sentence, Span, Token, TokenId};

/// What [`segment`] found in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Segmented {
    /// Sentences in order; none is empty.
    pub(crate) sentences: Vec<Sentence>,
    /// Tokens in order, each in one sentence.
    pub(crate) tokens: Vec<Token>,
    /// What was skipped, in order.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Cuts a text into sentences and tokens. `title` helps to tell a repeated title from a sentence.
///
/// Each character that can be seen is in exactly one token or in a stretch that a diagnostic names as skipped.
pub(crate) fn segment(text: &str, title: Option<&str>) -> Segmented {
    let mut found = Segmented::default();
    let lines = cleaning::clean(text, title, &mut found.diagnostics);
    let mut spans = Vec::new();
    for block in blocks::blocks(text, &lines) {
        spans.clear();
        tokens::tokenize(text, block, &mut spans);
        add_sentences(text, &spans, &mut found);
    }
    found
}

/// No sentence has more tokens; a run that is longer (a table, a list of names, text without a full stop) is cut. Whatever later stages do within one
/// sentence, and however often an output repeats one, then costs no more than the length of the text times a constant.
const MOST_TOKENS: usize = 1_000;

fn add_sentences(text: &str, spans: &[Span], found: &mut Segmented) {
    for range in sentences::split(text, spans) {
        for sentence in spans.get(range).unwrap_or_default().chunks(MOST_TOKENS) {
            let Some((first, last)) = sentence.first().zip(sentence.last()) else { continue };
            let start = found.tokens.len();
            found.tokens.extend(sentence.iter().copied().map(Token::unparsed));
            found.sentences.push(Sentence { span: first.cover(*last), tokens: TokenId::range(start..found.tokens.len()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        segment(text, None).sentences.iter().map(|sentence| sentence.span.of(text)).collect()
    }

    fn check(text: &str) {
        let found = segment(text, None);
        let mut covered = vec![false; text.len()];
        let skipped = found.diagnostics.iter().filter_map(|diagnostic| diagnostic.span);
        for span in found.tokens.iter().map(|token| token.span).chain(skipped) {
            assert!(!span.is_empty() && text.get(span.start..span.end).is_some(), "{span:?}");
            for byte in &mut covered[span.start..span.end] {
                assert!(!std::mem::replace(byte, true), "{span:?} overlaps");
            }
        }
        assert!(found.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for (byte, c) in text.char_indices() {
            assert!(covered[byte] || chars::is_blank(c), "{c:?} at {byte} is lost");
        }
        assert_eq!(found.sentences.iter().map(Sentence::len).sum::<usize>(), found.tokens.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn nothing_is_lost(text in "\\PC*") {
            check(&text);
        }

        #[test]
        fn nothing_is_lost_of_what_looks_like_text(
            text in "([A-Za-z]{1,9}|[0-9]{1,4}|Mr|U\\.S|n't|read more|\\[ad_1\\]|www|https://|[.,:;!?'\"’“”()@#$%/&…–—-]|[\u{ad}\u{200b}\u{200d}\u{0}\u{301}🎉👩ש]|\n|\n\n| ){0,60}",
        ) {
            check(&text);
        }
    }

    #[test]
    fn a_web_article_loses_its_furniture_and_nothing_else() {
        let text = "Ministers meet in Rabat\n\n[ad_1]\n\nMinisters meet in Rabat\n\nThe two “agreed.”\n\nread more\n\nStorm hits the coast of\n\n\
            They left on Monday.\n\nSource: XYZ\n\n[ad_2]";
        assert_eq!(sentences(text), ["Ministers meet in Rabat", "The two “agreed.”", "They left on Monday."]);
        check(text);
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let found = segment(&"word ".repeat(2 * MOST_TOKENS + 1), None);
        assert_eq!(found.sentences.iter().map(Sentence::len).collect::<Vec<_>>(), [MOST_TOKENS, MOST_TOKENS, 1]);
    }

    #[test]
    fn nothing_is_nothing() {
        for text in ["", " \n\n\t", "\u{200b}\0\u{feff}"] {
            assert_eq!(segment(text, Some("title")), Segmented::default());
        }
    }
}
