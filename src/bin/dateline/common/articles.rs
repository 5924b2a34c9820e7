//! The articles of all sources, one after the other. What holds no article is an error of its own, and the rest goes on.

use dateline::document::Document;
use dateline::output::{InputArticle, read_articles};
use dateline::{Article, Extractor};
use jiff::civil::Date;

use super::inputs::{Content, Source};

/// An article, or what is wrong in its place, in words that name it.
pub type Item = Result<InputArticle, String>;

/// What is added to articles that do not bring it.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// The day of publication.
    pub published: Option<Date>,
    /// The title of an article that is a file of its own.
    pub title: Option<String>,
}

/// All articles in order.
pub fn of(sources: Vec<Source>, defaults: Defaults) -> impl Iterator<Item = Item> {
    sources.into_iter().flat_map(move |source| of_source(&source, &defaults))
}

fn of_source(source: &Source, defaults: &Defaults) -> Box<dyn Iterator<Item = Item>> {
    let published = defaults.published;
    match source.open() {
        Err(reason) => Box::new(std::iter::once(Err(reason))),
        Ok(Content::Text(text, notes)) => {
            let article = InputArticle { diagnostics: notes, ..of_text(text, source.id(), defaults.title.as_deref()) };
            Box::new(std::iter::once(Ok(dated(article, published))))
        }
        Ok(Content::Lines(lines)) => {
            let name = source.name();
            let articles = read_articles(lines);
            Box::new(
                articles.map(move |article| article.map(|article| dated(article, published)).map_err(|error| format!("{name}: {error}"))),
            )
        }
    }
}

/// An article that is a text without anything around it.
pub fn of_text(text: String, id: Option<String>, title: Option<&str>) -> InputArticle {
    let mut article = Article::new(text);
    if let Some(id) = id {
        article = article.with_id(id);
    }
    if let Some(title) = title {
        article = article.with_title(title);
    }
    InputArticle { article, line: 1, diagnostics: Vec::new() }
}

/// An article with a day of publication if it brings none.
pub fn dated(mut input: InputArticle, published: Option<Date>) -> InputArticle {
    if let (None, Some(published)) = (input.article.published(), published) {
        input.article = input.article.with_published(published);
    }
    input
}

/// Reads articles on all threads, and hands on to each document what its line of input held wrongly.
///
/// Text is no reason for a panic; should the library have such an error all the same, it costs that article and not a run of hours.
pub fn read(extractor: &Extractor, inputs: Vec<InputArticle>) -> Vec<Result<Document, String>> {
    let (articles, notes): (Vec<_>, Vec<_>) = inputs.into_iter().map(|input| (input.article, input.diagnostics)).unzip();
    let documents = match guarded(|| extractor.extract_batch(&articles)) {
        Some(documents) => documents.into_iter().map(Ok).collect::<Vec<_>>(),
        None => articles.iter().map(|article| guarded(|| extractor.extract(article)).ok_or_else(|| failed(article))).collect(),
    };
    documents.into_iter().zip(notes).map(|(document, notes)| document.map(|document| document.with_diagnostics(notes))).collect()
}

fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

fn failed(article: &Article) -> String {
    format!("id {}: the article could not be read, which is an error of dateline; please report it", article.id().unwrap_or("unknown"))
}
