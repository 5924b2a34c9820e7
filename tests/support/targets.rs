//! What the fuzz targets do with bytes. The tests run the same on the seeds, and on all that once made something panic.

use std::borrow::Cow;
use std::sync::LazyLock;

use dateline::document::Annotations;
use dateline::{Article, Extractor, Model, ModelFiles, RuleSet, output};

use super::{check, tiny};

type Target = fn(&[u8]);

/// The targets by name.
pub(crate) const ALL: [(&str, Target); 6] =
    [("article", article), ("rules", rules), ("model", model), ("ndjson", ndjson), ("dates", dates), ("config", config)];

static FILES: LazyLock<ModelFiles> = LazyLock::new(|| tiny::files(7, 0.3));
static MODEL: LazyLock<Model> = LazyLock::new(|| tiny::model(7, 0.3));

/// Its model tags and parses by lot. One thread, so that a crash is of the input at hand.
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| of(&MODEL));

fn of(model: &Model) -> Extractor {
    Extractor::builder().model(model.clone()).threads(1).build().expect("threads start")
}

/// An article: a title up to the first NUL, the text behind it, in any bytes. All that must hold of a document holds, and every output is written.
pub(crate) fn article(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (title, text) = text.split_once('\0').unwrap_or(("", &text));
    let document = EXTRACTOR.extract(&Article::new(text).with_title(title).with_published(jiff::civil::date(2020, 12, 27)));
    check::holds(&document);
    let documents = std::slice::from_ref(&document);
    let written = [output::to_csv_rows(&document), output::to_dot(&document), output::to_html(documents), document.to_string()];
    assert!(!written[2].contains('\0'), "HTML has no NUL");
    for explanation in EXTRACTOR.explain(document.annotations()) {
        assert!(!explanation.to_string().is_empty());
    }
}

/// A rule file: it is refused with words, or read and used.
pub(crate) fn rules(data: &[u8]) {
    static ANNOTATIONS: LazyLock<Annotations> = LazyLock::new(|| {
        let real = of(&Model::from_files(&tiny::real_files()).expect("the model loads"));
        real.annotate(&Article::new(
            "President Angela Merkel met Emmanuel Macron in Paris. She did not sign a treaty with the Bank of England.",
        ))
    });
    let rules = match RuleSet::parse("own", &String::from_utf8_lossy(data)) {
        Err(error) => return assert!(!error.to_string().is_empty()),
        Ok(rules) => rules,
    };
    for example in rules.examples() {
        assert!(example.names.iter().all(|name| !name.span.of(&example.text).is_empty() || name.span.is_empty()));
    }
    let both = RuleSet::builtin().clone().extend(&rules);
    assert!(both.len() >= RuleSet::builtin().len() && rules.kinds().len() <= rules.len());
    let own = Extractor::builder().model(MODEL.clone()).rules(both).build().expect("a model is given");
    assert!(own.relate(&ANNOTATIONS).iter().all(|relation| (0.0..=1.0).contains(&relation.confidence)));
}

/// The files of a model: one of them replaced by, or altered with, the bytes that come. It is refused, or loads and reads.
pub(crate) fn model(data: &[u8]) {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let mut files = FILES.clone();
    let file = match choice % 5 {
        0 => &mut files.manifest,
        1 => &mut files.config,
        2 => &mut files.labels,
        3 => &mut files.tokenizer,
        _ => &mut files.weights,
    };
    // Small files are replaced; in any, bytes may be turned where the first ones say.
    if choice < 128 {
        *file = Cow::Owned(bytes.to_vec());
    } else {
        for change in bytes.chunks_exact(4) {
            let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
            let length = file.len();
            if length > 0 {
                file.to_mut()[at % length] ^= change[3];
            }
        }
    }
    let files = if choice % 5 == 0 { files } else { tiny::signed(files) };
    if let Ok(model) = Model::from_files(&files) {
        let article = Article::new("President Angela Merkel met Emmanuel Macron in Paris on Tuesday. They talked.");
        check::holds(&of(&model).extract(&article));
    }
}

/// Lines of articles: each is an article or an error of its line, in order, and each line that holds something gives one of them.
pub(crate) fn ndjson(data: &[u8]) {
    let mut last = 0;
    let mut count = 0;
    for read in output::read_articles(data) {
        let line = read.as_ref().map_or_else(output::InputError::line, |input| input.line);
        assert!(line > last, "line {line} after {last}");
        last = line;
        count += 1;
    }
    assert_eq!(count, data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count());
}

/// A phrase of time in a sentence, with a day of publication or none: values are those of TIMEX3, and what is resolved is a day of the calendar.
pub(crate) fn dates(data: &[u8]) {
    let Some((&[y, m, d], phrase)) = data.split_first_chunk() else { return };
    let mut article = Article::new(format!("They met {}.", String::from_utf8_lossy(phrase)));
    // Years from the first to the last that the calendar has.
    if let Ok(day) = jiff::civil::Date::new(i16::from(y) * 40 - 100, m as i8 % 13, d as i8 % 32) {
        article = article.with_published(day);
    }
    let document = EXTRACTOR.extract(&article);
    check::holds(&document);
    for value in document.annotations().dates.iter().filter_map(|date| date.value.timex.as_ref()) {
        assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{value:?}");
    }
}

/// Settings of an extractor, as bytes: none makes it panic, and they do what they say.
pub(crate) fn config(data: &[u8]) {
    let Some((&[a, b, c, d, threads, max], text)) = data.split_first_chunk() else { return };
    let least = f32::from_le_bytes([a, b, c, d]);
    let builder = Extractor::builder().model(MODEL.clone()).min_confidence(least);
    let extractor = builder.threads(usize::from(threads % 4)).max_bytes(usize::from(max)).build().expect("a model is given");
    let article = Article::new(String::from_utf8_lossy(text));
    let document = extractor.extract(&article);
    assert_eq!(extractor.try_extract(&article).is_err(), article.text().len() > usize::from(max));
    assert!(document.relations().iter().all(|relation| relation.confidence >= least));
}
