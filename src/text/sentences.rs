//! Where sentences end among the tokens of a block.

use std::ops::Range;

use super::abbreviations::{self, Kind};
use super::{chars, opening};
use crate::document::Span;

/// Ranges of tokens, one for each sentence; together they are all tokens.
pub(super) fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let words = Words { text, tokens };
    let mut sentences = Vec::new();
    let opening = opening::length(|at| words.word(at), |at| !words.is_attached(at) && !words.is_attached(at + 1));
    if opening > 0 {
        sentences.push(0..opening);
    }
    let mut start = opening;
    let mut at = opening;
    while at < tokens.len() {
        // What follows is looked at only after a full stop, once for each: so the time stays linear.
        let next = if words.word(at).ends_with(chars::is_stop) { words.after_closers(at) } else { at + 1 };
        if words.ends_sentence(at, next) {
            sentences.push(start..next);
            start = next;
            at = next;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a [Span],
}

/// More closing marks than this do not follow a full stop; the bound keeps the time linear.
const MOST_CLOSERS: usize = 4;

impl<'a> Words<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |span| span.of(self.text))
    }

    /// Whether nothing stands between the token and the one before it.
    fn is_attached(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(at)).is_some_and(|(before, this)| before.end == this.start)
    }

    /// The token after the quotes and brackets that close behind `at`.
    fn after_closers(&self, at: usize) -> usize {
        let closers = (at + 1..self.tokens.len()).take(MOST_CLOSERS).take_while(|&i| self.is_closer(i)).count();
        self.after_notes(at + 1 + closers)
    }

    /// The token after the numbers of notes, "[17] [18]", which belong to the sentence before them.
    fn after_notes(&self, mut at: usize) -> usize {
        let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        while self.word(at) == "[" && is_number(self.word(at + 1)) && self.word(at + 2) == "]" {
            at += 3;
        }
        at
    }

    fn is_closer(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_mark = !word.is_empty() && word.chars().all(chars::is_closer);
        let is_opening = matches!(word, "“" | "‘") && !self.is_last_or_spaced(at);
        is_mark
            && !is_opening
            && (self.is_attached(at) || matches!(word, "”" | "»" | ")" | "]" | "“") || self.is_last_or_spaced(at) && !self.opens(at))
    }

    /// A straight quote with a space before it and a word right after it opens.
    fn opens(&self, at: usize) -> bool {
        !self.is_attached(at) && self.is_attached(at + 1)
    }

    fn is_last_or_spaced(&self, at: usize) -> bool {
        !self.is_attached(at + 1)
    }

    fn ends_sentence(&self, at: usize, next: usize) -> bool {
        let word = self.word(at);
        let Some(last) = word.chars().next_back().filter(|&c| chars::is_stop(c)) else { return false };
        if next >= self.tokens.len() {
            return true;
        }
        if word.chars().all(chars::is_stop) {
            self.stop_ends(word, at, next)
        } else {
            last == '.' && self.abbreviation_ends(word, at, next)
        }
    }

    fn stop_ends(&self, stop: &str, at: usize, next: usize) -> bool {
        // "[Yahoo!] said", "3 .5", "end . of" are not ends; a small letter goes on.
        let follower = self.word(self.first_word(next));
        let is_small = follower.starts_with(char::is_lowercase);
        if is_small || is_continuing_mark(self.word(next)) {
            return false;
        }
        let is_quoted = next > at + 1;
        !(is_quoted && stop != "." && self.names_speaker(next))
    }

    /// The first token from `at` on that is more than an opening mark.
    fn first_word(&self, at: usize) -> usize {
        let opening = |word: &str| word.chars().all(|c| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '‚' | '(' | '['));
        at + (at..self.tokens.len()).take(MOST_CLOSERS).take_while(|&i| opening(self.word(i))).count()
    }

    /// `"Why?" Mr. Smith asked.`
    fn names_speaker(&self, at: usize) -> bool {
        const FARTHEST: usize = 5;
        (at..self.tokens.len())
            .take(FARTHEST)
            .take_while(|&i| !self.word(i).starts_with([',', '.', '?', '!']))
            .any(|i| SPEECH.contains(&self.word(i)))
    }

    fn abbreviation_ends(&self, word: &str, at: usize, next: usize) -> bool {
        let bare = word.trim_end_matches('.');
        let follower = self.word(self.first_word(next));
        let may_end = match abbreviations::kind(bare) {
            Some(Kind::Free | Kind::State) => true,
            Some(Kind::Title | Kind::Numbered | Kind::Inner) => false,
            None => abbreviations::is_dotted(bare) && !matches!(bare, "e.g" | "i.e" | "E.g" | "I.e") || self.is_plain_letter(at),
        };
        may_end && (STARTERS.contains(&follower) || next > at + 1 && follower.starts_with(char::is_uppercase))
    }

    /// A single letter that is no initial of a name: "vitamin C. The".
    fn is_plain_letter(&self, at: usize) -> bool {
        let is_letter = self.word(at).len() == 2 && self.word(at).starts_with(char::is_alphabetic);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        is_letter && !before.starts_with(char::is_uppercase)
    }
}

fn is_continuing_mark(word: &str) -> bool {
    word.starts_with([',', ';', ':', '?', '!', '.', '%', '…'])
}

const SPEECH: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "replied",
    "shouted",
    "cried",
    "wrote",
    "tweeted",
    "exclaimed",
    "answered",
    "chanted",
    "explained",
    "continued",
    "recalled",
    "wondered",
    "declared",
    "joked",
    "warned",
    "yelled",
    "screamed",
    "insisted",
    "quipped",
];

/// Words that begin a sentence far more often than they stand with a capital inside one.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "He",
    "She",
    "It",
    "They",
    "We",
    "You",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "Or",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "As",
    "For",
    "From",
    "With",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "Your",
    "There",
    "Here",
    "What",
    "Who",
    "Where",
    "Why",
    "How",
    "No",
    "Not",
    "Some",
    "Many",
    "Most",
    "All",
    "Both",
    "Each",
    "Since",
    "Although",
    "However",
    "Meanwhile",
    "According",
    "By",
    "To",
    "Under",
    "So",
    "Then",
    "Now",
    "Also",
    "During",
    "Until",
    "Despite",
    "Because",
    "Yet",
    "Even",
    "Once",
    "Over",
    "Last",
    "Earlier",
    "Later",
    "Today",
    "Yesterday",
    "Is",
    "Are",
    "Was",
    "Do",
    "Does",
    "Did",
    "Can",
    "Will",
    "Please",
    "Thanks",
    "Nobody",
    "Everyone",
    "Another",
    "Other",
    "Others",
    "Several",
    "Instead",
    "Still",
    "Such",
    "Though",
    "Only",
    "Officials",
    "Police",
    "People",
];

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn check(text: &str) {
        // The cases mark the ends with "|".
        let plain = text.replace('|', "");
        let mut spans = Vec::new();
        tokens::tokenize(&plain, Span::new(0, plain.len()), &mut spans);
        let found: Vec<_> =
            split(&plain, &spans).into_iter().map(|range| &plain[spans[range.start].start..spans[range.end - 1].end]).collect();
        let expected: Vec<_> = text.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_they_should() {
        for text in [
            "He left.| She stayed.",
            "Mr. Akar met Gen. Haftar on Jan. 5.| They talked.",
            "He lives in the U.S.| The U.S. President called.",
            "It rose 3.5 percent.| Then it fell.",
            "They met at 5 p.m. Monday.| It was late.",
            "“We agreed.| We will go.”| He left.",
            "\"Why?\" he asked.| \"Why not?\"| She left.",
            "“Stop!” Mr. Smith said.| He ran.",
            "Really?!| Yes...| No.",
            "J. R. Smith left.| (He came back.)| Fine.",
            "TRIPOLI, Dec 26 (Reuters) -| Talks went on.| They end today.",
            "Talks resume in Rabat",
            "He works for Acme Inc. in London.| He works for Acme Inc.| The firm is old.",
            "The two agreed.| \"It is done,\" he said.",
            "He died. [17] [18]| The war went on.",
            "1. Open the door.",
            "sit at the table “.| They left.",
        ] {
            check(text);
        }
    }
}
