//! Scores of the date stage alone on annotated files, with plain tokens; run by hand.

use std::collections::BTreeMap;

use super::*;
use crate::document::{Positions, Sentence, Token};

#[test]
#[ignore = "needs a file of annotated texts in DATES_FILE"]
#[expect(clippy::print_stdout, reason = "it prints scores")]
fn scores() {
    let Ok(path) = std::env::var("DATES_FILE") else { return };
    let verbose = std::env::var("DATES_ERRORS").is_ok();
    let file = std::fs::read_to_string(path).unwrap_or_default();
    let mut counts = [0.0_f64; 5];
    let mut listing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in file.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let text = row["text"].as_str().unwrap_or_default();
        let published = row["dct"].as_str().and_then(|dct| dct.get(..10)).and_then(|dct| dct.parse().ok());
        let annotations = Annotations { published, ..plain(text) };
        let found = find(&annotations, &[]).dates;
        let positions = Positions::new(text);
        let gold: Vec<(Span, &serde_json::Value)> = row["timex"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| Some((positions.from_chars(t["start"].as_u64()? as usize..t["end"].as_u64()? as usize)?, t)))
            .collect();
        let context = |span: Span| {
            let from = text[..span.start].char_indices().rev().nth(35).map_or(0, |x| x.0);
            let to = text[span.end..].char_indices().nth(20).map_or(text.len(), |x| span.end + x.0);
            format!("{}[{}]{}", &text[from..span.start], span.of(text), &text[span.end..to]).replace('\n', " ")
        };
        let mut used = vec![false; found.len()];
        for (span, t) in &gold {
            let exact = found.iter().position(|f| f.span == *span);
            let hit = exact.or_else(|| found.iter().enumerate().position(|(i, f)| !used[i] && f.span.overlaps(*span)));
            let value = t["value"].as_str().unwrap_or_default();
            let Some(i) = hit.filter(|&i| !used[i]) else {
                listing.entry("1 MISS").or_default().push(format!("{} {value} {}", t["type"].as_str().unwrap_or_default(), context(*span)));
                continue;
            };
            used[i] = true;
            counts[1] += 1.0;
            counts[0] += f64::from(found[i].span == *span);
            if found[i].span != *span {
                listing.entry("2 SPAN").or_default().push(format!("{} but [{}]", context(*span), found[i].span.of(text)));
            }
            let got = found[i].value.timex.as_deref().unwrap_or("-");
            if got == value {
                counts[2] += 1.0;
            } else {
                let dct = row["dct"].as_str().unwrap_or_default();
                listing.entry("3 VALUE").or_default().push(format!("gold {value} got {got} dct {dct} {}", context(*span)));
            }
        }
        for (f, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
            listing.entry("4 FALSE").or_default().push(format!(
                "{} {:?} {}",
                f.kind.as_str(),
                f.value.timex.as_deref().unwrap_or("-"),
                context(f.span)
            ));
        }
        counts[3] += found.len() as f64;
        counts[4] += gold.len() as f64;
    }
    if verbose {
        for (kind, rows) in &listing {
            for row in rows {
                println!("{kind} {row}");
            }
        }
    }
    for (name, hits) in ["strict", "relaxed", "value"].iter().zip(counts) {
        let (p, r) = (hits / counts[3], hits / counts[4]);
        println!("{name}: p {:.1} r {:.1} f {:.1}", 100.0 * p, 100.0 * r, 200.0 * p * r / (p + r));
    }
}

/// Tokens at spaces and marks, sentences at line ends and full stops before a capital.
pub(super) fn plain(text: &str) -> Annotations {
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

/// Values of phrases without their text: `phrase TAB type TAB value`, an empty line between documents, the first phrase the document's date.
#[test]
#[ignore = "needs a file of phrases in DATES_PHRASES"]
#[expect(clippy::print_stdout, reason = "it prints scores")]
fn phrases() {
    let Ok(path) = std::env::var("DATES_PHRASES") else { return };
    let file = std::fs::read_to_string(path).unwrap_or_default();
    let (mut right, mut all) = (0, 0);
    for document in file.split("\n\n") {
        let rows: Vec<Vec<&str>> = document.lines().map(|line| line.split('\t').collect()).filter(|row: &Vec<_>| row.len() == 3).collect();
        let published = rows.first().and_then(|row| row[2].get(..10)).and_then(|date| date.parse().ok());
        let text = rows.iter().map(|row| row[0]).collect::<Vec<_>>().join("\n\n");
        let annotations = Annotations { published, ..plain(&text) };
        let spans: Vec<_> = annotations.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
        let found = find(&annotations, &spans).dates;
        let mut at = 0;
        for row in &rows {
            let span = Span::new(at, at + row[0].len());
            at = span.end + 2;
            let got = found.iter().find(|f| f.span.overlaps(span)).and_then(|f| f.value.timex.as_deref()).unwrap_or("-");
            all += 1;
            right += i32::from(got == row[2]);
            if got != row[2] {
                println!("{} | {} | {got} | {published:?}", row[0], row[2]);
            }
        }
    }
    println!("phrases: {right} of {all}");
}
