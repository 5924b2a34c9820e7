//! The sorts of tokens: how long is the one that a stretch of characters begins with? Each function looks at no more than the token itself and a
//! few characters, so that a text is cut in linear time.

use std::slice::SliceIndex;

use super::chars;

/// Visible characters with their places.
pub(super) type Chars<'a> = &'a [(usize, char)];

fn at(chars: Chars, i: usize) -> Option<char> {
    chars.get(i).map(|&(_, c)| c)
}

/// Some of the characters; none where the stretch ends before.
pub(super) fn part(chars: Chars, range: impl SliceIndex<[(usize, char)], Output = [(usize, char)]>) -> Chars {
    chars.get(range).unwrap_or_default()
}

fn run(chars: Chars, from: usize, fits: impl Fn(char) -> bool) -> usize {
    part(chars, from..).iter().take_while(|&&(_, c)| fits(c)).count()
}

fn lower(chars: Chars) -> String {
    chars.iter().map(|&(_, c)| if chars::is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

/// Prefixes that stay joined to the word after the hyphen.
const PREFIXES: &[&str] = &[
    "anti", "arch", "auto", "bi", "bio", "co", "contra", "counter", "cross", "cyber", "de", "e", "ex", "extra", "hyper", "hypo", "infra",
    "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi", "neo", "neuro", "non", "over", "pan",
    "para", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "supra", "tele",
    "trans", "tri", "ultra", "un", "under", "uni", "vice",
];

/// A word of letters and digits, with what belongs inside it: apostrophes, the full stops of "U.S", the hyphen of "anti-war", the "&" of "AT&T".
pub(super) fn word(chars: Chars) -> usize {
    let mut len = run(chars, 0, chars::is_word);
    loop {
        let joined = match at(chars, len) {
            Some(c) if chars::is_apostrophe(c) => joined_letters(chars, len),
            Some('.') if is_dotted_so_far(chars, len) => usize::from(joined_letters(chars, len) == 1),
            Some('&') if is_capital(chars, len.wrapping_sub(1)) && is_capital(chars, len + 1) && len <= 3 => joined_letters(chars, len),
            Some(c) if chars::is_hyphen(c) && is_prefix(part(chars, ..len)) => joined_letters(chars, len),
            Some('$') if len <= 2 && is_capital(chars, 0) => return len + 1,
            _ => 0,
        };
        if joined == 0 {
            return len;
        }
        len += 1 + joined;
    }
}

/// How many letters follow the mark at `mark`.
fn joined_letters(chars: Chars, mark: usize) -> usize {
    if at(chars, mark + 1).is_some_and(chars::is_letter) { run(chars, mark + 1, chars::is_word) } else { 0 }
}

fn is_capital(chars: Chars, i: usize) -> bool {
    at(chars, i).is_some_and(char::is_uppercase)
}

/// Whether a letter before the full stop at `len` stands alone: "U.S", or "Ph.D".
fn is_dotted_so_far(chars: Chars, len: usize) -> bool {
    let before = len.checked_sub(2).and_then(|i| at(chars, i));
    let is_degree = len == 2
        && matches!((at(chars, 0), at(chars, 1), at(chars, 3)), (Some('P'), Some('h'), Some('D')) | (Some('E'), Some('d'), Some('D')));
    at(chars, len.wrapping_sub(1)).is_some_and(chars::is_letter) && before.is_none_or(|c| c == '.') || is_degree
}

fn is_prefix(word: Chars) -> bool {
    const LONGEST: usize = 7;
    word.len() <= LONGEST && PREFIXES.contains(&lower(word).as_str())
}

/// Units that are cut from the number before them.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "nm", "kg", "g", "mg", "lb", "lbs", "oz", "ft", "mi", "mph", "kph", "kmh", "am", "pm", "a", "p", "bn", "mn",
    "tn", "k", "b", "gb", "mb", "kb", "tb", "hz", "khz", "mhz", "ghz", "mw", "kw", "gw", "kwh", "mwh", "v", "ml", "l", "hrs", "hr", "h",
    "min", "mins", "sec", "secs", "ms", "yr", "yrs", "yo", "px", "ha", "c", "f", "mm²", "km²", "m²", "million", "billion", "trillion",
    "mbps", "gbps", "dpi", "ppm",
];

/// The longest number with hyphens. No more is looked at, so that a long chain of digits and hyphens takes linear time.
const LONGEST_NUMBER: usize = 24;

/// A number with the marks inside it ("1,000.5", "10:30", "12/26/2020"); a telephone number or a date with hyphens is one number, too.
pub(super) fn number(chars: Chars, before: Option<char>) -> usize {
    let plain = digit_groups(chars, |c| matches!(c, '.' | ',' | ':' | '/'));
    if at(chars, plain).is_some_and(chars::is_hyphen) && before.is_none_or(|c| !chars::is_word(c)) {
        let near = part(chars, ..chars.len().min(LONGEST_NUMBER + 2));
        let hyphened = digit_groups(near, chars::is_hyphen);
        if is_one_number(part(chars, ..hyphened)) {
            return hyphened;
        }
    }
    let letters = run(chars, plain, chars::is_word);
    let unit = part(chars, plain..plain + letters);
    let is_unit = letters <= 8 && UNITS.contains(&lower(unit).as_str());
    // "p" and "a" are units only in "5p.m.".
    let is_half_day = !matches!(lower(unit).as_str(), "a" | "p") || at(chars, plain + 1) == Some('.');
    if letters > 0 && is_unit && is_half_day { plain } else { plain + letters }
}

fn digit_groups(chars: Chars, joins: impl Fn(char) -> bool) -> usize {
    let mut len = run(chars, 0, |c| c.is_ascii_digit());
    while at(chars, len).is_some_and(&joins) {
        let digits = run(chars, len + 1, |c| c.is_ascii_digit());
        if digits == 0 {
            break;
        }
        len += 1 + digits;
    }
    len
}

/// "555-1234", "713-853-3989", "2020-12-26", but not the ranges "1990-1995" and "10-15".
fn is_one_number(chars: Chars) -> bool {
    if chars.len() > LONGEST_NUMBER {
        return false;
    }
    let lengths: Vec<_> = chars.split(|&(_, c)| chars::is_hyphen(c)).map(<[_]>::len).collect();
    lengths.len() > 2 || lengths == [3, 4] || lengths == [5, 4]
}

/// What an apostrophe begins: a clitic after a word, a shortened word, or nothing more than a quotation.
pub(super) fn apostrophe(chars: Chars, before: Option<char>) -> usize {
    const SHORTENED: &[&str] = &["em", "cause", "til", "till", "bout", "n", "round", "tis", "twas"];
    const CLITICS: &[&str] = &["s", "m", "d", "ll", "re", "ve"];
    if at(chars, 1).is_some_and(chars::is_apostrophe) && at(chars, 2).is_none_or(|c| !chars::is_apostrophe(c)) {
        return 2;
    }
    let letters = run(chars, 1, chars::is_word);
    if letters == 0 || letters > 5 {
        return 1;
    }
    let word = lower(part(chars, 1..=letters));
    let is_decade = letters >= 2 && at(chars, 1).is_some_and(|c| c.is_ascii_digit()) && (letters == 2 || word.ends_with('s'));
    let is_clitic = before.is_some_and(|c| !c.is_whitespace()) && CLITICS.contains(&word.as_str());
    let is_whole = is_clitic || before.is_none() && (is_decade || SHORTENED.contains(&word.as_str()));
    if is_whole { 1 + letters } else { 1 }
}

/// A mark, or a run of the same mark; also "@name" and "#tag".
pub(super) fn mark(chars: Chars, before: Option<char>) -> usize {
    let Some(first) = at(chars, 0) else { return 1 };
    match first {
        '@' | '#' if before.is_none_or(|c| !chars::is_word(c)) && at(chars, 1).is_some_and(chars::is_letter) => {
            1 + run(chars, 1, chars::is_word)
        }
        '.' if at(chars, 1).is_some_and(|c| c.is_ascii_digit()) && before.is_none_or(|c| c == '$') => {
            1 + number(part(chars, 1..), Some('.'))
        }
        '.' | '-' | '*' | '=' | '~' | '+' | '_' | '<' | '>' | '`' | '#' | '–' | '—' | '…' => run(chars, 0, |c| c == first),
        '!' | '?' => run(chars, 0, |c| matches!(c, '!' | '?')),
        c if chars::is_emoji(c) => run(chars, 0, chars::is_emoji),
        _ => 1,
    }
}

const EMOTICONS: &[&str] = &[
    ":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":-P", ":p", ":/", ":-/", ":o", ":O", "=)", "=(", "=D", "<3", "XD", ":'(",
    "^_^", ":))", ":]", ":|", "^^", ";D", "(:", ":-O", "=P",
];

/// The length of the mark of a list item that is all of the stretch: "1.", "2)", "(a)".
pub(super) fn item_mark(chars: Chars) -> usize {
    const LONGEST: usize = 4;
    if chars.len() > LONGEST {
        return 0;
    }
    let mark: String = chars.iter().map(|&(_, c)| c).collect();
    let inner = mark.strip_prefix('(').unwrap_or(&mark);
    let Some(name) = inner.strip_suffix(')').or_else(|| mark.strip_suffix('.')) else { return 0 };
    let is_number = !name.is_empty() && name.len() <= 2 && name.bytes().all(|b| b.is_ascii_digit());
    let is_letter = name.len() == 1 && name.bytes().all(|b| b.is_ascii_alphabetic()) && mark.ends_with(')');
    if is_number || is_letter { chars.len() } else { 0 }
}

/// An emoticon that ends the stretch.
pub(super) fn emoticon(chars: Chars, before: Option<char>) -> Option<usize> {
    const LONGEST: usize = 3;
    if chars.len() > LONGEST || before.is_some_and(char::is_numeric) {
        return None;
    }
    let rest: String = chars.iter().map(|&(_, c)| c).collect();
    EMOTICONS.contains(&rest.as_str()).then_some(chars.len())
}

/// The ends of top-level names by which an address without "www" is known.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "edu", "gov", "info", "io", "co", "uk", "de", "fr", "ru", "ly", "eu", "tv", "us", "ca", "au", "in", "biz", "me",
    "int", "mil",
];
/// Ends of file names.
const FILE_TYPES: &[&str] = &[
    "doc", "docx", "xls", "xlsx", "pdf", "txt", "html", "htm", "jpg", "jpeg", "png", "gif", "zip", "exe", "ppt", "csv", "mp3", "mp4",
    "php", "asp",
];

/// Where a stretch holds a web address, an e-mail address or the name of a file: from its first to past its last character.
pub(super) fn address(chars: Chars) -> Option<(usize, usize)> {
    let from = run(chars, 0, |c| !c.is_alphanumeric() && c != '/');
    let to = chars.len() - chars.iter().rev().take_while(|&&(_, c)| is_after_address(c)).count();
    let inner = chars.get(from..to)?;
    let text: String = inner.iter().map(|&(_, c)| c.to_ascii_lowercase()).collect();
    (is_url(&text) || is_email(&text) || is_host(&text)).then_some((from, to))
}

fn is_after_address(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '/' | '=' | '&' | '#' | '_' | '-')
}

fn is_url(text: &str) -> bool {
    const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "www."];
    SCHEMES.iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        !name.is_empty() && !host.is_empty() && name.chars().all(fits) && host.chars().all(fits)
    })
}

/// "example.org", "example.co.uk/path", "report.pdf".
fn is_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '#');
    let is_known = TOP_LEVEL.contains(&end) || FILE_TYPES.contains(&end) && host.len() == text.len();
    is_known && name.rsplit('.').all(|part| part.len() > 1) && name.chars().all(fits)
}

/// Words that are two words written as one, with the length of the first.
const JOINED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("lemme", 3),
    ("gimme", 3),
    ("dunno", 2),
    ("outta", 3),
    ("'tis", 2),
    ("'twas", 2),
    ("dont", 2),
    ("doesnt", 4),
    ("didnt", 3),
    ("isnt", 2),
    ("wasnt", 3),
    ("wouldnt", 5),
    ("couldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
    ("hasnt", 3),
    ("arent", 3),
    ("cant", 2),
    ("ive", 1),
];

/// Where a word is to be cut: "do|n't", "Turkey|'s", "can|not", "could|n't|'ve".
pub(super) fn contraction(word: Chars) -> Vec<usize> {
    const LONGEST_TAIL: usize = 3;
    let mut cuts = Vec::new();
    if at(word, 1).is_none() || !at(word, word.len() - 1).is_some_and(chars::is_letter) {
        return cuts;
    }
    if word.len() <= 8 {
        let whole = lower(word);
        if let Some(&(_, cut)) = JOINED.iter().find(|(joined, _)| *joined == whole) {
            return vec![cut];
        }
    }
    let mut end = word.len();
    while end > 2 {
        let tail = lower(part(word, end.saturating_sub(LONGEST_TAIL)..end));
        let Some(len) = clitic(&tail).filter(|&len| len < end) else { break };
        end -= len;
        cuts.insert(0, end);
        if cuts.len() == 2 {
            break;
        }
    }
    cuts
}

/// The length of the clitic that the last three letters of a word hold.
fn clitic(tail: &str) -> Option<usize> {
    const CLITICS: &[(&str, usize)] = &[("n't", 3), ("'ll", 3), ("'re", 3), ("'ve", 3), ("'s", 2), ("'m", 2), ("'d", 2)];
    CLITICS.iter().find(|(clitic, _)| tail.ends_with(clitic)).map(|&(_, len)| len)
}
