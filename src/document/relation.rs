use std::fmt;

use super::{DateId, EntityId, MentionId, SentenceId, Span};

/// Who did what to whom: a relation that the text states, with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// What is said.
    pub kind: RelationKind,
    /// Who does it. For a symmetric kind, the one whose first mention comes first.
    pub subject: EntityId,
    /// To whom.
    pub object: EntityId,
    /// Whether the text affirms or denies it.
    pub polarity: Polarity,
    /// Whether it is said to have happened.
    pub modality: Modality,
    /// When, if stated.
    pub when: Option<When>,
    /// Where, if stated.
    pub place: Option<EntityId>,
    /// Who says so, when the article attributes it.
    pub source: Option<EntityId>,
    /// Between 0 and 1.
    pub confidence: f32,
    /// The words and the rule it came from.
    pub evidence: Evidence,
}

impl Relation {
    /// The root of the PLOVER ontology (<https://osf.io/preprints/socarxiv/rm5dw>) that the relation is coded as, by kind, polarity and modality.
    /// States and the kinds that PLOVER has no root for have none.
    pub fn plover(&self) -> Option<Plover> {
        self.kind.plover().map(|root| root.in_context(self.polarity, self.modality))
    }
}

/// The time of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// ISO 8601 at the grain stated: `2020-12-26`, `2020-12`, `2020`.
    pub value: Box<str>,
    /// The expression it comes from.
    pub date: DateId,
    /// How the expression was tied to the relation.
    pub route: WhenRoute,
}

/// Where the time of a relation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhenRoute {
    /// In the clause of the trigger.
    Clause,
    /// Elsewhere in its sentence.
    Sentence,
    /// In an earlier sentence, whose time the narration keeps.
    Narrative,
}

impl WhenRoute {
    /// The name in outputs: `clause`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Narrative => "narrative",
        }
    }
}

/// The words and the rule that a relation came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence.
    pub sentence: SentenceId,
    /// From the first to the last word that the rule used.
    pub span: Span,
    /// The word that expresses the kind.
    pub trigger: Span,
    /// The mention that gave the subject.
    pub subject: MentionId,
    /// The mention that gave the object.
    pub object: MentionId,
    /// Words that decided polarity, modality or source: "not", "will", "said".
    pub cues: Vec<Span>,
    /// The rule: `meeting.hold-talks`.
    pub rule: Box<str>,
}

/// Whether the text affirms or denies a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is said to be so.
    Affirmed,
    /// It is said not to be so: "did not meet", "refused to meet".
    Negated,
}

impl Polarity {
    /// The name in outputs: `affirmed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        }
    }
}

/// Whether a relation is said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It happened, or is so, as the article or a source of it claims.
    Actual,
    /// It is going to happen: "will", "is due to", "plans to".
    Planned,
    /// It may happen, or is only wished for: "could", "considers", "calls for".
    Possible,
}

impl Modality {
    /// The name in outputs: `actual`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Possible => "possible",
        }
    }
}

/// How a kind relates its two sides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Subject to object.
    Directed,
    /// No direction.
    Symmetric,
    /// A state from subject to object.
    State,
    /// A state without direction.
    SymmetricState,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal $shape:ident $($root:ident)?),* $(,)?) => {
        /// What a relation says. The built-in kinds are defined in the crate's relation guide; rules of a user's own may add others.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum RelationKind {
            $($(#[$doc])* $name,)*
            /// A kind that a user's rules add.
            Custom {
                /// Its name, as the rule file has it.
                name: Box<str>,
                /// Whether it has no direction.
                symmetric: bool,
            },
        }

        impl RelationKind {
            /// The built-in kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in rules and outputs: `met_with`.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Custom { name, .. } => name,
                }
            }

            /// The PLOVER root of the kind when it is affirmed and actual.
            pub fn plover(&self) -> Option<Plover> {
                match self {
                    $(Self::$name => None$(.or(Some(Plover::$root)))?,)*
                    Self::Custom { .. } => None,
                }
            }

            const fn shape(&self) -> Shape {
                match self {
                    $(Self::$name => Shape::$shape,)*
                    Self::Custom { symmetric: true, .. } => Shape::Symmetric,
                    Self::Custom { .. } => Shape::Directed,
                }
            }
        }
    };
}

kinds! {
    /// Met, held talks, was received by; in person or by video.
    MetWith "met_with" Symmetric Consult,
    /// Phone call, letter, message.
    SpokeWith "spoke_with" Symmetric Consult,
    /// A person or delegation goes to a place or an organization.
    Visited "visited" Directed Consult,
    /// A process of negotiation between sides.
    NegotiatesWith "negotiates_with" Symmetric Consult,
    /// Signed a deal, treaty, contract, memorandum, ceasefire with each other.
    SignedAgreement "signed_agreement" Symmetric Support,
    /// Reached an agreement with, without signing.
    AgreedWith "agreed_with" Symmetric Agree,
    /// Cooperate, coordinate, partner, ally.
    CooperatesWith "cooperates_with" Symmetric Cooperate,
    /// Back, endorse, stand with, praise, defend.
    Supports "supports" Directed Support,
    /// Give money, arms, training, troops, relief, loans to.
    Aided "aided" Directed Aid,
    /// Oppose, reject, vote against, object to.
    Opposes "opposes" Directed Reject,
    /// Criticise, condemn, accuse, blame, denounce.
    Criticized "criticized" Directed Accuse,
    /// Open an inquiry into.
    Investigated "investigated" Directed Accuse,
    /// Sue, file a complaint or case against.
    Sued "sued" Directed Accuse,
    /// Ask, urge, call on, demand of, invite.
    Requested "requested" Directed Request,
    /// Threaten, warn of force or sanctions against.
    Threatened "threatened" Directed Threaten,
    /// Sanction, embargo, ban, fine.
    Sanctioned "sanctioned" Directed Coerce,
    /// Sever or reduce relations, expel diplomats, halt aid, boycott.
    CutTiesWith "cut_ties_with" Directed Sanction,
    /// Arrest, detain, jail, charge, raid, sentence.
    Arrested "arrested" Directed Coerce,
    /// Attack, kill, bomb, shell, clash or fight with, invade.
    Attacked "attacked" Directed Assault,
    /// Demonstrate, strike, rally against.
    ProtestedAgainst "protested_against" Directed Protest,
    /// Move or alert troops, police, ships to or against.
    DeployedTo "deployed_to" Directed Mobilize,
    /// Free a person, return, lift a measure on.
    Released "released" Directed Yield,
    /// Withdraw, retreat, pull out of, leave an organization.
    WithdrewFrom "withdrew_from" Directed Yield,
    /// Resign from, step down as head of.
    ResignedFrom "resigned_from" Directed Yield,
    /// Appoint, name, elect, nominate, hire.
    Appointed "appointed" Directed,
    /// Buy, take over, merge with, take a stake in.
    Acquired "acquired" Directed,
    /// Beat in an election, a match, a battle.
    Defeated "defeated" Directed,
    /// A person or organization founded an organization.
    Founded "founded" Directed,
    /// Is president, prime minister, king, CEO, chair, head, commander, coach, mayor of.
    Leads "leads" State,
    /// Is minister, spokesperson, official, ambassador, player, employee, officer, candidate of.
    WorksFor "works_for" State,
    /// Belongs to an organization, a party, a group.
    MemberOf "member_of" State,
    /// Is a unit or subsidiary of; a place lies in a place.
    PartOf "part_of" State,
    /// An organization has its seat in a place.
    BasedIn "based_in" State,
    /// Is a citizen or native of, or lives in.
    From "from" State,
    /// Spouse, child, parent, sibling.
    FamilyOf "family_of" SymmetricState,
}

impl RelationKind {
    /// The built-in kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.as_str() == name).cloned()
    }

    /// Whether subject and object may change places.
    pub const fn is_symmetric(&self) -> bool {
        matches!(self.shape(), Shape::Symmetric | Shape::SymmetricState)
    }

    /// Whether it is a state, which has neither time nor place, rather than an event.
    pub const fn is_state(&self) -> bool {
        matches!(self.shape(), Shape::State | Shape::SymmetricState)
    }
}

impl fmt::Display for RelationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! roots {
    ($($(#[$doc:meta])* $name:ident $text:literal),* $(,)?) => {
        /// Event roots of the PLOVER ontology.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Plover { $($(#[$doc])* $name),* }

        impl Plover {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in PLOVER: `CONSULT`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

roots! {
    /// Agree to, promise, offer.
    Agree "AGREE",
    /// Meet, visit, talk.
    Consult "CONSULT",
    /// Diplomatic cooperation and words of support.
    Support "SUPPORT",
    /// Material cooperation.
    Cooperate "COOPERATE",
    /// Give material aid.
    Aid "AID",
    /// Give way.
    Yield "YIELD",
    /// Ask for, demand.
    Request "REQUEST",
    /// Disapprove, accuse, investigate.
    Accuse "ACCUSE",
    /// Refuse.
    Reject "REJECT",
    /// Threaten.
    Threaten "THREATEN",
    /// Protest.
    Protest "PROTEST",
    /// Break or reduce relations.
    Sanction "SANCTION",
    /// Move forces.
    Mobilize "MOBILIZE",
    /// Repress, arrest, restrict.
    Coerce "COERCE",
    /// Use force.
    Assault "ASSAULT",
}

impl Plover {
    /// Cooperative roots are those of giving and joining; the others are hostile.
    pub const fn is_cooperative(self) -> bool {
        matches!(self, Self::Agree | Self::Consult | Self::Support | Self::Cooperate | Self::Aid | Self::Yield)
    }

    /// PLOVER codes what an actor does about a deed: a cooperative deed that is planned is an AGREE, one denied or refused a REJECT; a hostile deed
    /// that is announced is a THREATEN. Words (ACCUSE, REJECT, REQUEST, THREATEN) stay what they are.
    #[must_use]
    pub const fn in_context(self, polarity: Polarity, modality: Modality) -> Self {
        let is_deed = matches!(self, Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault);
        match (polarity, modality) {
            (Polarity::Negated, _) if self.is_cooperative() => Self::Reject,
            (Polarity::Affirmed, Modality::Planned) if self.is_cooperative() => Self::Agree,
            (Polarity::Affirmed, Modality::Planned | Modality::Possible) if is_deed => Self::Threaten,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in RelationKind::ALL {
            assert_eq!(RelationKind::from_name(kind.as_str()).as_ref(), Some(kind));
            assert!(!kind.is_state() || kind.plover().is_none());
        }
        assert!(RelationKind::MetWith.is_symmetric() && RelationKind::FamilyOf.is_state());
        assert_eq!(RelationKind::MetWith.plover(), Some(Plover::Consult));
        assert_eq!(RelationKind::Acquired.plover(), None);
    }

    #[test]
    fn plover_roots_follow_polarity_and_modality() {
        use Modality::{Actual, Planned};
        use Polarity::{Affirmed, Negated};
        assert_eq!(Plover::Consult.in_context(Affirmed, Actual), Plover::Consult);
        assert_eq!(Plover::Aid.in_context(Affirmed, Planned), Plover::Agree);
        assert_eq!(Plover::Consult.in_context(Negated, Actual), Plover::Reject);
        assert_eq!(Plover::Assault.in_context(Affirmed, Planned), Plover::Threaten);
        assert_eq!(Plover::Accuse.in_context(Affirmed, Planned), Plover::Accuse);
    }
}
