//! Relations and their two sides as all parts of the page show them.

use std::collections::HashMap;

use super::escape::{escaped, spaced};
use crate::document::{EntityType, Modality, Polarity, RelationKind};

/// Somebody or something that takes part in a relation, once for the whole page.
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) kind: EntityType,
}

/// The actors of a page, each once by name and type.
#[derive(Default)]
pub(super) struct Actors {
    list: Vec<Actor>,
    numbers: HashMap<(EntityType, String), usize>,
}

impl Actors {
    /// The number of an actor, who is added if need be.
    pub(super) fn number(&mut self, name: &str, kind: EntityType) -> usize {
        let next = self.list.len();
        let number = *self.numbers.entry((kind, name.to_owned())).or_insert(next);
        if number == next {
            self.list.push(Actor { name: name.to_owned(), kind });
        }
        number
    }

    /// The actor of a number.
    #[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "numbers come from `number` alone"))]
    pub(super) fn actor(&self, number: usize) -> &Actor {
        &self.list[number]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
}

/// A relation of the page.
pub(super) struct Claim {
    /// The id of its card.
    pub(super) card: String,
    pub(super) kind: RelationKind,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    pub(super) confidence: f32,
    /// Dates, each with the place of the event if one is stated.
    pub(super) moments: Vec<(String, Option<String>)>,
}

impl Claim {
    /// What the filters ask of a card, as attributes.
    pub(super) fn attributes(&self, actors: &Actors) -> String {
        let kinds = [self.from, self.to].map(|actor| class(actors.actor(actor).kind)).join(" ");
        format!(
            " id=\"{}\" data-kind=\"{}\" data-types=\"{kinds}\" data-status=\"{}\" data-confidence=\"{:.2}\" data-actors=\"n{} n{}\"",
            self.card,
            escaped(self.kind.as_str()),
            self.status(),
            self.confidence,
            self.from,
            self.to,
        )
    }

    /// Whether it is stated as a fact, and if not, how.
    pub(super) fn status(&self) -> &'static str {
        match (self.polarity, self.modality) {
            (Polarity::Negated, _) => "denied",
            (_, Modality::Actual) => "fact",
            (_, Modality::Planned) => "planned",
            (_, Modality::Possible) => "possible",
        }
    }

    /// "met with", "did not: met with": the words between the two sides.
    pub(super) fn words(&self) -> String {
        let arrow = if self.kind.is_symmetric() { "↔" } else { "→" };
        let doubts = crate::output::network::doubts(self.polarity, self.modality);
        let doubts: String = doubts.iter().map(|doubt| format!(" <i class=\"doubt\">{doubt}</i>")).collect();
        format!("<b class=\"kind\">{}</b>{doubts} <span aria-hidden=\"true\">{arrow}</span>", spaced(self.kind.as_str()))
    }
}

pub(super) const fn class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Place => "place",
        EntityType::Misc => "misc",
    }
}
