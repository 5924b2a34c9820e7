use std::ops::Range;

use super::{EntityId, MentionId, Span, TokenId};

/// What an entity is. Dates are kept apart, as [`DateMention`](super::DateMention)s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A person.
    Person,
    /// A company, body of government, party, armed group, team, agency, international body.
    Organization,
    /// A country, region, city, facility, sea.
    Place,
    /// A nationality or group of people, an event, a work, a product.
    Misc,
}

impl EntityType {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Person, Self::Organization, Self::Place, Self::Misc];

    /// The name in outputs: `PERSON`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Place => "PLACE",
            Self::Misc => "MISC",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By a name: "Hulusi Akar", "GNA", "Turkish".
    Name,
    /// By a pronoun: "he", "which".
    Pronoun,
    /// By a description: "the minister", "the two sides".
    Description,
}

impl Form {
    /// The name in outputs: `name`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pronoun => "pronoun",
            Self::Description => "description",
        }
    }
}

/// A stretch of text that refers to an entity.
///
/// A plural pronoun or description that stands for several entities ("the two leaders") is several mentions with one span.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands. Titles before a name are not part of it.
    pub span: Span,
    /// Its tokens; never empty, all of one sentence.
    pub tokens: Range<TokenId>,
    /// The token on which the rest of the mention depends.
    pub head: TokenId,
    /// Its type, decided over the mention alone; the entity's type is decided over all its mentions.
    pub kind: EntityType,
    /// Name, pronoun or description.
    pub form: Form,
    /// The probability, between 0 and 1, that span, type and entity are right: for a pronoun or description, how sure it is what it stands for. Relations
    /// multiply it in.
    pub confidence: f32,
    /// What it refers to. After linking, every mention has one.
    pub entity: Option<EntityId>,
}

/// A person, an organization, a place or something else with a name, under all its names in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its type.
    pub kind: EntityType,
    /// The fullest name the document uses.
    pub name: Box<str>,
    /// All names the document uses, the fullest first, each once.
    pub names: Vec<Box<str>>,
    /// Its mentions, in the order of the text; never empty.
    pub mentions: Vec<MentionId>,
    /// For a person, the gender that the article itself shows by pronouns and honorifics.
    pub gender: Option<Gender>,
    /// The positions that the document gives a person.
    pub roles: Vec<Role>,
}

/// Grammatical gender, as pronouns show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "he", "Mr."
    Masculine,
    /// "she", "Mrs."
    Feminine,
}

/// A position that the document states: "Turkish Defense Minister", "head of the Supreme Council".
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// The words of the title: "Defense Minister".
    pub title: Span,
    /// Of what: Turkey, the Supreme Council.
    pub of: Option<EntityId>,
    /// Whether it is past: "former", "ex-", "then".
    pub former: bool,
    /// The mention of the person to which the words belong.
    pub mention: MentionId,
}
