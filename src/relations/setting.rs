//! Place of what a trigger states.

use super::fillers::{Filler, Fillers};
use super::grammar::Grammar;
use super::when::clause_of;
use crate::document::{DepRel, EntityId, EntityType, TokenId};

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
