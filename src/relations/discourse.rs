//! Who is meant by a word that the stage before left open: by what the sentence before was about, or by who speaks. Such a reading is a guess, and
//! weighs little.

use super::grammar::Grammar;
use super::words::Class;
use crate::document::{Annotations, DepRel, EntityType, Id, SentenceId, TokenId, Upos};

/// What kind of thing a word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// "I", "we": who speaks.
    Speaker,
    /// "it", "the group": what the text was about last.
    Topic,
    /// "they": the same, or several.
    Topics,
}

/// How sure such readings are.
pub(super) const SPEAKER_WEIGHT: f32 = 0.7;
pub(super) const TOPIC_WEIGHT: f32 = 0.5;

/// How many sentences back a quotation may have begun.
const QUOTED: usize = 6;

/// How the word may be read, if it is one that stands for something else.
pub(super) fn open(grammar: &Grammar<'_>, token: TokenId) -> Option<Open> {
    match grammar.upos(token) {
        Upos::Pron if grammar.rel(token) == DepRel::Expl => None,
        Upos::Pron | Upos::Det => match &*grammar.word(token).to_lowercase() {
            "i" | "we" | "me" | "us" | "my" | "our" => Some(Open::Speaker),
            "it" | "its" => Some(Open::Topic),
            "they" | "them" | "their" => Some(Open::Topics),
            _ => None,
        },
        Upos::Noun if is_definite_body(grammar, token) => Some(Open::Topic),
        _ => None,
    }
}

/// The types that a word may stand for.
pub(super) fn types(open: Open, grammar: &Grammar<'_>, token: TokenId) -> &'static [EntityType] {
    match open {
        Open::Speaker => &[EntityType::Person],
        Open::Topic if grammar.upos(token) == Upos::Noun => &[EntityType::Organization],
        Open::Topic => &[EntityType::Organization, EntityType::Place],
        Open::Topics => &[EntityType::Organization, EntityType::Place, EntityType::Person],
    }
}

/// "the group", "this company", with nothing that says which one.
fn is_definite_body(grammar: &Grammar<'_>, noun: TokenId) -> bool {
    is_definite_alone(grammar, noun) && grammar.is_class(noun, Class::BODY)
}

/// "the forum", "this city".
pub(super) fn is_definite_alone(grammar: &Grammar<'_>, noun: TokenId) -> bool {
    let is_definite = grammar.children_by(noun, DepRel::Det).any(|det| grammar.is_one_of(det, &["the", "this"]));
    let has_more = grammar
        .children(noun)
        .iter()
        .any(|&child| !matches!(grammar.rel(child), DepRel::Det | DepRel::Case | DepRel::Punct) && grammar.upos(child) != Upos::Verb);
    grammar.upos(noun) == Upos::Noun && is_definite && !has_more && !grammar.is_one_of(noun, NO_SHORT_NAME)
}

/// Last words of names that alone mean something else: "Islamic State", "White House".
const NO_SHORT_NAME: &[&str] = &["house", "people", "state", "street", "time", "times", "world"];

/// The subjects that a word may point back to, the likeliest first: that of the main clause before it, those of the sentence before.
pub(super) fn topics(grammar: &Grammar<'_>, token: TokenId) -> Vec<(SentenceId, TokenId)> {
    let own = clause_of(grammar, token);
    let here = subjects(grammar).filter(|&subject| subject < token && grammar.head(subject) != Some(own));
    let mut found: Vec<_> = here.map(|subject| (grammar.sentence, subject)).collect();
    if let Some(before) = previous(grammar.sentence) {
        let there = Grammar::new(grammar.doc, before);
        found.extend(subjects(&there).map(|subject| (before, subject)));
    }
    found
}

/// How far back the same noun may be spoken of.
const SAME_REACH: usize = 8;

/// How sure it is that a noun means what it meant before.
pub(super) const SAME_WEIGHT: f32 = 0.7;

/// Nouns for what the sentence before told of.
const LAST_DEEDS: &[&str] =
    &["act", "action", "announcement", "comment", "decision", "measure", "move", "plan", "proposal", "remark", "statement", "step"];

/// Where a definite noun without an owner stood before: "the ruling" after "the court's ruling", the nearest first.
pub(super) fn same_before(grammar: &Grammar<'_>, noun: TokenId) -> Vec<(SentenceId, TokenId)> {
    if !is_definite(grammar, noun) || !is_deed(grammar, noun) {
        return Vec::new();
    }
    let lemma = grammar.lemma(noun);
    let before = std::iter::successors(previous(grammar.sentence), |&sentence| previous(sentence)).take(SAME_REACH);
    let tokens = before.flat_map(|sentence| grammar.doc.sentence(sentence).token_ids().rev().map(move |token| (sentence, token)));
    let is_same = |&(_, token): &(SentenceId, TokenId)| {
        let other = grammar.doc.token(token);
        other.upos == Upos::Noun && other.lemma.eq_ignore_ascii_case(lemma)
    };
    tokens.filter(is_same).take(3).collect()
}

/// Whether a noun is something that someone does, says or makes.
fn is_deed(grammar: &Grammar<'_>, noun: TokenId) -> bool {
    grammar.is_class(noun, Class::VOICE.or(Class::DEED).or(Class::OBJECT_NOUN))
        || grammar.is_one_of(noun, LAST_DEEDS)
        || grammar.is_one_of(noun, &["ban", "bid", "bill", "deal", "law", "offer", "policy", "project", "reform"])
}

/// Whether a noun points to what the sentence before told of: "the move".
pub(super) fn is_last_deed(grammar: &Grammar<'_>, noun: TokenId) -> bool {
    is_definite(grammar, noun) && grammar.is_one_of(noun, LAST_DEEDS)
}

fn is_definite(grammar: &Grammar<'_>, noun: TokenId) -> bool {
    grammar.children_by(noun, DepRel::Det).any(|det| grammar.is_one_of(det, &["the", "this", "these", "that"]))
}

/// Who does what the main clause of the sentence before tells, where that is no saying.
pub(super) fn agents_before(grammar: &Grammar<'_>) -> Vec<(SentenceId, TokenId)> {
    let Some(before) = previous(grammar.sentence) else { return Vec::new() };
    let there = Grammar::new(grammar.doc, before);
    let acts = |&id: &TokenId| {
        there.rel(id) == DepRel::Root && there.upos(id) == Upos::Verb && !there.is_class(id, Class::SAY) && !there.is_passive(id)
    };
    let verb = there.tree.ids().find(acts);
    verb.map(|verb| there.subjects(verb)).unwrap_or_default().into_iter().map(|agent| (before, agent)).collect()
}

/// The subjects of a sentence: that of its root, then the others in order.
fn subjects(grammar: &Grammar<'_>) -> impl Iterator<Item = TokenId> {
    let is_main = |&subject: &TokenId| grammar.head(subject).is_some_and(|verb| grammar.rel(verb) == DepRel::Root);
    let mut all: Vec<TokenId> = grammar.tree.ids().filter(|&id| grammar.is_a(id, DepRel::Nsubj)).collect();
    all.sort_by_key(|subject| !is_main(subject));
    all.into_iter()
}

/// The clause that a word stands in.
fn clause_of(grammar: &Grammar<'_>, token: TokenId) -> TokenId {
    grammar.tree.ancestors(token).take(8).find(|&at| grammar.is_clause(at)).unwrap_or(token)
}

/// Who says what a sentence quotes: the subjects of the verbs of saying in it; where it goes on with a quotation, in those before it.
pub(super) fn speakers(grammar: &Grammar<'_>) -> Vec<(SentenceId, TokenId)> {
    let mut at = grammar.sentence;
    for _ in 0..QUOTED {
        let found = sayers_at(grammar.doc, at);
        if !found.is_empty() {
            return found;
        }
        if let Some(end) = end_of_quotation(grammar.doc, at) {
            let found = sayers_at(grammar.doc, end);
            if !found.is_empty() {
                return found;
            }
        }
        match previous(at).filter(|_| begins_quoted(grammar.doc, at)) {
            Some(before) => at = before,
            None => break,
        }
    }
    Vec::new()
}

fn sayers_at(doc: &Annotations, sentence: SentenceId) -> Vec<(SentenceId, TokenId)> {
    sayers(&Grammar::new(doc, sentence)).into_iter().map(|sayer| (sentence, sayer)).collect()
}

/// The later sentence in which a quotation ends that a sentence opens or goes on with: "We lost. They cheated," said Ann.
fn end_of_quotation(doc: &Annotations, sentence: SentenceId) -> Option<SentenceId> {
    let marks = |at: SentenceId| {
        let words: Vec<&str> = doc.sentence(at).token_ids().map(|token| doc.word(token)).collect();
        let count = words.iter().filter(|word| is_mark(word)).count();
        (count, words.first().is_some_and(|word| is_mark(word)))
    };
    let opens = |at: SentenceId| matches!(marks(at), (count, true) if count % 2 == 1);
    let closes = |at: SentenceId| matches!(marks(at), (count, false) if count % 2 == 1);
    let back = std::iter::successors(Some(sentence), |&at| previous(at)).take(QUOTED);
    let first = back.take_while(|&at| at == sentence || !closes(at)).find(|&at| opens(at))?;
    let last = doc.sentences.len().min(first.index() + QUOTED);
    let mut after = (first.index() + 1..last).map(SentenceId::from_index);
    after.find(|&at| closes(at)).filter(|&end| sentence <= end)
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "``" | "”" | "''")
}

/// Who said what the sentence goes on to quote, where it names no one itself.
pub(super) fn quoters_before(grammar: &Grammar<'_>) -> Vec<(SentenceId, TokenId)> {
    let is_own = |found: &[(SentenceId, TokenId)]| found.iter().any(|&(sentence, _)| sentence == grammar.sentence);
    let found = speakers(grammar);
    if is_own(&found) { Vec::new() } else { found }
}

fn sayers(grammar: &Grammar<'_>) -> Vec<TokenId> {
    let says = |&id: &TokenId| grammar.upos(id) == Upos::Verb && grammar.is_class(id, Class::SAY);
    let verbs = grammar.tree.ids().filter(says);
    let subject = |verb| grammar.children_by(verb, DepRel::Nsubj).find(|&subject| grammar.upos(subject) != Upos::Pron);
    verbs.filter_map(subject).collect()
}

/// Whether a sentence begins with a quotation or within one.
fn begins_quoted(doc: &Annotations, sentence: SentenceId) -> bool {
    let is_open = |word: &str| matches!(word, "\"" | "“" | "``");
    let is_close = |word: &str| matches!(word, "”" | "''");
    let words: Vec<&str> = doc.sentence(sentence).token_ids().map(|token| doc.word(token)).collect();
    if words.first().is_some_and(|word| is_open(word)) {
        return true;
    }
    // A closing mark before any that opens.
    words.iter().find(|word| is_open(word) || is_close(word)).is_some_and(|word| is_close(word))
}

fn previous(sentence: SentenceId) -> Option<SentenceId> {
    sentence.index().checked_sub(1).map(SentenceId::from_index)
}
