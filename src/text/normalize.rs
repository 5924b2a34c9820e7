use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::chars;

/// What the model reads for a token: plain quotes and hyphens, no invisible characters, composed letters.
pub(crate) fn normalized(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    if is_nfc(word) && !word.chars().any(changes) {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        push_plain(c, &mut plain);
    }
    Cow::Owned(plain.nfc().collect())
}

fn changes(c: char) -> bool {
    let mut plain = String::new();
    push_plain(c, &mut plain);
    let mut buffer = [0; 4];
    plain != *c.encode_utf8(&mut buffer)
}

/// An em dash stays: the treebanks that the model learned from have it.
fn push_plain(c: char, plain: &mut String) {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' | '＇' => plain.push('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '＂' => plain.push('"'),
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => plain.push('-'),
        '\u{2015}' => plain.push('—'),
        '…' => plain.push_str("..."),
        c if chars::is_space(c) => plain.push(' '),
        c if chars::is_ignorable(c) => {}
        c => plain.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_reads_plain_characters() {
        let cases = [
            ("don't", "don't"),
            ("n’t", "n't"),
            ("„", "\""),
            ("«", "\""),
            ("–", "-"),
            ("—", "—"),
            ("--", "--"),
            ("…", "..."),
            ("gov\u{ad}ern\u{200b}ment", "government"),
            ("Zoe\u{308}", "Zoë"),
            ("10\u{a0}000", "10 000"),
            ("\u{ad}", ""),
        ];
        for (word, expected) in cases {
            assert_eq!(normalized(word), expected, "{word:?}");
        }
    }

    #[test]
    fn what_is_plain_is_borrowed() {
        for word in ["", "Tripoli", "Zoë", "الرباط", "—", "🎉"] {
            assert!(matches!(normalized(word), Cow::Borrowed(_)), "{word:?}");
        }
    }
}
