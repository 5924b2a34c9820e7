//! Text is never an error: whatever comes, nothing panics, every span lies on the text, and time grows with length and no faster.

use std::time::{Duration, Instant};

use crate::support::{check, example_article, extract};

/// Debug builds read less, for the model is slow without optimisation.
const SCALE: usize = if cfg!(debug_assertions) { 5 } else { 1 };

#[test]
fn evidence_lies_in_its_sentence() {
    for name in ["student-clock.txt", "harbour-talks.txt", "asylum-seekers.txt", "korea-high-alert.txt"] {
        let document = extract(&example_article(name));
        assert!(!document.relations().is_empty(), "{name} states something");
        check::holds(&document);
    }
}

#[test]
fn odd_texts_are_read() {
    let cases = [
        ("nothing", String::new()),
        ("one letter", "A".into()),
        ("one mark", ".".into()),
        ("space", " \t\n\u{a0}\u{2028}\u{3000}\r\n ".into()),
        ("invisible", "\u{feff}\u{200b}\u{200d}\u{ad}".into()),
        ("emoji", "🎉👩‍👩‍👧‍👦🇫🇮🏴‍☠️".repeat(50)),
        ("right to left", "التقى وزير الدفاع التركي خلوصي أكار رئيس المجلس في طرابلس يوم السبت. \u{202e}neveS\u{202c}".repeat(5)),
        ("NUL", "Angela Merkel\0met\0Emmanuel Macron in\0\0Paris.\0".into()),
        ("controls", (0..32u8).map(char::from).chain("Merkel met Macron.".chars()).collect()),
        ("a long word", "Donaudampfschifffahrt".repeat(500)),
        ("a long word of marks", "!?".repeat(5_000)),
        ("CRLF", "Angela Merkel met Emmanuel Macron.\r\n\r\nThey signed a treaty in Aachen.\r\n".into()),
        ("decomposed accents", "Ursula Plassnik met Beno\u{302}\u{301}i\u{302}t Cure\u{301} in Zu\u{308}rich.".into()),
        ("accents without letters", "\u{301}\u{308} met \u{301}.".into()),
        ("no full stop", "merkel met macron and ".repeat(400)),
        ("brackets", "(".repeat(3_000)),
        ("quotes", "“".repeat(1_000) + "Merkel met Macron" + &"”".repeat(1_000)),
        ("one name over and over", "Merkel ".repeat(2_000)),
        ("dates", "On March 12, 2021, May 2 and the 31st of February 99999, ".repeat(100)),
        ("numbers", "1 000 000,00 99999999999999999999999999999999 0000-00-00 ".repeat(50)),
        ("page furniture alone", "[ad_1]\n\nread more\n\n[ad_2]\n".repeat(20)),
    ];
    for (name, text) in cases {
        eprintln!("{name}");
        let document = extract(&text);
        assert_eq!(document.text(), text);
        check::holds(&document);
    }
}

#[test]
fn surrounding_space_is_no_part_of_a_name() {
    let document = extract("  Angela Merkel\u{a0}met \r\n Emmanuel Macron .");
    for mention in &document.annotations().mentions {
        let surface = mention.span.of(document.text());
        assert_eq!(surface, surface.trim(), "{surface:?}");
    }
}

#[test]
fn much_text_is_read() {
    check::holds(&extract(&one_letter(50_000 / SCALE)));
    check::holds(&extract(&news(200_000 / SCALE)));
}

#[test]
#[ignore = "takes minutes: the checks before a merge run it"]
fn a_megabyte_of_one_letter_is_read() {
    check::holds(&extract(&one_letter(1_000_000)));
}

#[test]
#[ignore = "takes minutes: the checks before a merge run it"]
fn five_megabytes_of_news_are_read() {
    check::holds(&extract(&news(5_000_000)));
}

fn one_letter(bytes: usize) -> String {
    "a ".repeat(bytes / 2)
}

fn news(bytes: usize) -> String {
    let article = example_article("asylum-seekers.txt") + "\n\n";
    article.repeat(bytes / article.len())
}

/// Four times the text may take eight times as long on a busy machine, but not the sixteen times of a quadratic step.
#[test]
fn time_is_linear_in_length() {
    let news = news(30_000 / SCALE);
    let unpunctuated = "Merkel met Macron in Paris and ".repeat(800 / SCALE);
    for text in [news, unpunctuated] {
        let long = text.repeat(4);
        extract(&text);
        let (one, four) = (time(&text), time(&long));
        assert!(four < one * 8 + Duration::from_millis(500), "{one:?} for {} bytes, {four:?} for {}", text.len(), long.len());
    }
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    extract(text);
    start.elapsed()
}
