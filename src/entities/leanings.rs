//! Parties that an adjective names before someone's title or name: "Conservative MP Ann Smith", "Republican Sen. Bob Lee".

use super::lists::List;
use super::{nouns, spans, titles};
use crate::document::{Annotations, EntityType, Id, Mention, TokenId};

/// How sure it is that such a word is the name of a party.
const CONFIDENCE: f32 = 0.7;
/// How many words of a title may stand between the party and the name.
const TITLE: usize = 3;

/// Adds the parties that the tagger missed. The mentions must be in order, and stay so.
pub(super) fn add(annotations: &mut Annotations) {
    let found: Vec<Mention> = (0..annotations.tokens.len())
        .filter(|&at| is_leaning(annotations, at) && is_before_person(annotations, at))
        .filter_map(|at| spans::mention(annotations, TokenId::range(at..at + 1), EntityType::Organization, CONFIDENCE))
        .collect();
    if !found.is_empty() {
        annotations.mentions.extend(found);
        annotations.mentions.sort_by_key(|mention| mention.span);
    }
}

/// Whether a word that no name covers is that of a party, written as a name.
fn is_leaning(annotations: &Annotations, at: usize) -> bool {
    let word = annotations.word(TokenId::from_index(at));
    word.starts_with(char::is_uppercase) && List::Leanings.has(&word.to_lowercase()) && name_over(annotations, at).is_none()
}

/// Whether a title and the name of a person follow in the sentence, or the name at once.
fn is_before_person(annotations: &Annotations, at: usize) -> bool {
    let Some(sentence) = annotations.sentences.iter().find(|sentence| sentence.tokens.contains(&TokenId::from_index(at))) else {
        return false;
    };
    for next in at + 1..sentence.tokens.end.index().min(at + 2 + TITLE) {
        if let Some(name) = name_over(annotations, next) {
            return name.kind == EntityType::Person && name.tokens.start.index() == next;
        }
        let word = annotations.word(TokenId::from_index(next)).to_lowercase();
        if !(titles::is_title(&word) || nouns::is_role(&word)) {
            return false;
        }
    }
    false
}

fn name_over(annotations: &Annotations, at: usize) -> Option<&Mention> {
    let token = TokenId::from_index(at);
    let next = annotations.mentions.partition_point(|mention| mention.tokens.end <= token);
    annotations.mentions.get(next).filter(|mention| mention.tokens.contains(&token))
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use crate::document::{EntityType, Form};

    #[test]
    fn a_party_before_a_title() {
        let extractor = crate::Extractor::new().expect("the model inside the crate loads");
        for (text, expected) in [
            ("Conservative MP Boris Jones won the seat of Uxbridge.", Some("Conservative")),
            ("In the vote, Liberal senator Ann Birrell came second.", Some("Liberal")),
            ("Conservative estimates by Boris Jones were wrong.", None),
            ("A conservative MP, Boris Jones, won.", None),
        ] {
            let document = extractor.extract(&crate::Article::new(text));
            let annotations = document.annotations();
            let is_party = |mention: &&crate::document::Mention| mention.form == Form::Name && mention.kind == EntityType::Organization;
            let found: Vec<&str> = annotations.mentions.iter().filter(is_party).map(|mention| annotations.surface(mention.span)).collect();
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
