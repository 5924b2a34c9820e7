//! An article gives the same document alone or in a batch, in any order, on one thread or several: byte for byte.

use dateline::output::to_json;
use dateline::{Article, Extractor};

use crate::support::{EXTRACTOR, example_article};

fn articles() -> Vec<Article> {
    let names = ["harbour-talks.txt", "asylum-seekers.txt", "korea-high-alert.txt", "student-clock.txt"];
    names.iter().map(|name| Article::new(example_article(name)).with_id(*name)).collect()
}

#[test]
fn company_changes_nothing() {
    let articles = articles();
    let alone: Vec<String> = articles.iter().map(|article| to_json(&EXTRACTOR.extract(article))).collect();
    let together: Vec<String> = EXTRACTOR.extract_batch(&articles).iter().map(to_json).collect();
    assert_eq!(alone, together);
    let reversed: Vec<Article> = articles.into_iter().rev().collect();
    let reversed: Vec<String> = EXTRACTOR.extract_batch(&reversed).iter().rev().map(to_json).collect();
    assert_eq!(alone, reversed);
}

#[test]
fn threads_change_nothing() {
    let articles = articles();
    let on = |threads: usize| {
        let extractor = Extractor::builder().threads(threads).build().expect("the model inside the crate loads");
        extractor.extract_batch(&articles).iter().map(to_json).collect::<Vec<_>>()
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(8));
}
