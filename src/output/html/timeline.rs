//! Dated relations in the order of time.

use super::claim::{Actors, Claim, class};
use super::escape::escaped;

/// How many entries a page holds. The newest of more would make it slow to open.
const MOST: usize = 1_000;

struct Entry<'c> {
    when: &'c str,
    place: Option<&'c str>,
    claim: &'c Claim,
}

/// The section, or nothing where nothing is dated.
pub(super) fn section(claims: &[Claim], actors: &Actors) -> String {
    let mut entries: Vec<Entry<'_>> = claims.iter().flat_map(entries).collect();
    entries.sort_by_key(|entry| (entry.when, &entry.claim.card));
    entries.dedup_by_key(|entry| (entry.when, &entry.claim.card));
    if entries.is_empty() {
        return String::new();
    }
    let undated = claims.iter().filter(|claim| claim.moments.is_empty()).count();
    let left_out = entries.len().saturating_sub(MOST);
    let items: String = entries.iter().take(MOST).map(|entry| item(entry, actors)).collect();
    let note = match (undated, left_out) {
        (0, 0) => String::new(),
        (undated, 0) => format!("<p class=\"note\">Without a date: {undated} of {} relations.</p>\n", claims.len()),
        (undated, left_out) => format!(
            "<p class=\"note\">The first {MOST} of {} dated entries; without a date: {undated} relations. All of them are in the other formats.</p>\n",
            left_out + MOST
        ),
    };
    format!(
        "<section id=\"timeline\" aria-labelledby=\"timeline-title\">\n<h2 id=\"timeline-title\">Timeline</h2>\n<ol class=\"timeline\">\n{items}</ol>\n\
         {note}</section>\n"
    )
}

fn entries(claim: &Claim) -> impl Iterator<Item = Entry<'_>> {
    claim.moments.iter().map(move |(when, place)| Entry { when, place: place.as_deref(), claim })
}

fn item(entry: &Entry<'_>, actors: &Actors) -> String {
    let Entry { when, place, claim } = entry;
    let side = |actor: usize| {
        let actor = actors.actor(actor);
        format!("<span class=\"entity {}\">{}</span>", class(actor.kind), escaped(&actor.name))
    };
    let place = place.map_or_else(String::new, |place| format!(", in {}", escaped(place)));
    format!(
        "<li data-card=\"{card}\"><a href=\"#{card}\">{}</a> {} {} {}{place}</li>\n",
        time(when),
        side(claim.from),
        claim.words(),
        side(claim.to),
        card = claim.card,
    )
}

/// A date for people, with the machine's form beside it where HTML knows one.
pub(super) fn time(when: &str) -> String {
    let shown = escaped(&spelled(when));
    let is_html =
        when.bytes().all(|b| b.is_ascii_digit() || b == b'-') && when.starts_with(|c: char| c.is_ascii_digit()) && when.len() >= 4;
    if is_html { format!("<time datetime=\"{when}\">{shown}</time>") } else { format!("<span class=\"time\">{shown}</span>") }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `2020-12-26` as "26 December 2020", `2020-12` as "December 2020"; anything else as it is.
fn spelled(when: &str) -> String {
    let number = |part: &str| part.parse::<usize>().ok();
    let month = |part: &str| number(part).and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let parts: Vec<&str> = when.split('-').collect();
    let spelled = match parts[..] {
        [year, m] => month(m).map(|month| format!("{month} {year}")),
        [year, m, day] => month(m).zip(number(day)).map(|(month, day)| format!("{day} {month} {year}")),
        _ => None,
    };
    spelled.unwrap_or_else(|| when.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_spelled_for_people() {
        let cases = [
            ("2020-12-26", "26 December 2020"),
            ("2020-01", "January 2020"),
            ("2020", "2020"),
            ("2020-W52", "2020-W52"),
            ("2020-13", "2020-13"),
        ];
        for (when, expected) in cases {
            assert_eq!(spelled(when), expected);
        }
    }

    #[test]
    fn only_dates_that_html_knows_are_given_to_machines() {
        assert_eq!(time("2020-12"), "<time datetime=\"2020-12\">December 2020</time>");
        assert_eq!(time("2020-W52"), "<span class=\"time\">2020-W52</span>");
    }
}
