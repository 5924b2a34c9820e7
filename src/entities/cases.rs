//! Hard cases, in `cases.txt`: short texts with marked mentions, read with a crude grammar of their own so that no model is needed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::link;
use super::spans;
use crate::document::{Annotations, DepRel, EntityId, EntityType, Form, Id, Sentence, Span, Token, TokenId, Upos};

/// What a case marks: `[words|TYPE n]` is a name that is given, `[words|n]` a mention to be found, `[words|n+m]` one of two, `[words|?]` none.
/// A name marked `!` is given and becomes part of another.
struct Mark {
    tokens: Range<usize>,
    kind: Option<EntityType>,
    entities: Vec<String>,
}

#[derive(Default)]
struct Case {
    annotations: Annotations,
    marks: Vec<Mark>,
}

#[test]
fn hard_cases() {
    let mut failures = Vec::new();
    let mut count = 0;
    let mut title = "";
    for line in include_str!("cases.txt").lines().filter(|line| !line.trim().is_empty()) {
        if let Some(text) = line.strip_prefix('#') {
            title = text.trim();
        } else {
            count += 1;
            failures.extend(check(line).err().map(|message| format!("{title}: {message}\n    {line}")));
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 150, "{count} cases");
}

#[test]
fn many_mentions_take_little_time() {
    let sentence = |i: usize| {
        format!(
            "[Anna Name{}|PER a] met^ [Peter Word{}|PER b] of [Body {} Council|ORG c]. [Word{}|PER d] left^. ",
            i % 3000,
            i % 700,
            i % 500,
            i % 700
        )
    };
    let text: String = (0..5_000).map(sentence).collect();
    let read = read(&text).annotations;
    assert_eq!(read.mentions.len(), 20_000);
    // The best of three: another process may have been at work.
    let mut annotations = Annotations::default();
    let seconds = (0..3).map(|_| {
        annotations = read.clone();
        let start = std::time::Instant::now();
        link(&mut annotations);
        start.elapsed().as_secs_f32()
    });
    let best = seconds.fold(f32::INFINITY, f32::min);
    let limit = if cfg!(debug_assertions) { 20.0 } else { 1.0 };
    assert!(best < limit, "{best} s");
    assert_eq!(annotations.check(), Ok(()));
}

fn check(text: &str) -> Result<(), String> {
    let (text, wanted_name) = text.split_once(" => ").map_or((text, None), |(text, name)| (text, Some(name)));
    let mut case = read(text);
    link(&mut case.annotations);
    case.annotations.check()?;
    let mut entity_of: BTreeMap<&str, EntityId> = BTreeMap::new();
    for mark in case.marks.iter().filter(|mark| mark.kind.is_some() && mark.entities != ["!"]) {
        let found = found(&case.annotations, mark);
        let (Some(label), [entity]) = (mark.entities.first(), &found[..]) else { return Err(format!("{} was lost", surface(&case, mark))) };
        if *entity_of.entry(label).or_insert(*entity) != *entity {
            return Err(format!("{} is not joined with the other mentions of {label}", surface(&case, mark)));
        }
    }
    for (label, entity) in &entity_of {
        if let Some((other, _)) = entity_of.iter().find(|(other, e)| *e == entity && other != &label) {
            return Err(format!("{label} and {other} are one: {:?}", case.annotations.entity(*entity).names));
        }
    }
    for mark in case.marks.iter().filter(|mark| mark.kind.is_none()) {
        let wanted: Vec<Option<EntityId>> = mark.entities.iter().map(|label| entity_of.get(label.as_str()).copied()).collect();
        let wanted: Vec<EntityId> = if mark.entities == ["?"] { Vec::new() } else { wanted.into_iter().flatten().collect() };
        let found = found(&case.annotations, mark);
        if found != wanted {
            let names: Vec<&str> = found.iter().map(|&id| &*case.annotations.entity(id).name).collect();
            return Err(format!("{} stands for {names:?}", surface(&case, mark)));
        }
    }
    match wanted_name {
        Some(name) if !case.annotations.entities.iter().any(|entity| &*entity.name == name.trim()) => {
            Err(format!("no entity is called {name}"))
        }
        _ => Ok(()),
    }
}

fn surface(case: &Case, mark: &Mark) -> String {
    mark.tokens.clone().map(|i| case.annotations.word(TokenId::from_index(i))).collect::<Vec<_>>().join(" ")
}

/// The entities of the mentions whose last token is the mark's.
fn found(annotations: &Annotations, mark: &Mark) -> Vec<EntityId> {
    let last = TokenId::from_index(mark.tokens.end);
    let ends =
        annotations.mentions.iter().filter(|mention| mention.tokens.end == last && (mark.kind.is_some() == (mention.form == Form::Name)));
    let mut found: Vec<EntityId> = ends.filter_map(|mention| mention.entity).collect();
    found.sort_unstable();
    found
}

fn read(text: &str) -> Case {
    let mut case = Case::default();
    let mut rest = text;
    let mut first = 0;
    while let Some(c) = rest.chars().next() {
        if let Some((inner, after)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            case.mark(inner);
            rest = after;
        } else if c.is_whitespace() {
            case.annotations.text.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '[').unwrap_or(rest.len());
            case.words(&rest[..end], Upos::X);
            rest = &rest[end..];
        }
        let ends = case.annotations.tokens.last().is_some_and(|token| matches!(token.span.of(&case.annotations.text), "." | "?"));
        if ends && case.annotations.tokens.len() > first {
            case.end_sentence(first);
            first = case.annotations.tokens.len();
        }
    }
    if case.annotations.tokens.len() > first {
        case.end_sentence(first);
    }
    case.add_mentions();
    case
}

impl Case {
    fn mark(&mut self, inner: &str) {
        let (words, label) = inner.rsplit_once('|').unwrap_or((inner, "?"));
        let (kind, entities) = match label.split_once(' ') {
            Some(("PER", n)) => (Some(EntityType::Person), n),
            Some(("ORG", n)) => (Some(EntityType::Organization), n),
            Some(("LOC", n)) => (Some(EntityType::Place), n),
            Some((_, n)) => (Some(EntityType::Misc), n),
            None => (None, label),
        };
        let start = self.annotations.tokens.len();
        for (i, word) in words.split(' ').enumerate() {
            if i > 0 {
                self.annotations.text.push(' ');
            }
            self.words(word, if kind.is_some() { Upos::Propn } else { Upos::X });
        }
        let end = self.annotations.tokens.len();
        if kind.is_none() && self.annotations.tokens[end - 1].upos == Upos::X {
            self.annotations.tokens[end - 1].upos = Upos::Noun;
        }
        self.marks.push(Mark { tokens: start..end, kind, entities: entities.split('+').map(str::to_owned).collect() });
    }

    /// One word with the marks around it: brackets, commas, points, the possessive, `^` after a verb, `_` after a noun.
    fn words(&mut self, word: &str, upos: Upos) {
        let opening = word.len() - word.trim_start_matches(['(', '"', '“']).len();
        let body = &word[opening..];
        let closing = body.trim_end_matches([')', ',', ';', '"', '”', '?', ':']);
        let is_name = upos == Upos::Propn;
        let closing = if is_name {
            closing
        } else {
            closing.strip_suffix('.').filter(|word| !matches!(*word, "Mr" | "Mrs" | "Dr")).unwrap_or(closing)
        };
        let (stem, possessive) = closing.split_at(closing.strip_suffix("'s").map_or(closing.len(), str::len));
        word[..opening].chars().for_each(|c| self.token(&c.to_string(), Upos::Punct));
        let upos = if stem.ends_with('^') {
            Upos::Verb
        } else if stem.ends_with('_') {
            Upos::Noun
        } else {
            upos
        };
        let stem = stem.trim_end_matches(['^', '_']);
        if !stem.is_empty() {
            self.token(stem, if upos == Upos::X { closed_class(stem) } else { upos });
        }
        if !possessive.is_empty() {
            self.token(possessive, Upos::Part);
        }
        body[closing.len()..].chars().for_each(|c| self.token(&c.to_string(), Upos::Punct));
    }

    fn token(&mut self, word: &str, upos: Upos) {
        let start = self.annotations.text.len();
        self.annotations.text.push_str(word);
        let span = Span::new(start, self.annotations.text.len());
        let lemma = if upos == Upos::Propn { word.to_owned() } else { singular(&word.to_lowercase(), upos) };
        self.annotations.tokens.push(Token { upos, lemma: lemma.into(), ..Token::unparsed(span) });
    }

    fn end_sentence(&mut self, first: usize) {
        let tokens = &mut self.annotations.tokens;
        let span = tokens[first].span.cover(tokens[tokens.len() - 1].span);
        let range = TokenId::range(first..tokens.len());
        self.annotations.sentences.push(Sentence { span, tokens: range });
        self.parse(first);
    }

    fn add_mentions(&mut self) {
        for mark in &self.marks {
            let range = TokenId::range(mark.tokens.clone());
            let mention = mark.kind.and_then(|kind| spans::mention(&self.annotations, range, kind, 0.95));
            self.annotations.mentions.extend(mention);
        }
    }

    /// Nouns before a verb are its subject, nouns after it its objects, unless a preposition stands before them; the second of two nouns around "and" or
    /// between commas is joined to the first.
    fn parse(&mut self, first: usize) {
        let end = self.annotations.tokens.len();
        let verbs: Vec<usize> = (first..end).filter(|&i| self.annotations.tokens[i].upos == Upos::Verb).collect();
        let is_main = |&&verb: &&usize| verb == first || !matches!(self.word(verb - 1), "who" | "which");
        let root = verbs.iter().find(is_main).or(verbs.first()).copied().unwrap_or(first);
        let mut last_noun: Option<usize> = None;
        for i in first..end {
            let verb_before = verbs.iter().rev().find(|&&verb| verb < i).copied();
            let verb_after = verbs.iter().find(|&&verb| verb > i).copied();
            let (head, deprel) = match self.annotations.tokens[i].upos {
                Upos::Verb if i == root => continue,
                Upos::Verb => self.verb(i, root, last_noun),
                _ if self.is_inside_name(i) => (i - 1, DepRel::Flat),
                Upos::Noun | Upos::Propn | Upos::Pron => {
                    let place = self.nominal(i, first, last_noun, verb_before, verb_after, root);
                    last_noun = Some(i);
                    place
                }
                Upos::Det | Upos::Num | Upos::Adj => (
                    self.next_noun(i, end).unwrap_or(root),
                    if self.annotations.tokens[i].upos == Upos::Adj { DepRel::Amod } else { DepRel::Det },
                ),
                Upos::Adp => (self.next_noun(i, end).unwrap_or(root), DepRel::Case),
                Upos::Part => (i - 1, DepRel::Case),
                _ => (root, DepRel::Punct),
            };
            if head != i {
                self.annotations.tokens[i].head = Some(TokenId::from_index(head));
                self.annotations.tokens[i].deprel = deprel;
            }
        }
    }

    /// A verb after "who" or "which" is a relative clause of the noun before that.
    fn verb(&self, i: usize, root: usize, last: Option<usize>) -> (usize, DepRel) {
        let noun = last
            .filter(|&last| matches!(self.word(last), "who" | "which"))
            .and_then(|who| (0..who).rev().find(|&n| self.annotations.tokens[n].upos.is_nominal()));
        match noun {
            Some(noun) if i > noun => (self.name_start(noun), DepRel::AclRelcl),
            _ => (root, DepRel::Conj),
        }
    }

    fn nominal(
        &self,
        i: usize,
        first: usize,
        last: Option<usize>,
        before: Option<usize>,
        after: Option<usize>,
        root: usize,
    ) -> (usize, DepRel) {
        let word = |at: usize| self.word(at);
        let previous = i.checked_sub(1).filter(|&p| p >= first);
        let mut start = i;
        while start > first && matches!(self.annotations.tokens[start - 1].upos, Upos::Det | Upos::Adj | Upos::Num) {
            start -= 1;
        }
        let lead = start.checked_sub(1).filter(|&p| p >= first);
        let head_of_last = last.map(|last| self.name_start(last));
        if let (Some(lead), Some(head)) = (lead, head_of_last) {
            match word(lead) {
                "and" => return (self.group_head(head), DepRel::Conj),
                "," if self.annotations.tokens[i].upos == Upos::Noun => return (head, DepRel::Appos),
                "," if self.annotations.tokens[head].upos == Upos::Noun && self.annotations.tokens[head].deprel != DepRel::Obl => {
                    return (head, DepRel::Appos);
                }
                "of" => return (head, DepRel::Nmod),
                _ => {}
            }
        }
        if previous.is_some_and(|p| self.annotations.tokens[p].upos == Upos::Noun) && self.annotations.tokens[i].upos == Upos::Propn {
            return (i - 1, DepRel::Flat);
        }
        if matches!(word(i), "his" | "her" | "its" | "their")
            || self.annotations.tokens.get(i + 1).is_some_and(|next| next.upos == Upos::Part)
        {
            return (self.next_noun(i + 1, self.annotations.tokens.len()).unwrap_or(root), DepRel::NmodPoss);
        }
        let is_oblique = lead.is_some_and(|lead| self.annotations.tokens[lead].upos == Upos::Adp);
        match (before, after) {
            (before, _) if is_oblique => (before.unwrap_or(root), DepRel::Obl),
            (Some(before), _) if before + 1 == start => (before, DepRel::Obj),
            (_, Some(after)) => (after, DepRel::Nsubj),
            (Some(before), None) => (before, DepRel::Obj),
            (None, None) => (root, DepRel::Dep),
        }
    }

    fn word(&self, i: usize) -> &str {
        self.annotations.word(TokenId::from_index(i))
    }

    fn is_inside_name(&self, i: usize) -> bool {
        let token = |i: usize| &self.annotations.tokens[i];
        i > 0
            && token(i).upos == Upos::Propn
            && token(i - 1).upos == Upos::Propn
            && token(i - 1).span.end + 1 >= token(i).span.start
            && self.is_one_mark(i)
    }

    fn is_one_mark(&self, i: usize) -> bool {
        self.marks.iter().any(|mark| mark.tokens.contains(&i) && mark.tokens.contains(&(i - 1)))
    }

    fn name_start(&self, i: usize) -> usize {
        self.marks.iter().find(|mark| mark.kind.is_some() && mark.tokens.contains(&i)).map_or(i, |mark| mark.tokens.start)
    }

    fn group_head(&self, i: usize) -> usize {
        let token = &self.annotations.tokens[i];
        token.head.filter(|_| token.deprel == DepRel::Conj).map_or(i, Id::index)
    }

    fn next_noun(&self, i: usize, end: usize) -> Option<usize> {
        (i..end).find(|&n| self.annotations.tokens[n].upos.is_nominal() || (n > i && self.annotations.tokens[n].upos == Upos::Pron))
    }
}

fn closed_class(word: &str) -> Upos {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it" | "its" | "itself" | "they" | "them" | "their"
        | "themselves" | "who" | "whom" | "whose" | "which" => Upos::Pron,
        "the" | "a" | "an" | "this" | "both" => Upos::Det,
        "two" | "three" => Upos::Num,
        "of" | "in" | "with" | "to" | "on" | "for" | "by" | "from" | "at" | "after" | "against" | "between" | "into" => Upos::Adp,
        "and" | "but" => Upos::Cconj,
        "former" | "new" => Upos::Adj,
        word if !word.chars().any(char::is_alphanumeric) => Upos::Punct,
        _ => Upos::X,
    }
}

fn singular(word: &str, upos: Upos) -> String {
    match word {
        "countries" | "companies" | "parties" | "cities" if upos == Upos::X || upos == Upos::Noun => {
            format!("{}y", &word[..word.len() - 3])
        }
        "men" => "man".into(),
        "women" => "woman".into(),
        _ => word.strip_suffix('s').filter(|_| upos != Upos::Pron && word.len() > 3).unwrap_or(word).to_owned(),
    }
}
