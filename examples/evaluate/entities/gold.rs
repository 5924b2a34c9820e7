//! CoNLL-U with `Entity=` annotations -> annotations with gold tokens, trees and name mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ops::Range;

use dateline::document::{Annotations, DepRel, EntityType, Form, Id, Mention, Sentence, Span, Token, TokenId, Upos};

/// Pronouns of the third person that can stand for one entity.
const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "who",
    "whom",
    "whose",
    "which",
];

/// A document of the file.
#[derive(Debug, Default)]
pub struct GoldDocument {
    pub id: String,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// Mentions by name, without those that lie within another.
    pub names: Vec<GoldMention>,
    /// Mentions by a pronoun of the third person.
    pub pronouns: Vec<GoldMention>,
    /// Mentions by a common noun, with the noun on which the rest depends.
    pub descriptions: Vec<(TokenId, GoldMention)>,
    /// The members of what stands for several entities: "the two leaders".
    members: BTreeMap<usize, BTreeSet<usize>>,
    named_persons: BTreeSet<usize>,
}

/// A mention: which entity, of which type, by which tokens.
#[derive(Debug, Clone)]
pub struct GoldMention {
    pub entity: usize,
    pub kind: Option<EntityType>,
    pub tokens: Range<TokenId>,
}

impl GoldDocument {
    /// The genre in an id such as `GUM_news_afghan`.
    pub fn genre(&self) -> &str {
        self.id.split('_').nth(1).unwrap_or("all")
    }

    /// What the library is given.
    pub fn annotations(&self) -> Annotations {
        let mentions = self.names.iter().map(|gold| self.mention(gold)).collect();
        Annotations {
            text: self.text.clone(),
            tokens: self.tokens.clone(),
            sentences: self.sentences.clone(),
            mentions,
            ..Annotations::default()
        }
    }

    fn mention(&self, gold: &GoldMention) -> Mention {
        Mention {
            span: self.span(gold),
            tokens: gold.tokens.clone(),
            head: head(&self.tokens, &gold.tokens),
            kind: gold.kind.unwrap_or(EntityType::Misc),
            form: Form::Name,
            confidence: 1.0,
            entity: None,
        }
    }

    fn span(&self, gold: &GoldMention) -> Span {
        self.tokens[gold.tokens.start.index()].span.cover(self.tokens[gold.tokens.end.index() - 1].span)
    }

    /// The text of a mention.
    pub fn surface(&self, gold: &GoldMention) -> &str {
        self.span(gold).of(&self.text)
    }

    /// Whether an entity is a person that the document names.
    pub fn is_named_person(&self, entity: usize) -> bool {
        self.named_persons.contains(&entity)
    }

    /// The entities that a mention of `entity` stands for: its members if it has any.
    pub fn meant_by(&self, entity: usize) -> BTreeSet<usize> {
        self.members.get(&entity).cloned().unwrap_or_else(|| BTreeSet::from([entity]))
    }

    /// Whether an entity, or each of its members, has a name that stands before `token`.
    pub fn is_named_before(&self, entity: usize, token: TokenId) -> bool {
        let is_named = |&member: &usize| self.names.iter().any(|name| name.entity == member && name.tokens.end <= token);
        self.meant_by(entity).iter().all(is_named)
    }

    /// The first name of an entity.
    pub fn name(&self, entity: usize) -> &str {
        self.names.iter().find(|name| name.entity == entity).map_or("what is not named", |name| self.surface(name))
    }

    /// A mention between stars, with what stands around it.
    pub fn in_context(&self, gold: &GoldMention) -> String {
        let around = |range: Range<usize>| range.map(|i| self.tokens[i].span.of(&self.text)).collect::<Vec<_>>().join(" ");
        let (start, end) = (gold.tokens.start.index(), gold.tokens.end.index());
        format!("{} *{}* {}", around(start.saturating_sub(25)..start), around(start..end), around(end..(end + 8).min(self.tokens.len())))
    }
}

/// The documents of a file.
pub fn parse(file: &str) -> Result<Vec<GoldDocument>, Box<dyn Error>> {
    let mut documents: Vec<Reader> = Vec::new();
    for (number, line) in file.lines().enumerate() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push(Reader { document: GoldDocument { id: id.to_owned(), ..GoldDocument::default() }, ..Reader::default() });
        }
        let reader = documents.last_mut().ok_or("expected a `# newdoc id` line before the first sentence")?;
        reader.line(line).map_err(|message| format!("line {}: {message}", number + 1))?;
    }
    Ok(documents.into_iter().map(Reader::finish).collect())
}

#[derive(Default)]
struct Reader {
    document: GoldDocument,
    /// The first token of the sentence that is being read.
    first: usize,
    /// Mentions that have begun: entity, type, first token.
    open: Vec<(usize, Option<EntityType>, usize)>,
    mentions: Vec<GoldMention>,
    /// The last word of a multiword token, and whether a space follows it.
    multiword: Option<(String, bool)>,
    is_glued: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() {
            self.end_sentence();
            return Ok(());
        }
        if line.starts_with('#') {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, _, head, deprel, _, misc] = columns.as_slice() else { return Err("expected ten columns".into()) };
        let has_space = !misc.split('|').any(|field| field == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            self.multiword = Some((last.to_owned(), has_space));
        } else if !id.contains('.') {
            self.word(form, lemma, upos, (head, deprel))?;
            self.space(id, has_space);
            let field = |name: &str| misc.split('|').find_map(|field| field.strip_prefix(name)).unwrap_or_default();
            self.entities(field("Entity="));
            self.members(field("SplitAnte="));
        }
        Ok(())
    }

    fn word(&mut self, form: &str, lemma: &str, upos: &str, (head, deprel): (&str, &str)) -> Result<(), String> {
        let head: usize = head.parse().map_err(|_| format!("expected the number of a head, found {head}"))?;
        let text = &mut self.document.text;
        if !self.is_glued && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        self.document.tokens.push(Token {
            upos: Upos::from_tag(upos).unwrap_or(Upos::X),
            lemma: lemma.into(),
            head: head.checked_sub(1).map(|head| TokenId::from_index(self.first + head)),
            deprel: DepRel::from_name(deprel),
            ..Token::unparsed(Span::new(start, text.len()))
        });
        Ok(())
    }

    /// Within a multiword token no space follows a word; after its last one, what the whole token says.
    fn space(&mut self, id: &str, has_space: bool) {
        self.is_glued = match &self.multiword {
            Some((last, after)) if last == id => !after,
            Some(_) => true,
            None => !has_space,
        };
        self.multiword.take_if(|(last, _)| last == id);
    }

    /// Reads `(1-person-new...` (begins), `1)` (ends) and `(1-person-new...)` (one token).
    fn entities(&mut self, field: &str) {
        let at = self.document.tokens.len() - 1;
        let mut rest = field;
        while !rest.is_empty() {
            let is_opening = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let closes = body[end..].starts_with(')');
            let mut parts = body[..end].split('-');
            let entity = parts.next().and_then(|id| id.parse().ok()).unwrap_or(0);
            if is_opening {
                self.open.push((entity, kind(parts.next().unwrap_or_default()), at));
            }
            if closes {
                self.close(entity, at + 1);
            }
            rest = &body[(end + usize::from(closes)).min(body.len())..];
        }
    }

    /// Reads `6<62,11<62`: what is numbered 62 has 6 and 11 as its members.
    fn members(&mut self, field: &str) {
        for pair in field.split(',') {
            if let Some((Ok(member), Ok(whole))) = pair.split_once('<').map(|(member, whole)| (member.parse(), whole.parse())) {
                self.document.members.entry(whole).or_default().insert(member);
            }
        }
    }

    fn close(&mut self, entity: usize, end: usize) {
        if let Some(i) = self.open.iter().rposition(|open| open.0 == entity) {
            let (entity, kind, start) = self.open.remove(i);
            self.mentions.push(GoldMention { entity, kind, tokens: TokenId::range(start..end) });
        }
    }

    fn end_sentence(&mut self) {
        let document = &mut self.document;
        let end = document.tokens.len();
        if end > self.first {
            let span = document.tokens[self.first].span.cover(document.tokens[end - 1].span);
            document.sentences.push(Sentence { span, tokens: TokenId::range(self.first..end) });
        }
        self.first = end;
        self.open.clear();
    }

    fn finish(mut self) -> GoldDocument {
        self.end_sentence();
        let mut names: Vec<GoldMention> = self.mentions.iter().filter_map(|mention| self.name(mention)).collect();
        names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        let mut end = TokenId::from_index(0);
        names.retain(|name| {
            name.tokens.start >= end && {
                end = name.tokens.end;
                true
            }
        });
        let mut document = self.document;
        let word = |id: TokenId| document.tokens[id.index()].span.of(&document.text).to_lowercase();
        let is_pronoun = |mention: &&GoldMention| {
            let start = mention.tokens.start;
            mention.tokens.end.index() == start.index() + 1 && PRONOUNS.contains(&word(start).as_str())
        };
        document.pronouns = self.mentions.iter().filter(is_pronoun).cloned().collect();
        document.pronouns.sort_by_key(|pronoun| pronoun.tokens.start);
        document.descriptions = described(&self.mentions, &document, &names);
        document.named_persons = names.iter().filter(|name| name.kind == Some(EntityType::Person)).map(|name| name.entity).collect();
        document.names = names;
        document
    }

    /// The part of a mention that is a name: the proper noun at its head with what belongs to it, without titles and what follows.
    fn name(&self, mention: &GoldMention) -> Option<GoldMention> {
        let tokens = &self.document.tokens;
        let kind = mention.kind?;
        let head = head(tokens, &mention.tokens).index();
        let within = mention.tokens.start.index()..mention.tokens.end.index();
        let has =
            |i: usize, deprel: DepRel| within.contains(&i) && tokens[i].deprel == deprel && tokens[i].head.map(Id::index) == Some(head);
        let is_group = within.clone().any(|i| has(i, DepRel::Conj));
        if tokens[head].upos != Upos::Propn || is_group || self.is_title(head) {
            return None;
        }
        let is_part = |i: usize| within.contains(&i) && self.is_name_word(i, kind);
        let start = (within.start..head).rev().take_while(|&i| kind != EntityType::Person && is_part(i)).last().unwrap_or(head);
        let is_after = |i: usize| is_part(i) && (kind != EntityType::Person || matches!(tokens[i].deprel, DepRel::Flat | DepRel::Punct));
        let end = (head + 1..within.end)
            .take_while(|&i| is_after(i) || (kind != EntityType::Person && self.is_joint(i, &within)))
            .last()
            .unwrap_or(head);
        Some(GoldMention { tokens: TokenId::range(start..end + 1), kind: Some(kind), ..*mention })
    }

    fn is_title(&self, head: usize) -> bool {
        const TITLES: &[&str] = &[
            "president",
            "minister",
            "king",
            "queen",
            "pope",
            "chairman",
            "mom",
            "dad",
            "mother",
            "father",
            "sir",
            "lord",
            "god",
            "mr.",
            "governor",
            "earl",
            "fellow",
            "professor",
            "director",
            "secretary",
            "senator",
            "emperor",
            "tsar",
            "regent",
            "prince",
            "princess",
            "dame",
            "doctor",
            "major",
            "general",
            "protector",
            "speaker",
            "mayor",
            "manager",
            "catholic",
            "christian",
            "protestant",
            "spokesperson",
            "command-",
            "whip",
        ];
        TITLES.contains(&self.document.tokens[head].lemma.to_lowercase().as_str())
            && self.document.tokens.get(head + 1).is_none_or(|next| next.deprel != DepRel::Flat)
    }

    fn is_name_word(&self, i: usize, kind: EntityType) -> bool {
        let token = &self.document.tokens[i];
        let word = token.span.of(&self.document.text);
        let is_cased = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) && !matches!(word, "The" | "A");
        let is_hyphen = matches!(word, "-" | "–") || (kind == EntityType::Person && matches!(word, "." | "\""));
        token.deprel != DepRel::Appos && token.upos != Upos::Pron && (is_cased || is_hyphen)
    }

    /// "of", "of the", "and" before a further word of the name.
    fn is_joint(&self, i: usize, within: &Range<usize>) -> bool {
        let word = |i: usize| self.document.tokens[i].span.of(&self.document.text);
        let is_small = |i: usize| matches!(word(i), "of" | "the" | "and" | "for" | "de" | "&" | "on");
        let next = (i + 1..within.end).find(|&i| !is_small(i));
        is_small(i) && word(i) != "the" && next.is_some_and(|next| self.is_name_word(next, EntityType::Place))
            || (word(i) == "the" && i > 0 && matches!(word(i - 1), "of" | "for" | "on"))
    }
}

/// The mentions whose head is a common noun, or a title without a name, in the order of the text.
fn described(mentions: &[GoldMention], document: &GoldDocument, names: &[GoldMention]) -> Vec<(TokenId, GoldMention)> {
    let is_named = |token: TokenId| names.iter().any(|name| name.tokens.contains(&token));
    let with_head = mentions.iter().map(|mention| (head(&document.tokens, &mention.tokens), mention.clone()));
    let is_noun = |token: TokenId| matches!(document.tokens[token.index()].upos, Upos::Noun | Upos::Propn);
    let mut found: Vec<_> = with_head.filter(|&(token, _)| is_noun(token) && !is_named(token)).collect();
    found.sort_by_key(|(token, _)| *token);
    found
}

/// The first token of a range whose head lies outside.
fn head(tokens: &[Token], range: &Range<TokenId>) -> TokenId {
    let mut ids = (range.start.index()..range.end.index()).map(TokenId::from_index);
    ids.find(|id| tokens[id.index()].head.is_none_or(|head| !range.contains(&head))).unwrap_or(range.start)
}

fn kind(name: &str) -> Option<EntityType> {
    let kinds: BTreeMap<_, _> =
        [("person", EntityType::Person), ("organization", EntityType::Organization), ("place", EntityType::Place)].into();
    kinds.get(name).copied()
}
