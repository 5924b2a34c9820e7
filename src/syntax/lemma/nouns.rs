//! The singular of a noun.

/// A name keeps its form, but for the short names of months, and plurals that are sure: "Americans", "Muslims", the "States".
pub(super) fn name(word: &str) -> &str {
    if let Some(&(month, _)) = MONTHS.iter().find(|(_, short)| *short == word.trim_end_matches('.')) {
        return month;
    }
    let Some(one) = word.strip_suffix('s') else { return word };
    let is_people = one.len() > 5 && (one.ends_with("an") || one.ends_with("ani"));
    if is_people && !NOT_PEOPLES.contains(&one) || NAMES_IN_PLURAL.contains(&one) { one } else { word }
}

const MONTHS: &[(&str, &str)] = &[
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

const NOT_PEOPLES: &[&str] = &["Orlean", "Buchanan", "Callaghan"];

/// Names of peoples, groups and bodies that are common in the plural.
const NAMES_IN_PLURAL: &[&str] = &[
    "State",
    "Nation",
    "Island",
    "Democrat",
    "Muslim",
    "Christian",
    "Jew",
    "Arab",
    "Kurd",
    "Sunni",
    "Shiite",
    "Greek",
    "Turk",
    "Serb",
    "Croat",
    "Iraqi",
    "Israeli",
    "Saudi",
    "Yemeni",
    "Tory",
    "Lord",
    "Swede",
    "Dane",
    "Finn",
    "Pole",
    "Scot",
    "Czech",
    "Slovak",
    "Thai",
    "Tamil",
    "Hindu",
    "Sikh",
    "Buddhist",
    "Catholic",
    "Protestant",
    "Nazi",
    "Soviet",
    "Communist",
    "Islamist",
    "Zionist",
    "German",
    "Roman",
    "Cuban",
    "Afghan",
    "Houthi",
    "Conservative",
    "Liberal",
    "Emirate",
    "Sea",
    "War",
    "Tiger",
];

/// The singular of a noun, in lower case but for an acronym.
pub(super) fn noun(word: &str, lower: String) -> Box<str> {
    if is_acronym(word) {
        return word.strip_suffix('s').unwrap_or(word).into();
    }
    singular(&lower).unwrap_or(lower).into()
}

/// "CEO", "NGOs"; more capitals are somebody shouting.
fn is_acronym(word: &str) -> bool {
    const LONGEST: usize = 4;
    let capitals = word.strip_suffix('s').unwrap_or(word);
    let count = capitals.chars().filter(char::is_ascii_uppercase).count();
    let is_code =
        count > 0 && capitals.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && capitals.bytes().any(|b| b.is_ascii_digit());
    is_code
        || (2..=LONGEST).contains(&count)
            && capitals.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '&' | '.' | '-') || c.is_ascii_digit())
}

/// Singular nouns that end as plurals do, and plurals without a singular.
const WHOLE: &[&str] = &[
    "series",
    "species",
    "news",
    "politics",
    "economics",
    "mathematics",
    "physics",
    "ethics",
    "logistics",
    "athletics",
    "headquarters",
    "means",
    "gas",
    "bias",
    "atlas",
    "canvas",
    "lens",
    "alias",
    "christmas",
    "chaos",
    "ethos",
    "pathos",
    "thermos",
    "cosmos",
    "kudos",
    "yes",
    "corps",
    "barracks",
    "crossroads",
    "mars",
    "always",
    "diabetes",
    "measles",
    "mumps",
    "rabies",
    "gymnastics",
    "linguistics",
    "statistics",
    "electronics",
    "semantics",
    "genetics",
    "aerobics",
    "robotics",
    "clothes",
    "pants",
    "trousers",
    "scissors",
    "whereabouts",
    "sports",
    "overseas",
    "as",
    "is",
    "us",
    "this",
    "pancreas",
    "dynamics",
    "analytics",
    "aesthetics",
    "mechanics",
    "optics",
    "aeronautics",
    "acoustics",
    "goods",
    "alas",
    "sans",
    "remains",
];

fn singular(lower: &str) -> Option<String> {
    if WHOLE.contains(&lower) {
        return None;
    }
    if let Some(stem) = lower.strip_suffix("men").filter(|stem| {
        !stem.is_empty()
            && !matches!(*stem, "abdo" | "speci" | "acu" | "o" | "regi" | "se" | "ra" | "a" | "hy" | "sta" | "albu" | "bitu" | "cyclo")
    }) {
        return Some(format!("{stem}man"));
    }
    if lower == "men" {
        return Some("man".to_owned());
    }
    let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 1)?;
    if stem.ends_with(['s', 'u', '\'']) && !matches!(stem, "menu" | "thou" | "you" | "guru" | "bayou" | "emu" | "gnu" | "caribou")
        || stem.ends_with('i') && !SHORT_I.contains(&stem)
    {
        return None;
    }
    if let Some(part) = stem.strip_suffix("ie") {
        return Some(if WITH_IE.contains(&stem) || part.len() < 2 { stem.to_owned() } else { format!("{part}y") });
    }
    let cuts_e = stem.strip_suffix('e').filter(|part| drops_e(part));
    Some(cuts_e.unwrap_or(stem).to_owned())
}

const SHORT_I: &[&str] = &[
    "taxi",
    "ski",
    "alibi",
    "bikini",
    "israeli",
    "iraqi",
    "pakistani",
    "saudi",
    "khaki",
    "safari",
    "rabbi",
    "kiwi",
    "emoji",
    "salami",
    "mini",
    "semi",
    "yeti",
];

const WITH_IE: &[&str] = &[
    "movie",
    "cookie",
    "zombie",
    "tie",
    "pie",
    "lie",
    "die",
    "calorie",
    "rookie",
    "selfie",
    "hippie",
    "hoodie",
    "birdie",
    "genie",
    "prairie",
    "necktie",
    "indie",
    "eerie",
    "smoothie",
    "brownie",
    "foodie",
    "bourgeoisie",
    "collie",
    "goalie",
    "lingerie",
    "menagerie",
    "reverie",
    "specie",
    "magpie",
    "veggie",
    "freebie",
    "newbie",
    "junkie",
    "auntie",
    "bookie",
    "boogie",
    "caddie",
    "cabbie",
    "cutie",
    "eyrie",
    "groupie",
    "laddie",
    "oldie",
    "pixie",
    "sortie",
    "townie",
    "quickie",
    "yuppie",
];

/// Whether the plural took "-es": after a hissing sound, and after some "o".
fn drops_e(part: &str) -> bool {
    const HISSES: &[&str] = &["ss", "sh", "x", "zz", "us"];
    const O: &[&str] = &[
        "hero",
        "potato",
        "tomato",
        "echo",
        "veto",
        "embargo",
        "volcano",
        "mosquito",
        "torpedo",
        "cargo",
        "tornado",
        "motto",
        "negro",
        "buffalo",
        "domino",
        "mango",
        "superhero",
        "no",
        "go",
        "zero",
        "halo",
        "archipelago",
    ];
    const WITH_E: &[&str] = &["us", "excus", "abus", "fus", "mus", "accus", "rus", "recluse", "ruse", "refus", "ax"];
    const ACHES: &[&str] = &[
        "ach",
        "headach",
        "nich",
        "cach",
        "avalanch",
        "psych",
        "moustach",
        "creche",
        "heartach",
        "stomachach",
        "backach",
        "toothach",
        "quich",
        "clich",
        "brioch",
        "pastich",
    ];
    if part.ends_with("ous") || part.ends_with("aus") || WITH_E.contains(&part) {
        return false;
    }
    HISSES.iter().any(|hiss| part.ends_with(hiss)) || part.ends_with("ch") && !ACHES.contains(&part) || O.contains(&part)
}
