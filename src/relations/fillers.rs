//! From a token that the grammar names as an argument to the entities it stands for.

use std::collections::BTreeMap;

use super::discourse::{self, Open};
use super::grammar::Grammar;
use super::pattern::Words;
use super::words::Class;
use crate::document::{Annotations, DepRel, EntityId, EntityType, Form, Id, MentionId, SentenceId, TokenId, Upos};

/// An entity in the place of an argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Filler {
    pub(super) entity: EntityId,
    pub(super) mention: MentionId,
    /// The confidence of the mention, less where the way from the argument to it is long.
    pub(super) weight: f32,
}

/// Which mentions stand where: built once for a document.
pub(super) struct Fillers<'d> {
    doc: &'d Annotations,
    /// Places and organizations by their names in lower case.
    bodies: BTreeMap<String, EntityId>,
    /// The places that are spoken of most, in this order.
    places: Vec<EntityId>,
    /// How often an office is named with a place: "the Egyptian president".
    offices: BTreeMap<EntityId, usize>,
    /// (head, mention), sorted.
    by_head: Vec<(TokenId, MentionId)>,
    /// For each token the name that covers it.
    cover: Vec<Option<MentionId>>,
}

/// How many mentions it is worth that a text names a country before all others.
const HOME: usize = 3;

/// How many mentions of a country an office that is named with it is worth, where another office goes without it.
const OFFICE: usize = 3;

/// How sure it is that an office without a country is one of the country that the document speaks of.
const UNDERSTOOD: f32 = 0.7;

/// Of so many places, names or mentions at most is each looked at, however long the document.
const FEW: usize = 64;

/// How far a description is unfolded: "a member of a group of forces loyal to X".
const DEPTH: usize = 4;

impl<'d> Fillers<'d> {
    pub(super) fn new(doc: &'d Annotations) -> Self {
        let mut by_head = Vec::with_capacity(doc.mentions.len());
        let mut cover = vec![None; doc.tokens.len()];
        let mut covered = 0;
        for id in doc.mention_ids() {
            let mention = doc.mention(id);
            by_head.push((mention.head, id));
            if mention.form != Form::Name {
                continue;
            }
            // Names do not overlap; where annotations made by hand do, the first one counts, and no token is visited twice.
            let end = mention.tokens.end.index().min(cover.len());
            for slot in &mut cover[mention.tokens.start.index().max(covered).min(end)..end] {
                *slot = Some(id);
            }
            covered = covered.max(end);
        }
        by_head.sort_unstable();
        let offices = offices(doc);
        Self { doc, bodies: bodies(doc), places: places(doc, &offices), offices, by_head, cover }
    }

    /// The mentions whose head is `token`: names if there are any, else pronouns and descriptions.
    fn mentions_at(&self, token: TokenId) -> Vec<MentionId> {
        let first = self.by_head.partition_point(|&(head, _)| head < token);
        let here: Vec<MentionId> =
            self.by_head[first..].iter().take_while(|&&(head, _)| head == token).map(|&(_, id)| id).take(16).collect();
        let names: Vec<_> = here.iter().copied().filter(|&id| self.doc.mention(id).form == Form::Name).collect();
        if names.is_empty() { here } else { names }
    }

    /// The name that covers a token.
    pub(super) fn name_over(&self, token: TokenId) -> Option<MentionId> {
        self.cover.get(token.index()).copied().flatten()
    }

    /// The type of an entity as the mention shows it, where the two differ the entity's.
    pub(super) fn kind(&self, filler: &Filler) -> EntityType {
        self.doc.entity(filler.entity).kind
    }

    /// The place or body by whose name another name begins, or ends after "of": "Italian Supreme Court", "Parliament of Ghana".
    pub(super) fn named_in(&self, name: MentionId) -> Option<Filler> {
        let mention = self.doc.mention(name);
        let words: Vec<String> = self.doc.surface(mention.span).split_whitespace().map(str::to_lowercase).take(12).collect();
        let words = words.strip_prefix(&["the".to_owned()][..]).unwrap_or(&words);
        let known = |part: Option<&[String]>| self.bodies.get(&part?.join(" ")).copied();
        let begins = (1..words.len().min(4)).rev().find_map(|count| known(words.get(..count)));
        let of = words.iter().rposition(|word| word == "of");
        let found = begins.or_else(|| known(words.get(of? + 1..)))?;
        // The mention by the very name: "Philippine", and not "Manila".
        let mentions = &self.doc.entity(found).mentions;
        let begins_so = |&&id: &&MentionId| {
            let surface = self.doc.surface(self.doc.mention(id).span).to_lowercase();
            words.starts_with(&surface.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        let first = *mentions.iter().take(FEW).find(begins_so).or(mentions.first())?;
        Some(Filler { entity: found, mention: first, weight: mention.confidence * 0.9 })
    }

    /// The place that goes without saying, of those whose names fit: the one of which the document clearly speaks most, else the only one in the
    /// sentence, if it stands before the title.
    pub(super) fn understood_place(&self, words: &Words, sentence: SentenceId, title: TokenId) -> Option<Filler> {
        let first = self.first_country(words);
        let count = |id: EntityId| self.spoken_of_place(id) + if Some(id) == first { HOME } else { 0 };
        let mut fitting: Vec<EntityId> = self.places.iter().copied().filter(|&id| self.is_named(id, words)).collect();
        fitting.sort_by_key(|&id| (std::cmp::Reverse(count(id)), id));
        let (&most, next) = (fitting.first()?, fitting.get(1).copied());
        // Half as often again: two countries of one story come about equally often.
        // One adjective by the way ("a Jamaican father") makes no country the one that a text is about.
        let is_noun = |&id: &MentionId| self.doc.token(self.doc.mention(id).head).upos != Upos::Adj;
        let is_told_of = self.doc.entity(most).mentions.len() > 1 || self.doc.entity(most).mentions.iter().any(is_noun);
        if is_told_of && next.is_none_or(|next| 2 * count(most) >= 3 * count(next)) {
            return self.filler(*self.doc.entity(most).mentions.first()?, UNDERSTOOD);
        }
        let is_one = |&id: &MentionId| {
            self.doc.mention(id).head < title
                && self.doc.mention(id).entity.is_some_and(|id| self.places.contains(&id) && self.is_named(id, words))
        };
        let here: Vec<MentionId> = self.doc.mentions_in(sentence).take(FEW).filter(is_one).collect();
        let &first = here.first()?;
        let is_only = here.iter().all(|&id| self.doc.mention(id).entity == self.doc.mention(first).entity);
        is_only.then(|| self.filler(first, UNDERSTOOD)).flatten()
    }

    /// How much a text speaks of a place, with the offices that it names.
    fn spoken_of_place(&self, id: EntityId) -> usize {
        self.doc.entity(id).mentions.len() + OFFICE * self.offices.get(&id).copied().unwrap_or_default().min(2)
    }

    /// Of the places whose names fit, the one that comes first in the text.
    fn first_country(&self, words: &Words) -> Option<EntityId> {
        let fitting = self.places.iter().copied().filter(|&id| self.is_named(id, words));
        fitting.min_by_key(|&id| self.doc.entity(id).mentions.first().copied())
    }

    fn is_named(&self, id: EntityId, words: &Words) -> bool {
        self.doc.entity(id).names.iter().take(FEW).any(|name| words.has_name(name))
    }

    /// The name that follows a title at once ("debutants Panama") or after the name of the office ("member of the council Ann Smith").
    pub(super) fn name_after_title(&self, grammar: &Grammar<'_>, title: TokenId) -> Option<MentionId> {
        let at_once = grammar.after(title).and_then(|next| self.name_over(next)).filter(|&name| {
            let head = grammar.head(self.doc.mention(name).head);
            self.doc.mention(name).tokens.start > title && (head == Some(title) || head == grammar.head(title))
        });
        at_once.or_else(|| {
            let office =
                grammar.obliques(title, &|prep| prep == "of" || prep == "for").into_iter().find_map(|token| self.name_over(token))?;
            let end = self.doc.mention(office).tokens.end;
            let is_comma = self.cover.get(end.index()).is_some() && self.doc.word(end) == ",";
            let after = if is_comma { TokenId::from_index(end.index() + 1) } else { end };
            let name = self.name_over(after).filter(|&name| self.doc.mention(name).tokens.start == after)?;
            let head = self.doc.mention(name).head;
            let is_loose =
                is_comma && matches!(grammar.rel(head), DepRel::Appos | DepRel::Conj | DepRel::Dep | DepRel::Parataxis | DepRel::List);
            let belongs = grammar.tree.is_within(head, title) || is_loose;
            (belongs && self.doc.mention(name).kind == EntityType::Person).then_some(name)
        })
    }

    fn filler(&self, id: MentionId, weight: f32) -> Option<Filler> {
        let mention = self.doc.mention(id);
        mention.entity.map(|entity| Filler { entity, mention: id, weight: weight * mention.confidence })
    }

    /// The entities that an argument stands for.
    pub(super) fn resolve(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Patient };
        search.resolve(token, DEPTH, 1.0)
    }

    /// The entities that do what is told of an argument: who writes a letter that blames B blames B.
    pub(super) fn resolve_actors(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Actor };
        search.resolve(token, DEPTH, 1.0)
    }

    /// Who says what a sentence states that goes on with a quotation of the sentence before.
    pub(super) fn resolve_quoter(&self, grammar: &Grammar<'_>, allowed: &[EntityType]) -> Vec<Filler> {
        let named = |(_, speaker): (SentenceId, TokenId)| self.mentions_at(speaker);
        let found = discourse::quoters_before(grammar).into_iter().flat_map(named);
        let fillers = found.filter_map(|id| self.filler(id, discourse::SPEAKER_WEIGHT));
        fillers.filter(|filler| allowed.contains(&self.kind(filler))).take(1).collect()
    }

    /// The same, where what is done to a deed is done to whose deed it is: "condemned B's attack", "praised the role of B".
    pub(super) fn resolve_deeds(&self, grammar: &Grammar<'_>, token: TokenId, allowed: &[EntityType]) -> Vec<Filler> {
        let search = Search { fillers: self, grammar, allowed, role: Role::Deed };
        search.resolve(token, DEPTH, 1.0)
    }
}

/// How often the words behind the names of places are those of an office.
fn offices(doc: &Annotations) -> BTreeMap<EntityId, usize> {
    let mut all = BTreeMap::new();
    for mention in doc.mentions.iter().filter(|mention| mention.kind == EntityType::Place) {
        let Some(entity) = mention.entity else { continue };
        let after = doc.tokens.iter().skip(mention.tokens.end.index()).take(OFFICE_REACH);
        let is_office = |lemma: &str| OFFICES.iter().any(|office| office.eq_ignore_ascii_case(lemma));
        let mut after = after.take_while(|token| matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part));
        if after.any(|token| is_office(&token.lemma)) {
            *all.entry(entity).or_insert(0) += 1;
        }
    }
    all
}

/// How many words behind the name of a place its office may stand: "Egypt's first deputy prime minister".
const OFFICE_REACH: usize = 5;

/// Offices of a state.
const OFFICES: &[&str] = &["president", "premier", "chancellor", "king", "queen", "parliament", "cabinet", "government"];

fn places(doc: &Annotations, offices: &BTreeMap<EntityId, usize>) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = doc.entity_ids().filter(|&id| doc.entity(id).kind == EntityType::Place).collect();
    let count = |id: EntityId| doc.entity(id).mentions.len() + OFFICE * offices.get(&id).copied().unwrap_or_default();
    all.sort_by_key(|&id| (std::cmp::Reverse(count(id)), id));
    all.truncate(FEW);
    all
}

fn bodies(doc: &Annotations) -> BTreeMap<String, EntityId> {
    let is_body = |&id: &EntityId| matches!(doc.entity(id).kind, EntityType::Place | EntityType::Organization);
    let mut all = BTreeMap::new();
    for id in doc.entity_ids().filter(is_body) {
        for name in &doc.entity(id).names {
            all.entry(name.to_lowercase()).or_insert(id);
        }
    }
    all
}

/// What an argument does in the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Who acts, be it by what he says.
    Actor,
    /// To whom it is done.
    Patient,
    /// The same, be it by way of what he does or says.
    Deed,
}

struct Search<'s, 'd> {
    fillers: &'s Fillers<'d>,
    grammar: &'s Grammar<'d>,
    allowed: &'s [EntityType],
    role: Role,
}

impl Search<'_, '_> {
    fn resolve(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if depth == 0 {
            return Vec::new();
        }
        if let Some(owned) = self.owned(token) {
            return self.resolve(owned, depth - 1, weight);
        }
        let steps = [
            Self::at_head,
            Self::under_name,
            Self::antecedent,
            Self::called,
            Self::named_inside,
            Self::told_of,
            Self::out_of_many,
            Self::acting_for,
            Self::titled,
            Self::at_edge,
            Self::said_of,
            Self::speaker,
            Self::doer,
            Self::doer_before,
            Self::spoken_of,
        ];
        for step in steps {
            let found = step(self, token, depth, weight);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// In "beat Spain's Ann Smith" the parser may take the country for the object: it is who stands behind the genitive.
    fn owned(&self, token: TokenId) -> Option<TokenId> {
        let grammar = self.grammar;
        let is_argument = matches!(grammar.rel(token), DepRel::Obj | DepRel::Nsubj | DepRel::Obl | DepRel::Conj);
        let mark = grammar.genitive_mark(token);
        let name = mark.filter(|_| is_argument).and_then(|mark| grammar.after(mark)).and_then(|next| self.fillers.name_over(next))?;
        (self.fillers.doc.mention(name).kind == EntityType::Person).then_some(self.fillers.doc.mention(name).head)
    }

    fn fits(&self, filler: &Filler) -> bool {
        self.allowed.contains(&self.fillers.kind(filler))
    }

    fn take(&self, ids: impl IntoIterator<Item = MentionId>, weight: f32) -> Vec<Filler> {
        ids.into_iter().filter_map(|id| self.fillers.filler(id, weight)).filter(|filler| self.fits(filler)).collect()
    }

    fn at_head(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        self.take(self.fillers.mentions_at(token), weight)
    }

    /// A token inside a name whose head the parser sees elsewhere.
    fn under_name(&self, token: TokenId, _: usize, weight: f32) -> Vec<Filler> {
        self.take(self.fillers.name_over(token), weight)
    }

    fn antecedent(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.grammar.antecedent(token).map(|noun| self.resolve(noun, depth - 1, weight)).unwrap_or_default()
    }

    /// "what it called the brutality of B".
    fn called(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.resolve_all(self.grammar.called_by_clause(token), depth, weight)
    }

    /// The name that a noun tells more of: "A, a man wanted by B".
    fn told_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let tells = Class::PERSON.or(Class::COLLECTIVE).or(Class::BODY).or(Class::ADHERENT);
        let name = self.grammar.told_of(token).filter(|_| self.grammar.is_class(token, tells));
        name.map(|name| self.resolve(name, depth - 1, weight * 0.95)).unwrap_or_default()
    }

    /// Who a noun is said of, where what is told of the noun is told of him: "A was the gunman who killed B".
    fn said_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        self.grammar.said_of(token).into_iter().flat_map(|subject| self.resolve(subject, depth - 1, weight * 0.95)).collect()
    }

    /// The name inside a phrase that a title or description heads: "Minister Akar", "the head of the council, al-Mishri".
    fn named_inside(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if self.fillers.name_over(token).is_some() {
            return Vec::new();
        }
        for rel in [DepRel::Flat, DepRel::Appos] {
            let found: Vec<_> = self.grammar.children_by(token, rel).flat_map(|child| self.at_head(child, depth, weight * 0.97)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let Some(next) = self.fillers.name_after_title(self.grammar, token) else { return Vec::new() };
        // "musician A and actor B": the second title hangs on the first name.
        let names = self.grammar.conjuncts(self.fillers.doc.mention(next).head);
        let rest = names.into_iter().skip(1).collect();
        let mut found = self.take([next], weight * 0.95);
        found.extend(self.resolve_all(rest, depth, weight * 0.95));
        found
    }

    /// Those whom a plural names as examples, or out of whom it takes some: "officials including A and B", "one of A's allies", "dozens of A".
    fn out_of_many(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        if self.fillers.name_over(token).is_some() {
            return Vec::new();
        }
        let examples = grammar.obliques(token, &|prep| matches!(prep, "including" | "such as" | "like"));
        let mut found = self.resolve_all(examples, depth, weight * 0.95);
        if found.is_empty() && (grammar.is_class(token, Class::PARTITIVE) || grammar.upos(token) == Upos::Num) {
            found = self.resolve_all(grammar.obliques(token, &|prep| prep == "of"), depth, weight * 0.9);
        }
        found
    }

    /// Whom a collective noun acts for: "Turkish forces", "the government of Libya", "forces loyal to Haftar", "officials in Kabul".
    fn acting_for(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
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
        let mut found =
            ways.into_iter().map(|ids| self.resolve_all(ids, depth, weight)).find(|found| !found.is_empty()).unwrap_or_default();
        if found.is_empty() && is_voice && self.role == Role::Actor {
            found = self.resolve_all(grammar.carriers(token), depth, weight);
        }
        let is_of_body = grammar.is_class(token, Class::ADHERENT) || !grammar.is_class(token, Class::COLLECTIVE.or(Class::VOICE));
        if is_of_body {
            found.retain(|filler| self.fillers.kind(filler) == EntityType::Organization);
        }
        // A person's lawyer is not that person, a firm's lawyers are the firm.
        if grammar.is_class(token, Class::PERSON) {
            found.retain(|filler| self.fillers.kind(filler) != EntityType::Person);
        }
        found
    }

    /// For whom someone acts whose own name the stage before did not find, by the title before it: "Chile's president Xyzzy".
    fn titled(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
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
    fn at_edge(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
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

    /// Who speaks, for a pronoun that nothing else explains.
    fn speaker(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        if !self.fillers.mentions_at(token).is_empty() {
            return Vec::new();
        }
        let mut found = self.resolve_all(self.grammar.speaker(token), depth, weight * 0.85);
        // One person is no "they".
        if found.len() == 1 && self.grammar.is_one_of(token, &["they", "them"]) {
            found.retain(|filler| self.fillers.kind(filler) != EntityType::Person);
        }
        found
    }

    /// Whose deed a noun is. A person is no deed.
    fn doer(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let is_deed = self.role == Role::Deed && grammar.upos(token) == Upos::Noun && !grammar.is_class(token, Class::PERSON);
        if !is_deed {
            return Vec::new();
        }
        let ways = grammar.doers(token).map(|ids| self.resolve_all(ids, depth, weight * 0.85));
        ways.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whose deed a noun is that names no one, by the sentences before: "The court's sentence ... He called the sentence dangerous".
    fn doer_before(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        let grammar = self.grammar;
        let may_be = depth == DEPTH && self.role == Role::Deed && grammar.upos(token) == Upos::Noun;
        if !may_be || grammar.is_class(token, Class::PERSON) {
            return Vec::new();
        }
        let same = discourse::same_before(grammar, token).into_iter().map(|(sentence, noun)| {
            let there = Grammar::new(self.fillers.doc, sentence);
            let search = Search { grammar: &there, ..*self };
            search.doer(noun, depth, weight * discourse::SAME_WEIGHT)
        });
        let found = same.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        if !found.is_empty() || !discourse::is_last_deed(grammar, token) {
            return found;
        }
        // "A sent troops. B condemned the move."
        let agents = discourse::agents_before(grammar).into_iter();
        let named = agents.flat_map(|(_, agent)| self.fillers.mentions_at(agent));
        named
            .filter_map(|id| self.fillers.filler(id, weight * discourse::TOPIC_WEIGHT))
            .filter(|filler| self.fits(filler))
            .take(1)
            .collect()
    }

    /// Who a pronoun or a bare noun may stand for that the stage before left open.
    fn spoken_of(&self, token: TokenId, depth: usize, weight: f32) -> Vec<Filler> {
        // Only the word itself is so read, and not what it leads to.
        if depth < DEPTH || !self.fillers.mentions_at(token).is_empty() {
            return Vec::new();
        }
        let Some(open) = discourse::open(self.grammar, token) else { return Vec::new() };
        let types: Vec<EntityType> =
            discourse::types(open, self.grammar, token).iter().copied().filter(|kind| self.allowed.contains(kind)).collect();
        let (ways, weight) = match open {
            Open::Speaker => (discourse::speakers(self.grammar), weight * discourse::SPEAKER_WEIGHT),
            Open::Topic | Open::Topics => (discourse::topics(self.grammar, token), weight * discourse::TOPIC_WEIGHT),
        };
        let read = |(sentence, subject): (SentenceId, TokenId)| {
            let grammar = Grammar::new(self.grammar.doc, sentence);
            let tokens = if open == Open::Topics { grammar.conjuncts(subject) } else { vec![subject] };
            let named = |&token: &TokenId| self.fillers.mentions_at(token);
            let found: Vec<Filler> = tokens.iter().flat_map(named).filter_map(|id| self.fillers.filler(id, weight)).collect();
            found.into_iter().filter(|filler| types.contains(&self.fillers.kind(filler))).collect::<Vec<_>>()
        };
        let is_fit = |found: &Vec<Filler>| {
            let is_one_person = open == Open::Topics && found.len() == 1 && self.fillers.kind(&found[0]) == EntityType::Person;
            !found.is_empty() && !is_one_person
        };
        ways.into_iter().map(read).find(is_fit).unwrap_or_default()
    }

    fn resolve_all(&self, tokens: Vec<TokenId>, depth: usize, weight: f32) -> Vec<Filler> {
        tokens.into_iter().flat_map(|token| self.resolve(token, depth - 1, weight)).collect()
    }
}
