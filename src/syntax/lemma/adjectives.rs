//! The positive of an adjective.

/// The positive, in lower case but for what is made of a name: "Libyan".
pub(super) fn adjective(word: &str, lower: String) -> Box<str> {
    if is_of_a_name(word) {
        return word.into();
    }
    positive(&lower).unwrap_or(lower).into()
}

fn is_of_a_name(word: &str) -> bool {
    const ENDS: &[&str] = &["an", "ese", "ish", "i"];
    let acronym = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    word.starts_with(char::is_uppercase) && (ENDS.iter().any(|end| word.ends_with(end)) || NAMES.contains(&word))
        || acronym && word.len() < 5
}

const NAMES: &[&str] = &[
    "French",
    "United",
    "Supreme",
    "Royal",
    "Latin",
    "Paralympic",
    "Dutch",
    "Greek",
    "Arab",
    "Islamic",
    "Czech",
    "Thai",
    "Swiss",
    "Welsh",
    "Slovak",
    "Serb",
    "Croat",
    "Kurd",
    "Catholic",
    "Protestant",
    "Orthodox-",
    "Arabic",
    "Icelandic",
    "Hispanic",
    "Hindu",
    "Muslim",
    "Moslem",
    "Sunni",
    "Shiite",
    "Shia",
    "Jewish",
    "Olympic",
    "Nazi",
    "Filipino",
    "Soviet",
    "Baltic",
    "Nordic",
    "Celtic",
    "Slavic",
    "Tamil",
    "Uzbek",
    "Tajik",
    "Kazakh",
    "Kyrgyz",
    "Uighur",
    "Uyghur",
    "Lao",
    "Manx",
    "Scots",
    "Latino",
    "Buddhist",
    "Zionist",
    "Marxist",
    "Democratic",
    "Republican",
    "Christian",
    "Atlantic",
    "Pacific",
    "Arctic",
    "Antarctic",
    "Semitic",
    "Coptic",
    "Malay",
    "Zulu",
    "Maori",
    "Nobel",
    "Gothic",
    "Victorian",
];

const NOT_COMPARED: &[&str] = &[
    "former",
    "latter",
    "other",
    "another",
    "inner",
    "outer",
    "upper",
    "proper",
    "clever",
    "eager",
    "bitter",
    "sober",
    "super",
    "tender",
    "sheer",
    "hyper",
    "under",
    "over",
    "elder",
    "lesser",
    "utter",
    "premier",
    "silver",
    "amber",
    "leather",
    "transfer",
    "modest",
    "honest",
    "interest",
    "earnest",
    "dishonest",
    "per",
    "ever",
    "never",
    "together",
    "altogether",
    "career",
    "order",
    "power",
    "number",
    "summer",
    "winter",
    "member",
    "paper",
    "water",
    "consumer",
    "border",
    "slender",
    "improper",
    "computer",
    "gender",
    "peer",
    "queer",
    "cancer",
    "either",
    "neither",
    "northwest",
    "southwest",
    "west",
    "transgender",
    "polyester",
    "rest",
    "test",
    "buyer",
    "user",
    "customer",
    "cyber",
    "inter",
    "gather",
    "killer",
    "rubber",
    "copper",
    "minister",
    "counter",
    "meager",
    "sinister",
    "dapper",
    "limber",
    "somber",
    "freelancer",
    "master",
    "cover",
    "manifest",
    "midwest",
    "mideast",
    "cisgender",
    "voter",
    "best",
    "worst",
    "foremost",
    "boxer",
    "sister",
    "cadaver",
    "quaker",
    "driver",
    "farmer",
    "bumper",
];

/// "big" of "bigg": the stem of one syllable whose last letter was doubled.
fn undoubled(stem: &str) -> Option<&str> {
    let last = stem.chars().next_back().filter(|c| "bdgmnpt".contains(*c))?;
    let single = stem.strip_suffix(last)?;
    (single.len() > 1 && single.ends_with(last)).then_some(single)
}

fn positive(lower: &str) -> Option<String> {
    if NOT_COMPARED.contains(&lower) || lower.contains('-') {
        return None;
    }
    let stem = lower.strip_suffix("est").or_else(|| lower.strip_suffix("er")).filter(|stem| stem.len() > 1 && stem.is_ascii())?;
    if let Some(part) = stem.strip_suffix('i') {
        return Some(format!("{part}y"));
    }
    if let Some(single) = undoubled(stem) {
        return Some(single.to_owned());
    }
    Some(if WITH_E.contains(&stem) || stem.ends_with(['c', 'v', 'u', 's', 'g']) && !WITHOUT_E.contains(&stem) {
        format!("{stem}e")
    } else {
        stem.to_owned()
    })
}

const WITH_E: &[&str] = &[
    "larg", "lat", "saf", "wid", "clos", "fin", "nic", "sur", "tru", "simpl", "gentl", "littl", "whit", "brav", "strang", "wis", "cut",
    "rar", "rud", "rip", "matur", "pur", "sever", "sor", "fierc", "loos", "dens", "intens", "tens", "scarc", "ampl", "humbl", "nobl",
    "subtl", "stabl", "abl", "feebl", "crud", "mer", "bar", "polit", "remot", "blu", "lam", "fre", "purpl", "handsom", "gam", "vil",
    "acut", "obes", "rang", "hug", "sparsely", "sparc", "spars", "stal", "pal",
];
const WITHOUT_E: &[&str] = &["long", "strong", "young", "big", "gross", "less", "close", "cross", "dress", "wrong"];
