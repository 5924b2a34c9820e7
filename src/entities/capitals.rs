//! Capitals that stand for the government of their country: "Ankara said", "talks between Washington and Beijing".

use super::countries;
use super::forms::NameForm;
use crate::document::{Annotations, DepRel, EntityType, Id, Mention, TokenId, Upos};

/// Capitals (folded) and their countries.
const CAPITALS: &[(&str, &str)] = &[
    ("kabul", "Afghanistan"),
    ("algiers", "Algeria"),
    ("yerevan", "Armenia"),
    ("canberra", "Australia"),
    ("vienna", "Austria"),
    ("baku", "Azerbaijan"),
    ("dhaka", "Bangladesh"),
    ("minsk", "Belarus"),
    ("lapaz", "Bolivia"),
    ("brasilia", "Brazil"),
    ("sofia", "Bulgaria"),
    ("phnompenh", "Cambodia"),
    ("ottawa", "Canada"),
    ("santiago", "Chile"),
    ("beijing", "China"),
    ("peking", "China"),
    ("bogota", "Colombia"),
    ("kinshasa", "Democratic Republic of the Congo"),
    ("zagreb", "Croatia"),
    ("havana", "Cuba"),
    ("nicosia", "Cyprus"),
    ("prague", "Czech Republic"),
    ("copenhagen", "Denmark"),
    ("cairo", "Egypt"),
    ("asmara", "Eritrea"),
    ("tallinn", "Estonia"),
    ("addisababa", "Ethiopia"),
    ("helsinki", "Finland"),
    ("paris", "France"),
    ("tbilisi", "Georgia"),
    ("berlin", "Germany"),
    ("athens", "Greece"),
    ("budapest", "Hungary"),
    ("newdelhi", "India"),
    ("delhi", "India"),
    ("jakarta", "Indonesia"),
    ("tehran", "Iran"),
    ("teheran", "Iran"),
    ("baghdad", "Iraq"),
    ("dublin", "Ireland"),
    ("jerusalem", "Israel"),
    ("telaviv", "Israel"),
    ("rome", "Italy"),
    ("tokyo", "Japan"),
    ("amman", "Jordan"),
    ("astana", "Kazakhstan"),
    ("nairobi", "Kenya"),
    ("pristina", "Kosovo"),
    ("bishkek", "Kyrgyzstan"),
    ("riga", "Latvia"),
    ("beirut", "Lebanon"),
    ("tripoli", "Libya"),
    ("vilnius", "Lithuania"),
    ("kualalumpur", "Malaysia"),
    ("bamako", "Mali"),
    ("chisinau", "Moldova"),
    ("ulaanbaatar", "Mongolia"),
    ("rabat", "Morocco"),
    ("naypyidaw", "Myanmar"),
    ("kathmandu", "Nepal"),
    ("thehague", "Netherlands"),
    ("wellington", "New Zealand"),
    ("managua", "Nicaragua"),
    ("abuja", "Nigeria"),
    ("pyongyang", "North Korea"),
    ("skopje", "North Macedonia"),
    ("oslo", "Norway"),
    ("islamabad", "Pakistan"),
    ("ramallah", "Palestine"),
    ("manila", "Philippines"),
    ("warsaw", "Poland"),
    ("lisbon", "Portugal"),
    ("doha", "Qatar"),
    ("bucharest", "Romania"),
    ("moscow", "Russia"),
    ("kremlin", "Russia"),
    ("kigali", "Rwanda"),
    ("riyadh", "Saudi Arabia"),
    ("belgrade", "Serbia"),
    ("bratislava", "Slovakia"),
    ("mogadishu", "Somalia"),
    ("pretoria", "South Africa"),
    ("seoul", "South Korea"),
    ("madrid", "Spain"),
    ("colombo", "Sri Lanka"),
    ("khartoum", "Sudan"),
    ("stockholm", "Sweden"),
    ("bern", "Switzerland"),
    ("damascus", "Syria"),
    ("taipei", "Taiwan"),
    ("bangkok", "Thailand"),
    ("tunis", "Tunisia"),
    ("ankara", "Turkey"),
    ("kampala", "Uganda"),
    ("kyiv", "Ukraine"),
    ("kiev", "Ukraine"),
    ("abudhabi", "United Arab Emirates"),
    ("london", "United Kingdom"),
    ("washington", "United States"),
    ("washingtondc", "United States"),
    ("caracas", "Venezuela"),
    ("hanoi", "Vietnam"),
    ("sanaa", "Yemen"),
    ("harare", "Zimbabwe"),
];

/// What a government has and a city has not: "Tehran's nuclear programme".
const OF_STATES: &[&str] = &[
    "government",
    "policy",
    "position",
    "decision",
    "program",
    "programme",
    "ally",
    "threat",
    "demand",
    "role",
    "support",
    "response",
    "leadership",
    "interest",
    "stance",
    "move",
    "relation",
    "relations",
    "tie",
    "ties",
    "claim",
    "ambition",
    "influence",
    "call",
    "offer",
    "proposal",
    "refusal",
    "envoy",
    "ambassador",
];

/// The country for which the capital that a form names may stand, as the table of countries calls it.
pub(super) fn country_of(form: &NameForm) -> Option<&'static str> {
    let key = form.key();
    (form.kind == EntityType::Place).then(|| CAPITALS.iter().find(|(capital, _)| *capital == key).map(|(_, country)| *country)).flatten()
}

/// Whether a mention of a capital does what governments do, rather than being where something is.
pub(super) fn acts(annotations: &Annotations, mention: &Mention) -> bool {
    let token = annotations.token(mention.head);
    let head = token.head.map(|head| annotations.token(head));
    match token.deprel {
        DepRel::Conj => token.head.is_some_and(|head| is_actor(annotations, head)),
        DepRel::NmodPoss => head.is_some_and(|owned| OF_STATES.contains(&&*owned.lemma)),
        _ => is_actor(annotations, mention.head),
    }
}

fn is_actor(annotations: &Annotations, id: TokenId) -> bool {
    let token = annotations.token(id);
    let head = token.head.map(|head| annotations.token(head));
    let before = id.index().checked_sub(1).map(|before| annotations.word(TokenId::from_index(before)).to_lowercase());
    match token.deprel {
        DepRel::Nsubj => head.is_some_and(|verb| verb.upos == Upos::Verb),
        DepRel::OblAgent => true,
        DepRel::Obl | DepRel::Nmod => matches!(before.as_deref(), Some("between" | "with" | "against")),
        _ => false,
    }
}

/// Which of the forms name a country outright, with the name that the table has for it.
pub(super) fn countries(forms: &[NameForm]) -> impl Iterator<Item = (&'static str, usize)> {
    forms.iter().enumerate().filter_map(|(i, form)| form.country.map(|(country, _)| (countries::canonical_name(country), i)))
}
