//! Articles with what annotators found in them: `FILE.ndjson` holds the articles, the folder `gold` beside it a JSON file for each.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use dateline::Article;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The annotations with their articles, in the order of the file names of the annotations.
pub fn read(path: &Path) -> Result<Vec<(Value, Article)>, Box<dyn Error>> {
    let folder = path.parent().unwrap_or(Path::new(".")).join("gold");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort_unstable();
    let mut articles = articles(path)?;
    let pair = |file: &PathBuf| -> Result<(Value, Article), Box<dyn Error>> {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let id = gold["id"].as_str().unwrap_or_default();
        let article = articles.remove(id).ok_or_else(|| format!("there is no article {id}"))?;
        Ok((gold, article))
    };
    files.iter().map(pair).collect()
}

fn articles(path: &Path) -> Result<BTreeMap<String, Article>, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut articles = BTreeMap::new();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)?;
        let mut article = Article::new(value["text"].as_str().unwrap_or_default());
        if let Some(title) = value["title"].as_str() {
            article = article.with_title(title);
        }
        if let Some(published) = value["published"].as_str().and_then(|date| date.parse().ok()) {
            article = article.with_published(published);
        }
        articles.insert(value["id"].as_str().unwrap_or_default().to_owned(), article);
    }
    Ok(articles)
}

/// A name without case, accents, "the" and marks, as annotators and recognisers differ in them.
pub fn plain(name: &str) -> String {
    let bare: String = name.replace("'s", "").replace("’s", "").nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let words = bare.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}
