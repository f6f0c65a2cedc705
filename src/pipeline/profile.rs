//! How long stages and templates take, measured with a clock that the caller brings.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a build took, in nanoseconds.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Each stage, in order; then what was done beside them.
    pub stages: Vec<(&'static str, u64)>,
    /// Each template: how many pages, and how long all of them took, added up over threads. The slowest first.
    pub templates: Vec<(String, usize, u64)>,
}

/// Measures a build.
pub(super) struct Watch {
    clock: fn() -> u64,
    stages: Mutex<Stages>,
    templates: Mutex<BTreeMap<String, (usize, u64)>>,
}

struct Stages {
    last: u64,
    took: Vec<(&'static str, u64)>,
    beside: Vec<(&'static str, u64)>,
}

impl Watch {
    pub(super) fn new(clock: fn() -> u64) -> Self {
        let stages = Stages { last: clock(), took: Vec::new(), beside: Vec::new() };
        Self { clock, stages: Mutex::new(stages), templates: Mutex::default() }
    }

    fn stages(&self) -> MutexGuard<'_, Stages> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything since the last stage was this one.
    pub(super) fn stage(&self, name: &'static str) {
        let (now, mut stages) = ((self.clock)(), self.stages());
        let took = now - stages.last;
        stages.took.push((name, took));
        stages.last = now;
    }

    /// Runs something beside the stages.
    pub(super) fn beside<T>(&self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let result = run();
        let took = (self.clock)() - start;
        self.stages().beside.push((name, took));
        result
    }

    /// Runs something and counts it to a template.
    pub(super) fn template<T>(&self, name: &str, run: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let result = run();
        let took = (self.clock)() - start;
        if took > 0 {
            let mut templates = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = templates.entry(name.to_owned()).or_default();
            *entry = (entry.0 + 1, entry.1 + took);
        }
        result
    }

    pub(super) fn done(self) -> Profile {
        let templates = self.templates.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut templates: Vec<_> = templates.into_iter().map(|(name, (count, took))| (name, count, took)).collect();
        templates.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        let stages = self.stages.into_inner().unwrap_or_else(PoisonError::into_inner);
        Profile { stages: stages.took.into_iter().chain(stages.beside).collect(), templates }
    }
}
