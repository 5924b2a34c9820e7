//! The page of a network: links with the sentences that state them, their timeline, and the drawing.

use super::claim::{Actors, Claim, class};
use super::escape::escaped;
use super::timeline::time;
use super::{Page, filters, picture, timeline};
use crate::network::{Link, Network, Statement};

/// How many links a page holds, and how many sentences of each: more would make it slow to open.
const MOST_LINKS: usize = 500;
const MOST_STATEMENTS: usize = 20;

/// One page for the network, which needs no other file: the drawing, a card for each link with its sentences, and a timeline.
///
/// A large network is cut to the links with the most statements; the page says so. The other formats hold everything.
pub fn to_network_html(network: &Network) -> String {
    let mut actors = Actors::default();
    let shown = network.links().get(..MOST_LINKS).unwrap_or(network.links());
    let claims: Vec<Claim> = shown.iter().enumerate().map(|(number, link)| claim(network, number, link, &mut actors)).collect();
    let cards: String = shown.iter().zip(&claims).map(|(link, claim)| card(network, link, claim, &actors)).collect();
    let summary = format!(
        "<p class=\"summary\">{} documents, {} entities, {} links{}</p>\n",
        network.sources().len(),
        network.nodes().len(),
        network.links().len(),
        if shown.len() < network.links().len() { format!("; shown are the {MOST_LINKS} with the most statements") } else { String::new() },
    );
    let links = format!(
        "<section id=\"relations\" aria-labelledby=\"relations-title\">\n<h2 id=\"relations-title\">Links</h2>\n<ol class=\"cards wide\">\n{cards}</ol>\n\
         </section>\n"
    );
    let parts = filters::form(&claims, &actors) + &picture::section(&claims, &actors) + &links + &timeline::section(&claims, &actors);
    Page {
        title: "Network",
        summary: &summary,
        navigation: &[("network", "Network"), ("relations", "Links"), ("timeline", "Timeline")],
        parts: &parts,
    }
    .html()
}

fn claim(network: &Network, number: usize, link: &Link, actors: &mut Actors) -> Claim {
    let [from, to] = network.ends(link).map(|node| actors.number(&node.name, node.kind));
    let moment = |statement: &Statement| Some((statement.when.as_ref()?.to_string(), statement.place.as_ref().map(ToString::to_string)));
    Claim {
        card: format!("l{number}"),
        kind: link.kind.clone(),
        from,
        to,
        polarity: link.polarity,
        modality: link.modality,
        confidence: link.confidence(),
        moments: link.statements.iter().filter_map(moment).collect(),
    }
}

fn card(network: &Network, link: &Link, claim: &Claim, actors: &Actors) -> String {
    let side = |actor: usize| {
        let actor = actors.actor(actor);
        format!("<span class=\"entity {}\">{}</span>", class(actor.kind), escaped(&actor.name))
    };
    let dates = link.dates().map_or_else(String::new, |(first, last)| {
        if first == last { format!(", {}", time(first)) } else { format!(", {} to {}", time(first), time(last)) }
    });
    let (count, documents) = (link.statements.len(), link.documents());
    let sentences: String = link.statements.iter().take(MOST_STATEMENTS).map(|statement| sentence(network, statement)).collect();
    let more = count.saturating_sub(MOST_STATEMENTS);
    let more = if more == 0 { String::new() } else { format!("<p class=\"note\">and {more} more</p>\n") };
    format!(
        "<li class=\"card\"{}>\n<p class=\"claim\">{} {} {}</p>\n<details><summary>{count} {} in {documents} {}{dates}</summary>\n<ol class=\"sentences\">\n\
         {sentences}</ol>\n{more}</details>\n</li>\n",
        claim.attributes(actors),
        side(claim.from),
        claim.words(),
        side(claim.to),
        plural(count, "statement"),
        plural(documents, "document"),
    )
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

fn sentence(network: &Network, statement: &Statement) -> String {
    let source = network.source(statement);
    let label = escaped(source.label().unwrap_or("a document without a name"));
    // Only an address of the web is made a link: anything else, such as `javascript:`, is a name.
    let address = source.id.as_deref().filter(|id| id.starts_with("https://") || id.starts_with("http://"));
    let label = address.map_or_else(|| label.clone(), |address| format!("<a href=\"{}\" rel=\"noreferrer\">{label}</a>", escaped(address)));
    let published = source.published.as_deref().map_or_else(String::new, |date| format!(", {}", time(date)));
    let when = statement.when.as_deref().map_or_else(String::new, |when| format!(" <span class=\"when\">{}</span>", time(when)));
    format!(
        "<li><blockquote dir=\"auto\">{}</blockquote>\n<p class=\"origin\"><cite>{label}</cite>{published}, bytes {}–{}{when} <span>confidence {:.2}</span></p></li>\n",
        escaped(&statement.sentence),
        statement.start,
        statement.end,
        statement.confidence,
    )
}
