//! A page for a browser: the text with its entities marked, and a card for each relation.

use std::collections::BTreeMap;

use crate::document::{Document, EntityId, EntityType, Form, Id, Mention, Modality, Polarity, Relation, Span};

/// One page for all the documents, which needs no other file and runs no script. Everything from the articles is escaped.
pub fn to_html(documents: &[Document]) -> String {
    let title = match documents {
        [document] => document.title().or(document.id()).unwrap_or("dateline"),
        _ => "dateline",
    };
    let sections: String = documents.iter().enumerate().map(|(number, document)| Page { document, number }.section()).collect();
    format!("{HEAD}<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{sections}</body>\n</html>\n", escaped(title))
}

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";

const STYLE: &str = include_str!("page.css");

/// A document and its number on the page, which keeps the anchors of several documents apart.
struct Page<'d> {
    document: &'d Document,
    number: usize,
}

impl Page<'_> {
    fn section(&self) -> String {
        let title = self.document.title().or(self.document.id()).map_or_else(String::new, |title| format!("<h1>{}</h1>\n", escaped(title)));
        let published = self.document.annotations().published;
        let published = published.map_or_else(String::new, |date| format!("<p class=\"published\">{date}</p>\n"));
        let text = marked(self.document.text(), Span::new(0, self.document.text().len()), &self.marks());
        let cards: String = self.document.relations().iter().map(|relation| self.card(relation)).collect();
        format!(
            "<section>\n{title}{published}<div class=\"text\" dir=\"auto\">{text}</div>\n<ol class=\"relations\">\n{cards}</ol>\n</section>\n"
        )
    }

    /// Marks that do not overlap: names before dates, dates before pronouns and descriptions.
    fn marks(&self) -> Vec<Mark> {
        let found = self.document.annotations();
        let mentions = |is_name: bool| found.mention_ids().filter(move |&id| (found.mention(id).form == Form::Name) == is_name);
        let mark = |id| self.mention_mark(id, found.mention(id));
        let dates = found.dates.iter().map(|date| {
            let value = date.value.timex.as_deref().unwrap_or("no value");
            Mark { span: date.span, open: format!("<mark class=\"date\" title=\"{}\">", escaped(value)) }
        });
        let mut marks = BTreeMap::new();
        for mark in mentions(true).map(mark).chain(dates).chain(mentions(false).map(mark)) {
            if is_free(&marks, mark.span) {
                marks.insert(mark.span.start, mark);
            }
        }
        marks.into_values().collect()
    }

    fn mention_mark(&self, id: impl Id, mention: &Mention) -> Mark {
        let name = mention.entity.map_or("", |entity| self.document.name(entity));
        let (class, form) = (class(mention.kind), mention.form.as_str());
        let id = self.anchor(id);
        Mark { span: mention.span, open: format!("<mark id=\"{id}\" class=\"{class} {form}\" title=\"{}\">", escaped(name)) }
    }

    fn anchor(&self, mention: impl Id) -> String {
        format!("d{}m{}", self.number, mention.index())
    }

    fn card(&self, relation: &Relation) -> String {
        let subject = self.link(relation.subject, relation.evidence.subject);
        let object = self.link(relation.object, relation.evidence.object);
        let arrow = if relation.kind.is_symmetric() { "↔" } else { "→" };
        let kind = escaped(relation.kind.as_str());
        format!(
            "<li><p>{subject} <b>{kind}</b> {arrow} {object}</p>\n<p class=\"facts\">{}</p>\n<blockquote dir=\"auto\">{}</blockquote></li>\n",
            self.facts(relation),
            self.sentence(relation)
        )
    }

    fn link(&self, entity: EntityId, mention: impl Id) -> String {
        let class = class(self.document.annotations().entity(entity).kind);
        format!("<a class=\"{class}\" href=\"#{}\">{}</a>", self.anchor(mention), escaped(self.document.name(entity)))
    }

    fn facts(&self, relation: &Relation) -> String {
        let named = |label: &str, entity: Option<EntityId>| entity.map(|entity| format!("{label} {}", self.document.name(entity)));
        let facts = [
            (relation.polarity == Polarity::Negated).then(|| "negated".to_owned()),
            (relation.modality != Modality::Actual).then(|| relation.modality.as_str().to_owned()),
            relation.when.as_ref().map(|when| format!("on {}", when.value)),
            named("in", relation.place),
            named("says", relation.source),
            relation.plover().map(|root| root.as_str().to_owned()),
            Some(format!("rule {}", relation.evidence.rule)),
            Some(format!("{:.2}", relation.confidence)),
        ];
        facts.iter().flatten().map(|fact| format!("<span>{}</span>", escaped(fact))).collect::<Vec<_>>().join(" ")
    }

    /// The sentence of a relation, with its trigger and its cues in bold.
    fn sentence(&self, relation: &Relation) -> String {
        let evidence = &relation.evidence;
        let sentence = self.document.annotations().sentence(evidence.sentence).span;
        let mut marks = BTreeMap::new();
        let trigger = Mark { span: evidence.trigger, open: "<mark class=\"trigger\">".into() };
        let cues = evidence.cues.iter().map(|&span| Mark { span, open: "<mark class=\"cue\">".into() });
        for mark in std::iter::once(trigger).chain(cues) {
            if is_free(&marks, mark.span) {
                marks.insert(mark.span.start, mark);
            }
        }
        marked(self.document.text(), sentence, &marks.into_values().collect::<Vec<_>>())
    }
}

/// A stretch of the text and the tag that opens it.
struct Mark {
    span: Span,
    open: String,
}

/// Whether no mark shares a byte with `span`.
fn is_free(marks: &BTreeMap<usize, Mark>, span: Span) -> bool {
    marks.range(..span.end).next_back().is_none_or(|(_, mark)| mark.span.end <= span.start)
}

/// The text under `span`, escaped, with the marks that lie within it. The marks are in order and do not overlap.
fn marked(text: &str, span: Span, marks: &[Mark]) -> String {
    let mut html = String::new();
    let mut at = span.start;
    for mark in marks.iter().filter(|mark| span.contains(mark.span)) {
        html.push_str(&escaped(Span::new(at, mark.span.start).of(text)));
        html.push_str(&mark.open);
        html.push_str(&escaped(mark.span.of(text)));
        html.push_str("</mark>");
        at = mark.span.end;
    }
    html.push_str(&escaped(Span::new(at, span.end).of(text)));
    html
}

const fn class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Place => "place",
        EntityType::Misc => "misc",
    }
}

/// Text as HTML text or within a quoted attribute. A NUL is not allowed in HTML.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\0' => html.push('\u{fffd}'),
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn everything_from_the_article_is_escaped() {
        let html = to_html(&[sample::document()]);
        assert!(!html.contains("<Tripoli>") && !html.contains("Zoë \"Z\""), "{html}");
        assert!(html.contains("<h1>Talks &amp; more</h1>"));
        assert!(html.contains("&lt;<mark id=\"d0m2\" class=\"place name\" title=\"Tripoli\">Tripoli</mark>&gt;"));
        assert!(html.contains("<mark class=\"trigger\">met</mark>"));
        assert_eq!(html.matches("<mark").count(), html.matches("</mark>").count());
    }

    #[test]
    fn marks_never_overlap() {
        let mark = |start, end| Mark { span: Span::new(start, end), open: String::new() };
        let marks = BTreeMap::from([(2, mark(2, 4)), (6, mark(6, 8))]);
        let cases = [((0, 2), true), ((4, 6), true), ((3, 5), false), ((0, 9), false), ((2, 4), false), ((8, 9), true), ((1, 3), false)];
        for ((start, end), expected) in cases {
            assert_eq!(is_free(&marks, Span::new(start, end)), expected, "{start}..{end}");
        }
    }
}
