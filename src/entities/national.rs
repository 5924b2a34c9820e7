//! Bodies of states of which the tagger found the adjective alone: "Lebanese" in "Lebanese Armed Forces".

use super::lists::List;
use super::places::{self, PlaceForm};
use super::spans::{self, ids};
use crate::document::{Annotations, EntityType, Id, Mention, TokenId};

/// At most so many words follow the adjective.
const WORDS: usize = 4;

/// Capitalised words behind the adjective of a country, up to a noun that only bodies have, are the name of a body.
pub(super) fn join(annotations: &mut Annotations) {
    // The tagger saw no name in most of it.
    const CONFIDENCE: f32 = 0.7;
    for at in 0..annotations.mentions.len() {
        let mention = &annotations.mentions[at];
        let next = annotations.mentions.get(at + 1).map_or(annotations.tokens.len(), |next| next.tokens.start.index());
        let is_adjective = matches!(places::place(annotations.surface(mention.span)), Some((_, PlaceForm::Adjective)));
        let Some(end) = is_adjective.then(|| end_of_body(annotations, mention, next)).flatten() else { continue };
        let confidence = mention.confidence.min(CONFIDENCE);
        if let Some(body) = spans::mention(annotations, mention.tokens.start..end, EntityType::Organization, confidence) {
            annotations.mentions[at] = body;
        }
    }
}

/// Where the body ends that begins with this adjective, before the next mention.
fn end_of_body(annotations: &Annotations, adjective: &Mention, next: usize) -> Option<TokenId> {
    let sentence = annotations.sentence(annotations.sentence_of(adjective.head));
    let start = adjective.tokens.end.index();
    let end = next.min(sentence.tokens.end.index()).min(start + WORDS);
    let words = (start..end).map(|id| annotations.word(TokenId::from_index(id)));
    let capitalised = words.take_while(|word| word.starts_with(char::is_uppercase)).map(str::to_lowercase);
    let body = capitalised.enumerate().filter(|(i, word)| List::Organised.has(word) || *i > 0 && is_ending(word)).last();
    let (count, _) = body.filter(|_| !is_headline(annotations, &sentence.tokens))?;
    Some(TokenId::from_index(start + count + 1))
}

/// Nouns that end a name of several words and are plain nouns alone: "Armed Forces", "National Guard".
fn is_ending(word: &str) -> bool {
    List::Heads.has(word) || matches!(word, "forces" | "guards" | "troops" | "services" | "airforce" | "prosecutors" | "fund")
}

/// Whether every longer word has a capital, so that capitals tell nothing.
fn is_headline(annotations: &Annotations, tokens: &std::ops::Range<TokenId>) -> bool {
    const SHORT: usize = 3;
    !ids(tokens).map(|id| annotations.word(id)).any(|word| word.len() > SHORT && word.starts_with(char::is_lowercase))
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    #[test]
    fn a_body_is_found_behind_the_adjective_of_its_state() {
        let extractor = crate::Extractor::new().expect("the model inside the crate loads");
        let has = |text: &str, name: &str| {
            let document = extractor.extract(&crate::Article::new(text));
            document.annotations().entities.iter().any(|entity| &*entity.name == name)
        };
        assert!(has("The Lebanese Armed Forces and Hezbollah agreed on a ceasefire on Monday.", "Lebanese Armed Forces"));
        assert!(!has("Lebanese Army Chief Joseph Aoun met Lebanese Christians.", "Lebanese Army Chief"));
        assert!(!has("Lebanese Forces Attack Border Post", "Lebanese Forces Attack"));
    }
}
