use crate::document::Upos;

pub(crate) fn lemma(word: &str, upos: Upos) -> Box<str> {
    if upos == Upos::Propn { word.into() } else { word.to_lowercase().into() }
}
