//! The infinitive of a regular verb.

/// The infinitive that a form in lower case belongs to by the rules of spelling.
pub(super) fn infinitive(lower: &str) -> String {
    if NO_ENDING.contains(&lower) {
        return lower.to_owned();
    }
    if let Some(stem) = lower.strip_suffix("ing").filter(|stem| has_vowel(stem)) {
        return base(stem);
    }
    if let Some(stem) = lower.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = lower.strip_suffix("ed").filter(|stem| has_vowel(stem) || stem.ends_with('e')) {
        return if stem.ends_with('e') { lower.strip_suffix('d').unwrap_or(lower).to_owned() } else { base(stem) };
    }
    third_person(lower)
}

/// Words that only look as if they had an ending.
const NO_ENDING: &[&str] = &[
    "bring", "need", "feed", "proceed", "succeed", "exceed", "speed", "bleed", "breed", "heed", "seed", "weed", "exceed", "embed", "shed",
    "wed", "sled", "fling", "cling", "string", "spring", "swing", "sting", "ring", "sing", "wring", "ping", "focus", "bus", "bias",
    "canvas", "gas", "ded",
];

fn third_person(lower: &str) -> String {
    let cut = if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    } else if ["sses", "shes", "ches", "xes", "zzes", "oes", "cuses"].iter().any(|end| lower.ends_with(end)) && !keeps_e(lower) {
        2
    } else {
        usize::from(lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is") && lower.len() > 2)
    };
    lower.get(..lower.len() - cut).unwrap_or(lower).to_owned()
}

fn keeps_e(lower: &str) -> bool {
    matches!(lower, "accuses" | "excuses" | "toes" | "hoes" | "aches" | "caches")
}

/// The verb that is left of a form without "-ed" or "-ing": a doubled letter is made single, a silent "e" is put back.
fn base(stem: &str) -> String {
    if let Some(base) = undoubled(stem) {
        return base.to_owned();
    }
    if needs_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

const DOUBLED_L: &[&str] = &[
    "controll", "cancell", "travell", "patroll", "propell", "expell", "compell", "repell", "rebell", "fuell", "labell", "modell",
    "signall", "excell", "dispell", "impell", "levell", "channell", "counsell", "tunnell", "fulfill", "equall", "totall", "install",
    "quarrell", "marvell", "duell", "shovell", "shrivell", "pedall", "initiall", "dialled", "extoll", "unravell", "grovell", "panell",
    "swivell", "enroll",
];

/// "stopp" is "stop"; "kill", "pass", "add" are whole.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars();
    let last = letters.next_back()?;
    let shorter = letters.as_str();
    let is_doubled = shorter.ends_with(last) && is_consonant(last);
    if !is_doubled {
        return None;
    }
    match last {
        'l' => (DOUBLED_L.contains(&stem) && !matches!(stem, "fulfill" | "install" | "enroll")).then_some(shorter),
        's' => matches!(stem, "focuss" | "buss" | "gass" | "biass").then_some(shorter),
        'f' => None,
        'z' => (stem == "quizz").then_some(shorter),
        _ if matches!(stem, "add" | "err" | "purr" | "egg" | "butt" | "ebb" | "boycott" | "odd" | "mutt" | "rubberr") => None,
        _ => Some(shorter),
    }
}

fn needs_e(stem: &str) -> bool {
    if WITH_E.contains(&stem) || WITH_E_ENDS.iter().any(|end| stem.ends_with(end)) {
        return true;
    }
    if WITHOUT_E.contains(&stem) || WITHOUT_E_ENDS.iter().any(|end| stem.ends_with(end)) {
        return false;
    }
    let mut backwards = stem.chars().rev();
    let (Some(last), before) = (backwards.next(), backwards.next()) else { return false };
    match (last, before) {
        ('c' | 'v' | 'u' | 'z', _) => true,
        ('s', Some(before)) => !matches!(before, 's' | 'k'),
        ('g', Some(before)) => matches!(before, 'd' | 'r' | 'l' | 'a' | 'i' | 'u' | 'e' | 'n'),
        ('l', Some(before)) if is_consonant(before) => !matches!(before, 'l' | 'r' | 'w'),
        (last, Some(before)) if is_consonant(last) && is_vowel(before) && !matches!(last, 'w' | 'x' | 'y' | 'h') => {
            is_single_vowel(stem) && (syllables(stem) == 1 || ends_long(stem))
        }
        _ => false,
    }
}

/// Whether one vowel alone stands before the last letter; the "u" of "qu" is none.
fn is_single_vowel(stem: &str) -> bool {
    let mut backwards = stem.chars().rev().skip(2);
    match (backwards.next(), backwards.next()) {
        (Some('u'), Some('q')) | (None, _) => true,
        (Some(c), _) => !is_vowel(c),
    }
}

/// Endings of longer stems that come with a silent "e" more often than not.
fn ends_long(stem: &str) -> bool {
    const LONG: &[&str] = &[
        "at", "ut", "ir", "ur", "in", "id", "ad", "ed", "od", "ud", "ap", "ak", "ok", "ik", "am", "um", "il", "ul", "ib", "ar", "or", "ot",
        "ag", "ok", "om", "im",
    ];
    LONG.iter().any(|end| stem.ends_with(end))
}

/// Stems with a silent "e" against the rules above.
const WITH_E: &[&str] = &[
    "tast",
    "wast",
    "past",
    "hast",
    "breath",
    "bath",
    "loath",
    "sooth",
    "cloth",
    "seeth",
    "writ",
    "complet",
    "delet",
    "compet",
    "obsolet",
    "conven",
    "interven",
    "scen",
    "postpon",
    "phon",
    "clon",
    "dethron",
    "adher",
    "interfer",
    "persever",
    "cohes",
    "invit",
    "unit",
    "excit",
    "ignit",
    "rewrit",
    "expedit",
    "recit",
    "incit",
    "reunit",
    "scal",
    "whal",
    "consol",
    "cajol",
    "condol",
    "us",
    "squeez",
    "sneez",
    "freez",
    "awok",
    "telephon",
    "typ",
    "styl",
    "rhym",
    "analys",
    "paralyz",
    "conscript",
    "welcom",
    "becom",
    "overcom",
    "com",
    "ach",
    "impos",
    "supervis",
    "los",
    "ow",
    "ey",
    "ag",
    "eras",
    "permeat",
    "nauseat",
    "delineat",
    "creat",
    "recreat",
    "procreat",
    "hop",
    "cop",
    "grop",
    "scop",
    "prob",
    "lik",
    "dislik",
    "provok",
    "invok",
    "evok",
    "revok",
    "aggregat",
    "centr",
    "acr",
    "massacr",
    "overrid",
    "reschedul",
    "polic",
    "quot",
    "misquot",
    "decre",
    "shar",
    "car",
    "retrac",
    "di",
    "ti",
    "vi",
    "guid",
    "misguid",
    "persuad",
    "dissuad",
    "requit",
    "swath",
    "wreath",
    "lath",
    "sheath",
    "teeth",
    "exil",
    "fin",
    "pil",
    "overwrit",
    "exhal",
    "inhal",
    "prescrib",
    "sampl",
    "queu",
    "barbecu",
    "underlin",
    "backfir",
    "rewir",
    "hous",
    "rous",
    "appris",
    "suffic",
    "brows",
    "argu",
    "su",
    "ensu",
    "pursu",
    "plagu",
    "rescu",
    "valu",
    "reevaluat",
    "wip",
    "snip",
    "typecast",
    "re-us",
    "reus",
    "escap",
    "reshap",
    "shap",
    "propos",
    "suppos",
    "dispos",
    "expos",
    "compos",
    "oppos",
    "mut",
    "rout",
    "gam",
    "renam",
    "surnam",
    "dos",
    "dynamit",
    "extradit",
    "parol",
    "rebuk",
    "wag",
];

const WITH_E_ENDS: &[&str] = &["uat", "iat", "scop", "writ", "mak", "tak", "shak", "wak", "quak", "spher", "phon", "bak"];

/// Stems without a silent "e" against the rules above.
const WITHOUT_E: &[&str] = &[
    "bring",
    "hang",
    "sing",
    "ring",
    "long",
    "belong",
    "cling",
    "fling",
    "string",
    "spring",
    "swing",
    "sting",
    "wring",
    "bang",
    "gang",
    "ping",
    "throng",
    "prolong",
    "wrong",
    "wing",
    "hammering",
    "focus",
    "bias",
    "bus",
    "gas",
    "canvas",
    "eat",
    "treat",
    "beat",
    "repeat",
    "defeat",
    "heat",
    "cheat",
    "seat",
    "retreat",
    "mistreat",
    "threat",
    "combat",
    "format",
    "float",
    "coat",
    "boat",
    "bloat",
    "gloat",
    "debut",
    "visit",
    "edit",
    "favor",
    "honor",
    "monitor",
    "sponsor",
    "labor",
    "anchor",
    "author",
    "tutor",
    "mirror",
    "doctor",
    "factor",
    "harbor",
    "color",
    "neighbor",
    "armor",
    "vector",
    "humor",
    "savor",
    "rumor",
    "clamor",
    "solder",
    "pilot",
    "pivot",
    "riot",
    "ballot",
    "bargain",
    "margin",
    "ruin",
    "model",
    "murmur",
    "occur",
    "spur",
    "custom",
    "blossom",
    "fathom",
    "bottom",
    "victim",
    "bed",
    "embed",
    "solid",
    "rapid",
    "alarm",
    "pardon",
    "cough",
    "plow",
    "tool",
    "gossip",
    "worship",
    "develop",
    "envelop",
    "gallop",
    "system",
    "gag",
    "kidnap",
    "program",
    "total",
    "council",
    "pencil",
    "stencil",
    "peril",
    "star",
    "scar",
    "pillar",
    "sugar",
    "collar",
    "dollar",
    "bemoan",
    "swim",
    "wad",
    "forward",
    "toward",
    "ransom",
    "accustom",
    "backlog",
    "zigzag",
    "blog",
    "diagram",
    "bicker",
    "go",
    "do",
    "undergo",
    "forego",
    "veto",
    "echo",
    "radio",
    "be",
    "see",
    "video",
    "agree",
    "flee",
    "free",
    "tag",
    "lag",
    "drag",
    "flag",
    "rag",
    "sag",
    "brag",
    "nag",
    "dig",
    "bag",
    "rig",
    "hug",
    "tug",
    "bug",
    "mug",
    "plug",
    "drug",
    "slug",
    "shrug",
    "jog",
    "log",
    "dog",
    "fog",
    "clog",
    "beg",
    "leg",
    "peg",
    "earmark",
    "orphan",
    "ski",
    "taxi",
    "show",
    "bat",
    "benefit",
    "profit",
    "limit",
    "exhibit",
    "deposit",
    "inhabit",
    "prohibit",
    "recruit",
    "inherit",
    "merit",
];

const WITHOUT_E_ENDS: &[&str] = &["ee", "oo", "ow", "ay", "oy", "ey", "mit", "sit"];

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(|c| is_vowel(c) || c == 'y') && stem.chars().nth(1).is_some()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !is_vowel(c)
}

/// Groups of vowels.
fn syllables(stem: &str) -> usize {
    let before = |n: usize| std::iter::repeat_n(None, n).chain(stem.chars().map(Some));
    let letters = stem.chars().zip(before(1)).zip(before(2));
    letters
        .filter(|&((letter, last), last_but_one)| {
            let begins = last.is_none_or(|last| !is_vowel(last) || last == 'u' && last_but_one == Some('q'));
            begins && (is_vowel(letter) || letter == 'y' && last.is_some())
        })
        .count()
}
