use std::time::{Duration, Instant};

/// How long each stage of reading an article took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// The stages in the order in which they ran.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.stages.iter().copied()
    }

    /// All stages together.
    pub fn total(&self) -> Duration {
        self.stages.iter().map(|(_, time)| *time).sum()
    }
}

/// Runs stages; keeps their times only when asked to, so that reading an article looks at no clock otherwise.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    timings: Option<Timings>,
}

impl Stopwatch {
    pub(crate) fn idle() -> Self {
        Self { timings: None }
    }

    pub(crate) fn running() -> Self {
        Self { timings: Some(Timings::default()) }
    }

    pub(crate) fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let Some(timings) = &mut self.timings else { return run() };
        let start = Instant::now();
        let out = run();
        timings.stages.push((stage, start.elapsed()));
        out
    }

    pub(crate) fn into_timings(self) -> Timings {
        self.timings.unwrap_or_default()
    }
}
