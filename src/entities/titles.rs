//! Words for what people are: titles before names, honorifics and the gender that they show, nouns for roles.

use crate::document::Gender;

/// Honorifics: they say who a person is only by gender, and are no role.
const HONORIFICS: &[(&str, Option<Gender>)] = &[
    ("mr", Some(Gender::Masculine)), ("mr.", Some(Gender::Masculine)), ("sir", Some(Gender::Masculine)), ("lord", Some(Gender::Masculine)),
    ("mister", Some(Gender::Masculine)), ("monsieur", Some(Gender::Masculine)), ("herr", Some(Gender::Masculine)), ("señor", Some(Gender::Masculine)),
    ("don", Some(Gender::Masculine)), ("brother", Some(Gender::Masculine)), ("father", Some(Gender::Masculine)), ("messrs.", Some(Gender::Masculine)),
    ("mrs", Some(Gender::Feminine)), ("mrs.", Some(Gender::Feminine)), ("ms", Some(Gender::Feminine)), ("ms.", Some(Gender::Feminine)),
    ("miss", Some(Gender::Feminine)), ("madame", Some(Gender::Feminine)), ("madam", Some(Gender::Feminine)), ("lady", Some(Gender::Feminine)),
    ("dame", Some(Gender::Feminine)), ("frau", Some(Gender::Feminine)), ("sister", Some(Gender::Feminine)), ("señora", Some(Gender::Feminine)),
    ("dr", None), ("dr.", None), ("prof", None), ("prof.", None), ("professor", None), ("doctor", None), ("rev", None), ("rev.", None),
    ("reverend", None), ("hon", None), ("hon.", None), ("st", None), ("saint", None), ("sheikh", None), ("sheik", None), ("sh", None), ("hajj", None), ("mx.", None),
];

/// Words before a name that are titles of office or rank.
const TITLES: &[&str] = &[
    "president", "minister", "premier", "chancellor", "senator", "sen.", "sen", "representative", "rep.", "rep", "congressman", "congresswoman", "governor",
    "gov.", "gov", "mayor", "secretary", "ambassador", "general", "gen.", "gen", "colonel", "col.", "major", "maj.", "captain", "capt.", "lieutenant", "lt.",
    "lt", "sergeant", "sgt.", "sgt", "corporal", "cpl.", "private", "pvt.", "admiral", "adm.", "commander", "cmdr.", "marshal", "brigadier", "judge",
    "justice", "king", "queen", "prince", "princess", "emperor", "empress", "sultan", "emir", "pope", "cardinal", "archbishop", "bishop", "imam",
    "ayatollah", "rabbi", "pastor", "chairman", "chairwoman", "chairperson", "chair", "director", "coach", "officer", "detective", "sheriff", "attorney",
    "spokesman", "spokeswoman", "spokesperson", "chief", "ceo", "mp", "vice", "deputy", "prime", "former", "ex-president", "councillor", "councilman",
    "duke", "duchess", "earl", "count", "baron", "baroness", "crown", "minister-president", "superintendent", "inspector", "constable", "comrade",
];

/// Titles and role nouns that show a gender.
const GENDERED: &[(&str, Gender)] = &[
    ("king", Gender::Masculine), ("prince", Gender::Masculine), ("duke", Gender::Masculine), ("emperor", Gender::Masculine), ("sultan", Gender::Masculine),
    ("emir", Gender::Masculine), ("pope", Gender::Masculine), ("imam", Gender::Masculine), ("ayatollah", Gender::Masculine), ("chairman", Gender::Masculine),
    ("spokesman", Gender::Masculine), ("congressman", Gender::Masculine), ("councilman", Gender::Masculine), ("businessman", Gender::Masculine),
    ("policeman", Gender::Masculine), ("actor", Gender::Masculine), ("father", Gender::Masculine), ("son", Gender::Masculine), ("brother", Gender::Masculine),
    ("husband", Gender::Masculine), ("uncle", Gender::Masculine), ("nephew", Gender::Masculine), ("grandfather", Gender::Masculine), ("man", Gender::Masculine),
    ("boy", Gender::Masculine), ("gentleman", Gender::Masculine), ("earl", Gender::Masculine), ("baron", Gender::Masculine), ("monk", Gender::Masculine),
    ("archbishop", Gender::Masculine), ("cardinal", Gender::Masculine), ("widower", Gender::Masculine), ("grandson", Gender::Masculine),
    ("queen", Gender::Feminine), ("princess", Gender::Feminine), ("duchess", Gender::Feminine), ("empress", Gender::Feminine), ("baroness", Gender::Feminine),
    ("chairwoman", Gender::Feminine), ("spokeswoman", Gender::Feminine), ("congresswoman", Gender::Feminine), ("businesswoman", Gender::Feminine),
    ("policewoman", Gender::Feminine), ("actress", Gender::Feminine), ("mother", Gender::Feminine), ("daughter", Gender::Feminine), ("sister", Gender::Feminine),
    ("wife", Gender::Feminine), ("aunt", Gender::Feminine), ("niece", Gender::Feminine), ("grandmother", Gender::Feminine), ("woman", Gender::Feminine),
    ("girl", Gender::Feminine), ("widow", Gender::Feminine), ("nun", Gender::Feminine), ("waitress", Gender::Feminine), ("granddaughter", Gender::Feminine),
];

/// Whether a word (in lower case) is an honorific or title, which is no part of a name that follows it.
pub(super) fn is_title(word: &str) -> bool {
    is_honorific(word) || TITLES.contains(&word)
}

/// Whether a word (in lower case) is an honorific.
pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.iter().any(|(honorific, _)| *honorific == word)
}

/// The gender that an honorific, a title or a role noun (in lower case) shows.
pub(super) fn gender_of(word: &str) -> Option<Gender> {
    let honorific = || HONORIFICS.iter().find(|(honorific, _)| *honorific == word).and_then(|(_, gender)| *gender);
    GENDERED.iter().find(|(noun, _)| *noun == word).map(|(_, gender)| *gender).or_else(honorific)
}
