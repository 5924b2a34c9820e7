//! Slots: the tokens where the grammar puts the arguments of a trigger.

use super::super::pattern::{Slot, Words};
use super::super::words::Class;
use super::super::{lexicon, nearby};
use super::{Finder, Trigger};
use crate::document::{DepRel, EntityType, MentionId, TokenId, Upos};

impl Finder<'_, '_, '_> {
    /// The tokens that stand in a slot of the trigger.
    pub(super) fn slot_tokens(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId]) -> Vec<TokenId> {
        let (grammar, head) = (self.grammar, trigger.head);
        let is_verb = grammar.upos(head) == Upos::Verb;
        match slot {
            Slot::Reciprocal if self.has_counterpart(head, anchors) => Vec::new(),
            // Who must do it, or be done to: "B must be tried" asks nothing of B.
            Slot::Subject if grammar.upos(head) == Upos::Aux => grammar.subjects(self.clause_of(head)),
            Slot::Subject | Slot::Reciprocal => grammar.subjects(head),
            // "it was damning that B did so": the parser takes "damning" for a verb.
            Slot::Theme if !is_verb || grammar.is_like_adjective(head) => self.holders(trigger),
            Slot::Object if anchors.is_empty() && grammar.means_otherwise(head) => Vec::new(),
            Slot::Object => grammar.objects(head).into_iter().filter(|object| !anchors.contains(object)).collect(),
            Slot::Theme => grammar.objects(head),
            Slot::Holder => self.holders(trigger),
            // "A shot B at C": at someone only where the verb has nobody else.
            Slot::Oblique(words)
                if anchors.is_empty() && words.contains("at") && is_verb && self.names_someone(&grammar.own_objects(head)) =>
            {
                Vec::new()
            }
            Slot::Oblique(words) => self.obliques(words, head, anchors),
            Slot::Actor => grammar.actors(head),
            Slot::Owner => grammar.owners(head),
            Slot::Speaker if grammar.is_by_the_way(head) => Vec::new(),
            Slot::Speaker => grammar.speakers(self.clause_of(head)),
            Slot::Subordinate => grammar.subordinates(head),
            Slot::Told => grammar.told(head),
            Slot::Named => grammar.names_of(head),
            Slot::Modifier => grammar.modifiers(head),
            Slot::Called => grammar.called(head),
            Slot::Region => grammar.region(head),
            Slot::Between => grammar.parties(head),
            Slot::Members => grammar.members(head),
            Slot::Complement(words) => {
                if let Some(body) = self.body_of_office(trigger, anchors) {
                    return vec![grammar.doc.mention(body).head];
                }
                // "expressed its solidarity with B": B may hang on the verb, and "its" is no B.
                let beside =
                    if anchors.is_empty() { Vec::new() } else { grammar.obliques(head, &|prep| prep == "with" && words.contains(prep)) };
                if !beside.is_empty() {
                    return beside;
                }
                let hosts = if anchors.is_empty() { trigger.words.clone() } else { anchors.to_vec() };
                let mut found: Vec<_> =
                    hosts.into_iter().flat_map(|host| grammar.complements(host, &|prep| words.contains(prep))).collect();
                // "a town on the border with B" is no town in B.
                found.retain(|&token| !grammar.is_one_of(token, &["border", "frontier"]));
                if found.is_empty() && !anchors.is_empty() { self.obliques(words, head, anchors) } else { found }
            }
            Slot::Situated(words) => grammar.situated(head, &|prep| words.contains(prep)),
            Slot::Itself | Slot::Beside | Slot::Bracketed | Slot::Within => Vec::new(),
        }
    }

    /// The body right before the noun of an office: "India's Foreign Ministry spokesman". A minister is of the state, whatever he is minister of.
    fn body_of_office(&self, trigger: &Trigger, anchors: &[TokenId]) -> Option<MentionId> {
        let (grammar, head) = (self.grammar, trigger.head);
        let is_office = grammar.upos(head) == Upos::Noun || grammar.upos(head) == Upos::Propn;
        let is_of_body = is_office
            && grammar.is_class(head, Class::PERSON.or(Class::COLLECTIVE))
            && !grammar.is_one_of(head, &["minister", "secretary"]);
        let first = trigger.words.first().filter(|_| is_of_body && anchors.is_empty())?;
        nearby::body_right_before(grammar, self.fillers, *first).filter(|&body| {
            // "the Labour mayor of Leeds": a party before an office that says of what it is.
            let is_of = |word: &TokenId| !grammar.obliques(*word, &|prep| prep == "of").is_empty();
            let is_party = lexicon::is_party(grammar.doc.surface(grammar.doc.mention(body).span));
            if is_party && trigger.words.iter().any(is_of) {
                return false;
            }
            // In "China's Xinhua agency" the agency is what the name names.
            !grammar.holders(head).contains(&grammar.doc.mention(body).head) && !grammar.is_class(head, Class::BODY)
        })
    }

    /// The predicate that a modal verb belongs to, or the word itself.
    pub(super) fn clause_of(&self, word: TokenId) -> TokenId {
        let is_modal = self.grammar.upos(word) == Upos::Aux;
        self.grammar.head(word).filter(|_| is_modal).unwrap_or(word)
    }

    /// Whether the verb says with whom, so that its subjects do not do it to each other: "A and B met C", "A and B held talks with C".
    fn has_counterpart(&self, verb: TokenId, anchors: &[TokenId]) -> bool {
        let objects = self.grammar.objects(verb);
        objects.iter().any(|object| !anchors.contains(object)) || self.names_someone(&self.obliques(&Words::of(["with"]), verb, anchors))
    }

    fn names_someone(&self, tokens: &[TokenId]) -> bool {
        tokens.iter().any(|&token| !self.fillers.resolve(self.grammar, token, EntityType::ALL).is_empty())
    }

    /// Who the noun is said of; the noun itself where a mention that describes someone has it as its head ("the Turkish minister").
    fn holders(&self, trigger: &Trigger) -> Vec<TokenId> {
        let grammar = self.grammar;
        if let Some(name) = nearby::person_after(grammar, self.fillers, *trigger.words.last().unwrap_or(&trigger.head)) {
            return self.named_by_title(trigger, name);
        }
        let mut found: Vec<TokenId> =
            trigger.words.iter().flat_map(|&word| grammar.holders(word)).filter(|id| !trigger.words.contains(id)).collect();
        found.extend(self.fillers.name_after_title(grammar, trigger.head).map(|name| grammar.doc.mention(name).head));
        if let Some(nearest) = self.last_of_row(trigger, &found) {
            return vec![nearest];
        }
        found.push(trigger.head);
        found
    }

    /// In "A of B and C, head of D" the parser hangs the office on A: it is the one's right before the comma.
    fn last_of_row(&self, trigger: &Trigger, holders: &[TokenId]) -> Option<TokenId> {
        let grammar = self.grammar;
        if grammar.rel(trigger.head) != DepRel::Appos || grammar.is_plural(trigger.head) {
            return None;
        }
        let nearest = grammar.doc.mention(nearby::person_beside(grammar, self.fillers, &trigger.words)?).head;
        let is_later = |&holder: &TokenId| holder < nearest && nearest < trigger.head && grammar.conjuncts(holder).contains(&nearest);
        holders.iter().any(is_later).then_some(nearest)
    }

    /// The name after a title; after a plural, those that are joined to it too.
    fn named_by_title(&self, trigger: &Trigger, name: MentionId) -> Vec<TokenId> {
        let head = self.grammar.doc.mention(name).head;
        if self.grammar.is_plural(trigger.head) { self.grammar.conjuncts(head) } else { vec![head] }
    }

    fn obliques(&self, words: &Words, head: TokenId, anchors: &[TokenId]) -> Vec<TokenId> {
        let grammar = self.grammar;
        let fits = |prep: &str| words.contains(prep);
        let is_verb = grammar.upos(head) == Upos::Verb;
        let mut found = if is_verb { grammar.verb_obliques(head, &fits) } else { grammar.noun_obliques(head, &fits) };
        for &anchor in anchors {
            found.extend(grammar.noun_obliques(anchor, &fits));
            if found.is_empty() {
                // "a memorandum of understanding with B".
                let inner = grammar.obliques(anchor, &|prep| prep == "of");
                found.extend(inner.into_iter().flat_map(|noun| grammar.obliques(noun, &fits)));
            }
        }
        found
    }
}
