//! Words and marks as the English treebanks of Universal Dependencies cut them.

use super::abbreviations::{self, Kind};
use super::chars;
use super::words;
use crate::document::Span;

/// Adds the tokens of a block.
///
/// The characters that can be seen are taken out of each stretch between spaces first; a token's span runs from its first to its last such
/// character, and so holds the invisible ones in between.
pub(super) fn tokenize(text: &str, block: Span, tokens: &mut Vec<Span>) {
    let first = tokens.len();
    let mut visible = Vec::new();
    let mut rest = block.start;
    while let Some((start, end)) = next_chunk(text, rest, block.end) {
        visible.clear();
        visible
            .extend(Span::new(start, end).of(text).char_indices().filter(|&(_, c)| !chars::is_ignorable(c)).map(|(i, c)| (start + i, c)));
        let next = Span::new(end, block.end).of(text).chars().find(|&c| !chars::is_blank(c));
        let after_comma = tokens.last().filter(|_| tokens.len() > first).is_some_and(|last| last.of(text) == ",");
        let mut scanner = Scanner { text, chars: &visible, next, is_first: rest == block.start && next.is_some(), after_comma, tokens };
        scanner.scan(start, end);
        rest = end;
    }
}

/// The next stretch without spaces.
fn next_chunk(text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
    let piece = Span::new(from, end).of(text);
    let start = from + piece.find(|c| !chars::is_space(c))?;
    let length = Span::new(start, end).of(text).find(chars::is_space).unwrap_or(end - start);
    Some((start, start + length))
}

/// Cuts the visible characters of one stretch, from left to right.
struct Scanner<'a> {
    text: &'a str,
    chars: &'a [(usize, char)],
    /// The first visible character after the stretch.
    next: Option<char>,
    /// Whether the stretch begins the block.
    is_first: bool,
    /// Whether the token before the stretch is a comma.
    after_comma: bool,
    tokens: &'a mut Vec<Span>,
}

impl Scanner<'_> {
    fn scan(&mut self, start: usize, end: usize) {
        let addresses = if Span::new(start, end).of(self.text).contains(['@', '.', '/']) { words::address(self.chars) } else { None };
        let mut at = if self.is_first { words::item_mark(self.chars) } else { 0 };
        self.push(0, at);
        while at < self.chars.len() {
            let len = match addresses {
                Some((from, to)) if from == at => to - from,
                Some((from, _)) if at < from => self.token_len(at, from),
                _ => self.token_len(at, self.chars.len()),
            };
            self.push_word(at, at + len.max(1));
            at += len.max(1);
        }
    }

    /// The length of the token that begins at `at`, and ends before `end`.
    fn token_len(&self, at: usize, end: usize) -> usize {
        let chars = words::part(self.chars, at..end);
        let Some(&(_, c)) = chars.first() else { return 1 };
        let before = at.checked_sub(1).and_then(|i| self.chars.get(i)).map(|&(_, c)| c);
        if let Some(len) = words::emoticon(chars, before) {
            len
        } else if c.is_ascii_digit() {
            words::number(chars, before)
        } else if chars::is_word(c) {
            self.word_len(at, end)
        } else if chars::is_apostrophe(c) {
            words::apostrophe(chars, before)
        } else {
            words::mark(chars, before)
        }
    }

    fn word_len(&self, at: usize, end: usize) -> usize {
        let len = words::word(words::part(self.chars, at..end));
        let is_before_stop = self.char(at + len) == Some('.') && at + len < end;
        len + usize::from(is_before_stop && self.takes_stop(at, at + len))
    }

    /// Whether the full stop after a word belongs to it.
    fn takes_stop(&self, at: usize, end: usize) -> bool {
        const LONGEST: usize = 16;
        if end - at > LONGEST {
            return false;
        }
        let word: String = words::part(self.chars, at..end).iter().map(|&(_, c)| c).collect();
        // Two full stops are an ellipsis after a whole word.
        if self.char(end + 1) == Some('.') {
            return false;
        }
        let next = if end + 1 < self.chars.len() { self.char(end + 1) } else { self.next };
        match abbreviations::kind(&word) {
            Some(Kind::Title) => next.is_some_and(|c| c.is_uppercase() || c == '-'),
            Some(Kind::Numbered) => next.is_some_and(|c| c.is_numeric() || c == '#'),
            Some(Kind::Inner) => next.is_some(),
            Some(Kind::State) => self.after_comma && at == 0,
            Some(Kind::Free) => true,
            None => abbreviations::is_dotted(&word) || is_initial(&word, next) && !self.is_after_digit(at),
        }
    }

    fn is_after_digit(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.char(before)).is_some_and(char::is_numeric)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn push_word(&mut self, from: usize, to: usize) {
        let mut start = from;
        for cut in words::contraction(words::part(self.chars, from..to)) {
            self.push(start, from + cut);
            start = from + cut;
        }
        self.push(start, to);
    }

    fn push(&mut self, from: usize, to: usize) {
        if let Some((&(start, _), &(last, c))) = self.chars.get(from).zip(self.chars.get(to.wrapping_sub(1))).filter(|_| from < to) {
            self.tokens.push(Span::new(start, last + c.len_utf8()));
        }
    }
}

/// "J. Smith", but not "and I. She" or "plan B.".
fn is_initial(word: &str, next: Option<char>) -> bool {
    let mut letters = word.chars();
    let is_one = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_one && word != "I" && next.is_some_and(|c| c.is_uppercase() || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let found: Vec<_> = tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(found.join(" "), expected, "{text:?}");
    }

    #[test]
    fn tokens_are_those_of_the_treebanks() {
        let cases = [
            ("I don't, can't, cannot, won’t.", "I do n't , ca n't , can not , wo n’t ."),
            ("Turkey's, the boys' and O'Neill's", "Turkey 's , the boys ' and O'Neill 's"),
            ("We'll, they've, I'm, he'd", "We 'll , they 've , I 'm , he 'd"),
            ("gonna wanna", "gon na wan na"),
            ("Mr. Akar met Gen. Haftar.", "Mr. Akar met Gen. Haftar ."),
            ("the U.S. at 5 p.m. in Dec. 2020", "the U.S. at 5 p.m. in Dec. 2020"),
            ("a U.S.-based 30-year-old", "a U.S. - based 30 - year - old"),
            ("al-Mishri, anti-war, co-operate, e-mail", "al - Mishri , anti-war , co-operate , e-mail"),
            ("$5m, 5%, 10km, €3.5bn", "$ 5 m , 5 % , 10 km , € 3.5 bn"),
            ("1,000,000 in 1990-1995 or 1990–95", "1,000,000 in 1990 - 1995 or 1990 – 95"),
            ("the 1990s, 21st, 10:30am", "the 1990s , 21st , 10:30 am"),
            ("2020-12-26 and 12/26/2020, 555-1234", "2020-12-26 and 12/26/2020 , 555-1234"),
            ("“Yes,” (he said)...", "“ Yes , ” ( he said ) ..."),
            ("See https://a.org/b?c=d. Or www.a.org, al.org", "See https://a.org/b?c=d . Or www.a.org , al.org"),
            ("to a.b@c.org, @name and #tag", "to a.b@c.org , @name and #tag"),
            ("and/or AT&T", "and / or AT&T"),
            ("Well--no—yes", "Well -- no — yes"),
            ("What?! No!!!", "What ?! No !!!"),
            ("J. R. Smith and I. Now", "J. R. Smith and I . Now"),
            ("the end.The start", "the end . The start"),
            ("Springfield, Ill. is ill.", "Springfield , Ill. is ill ."),
            ("1. Go to (b)", "1. Go to ( b )"),
            ("(a) He got .5 or $.04 at 17H.", "(a) He got .5 or $ .04 at 17 H ."),
            ("No. 5? No.", "No. 5 ? No ."),
            ("fun :) 👩\u{200d}🚀🎉", "fun :) 👩\u{200d}🚀🎉"),
            ("so\u{ad}lar \u{200b}\u{feff}x\u{0}y", "so\u{ad}lar x y"),
            ("„Zoe\u{308}“ «oui» 10\u{a0}km", "„ Zoe\u{308} “ « oui » 10 km"),
            ("الرباط، المغرب", "الرباط ، المغرب"),
        ];
        for (text, expected) in cases {
            check(text, expected);
        }
    }

    #[test]
    fn long_input_takes_linear_time() {
        for text in [
            "a ".repeat(100_000),
            "a".repeat(100_000),
            ".".repeat(100_000),
            "a.".repeat(50_000),
            "1-".repeat(50_000),
            "'".repeat(100_000),
            "@/".repeat(50_000),
        ] {
            let mut tokens = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &mut tokens);
            assert!(!tokens.is_empty());
        }
    }
}
