//! Time of what a trigger states: the date of its own clause, else of its sentence, else the one that the narration has just told of.

use super::grammar::Grammar;
use crate::document::{Annotations, DateId, DateMention, DepRel, Id, Modality, SentenceId, TimexType, TokenId, Upos, When, WhenRoute};

/// When it is said to happen.
pub(super) fn when(grammar: &Grammar<'_>, trigger: TokenId, modality: Modality) -> Option<When> {
    let dates = dated(grammar);
    in_clause(grammar, &dates, trigger).or_else(|| in_sentence(&dates)).or_else(|| narrative(grammar, trigger, modality))
}

/// A date of a sentence that a calendar has: what it says, and the token on which its others depend.
struct Dated<'d> {
    id: DateId,
    value: &'d str,
    top: TokenId,
}

impl Dated<'_> {
    fn when(&self, route: WhenRoute) -> When {
        When { value: self.value.into(), date: self.id, route }
    }
}

/// The dates of the sentence, at most so many that a list of them costs nothing.
fn dated<'d>(grammar: &Grammar<'d>) -> Vec<Dated<'d>> {
    let doc = grammar.doc;
    let of = |id| {
        let date = doc.date(id);
        Some(Dated { id, value: calendar_value(date)?, top: top_of(grammar, date)? })
    };
    doc.dates_in(grammar.sentence).take(MOST_DATES).filter_map(of).collect()
}

const MOST_DATES: usize = 64;

/// The date of the trigger's clause that stands nearest to it.
fn in_clause(grammar: &Grammar<'_>, dates: &[Dated<'_>], trigger: TokenId) -> Option<When> {
    let clause = clause_of(grammar, trigger);
    let mine = dates.iter().filter(|date| clause_of(grammar, date.top) == clause && !is_part_of_name(grammar, date));
    let nearest = mine.min_by_key(|date| trigger.index().abs_diff(date.top.index()));
    nearest.map(|date| date.when(WhenRoute::Clause))
}

/// The year in "the 2018 World Cup" is part of what the cup is called, and says little of when it was won.
fn is_part_of_name(grammar: &Grammar<'_>, date: &Dated<'_>) -> bool {
    let in_noun = matches!(grammar.rel(date.top), DepRel::Compound | DepRel::Nummod | DepRel::NmodUnmarked);
    date.value.len() == 4 && in_noun
}

/// The date of the sentence, if there is one: dates of which each is a part of the next coarser one are one, told by the finest.
fn in_sentence(dates: &[Dated<'_>]) -> Option<When> {
    let finest = dates.iter().max_by_key(|date| date.value.len())?;
    dates.iter().all(|date| finest.value.starts_with(date.value)).then(|| finest.when(WhenRoute::Sentence))
}

/// What is told in the past without a date happened, as the sentences before go, on the day they tell of. Two sentences back is as far as this is sure;
/// "had met" goes back behind that day.
fn narrative(grammar: &Grammar<'_>, trigger: TokenId, modality: Modality) -> Option<When> {
    let clause = clause_of(grammar, trigger);
    if is_dated(grammar)
        || modality != Modality::Actual
        || !is_past(grammar, clause)
        || has_helper(grammar, clause, &["had", "has", "have"])
    {
        return None;
    }
    let sentence = grammar.sentence.index();
    (1..=BACK).map_while(|back| sentence.checked_sub(back)).find_map(|before| told_on(grammar.doc, before))
}

const BACK: usize = 2;

/// Whether a sentence says when, if only as "last week", of which no calendar has a day.
fn is_dated(grammar: &Grammar<'_>) -> bool {
    let mut dates = grammar.doc.dates_in(grammar.sentence).take(MOST_DATES).map(|id| grammar.doc.date(id));
    dates.any(|date| matches!(date.kind, TimexType::Date | TimexType::Time))
}

/// The last day on which a sentence tells that something happened, if it is not behind the day of publication. What a relative clause dates ("the dam, which
/// was destroyed last June") is no part of what is told.
fn told_on(doc: &Annotations, sentence: usize) -> Option<When> {
    let grammar = Grammar::new(doc, SentenceId::from_index(sentence));
    let dates = dated(&grammar);
    let is_told = |date: &&Dated<'_>| {
        let clause = clause_of(&grammar, date.top);
        is_past(&grammar, clause) && !is_report(&grammar, clause) && !is_aside(&grammar, clause)
    };
    let last = dates.iter().rfind(is_told)?;
    let over = doc.published.is_none_or(|published| last.value <= published.to_string().as_str());
    (over && last.value.len() > 4).then(|| last.when(WhenRoute::Narrative))
}

/// Whether a clause describes a noun.
fn is_aside(grammar: &Grammar<'_>, clause: TokenId) -> bool {
    matches!(grammar.rel(clause), DepRel::Acl | DepRel::AclRelcl)
}

/// "said on Friday" dates the saying.
fn is_report(grammar: &Grammar<'_>, clause: TokenId) -> bool {
    matches!(grammar.lemma(clause), "say" | "tell" | "report" | "announce" | "add" | "write" | "note" | "quote")
}

/// Whether a clause is told in the past: "fired", "was held", "had met", and what hangs on such a clause: "Ho defeating Lee".
fn is_past(grammar: &Grammar<'_>, clause: TokenId) -> bool {
    let word = grammar.word(clause).to_lowercase();
    if word.ends_with("ing") {
        let above = grammar.head(clause).map(|head| clause_of(grammar, head));
        return above.is_some_and(|above| above != clause && !grammar.word(above).ends_with("ing") && is_past(grammar, above));
    }
    let helped = |words: &[&str]| has_helper(grammar, clause, words);
    if helped(&["will", "would", "may", "might", "can", "could", "should", "must", "is", "are", "to"]) {
        return false;
    }
    let changed = grammar.upos(clause) == Upos::Verb && word != grammar.lemma(clause) && !word.ends_with('s');
    changed || helped(&["was", "were", "had", "did", "has", "have"])
}

/// Whether one of these is an auxiliary or the copula of a clause.
fn has_helper(grammar: &Grammar<'_>, clause: TokenId, words: &[&str]) -> bool {
    let mut helpers =
        grammar.children(clause).iter().filter(|&&child| matches!(grammar.rel(child), DepRel::Aux | DepRel::AuxPass | DepRel::Cop));
    helpers.any(|&helper| words.iter().any(|word| grammar.word(helper).eq_ignore_ascii_case(word)))
}

/// The part of a value that is a year, a month or a day.
fn calendar_value(date: &DateMention) -> Option<&str> {
    if matches!(date.kind, TimexType::Duration | TimexType::Set) {
        return None;
    }
    let value = date.value.timex.as_deref()?;
    let day = value.split('T').next().unwrap_or(value);
    is_calendar(day).then_some(day)
}

/// `2020`, `2020-12` or `2020-12-26`.
fn is_calendar(value: &str) -> bool {
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = value.split('-');
    parts.next().is_some_and(|year| digits(year, 4)) && parts.by_ref().all(|part| digits(part, 2)) && value.len() <= 10
}

/// The token of a date on which its others depend.
fn top_of(grammar: &Grammar<'_>, date: &DateMention) -> Option<TokenId> {
    let mut ids = (date.tokens.start.index()..date.tokens.end.index()).take(32).map(TokenId::from_index);
    ids.find(|&id| grammar.head(id).is_none_or(|head| !date.tokens.contains(&head)))
}

/// The predicate of the clause that a token belongs to. A noun of action belongs to the clause of its verb.
pub(super) fn clause_of(grammar: &Grammar<'_>, token: TokenId) -> TokenId {
    let mut at = token;
    for _ in 0..12 {
        if grammar.is_clause(at) && !matches!(grammar.rel(at), DepRel::Amod | DepRel::Xcomp | DepRel::Compound) {
            break;
        }
        let Some(head) = grammar.head(at) else { break };
        at = head;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::parses::sentence;
    use super::super::{RuleSet, relate};
    use super::*;
    use crate::document::{Anchor, DateValue, EntityType, Grain, Sentence, Span};

    /// Two sentences, the place where the second begins, the tokens and values of the dates, and what the meeting's time is.
    struct Case {
        parse: &'static str,
        second: usize,
        dates: &'static [(usize, &'static str)],
        expected: Option<(&'static str, WhenRoute)>,
    }

    const FRIDAY: &str = "Akar/Akar/PROPN/2/nsubj arrived/arrive/VERB/0/root Friday/Friday/PROPN/2/obl:unmarked";

    const CASES: &[Case] = &[
        Case {
            parse: "Saleh/Saleh/PROPN/5/nsubj met/meet/VERB/0/root Haftar/Haftar/PROPN/5/obj",
            second: 3,
            dates: &[(2, "2020-12-25")],
            expected: Some(("2020-12-25", WhenRoute::Narrative)),
        },
        Case {
            parse: "Saleh/Saleh/PROPN/6/nsubj had/have/AUX/6/aux met/meet/VERB/0/root Haftar/Haftar/PROPN/6/obj",
            second: 3,
            dates: &[(2, "2020-12-25")],
            expected: None,
        },
        Case {
            parse: "Saleh/Saleh/PROPN/6/nsubj will/will/AUX/6/aux meet/meet/VERB/0/root Haftar/Haftar/PROPN/6/obj",
            second: 3,
            dates: &[(2, "2020-12-25")],
            expected: None,
        },
        Case {
            parse: "Saleh/Saleh/PROPN/5/nsubj met/meet/VERB/0/root Haftar/Haftar/PROPN/5/obj Sunday/Sunday/PROPN/5/obl:unmarked",
            second: 3,
            dates: &[(2, "2020-12-25"), (6, "2020-12-27")],
            expected: Some(("2020-12-27", WhenRoute::Clause)),
        },
        // The year is part of a name, and agrees with the day.
        Case {
            parse: "Sunday/Sunday/PROPN/6/obl:unmarked 2020/2020/NUM/6/nummod Cup/Cup/PROPN/7/obl:unmarked began/begin/VERB/0/root \
                    Saleh/Saleh/PROPN/9/nsubj met/meet/VERB/7/parataxis Haftar/Haftar/PROPN/9/obj",
            second: 3,
            dates: &[(3, "2020-12-27"), (4, "2020")],
            expected: Some(("2020-12-27", WhenRoute::Sentence)),
        },
    ];

    #[test]
    fn a_relative_clause_tells_no_time_for_what_follows() {
        let first = "Akar/Akar/PROPN/2/nsubj saw/see/VERB/0/root dam/dam/NOUN/2/obj which/which/PRON/5/nsubj \
                     broke/break/VERB/3/acl:relcl Friday/Friday/PROPN/5/obl:unmarked";
        let second = "Saleh/Saleh/PROPN/8/nsubj met/meet/VERB/0/root Haftar/Haftar/PROPN/8/obj";
        let case = Case { parse: second, second: 6, dates: &[(5, "2020-12-25")], expected: None };
        check(&case, &document(first, &case));
    }

    fn check(case: &Case, doc: &Annotations) {
        let relations = relate(doc, RuleSet::builtin());
        let meeting = relations.iter().find(|relation| relation.kind.as_str() == "met_with");
        let when = meeting.unwrap_or_else(|| panic!("no meeting in {}", doc.text)).when.as_ref();
        assert_eq!(when.map(|when| (&*when.value, when.route)), case.expected, "{}", doc.text);
    }

    fn document(first: &str, case: &Case) -> Annotations {
        let mut doc = sentence(&format!("{first} {}", case.parse), &[("Saleh", EntityType::Person), ("Haftar", EntityType::Person)]);
        let all = doc.tokens.len();
        let cut = |from: usize, to: usize, doc: &Annotations| Sentence {
            span: Span::new(doc.tokens[from].span.start, doc.tokens[to - 1].span.end),
            tokens: Id::range(from..to),
        };
        doc.sentences = vec![cut(0, case.second, &doc), cut(case.second, all, &doc)];
        for &(token, value) in case.dates {
            let value = DateValue { timex: Some(value.into()), grain: Grain::Day, anchor: Anchor::Stated, interval: None };
            let (span, tokens) = (doc.tokens[token].span, Id::range(token..token + 1));
            doc.dates.push(DateMention { span, tokens, kind: TimexType::Date, value });
        }
        doc
    }

    #[test]
    fn the_time_comes_by_the_nearest_route() {
        for case in CASES {
            check(case, &document(FRIDAY, case));
        }
    }
}
