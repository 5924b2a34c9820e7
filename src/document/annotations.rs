use jiff::civil::Date;

use super::{DateId, DateMention, DepTree, Entity, EntityId, Id, Mention, MentionId, Sentence, SentenceId, Span, Token, TokenId};

/// A text with everything that was found in it but relations: the one hand-over point between the learned half of the pipeline and the rules.
///
/// It can be built by hand, in a test or from another model's output; [`Annotations::check`] says what does not fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// The text, as it came.
    pub text: String,
    /// The publication date, if known.
    pub published: Option<Date>,
    /// Sentences in the order of the text, without overlap. Text between sentences is space, or was left out.
    pub sentences: Vec<Sentence>,
    /// Tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// Mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// Entities in the order of first mention.
    pub entities: Vec<Entity>,
    /// Dates in the order of the text.
    pub dates: Vec<DateMention>,
}

/// What an id stands for.
///
/// # Panics
///
/// Those that take an id panic if it is not one of these annotations: an id is a number, and a wrong one is an error of the program, not of a text.
#[cfg_attr(not(test), allow(clippy::indexing_slicing, reason = "an id of other annotations is an error of the caller"))]
impl Annotations {
    /// The text under a span.
    pub fn surface(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The text of a token.
    pub fn word(&self, id: TokenId) -> &str {
        self.surface(self.tokens[id.index()].span)
    }

    /// A token.
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// A sentence.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.index()]
    }

    /// A mention.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// A date.
    pub fn date(&self, id: DateId) -> &DateMention {
        &self.dates[id.index()]
    }
}

impl Annotations {
    /// The ids of all sentences.
    pub fn sentence_ids(&self) -> impl Iterator<Item = SentenceId> + use<> {
        (0..self.sentences.len()).map(SentenceId::from_index)
    }

    /// The ids of all mentions.
    pub fn mention_ids(&self) -> impl Iterator<Item = MentionId> + use<> {
        (0..self.mentions.len()).map(MentionId::from_index)
    }

    /// The ids of all entities.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len()).map(EntityId::from_index)
    }

    /// The tree of a sentence.
    pub fn tree(&self, id: SentenceId) -> DepTree<'_> {
        DepTree::new(&self.tokens, self.sentence(id))
    }

    /// The sentence that a token belongs to. Costs a binary search.
    pub fn sentence_of(&self, token: TokenId) -> SentenceId {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= token);
        SentenceId::from_index(after.saturating_sub(1))
    }

    /// The mentions of a sentence, in order. Costs a binary search.
    pub fn mentions_in(&self, id: SentenceId) -> impl Iterator<Item = MentionId> + use<> {
        let tokens = &self.sentence(id).tokens;
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        (first..end).map(MentionId::from_index)
    }

    /// The dates of a sentence, in order. Costs a binary search.
    pub fn dates_in(&self, id: SentenceId) -> impl Iterator<Item = DateId> + use<> {
        let tokens = &self.sentence(id).tokens;
        let first = self.dates.partition_point(|date| date.tokens.start < tokens.start);
        let end = self.dates.partition_point(|date| date.tokens.start < tokens.end);
        (first..end).map(DateId::from_index)
    }

    /// The first thing that does not fit: a span off the text, an id that points nowhere, an order that is not kept. For annotations made by hand.
    ///
    /// # Errors
    ///
    /// A sentence for people that names the offender.
    pub fn check(&self) -> Result<(), String> {
        self.check_spans()?;
        self.check_tokens()?;
        self.check_mentions()?;
        self.check_entities()
    }

    fn check_spans(&self) -> Result<(), String> {
        let fits = |span: Span| self.text.get(span.start..span.end).is_some();
        let spans = |name: &'static str, spans: &mut dyn Iterator<Item = Span>| {
            let mut last = 0;
            for (i, span) in spans.enumerate() {
                if !fits(span) || span.is_empty() {
                    return Err(format!("{name} {i} has the span {span:?}, which is empty or off the text"));
                }
                if span.start < last {
                    return Err(format!("{name} {i} stands before the one that it follows"));
                }
                last = span.start;
            }
            Ok(())
        };
        spans("sentence", &mut self.sentences.iter().map(|x| x.span))?;
        spans("token", &mut self.tokens.iter().map(|x| x.span))?;
        spans("mention", &mut self.mentions.iter().map(|x| x.span))?;
        spans("date", &mut self.dates.iter().map(|x| x.span))
    }

    fn check_tokens(&self) -> Result<(), String> {
        let mut next = 0;
        for (i, sentence) in self.sentences.iter().enumerate() {
            if sentence.tokens.start.index() != next || sentence.tokens.end.index() <= next {
                return Err(format!("sentence {i} does not begin with the token after the last sentence, or is empty"));
            }
            next = sentence.tokens.end.index();
            for id in sentence.token_ids() {
                let Some(token) = self.tokens.get(id.index()) else {
                    return Err(format!("sentence {i} has a token {id:?} that does not exist"));
                };
                if token.head.is_some_and(|head| !sentence.tokens.contains(&head)) {
                    return Err(format!("{id:?} has its head outside its sentence"));
                }
            }
        }
        if next == self.tokens.len() { Ok(()) } else { Err(format!("tokens from {next} on belong to no sentence")) }
    }

    fn check_mentions(&self) -> Result<(), String> {
        for (i, mention) in self.mentions.iter().enumerate() {
            if mention.tokens.is_empty() || mention.tokens.end.index() > self.tokens.len() {
                return Err(format!("mention {i} has no tokens, or tokens that do not exist"));
            }
            if !mention.tokens.contains(&mention.head) {
                return Err(format!("mention {i} has a head that is not one of its tokens"));
            }
            if mention.entity.is_some_and(|entity| entity.index() >= self.entities.len()) {
                return Err(format!("mention {i} refers to an entity that does not exist"));
            }
        }
        Ok(())
    }

    fn check_entities(&self) -> Result<(), String> {
        for id in self.entity_ids() {
            for &mention in &self.entity(id).mentions {
                if self.mentions.get(mention.index()).and_then(|m| m.entity) != Some(id) {
                    return Err(format!("{id:?} names {mention:?}, which does not refer to it"));
                }
            }
        }
        Ok(())
    }
}
