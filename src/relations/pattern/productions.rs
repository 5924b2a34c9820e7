//! From items to frames: one production a kind of pattern.

use super::lexer::Item;
use super::{Frame, Head, Need, Slot};

/// Chooses the production by how the pattern begins.
pub(super) fn read(items: &[Item]) -> Result<Frame, String> {
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
    if let Some((head, needs, first, second)) = said(items) {
        return build(head, needs, first, second);
    }
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
            let is_sufferer = *words == super::Words::of(["by"]);
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

/// What someone says of another without a verb of the pattern's own: his deeds, what he should have done.
fn said(items: &[Item]) -> Option<(Head, Vec<Need>, Slot, Slot)> {
    use Item::{A, Apostrophe, B, Words};
    Some(match items {
        [A | B, Words(_), Words(that), A | B, Words(modal), Words(have)] if that.contains("that") && have.contains("have") => {
            (Head::Modal(modal.clone()), vec![Need::Perfect], Slot::Speaker, Slot::Subject)
        }
        [A | B, Words(verb), Words(that), A | B, Words(act)] if that.contains("that") && act.contains("did") => {
            (Head::Verb(verb.clone()), vec![], Slot::Subject, Slot::Told)
        }
        [A | B, Words(say), A | B, Apostrophe, Words(noun)] if say.contains("say") => {
            (Head::Noun(noun.clone()), vec![], Slot::Speaker, Slot::Actor)
        }
        [A | B, Words(say), A | B, Apostrophe, Words(quality), Words(noun)] if say.contains("say") => {
            (Head::Noun(noun.clone()), vec![Need::Quality(quality.clone())], Slot::Speaker, Slot::Actor)
        }
        _ => return None,
    })
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
                slot = Some(Slot::Oblique(super::Words::of(["between"])));
                tail
            }
            [A | B, Apostrophe, Words(noun), tail @ ..] => {
                needs.push(Need::Object(noun.clone()));
                slot = Some(Slot::Complement(super::Words::of(["of", "from", "for"])));
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
