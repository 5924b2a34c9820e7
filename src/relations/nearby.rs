//! What words in a row show where the tree is unsure: the name after a title, the body before one, names tied by one preposition or a comma.

use super::fillers::Fillers;
use super::grammar::Grammar;
use super::lexicon;
use super::pattern::Words;
use crate::document::{DepRel, EntityType, Id, MentionId, TokenId, Upos};

/// How many words may stand between a title and the body before it: "Italian interior and overseas minister".
const RUN: usize = 8;
/// How many may stand between a preposition and the name: "in the far northern".
const GAP: usize = 3;

/// The person whose name follows a title: "campaigner Caitlin Boswell", "Minister of Transport Mr. Wazir".
pub(super) fn person_after(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: TokenId) -> Option<MentionId> {
    let mut next = after_portfolio(grammar, fillers, grammar.after(title)?)?;
    if fillers.name_over(next).is_none() && grammar.is_one_of(next, HONORIFICS) {
        next = grammar.after(next)?;
    }
    name_beginning(grammar, fillers, next).filter(|&name| grammar.doc.mention(name).kind == EntityType::Person)
}

/// The token after "of Transport", "for Home Affairs", "to Ghana", or the token itself. A portfolio has a capital: in "daughter of farmer Bob Roy" he is
/// the farmer.
fn after_portfolio(grammar: &Grammar<'_>, fillers: &Fillers<'_>, at: TokenId) -> Option<TokenId> {
    if !matches!(grammar.word(at), "of" | "for" | "to") {
        return Some(at);
    }
    let mut next = grammar.after(at)?;
    if grammar.word(next) == "the" {
        next = grammar.after(next)?;
    }
    if let Some(body) = fillers.name_over(next) {
        let is_body = grammar.doc.mention(body).kind != EntityType::Person;
        return if is_body { token_after(grammar, body) } else { Some(at) };
    }
    if !grammar.word(next).starts_with(char::is_uppercase) {
        return Some(at);
    }
    for _ in 0..RUN {
        if fillers.name_over(next).is_some() || !is_of_title(grammar, next) {
            break;
        }
        next = grammar.after(next)?;
    }
    Some(next)
}

/// Words that may stand between a title and a name.
const HONORIFICS: &[&str] = &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "prof.", "professor", "rev.", "sheikh"];

/// What a title is of, by the words beside it: the name that begins its run of nouns and adjectives, else the name after a preposition, else the one
/// after the name ("Governor Ann Smith of Maine").
pub(super) fn body_of(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: &[TokenId], fits: &dyn Fn(&str) -> bool) -> Option<MentionId> {
    let (first, last) = (*title.first()?, *title.last()?);
    let behind = || name_after_preposition(grammar, fillers, grammar.after(last)?, fits);
    // "Prime Minister Ann Smith of the Labour Party" is no head of the party.
    let is_party = |name: &MentionId| lexicon::is_party(grammar.doc.surface(grammar.doc.mention(*name).span));
    let behind_name =
        || name_tied(grammar, fillers, person_after(grammar, fillers, last)?, &Words::of(["of"])).filter(|name| !is_party(name));
    body_before(grammar, fillers, first).or_else(behind).or_else(behind_name)
}

/// Whether nothing says of what a title is, so that it is an office of the state at hand: not "party president", not "shadow minister", not "president of
/// the Mars Society".
pub(super) fn stands_alone(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: &[TokenId]) -> bool {
    if body_of(grammar, fillers, title, &|prep| matches!(prep, "of" | "for")).is_some() {
        return false;
    }
    let before = title.first().and_then(|&first| before_portfolio(grammar, first));
    before.is_none_or(|before| {
        fillers.name_over(before).is_none()
            && !matches!(grammar.upos(before), Upos::Noun | Upos::Propn)
            && !grammar.is_one_of(before, &["shadow", "former", "state", "'s", "’s"])
    })
}

/// The word before the field of an office: before "Deputy Health" in "Deputy Health Minister".
fn before_portfolio(grammar: &Grammar<'_>, title: TokenId) -> Option<TokenId> {
    let is_field = |id: TokenId| PORTFOLIOS.contains(&&*grammar.word(id).to_lowercase());
    // "Interior and Justice Minister", but not "and Justice Minister".
    let joins = |id: TokenId| grammar.upos(id) == Upos::Cconj && grammar.before(id).is_some_and(is_field);
    std::iter::successors(grammar.before(title), |&id| grammar.before(id)).find(|&id| !is_field(id) && !joins(id))
}

/// Fields of ministers of a state, and the ranks before them.
const PORTFOLIOS: &[&str] = &[
    "affairs",
    "agriculture",
    "aviation",
    "cabinet",
    "climate",
    "commerce",
    "communications",
    "culture",
    "defence",
    "defense",
    "deputy",
    "development",
    "economic",
    "economy",
    "education",
    "energy",
    "environment",
    "federal",
    "finance",
    "fisheries",
    "foreign",
    "health",
    "home",
    "housing",
    "immigration",
    "industry",
    "information",
    "infrastructure",
    "interior",
    "investment",
    "justice",
    "labor",
    "labour",
    "mines",
    "petroleum",
    "planning",
    "police",
    "power",
    "prime",
    "railways",
    "roads",
    "science",
    "security",
    "social",
    "sports",
    "trade",
    "transport",
    "transportation",
    "treasury",
    "union",
    "water",
    "works",
    "youth",
];

/// Whether words stand between the name of a body and that of a person, where they are a title whatever the tree makes of them: "Wales forward Ann
/// Smith".
pub(super) fn stands_between_names(grammar: &Grammar<'_>, fillers: &Fillers<'_>, words: &[TokenId]) -> bool {
    let before = words.first().and_then(|&first| grammar.before(first)).and_then(|before| fillers.name_over(before));
    let after = words.last().and_then(|&last| grammar.after(last)).and_then(|after| name_beginning(grammar, fillers, after));
    let kind = |name: MentionId| grammar.doc.mention(name).kind;
    before.is_some_and(|name| kind(name) != EntityType::Person) && after.is_some_and(|name| kind(name) == EntityType::Person)
}

/// Nouns between a country and the head of its own affairs: "Panama national team coach".
const NATIONAL: &[&str] =
    &["team", "national", "government", "state", "football", "soccer", "rugby", "cricket", "basketball", "hockey", "junta"];

/// Whether another noun parts a place from the title, which then is of something else there: "Iraqi militia leader".
pub(super) fn is_parted(grammar: &Grammar<'_>, place: MentionId, title: &[TokenId]) -> bool {
    let end = grammar.doc.mention(place).tokens.end;
    let Some(&first) = title.first().filter(|&&first| end <= first) else { return false };
    let between = (end.index()..first.index()).take(RUN).map(TokenId::from_index);
    let mut nouns = between.filter(|&id| matches!(grammar.upos(id), Upos::Noun | Upos::Propn) && !grammar.is_one_of(id, NATIONAL));
    nouns.any(|id| grammar.after(id).is_none_or(|after| grammar.upos(after) != Upos::Cconj))
}

fn body_before(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: TokenId) -> Option<MentionId> {
    let mut at = title;
    for _ in 0..RUN {
        let before = before_bracket(grammar, grammar.before(at)?)?;
        if let Some(name) = fillers.name_over(before) {
            let is_body = grammar.doc.mention(name).kind != EntityType::Person;
            return (is_body && !is_joined(grammar, before, at)).then_some(name);
        }
        if !is_of_title(grammar, before) {
            return None;
        }
        at = before;
    }
    None
}

/// The body whose name stands right before a title, which is of it and of no owner before: "India's Foreign Ministry spokesman".
pub(super) fn body_right_before(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: TokenId) -> Option<MentionId> {
    let name = grammar.before(title).and_then(|before| before_bracket(grammar, before)).and_then(|before| fillers.name_over(before))?;
    let mention = grammar.doc.mention(name);
    let is_modifier = matches!(grammar.rel(mention.head), DepRel::Compound | DepRel::Nmod | DepRel::NmodDesc | DepRel::Flat | DepRel::Amod);
    (mention.kind == EntityType::Organization && is_modifier).then_some(name)
}

/// The adjective of a country that begins the nouns before a name: "Malaysian bomb maker Ann Smith".
pub(super) fn country_before(grammar: &Grammar<'_>, fillers: &Fillers<'_>, name: MentionId) -> Option<MentionId> {
    let mut at = grammar.before(grammar.doc.mention(name).tokens.start)?;
    for _ in 0..=GAP {
        if let Some(country) = fillers.name_over(at) {
            let is_country = grammar.doc.mention(country).kind == EntityType::Place && grammar.upos(at) == Upos::Adj;
            return is_country.then_some(country);
        }
        let is_plain = grammar.word(at).starts_with(char::is_lowercase) && !grammar.is_plural(at);
        if !(is_plain && matches!(grammar.upos(at), Upos::Noun | Upos::Adj)) {
            return None;
        }
        at = grammar.before(at)?;
    }
    None
}

/// What stands before a bracket that closes at a token, or the token itself: "Labor Party (PT) candidate".
fn before_bracket(grammar: &Grammar<'_>, at: TokenId) -> Option<TokenId> {
    if grammar.word(at) != ")" {
        return Some(at);
    }
    let open = std::iter::successors(grammar.before(at), |&id| grammar.before(id)).take(RUN).find(|&id| grammar.word(id) == "(")?;
    grammar.before(open)
}

/// In "Google and head coach Ann Smith" the name is another member, and no part of the title.
fn is_joined(grammar: &Grammar<'_>, name: TokenId, next: TokenId) -> bool {
    grammar.after(name) == Some(next) && grammar.upos(next) == Upos::Cconj
}

fn is_of_title(grammar: &Grammar<'_>, id: TokenId) -> bool {
    match grammar.upos(id) {
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj => true,
        _ => matches!(grammar.word(id), "-" | "–" | "'s" | "’s" | "'" | "’"),
    }
}

/// The name after a preposition that stands at `at`: "of the", "in northern".
pub(super) fn name_after_preposition(
    grammar: &Grammar<'_>,
    fillers: &Fillers<'_>,
    at: TokenId,
    fits: &dyn Fn(&str) -> bool,
) -> Option<MentionId> {
    if grammar.upos(at) != Upos::Adp || !fits(&grammar.word(at).to_lowercase()) {
        return None;
    }
    let mut next = grammar.after(at)?;
    for _ in 0..GAP {
        if fillers.name_over(next).is_some() || !is_before_name(grammar, next) {
            break;
        }
        next = grammar.after(next)?;
    }
    name_beginning(grammar, fillers, next).filter(|&name| !is_modifier(grammar, name))
}

/// Whether a name only tells apart what follows it: "of Rangpur police", "of a Southeast Asian ring".
fn is_modifier(grammar: &Grammar<'_>, name: MentionId) -> bool {
    let mention = grammar.doc.mention(name);
    let is_part = match grammar.rel(mention.head) {
        DepRel::NmodPoss => true,
        // "of the FBI field office" is of the FBI.
        DepRel::Amod | DepRel::Compound => mention.kind == EntityType::Place,
        _ => false,
    };
    is_part && grammar.head(mention.head).is_some_and(|head| mention.tokens.end <= head && !grammar.is_one_of(head, AREAS))
}

/// Nouns that only say what the place before them is: "in Umbria province".
const AREAS: &[&str] = &[
    "province",
    "county",
    "state",
    "region",
    "district",
    "area",
    "city",
    "governorate",
    "prefecture",
    "island",
    "village",
    "town",
    "valley",
];

fn is_before_name(grammar: &Grammar<'_>, id: TokenId) -> bool {
    matches!(grammar.upos(id), Upos::Det | Upos::Adj) || grammar.is_one_of(id, COMPASS)
}

const COMPASS: &[&str] = &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "nearby", "-"];

/// The name that begins at a token.
fn name_beginning(grammar: &Grammar<'_>, fillers: &Fillers<'_>, at: TokenId) -> Option<MentionId> {
    fillers.name_over(at).filter(|&name| grammar.doc.mention(name).tokens.start == at)
}

/// The name that a preposition ties to the name before it: "Aleppo in northern Syria", "Bob Lee, 34, of Phoenix".
pub(super) fn name_tied(grammar: &Grammar<'_>, fillers: &Fillers<'_>, name: MentionId, words: &Words) -> Option<MentionId> {
    let after = token_after(grammar, name)?;
    let next = after_age(grammar, after)?;
    // "met Ann Smith at Google", "heard Ann Smith from Boston": these may as well belong to the verb.
    let is_sure = |word: &str| next != after || matches!(word, "of" | "in");
    name_after_preposition(grammar, fillers, next, &|word| words.contains(word) && is_sure(word))
}

/// The token after an age between commas, or the token itself.
fn after_age(grammar: &Grammar<'_>, at: TokenId) -> Option<TokenId> {
    let Some(age) = grammar.after(at).filter(|&age| grammar.word(at) == "," && grammar.upos(age) == Upos::Num) else { return Some(at) };
    let comma = grammar.after(age).filter(|&comma| grammar.word(comma) == ",")?;
    grammar.after(comma)
}

/// The name that only `mark` parts from the name before it: "Boston, Mass.", "Smith (Labour)".
pub(super) fn name_beside(grammar: &Grammar<'_>, fillers: &Fillers<'_>, name: MentionId, mark: &str) -> Option<MentionId> {
    let at = token_after(grammar, name)?;
    let next = grammar.after(at).filter(|_| grammar.word(at) == mark)?;
    let beside =
        name_beginning(grammar, fillers, next).filter(|&beside| !is_modifier(grammar, beside) && !ends_list(grammar, fillers, beside))?;
    // "in London, Argentina's envoy": the genitive begins something else.
    let is_owner = token_after(grammar, beside).is_some_and(|after| matches!(grammar.word(after), "'s" | "’s" | "'" | "’"));
    (!is_owner).then_some(beside)
}

/// The name right behind a verb, unless it only tells apart what follows it.
pub(super) fn name_behind_verb(grammar: &Grammar<'_>, fillers: &Fillers<'_>, verb: TokenId) -> Option<MentionId> {
    let mut next = grammar.after(verb)?;
    if grammar.upos(next) == Upos::Det {
        next = grammar.after(next)?;
    }
    name_beginning(grammar, fillers, next).filter(|&name| !modifies_next(grammar, name))
}

/// The name right before a finite verb and its auxiliaries, unless a preposition stands before the name.
pub(super) fn name_before_verb(grammar: &Grammar<'_>, fillers: &Fillers<'_>, verb: TokenId) -> Option<MentionId> {
    let mut before = grammar.before(verb)?;
    let mut is_finite = !grammar.word(verb).ends_with("ing");
    for _ in 0..GAP {
        match grammar.upos(before) {
            Upos::Aux => is_finite = true,
            Upos::Adv => {}
            _ => break,
        }
        before = grammar.before(before)?;
    }
    let name = fillers.name_over(before).filter(|_| is_finite)?;
    let mut outside = grammar.before(grammar.doc.mention(name).tokens.start);
    if outside.is_some_and(|id| grammar.upos(id) == Upos::Det) {
        outside = outside.and_then(|id| grammar.before(id));
    }
    let begins_clause = |id: TokenId| {
        let is_mark = grammar.rel(id) == DepRel::Mark || matches!(grammar.upos(id), Upos::Punct | Upos::Sconj | Upos::Adv);
        is_mark && grammar.word(id) != ","
    };
    outside.is_none_or(begins_clause).then_some(name)
}

/// Whether a name is part of what the word behind it names.
fn modifies_next(grammar: &Grammar<'_>, name: MentionId) -> bool {
    let mention = grammar.doc.mention(name);
    let is_part = matches!(grammar.rel(mention.head), DepRel::NmodPoss | DepRel::Amod | DepRel::Compound | DepRel::NmodDesc);
    let next = token_after(grammar, name);
    is_part || next.is_some_and(|next| matches!(grammar.word(next), "'s" | "’s" | "'" | "’" | "-") || grammar.upos(next) == Upos::Noun)
}

/// Whether a name is followed by "and" and another of its type, so that a comma before it is that of a list: "in Paris, London and Tokyo".
pub(super) fn ends_list(grammar: &Grammar<'_>, fillers: &Fillers<'_>, name: MentionId) -> bool {
    let and = token_after(grammar, name).filter(|&and| grammar.upos(and) == Upos::Cconj);
    let next = and
        .and_then(|and| grammar.after(and))
        .map(|next| if grammar.word(next) == "the" { grammar.after(next).unwrap_or(next) } else { next });
    let other = next.and_then(|next| name_beginning(grammar, fillers, next));
    let doc = grammar.doc;
    let is_wide = lexicon::wider().has_name(doc.surface(doc.mention(name).span));
    let is_like = |other: MentionId| {
        let wide = lexicon::wider().has_name(doc.surface(doc.mention(other).span));
        doc.mention(other).kind == doc.mention(name).kind && wide == is_wide
    };
    other.is_some_and(is_like)
}

/// The name that stands right before a name: "Sofia BTA".
pub(super) fn name_before(grammar: &Grammar<'_>, fillers: &Fillers<'_>, name: MentionId) -> Option<MentionId> {
    let before = grammar.before(grammar.doc.mention(name).tokens.start)?;
    fillers.name_over(before)
}

/// The token after a name, within the sentence.
fn token_after(grammar: &Grammar<'_>, name: MentionId) -> Option<TokenId> {
    let end = grammar.doc.mention(name).tokens.end;
    let last = TokenId::from_index(end.index().checked_sub(1)?);
    grammar.after(last)
}

/// The person on the other side of a comma: "Ann Smith, 54, an Acme sales director", "an Acme sales director, Ann Smith".
pub(super) fn person_beside(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: &[TokenId]) -> Option<MentionId> {
    let is_person = |&name: &MentionId| grammar.doc.mention(name).kind == EntityType::Person;
    person_before(grammar, fillers, *title.first()?).or_else(|| person_behind(grammar, fillers, *title.last()?)).filter(is_person)
}

fn person_before(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: TokenId) -> Option<MentionId> {
    let mut at = grammar.before(title)?;
    for _ in 0..RUN {
        let is_body = fillers.name_over(at).is_some_and(|name| grammar.doc.mention(name).kind != EntityType::Person);
        if !is_body && grammar.upos(at) != Upos::Det && !is_of_title(grammar, at) {
            break;
        }
        at = grammar.before(at)?;
    }
    let before = before_age(grammar, Some(at).filter(|&comma| grammar.word(comma) == ",")?)?;
    fillers.name_over(before)
}

/// The token before a comma, or before an age between commas.
fn before_age(grammar: &Grammar<'_>, comma: TokenId) -> Option<TokenId> {
    let before = grammar.before(comma)?;
    if grammar.upos(before) != Upos::Num {
        return Some(before);
    }
    let first = grammar.before(before).filter(|&first| grammar.word(first) == ",")?;
    grammar.before(first)
}

fn person_behind(grammar: &Grammar<'_>, fillers: &Fillers<'_>, title: TokenId) -> Option<MentionId> {
    let comma = grammar.after(title).filter(|&comma| grammar.word(comma) == ",")?;
    name_beginning(grammar, fillers, grammar.after(comma)?)
}
