//! A page for a browser, in one file: the text with its entities marked, the relations beside it, a timeline, and a drawing of who is linked with whom.
//!
//! Everything is there without a script and for a screen reader; the script adds filters, highlighting and a better layout of the drawing. The page's
//! content security policy lets only this script run, whatever an article holds.

mod cards;
mod claim;
mod escape;
mod filters;
mod network_page;
mod picture;
mod policy;
mod text;
mod timeline;

pub use network_page::to_network_html;

use crate::document::{Diagnostic, DiagnosticKind, Document, EntityType, Form};
use claim::{Actors, Claim, class};
use escape::escaped;
use text::Text;

/// The page's style sheet.
const STYLE: &str = include_str!("page.css");

/// The page's script: the layout of D3 (ISC licence, noticed in the page), and the page's own part.
const SCRIPT: &str = concat!(
    include_str!("vendor/d3-dispatch.min.js"),
    "\n",
    include_str!("vendor/d3-quadtree.min.js"),
    "\n",
    include_str!("vendor/d3-timer.min.js"),
    "\n",
    include_str!("vendor/d3-force.min.js"),
    "\n",
    include_str!("page.js"),
);

/// One page for all the documents, which needs no other file. Everything from the articles is escaped.
pub fn to_html(documents: &[Document]) -> String {
    let mut actors = Actors::default();
    let mut claims = Vec::new();
    let mut sections = String::new();
    for (number, document) in documents.iter().enumerate() {
        let text = Text::new(document, number);
        let of_document = cards::claims(document, &text, &mut actors);
        sections.push_str(&section(document, &text, &of_document, &actors, documents.len() > 1));
        claims.extend(of_document);
    }
    let title = match documents {
        [document] => document.title().or(document.id()).unwrap_or("Article").to_owned(),
        _ => format!("{} articles", documents.len()),
    };
    let articles = format!("<div id=\"articles\">\n{sections}</div>\n");
    let parts = filters::form(&claims, &actors) + &articles + &timeline::section(&claims, &actors) + &picture::section(&claims, &actors);
    let navigation = [("articles", "Text and relations"), ("timeline", "Timeline"), ("network", "Network")];
    Page { title: &title, summary: &summary(documents, &claims), navigation: &navigation, parts: &parts }.html()
}

fn summary(documents: &[Document], claims: &[Claim]) -> String {
    let published = match documents {
        [document] => document.annotations().published.map(|date| format!("Published {} · ", timeline::time(&date.to_string()))),
        _ => None,
    };
    let entities: usize = documents.iter().map(|document| document.annotations().entities.len()).sum();
    format!("<p class=\"summary\">{}{entities} entities · {} relations</p>\n", published.unwrap_or_default(), claims.len())
}

/// A document: its text, and its relations beside it.
fn section(document: &Document, text: &Text<'_>, claims: &[Claim], actors: &Actors, is_one_of_many: bool) -> String {
    let anchor = text.anchor();
    let title = document.title().or(document.id()).map_or_else(|| format!("Article {}", text.number() + 1), ToOwned::to_owned);
    let heading = if is_one_of_many {
        let published = document
            .annotations()
            .published
            .map_or_else(String::new, |date| format!("<p class=\"summary\">{}</p>\n", timeline::time(&date.to_string())));
        format!("<h2 id=\"{anchor}-title\">{}</h2>\n{published}", escaped(&title))
    } else {
        format!("<h2 id=\"{anchor}-title\" class=\"unseen\">Text and relations</h2>\n")
    };
    format!(
        "<section class=\"document\" aria-labelledby=\"{anchor}-title\">\n{heading}<div class=\"columns\">\n\
         <article aria-labelledby=\"{anchor}-title\">\n{LEGEND}{}<div class=\"text\" dir=\"auto\">{}</div>\n{}</article>\n\
         <section class=\"relations\" aria-labelledby=\"{anchor}-title {anchor}-relations\">\n<h3 id=\"{anchor}-relations\">Relations</h3>\n{}</section>\n</div>\n</section>\n",
        notes(document),
        text.html(),
        entities(document, text, &anchor),
        cards::list(document, text, claims, actors),
    )
}

const LEGEND: &str = "<p class=\"legend\" aria-hidden=\"true\"><mark class=\"person\">person</mark> <mark class=\"organization\">organization</mark> \
    <mark class=\"place\">place</mark> <mark class=\"misc\">other name</mark> <mark class=\"date\">date</mark> \
    <mark class=\"pronoun\">pronoun, description</mark></p>\n";

/// What a reader should know of the reading. What was not read is struck through in the text, and a doubtful date may wait until it is asked for.
fn notes(document: &Document) -> String {
    let notes: Vec<&Diagnostic> = document.diagnostics().iter().filter(|note| note.kind != DiagnosticKind::Skipped).collect();
    if notes.is_empty() {
        return String::new();
    }
    let open = if notes.iter().any(|note| note.kind != DiagnosticKind::Date) { " open" } else { "" };
    let list: String = notes.iter().map(|note| format!("<li>{}</li>\n", escaped(&note.message))).collect();
    let count = if notes.len() == 1 { "1 note".to_owned() } else { format!("{} notes", notes.len()) };
    format!("<details class=\"entities\"{open}>\n<summary>{count} on the reading</summary>\n<ul class=\"note\">\n{list}</ul>\n</details>\n")
}

/// The entities as a table, each with a link to its first mention.
fn entities(document: &Document, text: &Text<'_>, anchor: &str) -> String {
    let found = document.annotations();
    let row = |entity: &crate::document::Entity| {
        let count = entity.mentions.iter().filter(|&&id| found.mention(id).form == Form::Name).count();
        let others: Vec<&str> = entity.names.iter().map(|name| &**name).filter(|name| *name != &*entity.name).collect();
        let first = entity.mentions.first().map_or_else(String::new, |&mention| text.anchor_of(mention));
        format!(
            "<tr><th scope=\"row\"><a class=\"entity {kind}\" href=\"#{first}\">{}</a></th><td>{kind}</td><td>{count}</td><td>{}</td></tr>\n",
            escaped(&entity.name),
            escaped(&others.join(", ")),
            kind = class(entity.kind),
        )
    };
    let of_kind = |kind: EntityType| found.entities.iter().filter(move |entity| entity.kind == kind);
    let rows: String = EntityType::ALL.iter().flat_map(|&kind| of_kind(kind).map(row)).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<details class=\"entities\" id=\"{anchor}-entities\">\n<summary>{} entities</summary>\n<table>\n\
         <thead><tr><th scope=\"col\">name</th><th scope=\"col\">type</th><th scope=\"col\">times</th><th scope=\"col\">other names</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</details>\n",
        found.entities.len()
    )
}

/// What every page has around its parts.
struct Page<'p> {
    title: &'p str,
    summary: &'p str,
    /// Ids of sections and their names; those that the page lacks are left out.
    navigation: &'p [(&'p str, &'p str)],
    parts: &'p str,
}

impl Page<'_> {
    fn html(&self) -> String {
        let links = self.navigation.iter().filter(|(id, _)| self.parts.contains(&format!(" id=\"{id}\"")));
        let links: String = links.map(|(id, name)| format!("<li><a href=\"#{id}\">{name}</a></li>")).collect();
        let title = escaped(self.title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n\
             <header>\n<h1>{title}</h1>\n{}<nav aria-label=\"Parts of this page\"><ul>{links}</ul></nav>\n</header>\n<main id=\"main\">\n{}</main>\n\
             <footer><p>Read by dateline {}. The drawing is laid out by D3 (© Mike Bostock, ISC licence).</p></footer>\n\
             <script>{SCRIPT}</script>\n</body>\n</html>\n",
            policy::content_security_policy(STYLE, SCRIPT),
            self.summary,
            self.parts,
            env!("CARGO_PKG_VERSION"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;
    use crate::output::sample;

    #[test]
    fn what_the_reading_left_out_is_said() {
        let page = to_html(&[sample::document()]);
        assert!(page.contains("<summary>1 note on the reading</summary>\n<ul class=\"note\">\n<li>a &lt;note&gt;</li>"));
        let nothing_to_say = Document::new(None, None, sample::annotations(), Vec::new(), Vec::new());
        assert!(!to_html(&[nothing_to_say]).contains("on the reading"));
    }

    #[test]
    fn everything_from_the_article_is_escaped() {
        let mut builder = NetworkBuilder::new();
        builder.add(&sample::document());
        for html in [to_html(&[sample::document()]), to_network_html(&builder.build())] {
            let html = html.replace(SCRIPT, "");
            assert!(!html.contains("<Tripoli>") && !html.contains("Zoë \"Z\""), "{html}");
            assert_eq!(html.matches("<mark").count(), html.matches("</mark>").count());
            assert_eq!(html.matches("<script").count(), 1);
        }
    }

    #[test]
    fn the_text_is_marked() {
        let html = to_html(&[sample::document()]);
        assert!(html.contains("<h1>Talks &amp; more</h1>"));
        let place = "&lt;<mark id=\"d0m2\" class=\"place name\" data-entity=\"d0e2\" title=\"place: Tripoli\">Tripoli</mark>&gt;";
        assert!(html.contains(place), "{html}");
        assert!(html.contains("<span class=\"evidence\" data-trigger=\"d0r0\">met</span>"));
        assert!(html.contains("<mark class=\"trigger\">met</mark>"));
        assert!(html.contains("<a href=\"#d0r0\"><time datetime=\"2020-12-26\">26 December 2020</time></a>"));
    }

    #[test]
    fn anchors_lead_somewhere() {
        let html = to_html(&[sample::document(), sample::document()]);
        for link in html.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(html.contains(&format!(" id=\"{link}\"")), "{link}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    }

    #[test]
    fn the_script_cannot_end_early() {
        assert!(!SCRIPT.to_lowercase().contains("</script") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.to_lowercase().contains("</style"));
    }
}
