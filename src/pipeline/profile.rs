//! How long stages and templates take, measured with a clock that the caller brings.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How long a build took, in nanoseconds.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Each stage, in order.
    pub stages: Vec<(&'static str, u64)>,
    /// Each template: how many pages, and how long all of them took, added up over threads. The slowest first.
    pub templates: Vec<(String, usize, u64)>,
}

/// Measures a build.
pub(super) struct Watch {
    clock: fn() -> u64,
    last: u64,
    stages: Vec<(&'static str, u64)>,
    templates: Mutex<BTreeMap<String, (usize, u64)>>,
}

impl Watch {
    pub(super) fn new(clock: fn() -> u64) -> Self {
        Self { clock, last: clock(), stages: Vec::new(), templates: Mutex::default() }
    }

    /// Everything since the last stage was this one.
    pub(super) fn stage(&mut self, name: &'static str) {
        let now = (self.clock)();
        self.stages.push((name, now - self.last));
        self.last = now;
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
        Profile { stages: self.stages, templates }
    }
}
