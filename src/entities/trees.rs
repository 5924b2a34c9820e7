//! Names mend trees. In "Governor of Kano State Abba Yusuf" the parser often makes the last name, or both, what "of" leads to. Where a person's name
//! stands right behind what an office is of, the office is the person's.

use super::{nouns, titles};
use crate::document::{Annotations, DepRel, EntityType, Id, Mention, TokenId, Upos};

/// How many words may stand between an office and the name of who holds it: "of Foreign Affairs of Japan".
const WORDS: usize = 9;

/// An office before a name, with what it is of.
struct Office {
    noun: TokenId,
    /// "of", "for".
    preposition: TokenId,
    /// The chief word of what the office is of.
    of: TokenId,
}

/// Attaches names of persons to the offices before them, and what those are of to the offices.
pub(super) fn mend(annotations: &mut Annotations) {
    let persons = annotations.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityType::Person);
    let held: Vec<(TokenId, Office)> = persons.filter_map(|(at, name)| Some((name.head, office(annotations, at, name)?))).collect();
    for (name, office) in held {
        attach(annotations, name, &office);
    }
}

/// The office before a name, if between them stands nothing but what it is of.
fn office(annotations: &Annotations, at: usize, name: &Mention) -> Option<Office> {
    let first = annotations.sentence(annotations.sentence_of(name.head)).tokens.start.index();
    let end = name.tokens.start.index();
    for token in (first..end).rev().take(WORDS) {
        let id = TokenId::from_index(token);
        let word = annotations.token(id);
        let is_linking = matches!(word.upos, Upos::Adp | Upos::Det | Upos::Cconj);
        if token + 1 == end && is_linking {
            return None;
        }
        match word.upos {
            Upos::Adp if matches!(&*word.lemma, "of" | "for") => {
                let noun = token.checked_sub(1).filter(|&noun| first <= noun).map(TokenId::from_index)?;
                if is_office(annotations, noun) {
                    let of = chief(annotations, at, token + 1..end)?;
                    return Some(Office { noun: whole_office(annotations, noun), preposition: id, of });
                }
            }
            // "the wife of footballer Ann Smith", "the son of King Salman": the nearer word is the name's.
            _ if is_of_person(annotations, id) => return None,
            Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Cconj => {}
            _ => return None,
        }
    }
    None
}

fn is_office(annotations: &Annotations, noun: TokenId) -> bool {
    // The word and not its lemma, so that "the friends of Kenya" are none.
    nouns::is_role(&annotations.word(noun).to_lowercase())
}

fn is_of_person(annotations: &Annotations, id: TokenId) -> bool {
    let word = annotations.word(id).to_lowercase();
    nouns::is_person(&word) || titles::is_title(&word)
}

/// "Secretary" for "General" in "Secretary General of ...".
fn whole_office(annotations: &Annotations, last: TokenId) -> TokenId {
    let head = annotations.token(last).head.filter(|head| head.index() + 1 == last.index() && is_office(annotations, *head));
    head.unwrap_or(last)
}

/// The chief word of what an office is of: of the name that ends there, or else its first noun phrase.
fn chief(annotations: &Annotations, person: usize, words: std::ops::Range<usize>) -> Option<TokenId> {
    let name = person.checked_sub(1).and_then(|before| annotations.mentions.get(before));
    let is_whole = |name: &&Mention| name.tokens.end.index() == words.end && words.contains(&name.tokens.start.index());
    let prepositions = words.clone().filter(|&at| annotations.token(TokenId::from_index(at)).upos == Upos::Adp).count();
    if let Some(name) = name.filter(is_whole).filter(|_| prepositions == 0) {
        return Some(name.head);
    }
    let phrase = words.map(TokenId::from_index).take_while(|&id| annotations.token(id).upos != Upos::Adp);
    phrase.filter(|&id| matches!(annotations.token(id).upos, Upos::Noun | Upos::Propn)).last()
}

fn attach(annotations: &mut Annotations, name: TokenId, office: &Office) {
    let Office { noun, preposition, of } = *office;
    if is_under(annotations, name, noun) {
        let is_said = matches!(annotations.token(name).deprel, DepRel::Appos | DepRel::Flat) && annotations.token(name).head == Some(noun);
        if !is_said {
            hang(annotations, name, noun, DepRel::Appos);
        }
    } else if !is_under(annotations, noun, name) {
        hang(annotations, noun, name, DepRel::NmodDesc);
    }
    if annotations.token(of).head != Some(noun) {
        hang(annotations, of, noun, DepRel::Nmod);
    }
    if annotations.token(preposition).head != Some(of) {
        hang(annotations, preposition, of, DepRel::Case);
    }
    // What else of those words hung on the name.
    for at in preposition.index() + 1..name.index() {
        let id = TokenId::from_index(at);
        if at != of.index() && annotations.token(id).head == Some(name) {
            hang(annotations, id, of, annotations.token(id).deprel);
        }
    }
}

/// Hangs a token on another, but never on one that depends on it.
fn hang(annotations: &mut Annotations, token: TokenId, head: TokenId, deprel: DepRel) {
    if is_under(annotations, head, token) {
        return;
    }
    let token = &mut annotations.tokens[token.index()];
    token.head = Some(head);
    token.deprel = deprel;
}

/// Whether a token depends on another, at whatever distance, or is it.
fn is_under(annotations: &Annotations, token: TokenId, top: TokenId) -> bool {
    std::iter::successors(Some(token), |&at| annotations.token(at).head).take(annotations.tokens.len()).any(|at| at == top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Form, Sentence, Span, Token};

    /// A sentence of `word/UPOS/head/relation`, heads counted from 1, with the names of `names` (type, tokens, head).
    fn read(line: &str, names: &[(EntityType, std::ops::Range<usize>, usize)]) -> Annotations {
        let mut annotations = Annotations::default();
        for entry in line.split_whitespace() {
            let parts: Vec<&str> = entry.split('/').collect();
            let start = annotations.text.len();
            annotations.text.push_str(parts[0]);
            let mut token = Token::unparsed(Span::new(start, annotations.text.len()));
            annotations.text.push(' ');
            token.upos = Upos::from_tag(parts[1]).unwrap();
            token.lemma = parts[0].into();
            token.head = parts[2].parse::<usize>().unwrap().checked_sub(1).map(TokenId::from_index);
            token.deprel = DepRel::from_name(parts[3]);
            annotations.tokens.push(token);
        }
        let all = TokenId::range(0..annotations.tokens.len());
        annotations.sentences.push(Sentence { span: Span::new(0, annotations.text.len()), tokens: all });
        for (kind, tokens, head) in names {
            let span = annotations.tokens[tokens.start].span.cover(annotations.tokens[tokens.end - 1].span);
            let tokens = TokenId::range(tokens.clone());
            let head = TokenId::from_index(*head);
            annotations.mentions.push(Mention { span, tokens, head, kind: *kind, form: Form::Name, confidence: 1.0, entity: None });
        }
        annotations
    }

    fn mended(line: &str, names: &[(EntityType, std::ops::Range<usize>, usize)]) -> String {
        let mut annotations = read(line, names);
        mend(&mut annotations);
        let one = |token: &Token| format!("{}/{}", token.head.map_or(0, |head| head.index() + 1), token.deprel);
        annotations.tokens.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_name_behind_what_an_office_is_of_holds_it() {
        use EntityType::{Person, Place};
        let names = [(Place, 2..4, 3), (Person, 4..6, 4)];
        let swallowed = "Governor/NOUN/7/nsubj of/ADP/5/case Kano/PROPN/4/compound State/PROPN/5/compound Abba/PROPN/1/nmod Yusuf/PROPN/5/flat spoke/VERB/0/root";
        assert_eq!(mended(swallowed, &names), "7/nsubj 4/case 4/compound 1/nmod 1/appos 5/flat 0/root");
        let beside = "met/VERB/0/root President/NOUN/1/obj of/ADP/4/case Poland/PROPN/2/nmod Andrzej/PROPN/1/obj Duda/PROPN/5/flat";
        let names = [(Place, 3..4, 3), (Person, 4..6, 4)];
        assert_eq!(mended(beside, &names), "0/root 5/nmod:desc 4/case 2/nmod 1/obj 5/flat");
        let field = "Minister/NOUN/6/nsubj of/ADP/3/case Transport/PROPN/4/compound Ann/PROPN/1/nmod Smith/PROPN/4/flat left/VERB/0/root";
        assert_eq!(mended(field, &[(Person, 3..5, 3)]), "6/nsubj 3/case 1/nmod 1/appos 4/flat 0/root");
    }

    #[test]
    fn other_names_stay_where_they_are() {
        use EntityType::{Person, Place};
        for (line, names) in [
            (
                "wife/NOUN/6/nsubj of/ADP/4/case footballer/NOUN/4/nmod:desc Ann/PROPN/1/nmod Smith/PROPN/4/flat left/VERB/0/root",
                vec![(Person, 3..5, 3)],
            ),
            (
                "head/NOUN/0/root of/ADP/3/case Kenya/PROPN/1/nmod and/CCONJ/5/cc Ann/PROPN/3/conj",
                vec![(Place, 2..3, 2), (Person, 4..5, 4)],
            ),
            ("friends/NOUN/0/root of/ADP/3/case Kenya/PROPN/4/compound Ann/PROPN/1/nmod", vec![(Place, 2..3, 2), (Person, 3..4, 3)]),
            ("mayor/NOUN/0/root of/ADP/3/case Ann/PROPN/1/nmod", vec![(Person, 2..3, 2)]),
            (
                "mayor/NOUN/0/root of/ADP/3/case Leeds/PROPN/1/nmod ,/PUNCT/3/punct Ann/PROPN/1/appos",
                vec![(Place, 2..3, 2), (Person, 4..5, 4)],
            ),
        ] {
            let heads = line.split_whitespace().map(|entry| entry.splitn(3, '/').nth(2).unwrap()).collect::<Vec<_>>().join(" ");
            assert_eq!(mended(line, &names), heads, "{line}");
        }
    }
}
