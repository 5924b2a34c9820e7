//! Rules meet sentences: finds the triggers, asks the grammar for the arguments, the fillers for the entities, the context for the rest.

use super::context::{self, Context};
use super::fillers::{Filler, Fillers};
use super::grammar::Grammar;
use super::pattern::{Frame, Head, Need, Slot, Words};
use super::rules::{Rule, RuleSet};
use super::words::Class;
use super::{lexicon, nearby};
use crate::document::{Annotations, DepRel, EntityId, EntityType, Form, Id, MentionId, RelationKind, SentenceId, TokenId, Upos};

/// A relation that a rule proposes.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'r> {
    pub(super) rule: &'r Rule,
    /// The kind of the rule, or what becomes of it in its context.
    pub(super) kind: RelationKind,
    pub(super) sentence: SentenceId,
    pub(super) trigger: Trigger,
    pub(super) subject: Filler,
    pub(super) object: Filler,
    pub(super) context: Context,
    /// Each does it to the other.
    pub(super) mutual: bool,
}

/// The words that a frame was found on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trigger {
    pub(super) head: TokenId,
    /// All its words, the head among them, sorted.
    pub(super) words: Vec<TokenId>,
}

/// A trigger without its relation, and the first condition that failed.
#[derive(Debug, Clone)]
pub(super) struct Miss<'r> {
    pub(super) rule: &'r Rule,
    pub(super) trigger: Trigger,
    pub(super) reason: &'static str,
    /// The subject, if one was found.
    pub(super) subject: Option<EntityId>,
    /// What is said about the trigger.
    pub(super) context: Context,
}

/// What the rules find in one sentence.
#[derive(Debug, Default)]
pub(super) struct Findings<'r> {
    pub(super) candidates: Vec<Candidate<'r>>,
    pub(super) misses: Vec<Miss<'r>>,
}

/// Those whose leader leads the country or body that they belong to.
const RULING: &[&str] =
    &["administration", "cabinet", "company", "coalition", "firm", "government", "group", "junta", "regime", "state", "monarchy"];

/// How many pairs one trigger may relate.
const PAIRS: usize = 64;

/// Runs the rules over one sentence. Near misses cost time, and only who asks why wants them.
pub(super) fn find<'r>(
    doc: &Annotations,
    fillers: &Fillers<'_>,
    rules: &'r RuleSet,
    sentence: SentenceId,
    keep_misses: bool,
) -> Findings<'r> {
    if doc.mentions_in(sentence).next().is_none() {
        return Findings::default();
    }
    let grammar = Grammar::new(doc, sentence);
    let mut finder = Finder { grammar: &grammar, fillers, findings: Findings::default(), keep_misses, objects: None };
    let mut lower = String::new();
    for token in grammar.tree.ids() {
        lower.clear();
        lower.extend(grammar.lemma(token).chars().flat_map(char::to_lowercase));
        let lemma_len = lower.len();
        for (rule, frame) in rules.triggered_by(&lower) {
            finder.try_frame(rule, frame, token);
        }
        // "based", "opposed": a predicate may be named by the form that stands there.
        lower.extend(grammar.word(token).chars().flat_map(char::to_lowercase));
        if lower[lemma_len..] != lower[..lemma_len] {
            for (rule, frame) in rules.triggered_by(&lower[lemma_len..]) {
                finder.try_frame(rule, frame, token);
            }
        }
    }
    for mention in doc.mentions_in(sentence) {
        if doc.mention(mention).form == Form::Name {
            for (rule, frame) in rules.bare() {
                finder.try_bare(rule, frame, mention);
            }
        }
    }
    finder.findings
}

/// Whether what holds of a place holds of the wider one after the comma.
fn is_of_wider(rule: &Rule) -> bool {
    matches!(rule.kind, RelationKind::From | RelationKind::BasedIn | RelationKind::PartOf)
}

/// Which argument is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
    /// B, which may stand in a deed of its own.
    Deeds,
}

/// Which of the entities in both places are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pairs {
    /// Each A with each B.
    All,
    /// The same entities stand in both places, and each two of them count once.
    Once,
    /// The same entities stand in both places, and each does it to the others.
    Mutual,
}

/// Whether to announce such an act is to threaten with it.
fn is_hostile(kind: &RelationKind) -> bool {
    use RelationKind::{Arrested, Attacked, CutTiesWith, DeployedTo, Sanctioned, Sued};
    matches!(kind, Arrested | Attacked | CutTiesWith | DeployedTo | Sanctioned | Sued)
}

struct Finder<'g, 'd, 'r> {
    grammar: &'g Grammar<'d>,
    fillers: &'g Fillers<'d>,
    findings: Findings<'r>,
    keep_misses: bool,
    /// The objects of the verb that was looked at last.
    objects: Option<(TokenId, Vec<TokenId>)>,
}

impl<'r> Finder<'_, '_, 'r> {
    fn try_frame(&mut self, rule: &'r Rule, frame: &Frame, token: TokenId) {
        let Some(mut trigger) = self.trigger(frame, token) else { return };
        // A word inside a name triggers nothing ("the Peace Talks Group"), unless it is a title that stands before one.
        if self.is_inside_name(&trigger) {
            return;
        }
        // Without the words that it needs, a verb is no trigger.
        let Some(needed) = self.needs(frame, trigger.head) else { return };
        let anchors = needed.clone();
        trigger.words.extend(needed);
        trigger.words.sort_unstable();
        trigger.words.dedup();
        let mut a = match &rule.a_noun {
            None => self.fill(&frame.a, &trigger, &anchors, &rule.a, Side::A),
            Some(nouns) => self.fill_by_noun(&frame.a, &trigger, &anchors, &rule.a, nouns),
        };
        if a.is_empty() && rule.occasion && frame.a == Slot::Actor {
            a = self.resolve_all(self.grammar.clause_actors(trigger.head), &rule.a, Side::A);
        }
        a.retain(|filler| self.fits_a(filler, rule));
        if rule.kind == RelationKind::Leads {
            a.retain(|filler| !self.is_example_of(filler, &trigger));
        }
        if a.is_empty() {
            self.miss(rule, trigger, &anchors, "no entity of the right type in the place of A", None);
            return;
        }
        let side = if rule.deeds { Side::Deeds } else { Side::B };
        let mut b = self.fill(&frame.b, &trigger, &anchors, &rule.b, side);
        if b.is_empty() && rule.occasion && frame.b == Slot::Actor {
            b = self.resolve_all(self.grammar.clause_actors(trigger.head), &rule.b, side);
        }
        b.retain(|filler| self.fits_b(filler, rule) && !self.is_of_another(filler, rule, frame, &trigger));
        let mutual = b.is_empty() && self.is_each_other(&frame.b, &trigger, &anchors);
        if mutual {
            b.clone_from(&a);
        }
        if rule.kind == RelationKind::Leads && frame.b == Slot::Object && self.leads_a_few(&trigger) {
            b.clear();
        }
        if b.is_empty() && a.iter().all(|filler| self.is_named_by(filler, &trigger) || self.is_beside(filler, &trigger)) {
            b.extend(rule.b_unnamed.as_ref().and_then(|places| self.fillers.understood_place(places, self.grammar.sentence, trigger.head)));
        }
        if b.is_empty() {
            self.miss(rule, trigger, &anchors, "no entity of the right type in the place of B", a.first());
            return;
        }
        let together = matches!(frame.a, Slot::Reciprocal | Slot::Between | Slot::Members);
        if is_of_wider(rule) {
            self.extend_by_wider_places(&mut b);
        }
        self.propose(
            rule,
            &trigger,
            &anchors,
            [&a, &b],
            if mutual {
                Pairs::Mutual
            } else if together {
                Pairs::Once
            } else {
                Pairs::All
            },
        );
    }

    /// Who is from "Irving, Texas" is from both.
    fn extend_by_wider_places(&self, places: &mut Vec<Filler>) {
        let by_words = |filler: &Filler| {
            let beside = nearby::name_beside(self.grammar, self.fillers, filler.mention, ",");
            let known = beside.filter(|&name| lexicon::wider().has_name(self.grammar.doc.surface(self.grammar.doc.mention(name).span)));
            known.map(|name| self.names_at(self.grammar.doc.mention(name).head, &[EntityType::Place])).unwrap_or_default()
        };
        let wider = |filler: &Filler| {
            let by_tree = self.beside(filler.mention, &Slot::Beside, &[EntityType::Place]);
            if by_tree.is_empty() { by_words(filler) } else { by_tree }
        };
        let more: Vec<Filler> = places.iter().flat_map(wider).collect();
        places.extend(more);
    }

    /// A frame without a trigger: `mention` is the one in the slot `Itself`, the other stands around it.
    fn try_bare(&mut self, rule: &'r Rule, frame: &Frame, mention: MentionId) {
        let (other, is_a) = if frame.a == Slot::Itself { (&frame.b, true) } else { (&frame.a, false) };
        let (own_types, other_types) = if is_a { (&rule.a, &rule.b) } else { (&rule.b, &rule.a) };
        let head = self.grammar.doc.mention(mention).head;
        let mut others = self.beside(mention, other, other_types);
        if others.is_empty() {
            others = self.tied(mention, other, other_types, rule);
        }
        if others.is_empty() {
            return;
        }
        let own: Vec<Filler> = self.names_at(head, own_types).into_iter().filter(|filler| filler.mention == mention).collect();
        let (mut a, mut b) = if is_a { (own, others) } else { (others, own) };
        a.retain(|filler| self.fits_a(filler, rule));
        b.retain(|filler| self.fits_b(filler, rule));
        if is_of_wider(rule) && is_a {
            self.extend_by_wider_places(&mut b);
        }
        if !a.is_empty() && !b.is_empty() {
            self.propose(rule, &Trigger { head, words: vec![head] }, &[], [&a, &b], Pairs::All);
        }
    }

    fn beside(&self, mention: MentionId, slot: &Slot, types: &[EntityType]) -> Vec<Filler> {
        if *slot == Slot::Within {
            return self.fillers.named_in(mention).into_iter().filter(|filler| types.contains(&self.fillers.kind(filler))).collect();
        }
        let tokens = self.around(self.grammar.doc.mention(mention).head, slot);
        tokens.into_iter().flat_map(|token| self.names_at(token, types)).collect()
    }

    /// The name that the words in a row tie to another, whatever the tree makes of them.
    fn tied(&self, mention: MentionId, slot: &Slot, types: &[EntityType], rule: &Rule) -> Vec<Filler> {
        let (grammar, fillers) = (self.grammar, self.fillers);
        let name = match slot {
            Slot::Oblique(words) => nearby::name_tied(grammar, fillers, mention, words),
            Slot::Beside if rule.b_is.is_some() => nearby::name_beside(grammar, fillers, mention, ","),
            Slot::Bracketed => nearby::name_beside(grammar, fillers, mention, "("),
            Slot::Modifier if rule.kind == RelationKind::From => nearby::country_before(grammar, fillers, mention),
            Slot::Modifier => nearby::name_before(grammar, fillers, mention),
            _ => None,
        };
        name.map(|name| self.names_at(self.grammar.doc.mention(name).head, types)).unwrap_or_default()
    }

    fn around(&self, head: TokenId, slot: &Slot) -> Vec<TokenId> {
        let grammar = self.grammar;
        match slot {
            Slot::Oblique(words) => grammar
                .children_by(head, DepRel::Nmod)
                .filter(|&child| grammar.has_preposition(child, &|prep| words.contains(prep)))
                .collect(),
            Slot::Situated(words) => grammar.situated(head, &|prep| words.contains(prep)),
            Slot::Owner => grammar.owners(head),
            Slot::Modifier => grammar.modifiers(head),
            Slot::Beside => {
                let beside = |&child: &TokenId| {
                    matches!(
                        grammar.rel(child),
                        DepRel::Appos | DepRel::Nmod | DepRel::NmodUnmarked | DepRel::List | DepRel::Parataxis | DepRel::Dep | DepRel::Flat
                    )
                };
                let bare = |&child: &TokenId| {
                    grammar.preposition(child).is_none() && grammar.upos(child) != Upos::Adj && self.stands_beside(head, child)
                };
                grammar.children(head).iter().copied().filter(beside).filter(bare).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether only the rest of the name, a comma or a bracket stands between two names.
    fn stands_beside(&self, first: TokenId, second: TokenId) -> bool {
        let (Some(x), Some(y)) = (self.fillers.name_over(first), self.fillers.name_over(second)) else { return false };
        let doc = self.grammar.doc;
        if nearby::ends_list(self.grammar, self.fillers, y) {
            return false;
        }
        let between = doc.mention(x).tokens.end.index()..doc.mention(y).tokens.start.index();
        let word = |at: usize| self.grammar.word(TokenId::from_index(at));
        // "Ann Smith, a Democrat,".
        let is_aside = between.len() == 2 && matches!(word(between.start + 1), "a" | "an");
        (between.len() == 1 && matches!(word(between.start), "," | "(")) || (is_aside && word(between.start) == ",")
    }

    fn names_at(&self, token: TokenId, types: &[EntityType]) -> Vec<Filler> {
        let found = self.fillers.resolve(self.grammar, token, types);
        found.into_iter().filter(|filler| self.grammar.doc.mention(filler.mention).head == token).collect()
    }

    fn fits_a(&self, filler: &Filler, rule: &Rule) -> bool {
        let is_no_a = rule.a_not.as_ref().is_some_and(|names| names.has_name(self.surface(filler)));
        !is_no_a && self.has_name_word(filler, rule.a_word.as_ref())
    }

    fn fits_b(&self, filler: &Filler, rule: &Rule) -> bool {
        let is_b = rule.b_is.as_ref().is_none_or(|names| names.has_name(self.surface(filler)));
        is_b && self.has_name_word(filler, rule.b_word.as_ref())
    }

    fn surface(&self, filler: &Filler) -> &str {
        self.grammar.doc.surface(self.grammar.doc.mention(filler.mention).span)
    }

    /// Whether the trigger is a title right before the name, as offices of the state are that need no country.
    fn is_named_by(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let last = *trigger.words.last().unwrap_or(&trigger.head);
        nearby::stands_alone(self.grammar, self.fillers, &trigger.words)
            && nearby::person_after(self.grammar, self.fillers, last) == Some(filler.mention)
    }

    /// Whether the trigger stands alone behind the name and a comma: "Ann Smith, the foreign minister, said".
    fn is_beside(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let grammar = self.grammar;
        nearby::stands_alone(grammar, self.fillers, &trigger.words)
            && grammar.rel(trigger.head) == DepRel::Appos
            && grammar.head(trigger.head) == Some(grammar.doc.mention(filler.mention).head)
            && grammar.children_by(trigger.head, DepRel::Det).any(|det| grammar.is_one_of(det, &["the"]))
    }

    /// Whether the head is one of something else in the place: "Iraqi militia leader" does not lead Iraq.
    fn is_of_another(&self, place: &Filler, rule: &Rule, frame: &Frame, trigger: &Trigger) -> bool {
        let is_title = matches!((&frame.a, &frame.b), (Slot::Holder, Slot::Complement(_)));
        let is_place = self.fillers.kind(place) == EntityType::Place;
        rule.kind == RelationKind::Leads && is_title && is_place && nearby::is_parted(self.grammar, place.mention, &trigger.words)
    }

    /// Whether someone is only named among many: "NATO leaders including Ann Smith" does not say that she leads NATO.
    fn is_example_of(&self, filler: &Filler, trigger: &Trigger) -> bool {
        let examples = self.grammar.obliques(trigger.head, &|prep| matches!(prep, "including" | "such as" | "like"));
        self.grammar.is_plural(trigger.head) && examples.contains(&self.grammar.doc.mention(filler.mention).head)
    }

    /// Whether what is led is only sent or gathered by someone: who leads the Kenyan delegation does not lead Kenya.
    fn leads_a_few(&self, trigger: &Trigger) -> bool {
        self.grammar.objects(trigger.head).into_iter().any(|object| {
            self.fillers.name_over(object).is_none()
                && self.grammar.is_class(object, Class::COLLECTIVE)
                && !self.grammar.is_one_of(object, RULING)
        })
    }

    /// Whether a name of the entity is one of those that the rule asks for, or has one as a word.
    fn has_name_word(&self, filler: &Filler, words: Option<&Words>) -> bool {
        let is_one =
            |name: &str, words: &Words| words.has_name(name) || name.split_whitespace().any(|word| words.contains(&word.to_lowercase()));
        words.is_none_or(|words| {
            let names = &self.grammar.doc.entity(filler.entity).names;
            is_one(self.surface(filler), words) || names.iter().take(16).any(|name| is_one(name, words))
        })
    }

    // --- triggers

    /// The words of a frame's head, if they stand at `token` (the last of them) and have the right part of speech.
    fn trigger(&self, frame: &Frame, token: TokenId) -> Option<Trigger> {
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
            Head::Modal(_) => upos == Upos::Aux && self.grammar.rel(head) == DepRel::Aux && !self.is_guess(head),
            Head::Predicate(_) => matches!(upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Adv),
            Head::Bare => false,
        };
        fits.then_some(Trigger { head, words: found })
    }

    /// "B must have known" asks nothing of B.
    fn is_guess(&self, modal: TokenId) -> bool {
        let clause = self.clause_of(modal);
        self.grammar.children_by(clause, DepRel::Aux).any(|aux| self.grammar.is_one_of(aux, &["have", "be"]))
    }

    fn phrase_ending(&self, phrase: &[Box<str>], last: TokenId) -> Option<Vec<TokenId>> {
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

    fn is_inside_name(&self, trigger: &Trigger) -> bool {
        self.fillers.name_over(trigger.head).is_some()
    }

    /// The further words that the frame needs, or `None` if one is missing.
    fn needs(&mut self, frame: &Frame, verb: TokenId) -> Option<Vec<TokenId>> {
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

    // --- arguments

    /// The entities in a slot. `anchors` are the needed words, on which prepositions may hang too.
    fn fill(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId], types: &[EntityType], deeds: Side) -> Vec<Filler> {
        let found = self.resolve_all(self.slot_tokens(slot, trigger, anchors), types, deeds);
        match slot {
            Slot::Subject | Slot::Object if found.is_empty() && (anchors.is_empty() || *slot == Slot::Subject) => {
                let name = self.name_in_row(slot, trigger);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            Slot::Oblique(words) | Slot::Complement(words)
                if found.is_empty() && (matches!(slot, Slot::Oblique(_)) || !anchors.is_empty()) =>
            {
                let name = self.name_behind(words, trigger);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            Slot::Actor if found.is_empty() => self.resolve_all(self.grammar.carriers_for_pronoun(trigger.head), types, deeds),
            Slot::Speaker if found.is_empty() => self.fillers.resolve_quoter(self.grammar, types),
            Slot::Complement(words) if found.is_empty() && anchors.is_empty() => self.loose_complements(words, trigger, types, deeds),
            Slot::Holder if found.is_empty() => {
                let name = nearby::person_beside(self.grammar, self.fillers, &trigger.words);
                self.resolve_all(name.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
            }
            _ => found,
        }
    }

    /// The entities for which one of `nouns` acts that stands in the slot: "the Turkish delegation".
    fn fill_by_noun(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId], types: &[EntityType], nouns: &Words) -> Vec<Filler> {
        let is_one = |token: TokenId| nouns.phrases().any(|phrase| self.phrase_ending(phrase, token).is_some());
        let is_title = |token: TokenId| self.grammar.children_by(token, DepRel::NmodDesc).any(is_one);
        let tokens = self.slot_tokens(slot, trigger, anchors);
        // "President Ann Smith" goes for herself.
        let is_someone = |token: TokenId| !self.fillers.resolve_actors(self.grammar, token, &[EntityType::Person]).is_empty();
        let acting = tokens.into_iter().filter(|&token| (is_one(token) || is_title(token)) && !is_someone(token));
        self.resolve_all(acting.collect(), types, Side::A)
    }

    /// Whether the place of an argument holds "each other" or "one another".
    fn is_each_other(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId]) -> bool {
        let grammar = self.grammar;
        let is_it = |&token: &TokenId| {
            let next = grammar.after(token);
            next.is_some_and(|next| {
                (grammar.is_one_of(token, &["each"]) && grammar.is_one_of(next, &["other"]))
                    || (grammar.is_one_of(token, &["one"]) && grammar.is_one_of(next, &["another"]))
            })
        };
        matches!(slot, Slot::Object | Slot::Oblique(_)) && self.slot_tokens(slot, trigger, anchors).iter().any(is_it)
    }

    /// The name that a preposition ties to the words right before it, where the tree hangs it elsewhere: "waged war on B until they left".
    fn name_behind(&self, words: &Words, trigger: &Trigger) -> Option<MentionId> {
        let next = self.grammar.after(*trigger.words.last()?)?;
        nearby::name_after_preposition(self.grammar, self.fillers, next, &|prep| words.contains(prep))
    }

    /// The name right before or behind an active verb, where the tree gives the verb no one: "Sweden defeated South Korea 1 - 0".
    fn name_in_row(&self, slot: &Slot, trigger: &Trigger) -> Option<MentionId> {
        let grammar = self.grammar;
        if grammar.upos(trigger.head) != Upos::Verb || grammar.is_passive(trigger.head) {
            return None;
        }
        match slot {
            Slot::Object if grammar.means_otherwise(trigger.head) => None,
            Slot::Object => nearby::name_behind_verb(grammar, self.fillers, trigger.head),
            _ => nearby::name_before_verb(grammar, self.fillers, trigger.head),
        }
    }

    /// Of what an office is where the tree does not say so: "vice president of marketing at Acme" hangs Acme on the marketing.
    fn loose_complements(&self, words: &Words, trigger: &Trigger, types: &[EntityType], deeds: Side) -> Vec<Filler> {
        let fits = |prep: &str| words.contains(prep);
        let fields = trigger.words.iter().flat_map(|&word| self.grammar.obliques(word, &fits));
        let found = self.resolve_all(fields.flat_map(|field| self.grammar.obliques(field, &fits)).collect(), types, deeds);
        if !found.is_empty() {
            return found;
        }
        let body = nearby::body_of(self.grammar, self.fillers, &trigger.words, &fits);
        self.resolve_all(body.map(|name| self.grammar.doc.mention(name).head).into_iter().collect(), types, deeds)
    }

    /// The entities that tokens stand for, each once.
    fn resolve_all(&self, tokens: Vec<TokenId>, types: &[EntityType], side: Side) -> Vec<Filler> {
        let entities = |token| match side {
            Side::A => self.fillers.resolve_actors(self.grammar, token, types),
            Side::B => self.fillers.resolve(self.grammar, token, types),
            Side::Deeds => self.fillers.resolve_deeds(self.grammar, token, types),
        };
        let mut found: Vec<Filler> = Vec::new();
        for token in tokens {
            for filler in entities(token) {
                if !found.iter().any(|known| known.entity == filler.entity) {
                    found.push(filler);
                }
            }
        }
        found
    }

    fn slot_tokens(&self, slot: &Slot, trigger: &Trigger, anchors: &[TokenId]) -> Vec<TokenId> {
        let (grammar, head) = (self.grammar, trigger.head);
        let is_verb = grammar.upos(head) == Upos::Verb;
        match slot {
            Slot::Reciprocal if self.has_counterpart(head, anchors) => Vec::new(),
            // Who must do it, or be done to: "B must be tried" asks nothing of B.
            Slot::Subject if grammar.upos(head) == Upos::Aux => grammar.subjects(self.clause_of(head)),
            Slot::Subject | Slot::Reciprocal => grammar.subjects(head),
            Slot::Theme if !is_verb => self.holders(trigger),
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
            Slot::Speaker => grammar.speakers(self.clause_of(head)),
            Slot::Subordinate => grammar.subordinates(head),
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
                let hosts = if anchors.is_empty() { trigger.words.clone() } else { anchors.to_vec() };
                let found: Vec<_> = hosts.into_iter().flat_map(|host| grammar.complements(host, &|prep| words.contains(prep))).collect();
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
            // In "China's Xinhua agency" the agency is what the name names.
            !grammar.holders(head).contains(&grammar.doc.mention(body).head) && !grammar.is_class(head, Class::BODY)
        })
    }

    /// The predicate that a modal verb belongs to, or the word itself.
    fn clause_of(&self, word: TokenId) -> TokenId {
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
        found.push(trigger.head);
        found
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

    // --- results

    fn propose(&mut self, rule: &'r Rule, trigger: &Trigger, anchors: &[TokenId], [a, b]: [&[Filler]; 2], pairs: Pairs) {
        let mut context = self.context(rule, trigger, anchors);
        let mut kind = rule.kind.clone();
        if let Some(modality) = context.threat.filter(|_| is_hostile(&kind)) {
            kind = RelationKind::Threatened;
            context.modality = modality;
        }
        let mut count = 0;
        for (i, &subject) in a.iter().enumerate() {
            for (j, &object) in b.iter().enumerate() {
                if subject.entity == object.entity || (pairs == Pairs::Once && j <= i) || count >= PAIRS {
                    continue;
                }
                count += 1;
                let (kind, context) = (kind.clone(), context.clone());
                self.findings.candidates.push(Candidate {
                    rule,
                    kind,
                    sentence: self.grammar.sentence,
                    trigger: trigger.clone(),
                    subject,
                    object,
                    context,
                    mutual: pairs == Pairs::Mutual,
                });
            }
        }
        if count == 0 {
            self.miss(rule, trigger.clone(), anchors, "A and B are the same entity", None);
        }
    }

    /// A state that a noun or name gives by the way is none of what the clause denies or plans: "Turkey's minister will not come".
    fn context(&self, rule: &Rule, trigger: &Trigger, anchors: &[TokenId]) -> Context {
        let grammar = self.grammar;
        let is_clause = grammar.upos(trigger.head) == Upos::Verb || grammar.is_clause(trigger.head);
        let is_governed = matches!(grammar.rel(trigger.head), DepRel::Xcomp | DepRel::Ccomp | DepRel::Obl);
        if rule.kind.is_state() && anchors.is_empty() && !is_clause && !is_governed {
            context::read_noun(grammar, trigger.head)
        } else {
            context::read(grammar, trigger.head, anchors)
        }
    }

    fn miss(&mut self, rule: &'r Rule, trigger: Trigger, anchors: &[TokenId], reason: &'static str, subject: Option<&Filler>) {
        if self.keep_misses {
            let context = context::read(self.grammar, trigger.head, anchors);
            self.findings.misses.push(Miss { rule, trigger, reason, subject: subject.map(|filler| filler.entity), context });
        }
    }
}
