//! What opens an article before its first sentence: place, day and agency, up to a dash. "TRIPOLI, Libya (AP) —" is no part of what the sentence says.

/// An opening has at most so many tokens before its dash.
const LONGEST: usize = 16;
/// A place in capitals that no agency follows is at least so long: shorter words in capitals are bodies ("NATO - the alliance").
const CITY: usize = 5;

/// How many of the first tokens of a block are such an opening with its dash; 0 if there is none. `word` gives the tokens, "" behind the last.
pub(super) fn length<'a>(word: impl Fn(usize) -> &'a str, is_spaced: impl Fn(usize) -> bool) -> usize {
    let Some(dash) = (1..=LONGEST).find(|&at| is_dash(word(at)) && (is_spaced(at) || word(at).len() > 1)) else { return 0 };
    if !(0..dash).all(|at| is_part(word(at))) || !begins_sentence(word(dash + 1)) {
        return 0;
    }
    let has_agency = word(dash - 1) == ")" && (0..dash).any(|at| word(at) == "(");
    let is_city = word(0).chars().count() >= CITY && word(0).chars().all(|c| c.is_uppercase() || c == '-');
    if has_agency || is_city { dash + 1 } else { 0 }
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
