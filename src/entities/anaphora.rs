//! Pronouns: which of the things spoken of one stands for, by agreement, syntax and how much they are in the reader's mind.

use super::pronouns::{Class, Pronoun};
use super::references::{MAX_CANDIDATES, REACH, Referent, Walk};
use crate::document::{DepRel, EntityId, EntityType, Form, Gender, Id, SentenceId, TokenId, Upos};

/// How much better than the next the best candidate must be.
const MARGIN: f32 = 0.3;

impl Walk<'_, '_> {
    pub(super) fn pronoun(&mut self, token: TokenId, pronoun: Pronoun) {
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

    /// A relative pronoun stands for what its clause modifies.
    fn relative(&self, token: TokenId, class: Class) -> Option<(Vec<EntityId>, EntityType, f32)> {
        let context = self.context;
        let clause = context.tree(token).ancestors(token).take(8).find(|&id| context.deprel(id) == DepRel::AclRelcl)?;
        let noun = context.head(clause).filter(|&noun| noun < token)?;
        let entity = context.entity(noun).or_else(|| self.called.entity(noun)).or_else(|| self.described(noun))?;
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
        // "Ann's remarks were made as she ...": who owns the subject is as much in mind as a subject.
        let owns_subject = place == DepRel::NmodPoss
            && referent.kind == EntityType::Person
            && context.head(context.place(referent.token).0).is_some_and(|owned| context.deprel(owned).is(DepRel::Nsubj));
        let prominence = if owns_subject { 1.0 } else { prominence(place) };
        Some(agreement + prominence + parallel + chain + speaker + 0.45 * (count as f32).ln_1p() - 0.9 * distance as f32 - gap)
    }

    /// What syntax allows within a sentence: a pronoun beside a name in one clause is another one, a reflexive is the subject.
    pub(super) fn is_allowed(&self, token: TokenId, pronoun: Pronoun, referent: &Referent) -> bool {
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

pub(super) fn prominence(deprel: DepRel) -> f32 {
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
