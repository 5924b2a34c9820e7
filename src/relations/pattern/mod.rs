//! The notation of patterns: near-English with A for the subject and B for the object of a relation, read into a [`Frame`].
//!
//! | pattern | reads as |
//! | --- | --- |
//! | `A meet B`, `A meet with B`, `A hold TALKS with B`, `A step down as HEAD of B` | a verb, its objects, prepositions and particles |
//! | `A and B meet`, `A and B hold TALKS` | a verb whose subjects do it to each other |
//! | `A be based in B`, `A be loyal to B` | a participle, adjective or noun that is said of A |
//! | `A be in contact with B` | the same after a preposition |
//! | `A be made up of B` | the same with a particle |
//! | `A and B be ally` | what several are to each other |
//! | `BROTHER A and B` | a plural that is said of several: "the brothers A and B" |
//! | `A say that B be responsible`, `A say that B must\|should` | what A says of B, or that B has to do something, by any verb of saying |
//! | `A say that B lie` | what A says that B does |
//! | `A say that B should have` | what A says that B has left undone |
//! | `A say B's WAR`, `A say B's BRUTAL WAR` | a deed of B's in what A says |
//! | `A allege that B did` | a verb with a clause in which B does something |
//! | `A demand that B do`, `A tell B to do` | a verb that says what B is to do |
//! | `A be accused of THEFT of B` | a participle with a noun that B hangs on |
//! | `A's SUPPORT for B`, `KILLING of B by A`, `TALKS between A and B` | a noun with its actors |
//! | `A, HEAD of B` | a noun that A is: "A is head of B", "B's head, A", "B head A", "the head of B, A" |
//! | `B's TOWN named A` | a noun with a name and the place around it: "Iraq's town of A", "the Iraqi town A" |
//! | `A's B HOME` | a noun that B tells apart: "Ann's Boston home" |
//! | `A be in B` | a preposition alone is said of A |
//! | `TOWN A in B` | a noun that A names: "the town A in B", "A province in B" |
//! | `A, B`, `A of B`, `B's A`, `B A` | names side by side, or tied by a preposition or a genitive alone |
//! | `A (B)` | a name in brackets |
//! | `B within A's name` | the name of A begins with that of a place: "Italian Supreme Court" |
//!
//! `something` stands for any object: "A return something to B". Words are lemmas in lower case; words in capitals are classes of the file. A word or class may have several words (`prime minister`).
//! A pattern says what words mean. How sentences move arguments about (passives, relative clauses, coordination, ...) is not its business.

mod lexer;
mod productions;
mod words;

use std::collections::BTreeMap;

use lexer::Lexer;
use productions::read;
pub(crate) use words::Words;

/// Word classes of a file.
pub(super) type Classes = BTreeMap<String, Vec<String>>;

/// A pattern, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    pub(crate) head: Head,
    pub(crate) needs: Vec<Need>,
    pub(crate) a: Slot,
    pub(crate) b: Slot,
}

/// The word that a frame hangs on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Head {
    Verb(Words),
    Noun(Words),
    /// A participle, adjective or noun after "be".
    Predicate(Words),
    /// A modal verb: "must".
    Modal(Words),
    /// No word: A itself.
    Bare,
}

/// Another word that must stand with the head.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Need {
    /// An object: "hold TALKS".
    Object(Words),
    /// A noun with its preposition: "step down as HEAD".
    Oblique(Words, Words),
    /// A particle: "step down".
    Particle(Words),
    /// An infinitive: "tell B to do".
    Infinitive,
    /// The perfect: "should have".
    Perfect,
    /// An adjective: "brutal" with "war".
    Quality(Words),
}

/// Where an argument stands, in the words of the active main clause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Slot {
    /// Who does it.
    Subject,
    /// To whom.
    Object,
    /// One of several subjects who do it to each other.
    Reciprocal,
    /// Of what a predicate is said.
    Theme,
    /// After one of these prepositions.
    Oblique(Words),
    /// The actor of a noun: "A's visit", "a visit by A", "A paid a visit".
    Actor,
    /// The possessor alone: "B's husband A".
    Owner,
    /// One of those between whom a noun holds.
    Between,
    /// One of several of whom a plural noun is said: "the brothers A and B".
    Members,
    /// Who a noun of office or kind is said of: "A, HEAD of B".
    Holder,
    /// Of what the office is.
    Complement(Words),
    /// Who says what the clause states: "A say that B be a liar".
    Speaker,
    /// Who is to do what the clause below the verb states: "A demand that B do".
    Subordinate,
    /// Of whom the clause below the verb tells something: "A allege that B did".
    Told,
    /// A itself, in a frame without a head.
    Itself,
    /// What follows A after a comma.
    Beside,
    /// What follows A in brackets.
    Bracketed,
    /// A name that a noun has: "the town X", "X province".
    Named,
    /// A name that a noun has, "of" included: "the town of X".
    Called,
    /// The place around: "Iraq's town", "the Iraqi town".
    Region,
    /// What is said to be there: "A is in B", "A is under B's sanctions".
    Situated(Words),
    /// A place by whose name the name of A begins: "Italian Supreme Court".
    Within,
    /// A name or adjective before A, without a genitive: "Turkish", "US".
    Modifier,
}

impl Frame {
    /// The words that trigger it, if it has any.
    pub(super) fn trigger(&self) -> Option<&Words> {
        match &self.head {
            Head::Verb(words) | Head::Noun(words) | Head::Predicate(words) | Head::Modal(words) => Some(words),
            Head::Bare => None,
        }
    }
}

/// Reads a pattern. An error says what was expected.
pub(super) fn parse(text: &str, classes: &Classes) -> Result<Frame, String> {
    read(&Lexer { classes }.items(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Frame, String> {
        let classes = Classes::from([("TALKS".into(), vec!["talk".into(), "peace talk".into()])]);
        parse(text, &classes)
    }

    #[test]
    fn every_production() {
        let w = |word: &'static str| Words::of([word]);
        let talks = || Words::of(["talk", "peace talk"]);
        let verb = |word, needs, a, b| Frame { head: Head::Verb(w(word)), needs, a, b };
        let noun = |words, a, b| Frame { head: Head::Noun(words), needs: vec![], a, b };
        let cases = [
            ("A meet B", verb("meet", vec![], Slot::Subject, Slot::Object)),
            ("B receive A", verb("receive", vec![], Slot::Object, Slot::Subject)),
            ("A hold TALKS with B", verb("hold", vec![Need::Object(talks())], Slot::Subject, Slot::Oblique(w("with")))),
            ("A and B hold TALKS", verb("hold", vec![Need::Object(talks())], Slot::Reciprocal, Slot::Reciprocal)),
            ("A sit down with B", verb("sit", vec![Need::Particle(w("down"))], Slot::Subject, Slot::Oblique(w("with")))),
            ("A's TALKS with B", noun(talks(), Slot::Actor, Slot::Oblique(w("with")))),
            ("B's talk by A", noun(w("talk"), Slot::Oblique(w("by")), Slot::Owner)),
            ("TALKS between A and B", noun(talks(), Slot::Between, Slot::Between)),
            ("A, head of B", noun(w("head"), Slot::Holder, Slot::Complement(w("of")))),
            ("B's wife A", noun(w("wife"), Slot::Holder, Slot::Owner)),
            ("killing of B by A", noun(w("killing"), Slot::Oblique(w("by")), Slot::Oblique(w("of")))),
            ("B's talk named A", noun(w("talk"), Slot::Called, Slot::Region)),
            ("A's B talk", noun(w("talk"), Slot::Owner, Slot::Modifier)),
            ("A be in B", Frame { head: Head::Bare, needs: vec![], a: Slot::Situated(w("in")), b: Slot::Itself }),
            ("talk A in B", noun(w("talk"), Slot::Named, Slot::Oblique(w("in")))),
            ("A tell B to do", verb("tell", vec![Need::Infinitive], Slot::Subject, Slot::Object)),
            ("A say that B fail", verb("fail", vec![], Slot::Speaker, Slot::Subject)),
            ("A allege that B did", verb("allege", vec![], Slot::Subject, Slot::Told)),
            (
                "A say that B should have",
                Frame { head: Head::Modal(w("should")), needs: vec![Need::Perfect], a: Slot::Speaker, b: Slot::Subject },
            ),
            ("A say B's war", noun(w("war"), Slot::Speaker, Slot::Actor)),
            (
                "A say B's brutal war",
                Frame { head: Head::Noun(w("war")), needs: vec![Need::Quality(w("brutal"))], a: Slot::Speaker, b: Slot::Actor },
            ),
            (
                "A be charged with talk of B",
                Frame {
                    head: Head::Predicate(w("charged")),
                    needs: vec![Need::Oblique(w("with"), w("talk"))],
                    a: Slot::Theme,
                    b: Slot::Complement(w("of")),
                },
            ),
            ("talk A and B", noun(w("talk"), Slot::Members, Slot::Members)),
            ("A and B be friend", Frame { head: Head::Predicate(w("friend")), needs: vec![], a: Slot::Reciprocal, b: Slot::Reciprocal }),
            (
                "A be made up of B",
                Frame { head: Head::Predicate(w("made")), needs: vec![Need::Particle(w("up"))], a: Slot::Theme, b: Slot::Oblique(w("of")) },
            ),
            ("A (B)", Frame { head: Head::Bare, needs: vec![], a: Slot::Itself, b: Slot::Bracketed }),
            ("A, B", Frame { head: Head::Bare, needs: vec![], a: Slot::Itself, b: Slot::Beside }),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_ref(), Ok(&expected), "{text}");
        }
    }

    #[test]
    fn names_are_whole_and_need_no_stop() {
        let words = Words::of(["mass.", "south korea", "u.s."]);
        for (name, is_one) in
            [("Mass", true), ("Mass.", true), ("the U.S", true), ("South Korea", true), ("Korea", false), ("South", false)]
        {
            assert_eq!(words.has_name(name), is_one, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in ["", "A", "A meet", "meet B", "A meet B with A", "A MEET B", "A Meet B", "A and B", "A rally against|because B"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
