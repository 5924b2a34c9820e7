//! Typed indices: a token number cannot be passed where a mention number is meant.

use std::fmt;
use std::ops::Range;

/// What every id can do: turn into the index it stands for and back.
pub trait Id: Copy + Ord {
    /// The id that stands for `index`.
    ///
    /// Ids are 32 bits wide: an index past `u32::MAX` becomes the last id, and no document comes near it (the text of one is limited to 4 GiB).
    fn from_index(index: usize) -> Self;

    /// The index this id stands for.
    fn index(self) -> usize;

    /// The ids of a range of indices.
    fn range(range: Range<usize>) -> Range<Self> {
        Self::from_index(range.start)..Self::from_index(range.end)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )*};
}

ids! {
    /// A token, numbered from 0 through the whole document.
    TokenId
    /// A sentence, numbered from 0 through the document.
    SentenceId
    /// A mention of an entity, numbered from 0 in the order of the text.
    MentionId
    /// An entity, numbered from 0 in the order of first mention.
    EntityId
    /// A date mention, numbered from 0 in the order of the text.
    DateId
}
