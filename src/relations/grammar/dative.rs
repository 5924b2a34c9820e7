//! Dative shift: verbs with two objects, to whom before what ("gave Kenya a loan").

use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

/// Verbs with two objects: to whom, and what.
const GIVING: &[&str] = &[
    "award", "bring", "convey", "deliver", "deny", "give", "grant", "hand", "issue", "lend", "offer", "owe", "pay", "pledge", "promise",
    "read", "send", "serve", "show", "teach", "write",
];

/// Those of them behind which a name is to whom, even where no article parts it from what is given: "offered Kenya vaccines".
const OFFERING: &[&str] = &["award", "deny", "give", "grant", "lend", "offer", "owe", "pledge", "promise"];

impl Grammar<'_> {
    /// To whom a noun is given that a verb carries: "Kenya" for "loan" in "offered Kenya a loan".
    pub(super) fn recipients(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("to") || self.is_passive(verb) || !self.is_one_of(verb, GIVING) {
            return Vec::new();
        }
        match self.own_objects(verb)[..] {
            [one, other] => vec![one.min(other)],
            _ => Vec::new(),
        }
    }

    /// In "gave Kenya a loan" and "named Ann Smith minister" the parser may take the name for a part of the noun behind it: an article never stands
    /// inside a compound, and who names someone says as what.
    pub(super) fn recipient_within(&self, verb: TokenId, object: TokenId) -> Option<TokenId> {
        let names = self.is_one_of(verb, &["name", "appoint", "elect", "nominate", "crown", "declare"]);
        let gives = self.is_one_of(verb, OFFERING);
        let articles =
            self.children_by(object, DepRel::Det).filter(|&det| self.is_one_of(det, &["a", "an", "the", "its", "his", "her", "their"]));
        // Nor does a number: "sent Kenya 5 tanks".
        let det = articles.chain(self.children_by(object, DepRel::Nummod)).next();
        let is_recipient = |&name: &TokenId| {
            let is_next = det.is_none() && self.after(verb) == Some(name);
            let is_parted = det.is_some_and(|det| name < det) || ((names || gives) && is_next);
            matches!(self.rel(name), DepRel::Compound | DepRel::NmodPoss | DepRel::Nmod | DepRel::Amod)
                && self.upos(name) == Upos::Propn
                && verb < name
                && is_parted
                && self.preposition(name).is_none()
        };
        self.children(object).iter().copied().find(is_recipient)
    }
}
