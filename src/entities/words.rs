//! Words of names, made comparable: without case, accents and marks; and with the spellings of one sound folded together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word in lower case, without accents and without any mark: `Mishrī` is `mishri`, `U.S.` is `us`.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|&c| !is_combining_mark(c) && c.is_alphanumeric()) {
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The words of a name, folded. A hyphenated word is one word, "&" is "and".
pub(super) fn words(name: &str) -> Vec<String> {
    let written = name.split(char::is_whitespace).filter(|word| !matches!(*word, "'s" | "’s"));
    let folded = written.map(|word| if word == "&" { "and".to_owned() } else { fold(without_possessive(word)) });
    folded.filter(|word| !word.is_empty()).collect()
}

/// "People's" and "People" are one word of a name.
pub(super) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a name is written as an acronym: two to eight letters, all upper case, perhaps with points or a digit.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    (2..=8).contains(&letters)
        && name.chars().any(char::is_alphabetic)
        && name.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '-' | '&' | '/' | ' '))
}

/// Articles of Arabic that are written as a part of a name.
const ARTICLES: &[&str] = &["al", "el", "ul", "as", "ash", "ar", "an", "at", "ad", "az"];

/// A word of a name without the Arabic article before its hyphen: `al-Mishri` is `mishri`.
pub(super) fn without_article(word: &str) -> &str {
    let parts = word.split_once(['-', '‐', '‑', '–', '\'', '’']);
    parts
        .filter(|(article, rest)| ARTICLES.contains(&article.to_lowercase().as_str()) && rest.chars().count() > 2)
        .map_or(word, |(_, rest)| rest)
}

/// What remains of a folded word when the ways of writing one foreign sound with Latin letters are made one: doubled letters are single, vowels after
/// the first letter are dropped, `q` is `k`, `kh` is `h`, `y` is a vowel. `mishri` and `mashri` agree, `gaddafi` and `qaddafi` do, `bush` and `busch` do not.
pub(super) fn skeleton(word: &str) -> String {
    const SOUNDS: &[(&str, &str)] = &[
        ("sch", "S"),
        ("tch", "C"),
        ("shch", "S"),
        ("sh", "S"),
        ("ch", "C"),
        ("kh", "h"),
        ("gh", "k"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("zh", "j"),
        ("ck", "K"),
        ("ts", "z"),
        ("dj", "j"),
        ("q", "k"),
        ("g", "k"),
        ("w", "v"),
        ("ks", "x"),
    ];
    let mut out = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (length, sound) = match sound {
            // "sch" is German, "sh" English: two names, not two ways to write one.
            Some((letters @ "sch", _)) => (letters.len(), "Q"),
            Some((letters, sound)) => (letters.len(), *sound),
            None if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') => (1, if out.is_empty() { "a" } else { "" }),
            None => (c.len_utf8(), &rest[..c.len_utf8()]),
        };
        if !out.ends_with(sound) || sound.is_empty() {
            out.push_str(sound);
        }
        rest = &rest[length..];
    }
    out
}

/// Whether two folded words may be two spellings of one foreign name: the same skeleton, at least four letters, and no great difference in length.
pub(super) fn are_spellings(a: &str, b: &str) -> bool {
    a == b
        || (a.len().min(b.len()) >= 4 && plain(a) == plain(b))
        || (a.len().min(b.len()) >= 4 && with_plain_vowels(a) == with_plain_vowels(b))
        || (a.len().min(b.len()) >= 4 && a.len().abs_diff(b.len()) <= 2 && skeleton(a) == skeleton(b) && skeleton(a).len() >= 3)
}

/// A word without what spellings of one sound differ in: doubled letters, two letters for one vowel, an "h" behind the last.
fn plain(word: &str) -> String {
    let word = with_plain_vowels(word);
    let mut letters: Vec<char> = without_silent_h(&word).chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The "h" that some put behind a vowel at the end of Arabic names.
pub(super) fn without_silent_h(word: &str) -> &str {
    word.strip_suffix('h').filter(|rest| rest.ends_with(['a', 'e'])).unwrap_or(word)
}

/// Whether two spellings differ in one vowel at most: `mishri` and `mashri`, not `martin` and `morton`.
pub(super) fn are_close_spellings(a: &str, b: &str) -> bool {
    let (x, y) = (vowels(&with_plain_vowels(a)), vowels(&with_plain_vowels(b)));
    let differences = x.len().abs_diff(y.len()) + x.iter().zip(&y).filter(|(x, y)| x != y).count();
    are_spellings(a, b) && differences <= 1
}

/// The vowels of a word, those that are doubled once.
fn vowels(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().map(|c| if c == 'y' { 'i' } else { c }).collect();
    letters.dedup();
    letters.retain(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
    letters
}

/// A word with the vowels that English writes with two letters written with one, as others do: `nouri` is `nuri`.
fn with_plain_vowels(word: &str) -> String {
    ["oo", "ou"].iter().fold(word.replace("ee", "i"), |word, vowel| word.replace(vowel, "u"))
}

/// Whether two long folded words differ by one letter that is wrong, missing or too much, after the first.
pub(super) fn differ_by_a_slip(a: &str, b: &str) -> bool {
    const LONG: usize = 7;
    if a.len().min(b.len()) < LONG || a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = |word: &[char], skipped: usize| word.get(same + skipped..).unwrap_or_default().to_vec();
    let is_slip = rest(&a, 1) == rest(&b, 1) || rest(&a, 0) == rest(&b, 1) || rest(&a, 1) == rest(&b, 0);
    a != b && a.len().min(b.len()) >= LONG && same > 0 && is_slip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (word, folded) in
            [("U.S.", "us"), ("Mishrī", "mishri"), ("Łódź", "lodz"), ("O’Neill", "oneill"), ("—", ""), ("Straße", "strasse")]
        {
            assert_eq!(fold(word), folded);
        }
        assert_eq!(words("Johnson & Johnson"), ["johnson", "and", "johnson"]);
        assert_eq!(without_article("al-Mishri"), "Mishri");
        assert_eq!(without_article("Jean-Luc"), "Jean-Luc");
    }

    #[test]
    fn acronyms() {
        assert!(["GNA", "U.N.", "AT&T", "G20"].iter().all(|name| is_acronym(name)));
        assert!(["Gna", "A", "Libya", "IMF's", ""].iter().all(|name| !is_acronym(name)));
    }

    #[test]
    fn slips() {
        assert!(
            [("technology", "technlogy"), ("amarsaikhan", "amarsaikan"), ("michaels", "michaelz")]
                .iter()
                .all(|(a, b)| differ_by_a_slip(a, b))
        );
        assert!(
            [("hansen", "hanson"), ("johnson", "johnson"), ("petersen", "andersen"), ("williams", "wilson")]
                .iter()
                .all(|(a, b)| !differ_by_a_slip(a, b))
        );
    }

    #[test]
    fn spellings() {
        for (a, b) in
            [("mishri", "mashri"), ("gaddafi", "qaddafi"), ("zelensky", "zelenskyy"), ("hussein", "husain"), ("tymoshenko", "timoshenko")]
        {
            assert!(are_spellings(a, b), "{a} {b}: {} {}", skeleton(a), skeleton(b));
        }
        assert!(
            are_close_spellings("hussein", "husain") && are_close_spellings("mishri", "mashri") && !are_close_spellings("martin", "morton")
        );
        for (a, b) in [("bush", "busch"), ("lee", "lea"), ("smith", "schmidt"), ("brown", "braun"), ("merkel", "macron"), ("may", "mao")] {
            assert!(!are_spellings(a, b), "{a} {b}: {} {}", skeleton(a), skeleton(b));
        }
    }
}
