//! Needs: the words that must stand with a trigger, as nouns with light verbs do ("hold TALKS") and particles with phrasal ones.

use super::super::pattern::{Frame, Need, Slot, Words};
use super::Finder;
use crate::document::{DepRel, TokenId};

impl Finder<'_, '_, '_> {
    /// The further words that the frame needs, or `None` if one is missing.
    pub(super) fn needs(&mut self, frame: &Frame, verb: TokenId) -> Option<Vec<TokenId>> {
        let mut found = Vec::new();
        for need in &frame.needs {
            match need {
                Need::Particle(words) => {
                    if !self.grammar.has_particle(verb, &|word| words.contains(word)) {
                        return None;
                    }
                }
                Need::Infinitive => {
                    // Who "has to pay" is to pay himself.
                    let is_own = frame.a == Slot::Speaker || frame.b == Slot::Speaker;
                    if !(self.grammar.has_infinitive(verb) || (is_own && self.grammar.has_own_infinitive(verb))) {
                        return None;
                    }
                }
                Need::Perfect => {
                    let clause = self.clause_of(verb);
                    found.push(self.grammar.children_by(clause, DepRel::Aux).find(|&aux| self.grammar.is_one_of(aux, &["have"]))?);
                }
                Need::Quality(words) => {
                    let qualities = self.grammar.children_by(verb, DepRel::Amod).collect();
                    found.push(self.first_of(qualities, words)?);
                }
                Need::Object(words) => {
                    let objects = self.objects_of(verb);
                    found.push(self.first_of(objects, words)?);
                }
                Need::Oblique(prepositions, words) => {
                    let fits = |prep: &str| prepositions.contains(prep);
                    if words.is_anything()
                        && let Some(clause) = self.grammar.clause_after(verb, &fits)
                    {
                        found.push(clause);
                        continue;
                    }
                    let mut obliques = self.grammar.verb_obliques(verb, &fits);
                    obliques.extend(self.grammar.mistaken_infinitives(verb, &fits));
                    found.push(self.first_of(obliques, words)?);
                }
            }
        }
        Some(found)
    }

    /// What may be a needed object of a verb. Many frames in turn ask for those of one light verb.
    fn objects_of(&mut self, verb: TokenId) -> Vec<TokenId> {
        if let Some((known, objects)) = &self.objects
            && *known == verb
        {
            return objects.clone();
        }
        let mut objects = self.grammar.objects(verb);
        // "B was given aid", "B was found guilty".
        objects.extend(self.grammar.own_objects(verb));
        objects.extend(self.grammar.predicatives(verb));
        self.objects = Some((verb, objects.clone()));
        objects
    }

    fn first_of(&self, tokens: Vec<TokenId>, words: &Words) -> Option<TokenId> {
        // "the talks that A held with B": the pronoun stands for the noun.
        let nouns = tokens.into_iter().map(|token| self.grammar.antecedent(token).unwrap_or(token));
        nouns
            .flat_map(|noun| std::iter::once(noun).chain(self.grammar.content(noun)))
            .find(|&token| words.is_anything() || words.phrases().any(|phrase| self.phrase_ending(phrase, token).is_some()))
    }
}
