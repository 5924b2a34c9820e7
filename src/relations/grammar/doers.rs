//! Doers: whose deed, plan or property a noun is, and who leads those who act.

use super::super::words::Class;
use super::Grammar;
use crate::document::{DepRel, TokenId, Upos};

impl Grammar<'_> {
    /// Whose deed, plan or property a noun is: "B's attack", "the Turkish plan", "the role of B", "a proposal by B", "the road map drawn up by B".
    /// The ways to find out, the surest first.
    pub(in crate::relations) fn doers(&self, noun: TokenId) -> impl Iterator<Item = Vec<TokenId>> {
        let ways: [fn(&Self, TokenId) -> Vec<TokenId>; 6] =
            [Self::owners, Self::doers_after, Self::makers, Self::possessors_after, Self::doers_before, Self::ways_to];
        ways.into_iter().map(move |way| way(self, noun))
    }

    /// "a proposal by B", "assurances from B", "assurances on trade from B".
    fn doers_after(&self, noun: TokenId) -> Vec<TokenId> {
        let fits = |prep: &str| matches!(prep, "by" | "from");
        let found = self.obliques(noun, &fits);
        if !found.is_empty() {
            return found;
        }
        self.obliques(noun, &|prep| matches!(prep, "on" | "about" | "for"))
            .into_iter()
            .flat_map(|topic| self.obliques(topic, &fits))
            .collect()
    }

    /// "the role assumed by B".
    fn makers(&self, noun: TokenId) -> Vec<TokenId> {
        let made = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_class(verb, Class::MAKING) && self.is_passive(verb));
        let by_whom = |verb: TokenId| {
            let agents = self.agents(verb);
            if agents.is_empty() { self.obliques(verb, &|prep| prep == "from") } else { agents }
        };
        made.flat_map(by_whom).collect()
    }

    /// Who wrote or made what speaks: "a book by A", "a book, written by A", "A, author of a book".
    pub(in crate::relations) fn authors(&self, noun: TokenId) -> Vec<TokenId> {
        let made = self.makers(noun);
        if !made.is_empty() {
            return made;
        }
        let is_author = |&head: &TokenId| self.is_one_of(head, &["author", "writer", "director", "editor", "publisher"]);
        let of = |_: &TokenId| self.is_a(noun, DepRel::Nmod) && self.has_preposition(noun, &|prep| prep == "of");
        self.head(noun).filter(is_author).filter(of).map(|author| self.holders(author)).unwrap_or_default()
    }

    /// "the role of B", "ties with B".
    fn possessors_after(&self, noun: TokenId) -> Vec<TokenId> {
        let fits = |prep: &str| {
            matches!(prep, "between" | "among")
                || (prep == "of" && !self.is_class(noun, Class::OBJECT_NOUN))
                || (matches!(prep, "with" | "to") && self.is_class(noun, Class::MUTUAL))
        };
        self.obliques(noun, &fits)
    }

    /// "the Turkish plan".
    pub(in crate::relations) fn doers_before(&self, noun: TokenId) -> Vec<TokenId> {
        self.modifiers(noun).into_iter().filter(|&id| self.may_do(id, noun)).collect()
    }

    /// What stands before the first of two nouns tells of both: "the Turkish army and police".
    pub(in crate::relations) fn doers_before_first(&self, noun: TokenId) -> Vec<TokenId> {
        let is_bare = self.children(noun).iter().all(|&child| matches!(self.rel(child), DepRel::Cc | DepRel::Punct));
        let first = self.head(noun).filter(|&first| is_bare && self.rel(noun) == DepRel::Conj && self.upos(first) == Upos::Noun);
        first.map(|first| self.doers_before(first)).unwrap_or_default()
    }

    /// "the roads leading into B".
    fn ways_to(&self, noun: TokenId) -> Vec<TokenId> {
        let leading = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_one_of(verb, &["lead"]) && self.is_gerund(verb));
        leading.flat_map(|verb| self.obliques(verb, &|prep| matches!(prep, "to" | "into"))).collect()
    }

    /// Who leads those who act: "the delegation, led by A, met B".
    pub(in crate::relations) fn leaders(&self, noun: TokenId) -> Vec<TokenId> {
        // "US-led forces".
        let compound = self.children_by(noun, DepRel::Amod).filter(|&led| self.is_one_of(led, &["lead"]) && self.before(noun) == Some(led));
        let compounds: Vec<TokenId> = compound.filter_map(|led| self.hyphen_compound(led)).collect();
        if !compounds.is_empty() || !self.is_one_of(noun, &["delegation", "mission", "team"]) {
            return compounds;
        }
        let led = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_one_of(verb, &["lead", "head"]) && self.is_passive(verb));
        led.flat_map(|verb| self.agents(verb)).collect()
    }

    /// Whether a word before a noun of action names who acts: "the Gaza bombing" is none of Gaza's, "the Turkish bombing" is Turkey's.
    fn may_do(&self, modifier: TokenId, noun: TokenId) -> bool {
        let is_short = self.word(modifier).len() <= 4 && self.word(modifier).chars().all(|c| c.is_uppercase() || c == '.');
        self.upos(modifier) == Upos::Adj || is_short || !self.is_class(noun, Class::PLACED_NOUN)
    }
}
