//! The phrases by which page furniture is known, all in lower case.

use super::super::chars;

/// A sort of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    Advertisement,
    Teaser,
    Headline,
    Title,
    Credit,
    Source,
    Invitation,
    Address,
    Copyright,
}

impl Furniture {
    /// For people.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Advertisement => "an advertisement mark",
            Self::Teaser => "a teaser of another story",
            Self::Headline => "the headline of another story, after a teaser",
            Self::Title => "the title again",
            Self::Credit => "a photo credit",
            Self::Source => "a note of the source",
            Self::Invitation => "an invitation to subscribe, share or click",
            Self::Address => "a web address alone on its line",
            Self::Copyright => "a copyright line",
        }
    }
}

/// Lines that are furniture if they are nothing but this phrase.
const WHOLE: &[(Furniture, &[&str])] = &[
    (
        Furniture::Advertisement,
        &[
            "advertisement",
            "advertisements",
            "advertising",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "paid content",
            "promoted",
            "promoted content",
            "partner content",
            "advertisement scroll to continue",
            "scroll to continue",
            "article continues below advertisement",
            "article continues after advertisement",
            "story continues below",
            "story continues below advertisement",
            "story continues after advertisement",
            "continue reading below",
            "continue reading the main story",
            "advertisement continue reading the main story",
            "this advertisement has not loaded yet",
        ],
    ),
    (
        Furniture::Teaser,
        &[
            "read more",
            "read also",
            "also read",
            "more",
            "read",
            "see also",
            "read next",
            "up next",
            "read this",
            "related",
            "related article",
            "related articles",
            "related stories",
            "related story",
            "related news",
            "related content",
            "related topics",
            "related coverage",
            "related posts",
            "more on this story",
            "more on this",
            "more stories",
            "more news",
            "more from this section",
            "you may also like",
            "you might also like",
            "you may also be interested in",
            "recommended",
            "recommended for you",
            "recommended stories",
            "dont miss",
            "must read",
            "most read",
            "most popular",
            "trending",
            "trending now",
            "latest news",
            "watch",
            "watch also",
            "also watch",
            "read more on",
            "keep reading",
            "editors picks",
            "top stories",
            "more to read",
            "further reading",
        ],
    ),
    (
        Furniture::Credit,
        &[
            "getty images",
            "getty",
            "afp",
            "reuters",
            "ap photo",
            "file photo",
            "file image",
            "file",
            "stock photo",
            "shutterstock",
            "istock",
            "photo",
            "image",
            "epa",
            "afp via getty images",
            "screenshot",
            "image source",
            "image caption",
            "photo credit",
            "image credit",
            "handout",
            "enlarge this image",
            "hide caption",
            "toggle caption",
            "play video",
            "watch video",
            "video",
        ],
    ),
    (
        Furniture::Invitation,
        &[
            "share",
            "share this",
            "share this article",
            "share this story",
            "share this post",
            "share on facebook",
            "share on twitter",
            "share on whatsapp",
            "share on linkedin",
            "share on x",
            "facebook",
            "twitter",
            "whatsapp",
            "telegram",
            "linkedin",
            "pinterest",
            "instagram",
            "email",
            "e mail",
            "print",
            "copy link",
            "copy url",
            "link copied",
            "tweet",
            "comment",
            "comments",
            "leave a comment",
            "post a comment",
            "add a comment",
            "view comments",
            "show comments",
            "click here",
            "tap here",
            "subscribe",
            "subscribe now",
            "sign up",
            "sign in",
            "log in",
            "login",
            "register",
            "follow us",
            "follow",
            "like us",
            "join us",
            "donate",
            "support us",
            "newsletter",
            "back to top",
            "skip to content",
            "skip to main content",
            "listen",
            "listen to this article",
            "listen to article",
            "save",
            "bookmark",
            "menu",
            "search",
            "close",
            "load more",
            "show more",
            "see more",
            "view more",
            "view all",
            "see all",
            "tags",
            "accept",
            "accept cookies",
        ],
    ),
    (Furniture::Copyright, &["all rights reserved"]),
];

/// Lines that are furniture if they begin with this phrase and hold no more than so many words. The phrases cannot begin a sentence of news.
const OPENINGS: &[(Furniture, usize, &[&str])] = &[
    (
        Furniture::Invitation,
        30,
        &[
            "sign up for our",
            "sign up to our",
            "sign up here",
            "sign up for the newsletter",
            "sign up to receive",
            "subscribe to our",
            "subscribe to the newsletter",
            "subscribe for",
            "subscribe now",
            "click here to",
            "click here for",
            "click to share",
            "click to read",
            "tap here to",
            "follow us on",
            "follow us at",
            "like us on",
            "find us on",
            "join us on",
            "join our whatsapp",
            "join our telegram",
            "join our newsletter",
            "download our app",
            "download the app",
            "get our newsletter",
            "get the latest news",
            "get our free",
            "share this article",
            "share this story",
            "share this with",
            "share this on",
            "have you got a story",
            "please enable javascript",
            "this site uses cookies",
            "we use cookies",
            "already a subscriber",
            "thank you for reading",
            "thanks for reading",
            "to read the full story",
            "support our journalism",
        ],
    ),
    (
        Furniture::Copyright,
        40,
        &["copyright ©", "copyright (c)", "copyright 19", "copyright 20", "© 19", "© 20", "©19", "©20", "(c) 19", "(c) 20"],
    ),
    (
        Furniture::Credit,
        10,
        &[
            "photo:",
            "photos:",
            "photo by",
            "photos by",
            "photo credit",
            "photo courtesy",
            "photograph:",
            "photograph by",
            "(photo:",
            "(photo by",
            "[photo",
            "image:",
            "image by",
            "image credit",
            "image source",
            "image courtesy",
            "(image:",
            "picture:",
            "picture by",
            "pic:",
            "(pic:",
            "credit:",
            "credits:",
            "photo/",
            "file photo:",
            "video:",
            "screenshot:",
            "©",
            "📷",
            "📸",
        ],
    ),
    (Furniture::Source, 6, &["source:", "sources:", "source |", "(source:", "via:"]),
    (
        Furniture::Advertisement,
        8,
        &["advertisement:", "advertisement -", "advertisement –", "advertisement —", "story continues below", "article continues below"],
    ),
];

/// A label and the headline of another story on one line; without a final full stop for those that are not sure by themselves.
const SURE_LABELS: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "read next",
    "related article",
    "related articles",
    "related story",
    "related stories",
    "related news",
    "related coverage",
    "more on this",
    "you may also like",
    "you might also like",
    "must read",
    "also watch",
    "read this",
];
const UNSURE_LABELS: &[&str] = &["related", "more", "read", "recommended", "dont miss", "watch", "up next", "trending"];

/// Firms and sites that pictures are credited to.
const PICTURE_SOURCES: &[&str] = &[
    "getty",
    "getty images",
    "reuters",
    "afp",
    "ap",
    "ap photo",
    "epa",
    "efe",
    "dpa",
    "tass",
    "xinhua",
    "anadolu",
    "anadolu agency",
    "shutterstock",
    "istock",
    "alamy",
    "flickr",
    "facebook",
    "twitter",
    "x",
    "instagram",
    "telegram",
    "youtube",
    "tiktok",
    "wikimedia",
    "wikimedia commons",
    "wikipedia",
    "pexels",
    "pixabay",
    "unsplash",
    "bloomberg",
    "sputnik",
    "ria novosti",
    "zuma press",
    "pool",
    "handout",
    "afp via getty images",
    "file",
    "file photo",
];

/// The longest line that can be furniture, in bytes. It bounds the work on a line.
const LONGEST: usize = 400;

/// What sort of furniture a line is, if it is one by itself.
pub(super) fn furniture(line: &str) -> Option<Furniture> {
    if line.len() > LONGEST {
        return None;
    }
    if is_shortcode(line) {
        return Some(Furniture::Advertisement);
    }
    if is_address(line) {
        return Some(Furniture::Address);
    }
    let line = lower(line);
    whole(&line).or_else(|| opening(&line)).or_else(|| label(&line)).or_else(|| is_credit(&line).then_some(Furniture::Credit))
}

/// Whether a line after a teaser is the headline of another story: short, and without the full stop that a sentence of the article would have.
pub(super) fn is_foreign_headline(line: &str) -> bool {
    const MOST_WORDS: usize = 25;
    !line.ends_with(|c| chars::is_stop(c) && c != '…' || chars::is_closer(c) || matches!(c, ':' | ';' | ','))
        && (2..=MOST_WORDS).contains(&line.split_whitespace().count())
}

fn is_shortcode(line: &str) -> bool {
    let inner = line.strip_prefix("[ad_").and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_address(line: &str) -> bool {
    let is_one_word = !line.contains(char::is_whitespace);
    is_one_word && (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
}

fn lower(line: &str) -> String {
    line.to_lowercase()
}

/// The words of a line alone, for comparing whole lines: "[Read more »]" is "read more".
fn words(line: &str) -> String {
    let plain: String = line.chars().filter(|&c| !chars::is_apostrophe(c)).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole(line: &str) -> Option<Furniture> {
    // A question or an exclamation of one word is somebody's words; so is one with a full stop.
    if line.ends_with(['.', '?', '!']) && !line.ends_with("..") {
        return None;
    }
    let words = words(line);
    WHOLE.iter().find(|(_, phrases)| phrases.contains(&words.as_str())).map(|&(furniture, _)| furniture)
}

fn opening(line: &str) -> Option<Furniture> {
    let count = line.split_whitespace().count();
    let fits = |&&(_, most, phrases): &&(Furniture, usize, &[&str])| count <= most && phrases.iter().any(|phrase| begins(line, phrase));
    let &(furniture, ..) = OPENINGS.iter().find(fits)?;
    // A short line that ends as a sentence is kept where the phrase could open one: "Photo by photo, she showed the damage."
    let is_sentence = line.ends_with('.') && count > 4 && matches!(furniture, Furniture::Credit | Furniture::Source);
    (!is_sentence).then_some(furniture)
}

/// Whether the line begins with the phrase, and the phrase does not end inside a word.
fn begins(line: &str, phrase: &str) -> bool {
    let Some(rest) = line.strip_prefix(phrase) else { return false };
    !phrase.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric)
}

fn label(line: &str) -> Option<Furniture> {
    let (label, rest) = line.split_once([':', '|', '»'])?;
    let label = words(label);
    let is_sure = SURE_LABELS.contains(&label.as_str());
    let is_unsure = UNSURE_LABELS.contains(&label.as_str());
    let is_headline = !rest.is_empty() && !rest.ends_with(|c| c == '.' || chars::is_closer(c));
    let found = if rest.trim().is_empty() { Furniture::Teaser } else { Furniture::Headline };
    (is_sure || is_unsure && is_headline).then_some(found)
}

/// `Facebook / @SomeMinistry`, "Jane Doe/AFP via Getty Images": a few words, a slash or a bar, and a source of pictures on one side of it.
fn is_credit(line: &str) -> bool {
    const MOST_WORDS: usize = 8;
    let line = line.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']'));
    let Some((left, right)) = line.split_once(['/', '|']) else { return false };
    let is_source = |side: &str| PICTURE_SOURCES.contains(&side.trim());
    line.split_whitespace().count() <= MOST_WORDS && !line.ends_with(['.', '?', '!']) && (is_source(left) || is_source(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known() {
        use Furniture::{Address, Advertisement, Copyright, Credit, Headline, Invitation, Source, Teaser};
        let cases = [
            ("[ad_1]", Advertisement),
            ("ADVERTISEMENT", Advertisement),
            ("Advertisement - scroll to continue", Advertisement),
            ("read more", Teaser),
            ("[Read More »]", Teaser),
            ("Read also: Storm hits the coast", Headline),
            ("Related: Why did it happen?", Headline),
            ("MORE: Ten things to know", Headline),
            ("Facebook / @TheMinistry", Credit),
            ("Photo: Reuters", Credit),
            ("(Photo by Jane Doe)", Credit),
            ("Jane Doe/AFP via Getty Images", Credit),
            ("Getty Images", Credit),
            ("Source: RT", Source),
            ("Sign up for our newsletter to get the news every morning.", Invitation),
            ("Share this:", Invitation),
            ("Click here to join our channel.", Invitation),
            ("https://example.org/a", Address),
            ("© 2020 The Daily. All rights reserved.", Copyright),
        ];
        for (line, expected) in cases {
            assert_eq!(furniture(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_are_not_furniture() {
        let cases = [
            "Read more books, the minister said.",
            "More: that is what the union wants.",
            "Related families were reunited.",
            "Share this burden, he told Europe.",
            "Photo by photo, she showed what the flood had done.",
            "Sources: the army and the police disagree on the number of dead.",
            "The minister in Tripoli (file photo).",
            "Advertisement spending fell by a third.",
            "Copyright law will change next year.",
            "More.",
            "Video showed the moment of the attack.",
        ];
        for line in cases {
            assert_eq!(furniture(line), None, "{line}");
        }
    }
}
