//! Triggers: the words of a frame's head, with the right part of speech.

use super::super::nearby;
use super::super::pattern::{Frame, Head, Need};
use super::{Finder, Trigger};
use crate::document::{DepRel, Id, TokenId, Upos};

impl Finder<'_, '_, '_> {
    /// The words of a frame's head, if they stand at `token` (the last of them) and have the right part of speech.
    pub(super) fn trigger(&self, frame: &Frame, token: TokenId) -> Option<Trigger> {
        let words = frame.trigger()?;
        let found = words.phrases().find_map(|phrase| self.phrase_ending(phrase, token))?;
        let head = self.top(&found);
        let upos = self.grammar.upos(head);
        let fits = match frame.head {
            // The form alone will not do: "found" is a form of "find".
            Head::Verb(_) => {
                upos == Upos::Verb
                    && words.phrases().any(|phrase| phrase.iter().any(|word| self.grammar.lemma(head).eq_ignore_ascii_case(word)))
            }
            // The parser takes "Meeting between A and B" for a verb.
            // ... and rare nouns for people too: "midfielder".
            Head::Noun(_) => {
                let is_noun = |word: &str| ["ing", "er", "or", "ist"].iter().any(|end| word.ends_with(end));
                matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj)
                    || (upos == Upos::Verb
                        && (is_noun(self.grammar.word(head)) || nearby::stands_between_names(self.grammar, self.fillers, &found)))
            }
            Head::Modal(_) if frame.needs.contains(&Need::Perfect) => upos == Upos::Aux && self.grammar.rel(head) == DepRel::Aux,
            Head::Modal(_) => upos == Upos::Aux && self.grammar.rel(head) == DepRel::Aux && !self.is_guess(head),
            // "had insulted them" says nothing of an insult that someone is.
            Head::Predicate(_) if upos == Upos::Verb => {
                self.grammar.is_passive(head) || self.grammar.children_by(head, DepRel::Obj).next().is_none()
            }
            Head::Predicate(_) => matches!(upos, Upos::Adj | Upos::Noun | Upos::Adv),
            Head::Bare => false,
        };
        fits.then_some(Trigger { head, words: found })
    }

    /// "B must have known" asks nothing of B.
    fn is_guess(&self, modal: TokenId) -> bool {
        let clause = self.clause_of(modal);
        self.grammar.children_by(clause, DepRel::Aux).any(|aux| self.grammar.is_one_of(aux, &["have", "be"]))
    }

    pub(super) fn phrase_ending(&self, phrase: &[Box<str>], last: TokenId) -> Option<Vec<TokenId>> {
        // Most phrases of a class fail on their last word, before anything is allocated.
        let first = last.index().checked_sub(phrase.len().checked_sub(1)?)?;
        let start = self.grammar.doc.sentence(self.grammar.sentence).tokens.start.index();
        let stands = |word: &str, at: usize| {
            let token = TokenId::from_index(at);
            self.grammar.lemma(token).eq_ignore_ascii_case(word) || self.grammar.word(token).eq_ignore_ascii_case(word)
        };
        let places = (first..=last.index()).rev();
        let all_stand = start <= first && phrase.iter().rev().zip(places).all(|(word, at)| stands(word, at));
        all_stand.then(|| (first..=last.index()).map(TokenId::from_index).collect())
    }

    /// The word of a phrase on which the others hang.
    fn top(&self, words: &[TokenId]) -> TokenId {
        let outside = |token: &&TokenId| self.grammar.head(**token).is_none_or(|head| !words.contains(&head));
        *words.iter().rfind(outside).unwrap_or(&words[0])
    }

    pub(super) fn is_inside_name(&self, trigger: &Trigger) -> bool {
        self.fillers.name_over(trigger.head).is_some()
    }
}
