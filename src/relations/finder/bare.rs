//! Bare frames: names side by side, or tied by a preposition, a genitive or a copula alone ("A, B", "B's A").

use super::super::fillers::Filler;
use super::super::pattern::{Frame, Slot};
use super::super::rules::Rule;
use super::super::{lexicon, nearby};
use super::proposing::Pairs;
use super::{Finder, Trigger};
use crate::document::{DepRel, EntityType, Id, MentionId, RelationKind, TokenId, Upos};

/// Whether what holds of a place holds of the wider one after the comma.
pub(super) fn is_of_wider(rule: &Rule) -> bool {
    matches!(rule.kind, RelationKind::From | RelationKind::BasedIn | RelationKind::PartOf)
}

impl<'r> Finder<'_, '_, 'r> {
    /// A frame without a trigger: `mention` is the one in the slot `Itself`, the other stands around it.
    pub(super) fn try_bare(&mut self, rule: &'r Rule, frame: &Frame, mention: MentionId) {
        let (other, is_a) = if frame.a == Slot::Itself { (&frame.b, true) } else { (&frame.a, false) };
        let (own_types, other_types) = if is_a { (&rule.a, &rule.b) } else { (&rule.b, &rule.a) };
        let head = self.grammar.doc.mention(mention).head;
        let mut others = self.beside(mention, other, other_types);
        if others.is_empty() {
            others = self.tied(mention, other, other_types, rule);
        }
        if others.is_empty() {
            return;
        }
        let own: Vec<Filler> = self.names_at(head, own_types).into_iter().filter(|filler| filler.mention == mention).collect();
        let (mut a, mut b) = if is_a { (own, others) } else { (others, own) };
        a.retain(|filler| self.fits_a(filler, rule));
        b.retain(|filler| self.fits_b(filler, rule));
        if is_of_wider(rule) && is_a {
            self.extend_by_wider_places(&mut b);
        }
        if !a.is_empty() && !b.is_empty() {
            self.propose(rule, &Trigger { head, words: vec![head] }, &[], [&a, &b], Pairs::All);
        }
    }

    /// Who is from "Irving, Texas" is from both.
    pub(super) fn extend_by_wider_places(&self, places: &mut Vec<Filler>) {
        let by_words = |filler: &Filler| {
            let beside = nearby::name_beside(self.grammar, self.fillers, filler.mention, ",");
            let known = beside.filter(|&name| lexicon::wider().has_name(self.grammar.doc.surface(self.grammar.doc.mention(name).span)));
            known.map(|name| self.names_at(self.grammar.doc.mention(name).head, &[EntityType::Place])).unwrap_or_default()
        };
        let wider = |filler: &Filler| {
            let by_tree = self.beside(filler.mention, &Slot::Beside, &[EntityType::Place]);
            if by_tree.is_empty() { by_words(filler) } else { by_tree }
        };
        let more: Vec<Filler> = places.iter().flat_map(wider).collect();
        places.extend(more);
    }

    fn beside(&self, mention: MentionId, slot: &Slot, types: &[EntityType]) -> Vec<Filler> {
        if *slot == Slot::Within {
            return self.fillers.named_in(mention).into_iter().filter(|filler| types.contains(&self.fillers.kind(filler))).collect();
        }
        let tokens = self.around(self.grammar.doc.mention(mention).head, slot);
        tokens.into_iter().flat_map(|token| self.names_at(token, types)).collect()
    }

    /// The name that the words in a row tie to another, whatever the tree makes of them.
    fn tied(&self, mention: MentionId, slot: &Slot, types: &[EntityType], rule: &Rule) -> Vec<Filler> {
        let (grammar, fillers) = (self.grammar, self.fillers);
        let name = match slot {
            Slot::Oblique(words) => nearby::name_tied(grammar, fillers, mention, words),
            Slot::Beside if rule.b_is.is_some() => nearby::name_beside(grammar, fillers, mention, ","),
            Slot::Bracketed => nearby::name_beside(grammar, fillers, mention, "("),
            Slot::Modifier if rule.kind == RelationKind::From => nearby::country_before(grammar, fillers, mention),
            Slot::Modifier => nearby::name_before(grammar, fillers, mention),
            _ => None,
        };
        name.map(|name| self.names_at(self.grammar.doc.mention(name).head, types)).unwrap_or_default()
    }

    fn around(&self, head: TokenId, slot: &Slot) -> Vec<TokenId> {
        let grammar = self.grammar;
        match slot {
            Slot::Oblique(words) => grammar
                .children_by(head, DepRel::Nmod)
                .filter(|&child| grammar.has_preposition(child, &|prep| words.contains(prep)))
                .collect(),
            Slot::Situated(words) => grammar.situated(head, &|prep| words.contains(prep)),
            Slot::Owner => grammar.owners(head),
            Slot::Modifier => grammar.modifiers(head),
            Slot::Beside => {
                let beside = |&child: &TokenId| {
                    matches!(
                        grammar.rel(child),
                        DepRel::Appos | DepRel::Nmod | DepRel::NmodUnmarked | DepRel::List | DepRel::Parataxis | DepRel::Dep | DepRel::Flat
                    )
                };
                let bare = |&child: &TokenId| {
                    grammar.preposition(child).is_none() && grammar.upos(child) != Upos::Adj && self.stands_beside(head, child)
                };
                grammar.children(head).iter().copied().filter(beside).filter(bare).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether only the rest of the name, a comma or a bracket stands between two names.
    fn stands_beside(&self, first: TokenId, second: TokenId) -> bool {
        let (Some(x), Some(y)) = (self.fillers.name_over(first), self.fillers.name_over(second)) else { return false };
        let doc = self.grammar.doc;
        if nearby::ends_list(self.grammar, self.fillers, y) {
            return false;
        }
        let between = doc.mention(x).tokens.end.index()..doc.mention(y).tokens.start.index();
        let word = |at: usize| self.grammar.word(TokenId::from_index(at));
        // "Ann Smith, a Democrat,".
        let is_aside = between.len() == 2 && matches!(word(between.start + 1), "a" | "an");
        (between.len() == 1 && matches!(word(between.start), "," | "(")) || (is_aside && word(between.start) == ",")
    }

    fn names_at(&self, token: TokenId, types: &[EntityType]) -> Vec<Filler> {
        let found = self.fillers.resolve(self.grammar, token, types);
        found.into_iter().filter(|filler| self.grammar.doc.mention(filler.mention).head == token).collect()
    }
}
