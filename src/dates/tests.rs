use super::*;
use crate::document::{Sentence, Token};

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

/// Tokens at spaces and marks, sentences at line ends and full stops before a capital.
pub(crate) fn plain(text: &str) -> Annotations {
    let mut annotations = Annotations { text: text.to_owned(), ..Annotations::default() };
    let mut first = 0;
    let mut start = None;
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(i);
            continue;
        }
        if let Some(from) = start.take() {
            words.push((from, i));
        }
        if !c.is_whitespace() {
            words.push((i, i + c.len_utf8()));
        }
    }
    for (n, &(from, to)) in words.iter().enumerate() {
        annotations.tokens.push(Token::unparsed(Span::new(from, to)));
        let gap = words.get(n + 1).map_or("\n\n", |next| &text[to..next.0]);
        let stop = matches!(&text[from..to], "." | "!" | "?")
            && words.get(n + 1).is_some_and(|next| text[next.0..].starts_with(char::is_uppercase));
        let abbreviation = n > 0
            && (words[n - 1].1 - words[n - 1].0 <= 4)
            && text[words[n - 1].0..].starts_with(|c: char| c.is_uppercase() || "apm".contains(c));
        if gap.contains("\n\n") || (stop && !abbreviation && !gap.is_empty()) {
            let span = Span::new(words[first].0, to);
            annotations.sentences.push(Sentence { span, tokens: Id::range(first..n + 1) });
            first = n + 1;
        }
    }
    annotations
}
