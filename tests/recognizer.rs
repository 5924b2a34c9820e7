//! Another recogniser in the place of the embedded model.

use dateline::document::{DiagnosticKind, Document};
use dateline::{Article, EntityRecognizer, Extractor, Model, RecognizeError, SpanTag, TagSpan};

use crate::support::{EXTRACTOR, example_article};

type Answer = Result<Vec<Vec<TagSpan>>, RecognizeError>;

/// A recogniser that is a function.
struct By<F>(F);

impl<F: Fn(&[Vec<&str>]) -> Answer + Send + Sync> EntityRecognizer for By<F> {
    fn recognize(&self, sentences: &[Vec<&str>]) -> Answer {
        self.0(sentences)
    }
}

fn read(text: &str, recognize: impl Fn(&[Vec<&str>]) -> Answer + Send + Sync + 'static) -> Document {
    let extractor = Extractor::builder().recognizer(By(recognize)).build().expect("the model inside the crate loads");
    extractor.extract(&Article::new(text))
}

#[test]
fn all_that_is_not_names_is_the_same_whichever_recognises() {
    let text = example_article("student-clock.txt");
    let plain = EXTRACTOR.extract(&Article::new(&text));
    let model = Model::embedded().expect("the model inside the crate loads");
    let same_names = read(&text, move |sentences| {
        let mut spans = model.recognize(sentences)?;
        for spans in &mut spans {
            spans.retain(|span| span.tag != SpanTag::Date);
        }
        Ok(spans)
    });
    assert_eq!(plain, same_names);
    let no_names = read(&text, |sentences| Ok(vec![Vec::new(); sentences.len()]));
    let (plain, none) = (plain.annotations(), no_names.annotations());
    assert_eq!((&plain.tokens, &plain.dates), (&none.tokens, &none.dates));
    assert!(none.entities.len() < plain.entities.len(), "only demonyms are found without a recogniser");
}

type Recognize = fn(&[Vec<&str>]) -> Answer;

#[test]
fn a_recogniser_that_fails_is_named_and_replaced() {
    let text = "Angela Merkel met Emmanuel Macron in Paris on Friday.";
    let plain = EXTRACTOR.extract(&Article::new(text));
    let failing: [Recognize; 2] = [
        |_| Err(RecognizeError::new("the device is gone").caused_by("a cable")),
        |_| Ok(vec![vec![TagSpan { tokens: 0..99, tag: SpanTag::Person, confidence: 1.0 }]]),
    ];
    for (recognize, expected) in failing.into_iter().zip(["the device is gone: a cable", "0..99"]) {
        let document = read(text, recognize);
        assert_eq!(document.annotations(), plain.annotations());
        let [diagnostic, others @ ..] = document.diagnostics() else { panic!("a failure is named") };
        assert_eq!(others, plain.diagnostics());
        assert_eq!(diagnostic.kind, DiagnosticKind::Recognizer);
        assert!(diagnostic.message.contains(expected), "{diagnostic}");
    }
}

#[test]
fn a_recogniser_is_asked_once_a_document_with_all_its_sentences() {
    let document = read("Oslo is far. Rome is near.\n\nParis is nowhere.", |sentences| {
        let place = |_: &Vec<&str>| vec![TagSpan { tokens: 0..1, tag: SpanTag::Place, confidence: 0.75 }];
        assert_eq!(sentences.iter().map(|words| words[0]).collect::<Vec<_>>(), ["Oslo", "Rome", "Paris"]);
        Ok(sentences.iter().map(place).collect())
    });
    let names: Vec<_> = document.annotations().entities.iter().map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Oslo", "Rome", "Paris"]);
    assert!((document.annotations().mentions[0].confidence - 0.75).abs() < 1e-6);
}
