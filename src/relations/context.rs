//! What the sentence says about a relation besides stating it: that it is denied, planned or only possible, and who says so.

use super::grammar::Grammar;
use super::words::{self, Class};
use crate::document::{DepRel, Modality, Polarity, TokenId, Upos};

/// Polarity, modality and source of what a trigger states.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Context {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    /// The token that names who says so.
    pub(super) source: Option<TokenId>,
    /// The words that decided.
    pub(super) cues: Vec<TokenId>,
    /// The words take the statement back: "is not the only one to meet".
    pub(super) past_state: bool,
    /// For what someone threatens to do, the modality of the threat: "threatened to attack" is an actual threat.
    pub(super) threat: Option<Modality>,
}

/// "the 28th president" tells of history; "the second minister" may well be in office.
fn is_high_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() < word.len() && digits.parse::<u32>().is_ok_and(|number| number > 3)
}

/// Prepositions by which a noun only gives the occasion of what a clause tells.
const OCCASIONS: &[&str] = &["amid", "at", "in", "on", "upon"];

/// How many clauses up a word may still bear on the trigger.
const REACH: usize = 10;

/// Reads the context of a trigger. `words` are the further words of its pattern, which may carry a "no".
pub(super) fn read(grammar: &Grammar<'_>, trigger: TokenId, words: &[TokenId]) -> Context {
    let mut reader =
        Reader { grammar, negations: 0, modality: Modality::Actual, source: None, cues: Vec::new(), past_state: false, threat: None };
    for &word in words {
        reader.determiners(word);
    }
    reader.climb(trigger);
    // "is due in Oslo": the trigger itself tells of a plan.
    if grammar.is_one_of(trigger, &["due", "slated"])
        || (grammar.is_one_of(trigger, &["expect", "schedule"]) && grammar.is_passive(trigger))
    {
        reader.weaken(Modality::Planned, trigger);
    }
    reader.cues.sort_unstable();
    reader.cues.dedup();
    let polarity = if reader.negations % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed };
    Context {
        polarity,
        modality: reader.modality,
        source: reader.source,
        cues: reader.cues,
        past_state: reader.past_state,
        threat: reader.threat,
    }
}

/// Reads what a noun says about itself: "the former head of B", and nothing of the clause that it stands in.
pub(super) fn read_noun(grammar: &Grammar<'_>, noun: TokenId) -> Context {
    let mut reader =
        Reader { grammar, negations: 0, modality: Modality::Actual, source: None, cues: Vec::new(), past_state: false, threat: None };
    reader.determiners(noun);
    let polarity = if reader.negations % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed };
    Context { polarity, modality: reader.modality, source: None, cues: reader.cues, past_state: reader.past_state, threat: None }
}

struct Reader<'g, 'd> {
    grammar: &'g Grammar<'d>,
    negations: usize,
    modality: Modality,
    source: Option<TokenId>,
    cues: Vec<TokenId>,
    past_state: bool,
    threat: Option<Modality>,
}

/// What a word does to what it governs.
#[derive(Clone, Copy, PartialEq)]
enum Effect {
    Deny,
    Plan,
    Wish,
    Say,
}

impl Reader<'_, '_> {
    fn climb(&mut self, trigger: TokenId) {
        let mut at = trigger;
        self.clause(at, true);
        for _ in 0..REACH {
            let Some(head) = self.grammar.head(at) else { break };
            if !self.step(at, head) {
                break;
            }
            at = head;
        }
    }

    /// Takes in what `head` says about `at`; whether to look further up.
    fn step(&mut self, at: TokenId, head: TokenId) -> bool {
        match self.grammar.rel(at) {
            DepRel::Xcomp | DepRel::Ccomp | DepRel::Csubj | DepRel::CsubjPass => self.governed(at, head),
            DepRel::Obj | DepRel::NsubjPass | DepRel::Nsubj | DepRel::Obl if self.grammar.upos(at) != Upos::Verb => {
                self.noun_governed(at, head)
            }
            DepRel::Conj => self.coordinated(at, head),
            DepRel::Acl | DepRel::AclRelcl if self.grammar.predicate_one(head).is_some() => self.one_of(head),
            DepRel::Acl => self.noun_complement(at, head),
            DepRel::Advcl => self.adverbial(at, head),
            DepRel::Nmod => self.noun_of_noun(head),
            DepRel::Parataxis | DepRel::Root => self.framed(head),
            _ => false,
        }
    }

    fn governed(&mut self, at: TokenId, head: TokenId) -> bool {
        match self.effect_on(at, head) {
            Some(Effect::Say) => {
                self.announced(at, head);
                self.future_in_the_past(at, head);
                self.say(head);
                false
            }
            Some(_) if self.grammar.is_class(head, Class::THREATEN) && self.grammar.upos(head) == Upos::Verb => {
                let planned = std::mem::replace(&mut self.modality, Modality::Actual);
                self.clause(head, false);
                self.threat = Some(self.modality);
                self.modality = planned;
                self.apply(Effect::Plan, head);
                true
            }
            Some(effect) => {
                self.apply(effect, head);
                self.clause(head, false);
                true
            }
            None if self.grammar.rel(at) == DepRel::Xcomp => {
                // "has yet to meet".
                let yet = self.grammar.children_by(head, DepRel::Advmod).find(|&adverb| self.grammar.is_one_of(adverb, &["yet"]));
                if let Some(yet) = yet.filter(|_| self.grammar.is_one_of(head, &["have", "be"])) {
                    self.deny(yet);
                }
                self.clause(head, false);
                true
            }
            None => {
                self.clause(head, false);
                false
            }
        }
    }

    /// "said it would attack unless ...": whoever says so threatens with it.
    fn announced(&mut self, clause: TokenId, verb: TokenId) {
        let grammar = self.grammar;
        let is_future = grammar.children_by(clause, DepRel::Aux).any(|aux| matches!(&*grammar.word(aux).to_lowercase(), "would" | "will"));
        let has_condition = grammar
            .children_by(clause, DepRel::Advcl)
            .any(|child| grammar.children_by(child, DepRel::Mark).any(|mark| grammar.is_one_of(mark, &["if", "unless"])));
        if is_future && has_condition && self.threat.is_none() && !grammar.is_one_of(verb, &["ask", "know"]) {
            self.threat = Some(Modality::Actual);
        }
    }

    /// "A said it would leave" is a plan as "A will leave" is one.
    fn future_in_the_past(&mut self, clause: TokenId, verb: TokenId) {
        let grammar = self.grammar;
        let is_past = grammar.upos(verb) == Upos::Verb && !grammar.word(verb).eq_ignore_ascii_case(grammar.lemma(verb));
        let would = grammar.children_by(clause, DepRel::Aux).find(|&aux| grammar.word(aux).eq_ignore_ascii_case("would"));
        let has_condition = grammar
            .children_by(clause, DepRel::Advcl)
            .any(|child| grammar.children_by(child, DepRel::Mark).any(|mark| grammar.is_class(mark, Class::CONDITION)));
        if let Some(would) = would.filter(|_| is_past && !has_condition && self.modality == Modality::Possible)
            && self.cues.iter().all(|&cue| cue == would || !grammar.is_a(cue, DepRel::Aux))
        {
            self.modality = Modality::Planned;
        }
    }

    /// "cancelled the talks", "called for talks", "plans a visit".
    fn noun_governed(&mut self, at: TokenId, head: TokenId) -> bool {
        if self.grammar.upos(head) != Upos::Verb && self.grammar.upos(head) != Upos::Adj {
            return false;
        }
        match self.effect(head) {
            Some(Effect::Say) => {
                if self.grammar.rel(at) == DepRel::Obj {
                    self.clause(head, false);
                }
                false
            }
            // What happens during a meeting may be denied, not the meeting.
            _ if self.grammar.has_preposition(at, &|prep| matches!(prep, "during" | "after" | "following" | "since")) => false,
            _ if self.grammar.has_preposition(at, &|prep| prep == "ahead of" || prep == "before" || prep == "without") => {
                let case = self.grammar.children_by(at, DepRel::Case).next().unwrap_or(at);
                if self.grammar.is_one_of(case, &["without"]) {
                    self.deny(case);
                } else {
                    self.weaken(Modality::Planned, case);
                }
                false
            }
            // "called for talks" wants them; "in a call with B, A denied it" is a call.
            Some(_) if self.grammar.is_a(at, DepRel::Obl) && self.grammar.has_preposition(at, &|prep| OCCASIONS.contains(&prep)) => {
                self.auxiliaries(head);
                false
            }
            Some(effect) if matches!(self.grammar.rel(at), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl) => {
                self.apply(effect, head);
                self.clause(head, false);
                true
            }
            _ => {
                self.clause(head, false);
                true
            }
        }
    }

    /// A conjunct without a subject of its own shares what stands before both: "did not meet X or visit Y", "will meet X and visit Y".
    fn coordinated(&mut self, at: TokenId, head: TokenId) -> bool {
        let has_own = |rel: DepRel| self.grammar.children(at).iter().any(|&child| self.grammar.is_a(child, rel));
        if self.grammar.rel(head) == DepRel::Ccomp
            && let Some(verb) = self.grammar.head(head).filter(|&verb| self.effect_on(head, verb) == Some(Effect::Say))
        {
            self.future_in_the_past(at, verb);
        }
        if has_own(DepRel::Nsubj) || self.joined_by(at, &["but"]) {
            return false;
        }
        if self.grammar.upos(at) == Upos::Verb {
            let bare = self.grammar.word(at).to_lowercase() == self.grammar.lemma(at);
            let has_aux = has_own(DepRel::Aux);
            if has_aux || !bare {
                let ing = self.grammar.word(at).ends_with("ing") && self.grammar.word(head).ends_with("ing");
                if !ing && !self.same_form(at, head) {
                    return false;
                }
            }
        }
        self.auxiliaries(head);
        self.negation(head);
        true
    }

    fn same_form(&self, at: TokenId, head: TokenId) -> bool {
        let passive = |id: TokenId| self.grammar.is_passive(id);
        passive(at) && passive(head)
    }

    fn joined_by(&self, at: TokenId, words: &[&str]) -> bool {
        self.grammar.children_by(at, DepRel::Cc).any(|cc| self.grammar.is_one_of(cc, words))
    }

    /// "is not one of the countries that ..." denies what the countries do.
    fn one_of(&mut self, noun: TokenId) -> bool {
        if let Some(one) = self.grammar.predicate_one(noun) {
            self.negation(one);
        }
        false
    }

    /// "plans to meet", "the decision to attack", "refusal to talk".
    fn noun_complement(&mut self, at: TokenId, head: TokenId) -> bool {
        if self.grammar.is_of_row(at, head) {
            self.clause(head, false);
            return false;
        }
        if !self.has_to(at) {
            // "a chance that he will come".
            if self.effect(head) == Some(Effect::Wish) && self.grammar.children_by(at, DepRel::Mark).next().is_some() {
                self.weaken(Modality::Possible, head);
            }
            return false;
        }
        let Some(effect) = self.effect(head) else {
            let is_headline = self.grammar.upos(head) == Upos::Propn;
            self.weaken(if is_headline { Modality::Planned } else { Modality::Possible }, at);
            return false;
        };
        self.apply(effect, head);
        true
    }

    /// "a plan for talks with", "calls for talks": the noun above decides.
    fn noun_of_noun(&mut self, head: TokenId) -> bool {
        match self.effect(head) {
            Some(effect @ (Effect::Deny | Effect::Plan | Effect::Wish)) => {
                self.apply(effect, head);
                true
            }
            _ => false,
        }
    }

    /// Conditions are possible, purposes are planned.
    fn adverbial(&mut self, at: TokenId, head: TokenId) -> bool {
        let marks: Vec<TokenId> = self.grammar.children_by(at, DepRel::Mark).collect();
        if let Some(&mark) = marks.iter().find(|&&mark| self.grammar.is_class(mark, Class::CONDITION)) {
            self.weaken(Modality::Possible, mark);
            return false;
        }
        if let Some(&mark) = marks.iter().find(|&&mark| self.grammar.is_one_of(mark, &["without", "instead", "rather"])) {
            self.deny(mark);
            return false;
        }
        // "stopped short of attacking", "refrained from attacking".
        if marks.iter().any(|&mark| self.grammar.is_one_of(mark, &["of", "from"])) && self.effect(head) == Some(Effect::Deny) {
            self.apply(Effect::Deny, head);
            self.clause(head, false);
            return true;
        }
        let is_told = self.grammar.is_of_row(at, head) || (self.has_to(at) && self.grammar.is_one_of(head, &["appear", "happen", "seem"]));
        if is_told {
            self.clause(head, false);
            return false;
        }
        if self.has_to(at) {
            match self.effect(head) {
                Some(effect) if effect != Effect::Say => self.apply(effect, head),
                _ => self.weaken(Modality::Planned, head),
            }
            self.clause(head, false);
            return true;
        }
        false
    }

    /// "A, X said, met B": the verb of saying hangs beside the clause.
    fn framed(&mut self, head: TokenId) -> bool {
        if self.effect(head) == Some(Effect::Say) {
            self.say(head);
        }
        false
    }

    /// What a clause says about itself: auxiliaries, "not", "if", "according to".
    fn clause(&mut self, at: TokenId, is_trigger: bool) {
        self.auxiliaries(at);
        self.negation(at);
        self.determiners_of_arguments(at);
        self.attribution(at);
        if is_trigger {
            self.determiners(at);
        }
        self.own_marks(at);
    }

    fn auxiliaries(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for aux in grammar.children_by(at, DepRel::Aux) {
            if grammar.is_one_of(aux, &["will", "shall"]) || matches!(grammar.word(aux), "'ll" | "wo" | "will" | "Will") {
                let weak = matches!(grammar.word(aux).to_lowercase().as_str(), "would" | "should");
                self.weaken(if weak { Modality::Possible } else { Modality::Planned }, aux);
            } else if grammar.is_one_of(aux, &["would", "could", "may", "might", "can", "should", "must", "ought"]) {
                self.weaken(Modality::Possible, aux);
            }
        }
        // "is to meet", but not "said to be meeting".
        let to = grammar.children_by(at, DepRel::Mark).find(|&mark| grammar.lemma(mark).eq_ignore_ascii_case("to"));
        let is_to = to.is_some_and(|to| grammar.children_by(at, DepRel::Aux).any(|be| be < to && grammar.is_one_of(be, &["be"])));
        let is_headline = self.has_to(at)
            && matches!(grammar.rel(at), DepRel::Root | DepRel::Parataxis)
            && grammar.children_by(at, DepRel::Nsubj).next().is_some();
        if is_to || is_headline {
            self.weaken(Modality::Planned, at);
        }
    }

    fn negation(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for &child in grammar.children(at) {
            let is_negation = matches!(grammar.rel(child), DepRel::Advmod | DepRel::Cc | DepRel::CcPreconj | DepRel::Mark | DepRel::Case)
                && (grammar.is_class(child, Class::NEGATION) || matches!(grammar.word(child), "n't" | "n’t"));
            let is_no_longer = grammar.word(child).eq_ignore_ascii_case("longer")
                && grammar.before(child).is_some_and(|before| grammar.word(before).eq_ignore_ascii_case("no"));
            if (is_negation || is_no_longer || self.is_never_before(child)) && !self.is_pseudo(child) {
                self.deny(child);
            }
        }
    }

    /// "Never before had A met B".
    fn is_never_before(&self, adverb: TokenId) -> bool {
        self.grammar.is_one_of(adverb, &["before"])
            && self.grammar.children_by(adverb, DepRel::Advmod).any(|never| self.grammar.is_one_of(never, &["never"]))
    }

    /// "not only", "not just", "no longer" is a denial, "not until" is none.
    fn is_pseudo(&self, cue: TokenId) -> bool {
        let next = self.grammar.after(cue);
        next.is_some_and(|next| self.grammar.is_one_of(next, &["only", "just", "merely", "simply", "until", "least"]))
    }

    /// "no talks".
    fn determiners(&mut self, noun: TokenId) {
        let grammar = self.grammar;
        for det in grammar.children_by(noun, DepRel::Det) {
            if grammar.is_one_of(det, &["no", "neither", "nor"]) {
                self.deny(det);
            }
        }
        for modifier in grammar.children_by(noun, DepRel::Amod) {
            if self.is_form(modifier, Class::PLANNED_ADJECTIVE) {
                self.weaken(Modality::Planned, modifier);
            } else if self.is_form(modifier, Class::POSSIBLE_ADJECTIVE) {
                self.weaken(Modality::Possible, modifier);
            } else if grammar.is_class(modifier, Class::PAST_ADJECTIVE) || is_high_ordinal(grammar.word(modifier)) {
                self.past_state = true;
            }
        }
        for &child in grammar.children(noun) {
            if matches!(grammar.rel(child), DepRel::Advmod | DepRel::Compound) && grammar.is_class(child, Class::PAST_ADJECTIVE) {
                self.past_state = true;
            }
        }
        if let Some(before) = grammar.before(noun) {
            let ex = if matches!(grammar.word(before), "-") { grammar.before(before) } else { Some(before) };
            if ex.is_some_and(|ex| grammar.is_one_of(ex, &["ex", "ex-"])) {
                self.past_state = true;
            }
        }
    }

    /// Whether a participle or adjective is of a class, by its form: "planned" is more than "plan".
    fn is_form(&self, word: TokenId, class: Class) -> bool {
        self.grammar.is_class(word, class) || words::class_of(self.grammar.word(word)).is(class)
    }

    /// "no country supports", "nobody met".
    fn determiners_of_arguments(&mut self, at: TokenId) {
        let grammar = self.grammar;
        let arguments: Vec<TokenId> = grammar
            .children(at)
            .iter()
            .copied()
            .filter(|&child| grammar.is_a(child, DepRel::Nsubj) || grammar.is_a(child, DepRel::Obj))
            .collect();
        for argument in arguments {
            let denies = |&id: &TokenId| {
                matches!(grammar.rel(id), DepRel::Det | DepRel::CcPreconj | DepRel::Advmod) && grammar.is_one_of(id, &["no", "neither"])
            };
            // "Neither President A nor B": the parser may hang "neither" on the title.
            let mut joints = grammar.children_by(argument, DepRel::Conj).flat_map(|conj| grammar.children_by(conj, DepRel::Cc));
            let nor = joints.find(|&joint| grammar.is_one_of(joint, &["nor"]));
            let no = grammar.children(argument).iter().copied().find(denies).or(nor);
            if let Some(no) = no {
                self.deny(no);
            } else if grammar.is_one_of(argument, &["nobody", "none", "neither"]) {
                self.deny(argument);
            }
        }
    }

    /// "if", "whether".
    fn own_marks(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for mark in grammar.children_by(at, DepRel::Mark) {
            if grammar.is_one_of(mark, &["if", "unless", "whether"]) {
                self.weaken(Modality::Possible, mark);
            }
        }
    }

    /// "according to X".
    fn attribution(&mut self, at: TokenId) {
        let grammar = self.grammar;
        for &child in grammar.children(at) {
            if grammar.is_a(child, DepRel::Obl) && grammar.preposition(child).is_some_and(|prep| prep == "according to" || prep == "per") {
                self.source.get_or_insert(child);
                self.cues.push(child);
            }
            if grammar.rel(child) == DepRel::Parataxis && self.effect(child) == Some(Effect::Say) {
                self.say(child);
            }
        }
    }

    fn say(&mut self, verb: TokenId) {
        let subject = self.grammar.children_by(verb, DepRel::Nsubj).next();
        if self.source.is_none() && subject.is_some() {
            self.source = subject;
            self.cues.push(verb);
        }
    }

    fn effect(&self, word: TokenId) -> Option<Effect> {
        let grammar = self.grammar;
        if grammar.is_one_of(word, &["rule"]) && grammar.has_particle(word, &|particle| particle == "out") {
            return Some(Effect::Deny);
        }
        if grammar.is_one_of(word, &["call"]) && grammar.has_particle(word, &|particle| particle == "off") {
            return Some(Effect::Deny);
        }
        if grammar.is_one_of(word, &["go"]) && grammar.word(word) == "going" {
            return Some(Effect::Plan);
        }
        let effects = [(Class::DENY, Effect::Deny), (Class::PLAN, Effect::Plan), (Class::WISH, Effect::Wish), (Class::SAY, Effect::Say)];
        effects.into_iter().find(|&(class, _)| grammar.is_class(word, class)).map(|(_, effect)| effect)
    }

    /// What a verb does to a clause: "told B that ..." says, "told B to ..." wants.
    fn effect_on(&self, clause: TokenId, verb: TokenId) -> Option<Effect> {
        let is_finite = self.grammar.is_a(clause, DepRel::Ccomp) && !self.has_to(clause);
        // "suggested that he go": the bare form after "that" is a wish.
        let is_bare = self.grammar.word(clause).eq_ignore_ascii_case(self.grammar.lemma(clause))
            && !self.grammar.children(clause).iter().any(|&child| matches!(self.grammar.rel(child), DepRel::Aux | DepRel::Cop));
        let wishes = is_bare && self.grammar.is_class(verb, Class::WISH) && self.grammar.children_by(clause, DepRel::Mark).next().is_some();
        let says = is_finite && !wishes && self.grammar.is_class(verb, Class::SAY) && !self.grammar.is_class(verb, Class::DENY);
        if says { Some(Effect::Say) } else { self.effect(verb) }
    }

    fn apply(&mut self, effect: Effect, cue: TokenId) {
        match effect {
            Effect::Deny => self.deny_by_word(cue),
            Effect::Plan => self.weaken(Modality::Planned, cue),
            Effect::Wish => self.weaken(Modality::Possible, cue),
            Effect::Say => {}
        }
    }

    /// "refused to" denies; "did not refuse" and "did not rule out" say that it may be.
    fn deny_by_word(&mut self, cue: TokenId) {
        let before = self.negations;
        self.negation(cue);
        if self.negations > before {
            self.negations = before;
            // "never stopped praising", "did not fail to praise": it was done.
            if !self.grammar.is_one_of(cue, &["cease", "fail", "forget", "neglect", "stop"]) {
                self.weaken(Modality::Possible, cue);
            }
        } else {
            self.deny(cue);
        }
    }

    fn deny(&mut self, cue: TokenId) {
        if !self.cues.contains(&cue) {
            self.negations += 1;
            self.cues.push(cue);
        }
    }

    fn weaken(&mut self, modality: Modality, cue: TokenId) {
        self.modality = self.modality.max(modality);
        self.cues.push(cue);
    }

    fn has_to(&self, at: TokenId) -> bool {
        self.grammar.children_by(at, DepRel::Mark).any(|mark| self.grammar.lemma(mark).eq_ignore_ascii_case("to"))
    }
}
