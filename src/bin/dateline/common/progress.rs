//! A bar on the error output that says how far long work has come. There is none where no terminal reads it.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::Source;
use super::terminal::complain;

/// The bar of a run over articles.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for all articles of these sources; hidden if nobody would see it, or if there is only one article.
    pub fn over(sources: &[Source], is_quiet: bool) -> Self {
        if is_quiet || !io::stderr().is_terminal() || matches!(sources, [Source::Text(_)]) {
            return Self { bar: ProgressBar::hidden() };
        }
        // Counting the lines of a file takes a moment; it is done only where somebody looks at the result.
        let total: Option<u64> = sources.iter().map(Source::count).sum();
        let (bar, style) = match total {
            Some(total) => (ProgressBar::new(total), "{bar:30} {pos}/{len} articles, {per_sec}, {eta} left {msg}"),
            None => (ProgressBar::no_length(), "{spinner} {pos} articles, {per_sec}, {elapsed} {msg}"),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar }
    }

    /// So many more articles have been done.
    pub fn done(&self, articles: usize) {
        self.bar.inc(articles as u64);
    }

    /// So many articles were done before: they say nothing about the rate.
    pub fn skip(&self, articles: usize) {
        self.bar.set_position(articles as u64);
        self.bar.reset_eta();
    }

    /// Writes a line to the error output without tearing the bar.
    pub fn complain(&self, line: &str) {
        self.bar.suspend(|| complain(line));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
