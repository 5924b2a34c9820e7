//! Every example and counter-example of the rule files, read by the model inside the crate.

use std::collections::BTreeMap;

use dateline::document::RelationKind;
use dateline::{Article, FailedExample, RuleSet};

use crate::support::EXTRACTOR;

#[test]
fn the_examples_of_the_rules_hold() {
    let failed = RuleSet::builtin().check(|sentence| EXTRACTOR.annotate(&Article::new(sentence)));
    let shown: Vec<String> = failed.iter().map(FailedExample::to_string).collect();
    assert!(shown.is_empty(), "{} fail:\n{}", shown.len(), shown.join("\n"));
}

#[test]
fn a_rule_that_does_not_do_what_it_promises_is_named() {
    let rules = "kind = \"met_with\"\n[[rule]]\nid = \"greet\"\npatterns = [\"A greet B\"]\n\
                 yes = [\"[Ann|PER A] greeted [Bob|PER B].\",\n\"[Ann|PER A] left [Bob|PER B].\"]\nno = [\"[Bob|PER B] was greeted by [Ann|PER A].\"]";
    let failed = RuleSet::parse("own", rules).unwrap().check(|sentence| EXTRACTOR.annotate(&Article::new(sentence)));
    let shown: Vec<String> = failed.iter().map(FailedExample::to_string).collect();
    assert_eq!(
        shown,
        ["own:6: greet finds no met_with in: Ann left Bob.", "own:7: greet finds a wrong met_with in: Bob was greeted by Ann."]
    );
}

/// Twelve sentences that a kind must be found in and six that it must not.
#[test]
fn every_kind_has_examples_enough() {
    let mut counts: BTreeMap<&RelationKind, [usize; 2]> = RelationKind::ALL.iter().map(|kind| (kind, [0, 0])).collect();
    for example in RuleSet::builtin().examples() {
        if let Some(count) = counts.get_mut(&example.kind) {
            count[usize::from(!example.expected)] += 1;
        }
    }
    counts.retain(|kind, [yes, no]| !kind.is_state() && (*yes < 12 || *no < 6));
    assert!(counts.is_empty(), "{counts:?}");
}
