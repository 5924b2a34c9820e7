//! Light verbs and light nouns, which carry a noun and mean little themselves: "held talks", "a package of sanctions".

use super::super::words::Class;
use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// The light verb that carries the noun.
    pub(super) fn light_verb(&self, noun: TokenId) -> Option<TokenId> {
        let mut first = if self.rel(noun) == DepRel::Conj { self.head(noun)? } else { noun };
        // "held a series of talks".
        if self.rel(first) == DepRel::Nmod {
            first = self.head(first).filter(|&above| self.is_class(above, Class::CONTAINER))?;
        }
        let head = self.head(first)?;
        let carried = matches!(self.rel(first), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl | DepRel::OblAgent | DepRel::Xcomp);
        if carried && self.is_class(head, Class::LIGHT_VERB) {
            return Some(head);
        }
        // "the talks held by A": the noun stands above its verb.
        self.children_by(noun, DepRel::Acl).find(|&verb| self.is_class(verb, Class::LIGHT_VERB) && !self.has_infinitive_mark(verb))
    }

    /// The subjects of the light verb whose object the noun is: "A held talks", "A gave its support", "talks were held by A".
    pub(in crate::relations) fn carriers(&self, noun: TokenId) -> Vec<TokenId> {
        self.light_verb(noun).map(|verb| self.subjects(verb)).unwrap_or_default()
    }

    /// The same where a pronoun that nobody is known for owns the noun: "completed its takeover of B".
    pub(in crate::relations) fn carriers_for_pronoun(&self, noun: TokenId) -> Vec<TokenId> {
        let is_pronoun = self.children_by(noun, DepRel::NmodPoss).any(|owner| self.upos(owner) == Upos::Pron);
        if is_pronoun { self.carriers(noun) } else { Vec::new() }
    }

    /// What is in what only holds it: "sanctions" for "a package of sanctions", "dollars" for "$5 million".
    pub(in crate::relations) fn content(&self, noun: TokenId) -> Vec<TokenId> {
        if self.upos(noun) == Upos::Sym {
            return self.children_by(noun, DepRel::Nummod).collect();
        }
        if self.is_class(noun, Class::CONTAINER) { self.obliques(noun, &|prep| prep == "of") } else { Vec::new() }
    }
}
