use jiff::civil::Date;

/// An article to read: its text, and what is known about it.
///
/// ```
/// use dateline::Article;
///
/// let article = Article::new("Akar met al-Mishri in Tripoli on Saturday.").with_published("2020-12-27".parse().unwrap());
/// assert_eq!(article.published().map(|date| date.year()), Some(2020));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    id: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    text: String,
}

impl Article {
    /// An article of which only the text is known. All spans of its document point into this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Sets an id, which the document carries on.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the title, where it is not part of the text. It is carried on, and helps to tell a repeated title in the text from a sentence; nothing is
    /// extracted from it. Put it in front of the text if it should be read.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the day of publication, against which "yesterday" and "on Saturday" are resolved.
    #[must_use]
    pub fn with_published(mut self, published: Date) -> Self {
        self.published = Some(published);
        self
    }

    /// The id, if any.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The title, if it was given.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The day of publication, if known.
    pub fn published(&self) -> Option<Date> {
        self.published
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}
