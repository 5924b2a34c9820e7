//! The words of a pattern or class, of which one must stand.

use std::collections::BTreeSet;

/// Words or phrases of which one must stand; each in lower case, split at spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    phrases: Vec<Vec<Box<str>>>,
    /// The same as names, without the full stop of a short form, for classes of hundreds of countries.
    names: BTreeSet<Box<str>>,
}

impl Words {
    pub(in crate::relations) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
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

    pub(in crate::relations) fn last_words(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().filter_map(|phrase| phrase.last().map(|word| &**word))
    }
}

fn without_stop(name: &str) -> &str {
    name.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}
