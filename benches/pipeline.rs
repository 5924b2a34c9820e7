//! How fast articles are read: the whole way, and each stage of it.
//!
//!     cargo bench --bench pipeline
//!
//! Throughput is in elements: words (tokens) for `words` and `stages`, articles for `articles`, sentences for `relations`. Results worth keeping go to `benches/results/`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::{Article, Extractor};

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    targets = whole, stages, relations
}
criterion_main!(benches);

fn articles() -> Vec<Article> {
    let texts = [
        include_str!("../examples/articles/asylum-seekers.txt"),
        include_str!("../examples/articles/korea-high-alert.txt"),
        include_str!("../examples/articles/harbour-talks.txt"),
    ];
    texts.into_iter().map(Article::new).collect()
}

fn words(extractor: &Extractor, articles: &[Article]) -> u64 {
    articles.iter().map(|article| extractor.annotate(article).tokens.len() as u64).sum()
}

/// Article after article on one thread, and many articles on all of them.
fn whole(criterion: &mut Criterion) {
    let articles = articles();
    let one_thread = Extractor::builder().threads(1).build().expect("the model inside the crate loads");
    let all_threads = Extractor::new().expect("the model inside the crate loads");
    let batch: Vec<Article> = std::iter::repeat_n(&articles, 8).flatten().cloned().collect();

    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Elements(words(&one_thread, &articles)));
    group.bench_function("one_thread", |bencher| bencher.iter(|| extract_all(&one_thread, &articles)));
    group.throughput(Throughput::Elements(words(&one_thread, &batch)));
    group.bench_function("all_threads", |bencher| bencher.iter(|| all_threads.extract_batch(black_box(&batch))));
    group.finish();

    let mut group = criterion.benchmark_group("articles");
    group.throughput(Throughput::Elements(articles.len() as u64));
    group.bench_function("one_thread", |bencher| bencher.iter(|| extract_all(&one_thread, &articles)));
    group.throughput(Throughput::Elements(batch.len() as u64));
    group.bench_function("all_threads", |bencher| bencher.iter(|| all_threads.extract_batch(black_box(&batch))));
    group.finish();
}

fn extract_all(extractor: &Extractor, articles: &[Article]) {
    for article in articles {
        black_box(extractor.extract(black_box(article)));
    }
}

/// Each stage on one thread, by the times that the extractor itself takes.
fn stages(criterion: &mut Criterion) {
    let articles = articles();
    let extractor = Extractor::builder().threads(1).build().expect("the model inside the crate loads");
    let (_, timings) = extractor.extract_timed(&articles[0]);
    let names: Vec<&'static str> = timings.stages().map(|(name, _)| name).collect();

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(words(&extractor, &articles)));
    for stage in names {
        let time = |rounds| (0..rounds).map(|_| time_of(stage, &extractor, &articles)).sum();
        group.bench_function(stage, |bencher| bencher.iter_custom(time));
    }
    group.finish();
}

fn time_of(stage: &str, extractor: &Extractor, articles: &[Article]) -> Duration {
    let timings = articles.iter().map(|article| extractor.extract_timed(article).1);
    timings.map(|timings| timings.stages().filter(|(name, _)| *name == stage).map(|(_, time)| time).sum::<Duration>()).sum()
}

/// The rules alone, on annotations that are at hand: sentences a second on one core.
fn relations(criterion: &mut Criterion) {
    let extractor = Extractor::builder().threads(1).build().expect("the model inside the crate loads");
    let annotations: Vec<_> = articles().iter().map(|article| extractor.annotate(article)).collect();
    let sentences: usize = annotations.iter().map(|annotations| annotations.sentences.len()).sum();

    let mut group = criterion.benchmark_group("relations");
    group.throughput(Throughput::Elements(sentences as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| annotations.iter().map(|annotations| extractor.relate(black_box(annotations)).len()).sum::<usize>());
    });
    group.finish();
}
