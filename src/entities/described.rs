//! Descriptions: "the minister", "the company", "both countries", and which of the things spoken of they stand for.

use super::anaphora::prominence;
use super::called::Called;
use super::pronouns::{Class, Pronoun};
use super::references::{MAX_CANDIDATES, Referent, Walk};
use super::spans::ids;
use super::{descriptions, nouns, places, titles, words};
use crate::document::{DepRel, EntityId, EntityType, Form, Id, TokenId, Upos};

/// How many tokens back someone of a role can be meant.
const ROLE_REACH: usize = 400;
/// How many sentences back a thing can be meant that nothing but its type fits.
const NEAR: usize = 2;
/// How much better than the next one such a thing must be: states are told apart by how much the text is about them, bodies hardly.
const STATE_MARGIN: f32 = 0.6;
const MARGIN: f32 = 1.2;
/// How much a body must be in the reader's mind to be meant without its name.
const PRESENT: f32 = 0.4;

/// Confidence of a link by what the text itself calls the entity or by a word of its name.
const STATED: f32 = 0.8;
/// Confidence of a link by type and nearness alone.
const GUESSED: f32 = 0.6;
/// Confidence of a link to what the whole text is about.
const DOMINANT: f32 = 0.55;

/// A definite nominal.
struct Phrase {
    noun: TokenId,
    lemma: String,
    kind: EntityType,
    is_plural: bool,
    /// "two", "both".
    is_two: bool,
    /// The entity whose name stands in it: "the Turkish president", "the president of France".
    owner: Option<EntityId>,
    /// Words before the noun, in lower case, but for determiners and names.
    modifiers: Vec<String>,
}

impl Walk<'_, '_> {
    /// Nouns: what is said of something with a name, descriptions, and things without a name, which pronouns may mean as well.
    pub(super) fn noun(&mut self, token: TokenId) {
        let context = self.context;
        let lemma = context.lemma(token);
        let is_plural = context.upos(token) == Upos::Noun && context.lower(token) != lemma;
        if let Some(entity) = self.called.entity(token) {
            let kind = context.annotations.entity(entity).kind;
            self.speak_of(Referent {
                token,
                entities: vec![entity],
                kind,
                gender: self.gender(entity),
                is_plural: false,
                is_pronoun: false,
            });
            return;
        }
        if is_modifier(context.deprel(token)) {
            return;
        }
        let kind = nouns::kind(&lemma).or_else(|| descriptions::is_side(&lemma).then_some(EntityType::Organization));
        let phrase = kind.and_then(|kind| self.phrase(token, lemma.clone(), kind, is_plural));
        let meant = phrase.as_ref().and_then(|phrase| self.meant_by(phrase));
        let meant = meant.or_else(|| self.parties_to(token, &lemma).filter(|_| is_plural).map(|entities| (entities, GUESSED)));
        if let Some((entities, confidence)) = &meant {
            let tokens = context.phrase(token);
            let tokens = if ids(&tokens).any(|id| context.mention(id).is_some()) { token..tokens.end } else { tokens };
            let kind = context.annotations.entity(entities[0]).kind;
            self.add(tokens, token, Form::Description, kind, entities, *confidence);
        }
        let entities = meant.map(|(entities, _)| entities).unwrap_or_default();
        let gender = titles::gender_of(&lemma);
        self.speak_of(Referent { token, entities, kind: kind.unwrap_or(EntityType::Misc), gender, is_plural, is_pronoun: false });
    }

    /// The nominal that a noun heads, if it is definite: "the minister", "this company", without a clause or phrase behind it that says which.
    fn phrase(&self, noun: TokenId, lemma: String, kind: EntityType, is_plural: bool) -> Option<Phrase> {
        let context = self.context;
        let children = context.tree(noun).children(noun);
        let before: Vec<TokenId> = children.iter().copied().filter(|&child| child < noun).collect();
        let is_determiner = |child: &TokenId| matches!(&*context.lower(*child), "the" | "this" | "these" | "that" | "those" | "both");
        let has = |word: &str| before.iter().any(|&child| context.lower(child) == word);
        // "both" and "the" with a numeral that is not two leave open how many are meant.
        let is_two = has("two") || has("both");
        let counted = before.iter().any(|&child| context.upos(child) == Upos::Num && context.lower(child) != "two");
        let of = children.iter().copied().find(|&child| child > noun && self.is_of_name(child));
        let restricted = children.iter().any(|&child| child > noun && Some(child) != of && self.restricts(child));
        if !before.iter().any(is_determiner) || restricted || counted {
            return None;
        }
        let owner = before.iter().copied().chain(of).find_map(|child| context.entity(child));
        let inside = ids(&context.phrase(noun)).filter(|&token| token != noun && context.mention(token).is_none());
        let modifiers = inside.filter(|&token| matches!(context.upos(token), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb));
        let modifiers = modifiers.map(|token| context.lower(token)).filter(|word| !descriptions::is_neutral(word)).collect();
        Some(Phrase { noun, lemma, kind, is_plural, is_two, owner, modifiers })
    }

    fn is_of_name(&self, child: TokenId) -> bool {
        let context = self.context;
        context.deprel(child).is(DepRel::Nmod)
            && context.entity(child).is_some()
            && context.children_by(child, DepRel::Case).any(|case| context.lower(case) == "of")
    }

    /// Whether what hangs behind a noun says which one is meant. A clause after a comma only adds to it.
    fn restricts(&self, child: TokenId) -> bool {
        let context = self.context;
        let deprel = context.deprel(child);
        let is_aside = || {
            let first = ids(&(context.head(child).unwrap_or(child)..child)).nth(1).unwrap_or(child);
            deprel == DepRel::AclRelcl && matches!(context.annotations.word(first), "," | "–" | "—")
        };
        deprel.is(DepRel::Nmod) || deprel == DepRel::Appos || (deprel.is(DepRel::Acl) && !is_aside())
    }

    fn meant_by(&self, phrase: &Phrase) -> Option<(Vec<EntityId>, f32)> {
        if phrase.is_plural {
            return self.several(phrase);
        }
        let one = |(entity, confidence)| (vec![entity], confidence);
        match phrase.kind {
            EntityType::Person => self.bearer(phrase).map(one),
            _ => self
                .bearer(phrase)
                .or_else(|| self.named_with(phrase))
                .or_else(|| self.nearest(phrase))
                .or_else(|| self.state_in_focus(phrase))
                .map(one),
        }
    }

    /// Who or what the text calls so, and was spoken of last.
    fn bearer(&self, phrase: &Phrase) -> Option<(EntityId, f32)> {
        let seen = |called: &&Called| self.last_seen.get(&called.entity).copied();
        let fitting = self.called.bearers(&phrase.lemma).iter().filter(|called| self.is_said_of(phrase, called));
        let near = fitting.filter(|called| {
            seen(called).is_some_and(|last| {
                last < phrase.noun && phrase.noun.index() - last.index() < ROLE_REACH && self.is_free(phrase, called.entity)
            })
        });
        near.max_by_key(seen).map(|called| (called.entity, STATED))
    }

    /// "The Turkish president" is the president of Turkey; "the foreign minister" is none of whom another portfolio is stated.
    fn is_said_of(&self, phrase: &Phrase, called: &Called) -> bool {
        let kind = self.context.annotations.entity(called.entity).kind;
        let is_of = phrase.owner.is_none_or(|owner| called.of == Some(owner));
        let telling =
            phrase.modifiers.iter().filter(|word| self.called.is_telling(&phrase.lemma, word) || descriptions::is_portfolio(word));
        let is_told = |word: &String| called.words.contains(word);
        let words_fit = if kind == EntityType::Person { telling.into_iter().all(is_told) } else { phrase.modifiers.iter().all(is_told) };
        kind == phrase.kind && is_of && words_fit && !descriptions::is_vague(&phrase.lemma)
    }

    /// The thing whose name has the noun: "the ministry" for "Ministry of Justice". Other words of the description are words of the name too.
    fn named_with(&self, phrase: &Phrase) -> Option<(EntityId, f32)> {
        let entity = *self.named_with.get(&phrase.lemma).filter(|_| !descriptions::is_locality(&phrase.lemma))?;
        let found = self.context.annotations.entity(entity);
        let names: Vec<String> = found.names.iter().flat_map(|name| words::words(name)).collect();
        let has = |word: &String| names.contains(word);
        // A body whose name says nothing of a state may be that of the state that the description names.
        let is_free_of_states = !found.names.iter().flat_map(|name| name.split_whitespace()).any(|word| places::place(word).is_some());
        let owner = phrase.owner.is_none_or(|owner| {
            let owner = self.context.annotations.entity(owner);
            let is_named = owner.names.iter().flat_map(|name| words::words(name)).any(|word| has(&word));
            is_named || (is_free_of_states && owner.kind == EntityType::Place)
        });
        let fits = found.kind == phrase.kind && owner && phrase.modifiers.iter().all(has);
        let last = self.last_seen.get(&entity)?;
        (fits && phrase.noun.index() - last.index() < ROLE_REACH && self.is_free(phrase, entity)).then_some((entity, STATED))
    }

    /// What a description stands for is not an argument beside it: in "Google bought the company" it is another one.
    fn is_free(&self, phrase: &Phrase, entity: EntityId) -> bool {
        let context = self.context;
        let pronoun = Pronoun { class: Class::Thing, reflexive: false };
        let here = self.referents.iter().rev().take_while(|referent| context.sentence(referent.token) == context.sentence(phrase.noun));
        here.take(MAX_CANDIDATES)
            .filter(|referent| referent.entities == [entity])
            .all(|referent| self.is_allowed(phrase.noun, pronoun, referent))
    }

    /// The thing of the type that is most in mind, if nothing else comes near.
    fn nearest(&self, phrase: &Phrase) -> Option<(EntityId, f32)> {
        if phrase.owner.is_some() || !phrase.modifiers.is_empty() || !descriptions::is_general(&phrase.lemma) {
            return None;
        }
        let mut scores: Vec<(f32, EntityId)> = Vec::new();
        for referent in self.near(phrase.noun, NEAR) {
            let [entity] = referent.entities[..] else { continue };
            if !self.can_be(&phrase.lemma, phrase.kind, entity) || !self.is_free(phrase, entity) {
                continue;
            }
            let score = self.presence(phrase.noun, referent);
            match scores.iter_mut().find(|(_, other)| *other == entity) {
                Some((best, _)) => *best = best.max(score),
                None => scores.push((score, entity)),
            }
        }
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let next = scores.get(1).map_or(f32::NEG_INFINITY, |(score, _)| *score);
        let &(best, entity) = scores.first()?;
        let margin = if descriptions::is_state(&phrase.lemma) { STATE_MARGIN } else { MARGIN };
        let is_present = descriptions::is_state(&phrase.lemma) || best >= PRESENT;
        (is_present && best - next >= margin).then_some((entity, GUESSED))
    }

    /// "The country", "the government", where the text is about one state above all: a government, as an actor, counts as its state.
    fn state_in_focus(&self, phrase: &Phrase) -> Option<(EntityId, f32)> {
        let is_state = descriptions::is_state(&phrase.lemma) || descriptions::acts_for_state(&phrase.lemma);
        if !is_state
            || phrase.owner.is_some()
            || !phrase.modifiers.iter().all(|word| matches!(word.as_str(), "federal" | "central" | "national"))
        {
            return None;
        }
        let counted = self.states.iter().map(|entity| (self.counts.get(entity).copied().unwrap_or(0), *entity));
        let mut counts: Vec<(usize, EntityId)> = counted.filter(|&(count, _)| count > 0).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let next = counts.get(1).map_or(0, |(count, _)| *count);
        let &(most, state) = counts.first()?;
        (most >= 2 && most >= 2 * next && self.is_free(phrase, state)).then_some((state, DOMINANT))
    }

    /// How much something spoken of is in the reader's mind at `token`.
    fn presence(&self, token: TokenId, referent: &Referent) -> f32 {
        let context = self.context;
        let distance = context.sentence(token).index() - context.sentence(referent.token).index();
        let count = referent.entities.first().and_then(|entity| self.counts.get(entity)).copied().unwrap_or(1);
        let gap = (token.index().saturating_sub(referent.token.index()) as f32).min(80.0) * 0.008;
        prominence(context.place(referent.token).1) + 0.6 * (count as f32).ln_1p() - 0.7 * distance as f32 - gap
    }

    fn near(&self, token: TokenId, reach: usize) -> impl Iterator<Item = &Referent> {
        let sentence = self.context.sentence(token).index();
        let is_near = move |referent: &&Referent| sentence - self.context.sentence(referent.token).index() <= reach;
        self.referents.iter().rev().take(MAX_CANDIDATES).take_while(is_near)
    }

    fn can_be(&self, lemma: &str, kind: EntityType, entity: EntityId) -> bool {
        let entity = self.context.annotations.entity(entity);
        let is_side = descriptions::is_side(lemma) && entity.kind != EntityType::Misc;
        is_side || (entity.kind == kind && descriptions::fits(lemma, &entity.name))
    }

    /// "The two leaders", "both countries", "the sides": the last pair, or the only two of the kind in the sentence that has any.
    fn several(&self, phrase: &Phrase) -> Option<(Vec<EntityId>, f32)> {
        let context = self.context;
        let can_be = |entity: &EntityId| self.can_be(&phrase.lemma, phrase.kind, *entity);
        let bare = phrase.owner.is_none() && phrase.modifiers.is_empty();
        if !bare || !(phrase.is_two || descriptions::is_side(&phrase.lemma)) {
            return None;
        }
        let near: Vec<&Referent> =
            self.near(phrase.noun, NEAR).filter(|referent| !referent.entities.is_empty() && referent.entities.iter().all(can_be)).collect();
        if let Some(pair) = near.iter().find(|referent| referent.entities.len() == 2) {
            let is_third = |other: &&&Referent| {
                context.sentence(other.token) == context.sentence(pair.token)
                    && other.entities.iter().any(|entity| !pair.entities.contains(entity) && self.are_alike(&[*entity, pair.entities[0]]))
            };
            let is_one_of_more = phrase.kind != EntityType::Person && near.iter().any(|other| is_third(&other));
            return (!is_one_of_more).then(|| (pair.entities.clone(), STATED));
        }
        let two = self.only_two(phrase.noun, &near);
        two.filter(|two| !descriptions::is_side(&phrase.lemma) || self.face_each_other(two, &near)).map(|entities| (entities, GUESSED))
    }

    /// The only two of one type, in the last sentence with two or in the sentences up to it. Persons act before bodies, bodies before states.
    fn only_two(&self, noun: TokenId, near: &[&Referent]) -> Option<Vec<EntityId>> {
        let context = self.context;
        for kind in [EntityType::Person, EntityType::Organization, EntityType::Place] {
            let mut found: Vec<EntityId> = Vec::new();
            for distance in 0..=NEAR {
                let there =
                    near.iter().filter(|referent| context.sentence(noun).index() - context.sentence(referent.token).index() == distance);
                found.extend(there.flat_map(|referent| referent.entities.iter().copied()).filter(|&entity| self.is_actor(entity, kind)));
                found.sort_unstable();
                found.dedup();
                match found.len() {
                    0 | 1 => {}
                    2 => return Some(found),
                    _ => break,
                }
            }
        }
        None
    }

    /// Whether two are joined by one verb or noun: "A met B", "A's talks with B". Those who are only spoken of one after the other are no two sides.
    fn face_each_other(&self, two: &[EntityId], near: &[&Referent]) -> bool {
        let context = self.context;
        let heads = |entity: &EntityId| -> Vec<Option<TokenId>> {
            let of_entity = near.iter().filter(|referent| referent.entities == [*entity]);
            of_entity.map(|referent| context.head(context.place(referent.token).0)).collect()
        };
        let [a, b] = two else { return false };
        heads(a).iter().any(|head| head.is_some() && heads(b).contains(head))
    }

    /// Whether an entity is of the type, and, as a place, a state.
    fn is_actor(&self, entity: EntityId, kind: EntityType) -> bool {
        let entity = self.context.annotations.entity(entity);
        entity.kind == kind && (kind != EntityType::Place || places::is_country(&entity.name))
    }

    fn are_alike(&self, entities: &[EntityId]) -> bool {
        entities.windows(2).all(|pair| self.context.annotations.entity(pair[0]).kind == self.context.annotations.entity(pair[1]).kind)
    }

    /// "The two parties to the conflict": the only two organizations spoken of in the last sentences, or else the only two states.
    fn parties_to(&self, token: TokenId, lemma: &str) -> Option<Vec<EntityId>> {
        let context = self.context;
        let children = context.tree(token).children(token);
        let is_two = |&child: &TokenId| child < token && matches!(&*context.lower(child), "two" | "both");
        let is_in_contest = |&child: &TokenId| context.deprel(child).is(DepRel::Nmod) && descriptions::is_contest(&context.lemma(child));
        if !matches!(lemma, "party" | "side") || !children.iter().any(is_two) || !children.iter().any(is_in_contest) {
            return None;
        }
        [EntityType::Organization, EntityType::Place].into_iter().find_map(|kind| {
            let near = self.near(token, NEAR).flat_map(|referent| referent.entities.iter().copied());
            let mut all: Vec<EntityId> = near.filter(|&entity| self.is_actor(entity, kind)).collect();
            all.sort_unstable();
            all.dedup();
            (all.len() == 2).then_some(all)
        })
    }
}

/// Whether a noun in this place modifies another one, or stands beside a name that says who is meant.
fn is_modifier(deprel: DepRel) -> bool {
    matches!(deprel, DepRel::Compound | DepRel::NmodDesc | DepRel::Flat | DepRel::Appos | DepRel::OblUnmarked | DepRel::NmodUnmarked)
}
