//! Pronouns and descriptions -> the entities they stand for. Walks through the text once, remembering what was spoken of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::called::Names;
use super::context::Context;
use super::pronouns::pronoun;
use super::roles::Stated;
use super::spans::span_of;
use super::{given_names, nouns, places, titles, words};
use crate::document::{DepRel, EntityId, EntityType, Form, Gender, Id, Mention, TokenId, Upos};

/// How many sentences back a pronoun reaches.
pub(super) const REACH: usize = 4;
/// How many things back a pronoun or description is compared with.
pub(super) const MAX_CANDIDATES: usize = 80;

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
pub(super) struct Referent {
    /// The token that stands for it in the tree.
    pub(super) token: TokenId,
    /// Empty for a thing without a name, which may be meant all the same.
    pub(super) entities: Vec<EntityId>,
    pub(super) kind: EntityType,
    pub(super) gender: Option<Gender>,
    pub(super) is_plural: bool,
    pub(super) is_pronoun: bool,
}

/// What is known at one point of the text.
pub(super) struct Walk<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    /// What the text calls its entities.
    pub(super) called: Names,
    /// For nouns that are part of names, which entity whose name has it was spoken of last: "Ministry of Justice".
    pub(super) named_with: BTreeMap<String, EntityId>,
    /// The states that the document names.
    pub(super) states: Vec<EntityId>,
    /// Genders that the article shows.
    pub(super) shown: BTreeMap<EntityId, Gender>,
    /// Genders that given names suggest.
    suggested: BTreeMap<EntityId, Gender>,
    pub(super) counts: BTreeMap<EntityId, usize>,
    pub(super) last_seen: BTreeMap<EntityId, TokenId>,
    pub(super) referents: Vec<Referent>,
    pub(super) found: Vec<Mention>,
}

impl<'c, 'a> Walk<'c, 'a> {
    fn new(context: &'c Context<'a>, stated: &[Stated]) -> Self {
        let mut walk = Self {
            context,
            called: Names::find(context, stated),
            named_with: BTreeMap::new(),
            states: states(context),
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

    pub(super) fn gender(&self, entity: EntityId) -> Option<Gender> {
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
            // "The President": a title that is written like a name.
            Upos::Propn if nouns::is_role(&self.context.lower(token)) => self.noun(token),
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
        if mention.kind != EntityType::Person {
            for word in words::words(self.context.annotations.surface(mention.span)).into_iter().filter(|word| nouns::kind(word).is_some())
            {
                self.named_with.insert(word, entity);
            }
        }
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
            members.iter().filter_map(|&member| context.entity(member).or_else(|| self.called.entity(member))).collect();
        if entities.len() == members.len() && entities.len() <= 8 {
            let kind = context.annotations.entity(entities[0]).kind;
            self.referents.push(Referent { token: first, entities, kind, gender: None, is_plural: true, is_pronoun: false });
        }
    }

    pub(super) fn speak_of(&mut self, referent: Referent) {
        if let [entity] = referent.entities[..] {
            *self.counts.entry(entity).or_default() += 1;
            self.last_seen.insert(entity, referent.token);
        }
        self.referents.push(referent);
    }

    pub(super) fn add(
        &mut self,
        tokens: Range<TokenId>,
        head: TokenId,
        form: Form,
        kind: EntityType,
        entities: &[EntityId],
        confidence: f32,
    ) {
        let span = span_of(self.context.annotations, &tokens);
        let mention = |&entity: &EntityId| Mention { span, tokens: tokens.clone(), head, kind, form, confidence, entity: Some(entity) };
        self.found.extend(entities.iter().map(mention));
    }
}

fn states(context: &Context) -> Vec<EntityId> {
    let is_state = |&id: &EntityId| {
        let entity = context.annotations.entity(id);
        entity.kind == EntityType::Place && places::is_country(&entity.name)
    };
    context.annotations.entity_ids().filter(is_state).collect()
}
