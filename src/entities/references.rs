//! Pronouns and descriptions -> the entities they stand for. Walks through the text once, remembering what was spoken of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::pronouns::{Class, Pronoun, pronoun};
use super::roles::Stated;
use super::spans::{ids, span_of};
use super::{descriptions, given_names, nouns, titles, words};
use crate::document::{DepRel, EntityId, EntityType, Form, Gender, Id, Mention, SentenceId, TokenId, Upos};

/// How many sentences back a pronoun reaches.
const REACH: usize = 4;
/// How many things back it is compared with.
const MAX_CANDIDATES: usize = 80;
/// How much better than the next the best candidate must be.
const MARGIN: f32 = 0.3;

/// What was found: mentions with their entities, and the genders that the document shows.
#[derive(Debug, Default)]
pub(super) struct References {
    pub(super) mentions: Vec<Mention>,
    pub(super) genders: BTreeMap<EntityId, Gender>,
}

/// Resolves the pronouns and descriptions of a document whose names are linked.
pub(super) fn resolve(context: &Context, roles: &[Stated]) -> References {
    let mut walk = Walk::new(context, roles);
    for id in context.annotations.sentence_ids() {
        for token in context.annotations.sentence(id).token_ids() {
            walk.step(token);
        }
    }
    References { mentions: walk.found, genders: walk.shown }
}

/// Something that was spoken of.
#[derive(Debug, Clone)]
struct Referent {
    /// The token that stands for it in the tree.
    token: TokenId,
    /// `None` for a thing without a name, which may be meant all the same.
    entities: Vec<EntityId>,
    kind: EntityType,
    gender: Option<Gender>,
    is_plural: bool,
    is_pronoun: bool,
}

struct Walk<'c, 'a> {
    context: &'c Context<'a>,
    role_of: BTreeMap<TokenId, EntityId>,
    /// The nouns by which each person's roles are stated.
    roles: BTreeMap<EntityId, Vec<String>>,
    /// Who was spoken of last among those of a role.
    in_role: BTreeMap<String, EntityId>,
    /// Genders that the article shows.
    shown: BTreeMap<EntityId, Gender>,
    /// Genders that given names suggest.
    suggested: BTreeMap<EntityId, Gender>,
    counts: BTreeMap<EntityId, usize>,
    last_seen: BTreeMap<EntityId, TokenId>,
    referents: Vec<Referent>,
    found: Vec<Mention>,
}

impl<'c, 'a> Walk<'c, 'a> {
    fn new(context: &'c Context<'a>, stated: &[Stated]) -> Self {
        let role_of = stated.iter().map(|stated| (stated.noun, stated.person)).collect();
        let mut roles: BTreeMap<EntityId, Vec<String>> = BTreeMap::new();
        for stated in stated {
            roles.entry(stated.person).or_default().push(context.lemma(stated.noun));
        }
        for nouns in roles.values_mut() {
            nouns.sort_unstable();
            nouns.dedup();
        }
        let mut walk = Self {
            context,
            role_of,
            roles,
            in_role: BTreeMap::new(),
            shown: BTreeMap::new(),
            suggested: BTreeMap::new(),
            counts: BTreeMap::new(),
            last_seen: BTreeMap::new(),
            referents: Vec::new(),
            found: Vec::new(),
        };
        walk.find_genders();
        walk
    }

    /// Genders by honorifics, titles and nouns beside the names; by given names where there are none.
    fn find_genders(&mut self) {
        for id in self.context.annotations.mention_ids() {
            let mention = self.context.annotations.mention(id);
            let Some(entity) = mention.entity.filter(|_| mention.kind == EntityType::Person) else { continue };
            if let Some(gender) = self.gender_beside(mention) {
                self.shown.entry(entity).or_insert(gender);
            }
        }
        for id in self.context.annotations.entity_ids() {
            let entity = self.context.annotations.entity(id);
            let given = words::words(&entity.name).into_iter().find(|word| !titles::is_title(word));
            if let Some(gender) = given.filter(|_| entity.kind == EntityType::Person).and_then(|given| given_names::gender(&given)) {
                self.suggested.insert(id, gender);
            }
        }
    }

    fn gender_beside(&self, mention: &Mention) -> Option<Gender> {
        let context = self.context;
        let before = context.before(mention.tokens.start).and_then(|token| titles::gender_of(&context.lower(token)));
        let beside = || {
            let tree = context.tree(mention.head);
            let is_beside = |&child: &TokenId| matches!(context.deprel(child), DepRel::Appos | DepRel::NmodDesc);
            let below = tree.children(mention.head).iter().copied().filter(is_beside);
            let above = context.head(mention.head).filter(|_| is_beside(&mention.head));
            below.chain(above).find_map(|token| titles::gender_of(&context.lemma(token)))
        };
        before.or_else(beside)
    }

    fn gender(&self, entity: EntityId) -> Option<Gender> {
        self.shown.get(&entity).or_else(|| self.suggested.get(&entity)).copied()
    }

    fn step(&mut self, token: TokenId) {
        if let Some(id) = self.context.mention(token) {
            let mention = self.context.annotations.mention(id);
            if mention.head == token {
                self.name(mention);
            }
            return;
        }
        match self.context.upos(token) {
            Upos::Pron | Upos::Det => {
                if let Some(pronoun) = pronoun(&self.context.lower(token)) {
                    self.pronoun(token, pronoun);
                }
            }
            Upos::Noun => self.noun(token),
            _ => {}
        }
    }

    fn name(&mut self, mention: &Mention) {
        let Some(entity) = mention.entity else { return };
        let gender = self.gender(entity);
        self.speak_of(Referent {
            token: mention.head,
            entities: vec![entity],
            kind: mention.kind,
            gender,
            is_plural: false,
            is_pronoun: false,
        });
        self.group(mention.head);
    }

    /// "A and B": also something that was spoken of, once its last member has come.
    fn group(&mut self, last: TokenId) {
        let context = self.context;
        let Some(first) = context.head(last).filter(|_| context.deprel(last) == DepRel::Conj) else { return };
        let is_last = context.tree(first).children(first).iter().rev().find(|&&child| context.deprel(child) == DepRel::Conj) == Some(&last);
        if !is_last {
            return;
        }
        let members: Vec<TokenId> = std::iter::once(first).chain(context.children_by(first, DepRel::Conj)).collect();
        let entities: Vec<EntityId> =
            members.iter().filter_map(|&member| context.entity(member).or_else(|| self.role_of.get(&member).copied())).collect();
        if entities.len() == members.len() && entities.len() <= 8 {
            let kind = context.annotations.entity(entities[0]).kind;
            self.referents.push(Referent { token: first, entities, kind, gender: None, is_plural: true, is_pronoun: false });
        }
    }

    fn speak_of(&mut self, referent: Referent) {
        if let [entity] = referent.entities[..] {
            *self.counts.entry(entity).or_default() += 1;
            self.last_seen.insert(entity, referent.token);
            for noun in self.roles.get(&entity).into_iter().flatten() {
                self.in_role.insert(noun.clone(), entity);
            }
        }
        self.referents.push(referent);
    }

    fn pronoun(&mut self, token: TokenId, pronoun: Pronoun) {
        let answer = match pronoun.class {
            Class::RelativePerson | Class::Relative => self.relative(token, pronoun.class),
            Class::Thing if self.is_expletive(token) => return,
            _ => self.best(token, pronoun),
        };
        let Some((entities, kind, confidence)) = answer else { return };
        let gender = if let Class::Person(gender) = pronoun.class { Some(gender) } else { None };
        if let (Some(gender), [entity]) = (gender, &entities[..]) {
            self.shown.entry(*entity).or_insert(gender);
        }
        self.add(token..TokenId::from_index(token.index() + 1), token, Form::Pronoun, kind, &entities, confidence);
        let is_plural = entities.len() > 1;
        self.speak_of(Referent { token, entities, kind, gender, is_plural, is_pronoun: true });
    }

    fn add(&mut self, tokens: Range<TokenId>, head: TokenId, form: Form, kind: EntityType, entities: &[EntityId], confidence: f32) {
        let span = span_of(self.context.annotations, &tokens);
        let mention = |&entity: &EntityId| Mention { span, tokens: tokens.clone(), head, kind, form, confidence, entity: Some(entity) };
        self.found.extend(entities.iter().map(mention));
    }

    /// A relative pronoun stands for what its clause modifies.
    fn relative(&self, token: TokenId, class: Class) -> Option<(Vec<EntityId>, EntityType, f32)> {
        let context = self.context;
        let clause = context.tree(token).ancestors(token).take(8).find(|&id| context.deprel(id) == DepRel::AclRelcl)?;
        let noun = context.head(clause).filter(|&noun| noun < token)?;
        let entity = context.entity(noun).or_else(|| self.role_of.get(&noun).copied()).or_else(|| self.described(noun))?;
        let kind = context.annotations.entity(entity).kind;
        let fits = match class {
            Class::RelativePerson => kind != EntityType::Place,
            _ => kind != EntityType::Person,
        };
        fits.then(|| (vec![entity], kind, 0.92))
    }

    /// The entity that a noun describes by apposition.
    fn described(&self, noun: TokenId) -> Option<EntityId> {
        let context = self.context;
        let below = context.children_by(noun, DepRel::Appos).find_map(|child| context.entity(child));
        below.or_else(|| context.head(noun).filter(|_| context.deprel(noun) == DepRel::Appos).and_then(|head| context.entity(head)))
    }

    /// "It" that stands for a clause, or for nothing.
    fn is_expletive(&self, token: TokenId) -> bool {
        let context = self.context;
        let Some(head) = context.head(token) else { return true };
        let clausal = [DepRel::Csubj, DepRel::Ccomp, DepRel::Xcomp, DepRel::Advcl];
        let is_clausal = |child: &TokenId| clausal.iter().any(|&deprel| context.deprel(*child).is(deprel)) && *child > head;
        let is_adjective = matches!(context.upos(head), Upos::Adj | Upos::Noun)
            || matches!(&*context.lemma(head), "seem" | "appear" | "happen" | "take" | "turn" | "rain" | "snow");
        let is_subject = context.deprel(token).is(DepRel::Nsubj);
        context.deprel(token) == DepRel::Expl || (is_subject && is_adjective && context.tree(head).children(head).iter().any(is_clausal))
    }

    fn best(&self, token: TokenId, pronoun: Pronoun) -> Option<(Vec<EntityId>, EntityType, f32)> {
        let sentence = self.context.sentence(token);
        let near = self.referents.iter().rev().take(MAX_CANDIDATES);
        let near = near.take_while(|referent| sentence.index() - self.context.sentence(referent.token).index() <= REACH);
        let mut scores: Vec<(f32, &Referent)> =
            near.filter_map(|referent| Some((self.score(token, pronoun, sentence, referent)?, referent))).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, referent) = *scores.first()?;
        let next = scores.iter().find(|(_, other)| other.entities != referent.entities).map_or(best - 3.0, |(score, _)| *score);
        let margin = best - next;
        let needed = if matches!(pronoun.class, Class::Person(_)) { MARGIN } else { MARGIN + 0.2 };
        let is_sure = margin >= needed && !referent.entities.is_empty() && best > threshold(pronoun.class);
        is_sure.then(|| (referent.entities.clone(), referent.kind, (0.5 + 0.15 * margin).clamp(0.5, 0.9)))
    }

    /// How well a referent fits a pronoun; `None` if it cannot be meant.
    fn score(&self, token: TokenId, pronoun: Pronoun, sentence: SentenceId, referent: &Referent) -> Option<f32> {
        let context = self.context;
        let agreement = agreement(pronoun.class, referent, &|entity| self.gender(entity))?;
        let distance = sentence.index() - context.sentence(referent.token).index();
        if distance == 0 && !self.is_allowed(token, pronoun, referent) {
            return None;
        }
        let (_, place) = context.place(referent.token);
        let (_, own) = context.place(token);
        let is_subject = place.is(DepRel::Nsubj);
        let parallel = if is_subject && own.is(DepRel::Nsubj) { 0.4 } else { 0.0 };
        let count = referent.entities.first().and_then(|entity| self.counts.get(entity)).copied().unwrap_or(1);
        let chain = if referent.is_pronoun { 0.5 } else { 0.0 };
        let gap = (token.index().saturating_sub(referent.token.index()) as f32).min(80.0) * 0.008;
        let speaker = if distance == 0 && context.is_quoted(token) && !context.is_quoted(referent.token) { -1.5 } else { 0.0 };
        Some(agreement + prominence(place) + parallel + chain + speaker + 0.45 * (count as f32).ln_1p() - 0.9 * distance as f32 - gap)
    }

    /// What syntax allows within a sentence: a pronoun beside a name in one clause is another one, a reflexive is the subject.
    fn is_allowed(&self, token: TokenId, pronoun: Pronoun, referent: &Referent) -> bool {
        let context = self.context;
        let (own, deprel) = context.place(token);
        let (other, other_deprel) = context.place(referent.token);
        let same_clause = context.head(own).is_some() && context.head(own) == context.head(other);
        if pronoun.reflexive {
            return same_clause || other_deprel.is(DepRel::Nsubj);
        }
        let is_possessive = deprel == DepRel::NmodPoss;
        let arguments = [DepRel::Nsubj, DepRel::Obj, DepRel::Iobj, DepRel::Obl];
        let are_arguments = [deprel, other_deprel].iter().all(|deprel| arguments.iter().any(|argument| deprel.is(*argument)));
        let is_inside = context.is_within(token, referent.token) && !(is_possessive && referent.is_pronoun);
        let owns_it = is_possessive && context.head(token).is_some_and(|owned| context.place(owned).0 == other && owned >= referent.token);
        let are_beside = same_clause && are_arguments && !is_possessive;
        !are_beside && !is_inside && !owns_it
    }

    /// Nouns: roles and descriptions of what has a name, and things without a name, which pronouns may mean as well.
    fn noun(&mut self, token: TokenId) {
        let context = self.context;
        let lemma = context.lemma(token);
        let is_plural = context.lower(token) != lemma;
        if let Some(&person) = self.role_of.get(&token) {
            self.speak_of(Referent {
                token,
                entities: vec![person],
                kind: EntityType::Person,
                gender: self.gender(person),
                is_plural: false,
                is_pronoun: false,
            });
            return;
        }
        if matches!(
            context.deprel(token),
            DepRel::Compound | DepRel::NmodDesc | DepRel::Flat | DepRel::Appos | DepRel::OblUnmarked | DepRel::NmodUnmarked
        ) {
            return;
        }
        let kind = nouns::kind(&lemma);
        let kind = kind.or_else(|| descriptions::is_side(&lemma).then_some(EntityType::Organization));
        let meant = kind.filter(|_| self.is_definite(token)).and_then(|kind| self.description(token, &lemma, kind, is_plural));
        let entities = meant.or_else(|| self.parties_to(token, &lemma).filter(|_| is_plural)).unwrap_or_default();
        let gender = titles::gender_of(&lemma);
        self.speak_of(Referent { token, entities, kind: kind.unwrap_or(EntityType::Misc), gender, is_plural, is_pronoun: false });
    }

    /// "the minister", "this company", without a clause or "of" that says which.
    fn is_definite(&self, token: TokenId) -> bool {
        let context = self.context;
        let tree = context.tree(token);
        let is_determiner = |child: &TokenId| *child < token && matches!(&*context.lower(*child), "the" | "this" | "both");
        let determined = tree.children(token).iter().any(is_determiner);
        let restricted = tree.children(token).iter().any(|&child| {
            let deprel = context.deprel(child);
            child > token && (deprel.is(DepRel::Acl) || deprel.is(DepRel::Nmod) || deprel == DepRel::Appos)
        });
        determined && !restricted
    }

    fn description(&mut self, token: TokenId, lemma: &str, kind: EntityType, is_plural: bool) -> Option<Vec<EntityId>> {
        if is_plural {
            let entities = self.two(token, lemma, kind)?;
            self.add(self.context.phrase(token), token, Form::Description, kind, &entities, 0.6);
            return Some(entities);
        }
        let entity = match kind {
            EntityType::Person => self.person_in_role(token, lemma)?,
            _ => self.thing_described(token, lemma, kind)?,
        };
        let tokens = self.context.phrase(token);
        let tokens = if ids(&tokens).any(|id| self.context.mention(id).is_some()) { token..tokens.end } else { tokens };
        self.add(tokens, token, Form::Description, kind, &[entity], 0.7);
        Some(vec![entity])
    }

    /// "The two leaders", "both countries": the last pair, or the only two of the kind in the last sentences.
    fn two(&self, token: TokenId, lemma: &str, kind: EntityType) -> Option<Vec<EntityId>> {
        let context = self.context;
        let tree = context.tree(token);
        let is_two = tree.children(token).iter().any(|&child| child < token && matches!(&*context.lower(child), "two" | "both"));
        let sentence = context.sentence(token).index();
        let near = self.referents.iter().rev().take(MAX_CANDIDATES);
        let near = near.take_while(|referent| sentence - context.sentence(referent.token).index() <= 2).filter(|_| is_two);
        let fits = |entity: &EntityId| {
            let entity = context.annotations.entity(*entity);
            descriptions::is_side(lemma) || (entity.kind == kind && descriptions::fits(lemma, &entity.name))
        };
        let near: Vec<&Referent> = near.filter(|referent| referent.entities.iter().all(fits)).collect();
        if let Some(pair) = near.iter().find(|referent| referent.entities.len() == 2) {
            let is_third = |other: &&&Referent| {
                context.sentence(other.token) == context.sentence(pair.token)
                    && other.entities.iter().any(|entity| !pair.entities.contains(entity))
            };
            let is_one_of_more = kind != EntityType::Person && near.iter().any(|other| is_third(&other));
            return (!is_one_of_more).then(|| pair.entities.clone());
        }
        let mut all: Vec<EntityId> = near.iter().flat_map(|referent| referent.entities.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        let are_alike =
            |all: &[EntityId]| all.iter().all(|&entity| context.annotations.entity(entity).kind == context.annotations.entity(all[0]).kind);
        (all.len() == 2 && are_alike(&all)).then_some(all)
    }

    /// "The two parties to the conflict": the only two organizations spoken of in the last sentences, or else the only two states.
    fn parties_to(&mut self, token: TokenId, lemma: &str) -> Option<Vec<EntityId>> {
        let context = self.context;
        let tree = context.tree(token);
        let is_two = |&child: &TokenId| child < token && matches!(&*context.lower(child), "two" | "both");
        let is_in_contest = |&child: &TokenId| context.deprel(child).is(DepRel::Nmod) && descriptions::is_contest(&context.lemma(child));
        let children = tree.children(token);
        if !matches!(lemma, "party" | "side") || !children.iter().any(is_two) || !children.iter().any(is_in_contest) {
            return None;
        }
        let kinds = [EntityType::Organization, EntityType::Place];
        let entities = kinds.into_iter().find_map(|kind| self.only_two_near(token, kind))?;
        self.add(token..TokenId::from_index(token.index() + 1), token, Form::Description, EntityType::Organization, &entities, 0.6);
        Some(entities)
    }

    fn only_two_near(&self, token: TokenId, kind: EntityType) -> Option<Vec<EntityId>> {
        let context = self.context;
        let sentence = context.sentence(token).index();
        let is_near = |referent: &&Referent| sentence - context.sentence(referent.token).index() <= 2;
        let near = self.referents.iter().rev().take(MAX_CANDIDATES).take_while(is_near);
        let is_party = |&entity: &EntityId| {
            let entity = context.annotations.entity(entity);
            entity.kind == kind && (kind != EntityType::Place || descriptions::fits("country", &entity.name))
        };
        let mut all: Vec<EntityId> = near.flat_map(|referent| referent.entities.iter().copied()).filter(is_party).collect();
        all.sort_unstable();
        all.dedup();
        (all.len() == 2).then_some(all)
    }

    /// The person of this role who was spoken of last.
    fn person_in_role(&self, token: TokenId, lemma: &str) -> Option<EntityId> {
        let holder = *self.in_role.get(lemma)?;
        let last = self.last_seen.get(&holder)?;
        (token.index() - last.index() < 400).then_some(holder)
    }

    /// The only thing of the kind in the last sentences, or the one whose name has the noun in it.
    fn thing_described(&self, token: TokenId, lemma: &str, kind: EntityType) -> Option<EntityId> {
        let context = self.context;
        let sentence = context.sentence(token).index();
        let near = self
            .referents
            .iter()
            .rev()
            .take(MAX_CANDIDATES)
            .take_while(|referent| sentence - context.sentence(referent.token).index() <= 2);
        let mut things: Vec<EntityId> =
            near.filter(|r| !r.is_plural && r.kind == kind).filter_map(|r| r.entities.first().copied()).collect();
        things.retain(|&entity| descriptions::fits(lemma, &context.annotations.entity(entity).name));
        let has_noun = |entity: &EntityId| words::words(&context.annotations.entity(*entity).name).iter().any(|word| word == lemma);
        if let Some(named) = things.iter().copied().find(has_noun) {
            return Some(named);
        }
        things.sort_unstable();
        things.dedup();
        match things[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// What a pronoun's number, gender and type say of a referent: a bonus, or that it cannot be meant.
fn agreement(class: Class, referent: &Referent, gender_of: &dyn Fn(EntityId) -> Option<Gender>) -> Option<f32> {
    match class {
        Class::Person(gender) => {
            let known = referent.entities.first().and_then(|&entity| gender_of(entity)).or(referent.gender);
            let fits = referent.kind == EntityType::Person && !referent.is_plural && known.is_none_or(|known| known == gender);
            fits.then(|| if known.is_some() { 1.2 } else { 0.0 })
        }
        Class::Thing => (referent.kind != EntityType::Person && !referent.is_plural)
            .then_some(if referent.kind == EntityType::Organization { 0.4 } else { 0.0 }),
        Class::Plural if referent.is_plural => Some(if referent.kind == EntityType::Person { 1.0 } else { 0.6 }),
        Class::Plural => (referent.kind == EntityType::Organization).then_some(0.0),
        Class::RelativePerson | Class::Relative => None,
    }
}

fn prominence(deprel: DepRel) -> f32 {
    match deprel {
        _ if deprel.is(DepRel::Nsubj) => 1.3,
        DepRel::Root => 0.8,
        DepRel::Obj | DepRel::Iobj | DepRel::OblAgent => 0.4,
        DepRel::NmodPoss => 0.3,
        _ if deprel.is(DepRel::Obl) => 0.2,
        DepRel::Compound | DepRel::NmodDesc => -0.8,
        _ => -0.3,
    }
}

/// How good the best candidate must be: "it" and "they" mostly stand for what has no name.
fn threshold(class: Class) -> f32 {
    match class {
        Class::Person(_) => -1.5,
        Class::Plural => 1.0,
        _ => 1.2,
    }
}
