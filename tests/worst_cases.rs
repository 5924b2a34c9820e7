//! Texts that are made to be hard: nothing takes more time than its length warrants, and limits are kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dateline::{Article, Extractor, RuleSet, output};

use crate::support::text::{HARD, person, surname};
use crate::support::{EXTRACTOR, TINY, check, example_article};

/// Debug builds read less.
const SCALE: usize = if cfg!(debug_assertions) { 10 } else { 1 };

/// Time for four times the text, stage by stage: a quadratic stage would take sixteen times as long. Stages that take next to no time are left alone, for
/// a busy machine may stop them for longer than they run.
#[test]
fn no_stage_is_quadratic_in_anything() {
    const SLACK: Duration = Duration::from_millis(400);
    for (name, text) in HARD {
        let [short, long] = [1_000 / SCALE, 4_000 / SCALE].map(|n| stages(&text(n)));
        for ((stage, one), (_, four)) in short.iter().zip(&long) {
            assert!(*four < *one * 10 + SLACK, "{name}: {stage} takes {one:?}, and {four:?} for four times the text");
        }
    }
}

/// Each stage and each output with its time.
fn stages(text: &str) -> Vec<(&'static str, Duration)> {
    let (document, timings) = TINY.extract_timed(&Article::new(text).with_published(jiff::civil::date(2020, 12, 27)));
    let mut stages: Vec<_> = timings.stages().collect();
    let mut time = |name, write: &dyn Fn() -> String| {
        let start = Instant::now();
        let length = write().len();
        // What is written may repeat a sentence for each relation, and a sentence is no longer than a thousand tokens.
        assert!(length < 20_000 + 400 * text.len(), "{name}: {length} bytes for a text of {}", text.len());
        stages.push((name, start.elapsed()));
    };
    time("json", &|| output::to_json(&document));
    time("table", &|| document.to_string());
    time("csv", &|| output::to_csv_rows(&document));
    time("dot", &|| output::to_dot(&document));
    time("html", &|| output::to_html(std::slice::from_ref(&document)));
    stages
}

#[test]
fn hard_texts_are_read_right() {
    for (name, text) in HARD {
        eprintln!("{name}");
        check::holds(&TINY.extract(&Article::new(text(300 / SCALE))));
    }
}

#[test]
#[ignore = "takes a minute: the checks before a merge run it"]
fn a_hundred_thousand_names_are_read() {
    check::holds(
        &TINY.extract(&Article::new((0..50_000).map(|i| format!("{} met {}. ", person(i), person(7 * i + 3))).collect::<String>())),
    );
}

#[test]
#[ignore = "takes a minute: the checks before a merge run it"]
fn a_sentence_of_fifty_thousand_tokens_is_read_in_parts() {
    let document = TINY.extract(&Article::new((0..12_500).map(|i| format!("{} and {} ", person(i), surname(i / 3))).collect::<String>()));
    check::holds(&document);
    assert_eq!(document.annotations().tokens.len(), 50_000);
    assert!(document.annotations().sentences.iter().all(|sentence| sentence.len() <= 1_000));
    assert!(document.diagnostics().iter().any(|note| note.kind.as_str() == "long_sentence"));
}

#[test]
#[ignore = "takes a minute: the checks before a merge run it"]
fn ten_thousand_dates_are_read() {
    let text: String = (0..10_000).map(|i| format!("On March {}, {} he left; ", i % 31 + 1, 1900 + i % 150)).collect();
    let document = TINY.extract(&Article::new(text));
    check::holds(&document);
    assert!(document.annotations().dates.len() >= 10_000);
}

/// A rule is looked up by its word, so rules that do not apply cost nothing.
#[test]
fn many_rules_do_not_slow_reading() {
    let rule = |i: usize| format!("[[rule]]\nid = \"r{i}\"\npatterns = [\"A {} B\"]\n", surname(i).to_lowercase());
    let file = "kind = \"met_with\"\n".to_owned() + &(0..10_000).map(rule).collect::<String>();
    let many = RuleSet::builtin().clone().extend(&RuleSet::parse("many", &file).expect("rules"));
    let with_many = Extractor::builder().rules(many).build().expect("the model inside the crate loads");
    let annotations = EXTRACTOR.annotate(&Article::new(example_article("asylum-seekers.txt").repeat(10)));
    let time = |extractor: &Extractor| {
        let start = Instant::now();
        (extractor.relate(&annotations).len(), start.elapsed())
    };
    let (few, many) = (time(&EXTRACTOR), time(&with_many));
    assert_eq!(few.0, many.0);
    assert!(many.1 < few.1 * 5 + Duration::from_millis(400), "{few:?} {many:?}");
}

#[test]
fn an_article_past_the_limit_is_named_and_not_read() {
    let text = example_article("korea-high-alert.txt");
    let article = Article::new(&*text).with_id("long");
    let with_limit = |bytes| Extractor::builder().max_bytes(bytes).build().expect("the model inside the crate loads");
    assert_eq!(with_limit(text.len()).try_extract(&article), Ok(EXTRACTOR.extract(&article)));

    let extractor = with_limit(text.len() - 1);
    let error = extractor.try_extract(&article).expect_err("it is too long");
    assert!(error.is_too_long() && !error.is_stopped());
    for number in [text.len(), text.len() - 1] {
        assert!(error.to_string().contains(&number.to_string()), "{error}");
    }
    let documents = extractor.extract_batch(&[Article::new("Merkel met Macron."), article.clone()]);
    assert!(!documents[0].annotations().mentions.is_empty());
    let [note] = documents[1].diagnostics() else { panic!("one note") };
    assert_eq!((note.kind.as_str(), documents[1].text(), documents[1].id()), ("too_long", &*text, Some("long")));
    assert!(documents[1].annotations().tokens.is_empty());
    assert!(extractor.annotate(&article).tokens.is_empty());
    assert_eq!(extractor.extract(&article), documents[1]);
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let article = Article::new(example_article("asylum-seekers.txt"));
    let asked = AtomicUsize::new(0);
    let whole = EXTRACTOR.try_extract_until(&article, || asked.fetch_add(1, Ordering::Relaxed) == usize::MAX);
    assert_eq!(whole, Ok(EXTRACTOR.extract(&article)));
    // At whichever question it is told to stop, it does: nothing of the article comes back, and the extractor reads the next one as ever.
    let times = asked.load(Ordering::Relaxed);
    assert!(times > 20, "asked {times} times only");
    for last in (0..times).step_by(times / 8) {
        let asked = AtomicUsize::new(0);
        let stopped = EXTRACTOR.try_extract_until(&article, || asked.fetch_add(1, Ordering::Relaxed) >= last);
        assert!(stopped.is_err_and(|error| error.is_stopped()));
    }
    assert_eq!(EXTRACTOR.try_extract(&article), whole);
}

/// A deadline is kept on a text that would take minutes.
#[test]
fn a_deadline_is_kept() {
    let article = Article::new(example_article("asylum-seekers.txt").repeat(1_000 / SCALE));
    let start = Instant::now();
    let stopped = EXTRACTOR.try_extract_until(&article, || start.elapsed() > Duration::from_millis(500));
    assert!(stopped.is_err_and(|error| error.is_stopped()));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
