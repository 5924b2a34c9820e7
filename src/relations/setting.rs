//! Time and place of what a trigger states.

use super::fillers::{Filler, Fillers};
use super::grammar::Grammar;
use crate::document::{DateId, DateMention, DepRel, EntityId, EntityType, Id, TimexType, TokenId, When, WhenRoute};

/// When it is said to happen: a date in the clause of the trigger, else the only date of the sentence.
pub(super) fn when(grammar: &Grammar<'_>, trigger: TokenId) -> Option<When> {
    let doc = grammar.doc;
    let clause = clause_of(grammar, trigger);
    let mut dates: Vec<(DateId, &str, TokenId)> = Vec::new();
    for id in doc.dates_in(grammar.sentence).take(64) {
        let date = doc.date(id);
        if let (Some(value), Some(top)) = (calendar_value(date), top_of(grammar, date)) {
            dates.push((id, value, top));
        }
    }
    let near = dates.iter().filter(|(_, _, top)| clause_of(grammar, *top) == clause).min_by_key(|(_, _, top)| gap(trigger, *top));
    if let Some(&(date, value, _)) = near {
        return Some(When { value: value.into(), date, route: WhenRoute::Clause });
    }
    let same = dates.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let &(date, value, _) = dates.first().filter(|_| same)?;
    Some(When { value: value.into(), date, route: WhenRoute::Sentence })
}

fn gap(x: TokenId, y: TokenId) -> usize {
    x.index().abs_diff(y.index())
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
fn clause_of(grammar: &Grammar<'_>, token: TokenId) -> TokenId {
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

const PLACE_PREPOSITIONS: &[&str] = &["in", "at", "near", "outside", "inside", "around", "off", "across", "throughout", "within"];

/// Where it is said to happen: a place that hangs on the trigger or on the verb of its clause, unless it is an argument itself.
pub(super) fn place(grammar: &Grammar<'_>, fillers: &Fillers<'_>, trigger: TokenId, arguments: [EntityId; 2]) -> Option<Filler> {
    let mut hosts = vec![trigger];
    let mut at = trigger;
    let clause = clause_of(grammar, trigger);
    while at != clause {
        let Some(head) = grammar.head(at) else { break };
        hosts.push(head);
        at = head;
    }
    let objects: Vec<TokenId> = hosts
        .iter()
        .flat_map(|&host| grammar.children_by(host, DepRel::Obj).chain(grammar.children_by(host, DepRel::Obl)).collect::<Vec<_>>())
        .collect();
    hosts.extend(objects);
    let fits = |prep: &str| PLACE_PREPOSITIONS.contains(&prep);
    let places = hosts.into_iter().flat_map(|host| grammar.obliques(host, &fits));
    let filled = places.flat_map(|place| fillers.resolve(grammar, place, &[EntityType::Place]));
    filled.into_iter().find(|filler| !arguments.contains(&filler.entity))
}
