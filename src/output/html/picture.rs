//! Who is linked with whom, as a drawing. Without scripts the nodes stand on a circle; the script places them by their links.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::claim::{Actors, Claim, class};
use super::escape::{escaped, spaced};

/// More nodes than this are no picture any more. Those with the most links are drawn.
const MOST: usize = 80;
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 640.0;

/// The section, or nothing where nothing is linked.
pub(super) fn section(claims: &[Claim], actors: &Actors) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let drawn = drawn(claims);
    let note = if drawn.len() < actors.len() {
        format!(" Drawn are the {} entities with the most links of {}.", drawn.len(), actors.len())
    } else {
        String::new()
    };
    let places: BTreeMap<usize, (f64, f64)> =
        drawn.iter().enumerate().map(|(i, &actor)| (actor, on_circle(i as f64 / drawn.len() as f64))).collect();
    format!(
        "<section id=\"network\" aria-labelledby=\"network-title\">\n<h2 id=\"network-title\">Network</h2>\n<figure>\n\
         <svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"network-title network-note\">\n\
         <g class=\"edges\">\n{}</g>\n<g class=\"nodes\">\n{}</g>\n</svg>\n\
         <figcaption id=\"network-note\">Who is linked with whom; the list of relations says the same in words.{note}\
         <span class=\"needs-script\" hidden> Choose an entity to see its relations alone: by pointer, or by the arrow keys and Enter.</span></figcaption>\n\
         </figure>\n</section>\n",
        edges(claims, &places),
        nodes(actors, &places, claims),
    )
}

/// The actors with the most links, in their own order.
fn drawn(claims: &[Claim]) -> Vec<usize> {
    let mut counts = BTreeMap::<usize, usize>::new();
    for side in claims.iter().flat_map(|claim| [claim.from, claim.to]) {
        *counts.entry(side).or_default() += 1;
    }
    let mut order: Vec<(usize, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    order.truncate(MOST);
    let mut drawn: Vec<usize> = order.into_iter().map(|(actor, _)| actor).collect();
    drawn.sort_unstable();
    drawn
}

fn on_circle(turn: f64) -> (f64, f64) {
    let angle = turn * std::f64::consts::TAU;
    (WIDTH / 2.0 + 0.38 * WIDTH * angle.cos(), HEIGHT / 2.0 + 0.4 * HEIGHT * angle.sin())
}

/// One line for each pair, with the cards of all its relations.
fn edges(claims: &[Claim], places: &BTreeMap<usize, (f64, f64)>) -> String {
    let mut pairs = BTreeMap::<(usize, usize), Vec<&Claim>>::new();
    for claim in claims {
        pairs.entry((claim.from.min(claim.to), claim.from.max(claim.to))).or_default().push(claim);
    }
    let mut svg = String::new();
    for ((from, to), claims) in pairs {
        let (Some((x1, y1)), Some((x2, y2))) = (places.get(&from), places.get(&to)) else { continue };
        let cards: Vec<&str> = claims.iter().map(|claim| claim.card.as_str()).collect();
        let mut kinds: Vec<&str> = claims.iter().map(|claim| claim.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let status = if claims.iter().any(|claim| claim.status() == "fact") { "" } else { " unsure" };
        let _ = writeln!(
            svg,
            "<g class=\"edge{status}\" data-from=\"n{from}\" data-to=\"n{to}\" data-cards=\"{}\"><line x1=\"{x1:.0}\" y1=\"{y1:.0}\" \
             x2=\"{x2:.0}\" y2=\"{y2:.0}\"/><text x=\"{:.0}\" y=\"{:.0}\">{}</text></g>",
            cards.join(" "),
            f64::midpoint(*x1, *x2),
            f64::midpoint(*y1, *y2),
            spaced(&kinds.join(", ")),
        );
    }
    svg
}

fn nodes(actors: &Actors, places: &BTreeMap<usize, (f64, f64)>, claims: &[Claim]) -> String {
    let mut svg = String::new();
    for (&number, (x, y)) in places {
        let actor = actors.actor(number);
        let links = claims.iter().filter(|claim| claim.from == number || claim.to == number).count();
        let name = escaped(&actor.name);
        let kind = class(actor.kind);
        let label = format!("{name}, {kind}, {links} {}", if links == 1 { "relation" } else { "relations" });
        let _ = writeln!(
            svg,
            "<g class=\"node {kind}\" id=\"n{number}\" transform=\"translate({x:.0} {y:.0})\" data-label=\"{label}\"><circle r=\"{:.1}\"/>\
             <text y=\"-14\">{name}</text></g>",
            6.0 + (links as f64).sqrt() * 2.0,
        );
    }
    svg
}
