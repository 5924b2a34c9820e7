//! Collective nouns and metonymy: for whom "Turkish forces", "the government of B" and "the border with B" stand.

use super::super::lexicon;
use super::super::words::Class;
use super::{Filler, Role, Search};
use crate::document::{DepRel, EntityType, TokenId, Upos};

impl Search<'_, '_> {
    /// Whom a collective noun acts for: "Turkish forces", "the government of Libya", "forces loyal to Haftar", "officials in Kabul".
    pub(super) fn acting_for(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let acts = Class::COLLECTIVE.or(Class::ADHERENT).or(Class::BODY);
        let is_voice = grammar.is_class(token, Class::VOICE) && self.role != Role::Patient;
        // Former members act for themselves.
        let is_past = grammar.children_by(token, DepRel::Amod).any(|adjective| grammar.is_class(adjective, Class::PAST_ADJECTIVE));
        // Who is known by name acts for himself: "the U.S. president" where he has been named.
        let is_someone = self.fillers.mentions_at(token).into_iter().any(|id| self.fillers.doc.mention(id).kind == EntityType::Person);
        let acts_for_itself = is_past || is_someone || grammar.upos(token) == Upos::Verb;
        if acts_for_itself || !(is_voice || grammar.is_class(token, acts)) {
            return Vec::new();
        }
        let weight = weight * 0.9;
        let stationed = |prep: &str| {
            (prep == "of" && !grammar.is_class(token, Class::OBJECT_NOUN))
                || (prep == "in" && grammar.is_class(token, Class::STATIONED))
                || (prep == "from" && grammar.is_class(token, Class::COLLECTIVE.or(Class::ADHERENT)))
                || (prep == "by" && grammar.is_class(token, Class::DEED))
        };
        let ways = [
            self.loyal_to(token),
            grammar.leaders(token),
            grammar.owners(token),
            grammar.doers_before(token),
            grammar.obliques(token, &stationed),
            grammar.doers_before_first(token),
        ];
        let is_of_body = grammar.is_class(token, Class::ADHERENT) || !grammar.is_class(token, Class::COLLECTIVE.or(Class::VOICE));
        let fits = |filler: &Filler| !is_of_body || self.fillers.kind(filler) == EntityType::Organization;
        let read = |ids| self.resolve_all(ids, depth, weight).into_iter().filter(fits).collect::<Vec<_>>();
        let mut found = ways.into_iter().map(read).find(|found| !found.is_empty()).unwrap_or_default();
        if found.is_empty() && is_voice && self.role == Role::Actor {
            found = self.resolve_all(grammar.carriers(token), depth, weight);
        }
        if is_voice && found.is_empty() && self.role == Role::Actor {
            found = self.resolve_all(grammar.authors(token), depth, weight);
        }
        // A person's lawyer is not that person, a firm's lawyers are the firm.
        if grammar.is_class(token, Class::PERSON) {
            found.retain(|filler| self.fillers.kind(filler) != EntityType::Person);
        }
        found
    }

    /// For whom someone acts whose own name the stage before did not find, by the title before it: "Chile's president Xyzzy".
    pub(super) fn titled(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        if grammar.upos(token) != Upos::Propn || self.fillers.name_over(token).is_some() {
            return Vec::new();
        }
        let is_title = |&child: &TokenId| child < token && matches!(grammar.rel(child), DepRel::NmodDesc | DepRel::Compound | DepRel::Flat);
        // The parser may also hang the two side by side.
        let beside = grammar.before(token).filter(|&title| grammar.head(title) == grammar.head(token) && grammar.upos(title) == Upos::Noun);
        let mut titles = grammar.children(token).iter().copied().filter(is_title).chain(beside);
        let Some(title) = titles.find(|&title| grammar.is_class(title, Class::COLLECTIVE)) else { return Vec::new() };
        let found = self.acting_for(title, depth, weight * 0.8);
        if found.is_empty() { self.resolve_all(grammar.doers_before(token), depth, weight * 0.7) } else { found }
    }

    /// Whose the edge of a land is: "troops on the border with B", "in the waters of B".
    pub(super) fn at_edge(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        if self.role == Role::Actor || !grammar.is_class(token, Class::EDGE) {
            return Vec::new();
        }
        let ways = [
            grammar.obliques(token, &|prep| prep == "with"),
            grammar.obliques(token, &|prep| prep == "of"),
            grammar.owners(token),
            grammar.modifiers(token),
        ];
        let mut found =
            ways.into_iter().map(|ids| self.resolve_all(ids, depth, weight * 0.85)).find(|found| !found.is_empty()).unwrap_or_default();
        found.retain(|filler| self.fillers.kind(filler) == EntityType::Place);
        found
    }

    fn loyal_to(&self, token: TokenId) -> Vec<TokenId> {
        let grammar = self.grammar;
        let words = grammar.children(token).iter().copied().filter(|&child| grammar.is_one_of(child, &["loyal", "allied", "ally"]));
        words.flat_map(|word| grammar.obliques(word, &|prep| prep == "to" || prep == "with")).collect()
    }

    /// "the government", where nothing says whose: that of the country of which the text clearly speaks most.
    pub(super) fn governing(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let is_bare = |&child: &TokenId| match grammar.rel(child) {
            DepRel::Det | DepRel::Case | DepRel::Punct => true,
            DepRel::Amod => grammar.is_one_of(child, &["central", "current", "federal", "national", "present"]),
            rel => grammar.upos(child) == Upos::Verb || rel == DepRel::AclRelcl || rel == DepRel::Conj || rel == DepRel::Cc,
        };
        let may_be = grammar.upos(token) == Upos::Noun
            && grammar.is_one_of(token, &["government", "regime"])
            && !grammar.is_plural(token)
            && self.fillers.mentions_at(token).is_empty()
            && grammar.children(token).iter().all(is_bare);
        if !may_be {
            return Vec::new();
        }
        let place = self.fillers.understood_place(lexicon::countries(), grammar.sentence, token);
        let weigh = |filler: Filler| Filler { weight: weight * filler.weight, ..filler };
        // A country that is named once is hardly the one that a text is about.
        let is_told_of = |filler: &Filler| self.fillers.doc.entity(filler.entity).mentions.len() > 1 && self.fits(filler);
        place.map(weigh).into_iter().filter(is_told_of).collect()
    }
}
