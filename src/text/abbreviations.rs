//! Words that are written with a full stop, in lower case, and when the full stop belongs to them.

/// What has to stand around an abbreviation, and whether a sentence can end with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands before a name and never ends a sentence: "Mr. Smith".
    Title,
    /// Stands before a number and never ends a sentence: "No. 5".
    Numbered,
    /// Never ends a sentence: "vs.", "e.g.".
    Inner,
    /// May end a sentence: "Inc.", "etc.".
    Free,
    /// A place after a comma; may end a sentence: "Springfield, Ill.".
    State,
}

const ABBREVIATIONS: &[(Kind, &[&str])] = &[
    (
        Kind::Title,
        &[
            "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "prof", "gen", "lt", "col", "maj", "brig", "capt", "cmdr", "cdr", "adm", "sgt",
            "cpl", "pvt", "rep", "reps", "sen", "sens", "gov", "govs", "pres", "rev", "fr", "hon", "st", "ste", "mt", "ft", "supt", "insp",
            "det", "amb", "sec", "mme", "mlle", "sr", "sra", "dept", "atty", "asst", "assoc",
        ],
    ),
    (
        Kind::Numbered,
        &[
            "no", "nos", "fig", "figs", "vol", "vols", "pp", "p", "ch", "art", "op", "eq", "mar", "sun", "sat", "tel", "ext", "para",
            "ver", "approx",
        ],
    ),
    (Kind::Inner, &["vs", "cf", "viz", "ed", "eds", "v", "ca", "c"]),
    (
        Kind::Free,
        &[
            "inc", "corp", "co", "cos", "ltd", "bros", "oz", "lb", "lbs", "yr", "yrs", "div", "plc", "jr", "etc", "al", "jan", "feb",
            "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
            "ave", "blvd", "rd", "ph.d", "ph.ds", "ed.d", "univ", "est", "esq", "min", "max", "hr", "hrs", "mins", "govt", "intl", "natl",
            "dist", "bldg", "apt", "misc", "cont", "incl",
        ],
    ),
    (
        Kind::State,
        &[
            "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich",
            "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
            "ont", "que",
        ],
    ),
];

/// Those that are words as well, and abbreviations only with a capital.
const CAPITAL_ONLY: &[&str] = &[
    "co", "no", "fig", "gen", "col", "rep", "reps", "sen", "sun", "sat", "mar", "jan", "mon", "wed", "fri", "thu", "tue", "dec", "art",
    "ed", "sec", "st", "pres", "gov", "hon", "mt", "ft", "fr", "al", "est", "det", "ch", "op", "min", "max", "jun", "jul", "aug", "apr",
    "oct", "nov", "feb", "sep", "cos", "amb", "adm", "maj", "sr", "c", "tel", "dept", "para", "ver", "apt", "rd",
];

/// The kind of an abbreviation that is given without its full stop.
pub(super) fn kind(word: &str) -> Option<Kind> {
    const LONGEST: usize = 8;
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let (kind, _) = ABBREVIATIONS.iter().find(|(_, words)| words.contains(&lower.as_str()))?;
    let needs_capital = CAPITAL_ONLY.contains(&lower.as_str()) || *kind == Kind::State;
    (!needs_capital || word.starts_with(char::is_uppercase) || is_lower_form(&lower)).then_some(*kind)
}

/// Lower case is common for these although they are words, too.
fn is_lower_form(lower: &str) -> bool {
    matches!(lower, "al" | "no" | "ft" | "min" | "max" | "fig" | "est" | "c")
}

/// "U.S", "p.m", "e.g": letters with full stops between them.
pub(super) fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let cases = [
            ("Mr", Some(Kind::Title)),
            ("Gen", Some(Kind::Title)),
            ("gen", None),
            ("No", Some(Kind::Numbered)),
            ("etc", Some(Kind::Free)),
            ("Ph.D", Some(Kind::Free)),
            ("Ill", Some(Kind::State)),
            ("ill", None),
            ("Tripoli", None),
        ];
        for (word, expected) in cases {
            assert_eq!(kind(word), expected, "{word}");
        }
        assert!(is_dotted("U.S") && is_dotted("p.m") && !is_dotted("U") && !is_dotted("end.The"));
    }
}
