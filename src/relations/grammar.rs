//! How English moves arguments about, read off a Universal Dependencies tree: who is the logical subject or object of a verb, what hangs on which
//! preposition, who acts in a noun, what a noun of office is said of. It knows nothing of what words mean.

use super::words::{self, Class};
use crate::document::{Annotations, DepRel, DepTree, Id, SentenceId, Token, TokenId, Upos};

/// How far the finder looks up through control, coordination and relative clauses.
const DEPTH: usize = 8;
/// How many words may stand between a possessor and what it has: "Ann's second official visit".
const WORDS_OF_OWNED: usize = 4;
/// How many members of a coordination are distributed over.
const CONJUNCTS: usize = 24;

/// A sentence with its tree.
pub(super) struct Grammar<'d> {
    pub(super) doc: &'d Annotations,
    pub(super) tree: DepTree<'d>,
    pub(super) sentence: SentenceId,
}

impl<'d> Grammar<'d> {
    pub(super) fn new(doc: &'d Annotations, sentence: SentenceId) -> Self {
        Self { doc, tree: doc.tree(sentence), sentence }
    }

    pub(super) fn token(&self, id: TokenId) -> &'d Token {
        self.tree.token(id)
    }

    pub(super) fn rel(&self, id: TokenId) -> DepRel {
        self.token(id).deprel
    }

    pub(super) fn is_a(&self, id: TokenId, rel: DepRel) -> bool {
        self.rel(id).is(rel)
    }

    pub(super) fn upos(&self, id: TokenId) -> Upos {
        self.token(id).upos
    }

    pub(super) fn lemma(&self, id: TokenId) -> &'d str {
        &self.token(id).lemma
    }

    /// Whether the lemma is one of `words` (in lower case).
    pub(super) fn is_one_of(&self, id: TokenId, words: &[&str]) -> bool {
        let lemma = self.lemma(id);
        words.iter().any(|word| word.eq_ignore_ascii_case(lemma))
    }

    /// Whether the lemma is of one of these classes.
    pub(super) fn is_class(&self, id: TokenId, classes: Class) -> bool {
        words::class_of(self.lemma(id)).is(classes)
    }

    pub(super) fn word(&self, id: TokenId) -> &'d str {
        self.doc.word(id)
    }

    pub(super) fn children(&self, id: TokenId) -> &[TokenId] {
        self.tree.children(id)
    }

    pub(super) fn children_by(&self, id: TokenId, rel: DepRel) -> impl Iterator<Item = TokenId> {
        self.tree.children_by(id, rel)
    }

    pub(super) fn head(&self, id: TokenId) -> Option<TokenId> {
        self.tree.head(id)
    }

    /// The token before, within the sentence.
    pub(super) fn before(&self, id: TokenId) -> Option<TokenId> {
        let start = self.doc.sentence(self.sentence).tokens.start;
        (start < id).then(|| TokenId::from_index(id.index() - 1))
    }

    /// The token after, within the sentence.
    pub(super) fn after(&self, id: TokenId) -> Option<TokenId> {
        let next = TokenId::from_index(id.index() + 1);
        (next < self.doc.sentence(self.sentence).tokens.end).then_some(next)
    }

    /// A token and those coordinated with it.
    pub(super) fn conjuncts(&self, id: TokenId) -> Vec<TokenId> {
        let mut all = vec![id];
        let mut next = 0;
        // "Finland and Oman's safety authority": the parser may hang the owner beside what it owns. In "Merkel and Macron's talks" both are owners.
        let is_owner = |conj: TokenId| self.rel(id) != DepRel::NmodPoss && self.has_genitive_mark(conj);
        while let Some(&at) = all.get(next) {
            // What is coordinated with "musician Lugli" may hang on the name, and what is coordinated with a name on its last part.
            let is_noun = self.upos(at) == Upos::Noun;
            let is_name = |child: TokenId| self.rel(child) == DepRel::Flat || (is_noun && self.rel(child) == DepRel::Appos);
            let hosts = std::iter::once(at).chain(self.children(at).iter().copied().filter(|&child| is_name(child)));
            all.extend(hosts.clone().filter_map(|host| self.middle_of_list(host)));
            all.extend(
                hosts
                    .flat_map(|host| self.children_by(host, DepRel::Conj))
                    .filter(|&conj| self.upos(conj) != Upos::Verb)
                    .filter_map(|conj| if is_owner(conj) { self.owned_beside(id, conj) } else { Some(conj) }),
            );
            next += 1;
            if all.len() >= CONJUNCTS {
                break;
            }
        }
        all
    }

    /// What the owner behind "and" owns, if it hangs where the first of the row does: "authority" for "Oman" in "Finland and Oman's safety authority agree".
    fn owned_beside(&self, first: TokenId, owner: TokenId) -> Option<TokenId> {
        let mark = self.children_by(owner, DepRel::Case).find(|&mark| mark > owner)?;
        let is_inside = |head: &TokenId, at: TokenId| *head > at && matches!(self.upos(*head), Upos::Noun | Upos::Propn);
        let climb = |&at: &TokenId| self.head(at).filter(|head| is_inside(head, at));
        let thing = std::iter::successors(self.after(mark), climb).take(CONJUNCTS).last()?;
        (self.head(thing) == self.head(first) && self.rel(thing) == self.rel(first)).then_some(thing)
    }

    /// In "A, B and C" the parser may take B for an apposition of A. Two names of which the second has a companion are a list.
    fn middle_of_list(&self, first: TokenId) -> Option<TokenId> {
        let is_bare_name = |id: TokenId| self.upos(id) == Upos::Propn && self.preposition(id).is_none();
        let has_companion = |id: TokenId| {
            self.children_by(id, DepRel::Conj).any(|conj| is_bare_name(conj) && self.children_by(conj, DepRel::Cc).next().is_some())
        };
        let mut seconds = self.children_by(first, DepRel::Appos).chain(self.children_by(first, DepRel::List));
        seconds.find(|&id| self.upos(first) == Upos::Propn && is_bare_name(id) && has_companion(id))
    }

    fn has_genitive_mark(&self, token: TokenId) -> bool {
        self.children_by(token, DepRel::Case).any(|case| token < case && matches!(self.word(case), "'s" | "’s"))
    }

    fn all_conjuncts(&self, ids: Vec<TokenId>) -> Vec<TokenId> {
        let mut out: Vec<TokenId> = ids.into_iter().flat_map(|id| self.conjuncts(id)).collect();
        out.sort_unstable();
        out.dedup();
        out.truncate(CONJUNCTS);
        out
    }

    // --- prepositions

    /// The prepositions of a noun, as one phrase ("in front of"), in lower case.
    pub(super) fn preposition(&self, id: TokenId) -> Option<String> {
        let mut cases = self.children_by(id, DepRel::Case).filter(|&case| case < id);
        let mut phrase = String::new();
        for case in cases.by_ref() {
            self.push_word(case, &mut phrase);
        }
        (!phrase.is_empty()).then_some(phrase)
    }

    fn push_word(&self, case: TokenId, phrase: &mut String) {
        let fixed = self.children_by(case, DepRel::Fixed);
        for part in std::iter::once(case).chain(fixed) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&self.word(part).to_lowercase());
        }
    }

    /// Whether the noun hangs on one of these prepositions.
    pub(super) fn has_preposition(&self, id: TokenId, fits: &dyn Fn(&str) -> bool) -> bool {
        self.preposition(id).is_some_and(|phrase| {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            fits(&phrase) || (!FRAMES.contains(&first) && words.next_back().is_some_and(fits))
        })
    }

    /// What hangs on `head` by one of these prepositions, coordination included.
    pub(super) fn obliques(&self, head: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let is_oblique = |rel: DepRel| rel.is(DepRel::Obl) || rel.is(DepRel::Nmod) || rel == DepRel::Dep;
        let children = self.children(head).iter().copied();
        let found = children.filter(|&child| is_oblique(self.rel(child)) && self.has_preposition(child, fits)).collect();
        self.all_conjuncts(found)
    }

    /// Who is to do something after "for": "called for B to act", "a call for B to act".
    fn subjects_after_for(&self, head: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("for") {
            return Vec::new();
        }
        let is_for = |&clause: &TokenId| {
            matches!(self.rel(clause), DepRel::Advcl | DepRel::Acl | DepRel::Ccomp | DepRel::Xcomp)
                && self.has_infinitive_mark(clause)
                && self.children_by(clause, DepRel::Mark).any(|mark| self.lemma(mark).eq_ignore_ascii_case("for"))
        };
        let clauses: Vec<TokenId> = self.children(head).iter().copied().filter(is_for).collect();
        self.all_conjuncts(clauses.into_iter().filter_map(|clause| self.subject_after_for(head, clause)).collect())
    }

    /// The subject of an infinitive after "for", which the parser may hang on the word above: "a call for B to act".
    fn subject_after_for(&self, head: TokenId, clause: TokenId) -> Option<TokenId> {
        let mark = self.children_by(clause, DepRel::Mark).next()?;
        let is_bare = |&child: &TokenId| mark < child && child < clause && self.preposition(child).is_none();
        let own = self.children_by(clause, DepRel::Nsubj).next();
        own.or_else(|| self.children(head).iter().copied().find(is_bare))
    }

    /// What is in what only holds it: "sanctions" for "a package of sanctions", "dollars" for "$5 million".
    pub(super) fn content(&self, noun: TokenId) -> Vec<TokenId> {
        if self.upos(noun) == Upos::Sym {
            return self.children_by(noun, DepRel::Nummod).collect();
        }
        if self.is_class(noun, Class::CONTAINER) { self.obliques(noun, &|prep| prep == "of") } else { Vec::new() }
    }

    /// The gerund that a preposition ties to the verb: "for failing".
    pub(super) fn clause_after(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Option<TokenId> {
        let has_mark =
            |&clause: &TokenId| verb < clause && self.children_by(clause, DepRel::Mark).any(|mark| fits(&self.word(mark).to_lowercase()));
        self.children_by(verb, DepRel::Advcl).find(has_mark)
    }

    /// In "took B to court" the parser may see a verb.
    pub(super) fn mistaken_infinitives(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("to") {
            return Vec::new();
        }
        let is_alone = |&clause: &TokenId| self.has_infinitive_mark(clause) && self.children(clause).len() == 1;
        self.children_by(verb, DepRel::Xcomp).chain(self.children_by(verb, DepRel::Advcl)).filter(is_alone).collect()
    }

    /// Whether the verb has an infinitive that its object or subject is to do.
    pub(super) fn has_infinitive(&self, verb: TokenId) -> bool {
        let clauses = self
            .children(verb)
            .iter()
            .copied()
            .filter(|&child| matches!(self.rel(child), DepRel::Xcomp | DepRel::Ccomp | DepRel::Advcl) && verb < child);
        // "which A wants to buy" wants nothing of what is bought.
        let has_doer = !self.own_objects(verb).is_empty() || self.is_passive(verb);
        has_doer && clauses.into_iter().any(|clause| self.upos(clause) != Upos::Noun && self.has_infinitive_mark(clause))
    }

    /// Whether the verb has an infinitive that its own subject is to do: "has to pay".
    pub(super) fn has_own_infinitive(&self, verb: TokenId) -> bool {
        self.children_by(verb, DepRel::Xcomp).any(|clause| verb < clause && self.has_infinitive_mark(clause))
    }

    /// The object of a phrasal verb whose particle the parser may take for a preposition and the other way round: "take over the firm".
    fn phrasal_objects(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if self.has_particle(verb, fits) { self.objects(verb) } else { Vec::new() }
    }

    /// Whether the verb has one of these particles.
    pub(super) fn has_particle(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> bool {
        let is_particle = |rel: DepRel| matches!(rel, DepRel::CompoundPrt | DepRel::Advmod);
        self.children(verb).iter().any(|&child| {
            (is_particle(self.rel(child)) && fits(&self.lemma(child).to_lowercase()))
                || (self.is_a(child, DepRel::Obl) && self.preposition(child).is_some_and(|phrase| phrase.split(' ').any(fits)))
        })
    }

    /// What a verb takes with one of these prepositions, be it on the verb, on its object ("signed a deal with X") or left behind.
    pub(super) fn verb_obliques(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut found = self.obliques(verb, fits);
        if found.is_empty() {
            found = self.subjects_after_for(verb, fits);
        }
        // "spoke by phone with B", "met on Friday with B": the parser hangs B on the noun beside it.
        if found.is_empty() && fits("with") {
            let beside = self.obliques(verb, &|prep| matches!(prep, "by" | "in" | "on" | "at" | "over" | "via" | "during"));
            found = beside.into_iter().flat_map(|noun| self.obliques(noun, fits)).collect();
        }
        // "travelled from A to B": the parser hangs B on A.
        if found.is_empty() && fits("to") {
            let start = self.obliques(verb, &|prep| prep == "from");
            found = start.into_iter().flat_map(|noun| self.obliques(noun, &|prep| prep == "to")).collect();
        }
        if found.is_empty() {
            found = self.phrasal_objects(verb, fits);
        }
        if found.is_empty() {
            found = self.own_objects(verb).into_iter().flat_map(|object| self.obliques(object, fits)).collect();
        }
        // "fired rounds aimed at B".
        if found.is_empty() {
            let aims = |&clause: &TokenId| self.is_one_of(clause, &["aim", "direct"]);
            let objects = self.own_objects(verb);
            let aimed = objects.iter().flat_map(|&object| self.children_by(object, DepRel::Acl)).filter(aims);
            found = aimed.flat_map(|clause| self.obliques(clause, fits)).collect();
        }
        if found.is_empty() {
            found = self.hyphen_compound(verb).into_iter().collect();
        }
        if found.is_empty() {
            found = self.recipients(verb, fits);
        }
        if found.is_empty() {
            found = self.shared_with_first(verb, |first| self.obliques(first, fits));
        }
        found
    }

    /// "Boston-based", "Russia-backed": the word before the hyphen of a participle.
    pub(super) fn hyphen_compound(&self, verb: TokenId) -> Option<TokenId> {
        let hyphen = self.before(verb)?;
        let first = self.before(hyphen)?;
        let is_hyphen = matches!(self.word(hyphen), "-" | "‑" | "–");
        let is_part = self.rel(verb) == DepRel::Amod || self.rel(verb) == DepRel::Compound || self.rel(verb) == DepRel::Conj;
        (is_hyphen && is_part).then(|| self.top_of_compound(first, verb))
    }

    /// "New York-based": the compound or flat head of the words before the hyphen.
    fn top_of_compound(&self, from: TokenId, verb: TokenId) -> TokenId {
        let mut at = from;
        for _ in 0..DEPTH {
            match self.head(at) {
                Some(head) if head != verb && head < verb && matches!(self.rel(at), DepRel::Flat | DepRel::Compound | DepRel::Goeswith) => {
                    at = head;
                }
                _ => break,
            }
        }
        at
    }

    /// For a verb that is coordinated with an earlier one, what the earlier one has after both: "criticised and attacked the council".
    fn shared_with_first(&self, verb: TokenId, find: impl Fn(TokenId) -> Vec<TokenId>) -> Vec<TokenId> {
        if self.rel(verb) != DepRel::Conj {
            return Vec::new();
        }
        let Some(first) = self.head(verb) else { return Vec::new() };
        find(first).into_iter().filter(|&id| verb < id).collect()
    }

    // --- verbs

    /// Whether the verb is in the passive: "was met", "backed by", "a man arrested in".
    pub(super) fn is_passive(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        if has(DepRel::AuxPass) || self.by_agents(verb).next().is_some() {
            return true;
        }
        if self.is_passive_headline(verb) {
            return true;
        }
        // "Bolivia has withdrawn": the perfect is active, whatever the parser calls its subject.
        if has(DepRel::NsubjPass) {
            return !self.children_by(verb, DepRel::Aux).any(|aux| self.is_one_of(aux, &["have"]));
        }
        if has(DepRel::Nsubj) || has(DepRel::Aux) || self.has_infinitive_mark(verb) || has(DepRel::Obj) {
            return false;
        }
        match self.rel(verb) {
            DepRel::Acl | DepRel::Amod | DepRel::Advcl | DepRel::Xcomp => self.is_past_participle(verb),
            DepRel::Conj => {
                self.is_past_participle(verb)
                    && self.head(verb).is_some_and(|first| self.upos(first) == Upos::Verb && self.is_passive_first(first))
            }
            _ => false,
        }
    }

    /// "A killed in Israeli raid": a participle without its auxiliary.
    fn is_passive_headline(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        let is_harm = self.is_one_of(verb, &["arrest", "capture", "detain", "hurt", "injure", "kill", "seize", "shoot", "wound"]);
        is_harm
            && self.is_past_participle(verb)
            && !has(DepRel::Obj)
            && !has(DepRel::Aux)
            && self.obliques(verb, &|prep| prep == "in").into_iter().any(|noun| self.is_class(noun, Class::DEED))
    }

    /// Passive by its own marks, without looking further up (chains of conjuncts hang on the first).
    fn is_passive_first(&self, verb: TokenId) -> bool {
        let has = |rel: DepRel| self.children(verb).iter().any(|&child| self.rel(child) == rel);
        has(DepRel::AuxPass)
            || has(DepRel::NsubjPass)
            || self.by_agents(verb).next().is_some()
            || (self.rel(verb) == DepRel::Acl && self.is_past_participle(verb))
    }

    fn has_infinitive_mark(&self, verb: TokenId) -> bool {
        self.children_by(verb, DepRel::Mark).any(|mark| self.lemma(mark) == "to")
    }

    fn is_past_participle(&self, verb: TokenId) -> bool {
        let word = self.word(verb).to_lowercase();
        !word.ends_with("ing") && !word.ends_with('s') && (word != self.lemma(verb) || words::class_of(&word).is(Class::PARTICIPLE))
    }

    fn is_gerund(&self, verb: TokenId) -> bool {
        self.word(verb).to_lowercase().ends_with("ing")
    }

    /// The logical subjects of a verb: who does it, in any voice.
    pub(super) fn subjects(&self, verb: TokenId) -> Vec<TokenId> {
        let found = if self.is_passive(verb) { self.agents(verb) } else { self.grammatical_subjects(verb, DEPTH) };
        self.all_conjuncts(found)
    }

    /// What the parser calls the agent of a passive, if "by" stands before it.
    fn by_agents(&self, verb: TokenId) -> impl Iterator<Item = TokenId> {
        self.children_by(verb, DepRel::OblAgent).filter(|&child| self.preposition(child).is_some_and(|prep| prep == "by"))
    }

    /// Who a passive is done by.
    fn agents(&self, verb: TokenId) -> Vec<TokenId> {
        let found: Vec<_> = self.obliques(verb, &|prep| prep == "by");
        if !found.is_empty() {
            return found;
        }
        // "was given a loan by A": the parser may hang the giver on the gift.
        let gifts = self.children_by(verb, DepRel::Obj).flat_map(|object| self.obliques(object, &|prep| prep == "by"));
        let givers: Vec<TokenId> = gifts.collect();
        if !givers.is_empty() {
            return givers;
        }
        // "killed in an Israeli raid": who raids kills.
        let deeds: Vec<_> =
            self.obliques(verb, &|prep| prep == "in").into_iter().filter(|&noun| self.is_class(noun, Class::DEED)).collect();
        if !deeds.is_empty() {
            return deeds;
        }
        if let Some(compound) = self.hyphen_compound(verb) {
            return vec![compound];
        }
        let shared = self.shared_with_first(verb, |first| self.children_by(first, DepRel::OblAgent).collect());
        if shared.is_empty() { self.agents_below(verb) } else { shared }
    }

    /// "was accused of fraud by A", "was urged to pay by A": the parser hangs A on what stands before it.
    fn agents_below(&self, verb: TokenId) -> Vec<TokenId> {
        let is_passive = self.children(verb).iter().any(|&child| self.rel(child) == DepRel::AuxPass);
        let may_hold = |&child: &TokenId| {
            verb < child && (self.is_a(child, DepRel::Obl) || matches!(self.rel(child), DepRel::Xcomp | DepRel::Advcl | DepRel::Obj))
        };
        let below = self.children(verb).iter().copied().filter(|child| is_passive && may_hold(child) && !self.is_passive_first(*child));
        below.flat_map(|child| self.obliques(child, &|prep| prep == "by")).collect()
    }

    /// The logical objects of a verb: to whom it is done, in any voice.
    pub(super) fn objects(&self, verb: TokenId) -> Vec<TokenId> {
        let found = if self.is_passive(verb) { self.grammatical_subjects(verb, DEPTH) } else { self.active_objects(verb) };
        self.all_conjuncts(found)
    }

    fn active_objects(&self, verb: TokenId) -> Vec<TokenId> {
        let own = self.own_objects(verb);
        if !own.is_empty() {
            return own;
        }
        if let Some(antecedent) = self.gap(verb) {
            return vec![antecedent];
        }
        let wanted = self.gap_above(verb);
        if !wanted.is_empty() {
            return wanted;
        }
        if self.is_gerund(verb)
            && let Some(compound) = self.hyphen_compound(verb)
        {
            return vec![compound];
        }
        let shared = self.shared_with_first(verb, |first| self.own_objects(first));
        if !shared.is_empty() {
            return shared;
        }
        let shared = self.shared_with_next(verb);
        if !shared.is_empty() {
            return shared;
        }
        let bare = self.bare_oblique(verb);
        if bare.is_empty() { self.object_of_particle(verb) } else { bare }
    }

    /// "A welcomed and B rejected the offer".
    fn shared_with_next(&self, verb: TokenId) -> Vec<TokenId> {
        let is_next = |&next: &TokenId| {
            self.upos(next) == Upos::Verb
                && self.children_by(next, DepRel::Nsubj).next().is_some()
                && self.children_by(next, DepRel::Cc).any(|and| {
                    let before = self.before(and);
                    before == Some(verb) || before.is_some_and(|comma| self.word(comma) == "," && self.before(comma) == Some(verb))
                })
        };
        self.children_by(verb, DepRel::Conj).find(is_next).map(|next| self.own_objects(next)).unwrap_or_default()
    }

    /// "sealed off the town": right behind a verb the parser may take a particle for a preposition.
    fn object_of_particle(&self, verb: TokenId) -> Vec<TokenId> {
        let is_particle = |case: TokenId| self.before(case) == Some(verb) && self.is_one_of(case, &["off", "out", "up"]);
        let has_particle = |&child: &TokenId| {
            self.is_a(child, DepRel::Obl)
                && self
                    .children_by(child, DepRel::Case)
                    .filter(|&case| case < child)
                    .take(2)
                    .collect::<Vec<_>>()
                    .iter()
                    .all(|&case| is_particle(case))
                && self.preposition(child).is_some()
        };
        self.children(verb).iter().copied().find(has_particle).into_iter().collect()
    }

    /// Whether a verb with an object is another verb by what follows it: "called B a liar" is no call, "let B speak" frees nobody, "struck down the law"
    /// is no blow.
    pub(super) fn means_otherwise(&self, verb: TokenId) -> bool {
        if self.is_one_of(verb, &["ask"]) {
            return self.own_objects(verb).len() > 1;
        }
        if self.is_one_of(verb, &["try"]) {
            return self.predicatives(verb).next().is_some();
        }
        if self.is_one_of(verb, &["call"]) {
            let objects = self.own_objects(verb).len() + self.predicatives(verb).filter(|&said| self.upos(said) != Upos::Verb).count();
            return objects > 1;
        }
        if self.is_one_of(verb, &["let"]) {
            let clauses = self.predicatives(verb).chain(self.children_by(verb, DepRel::Ccomp));
            return clauses
                .into_iter()
                .any(|clause| self.upos(clause) == Upos::Verb && !self.is_one_of(clause, &["go", "leave", "return"]));
        }
        self.is_class(verb, Class::PHRASAL) && self.children_by(verb, DepRel::CompoundPrt).next().is_some()
    }

    /// What a verb says its object to be or to do: "called B a liar", "found B guilty", "let B go".
    pub(super) fn predicatives(&self, verb: TokenId) -> impl Iterator<Item = TokenId> {
        self.children_by(verb, DepRel::Xcomp)
    }

    pub(super) fn own_objects(&self, verb: TokenId) -> Vec<TokenId> {
        let is_object = |rel: DepRel| matches!(rel, DepRel::Obj | DepRel::Iobj);
        let is_of_infinitive = |child: TokenId| self.is_relative_pronoun(child) && self.wants_to(verb);
        let mut own: Vec<TokenId> =
            self.children(verb).iter().copied().filter(|&child| is_object(self.rel(child)) && !is_of_infinitive(child)).collect();
        own.extend(own.clone().into_iter().filter_map(|object| self.recipient_within(verb, object)));
        if own.is_empty() {
            own = self.raised_object(verb);
        }
        if own.is_empty() { self.second_subject(verb) } else { own }
    }

    /// In "the firm that A wants to buy" the pronoun is no object of the wish.
    fn wants_to(&self, verb: TokenId) -> bool {
        const WANTING: &[&str] = &[
            "agree", "attempt", "decline", "fail", "hope", "intend", "like", "manage", "need", "plan", "refuse", "seek", "try", "vow",
            "want", "wish",
        ];
        self.is_one_of(verb, WANTING) && self.children_by(verb, DepRel::Xcomp).any(|clause| self.has_infinitive_mark(clause))
    }

    /// In "gave Kenya a loan" and "named Ann Smith minister" the parser may take the name for a part of the noun behind it: an article never stands
    /// inside a compound, and who names someone says as what.
    fn recipient_within(&self, verb: TokenId, object: TokenId) -> Option<TokenId> {
        let names = self.is_one_of(verb, &["name", "appoint", "elect", "nominate", "crown", "declare"]);
        let gives = self.is_one_of(verb, OFFERING);
        let det = self.children_by(object, DepRel::Det).find(|&det| self.is_one_of(det, &["a", "an", "the", "its", "his", "her", "their"]));
        let is_recipient = |&name: &TokenId| {
            let is_next = det.is_none() && self.after(verb) == Some(name);
            let is_parted = det.is_some_and(|det| name < det) || ((names || gives) && is_next);
            matches!(self.rel(name), DepRel::Compound | DepRel::NmodPoss | DepRel::Nmod | DepRel::Amod)
                && self.upos(name) == Upos::Propn
                && verb < name
                && is_parted
                && self.preposition(name).is_none()
        };
        self.children(object).iter().copied().find(is_recipient)
    }

    /// To whom a noun is given that a verb carries: "Kenya" for "loan" in "offered Kenya a loan".
    fn recipients(&self, verb: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        if !fits("to") || self.is_passive(verb) || !self.is_one_of(verb, GIVING) {
            return Vec::new();
        }
        match self.own_objects(verb)[..] {
            [one, other] => vec![one.min(other)],
            _ => Vec::new(),
        }
    }

    /// In "urged Israel to stop" the parser may hang the object on the infinitive, before which it stands, as its object or subject.
    fn raised_object(&self, verb: TokenId) -> Vec<TokenId> {
        let infinitives = self.children_by(verb, DepRel::Xcomp).filter(|&verb| self.has_infinitive_mark(verb));
        let is_between = |object: TokenId, infinitive: TokenId| verb < object && object < infinitive;
        let is_argument = |rel: DepRel| matches!(rel, DepRel::Obj | DepRel::Nsubj);
        infinitives
            .flat_map(|infinitive| self.children(infinitive).iter().map(move |&object| (infinitive, object)))
            .filter(|&(infinitive, object)| is_argument(self.rel(object)) && is_between(object, infinitive))
            .map(|(_, object)| object)
            .collect()
    }

    /// A name after the verb without a preposition is its object, whatever the parser calls it ("phoned Rui Faria").
    fn bare_oblique(&self, verb: TokenId) -> Vec<TokenId> {
        let is_bare = |&child: &TokenId| {
            matches!(self.rel(child), DepRel::Obl | DepRel::OblUnmarked)
                && verb < child
                && self.upos(child) == Upos::Propn
                && self.preposition(child).is_none()
        };
        self.children(verb).iter().copied().find(is_bare).into_iter().collect()
    }

    /// A second subject after the verb is an object that the parser took for one ("Sweden beat Norway 2-0").
    fn second_subject(&self, verb: TokenId) -> Vec<TokenId> {
        let subjects: Vec<TokenId> = self.children(verb).iter().copied().filter(|&child| self.rel(child) == DepRel::Nsubj).collect();
        match subjects[..] {
            [first, second] if first < verb && verb < second => vec![second],
            _ => Vec::new(),
        }
    }

    /// "the man Macron met": a relative clause without a pronoun, whose antecedent is its object.
    fn gap(&self, verb: TokenId) -> Option<TokenId> {
        let is_relative = self.rel(verb) == DepRel::AclRelcl;
        let has_subject = self.children_by(verb, DepRel::Nsubj).any(|subject| !self.is_relative_pronoun(subject));
        // "whom A refused to meet": the pronoun may stand with the infinitive.
        let hosts = std::iter::once(verb).chain(self.children_by(verb, DepRel::Xcomp));
        let has_pronoun = hosts.flat_map(|host| self.children(host)).any(|&child| self.is_relative_pronoun(child));
        if is_relative && has_subject && !has_pronoun { self.head(verb) } else { None }
    }

    /// "the firm which A wants to buy": the object of an infinitive stands before the verb above it.
    fn gap_above(&self, verb: TokenId) -> Vec<TokenId> {
        if self.rel(verb) != DepRel::Xcomp {
            return Vec::new();
        }
        let Some(above) = self.head(verb).filter(|&above| self.rel(above) == DepRel::AclRelcl) else { return Vec::new() };
        let pronoun = self.children_by(above, DepRel::Obj).find(|&object| self.is_relative_pronoun(object));
        pronoun.or_else(|| self.gap(above)).into_iter().collect()
    }

    pub(super) fn is_relative_pronoun(&self, id: TokenId) -> bool {
        matches!(self.upos(id), Upos::Pron | Upos::Det | Upos::Sconj) && self.is_one_of(id, &["who", "whom", "which", "that", "whose"])
    }

    /// What a relative pronoun stands for: what its clause hangs on.
    pub(super) fn antecedent(&self, pronoun: TokenId) -> Option<TokenId> {
        if !self.is_relative_pronoun(pronoun) {
            return None;
        }
        let is_name = |id: TokenId| matches!(self.upos(id), Upos::Propn | Upos::Noun);
        let mut above = self.tree.ancestors(pronoun).take(DEPTH);
        // "Ann, who is in Oslo,": the parser may take the clause for an aside.
        let is_aside = |at: TokenId| self.rel(at) == DepRel::Parataxis && self.head(at).is_some_and(|head| head < pronoun && is_name(head));
        let clause = above.find(|&at| matches!(self.rel(at), DepRel::AclRelcl | DepRel::AdvclRelcl) || is_aside(at))?;
        self.head(clause)
    }

    /// What "what" stands for in "what A called an attack".
    pub(super) fn called_by_clause(&self, pronoun: TokenId) -> Vec<TokenId> {
        if self.upos(pronoun) != Upos::Pron || !self.is_one_of(pronoun, &["what"]) {
            return Vec::new();
        }
        let names = |&verb: &TokenId| self.is_one_of(verb, &["call", "describe", "term", "label", "deem", "say"]);
        let clauses = self.children_by(pronoun, DepRel::AclRelcl).filter(names);
        clauses
            .flat_map(|verb| self.children(verb).iter().copied().filter(move |&child| verb < child && self.upos(child) == Upos::Noun))
            .collect()
    }

    /// The name that a noun tells more of behind a comma: "A" for "man" in "A, a man wanted by ...".
    pub(super) fn told_of(&self, noun: TokenId) -> Option<TokenId> {
        let is_aside = self.upos(noun) == Upos::Noun && self.rel(noun) == DepRel::Appos;
        self.head(noun).filter(|&name| is_aside && name < noun && self.upos(name) == Upos::Propn)
    }

    /// Of whom a noun is said: "A" for "gunman" in "A was the gunman who ...", for "countries" in "A is one of the countries that ...".
    pub(super) fn said_of(&self, noun: TokenId) -> Vec<TokenId> {
        if self.is_one_of(noun, &["those"]) {
            return self.inverted_subject(noun);
        }
        if self.is_a(noun, DepRel::Nmod)
            && let Some(one) = self.head(noun).filter(|&one| self.is_one_of(one, &["one"]))
        {
            return if self.children(one).iter().any(|&child| self.rel(child) == DepRel::Cop) {
                self.children_by(one, DepRel::Nsubj).take(1).collect()
            } else {
                Vec::new()
            };
        }
        let is_said = self.upos(noun) == Upos::Noun && self.children(noun).iter().any(|&child| self.rel(child) == DepRel::Cop);
        if is_said {
            self.children_by(noun, DepRel::Nsubj).take(1).flat_map(|subject| self.conjuncts(subject)).collect()
        } else {
            Vec::new()
        }
    }

    /// "Among those arrested was A".
    fn inverted_subject(&self, those: TokenId) -> Vec<TokenId> {
        let is_among = self.has_preposition(those, &|prep| prep == "among");
        let has_copula = |id: TokenId| self.children_by(id, DepRel::Cop).any(|cop| those < cop && cop < id);
        self.head(those).filter(|&name| is_among && has_copula(name)).map(|name| self.conjuncts(name)).unwrap_or_default()
    }

    /// The subject that the verb has or shares, as it stands: with a passive, to whom it is done.
    fn grammatical_subjects(&self, verb: TokenId, depth: usize) -> Vec<TokenId> {
        let mut own: Vec<_> = self.children_by(verb, DepRel::Nsubj).collect();
        // Of two the one that can be a name: "WHO chief Ann Smith said", where the parser takes "WHO" for a pronoun.
        own.sort_by_key(|&subject| own_rank(self.upos(subject)));
        if let [first, second, ..] = own[..]
            && self.is_title_of(first, second)
        {
            own.swap(0, 1);
        }
        own.truncate(1);
        if let Some(&first) = own.first() {
            own.extend(self.second_of_headline(verb, first));
        }
        if !own.is_empty() || depth == 0 {
            return own;
        }
        let Some(head) = self.head(verb) else { return own };
        match self.rel(verb) {
            DepRel::Conj | DepRel::Parataxis if self.is_clause(head) => self.grammatical_subjects(head, depth - 1),
            DepRel::Xcomp | DepRel::Ccomp => self.controller(head, depth - 1),
            DepRel::Acl | DepRel::Advcl if self.is_of_row(verb, head) => self.holders(head),
            // "A to meet B", as headlines have it.
            DepRel::Acl if self.has_infinitive_mark(verb) && self.upos(head) == Upos::Propn => vec![head],
            DepRel::Acl if self.has_infinitive_mark(verb) => self.actors(head),
            DepRel::Advcl => self.adverbial_controller(verb, head, depth - 1),
            // "Ann, holding talks since May, is patient": between commas a gerund is no subject.
            DepRel::Csubj if self.is_gerund(verb) => {
                self.children_by(head, DepRel::Nsubj).filter(|&subject| subject < verb).take(1).collect()
            }
            DepRel::Acl | DepRel::AclRelcl | DepRel::Amod if self.upos(head) != Upos::Verb => vec![head],
            DepRel::Dep | DepRel::Obl if self.upos(head) == Upos::Verb => self.grammatical_subjects(head, depth - 1),
            _ => own,
        }
    }

    /// In "Chile President Ann Smith arrived" the parser may take the country for a subject too: no comma or other break parts it from the name.
    fn is_title_of(&self, first: TokenId, second: TokenId) -> bool {
        let mut between = (first.index()..second.index()).map(TokenId::from_index);
        let is_name_or_title = |id: TokenId| matches!(self.upos(id), Upos::Propn | Upos::Noun | Upos::Adj);
        first < second && self.upos(second) == Upos::Propn && between.all(is_name_or_title)
    }

    /// Whether an infinitive says what the first, the last or one of some did: "A was the first country to recognise B".
    pub(super) fn is_of_row(&self, verb: TokenId, head: TokenId) -> bool {
        let is_place = |id: TokenId| self.is_one_of(id, PLACES_IN_ROW);
        self.has_infinitive_mark(verb) && head < verb && (is_place(head) || self.children_by(head, DepRel::Amod).any(is_place))
    }

    /// "A, B sign deal": a comma for "and" before a verb in the plural, which the parser takes for an apposition.
    fn second_of_headline(&self, verb: TokenId, first: TokenId) -> Option<TokenId> {
        let is_plural = self.word(verb).eq_ignore_ascii_case(self.lemma(verb)) && self.children_by(verb, DepRel::Aux).next().is_none();
        let mut seconds =
            self.children_by(first, DepRel::Appos).filter(|&id| self.upos(id) == Upos::Propn && self.preposition(id).is_none());
        seconds.next().filter(|&second| is_plural && second < verb && self.upos(first) == Upos::Propn && self.head(first) == Some(verb))
    }

    /// Who does the complement of a verb: its object ("urged B to leave"), else its subject ("plans to leave").
    fn controller(&self, verb: TokenId, depth: usize) -> Vec<TokenId> {
        let objects = self.own_objects(verb);
        if objects.is_empty() || self.is_class(verb, Class::SUBJECT_CONTROL) || self.upos(verb) != Upos::Verb {
            return self.grammatical_subjects(verb, depth);
        }
        objects
    }

    /// Who does an adverbial clause: the subject of the main clause, but its object after "accuse B of ...", "condemn B for ...".
    fn adverbial_controller(&self, verb: TokenId, head: TokenId, depth: usize) -> Vec<TokenId> {
        let blames = self.children_by(verb, DepRel::Mark).any(|mark| self.is_one_of(mark, &["of", "for", "from", "into"]));
        let objects = self.own_objects(head);
        if blames && !objects.is_empty() {
            return objects;
        }
        self.grammatical_subjects(head, depth)
    }

    /// Whether a token heads a clause: a verb, or something with a copula or subject.
    pub(super) fn is_clause(&self, id: TokenId) -> bool {
        self.upos(id) == Upos::Verb
            || self.children(id).iter().any(|&child| self.is_a(child, DepRel::Nsubj) || self.rel(child) == DepRel::Cop)
    }

    // --- nouns

    /// Who acts in a noun: "A's visit", "the visit of/by A", "the Turkish attack", "A paid a visit".
    pub(super) fn actors(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.owners(noun);
        if found.is_empty() {
            found = self.obliques(noun, &|prep| prep == "by");
        }
        // "the US-led invasion".
        if found.is_empty() {
            let leads = |&verb: &TokenId| self.is_one_of(verb, &["lead", "led"]);
            found = self.children_by(noun, DepRel::Amod).filter(leads).filter_map(|verb| self.hyphen_compound(verb)).collect();
        }
        // "renewed Iraqi calls": an adjective of a country says whose.
        if found.is_empty() {
            let is_demonym = |&id: &TokenId| self.upos(id) == Upos::Adj && self.word(id).starts_with(char::is_uppercase);
            found = self.modifiers(noun).into_iter().filter(is_demonym).collect();
        }
        if found.is_empty() {
            found = self.carriers(noun);
        }
        if found.is_empty() && !self.is_class(noun, Class::OBJECT_NOUN) {
            found = self.obliques(noun, &|prep| prep == "of");
        }
        if found.is_empty() {
            found = self.modifiers(noun);
        }
        found
    }

    /// Possessors: "Turkey's", "its".
    pub(super) fn owners(&self, noun: TokenId) -> Vec<TokenId> {
        let mut all = self.all_conjuncts(self.children_by(noun, DepRel::NmodPoss).collect());
        if all.is_empty() {
            all.extend(self.owner_before(noun));
        }
        let is_marked = |&id: &TokenId| self.children_by(id, DepRel::Case).next().is_some();
        let is_one = self.word(noun).eq_ignore_ascii_case(self.lemma(noun));
        // "Turkey and Libya's government" is the government of the one beside it, "France and Germany's leaders" are those of both.
        if is_one && all.iter().any(is_marked) {
            all.drain(..all.len() - 1);
        }
        all
    }

    /// The possessor that the words in a row show, where the parser hangs it on the verb: "Ann's visit to Oslo comes late".
    fn owner_before(&self, noun: TokenId) -> Option<TokenId> {
        let mut at = self.before(noun)?;
        for _ in 0..WORDS_OF_OWNED {
            if self.upos(at) == Upos::Pron && matches!(&*self.word(at).to_lowercase(), "its" | "their" | "his" | "her" | "our") {
                return Some(at);
            }
            if matches!(self.word(at), "'s" | "’s") {
                break;
            }
            if !matches!(self.upos(at), Upos::Adj | Upos::Num | Upos::Noun) {
                return None;
            }
            at = self.before(at)?;
        }
        let owner = self.head(at).filter(|&owner| owner < at && self.rel(at) == DepRel::Case && self.upos(owner) == Upos::Propn)?;
        (matches!(self.word(at), "'s" | "’s") && !self.is_a(owner, DepRel::NmodPoss)).then_some(owner)
    }

    /// Adjectives and nouns before the noun that may name someone: "Turkish", "Turkey".
    pub(super) fn modifiers(&self, noun: TokenId) -> Vec<TokenId> {
        let is_modifier = |child: TokenId| {
            matches!(self.rel(child), DepRel::Amod | DepRel::Compound | DepRel::Nmod | DepRel::NmodUnmarked | DepRel::NmodDesc)
                && child < noun
        };
        self.all_conjuncts(
            self.children(noun).iter().copied().filter(|&child| is_modifier(child) && self.preposition(child).is_none()).collect(),
        )
    }

    /// Who a clause is about in which the noun only gives the occasion: "A arrived for talks with B", "A said so during his visit", "A left after a meeting".
    pub(super) fn clause_actors(&self, noun: TokenId) -> Vec<TokenId> {
        let is_occasion = self.is_a(noun, DepRel::Obl)
            && self.children_by(noun, DepRel::NmodPoss).next().is_none()
            && self.has_preposition(noun, &|prep| OCCASIONS.contains(&prep));
        let Some(verb) = self.head(noun).filter(|&head| is_occasion && self.is_clause(head)) else { return Vec::new() };
        // "through cooperation with B, A was caught": not A has cooperated.
        if self.is_passive(verb) && self.has_preposition(noun, &|prep| matches!(prep, "through" | "with")) {
            return self.agents(verb);
        }
        let found = self.grammatical_subjects(verb, DEPTH);
        self.all_conjuncts(found)
    }

    /// Who speaks where a pronoun has no antecedent of its own: "A said it would leave", "We will not leave, said A".
    pub(super) fn speaker(&self, pronoun: TokenId) -> Vec<TokenId> {
        let is_pronoun = self.upos(pronoun) == Upos::Pron && self.rel(pronoun) != DepRel::Expl && self.is_one_of(pronoun, SPEAKERS);
        if !is_pronoun {
            return Vec::new();
        }
        let verb = std::iter::once(pronoun).chain(self.tree.ancestors(pronoun)).take(DEPTH).find_map(|at| self.verb_of_saying(at));
        let found = verb.map(|verb| self.grammatical_subjects(verb, DEPTH)).unwrap_or_default();
        self.all_conjuncts(found.into_iter().filter(|&id| id != pronoun).collect())
    }

    /// Who says what a clause states.
    pub(super) fn speakers(&self, clause: TokenId) -> Vec<TokenId> {
        let mut found = self.verb_of_saying(clause).map(|verb| self.grammatical_subjects(verb, DEPTH)).unwrap_or_default();
        if found.is_empty() {
            found = self.obliques(clause, &|prep| prep == "according to");
        }
        self.all_conjuncts(found)
    }

    /// Who is to do what the clause below a verb states. "insisted that B had left" asks nothing of B.
    pub(super) fn subordinates(&self, verb: TokenId) -> Vec<TokenId> {
        let is_wished = |&clause: &TokenId| verb < clause && self.is_clause(clause) && self.is_subjunctive(clause);
        let clauses: Vec<TokenId> = self.children_by(verb, DepRel::Ccomp).filter(is_wished).collect();
        clauses.into_iter().flat_map(|clause| self.subjects(clause)).collect()
    }

    /// "that B leave", "that B be fair", "that B should leave".
    fn is_subjunctive(&self, clause: TokenId) -> bool {
        let is_auxiliary = |rel: DepRel| matches!(rel, DepRel::Aux | DepRel::AuxPass | DepRel::Cop);
        let mut auxiliaries = self.children(clause).iter().copied().filter(|&child| is_auxiliary(self.rel(child)));
        match auxiliaries.next() {
            Some(first) => matches!(&*self.word(first).to_lowercase(), "be" | "should" | "must" | "not"),
            None => self.word(clause).eq_ignore_ascii_case(self.lemma(clause)) || self.has_infinitive_mark(clause),
        }
    }

    /// The verb that puts a clause into someone's mouth: above it, or beside it.
    pub(super) fn verb_of_saying(&self, clause: TokenId) -> Option<TokenId> {
        let says = |&id: &TokenId| self.upos(id) == Upos::Verb && self.is_class(id, Class::SAY.or(Class::PLAN).or(Class::WISH));
        let above = self.head(clause).filter(|_| self.rel(clause) == DepRel::Ccomp).filter(says);
        above.or_else(|| self.children_by(clause, DepRel::Parataxis).find(says))
    }

    /// Whose deed, plan or property a noun is: "B's attack", "the Turkish plan", "the role of B", "a proposal by B", "the road map drawn up by B".
    /// The ways to find out, the surest first.
    pub(super) fn doers(&self, noun: TokenId) -> impl Iterator<Item = Vec<TokenId>> {
        let ways: [fn(&Self, TokenId) -> Vec<TokenId>; 6] =
            [Self::owners, Self::doers_after, Self::makers, Self::possessors_after, Self::doers_before, Self::ways_to];
        ways.into_iter().map(move |way| way(self, noun))
    }

    /// "a proposal by B", "assurances from B", "assurances on trade from B".
    fn doers_after(&self, noun: TokenId) -> Vec<TokenId> {
        let fits = |prep: &str| matches!(prep, "by" | "from");
        let found = self.obliques(noun, &fits);
        if !found.is_empty() {
            return found;
        }
        self.obliques(noun, &|prep| matches!(prep, "on" | "about" | "for"))
            .into_iter()
            .flat_map(|topic| self.obliques(topic, &fits))
            .collect()
    }

    /// "the roads leading into B".
    fn ways_to(&self, noun: TokenId) -> Vec<TokenId> {
        let leading = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_one_of(verb, &["lead"]) && self.is_gerund(verb));
        leading.flat_map(|verb| self.obliques(verb, &|prep| matches!(prep, "to" | "into"))).collect()
    }

    /// "the role assumed by B".
    fn makers(&self, noun: TokenId) -> Vec<TokenId> {
        let made = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_class(verb, Class::MAKING) && self.is_passive(verb));
        let by_whom = |verb: TokenId| {
            let agents = self.agents(verb);
            if agents.is_empty() { self.obliques(verb, &|prep| prep == "from") } else { agents }
        };
        made.flat_map(by_whom).collect()
    }

    /// Who leads those who act: "the delegation, led by A, met B".
    pub(super) fn leaders(&self, noun: TokenId) -> Vec<TokenId> {
        // "US-led forces".
        let compound = self.children_by(noun, DepRel::Amod).filter(|&led| self.is_one_of(led, &["lead"]) && self.before(noun) == Some(led));
        let compounds: Vec<TokenId> = compound.filter_map(|led| self.hyphen_compound(led)).collect();
        if !compounds.is_empty() || !self.is_one_of(noun, &["delegation", "mission", "team"]) {
            return compounds;
        }
        let led = self.children_by(noun, DepRel::Acl).filter(|&verb| self.is_one_of(verb, &["lead", "head"]) && self.is_passive(verb));
        led.flat_map(|verb| self.agents(verb)).collect()
    }

    /// "the role of B", "ties with B".
    fn possessors_after(&self, noun: TokenId) -> Vec<TokenId> {
        let fits = |prep: &str| {
            matches!(prep, "between" | "among")
                || (prep == "of" && !self.is_class(noun, Class::OBJECT_NOUN))
                || (matches!(prep, "with" | "to") && self.is_class(noun, Class::MUTUAL))
        };
        self.obliques(noun, &fits)
    }

    /// "the Turkish plan".
    pub(super) fn doers_before(&self, noun: TokenId) -> Vec<TokenId> {
        self.modifiers(noun).into_iter().filter(|&id| self.may_do(id, noun)).collect()
    }

    /// What stands before the first of two nouns tells of both: "the Turkish army and police".
    pub(super) fn doers_before_first(&self, noun: TokenId) -> Vec<TokenId> {
        let is_bare = self.children(noun).iter().all(|&child| matches!(self.rel(child), DepRel::Cc | DepRel::Punct));
        let first = self.head(noun).filter(|&first| is_bare && self.rel(noun) == DepRel::Conj && self.upos(first) == Upos::Noun);
        first.map(|first| self.doers_before(first)).unwrap_or_default()
    }

    /// Whether a word before a noun of action names who acts: "the Gaza bombing" is none of Gaza's, "the Turkish bombing" is Turkey's.
    fn may_do(&self, modifier: TokenId, noun: TokenId) -> bool {
        let is_short = self.word(modifier).len() <= 4 && self.word(modifier).chars().all(|c| c.is_uppercase() || c == '.');
        self.upos(modifier) == Upos::Adj || is_short || !self.is_class(noun, Class::PLACED_NOUN)
    }

    /// The subjects of the light verb whose object the noun is: "A held talks", "A gave its support", "talks were held by A".
    pub(super) fn carriers(&self, noun: TokenId) -> Vec<TokenId> {
        self.light_verb(noun).map(|verb| self.subjects(verb)).unwrap_or_default()
    }

    /// The same where a pronoun that nobody is known for owns the noun: "completed its takeover of B".
    pub(super) fn carriers_for_pronoun(&self, noun: TokenId) -> Vec<TokenId> {
        let is_pronoun = self.children_by(noun, DepRel::NmodPoss).any(|owner| self.upos(owner) == Upos::Pron);
        if is_pronoun { self.carriers(noun) } else { Vec::new() }
    }

    /// The light verb that carries the noun.
    pub(super) fn light_verb(&self, noun: TokenId) -> Option<TokenId> {
        let mut first = if self.rel(noun) == DepRel::Conj { self.head(noun)? } else { noun };
        // "held a series of talks".
        if self.rel(first) == DepRel::Nmod {
            first = self.head(first).filter(|&above| self.is_class(above, Class::CONTAINER))?;
        }
        let head = self.head(first)?;
        let carried = matches!(self.rel(first), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl | DepRel::OblAgent | DepRel::Xcomp);
        if carried && self.is_class(head, Class::LIGHT_VERB) {
            return Some(head);
        }
        // "the talks held by A": the noun stands above its verb.
        self.children_by(noun, DepRel::Acl).find(|&verb| self.is_class(verb, Class::LIGHT_VERB) && !self.has_infinitive_mark(verb))
    }

    /// What hangs on a noun by one of these prepositions, or on the light verb that carries it.
    pub(super) fn noun_obliques(&self, noun: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut own = self.obliques(noun, fits);
        if own.is_empty() {
            own = self.subjects_after_for(noun, fits);
        }
        // "the visit of Minister A to B": the parser hangs B on A.
        if own.is_empty() && fits("to") {
            let of = self.obliques(noun, &|prep| prep == "of" || prep == "by");
            own = of.into_iter().flat_map(|name| self.obliques(name, &|prep| prep == "to")).collect();
        }
        if own.is_empty() {
            own = self.light_verb(noun).map(|verb| self.obliques(verb, fits)).unwrap_or_default();
        }
        if own.is_empty() {
            own = self.light_verb(noun).map(|verb| self.recipients(verb, fits)).unwrap_or_default();
        }
        // "the withdrawal of troops from B": the parser may hang B on the troops.
        if own.is_empty() && !fits("of") {
            let parts = self.obliques(noun, &|prep| prep == "of");
            own = parts.into_iter().flat_map(|part| self.obliques(part, fits)).collect();
        }
        own
    }

    /// Who a noun or adjective is said of, by apposition, copula, title or naming.
    pub(super) fn holders(&self, noun: TokenId) -> Vec<TokenId> {
        // "it is shameful that A did so".
        if self.children_by(noun, DepRel::Expl).next().is_some() {
            let clauses = self.children_by(noun, DepRel::Csubj).chain(self.children_by(noun, DepRel::Ccomp));
            return clauses.flat_map(|clause| self.subjects(clause)).collect();
        }
        let mut found: Vec<TokenId> = Vec::new();
        let named = self.children(noun).iter().copied().filter(|&child| matches!(self.rel(child), DepRel::Appos | DepRel::Flat));
        found.extend(named.flat_map(|name| self.conjuncts_if(name, noun)));
        if self.is_plural(noun) {
            found.extend(self.obliques(noun, &|prep| matches!(prep, "such as" | "including" | "like")));
            found.extend(self.list_behind(noun));
        }
        if self.children(noun).iter().any(|&child| self.rel(child) == DepRel::Cop) {
            found.extend(self.grammatical_subjects(noun, DEPTH));
        }
        if let Some(head) = self.head(noun) {
            found.extend(self.holders_above(noun, head));
            found.extend(self.equals(noun, head));
            // "A, one of the best lawyers in B".
            if self.is_a(noun, DepRel::Nmod) && self.is_one_of(head, &["one"]) && self.preposition(noun).as_deref() == Some("of") {
                found.extend(self.holders(head));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The names of a list behind what a plural is of: "the members of B (A, C and D)".
    fn list_behind(&self, noun: TokenId) -> Vec<TokenId> {
        let of = self.obliques(noun, &|prep| prep == "of").into_iter().take(1);
        let lists = of.flat_map(|name| self.children_by(name, DepRel::Appos)).map(|first| self.conjuncts(first));
        lists.filter(|list| list.len() > 1).flatten().collect()
    }

    fn holders_above(&self, noun: TokenId, head: TokenId) -> Vec<TokenId> {
        match self.rel(noun) {
            DepRel::Appos | DepRel::NmodDesc | DepRel::Acl | DepRel::AclRelcl | DepRel::Amod => self.conjuncts_if(head, noun),
            DepRel::Compound | DepRel::Flat => vec![head],
            DepRel::Conj if self.children(noun).iter().any(|&child| self.rel(child) == DepRel::Cop) => Vec::new(),
            // "head and founder": but a title that is coordinated with a name is said of the name after it, and so is the second title of "the minister, A,
            // and the head of B".
            // "A, the head of B and a member of C".
            DepRel::Conj if self.is_other(noun) => self.conjuncts(head).into_iter().filter(|&id| id < noun).collect(),
            DepRel::Obl | DepRel::Nmod
                if self.is_other(noun) && self.has_preposition(noun, &|prep| matches!(prep, "like" | "along with" | "as well as")) =>
            {
                if self.is_clause(head) {
                    self.grammatical_subjects(head, DEPTH)
                } else {
                    vec![head]
                }
            }
            DepRel::Conj if self.upos(head) == Upos::Propn && self.has_apposition_between(head, noun) => self.conjuncts_if(head, noun),
            DepRel::Conj if self.upos(head) == Upos::Noun => {
                let is_other = |&id: &TokenId| id == noun || (self.head(id) == Some(head) && id < noun);
                self.holders(head).into_iter().filter(|id| !is_other(id)).collect()
            }
            DepRel::Xcomp => self.controller(head, DEPTH),
            DepRel::Obl | DepRel::Advcl | DepRel::Nmod if self.preposition(noun).as_deref() == Some("as") => self.named_as(head),
            _ => Vec::new(),
        }
    }

    /// Those who are said to be the noun, where it is the subject: "the members of B are A and C".
    fn equals(&self, noun: TokenId, head: TokenId) -> Vec<TokenId> {
        let is_equal = self.is_a(noun, DepRel::Nsubj)
            && self.upos(head) == Upos::Propn
            && self.preposition(head).is_none()
            && self.children(head).iter().any(|&child| self.rel(child) == DepRel::Cop);
        if is_equal { self.conjuncts_if(head, noun) } else { Vec::new() }
    }

    /// Whether a plural is said of the one before it as well: "A and other members of B".
    fn is_other(&self, noun: TokenId) -> bool {
        self.is_plural(noun) && self.children_by(noun, DepRel::Amod).any(|word| self.is_one_of(word, &["other", "fellow"]))
    }

    /// Those of whom a plural is said that stands before their names: "the brothers A and B".
    pub(super) fn members(&self, noun: TokenId) -> Vec<TokenId> {
        let holders = self.holders(noun).into_iter().filter(|&holder| self.upos(holder) == Upos::Propn);
        if self.is_plural(noun) { self.all_conjuncts(holders.collect()) } else { Vec::new() }
    }

    fn has_apposition_between(&self, name: TokenId, noun: TokenId) -> bool {
        self.children_by(name, DepRel::Appos).any(|apposition| apposition < noun)
    }

    /// The names that a noun has: "the town Zakho", "Dohuk province".
    pub(super) fn names_of(&self, noun: TokenId) -> Vec<TokenId> {
        let is_name = |child: TokenId| self.upos(child) == Upos::Propn;
        let is_tied = |child: TokenId| matches!(self.rel(child), DepRel::Compound | DepRel::Flat | DepRel::Appos | DepRel::NmodDesc);
        self.children(noun).iter().copied().filter(|&child| is_name(child) && is_tied(child)).collect()
    }

    /// The names that a noun has, with those after "of": "the town of Zakho".
    pub(super) fn called(&self, noun: TokenId) -> Vec<TokenId> {
        let of = self.obliques(noun, &|prep| prep == "of");
        if of.is_empty() { self.names_of(noun) } else { of }
    }

    /// The place around a place: "Iraq's", "Iraqi", "northern Iraqi".
    pub(super) fn region(&self, noun: TokenId) -> Vec<TokenId> {
        let owners = self.owners(noun);
        if owners.is_empty() { self.modifiers(noun) } else { owners }
    }

    /// What is said to be at a place: "A" for "Rome" in "A is in Rome".
    pub(super) fn situated(&self, place: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let has_preposition = self.has_preposition(place, fits);
        let is_said = self.children(place).iter().any(|&child| self.rel(child) == DepRel::Cop);
        match self.head(place).filter(|_| has_preposition) {
            _ if is_said && has_preposition => self.all_conjuncts(self.grammatical_subjects(place, DEPTH)),
            // "a firm under US sanctions".
            Some(head) if self.is_a(place, DepRel::Nmod) && self.upos(place) == Upos::Noun => vec![head],
            _ => Vec::new(),
        }
    }

    /// Only a noun after a comma or before the name is said of it; in "ministers A and B" it is said of both.
    fn conjuncts_if(&self, head: TokenId, noun: TokenId) -> Vec<TokenId> {
        if self.is_plural(noun) { self.conjuncts(head) } else { vec![head] }
    }

    /// Whether a noun is a plural by its form.
    pub(super) fn is_plural(&self, noun: TokenId) -> bool {
        self.word(noun).ends_with('s') && !self.lemma(noun).ends_with('s')
    }

    /// "appointed A as head": the object, else the subject.
    fn named_as(&self, verb: TokenId) -> Vec<TokenId> {
        let objects = self.own_objects(verb);
        // "succeeded B as head": the new one is the head.
        let is_own = self.is_one_of(verb, &["succeed", "replace", "follow", "join", "serve", "leave", "address", "represent"]);
        if objects.is_empty() || is_own { self.grammatical_subjects(verb, DEPTH) } else { objects }
    }

    /// Of what a noun of office is: "head of B", "B's head", "the B head", "Turkish minister".
    pub(super) fn complements(&self, noun: TokenId, fits: &dyn Fn(&str) -> bool) -> Vec<TokenId> {
        let mut found = self.obliques(noun, fits);
        if found.is_empty() {
            found = self.owners(noun);
        }
        if found.is_empty() {
            found = self.modifiers(noun);
        }
        if found.is_empty() && matches!(self.rel(noun), DepRel::NmodDesc | DepRel::Compound | DepRel::Flat | DepRel::Amod) {
            found = self.head(noun).map(|head| self.complements_of_title(noun, head)).unwrap_or_default();
        }
        if found.is_empty() && self.rel(noun) == DepRel::Conj {
            found = self.head(noun).map(|first| self.modifiers_and_owners(first)).unwrap_or_default();
        }
        // "B has 27 members, among them A".
        if found.is_empty()
            && let Some(verb) = self.head(noun).filter(|&verb| self.rel(noun) == DepRel::Obj && self.is_one_of(verb, &["have"]))
        {
            found = self.subjects(verb);
        }
        found
    }

    /// In "Turkish Minister Akar" and "Turkey's minister Akar" the parser may hang the country on the name.
    fn complements_of_title(&self, title: TokenId, name: TokenId) -> Vec<TokenId> {
        self.modifiers_and_owners(name).into_iter().filter(|&id| id != title && id < title).collect()
    }

    fn modifiers_and_owners(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.owners(noun);
        found.extend(self.modifiers(noun));
        found
    }

    /// Between whom a noun holds: "talks between A and B", "the A-B talks", "Turkish-Libyan talks".
    pub(super) fn parties(&self, noun: TokenId) -> Vec<TokenId> {
        let mut found = self.noun_obliques(noun, &|prep| prep == "between" || prep == "among");
        // "fighting broke out between A and B".
        if found.is_empty()
            && let Some(verb) = self.head(noun).filter(|_| self.is_a(noun, DepRel::Nsubj))
        {
            found = self.obliques(verb, &|prep| prep == "between");
        }
        if !found.is_empty() {
            return found;
        }
        // "a meeting of A and B".
        let of = self.obliques(noun, &|prep| prep == "of");
        if of.len() > 1 {
            return of;
        }
        let mut found: Vec<TokenId> = self.modifiers(noun);
        let deeper: Vec<_> =
            found.iter().flat_map(|&id| self.children_by(id, DepRel::Compound).chain(self.children_by(id, DepRel::Amod))).collect();
        found.extend(deeper);
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Names before other words, and pronouns last.
fn own_rank(upos: Upos) -> u8 {
    match upos {
        Upos::Propn => 0,
        Upos::Pron | Upos::Det => 2,
        _ => 1,
    }
}

/// First words of prepositions that are no longer forms of their last: "based on" is no "on".
const FRAMES: &[&str] = &["according", "ahead", "based", "because", "due", "instead", "owing", "prior", "regardless", "thanks"];

/// Verbs with two objects: to whom, and what.
const GIVING: &[&str] = &[
    "award", "bring", "convey", "deliver", "deny", "give", "grant", "hand", "issue", "lend", "offer", "owe", "pay", "pledge", "promise",
    "read", "send", "serve", "show", "teach", "write",
];

/// Those of them behind which a name is to whom, even where no article parts it from what is given: "offered Kenya vaccines".
const OFFERING: &[&str] = &["award", "deny", "give", "grant", "lend", "offer", "owe", "pledge", "promise"];

/// Words for a place in a row, whose infinitive tells what was done.
const PLACES_IN_ROW: &[&str] = &["first", "second", "third", "fourth", "fifth", "last", "latest", "only"];

/// Prepositions by which a noun gives the occasion of a clause.
const OCCASIONS: &[&str] = &["after", "ahead of", "at", "before", "during", "following", "for", "in", "on", "through", "with"];

/// Pronouns that may stand for who speaks.
const SPEAKERS: &[&str] = &["he", "i", "it", "she", "they", "we"];
