//! The tense around an expression, which decides between the last Friday and the next.

use crate::document::{DepRel, Id, Token, Upos};

use super::grammar::{Cursor, Phrase};
use super::resolve::Tense;

/// The tense that the words around an expression show: a preposition before it, the verb that governs it, or else the nearest verb.
///
/// The flag says that the verb surely governs the expression: by the tree, or because it stands right before it.
pub(super) fn tense(cursor: &Cursor<'_>, phrase: &Phrase) -> (Tense, bool) {
    if phrase.first > 0 && is_deadline(cursor, phrase.first - 1) && !is_over(cursor, phrase) {
        return (Tense::Future, true);
    }
    if phrase.first > 0 && cursor.is(phrase.first - 1, "since") {
        return (Tense::Past, true);
    }
    // "Wednesday's ruling": what has a name and a day has mostly happened.
    if cursor.possessive(phrase.end).is_some() {
        return (Tense::Past, false);
    }
    let governed = governed(cursor, phrase);
    if close(cursor, phrase) == Some(Tense::Future) {
        return (Tense::Future, true);
    }
    // "a June agreement": what has a name and a month has mostly happened, whatever is done about it.
    if governed != Tense::Past && is_modifier(cursor, phrase) {
        return (Tense::Past, false);
    }
    match governed {
        Tense::Unknown => nearest(cursor, phrase),
        tense => (tense, true),
    }
}

fn is_deadline(cursor: &Cursor<'_>, at: usize) -> bool {
    let as_soon_as = at >= 2 && cursor.is(at, "as") && cursor.any(at - 1, &["soon", "early"]);
    as_soon_as || cursor.any(at, &["by", "until", "till"])
}

/// Whether the expression stands before a noun as a part of it.
fn is_modifier(cursor: &Cursor<'_>, phrase: &Phrase) -> bool {
    let last = cursor.pieces.get(phrase.end.saturating_sub(1)).and_then(|piece| Some((piece.token, cursor.tokens.get(piece.token)?)));
    last.is_some_and(|(at, token)| token.deprel.is(DepRel::Compound) && token.head.is_some_and(|head| head.index() > at))
}

/// A deadline that lies behind: "by Friday they had filed", "they waited until Friday". What was put off until a day is still to come.
fn is_over(cursor: &Cursor<'_>, phrase: &Phrase) -> bool {
    if phrase.first >= 2 && cursor.any(phrase.first - 2, PUT_OFF) {
        return false;
    }
    let perfect = || {
        let mut verbs = governors(cursor, phrase).filter(|&id| cursor.tokens.get(id).is_some_and(|token| token.upos == Upos::Verb));
        verbs.next().is_some_and(|verb| helpers(cursor, verb).any(|helper| is_word(cursor, helper, &["had", "has", "have", "'ve", "’ve"])))
    };
    close(cursor, phrase) == Some(Tense::Past) || perfect()
}

const PUT_OFF: &[&str] = &["postponed", "delayed", "extended", "adjourned", "deferred", "suspended", "recessed"];

/// The tense of the clause that the tree puts the expression in; unknown without a tree.
fn governed(cursor: &Cursor<'_>, phrase: &Phrase) -> Tense {
    let first = cursor.pieces.get(phrase.first).map_or(0, |piece| piece.token);
    let tenses = governors(cursor, phrase).map(|id| clause_tense(cursor, id, first));
    tenses.into_iter().find(|&tense| tense != Tense::Unknown).unwrap_or(Tense::Unknown)
}

/// The tokens above an expression, from the nearest up.
fn governors<'a>(cursor: &Cursor<'a>, phrase: &Phrase) -> impl Iterator<Item = usize> + use<'a> {
    let token = |at: usize| cursor.pieces.get(at).map_or(0, |piece| piece.token);
    let (first, last) = (token(phrase.first), token(phrase.end.saturating_sub(1)));
    let tokens = cursor.tokens;
    let head_of = move |id: usize| tokens.get(id).and_then(|token| token.head).map(Id::index);
    let outer = (first..=last).find_map(|id| head_of(id).filter(|head| !(first..=last).contains(head)));
    std::iter::successors(outer, move |&id| head_of(id)).take(CLIMB)
}

/// How far up the tree a verb is looked for.
const CLIMB: usize = 8;

/// The tense of a clause by its predicate and what hangs on it, looked for near the predicate.
fn clause_tense(cursor: &Cursor<'_>, predicate: usize, near: usize) -> Tense {
    let Some(token) = cursor.tokens.get(predicate) else { return Tense::Unknown };
    if !matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Adj) {
        return Tense::Unknown;
    }
    let helped_by = |words: &[&str]| helpers(cursor, predicate).any(|helper| is_word(cursor, helper, words));
    let form = lower(cursor, token);
    if helped_by(&["to"]) {
        return infinitive(cursor, token);
    }
    let would = helped_by(&["would"]) && !helped_by(&["have"]);
    if would || helped_by(&["will", "'ll", "’ll", "shall", "wo"]) || is_future_word(&form) {
        return Tense::Future;
    }
    if helped_by(PAST_HELPERS) || is_past_form(token, &form) {
        return Tense::Past;
    }
    // "The rights expire Nov. 21", "he meets Bush Thursday": a present tense with a date behind it is about what is to come.
    let present = token.upos == Upos::Verb
        && (predicate + 1..=predicate + CLOSE).contains(&near)
        && !REPORTS.contains(&&*token.lemma)
        && helpers(cursor, predicate).all(|helper| helper.deprel.is(DepRel::Mark));
    if present && (form == *token.lemma || form.ends_with('s')) { Tense::Future } else { Tense::Unknown }
}

/// "to expire Friday" is to come, but not if it "had been scheduled to". What one does something for, and what "the third country to ratify" did, has
/// the time of the clause above.
fn infinitive(cursor: &Cursor<'_>, token: &Token) -> Tense {
    let head = token.head.and_then(|head| Some((head.index(), cursor.tokens.get(head.index())?)));
    let Some((at, above)) = head else { return Tense::Future };
    if token.deprel.is(DepRel::Advcl) || token.deprel.is(DepRel::Acl) && !PLANS.contains(&&*above.lemma) {
        return Tense::Unknown;
    }
    let past = helpers(cursor, at).any(|helper| is_word(cursor, helper, &["had"]));
    if past { Tense::Past } else { Tense::Future }
}

/// Nouns of what is to come.
const PLANS: &[&str] = &[
    "plan",
    "deal",
    "agreement",
    "decision",
    "proposal",
    "offer",
    "pledge",
    "promise",
    "intention",
    "vote",
    "order",
    "call",
    "invitation",
    "deadline",
    "schedule",
    "right",
    "option",
    "time",
    "bid",
];

/// "X says Friday": the date is that of the saying, which is over.
const REPORTS: &[&str] = &["say", "tell", "report", "announce", "add", "write"];

fn lower(cursor: &Cursor<'_>, token: &Token) -> String {
    cursor.text.get(token.span.start..token.span.end).unwrap_or_default().to_ascii_lowercase()
}

fn is_word(cursor: &Cursor<'_>, token: &Token, words: &[&str]) -> bool {
    let form = cursor.text.get(token.span.start..token.span.end).unwrap_or_default();
    words.iter().any(|word| form.eq_ignore_ascii_case(word))
}

const SPREAD: usize = 12;

const PAST_HELPERS: &[&str] = &["was", "were", "had", "did", "has", "have", "been"];

/// Auxiliaries and "to" before a predicate.
fn helpers<'a>(cursor: &Cursor<'a>, predicate: usize) -> impl Iterator<Item = &'a Token> + use<'a> {
    let before = cursor.tokens.get(predicate.saturating_sub(SPREAD)..predicate).unwrap_or_default();
    let is_helper = move |token: &&Token| {
        token.head.is_some_and(|head| head.index() == predicate)
            && (token.deprel.is(DepRel::Aux) || token.deprel.is(DepRel::Cop) || (token.deprel.is(DepRel::Mark) && token.upos == Upos::Part))
    };
    before.iter().filter(is_helper)
}

fn is_future_word(form: &str) -> bool {
    FUTURE.contains(&form)
}

/// A form of a verb that is neither its lemma nor a present tense.
fn is_past_form(token: &Token, form: &str) -> bool {
    let changed = !token.lemma.is_empty() && *form != *token.lemma && !form.ends_with('s') && !form.ends_with("ing");
    token.upos == Upos::Verb && (changed || UNCHANGED.contains(&form))
}

/// Verbs whose past is their present; of what has a date behind it, news mostly tells the past.
const UNCHANGED: &[&str] = &["read", "set", "put", "cut", "hit", "let", "shut", "quit", "spread", "split", "cast", "beat", "hurt"];

/// The tense of the nearest verb in the clause, by its form: first looking back, then ahead.
fn nearest(cursor: &Cursor<'_>, phrase: &Phrase) -> (Tense, bool) {
    if let Some(tense) = close(cursor, phrase) {
        return (tense, true);
    }
    let back =
        (phrase.first.saturating_sub(REACH)..phrase.first).rev().map_while(|at| in_clause(cursor, at)).find_map(|at| verb(cursor, at));
    let ahead = || (phrase.end..cursor.len().min(phrase.end + REACH)).map_while(|at| in_clause(cursor, at)).find_map(|at| verb(cursor, at));
    (back.or_else(ahead).unwrap_or(Tense::Unknown), false)
}

/// The tense of a verb right before the expression.
fn close(cursor: &Cursor<'_>, phrase: &Phrase) -> Option<Tense> {
    (phrase.first.saturating_sub(CLOSE)..phrase.first).rev().find_map(|at| verb(cursor, at))
}

/// How many pieces away a verb stands right before an expression.
const CLOSE: usize = 3;

/// How many pieces away a verb may stand.
const REACH: usize = 25;

/// Quotation marks and semicolons end a clause.
fn in_clause(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    (!cursor.any(at, &[";", "\"", "“", "”"])).then_some(at)
}

fn verb(cursor: &Cursor<'_>, at: usize) -> Option<Tense> {
    let word = cursor.str(at);
    let is_one_of = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is_one_of(FUTURE) || (cursor.is(at, "to") && cursor.any(at + 1, INFINITIVES)) {
        return Some(Tense::Future);
    }
    let past = is_one_of(PAST) || (word.len() > 4 && word.ends_with("ed") && !cursor.is_capital(at) && !is_one_of(NOT_PAST));
    past.then_some(Tense::Past)
}

const FUTURE: &[&str] =
    &["will", "ll", "shall", "expire", "expires", "scheduled", "payable", "due", "expected", "planned", "upcoming", "effective"];

const INFINITIVES: &[&str] = &["be", "expire", "begin", "take", "meet", "end", "start", "open"];

const NOT_PAST: &[&str] = &["need", "indeed", "proceed", "exceed", "hundred", "united", "succeed", "proposed"];

const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "took", "went", "came", "made", "met", "gave", "began", "became", "held", "fell", "rose",
    "won", "lost", "left", "sent", "saw", "got", "found", "ran", "led", "kept", "brought", "bought", "sold", "spoke", "wrote", "broke",
    "hit", "shot", "flew", "has", "have", "been", "since",
];
