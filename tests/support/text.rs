//! Made-up text: as much of it as a test asks for, of the sort that it asks for.

const GIVEN: [&str; 10] = ["Anna", "Bob", "Carl", "Dora", "Emil", "Fritz", "Gina", "Hugo", "Ida", "Jan"];
const SYLLABLES: [&str; 10] = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];

/// A name that no other number has.
pub(crate) fn surname(mut i: usize) -> String {
    let mut name = String::new();
    for _ in 0..6 {
        name.push_str(SYLLABLES[i % 10]);
        i /= 10;
    }
    name[..1].to_uppercase() + &name[1..]
}

pub(crate) fn person(i: usize) -> String {
    format!("{} {}", GIVEN[i % 10], surname(i))
}

/// A way to write text that is hard on one stage or another, `n` times over.
pub(crate) type Hard = fn(usize) -> String;

/// Each named by what there is much of.
pub(crate) const HARD: &[(&str, Hard)] = &[
    ("names, each of another person", |n| repeated(n, |i| format!("{} met {}. ", person(i), person(7 * i + 3)))),
    ("persons of one surname", |n| repeated(n, |i| format!("{} {} Smith met Smith. ", GIVEN[i % 10], surname(i)))),
    ("bodies with one head", |n| repeated(n, |i| format!("The Ministry of {0} signed with {0} Group and the Ministry. ", surname(i)))),
    ("acronyms", |n| repeated(n, |i| surname(i).to_uppercase() + " ")),
    ("names in one sentence", |n| repeated(n, |i| format!("{} and the minister of {} ", person(i), surname(i / 3)))),
    ("coordination", |n| repeated(n, |i| person(i) + ", ") + "met."),
    ("names of names", |n| repeated(n, |i| format!("Bank of {} of ", surname(i)))),
    ("pronouns", |n| repeated(n, |i| format!("{} said she met him and they saw it. The minister left. ", surname(i % 50)))),
    ("dates", |n| repeated(n, |i| format!("On March {}, {} he left; ", i % 31 + 1, 1900 + i % 150))),
    ("weekdays", |n| repeated(n, |i| format!("He left on Tuesday. It was {} May. ", i % 31 + 1))),
    ("months", |n| "March ".repeat(n)),
    ("durations", |n| "two years ago ".repeat(n)),
    ("ranges", |n| "from 1 to 2 to 3 and ".repeat(n)),
    ("numbers in words", |n| "one hundred and twenty thousand ".repeat(n)),
    ("a number of many parts", |n| "1.".repeat(n)),
    ("a number of many digits", |n| "1234567890".repeat(n)),
    ("quotes that never close", |n| repeated(n, |i| format!("“ {} said \"we met ", GIVEN[i % 10]))),
    ("brackets that never close", |n| "( [ ".repeat(n)),
    ("apostrophes", |n| "'".repeat(n)),
    ("one word", |n| "Donau".repeat(n)),
    ("hyphens", |n| "a-".repeat(n)),
    ("slashes", |n| "a/".repeat(n)),
    ("marks", |n| "!?".repeat(n)),
    ("full stops", |n| "A. ".repeat(n)),
    ("addresses", |n| "https://a.b/c ".repeat(n)),
    ("accents", |n| "e".to_owned() + &"\u{301}".repeat(n)),
    ("joined emoji", |n| "👩\u{200d}".repeat(n)),
    ("short lines", |n| repeated(n, |i| format!("{} left\n", GIVEN[i % 10]))),
    ("wrapped lines", |n| repeated(n, |i| format!("the {} of the house and the other house of some houses\n", surname(i).to_lowercase()))),
    ("empty lines", |n| " \n".repeat(n)),
    ("advertisement marks", |n| "[ad_1] ".repeat(n)),
    ("teasers", |n| "read more\n\n".repeat(n)),
];

fn repeated(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}
