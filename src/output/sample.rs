//! A small document made by hand, with the characters that break formats: quotes, commas, angle brackets, letters beyond ASCII.

use jiff::civil::date;

use crate::document::{
    Anchor, Annotations, DateId, DateMention, DateValue, Diagnostic, DiagnosticKind, Document, Entity, EntityId, EntityType, Evidence,
    Form, Grain, Id, Interval, Mention, MentionId, Modality, Polarity, Relation, RelationKind, Sentence, SentenceId, Span, TimexType,
    Token, TokenId, When, WhenRoute,
};

const TEXT: &str = "Akar, met Zoë \"Z\" Ødegård in <Tripoli> on Saturday.";

/// "Akar met Zoë Ødegård in Tripoli", with one relation and one diagnostic.
pub(crate) fn document() -> Document {
    let diagnostics = vec![Diagnostic { kind: DiagnosticKind::Input, span: None, message: "a <note>".into() }];
    Document::new(Some("id,1".into()), Some("Talks & more".into()), annotations(), vec![relation()], diagnostics)
}

/// The document with its relation changed.
pub(crate) fn changed(change: impl FnOnce(&mut Relation)) -> Document {
    let mut relation = relation();
    change(&mut relation);
    Document::new(Some("id,1".into()), Some("Talks & more".into()), annotations(), vec![relation], Vec::new())
}

pub(super) fn annotations() -> Annotations {
    let people = [("Akar", EntityType::Person), ("Zoë \"Z\" Ødegård", EntityType::Person), ("Tripoli", EntityType::Place)];
    let words = ["Akar", "Zoë \"Z\" Ødegård", "Tripoli", "Saturday"].map(span_of);
    Annotations {
        text: TEXT.into(),
        published: Some(date(2020, 12, 27)),
        sentences: vec![Sentence { span: Span::new(0, TEXT.len()), tokens: TokenId::range(0..words.len()) }],
        tokens: words.map(Token::unparsed).into(),
        mentions: people.iter().enumerate().map(|(i, &(name, kind))| mention(i, name, kind)).collect(),
        entities: people.iter().enumerate().map(|(i, &(name, kind))| entity(i, name, kind)).collect(),
        dates: vec![saturday()],
    }
}

fn span_of(word: &str) -> Span {
    let start = TEXT.find(word).unwrap_or_default();
    Span::new(start, start + word.len())
}

fn mention(i: usize, name: &str, kind: EntityType) -> Mention {
    let entity = Some(EntityId::from_index(i));
    let head = TokenId::from_index(i);
    Mention { span: span_of(name), tokens: TokenId::range(i..i + 1), head, kind, form: Form::Name, confidence: 0.99, entity }
}

fn entity(i: usize, name: &str, kind: EntityType) -> Entity {
    let mentions = vec![MentionId::from_index(i)];
    Entity { kind, name: name.into(), names: vec![name.into()], mentions, gender: None, roles: Vec::new() }
}

fn saturday() -> DateMention {
    let interval = Some(Interval::day(date(2020, 12, 26)));
    let value = DateValue { timex: Some("2020-12-26".into()), grain: Grain::Day, anchor: Anchor::Published, interval };
    DateMention { span: span_of("Saturday"), tokens: TokenId::range(3..4), kind: TimexType::Date, value }
}

fn relation() -> Relation {
    let evidence = Evidence {
        sentence: SentenceId::from_index(0),
        span: Span::new(0, 29),
        trigger: span_of("met"),
        subject: MentionId::from_index(0),
        object: MentionId::from_index(1),
        cues: Vec::new(),
        rule: "meeting.meet".into(),
    };
    Relation {
        kind: RelationKind::MetWith,
        subject: EntityId::from_index(0),
        object: EntityId::from_index(1),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        when: Some(When { value: "2020-12-26".into(), date: DateId::from_index(0), route: WhenRoute::Clause }),
        place: Some(EntityId::from_index(2)),
        source: None,
        confidence: 0.93,
        evidence,
    }
}
