//! Nodes that are one entity although their documents use different full names.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::builder::Draft;
use crate::document::EntityType;

/// A name without regard to case, to spaces and to how accents are written.
pub(super) fn folded(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For each node the node that it is merged into; most are merged into themselves.
///
/// "UN" in one document is the "United Nations (UN)" of another if no other node goes by "UN". Persons are left as they are: a surname alone is no
/// proof, and two people as one is a worse error than one person twice.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "each node has a target"))]
pub(super) fn targets(nodes: &[Draft]) -> Vec<usize> {
    let owners = owners_of_aliases(nodes);
    let mut targets: Vec<usize> = (0..nodes.len()).collect();
    for (i, node) in nodes.iter().enumerate() {
        if let Some(&[owner]) =
            owners.get(&(node.kind, node.key.as_str())).map(|owners| owners.iter().copied().collect::<Vec<_>>()).as_deref()
        {
            targets[i] = owner;
        }
    }
    (0..nodes.len()).map(|i| end_of_chain(&targets, i)).collect()
}

/// The nodes that go by a name which is not their own full name.
fn owners_of_aliases(nodes: &[Draft]) -> HashMap<(EntityType, &str), BTreeSet<usize>> {
    let mut owners = HashMap::<_, BTreeSet<usize>>::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind != EntityType::Person) {
        for alias in node.aliases.iter().filter(|alias| **alias != node.key) {
            owners.entry((node.kind, alias.as_str())).or_default().insert(i);
        }
    }
    owners
}

/// Follows a node to the one that stays. Nodes that name each other stay at the first of them.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "a target is a node, and each node has a target"))]
fn end_of_chain(targets: &[usize], start: usize) -> usize {
    let mut seen = BTreeSet::from([start]);
    let mut at = start;
    while targets[at] != at {
        at = targets[at];
        if !seen.insert(at) {
            // A circle: from wherever it is entered, its smallest member is the end.
            let circle: Vec<usize> = std::iter::successors(Some(at), |&i| Some(targets[i]).filter(|&next| next != at)).collect();
            return circle.into_iter().min().unwrap_or(at);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: EntityType, names: &[&str]) -> Draft {
        let mut draft = Draft::new(kind, folded(names[0]));
        draft.aliases = names.iter().map(|name| folded(name)).collect();
        draft
    }

    #[test]
    fn a_name_that_only_one_node_goes_by_leads_to_it() {
        use EntityType::{Organization, Person, Place};
        let nodes = [
            draft(Organization, &["United Nations", "UN"]),
            draft(Organization, &["UN"]),
            draft(Place, &["UN"]),
            draft(Person, &["Barack Obama", "Obama"]),
            draft(Person, &["Obama"]),
            draft(Place, &["Jordan River", "Jordan"]),
            draft(Place, &["Jordan Valley", "Jordan"]),
            draft(Place, &["Jordan"]),
        ];
        assert_eq!(targets(&nodes), [0, 0, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn nodes_that_name_each_other_become_one() {
        let nodes = [draft(EntityType::Place, &["Burma", "Myanmar"]), draft(EntityType::Place, &["Myanmar", "Burma"])];
        assert_eq!(targets(&nodes), [0, 0]);
    }

    #[test]
    fn names_are_compared_without_case_and_spaces() {
        for (name, other) in [("Al-Jazeera", "AL-JAZEERA"), ("New\n York", "New York"), ("Zoe\u{308}", "Zo\u{eb}")] {
            assert_eq!(folded(name), folded(other));
        }
    }
}
