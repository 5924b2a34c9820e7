//! Guides: longer texts, kept with the code so that they change with it and their links are checked.

pub mod architecture {
    #![doc = include_str!("../docs/architecture.md")]
}

pub mod dates {
    #![doc = include_str!("../docs/dates.md")]
}

pub mod relations {
    #![doc = include_str!("../docs/relations.md")]
}

pub mod reliability {
    #![doc = include_str!("../docs/reliability.md")]
}

pub mod accuracy {
    #![doc = include_str!("../docs/accuracy.md")]
}

pub mod speed {
    #![doc = include_str!("../docs/speed.md")]
}

/// The examples of the README are run with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(test)]
mod tests {
    use crate::document::RelationKind;

    #[test]
    fn the_guide_defines_every_kind_with_its_root() {
        let guide = include_str!("../docs/relations.md");
        for kind in RelationKind::ALL {
            let row = guide.lines().find(|line| line.starts_with(&format!("| `{kind}`")));
            let row = row.unwrap_or_else(|| panic!("{kind} is not defined"));
            assert_eq!(row.contains('↔'), kind.is_symmetric(), "{row}");
            assert!(kind.plover().is_none_or(|root| row.ends_with(&format!("| {} |", root.as_str()))), "{row}");
        }
    }
}
