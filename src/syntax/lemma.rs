//! Dictionary forms: tables for the irregular words, rules of spelling for the others.

mod adjectives;
mod irregular;
mod nouns;
mod verbs;

use std::borrow::Cow;

use crate::document::Upos;

/// The dictionary form of a word, as the English treebanks give it: "met" is "meet", "him" is "he", "n't" is "not"; a name stays as it is.
pub(crate) fn lemma(word: &str, upos: Upos) -> Box<str> {
    let word = plain(word);
    if upos == Upos::Propn {
        return nouns::name(&word).into();
    }
    let lower = word.to_lowercase();
    if let Some(known) = irregular::find(&lower, upos) {
        return known.into();
    }
    match upos {
        Upos::Verb | Upos::Aux => verbs::infinitive(&lower).into(),
        Upos::Noun => nouns::noun(&word, lower),
        Upos::Adj => adjectives::adjective(&word, lower),
        Upos::Num => number(&word, lower),
        Upos::X => word.into(),
        _ => lower.into(),
    }
}

/// Plain apostrophes, quotes and hyphens; no invisible characters.
fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let plain = word.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')).map(|c| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' => '-',
        c => c,
    });
    Cow::Owned(plain.collect())
}

/// "10,000" is "10000"; "II" stays.
fn number(word: &str, lower: String) -> Box<str> {
    if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) {
        return lower.replace(',', "").into();
    }
    if word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) { word.into() } else { lower.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(upos: Upos, cases: &[(&str, &str)]) {
        for (word, expected) in cases {
            assert_eq!(&*lemma(word, upos), *expected, "{word} {upos:?}");
        }
    }

    #[test]
    fn verbs_have_their_infinitive() {
        check(
            Upos::Verb,
            &[
                ("met", "meet"),
                ("said", "say"),
                ("told", "tell"),
                ("held", "hold"),
                ("led", "lead"),
                ("left", "leave"),
                ("announced", "announce"),
                ("supported", "support"),
                ("supplies", "supply"),
                ("denied", "deny"),
                ("died", "die"),
                ("dying", "die"),
                ("controlled", "control"),
                ("killed", "kill"),
                ("killing", "kill"),
                ("stopped", "stop"),
                ("planning", "plan"),
                ("adding", "add"),
                ("making", "make"),
                ("hoping", "hope"),
                ("signed", "sign"),
                ("arranged", "arrange"),
                ("belonged", "belong"),
                ("visited", "visit"),
                ("united", "unite"),
                ("offered", "offer"),
                ("agreed", "agree"),
                ("seeing", "see"),
                ("focused", "focus"),
                ("accused", "accuse"),
                ("discusses", "discuss"),
                ("teaches", "teach"),
                ("goes", "go"),
                ("uses", "use"),
                ("created", "create"),
                ("treated", "treat"),
                ("overthrew", "overthrow"),
                ("Attacked", "attack"),
                ("remaining", "remain"),
                ("declared", "declare"),
                ("required", "require"),
                ("handled", "handle"),
                ("fuelling", "fuel"),
                ("meet", "meet"),
                ("process", "process"),
                ("need", "need"),
                ("bring", "bring"),
                ("developed", "develop"),
                ("evaluated", "evaluate"),
                ("wore", "wear"),
            ],
        );
    }

    #[test]
    fn nouns_lose_their_plural() {
        check(
            Upos::Noun,
            &[
                ("ministers", "minister"),
                ("countries", "country"),
                ("movies", "movie"),
                ("men", "man"),
                ("women", "woman"),
                ("children", "child"),
                ("wives", "wife"),
                ("crises", "crisis"),
                ("viruses", "virus"),
                ("houses", "house"),
                ("classes", "class"),
                ("heroes", "hero"),
                ("shoes", "shoe"),
                ("boxes", "box"),
                ("churches", "church"),
                ("series", "series"),
                ("news", "news"),
                ("process", "process"),
                ("CEOs", "CEO"),
                ("bus", "bus"),
                ("Talks", "talk"),
                ("chairmen", "chairman"),
                ("forces", "force"),
                ("bases", "base"),
                ("politics", "politics"),
            ],
        );
    }

    #[test]
    fn small_words() {
        check(Upos::Pron, &[("him", "he"), ("their", "their"), ("them", "they"), ("I", "I"), ("me", "I"), ("US", "we"), ("Those", "that")]);
        check(Upos::Aux, &[("'s", "be"), ("’s", "be"), ("'ll", "will"), ("wo", "will"), ("had", "have"), ("been", "be"), ("may", "may")]);
        check(Upos::Part, &[("n't", "not"), ("n’t", "not"), ("'s", "'s"), ("to", "to")]);
        check(Upos::Det, &[("an", "a"), ("An", "a"), ("these", "this")]);
        check(
            Upos::Adj,
            &[("best", "good"), ("larger", "large"), ("bigger", "big"), ("happiest", "happy"), ("Libyan", "Libyan"), ("former", "former")],
        );
        check(Upos::Propn, &[("Nations", "Nation"), ("Edwards", "Edwards"), ("AKAR", "AKAR"), ("Sept.", "September")]);
        check(Upos::Num, &[("10,000", "10000"), ("Five", "five")]);
        check(Upos::Punct, &[("“", "\""), ("–", "-")]);
    }

    #[test]
    fn any_word_has_a_lemma() {
        for word in ["", "s", "ed", "ing", "es", "ies", "é", "ßes", "’", "ééing", "aaed", "bbed"] {
            for &upos in Upos::ALL {
                let _ = lemma(word, upos);
            }
        }
    }
}
