use super::measure::plain;
use super::*;

fn values(text: &str, published: &str) -> Vec<String> {
    let annotations = Annotations { published: published.parse().ok(), ..plain(text) };
    let found = find(&annotations, &[]);
    found.dates.iter().map(|d| format!("{}={}", d.span.of(text), d.value.timex.as_deref().unwrap_or("-"))).collect()
}

#[test]
fn an_article_without_a_publication_date_dates_itself() {
    let text =
        "(Tripoli, December 26) Today, Saturday, he met the head of the council. On October 23, 2020, both sides had signed a ceasefire.";
    assert_eq!(values(text, ""), ["December 26=2020-12-26", "Today=2020-12-26", "Saturday=2020-12-26", "October 23, 2020=2020-10-23"]);
}

#[test]
fn corrupted_dates_have_no_value() {
    for text in ["on 31 February", "on 13/13/2020", "on February 30, 2020", "on 2020-02-30", "the 99th of May"] {
        assert!(
            values(text, "2020-12-26").iter().all(|found| found.ends_with("=-") || found == "May=2020-05"),
            "{text}: {:?}",
            values(text, "2020-12-26")
        );
    }
}
