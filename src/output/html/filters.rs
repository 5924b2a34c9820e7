//! The form that narrows a page down. It needs the script, and is hidden without it.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Actors, Claim, class};
use super::escape::{escaped, spaced};

const STATUSES: [(&str, &str); 4] = [("fact", "stated as fact"), ("planned", "planned"), ("possible", "possible"), ("denied", "denied")];

/// The form, with the values that occur.
pub(super) fn form(claims: &[Claim], actors: &Actors) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let kinds = counted(claims.iter().map(|claim| claim.kind.as_str()));
    let types = counted(claims.iter().flat_map(|claim| [claim.from, claim.to]).map(|actor| class(actors.actor(actor).kind)));
    let statuses = counted(claims.iter().map(Claim::status));
    let statuses = STATUSES.iter().filter_map(|(status, label)| statuses.get(status).map(|count| (*status, (*label).to_owned(), *count)));
    let of = |values: BTreeMap<&str, usize>| {
        values.into_iter().map(|(value, count)| (value.to_owned(), spaced(value), count)).collect::<Vec<_>>()
    };
    format!(
        "<form id=\"filters\" hidden aria-label=\"Filters\">\n<details>\n<summary>Filters</summary>\n<div class=\"fields\">\n\
         <p><label for=\"filter-actor\">Entity</label> <select id=\"filter-actor\" name=\"actor\"><option value=\"\">all</option>{}</select></p>\n\
         <p><label for=\"filter-confidence\">Confidence at least <output for=\"filter-confidence\">0.00</output></label> \
         <input type=\"range\" id=\"filter-confidence\" name=\"confidence\" min=\"0\" max=\"1\" step=\"0.05\" value=\"0\"></p>\n\
         {}{}{}<p><button type=\"reset\">Show all</button></p>\n</div>\n</details>\n</form>\n\
         <p id=\"status\" class=\"note\" role=\"status\"></p>\n",
        options(actors, claims),
        boxes("kind", "Kinds", of(kinds).into_iter()),
        boxes("type", "Types", of(types).into_iter()),
        boxes("status", "As", statuses.map(|(status, label, count)| (status.to_owned(), label, count))),
    )
}

fn counted<'c>(values: impl Iterator<Item = &'c str>) -> BTreeMap<&'c str, usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// The entities in alphabetical order.
fn options(actors: &Actors, claims: &[Claim]) -> String {
    let used: BTreeSet<usize> = claims.iter().flat_map(|claim| [claim.from, claim.to]).collect();
    let mut options: Vec<(&str, usize)> = used.into_iter().map(|number| (actors.actor(number).name.as_str(), number)).collect();
    options.sort_unstable();
    options.iter().map(|(name, number)| format!("<option value=\"n{number}\">{}</option>", escaped(name))).collect()
}

fn boxes(name: &str, legend: &str, values: impl Iterator<Item = (String, String, usize)>) -> String {
    let boxes: String = values
        .map(|(value, label, count)| {
            format!("<label><input type=\"checkbox\" name=\"{name}\" value=\"{}\" checked> {label} ({count})</label>\n", escaped(&value))
        })
        .collect();
    format!("<fieldset><legend>{legend}</legend>\n{boxes}</fieldset>\n")
}
