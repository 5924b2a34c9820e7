//! What must hold of any text, tried on texts by lot. The lot is the same every time; `DATELINE_CASES=1000 cargo test --release properties` tries a thousand
//! times as many, and `DATELINE_SEED=2` others.

use dateline::document::{Document, Form, Span};
use dateline::output::to_json;
use dateline::{Article, Extractor};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::{EXTRACTOR, TINY, check, text, tiny_on};

/// So many cases, or as many times that as the environment asks for.
fn cases(usual: u32) -> ProptestConfig {
    let number = |name| std::env::var(name).ok().and_then(|value| value.parse::<u32>().ok());
    ProptestConfig {
        cases: usual.saturating_mul(number("DATELINE_CASES").unwrap_or(1)),
        rng_seed: RngSeed::Fixed(number("DATELINE_SEED").unwrap_or(1).into()),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Anything: all of Unicode, with what breaks programs more often than chance has it.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\0",
        "\r\n",
        "\u{feff}",
        "\u{200d}",
        "\u{301}",
        "\u{202e}",
        "\u{2028}",
        "🏴‍☠️",
        "ß",
        "ﬃ",
        "İ",
        "\u{a0}",
        "\u{ad}",
    ]);
    let part = prop_oneof![3 => "\\PC{0,12}", 1 => odd.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// Words that the stages look for, in no good order.
fn wordy_text() -> impl Strategy<Value = String> {
    let words = "Angela|Merkel|Mr.|President|Ankara|Turkish|U.S.|GNA|Government of National Accord|Bank of England|the minister|he|they|which|\
        met|signed|did not|will|said that|accused|killed|agreement|with|between|and|of|in|,|.|\n|\n\n|“|”|\"|'s|(|)|—|[ad_1]|read more|\
        on Tuesday|March 3, 2021|3/4/2021|two years ago|the 31st of February|yesterday|from 5 to 7 May|1.5 million|2021|twenty-first|http://a.b/c|@c";
    let word = prop::sample::select(words.split('|').collect::<Vec<_>>());
    prop::collection::vec((word, prop::bool::weighted(0.9)), 0..60)
        .prop_map(|words| words.into_iter().map(|(word, spaced)| if spaced { format!("{word} ") } else { word.to_owned() }).collect())
}

fn any_article() -> impl Strategy<Value = Article> {
    let title = prop::option::of(prop_oneof![wordy_text(), any_text()]);
    let published = prop::option::of((1900i16..2100, 1i8..=12, 1i8..=28));
    (prop_oneof![any_text(), wordy_text()], title, published).prop_map(|(text, title, published)| {
        let mut article = Article::new(text);
        if let Some(title) = title {
            article = article.with_title(title);
        }
        if let Some((year, month, day)) = published {
            article = article.with_published(jiff::civil::date(year, month, day));
        }
        article
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn everything_holds_whatever_the_model_says(article in any_article()) {
        check::holds(&TINY.extract(&article));
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn everything_holds_of_what_the_model_says(article in any_article()) {
        check::holds(&EXTRACTOR.extract(&article));
    }

    #[test]
    fn company_order_and_threads_change_nothing(articles in prop::collection::vec(any_article(), 1..6)) {
        let alone: Vec<String> = articles.iter().map(|article| to_json(&TINY.extract(article))).collect();
        let reversed: Vec<Article> = articles.iter().rev().cloned().collect();
        for threads in [1, 2, 8] {
            let extractor = on(threads);
            prop_assert_eq!(&alone, &extractor.extract_batch(&articles).iter().map(to_json).collect::<Vec<_>>());
            prop_assert_eq!(&alone, &extractor.extract_batch(&reversed).iter().rev().map(to_json).collect::<Vec<_>>());
        }
    }

    /// Furniture between the paragraphs is skipped, and the paragraphs read as they would without it.
    #[test]
    fn cleaning_moves_and_loses_nothing(paragraphs in prop::collection::vec(paragraph(), 1..6)) {
        let plain = paragraphs.join("\n\n");
        let dirty = paragraphs.join("\n\n[ad_1]\n\n");
        let (plain, dirty) = (TINY.extract(&Article::new(plain)), TINY.extract(&Article::new(dirty)));
        check::holds(&dirty);
        prop_assert_eq!(dirty.diagnostics().iter().filter(|note| note.kind.as_str() == "skipped").count(), paragraphs.len() - 1);
        prop_assert_eq!(surfaces(&plain), surfaces(&dirty));
    }
}

proptest! {
    #![proptest_config(cases(12))]

    /// A window holds at most 128 pieces or one sentence, so the scores of a sentence that stands further from the end than that do not see what is
    /// added there.
    #[test]
    fn what_is_added_at_the_end_leaves_far_names_alone(paragraphs in prop::collection::vec(paragraph(), 12..20), added in paragraph()) {
        let short = paragraphs.join("\n\n");
        let long = format!("{short}\n\n{added}");
        let (short, long) = (EXTRACTOR.extract(&Article::new(short)), EXTRACTOR.extract(&Article::new(long)));
        let far = short.annotations().tokens.len().saturating_sub(128);
        let end = short.annotations().tokens.get(far).map_or(0, |token| token.span.start);
        prop_assert_eq!(names_before(&short, end), names_before(&long, end));
    }
}

fn on(threads: usize) -> &'static Extractor {
    static ON: std::sync::LazyLock<[Extractor; 3]> = std::sync::LazyLock::new(|| [tiny_on(1), tiny_on(2), tiny_on(8)]);
    &ON[[1, 2, 8].iter().position(|&known| known == threads).expect("one of these")]
}

/// A sentence of a newspaper; no two are alike.
fn paragraph() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(vec!["met", "accused", "signed an agreement with", "will visit", "did not support"]);
    let when = prop::sample::select(vec!["", " on Tuesday", " on March 3, 2021", " two years ago"]);
    (0usize..1_000_000, verb, 0usize..1_000_000, when).prop_map(|(a, verb, b, when)| {
        format!("President {} {verb} {} in {}{when}.", text::person(a), text::person(b), text::surname(a + b))
    })
}

fn surfaces(document: &Document) -> Vec<String> {
    document.annotations().tokens.iter().map(|token| token.span.of(document.text()).to_owned()).collect()
}

fn names_before(document: &Document, end: usize) -> Vec<(Span, f32)> {
    let names = document.annotations().mentions.iter().filter(|mention| mention.form == Form::Name && mention.span.end <= end);
    names.map(|mention| (mention.span, mention.confidence)).collect()
}
