//! Many articles through one extractor by several threads, as a service would send them: is memory flat, is any document lost or doubled, is the
//! throughput steady? Each article is read twice in the run, and must give the same bytes.
//!
//!     cargo bench --bench stream -- ARTICLES [THREADS] [tiny]
#![allow(clippy::print_stdout, reason = "a program that prints its result")]

mod support;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use dateline::{Article, Extractor, output};
use support::process::{processor_seconds, resident_megabytes};
use support::{text, tiny};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |i: usize, usual: usize| arguments.get(i).and_then(|argument| argument.parse().ok()).unwrap_or(usual);
    let (articles, threads) = (number(0, 200), number(1, 2));
    let builder = Extractor::builder().threads(1);
    let builder = if arguments.iter().any(|argument| argument == "tiny") { builder.model(tiny::model(7, 2.0)) } else { builder };
    let run = Run::new(builder.build().expect("the model loads"), articles);
    std::thread::scope(|scope| {
        (0..threads).for_each(|_| {
            scope.spawn(|| run.work());
        });
    });
    run.end();
}

struct Run {
    extractor: Extractor,
    /// How many there are to read, each twice.
    articles: usize,
    next: AtomicUsize,
    done: AtomicUsize,
    /// For each article what its document came to: a number from its bytes. Both readings are joined by exclusive or, which leaves 0.
    seen: Vec<AtomicU64>,
    times: Vec<AtomicUsize>,
    bytes: AtomicUsize,
    start: Instant,
}

impl Run {
    fn new(extractor: Extractor, articles: usize) -> Self {
        let times = (0..articles).map(|_| AtomicUsize::new(0)).collect();
        let seen = (0..articles).map(|_| AtomicU64::new(0)).collect();
        let (next, done, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        Self { extractor, articles, next, done, seen, times, bytes, start: Instant::now() }
    }

    /// Reads until nothing is left. The second reading of an article comes half a run after the first, beside other ones.
    fn work(&self) {
        loop {
            let i = self.next.fetch_add(1, Ordering::Relaxed);
            if i >= 2 * self.articles {
                return;
            }
            self.read(i % self.articles);
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of((self.articles / 10).max(1)) {
                self.report(done);
            }
        }
    }

    fn read(&self, i: usize) {
        let article = article(i);
        self.bytes.fetch_add(article.text().len(), Ordering::Relaxed);
        let json = output::to_ndjson_line(&self.extractor.extract(&article));
        assert!(json.contains(&format!("\"id\":\"{i}\"")), "the document of article {i} has another id");
        let mut hasher = DefaultHasher::new();
        json.hash(&mut hasher);
        self.seen[i].fetch_xor(hasher.finish(), Ordering::Relaxed);
        self.times[i].fetch_add(1, Ordering::Relaxed);
    }

    fn report(&self, done: usize) {
        let seconds = self.start.elapsed().as_secs_f64();
        println!(
            "{done} documents, {seconds:.0} s, {:.1} a second, {:.3} processor seconds each, resident {} MB",
            done as f64 / seconds,
            processor_seconds() / done as f64,
            resident_megabytes()
        );
    }

    fn end(&self) {
        let lost = self.times.iter().filter(|times| times.load(Ordering::Relaxed) != 2).count();
        let changed = self.seen.iter().filter(|seen| seen.load(Ordering::Relaxed) != 0).count();
        println!(
            "{} articles read twice, {} bytes: {lost} lost or doubled, {changed} read otherwise the second time",
            self.articles,
            self.bytes.load(Ordering::Relaxed)
        );
        assert!(lost == 0 && changed == 0, "the run is not sound");
    }
}

/// Articles of three to nine sentences; no two are alike.
fn article(i: usize) -> Article {
    let sentence = |s: usize| {
        let (a, b) = (text::person(31 * i + s), text::person(17 * i + 3 * s + 1));
        match (i + s) % 4 {
            0 => format!("President {a} met {b} in {} on Tuesday.", text::surname(i + s)),
            1 => format!("He said that {b} had accused the {} Group of a plot against the government.", text::surname(i)),
            2 => format!("\"We will sign the agreement on March {}, 2021,\" said {a}, the minister of defence.", s + 1),
            _ => format!("{a}, who leads the Bank of {}, did not support {b}.", text::surname(7 * i + s)),
        }
    };
    let paragraphs: Vec<String> = (0..3 + i % 7).map(sentence).collect();
    Article::new(paragraphs.join("\n\n")).with_id(i.to_string()).with_published(jiff::civil::date(2021, 3, 1))
}
