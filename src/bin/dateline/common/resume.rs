//! Goes on with an interrupted run: what of its output is whole, and which articles that leaves.
//!
//! The output itself says what is done, and nothing beside it: documents come in the order of the articles, so that those which are there are the
//! first ones, but for articles that could not be read. A line that was cut off is cut away. There is no second file that could disagree with the first.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use super::articles::Item;
use super::terminal::{Failure, unreadable};

/// What an earlier run has left.
pub struct Earlier {
    /// The output, cut to whole lines, open for more of them.
    pub output: File,
    /// How many documents it holds.
    pub documents: usize,
    /// How many articles they come from: more, if some could not be read.
    pub articles: usize,
}

/// As much of a document as tells whose it is.
#[derive(Deserialize)]
struct Written<'t> {
    #[serde(borrow)]
    id: Option<Cow<'t, str>>,
    #[serde(borrow)]
    text: Cow<'t, str>,
}

/// Takes from `items` the articles whose documents `path` holds.
///
/// The file is changed only if all of it comes from these articles.
pub fn go_on(path: &Path, items: &mut impl Iterator<Item = Item>) -> Result<Earlier, Failure> {
    let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(|error| unreadable(path, &error))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let (mut documents, mut articles, mut whole) = (0, 0, 0);
    let mut line = Vec::new();
    let mut torn = None;
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        if let Some(torn) = torn {
            return Err(Failure::Other(format!("{}: line {torn} is no document", path.display()).into()));
        }
        match document_of(&line) {
            Some(document) => {
                articles += articles_before(&document, items).ok_or_else(|| foreign(path, documents + 1))?;
                documents += 1;
                whole += length as u64;
            }
            // A power failure may leave such a line, but only as the last.
            None => torn = Some(documents + 1),
        }
    }
    let output = reader.into_inner();
    output.set_len(whole)?;
    Ok(Earlier { output, documents, articles })
}

/// The document of a line, if the line is whole.
fn document_of(line: &[u8]) -> Option<Written<'_>> {
    serde_json::from_slice(line.strip_suffix(b"\n")?).ok()
}

/// How many articles have to be taken until the one that the document comes from, itself included. Those before it had no document.
fn articles_before(document: &Written<'_>, items: &mut impl Iterator<Item = Item>) -> Option<usize> {
    let is_its = |item: Item| item.is_ok_and(|input| input.article.id() == document.id.as_deref() && input.article.text() == document.text);
    items.position(is_its).map(|before| before + 1)
}

fn foreign(path: &Path, line: usize) -> Failure {
    Failure::Other(
        format!(
            "{}: line {line} is no document of these articles in their order; give the same input as before, or another --output",
            path.display()
        )
        .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::articles::of_text;

    fn items() -> impl Iterator<Item = Item> {
        let texts = [Some("one"), None, Some("two"), Some("two"), Some("three")];
        texts.into_iter().map(|text| text.map(|text| of_text(text.into(), Some("a".into()), None)).ok_or_else(|| "bad".into()))
    }

    fn line(text: &str) -> String {
        format!("{{\"schema\": \"dateline/1\", \"id\": \"a\", \"text\": \"{text}\"}}\n")
    }

    #[test]
    fn what_is_whole_is_kept_and_the_rest_is_left() {
        let [one, two, three] = ["one", "two", "three"].map(line);
        let cases = [
            (String::new(), 0, 0, 5),
            (one.clone(), 1, 1, 4),
            (format!("{one}{two}"), 2, 3, 2),
            (format!("{one}{two}{two}"), 3, 4, 1),
            (format!("{one}{two}{}", &two[..20]), 2, 3, 2),
            (format!("{one}\0\0\0\n"), 1, 1, 4),
            (format!("{one}{two}{two}{three}"), 4, 5, 0),
        ];
        for (number, (output, documents, articles, left)) in cases.into_iter().enumerate() {
            let path = std::env::temp_dir().join(format!("dateline-resume-{}-{number}", std::process::id()));
            std::fs::write(&path, &output).expect("the file is written");
            let mut items = items();
            let earlier = go_on(&path, &mut items).expect("the output is of these articles");
            let kept = std::fs::read_to_string(&path).expect("the file is there");
            std::fs::remove_file(&path).expect("the file is there");
            assert_eq!((earlier.documents, earlier.articles, items.count()), (documents, articles, left), "{output:?}");
            assert!(output.starts_with(&kept) && kept.lines().count() == documents);
        }
    }

    #[test]
    fn an_output_of_other_articles_is_left_alone() {
        for output in [line("four"), line("three") + &line("one"), format!("nonsense\n{}", line("one"))] {
            let path = std::env::temp_dir().join(format!("dateline-foreign-{}", std::process::id()));
            std::fs::write(&path, &output).expect("the file is written");
            assert!(go_on(&path, &mut items()).is_err(), "{output}");
            assert_eq!(std::fs::read_to_string(&path).expect("the file is there"), output);
            std::fs::remove_file(&path).expect("the file is there");
        }
    }
}
