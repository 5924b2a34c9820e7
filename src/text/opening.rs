//! What opens an article before its first sentence: place, day and agency, up to a dash. "TRIPOLI, Libya (AP) —" is no part of what the sentence says.

/// An opening has at most so many tokens before its dash.
const LONGEST: usize = 16;
/// A place in capitals that no agency follows has at least so many letters: shorter words in capitals are bodies ("NATO - the alliance"), but for some cities.
const CITY: usize = 5;
/// Cities of four letters and fewer that news are sent from.
const SHORT_CITIES: &[&str] = &[
    "ADEN", "AGRA", "APIA", "BAKU", "BARI", "BERN", "BONN", "CALI", "CEBU", "DILI", "DOHA", "GAZA", "GOMA", "GRAZ", "HOMS", "HULL", "JOS",
    "JUBA", "KANO", "KIEV", "KYIV", "LIMA", "LOME", "LVIV", "LYON", "MALE", "NICE", "NUUK", "ORAN", "OSLO", "PERM", "PUNE", "QOM", "RIGA",
    "ROME", "SUVA", "TAIZ", "UFA",
];
/// A day between place and text has at most so many tokens: "26 July 2022:".
const DAY: usize = 6;

/// How many of the first tokens of a block are such an opening with its dash or colon; 0 if there is none. `word` gives the tokens, "" behind the last;
/// `is_spaced` says whether a token has a space on both sides.
pub(super) fn length<'a>(word: impl Fn(usize) -> &'a str, is_spaced: impl Fn(usize) -> bool) -> usize {
    let ends = |at: usize| is_dash(word(at)) && (is_spaced(at) || word(at).len() > 1) || word(at) == ":";
    let Some(end) = (1..=LONGEST).find(|&at| ends(at)) else { return 0 };
    if !(0..end).all(|at| is_part(word(at))) || !begins_sentence(word(end + 1)) {
        return 0;
    }
    let closer = word(end - 1);
    let has_agency =
        word(end) != ":" && matches!(closer, ")" | "/") && (0..end - 1).any(|at| matches!((word(at), closer), ("(", ")") | ("/", "/")));
    if has_agency || is_city(&word) { end + 1 + day(&word, end + 1) } else { 0 }
}

/// Whether the first words, which are in capitals, name a city rather than a body.
fn is_city<'a>(word: &impl Fn(usize) -> &'a str) -> bool {
    let is_capital = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_uppercase() || c == '-');
    let letters = (0..LONGEST).map(word).take_while(|word| is_capital(word)).map(|word| word.chars().count());
    SHORT_CITIES.contains(&word(0)) || letters.sum::<usize>() >= CITY
}

/// How many tokens from `start` on are a day with its colon or dash: "CAIRO - 26 July 2022: The".
fn day<'a>(word: &impl Fn(usize) -> &'a str, start: usize) -> usize {
    let is_of_day = |word: &str| {
        word == "," || word.starts_with(char::is_uppercase) || word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty()
    };
    let words = (start..start + DAY).take_while(|&at| is_of_day(word(at))).count();
    let has_number = (start..start + words).any(|at| word(at).starts_with(|c: char| c.is_ascii_digit()));
    let end = start + words;
    if has_number && (word(end) == ":" || is_dash(word(end))) && begins_sentence(word(end + 1)) { words + 1 } else { 0 }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "―" | "--" | "_")
}

/// Names, days, the agency in brackets, and the small words of names of places.
fn is_part(word: &str) -> bool {
    let is_name = word.starts_with(char::is_uppercase) || word.bytes().all(|byte| byte.is_ascii_digit());
    is_name || matches!(word, "," | "." | "/" | "(" | ")" | "-" | "'" | "’" | "and" | "of" | "the" | "de" | "al" | "el")
}

fn begins_sentence(word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_end_with_their_dash() {
        for (text, expected) in [
            ("TRIPOLI , Libya ( AP ) — The talks", 7),
            ("KYIV , March 14 ( Reuters ) - Talks went on", 8),
            ("BEIJING , Dec . 26 ( Xinhua ) -- The", 9),
            ("LONDON — The talks", 2),
            ("Jerusalem ( CNN ) — Israel said", 5),
            ("( CNN ) -- President", 4),
            ("PORT-AU-PRINCE , Haiti ( AP ) — “ We", 7),
            ("NATO — The alliance", 0),
            ("KYIV — The talks", 2),
            ("NEW DELHI : Prime Minister", 3),
            ("CAIRO – 26 July 2022 : The embassy", 6),
            ("SEOUL , Dec . 26 ( Yonhap ) -- 3 December 2020 was", 9),
            ("Ulaanbaatar / MONTSAME / — President", 5),
            ("Smith : I think", 0),
            ("Talks ( live ) : The", 0),
            ("LONDON — which is large — grows", 0),
            ("Paris — The city", 0),
            ("The talks ( in Rabat ) — They", 0),
            ("Ann Smith ( 43 ) left", 0),
            ("", 0),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(length(|at| words.get(at).copied().unwrap_or_default(), |_| true), expected, "{text}");
        }
    }
}
