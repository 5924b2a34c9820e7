//! Subjects: who does what a verb says, be it that another verb lends its subject.

use super::{DEPTH, Grammar};
use crate::document::{DepRel, Id, TokenId, Upos};

/// Names before other words, and pronouns last.
fn own_rank(upos: Upos) -> u8 {
    match upos {
        Upos::Propn => 0,
        Upos::Pron | Upos::Det => 2,
        _ => 1,
    }
}

impl Grammar<'_> {
    /// The logical subjects of a verb: who does it, in any voice.
    pub(in crate::relations) fn subjects(&self, verb: TokenId) -> Vec<TokenId> {
        let found = if self.is_passive(verb) { self.agents(verb) } else { self.grammatical_subjects(verb, DEPTH) };
        self.all_conjuncts(found)
    }

    /// The subject that the verb has or shares, as it stands: with a passive, to whom it is done.
    pub(super) fn grammatical_subjects(&self, verb: TokenId, depth: usize) -> Vec<TokenId> {
        let mut own: Vec<_> = self.children_by(verb, DepRel::Nsubj).collect();
        // Of two the one that can be a name: "WHO chief Ann Smith said", where the parser takes "WHO" for a pronoun.
        own.sort_by_key(|&subject| own_rank(self.upos(subject)));
        if let [first, second, ..] = own[..]
            && self.is_title_of(first, second)
        {
            own.swap(0, 1);
        }
        own.truncate(1);
        if let Some(&first) = own.first() {
            own.extend(self.second_of_headline(verb, first));
        }
        if !own.is_empty() || depth == 0 {
            return own;
        }
        let Some(head) = self.head(verb) else { return own };
        match self.rel(verb) {
            DepRel::Conj | DepRel::Parataxis if self.is_clause(head) => self.grammatical_subjects(head, depth - 1),
            DepRel::Xcomp | DepRel::Ccomp => self.controller(head, depth - 1),
            DepRel::Acl | DepRel::Advcl if self.is_of_row(verb, head) => self.holders(head),
            // "A to meet B", as headlines have it.
            DepRel::Acl if self.has_infinitive_mark(verb) && self.upos(head) == Upos::Propn => vec![head],
            DepRel::Acl if self.has_infinitive_mark(verb) => self.actors(head),
            DepRel::Advcl => self.adverbial_controller(verb, head, depth - 1),
            // "Ann, holding talks since May, is patient": between commas a gerund is no subject.
            DepRel::Csubj if self.is_gerund(verb) => {
                self.children_by(head, DepRel::Nsubj).filter(|&subject| subject < verb).take(1).collect()
            }
            DepRel::Acl | DepRel::AclRelcl | DepRel::Amod if self.upos(head) != Upos::Verb => vec![head],
            DepRel::Dep | DepRel::Obl if self.upos(head) == Upos::Verb => self.grammatical_subjects(head, depth - 1),
            _ => own,
        }
    }

    /// In "Chile President Ann Smith arrived" the parser may take the country for a subject too: no comma or other break parts it from the name.
    fn is_title_of(&self, first: TokenId, second: TokenId) -> bool {
        let mut between = (first.index()..second.index()).map(TokenId::from_index);
        let is_name_or_title = |id: TokenId| matches!(self.upos(id), Upos::Propn | Upos::Noun | Upos::Adj);
        first < second && self.upos(second) == Upos::Propn && between.all(is_name_or_title)
    }
}
