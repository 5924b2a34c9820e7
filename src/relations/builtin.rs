//! The rule files of the crate.

use super::rule_file;
use super::rules::{Rule, RuleSet};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Every file of the folder `rules`, by name.
        pub(super) const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("rules/", $name, ".toml")))),*];
    };
}

files![
    "agreement",
    "appointment",
    "attack",
    "business",
    "coercion",
    "contact",
    "criticism",
    "demand",
    "family",
    "meeting",
    "membership",
    "office",
    "origin",
    "place",
    "support",
    "visit",
    "yielding",
];

/// All rules of the crate. A file that cannot be read adds no rules; a test makes sure that all can.
pub(super) fn load() -> RuleSet {
    let rules: Vec<Rule> = FILES.iter().flat_map(|(name, text)| rule_file::read(name, text).unwrap_or_default()).collect();
    RuleSet::from_rules(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_and_can_be_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/relations/rules");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".toml").map(String::from))
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, text) in FILES {
            if let Err(error) = rule_file::read(name, text) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn ids_are_unique() {
        let rules = FILES.iter().flat_map(|(name, text)| rule_file::read(name, text).unwrap_or_default());
        let mut ids: Vec<_> = rules.map(|rule| rule.id).collect();
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
