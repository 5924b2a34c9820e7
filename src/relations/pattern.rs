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

use std::collections::{BTreeMap, BTreeSet};

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

/// Words or phrases of which one must stand; each in lower case, split at spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    phrases: Vec<Vec<Box<str>>>,
    /// The same as names, without the full stop of a short form, for classes of hundreds of countries.
    names: BTreeSet<Box<str>>,
}

impl Words {
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut all: Vec<Vec<Box<str>>> = words.into_iter().map(|word| word.split_whitespace().map(Into::into).collect()).collect();
        all.retain(|word| !word.is_empty());
        // The longest first, so that "vice president" is preferred to "president".
        all.sort_by(|x, y| y.len().cmp(&x.len()).then_with(|| x.cmp(y)));
        all.dedup();
        let names = all.iter().map(|phrase| without_stop(&phrase.join(" ")).into()).collect();
        Self { phrases: all, names }
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.phrases.iter().any(|phrase| phrase.len() == 1 && &*phrase[0] == word)
    }

    /// Whether a whole name is one of them, be it written with the full stop of a short form ("Mass.") or without.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let name = without_stop(lower.strip_prefix("the ").unwrap_or(&lower));
        self.names.contains(name)
            || (name.contains(['\n', '\t']) && self.names.contains(&*name.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// Whether any word will do: `something`.
    pub(crate) fn is_anything(&self) -> bool {
        self.contains("something")
    }

    pub(crate) fn phrases(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.phrases.iter().map(Vec::as_slice)
    }

    pub(super) fn last_words(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().filter_map(|phrase| phrase.last().map(|word| &**word))
    }
}

fn without_stop(name: &str) -> &str {
    name.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
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

#[derive(Debug, Clone, PartialEq)]
enum Item {
    A,
    B,
    Apostrophe,
    Comma,
    Open,
    Close,
    And,
    Be,
    Between,
    Prep(Words),
    Words(Words),
}

struct Lexer<'c> {
    classes: &'c Classes,
}

/// Words that a pattern takes as prepositions or particles.
const PREPOSITIONS: &[&str] = &[
    "about",
    "across",
    "after",
    "against",
    "ahead",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "away",
    "before",
    "behind",
    "beside",
    "between",
    "by",
    "down",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "through",
    "to",
    "together",
    "toward",
    "towards",
    "under",
    "up",
    "upon",
    "via",
    "with",
    "within",
];

impl Lexer<'_> {
    fn items(&self, text: &str) -> Result<Vec<Item>, String> {
        let spaced = text.replace("'s", " 's ").replace(',', " , ").replace('(', " ( ").replace(')', " ) ");
        spaced.split_whitespace().map(|word| self.item(word)).collect()
    }

    fn item(&self, word: &str) -> Result<Item, String> {
        Ok(match word {
            "A" => Item::A,
            "B" => Item::B,
            "'s" => Item::Apostrophe,
            "," => Item::Comma,
            "(" => Item::Open,
            ")" => Item::Close,
            "and" => Item::And,
            "be" => Item::Be,
            "between" => Item::Between,
            _ if word.split('|').all(|part| PREPOSITIONS.contains(&part)) => Item::Prep(Words::of(word.split('|'))),
            _ if word.split('|').any(|part| PREPOSITIONS.contains(&part)) => {
                return Err(format!("`{word}` mixes prepositions and other words"));
            }
            _ if word.chars().all(|c| c.is_uppercase() || c == '_') => Item::Words(self.class(word)?),
            _ if word.chars().any(char::is_uppercase) => {
                return Err(format!("`{word}` is neither a word in lower case nor a class in capitals"));
            }
            _ => Item::Words(Words::of(word.split('|').map(|part| part.replace('_', " ")).collect::<Vec<_>>().iter().map(String::as_str))),
        })
    }

    fn class(&self, name: &str) -> Result<Words, String> {
        let words = self.classes.get(name).ok_or_else(|| format!("expected a class of this file instead of `{name}`"))?;
        Ok(Words::of(words.iter().map(String::as_str)))
    }
}

/// Chooses the production by how the pattern begins.
fn read(items: &[Item]) -> Result<Frame, String> {
    use Item::{A, And, Apostrophe, B, Be, Between, Close, Comma, Open, Prep, Words};
    let count = |item: &Item| items.iter().filter(|x| *x == item).count();
    if count(&A) != 1 || count(&B) != 1 {
        return Err("expected A and B, each once".into());
    }
    let build = |head, needs, first: Slot, second: Slot| {
        let swap = items.iter().find(|item| matches!(item, A | B)) == Some(&B);
        let (a, b) = if swap { (second, first) } else { (first, second) };
        Ok(Frame { head, needs, a, b })
    };
    match items {
        [A | B, Comma, A | B] => build(Head::Bare, vec![], Slot::Itself, Slot::Beside),
        [A | B, Open, A | B, Close] => build(Head::Bare, vec![], Slot::Itself, Slot::Bracketed),
        [A | B, Apostrophe, A | B] => build(Head::Bare, vec![], Slot::Owner, Slot::Itself),
        [A | B, Prep(within), A | B, Apostrophe, Words(name)] if within.contains("within") && name.contains("name") => {
            build(Head::Bare, vec![], Slot::Within, Slot::Itself)
        }
        [A | B, A | B] => build(Head::Bare, vec![], Slot::Modifier, Slot::Itself),
        [A | B, Prep(words), A | B] => build(Head::Bare, vec![], Slot::Itself, Slot::Oblique(words.clone())),
        [A | B, Comma, Words(noun), Prep(words), A | B] => {
            build(Head::Noun(noun.clone()), vec![], Slot::Holder, Slot::Complement(words.clone()))
        }
        [A | B, Apostrophe, Words(noun), Words(named), A | B] if named.contains("named") => {
            build(Head::Noun(noun.clone()), vec![], Slot::Region, Slot::Called)
        }
        [A | B, Apostrophe, A | B, Words(noun)] => build(Head::Noun(noun.clone()), vec![], Slot::Owner, Slot::Modifier),
        [A | B, Be, Prep(words), A | B] => build(Head::Bare, vec![], Slot::Situated(words.clone()), Slot::Itself),
        [A | B, Apostrophe, Words(noun), A | B] => build(Head::Noun(noun.clone()), vec![], Slot::Owner, Slot::Holder),
        [A | B, Apostrophe, Words(noun), Prep(words), A | B] => {
            // Whose arrest by someone it is suffers it.
            let is_sufferer = *words == self::Words::of(["by"]);
            let owner = if is_sufferer { Slot::Owner } else { Slot::Actor };
            build(Head::Noun(noun.clone()), vec![], owner, Slot::Oblique(words.clone()))
        }
        [Words(noun), Between, A | B, And, A | B] => build(Head::Noun(noun.clone()), vec![], Slot::Between, Slot::Between),
        [Words(noun), Prep(first), A | B, Prep(second), A | B] => {
            build(Head::Noun(noun.clone()), vec![], Slot::Oblique(first.clone()), Slot::Oblique(second.clone()))
        }
        [Words(noun), A | B, Prep(words), A | B] => build(Head::Noun(noun.clone()), vec![], Slot::Named, Slot::Oblique(words.clone())),
        // "A be in contact with B": the preposition before the noun is no argument's.
        [A | B, Be, Prep(preposition), Words(word), Prep(words), A | B] => {
            // "A be under SANCTION of B" reads "under B's sanctions" too.
            let slots = if words.contains("of") {
                (Slot::Situated(preposition.clone()), Slot::Complement(words.clone()))
            } else {
                (Slot::Theme, Slot::Oblique(words.clone()))
            };
            build(Head::Noun(word.clone()), vec![], slots.0, slots.1)
        }
        // "A be made up of B".
        [A | B, Be, Words(word), Prep(particle), Prep(words), A | B] => {
            build(Head::Predicate(word.clone()), vec![Need::Particle(particle.clone())], Slot::Theme, Slot::Oblique(words.clone()))
        }
        [A | B, And, A | B, Be, Words(word)] => build(Head::Predicate(word.clone()), vec![], Slot::Reciprocal, Slot::Reciprocal),
        [Words(noun), A | B, And, A | B] => build(Head::Noun(noun.clone()), vec![], Slot::Members, Slot::Members),
        [A | B, Be, Words(word), Prep(words), A | B] => {
            build(Head::Predicate(word.clone()), vec![], Slot::Theme, Slot::Oblique(words.clone()))
        }
        [A | B, And, A | B, Words(verb), rest @ ..] => {
            let (needs, slot) = complements(rest)?;
            if slot.is_some() {
                return Err("expected no third argument".into());
            }
            build(Head::Verb(verb.clone()), needs, Slot::Reciprocal, Slot::Reciprocal)
        }
        [A | B, Words(_), Words(that), A | B, Be, Words(word)] if that.contains("that") => {
            build(Head::Predicate(word.clone()), vec![], Slot::Speaker, Slot::Theme)
        }
        [A | B, Words(_), Words(that), A | B, Words(modal)] if that.contains("that") && modal.contains("must") => {
            build(Head::Modal(modal.clone()), vec![], Slot::Speaker, Slot::Subject)
        }
        [A | B, Words(verb), Words(that), A | B, Words(act)] if that.contains("that") && act.contains("do") => {
            build(Head::Verb(verb.clone()), vec![], Slot::Subject, Slot::Subordinate)
        }
        [A | B, Words(_), Words(that), A | B, Words(verb), rest @ ..] if that.contains("that") => {
            let (needs, slot) = complements(rest)?;
            if slot.is_some() {
                return Err("expected no third argument".into());
            }
            build(Head::Verb(verb.clone()), needs, Slot::Speaker, Slot::Subject)
        }
        [A | B, Be, Words(word), Prep(first), Words(noun), Prep(words), A | B] => {
            let need = Need::Oblique(first.clone(), noun.clone());
            build(Head::Predicate(word.clone()), vec![need], Slot::Theme, Slot::Complement(words.clone()))
        }
        [A | B, Words(verb), rest @ ..] => {
            let (needs, slot) = complements(rest)?;
            let slot = slot.ok_or("expected the other argument (A or B) after the verb")?;
            build(Head::Verb(verb.clone()), needs, Slot::Subject, slot)
        }
        _ => {
            Err("expected a pattern such as `A meet B`, `A's VISIT to B`, `TALKS between A and B`, `A, HEAD of B`, `A be loyal to B`"
                .into())
        }
    }
}

/// What follows a verb: needed words and at most one slot.
fn complements(mut rest: &[Item]) -> Result<(Vec<Need>, Option<Slot>), String> {
    use Item::{A, Apostrophe, B, Prep, Words};
    let (mut needs, mut slot) = (Vec::new(), None);
    while !rest.is_empty() {
        rest = match rest {
            [Prep(words), A | B, tail @ ..] => {
                // "step down as HEAD of B", but "pull troops out of B".
                let has_noun = needs.last().is_some_and(|need| !matches!(need, Need::Particle(_)));
                slot = Some(if words.contains("of") && has_noun { Slot::Complement(words.clone()) } else { Slot::Oblique(words.clone()) });
                tail
            }
            [Item::Between, A | B, tail @ ..] => {
                slot = Some(Slot::Oblique(self::Words::of(["between"])));
                tail
            }
            [A | B, Apostrophe, Words(noun), tail @ ..] => {
                needs.push(Need::Object(noun.clone()));
                slot = Some(Slot::Complement(self::Words::of(["of", "from", "for"])));
                tail
            }
            [A | B, tail @ ..] => {
                slot = Some(Slot::Object);
                tail
            }
            [Prep(words), Words(act), tail @ ..] if words.contains("to") && act.contains("do") => {
                needs.push(Need::Infinitive);
                tail
            }
            [Prep(words), Words(noun), tail @ ..] => {
                needs.push(Need::Oblique(words.clone(), noun.clone()));
                tail
            }
            [Prep(words), tail @ ..] => {
                needs.push(Need::Particle(words.clone()));
                tail
            }
            [Words(noun), tail @ ..] => {
                needs.push(Need::Object(noun.clone()));
                tail
            }
            _ => return Err("expected objects, prepositions and A or B after the verb".into()),
        };
    }
    Ok((needs, slot))
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
