//! Tells how far a run is.

use super::Engine;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What goes on in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Articles are read.
    Reading,
    /// Stories are compared.
    Comparing,
}

/// Is told what goes on, how much of it is done, and how much there is. Threads call it side by
/// side, and the numbers of one stage may come out of order.
pub type Watcher = Box<dyn Fn(Stage, usize, usize) + Send + Sync>;

/// How far a stage is.
pub(super) struct Count {
    done: AtomicUsize,
    total: usize,
}

impl Count {
    pub fn new(total: usize) -> Self {
        Self { done: AtomicUsize::new(0), total }
    }

    /// Of a number that is not known: when `more` are done after the `done` first, `share` of all is.
    pub fn guessed(done: usize, more: usize, share: f64) -> Self {
        let then = done + more;
        let total = (then as f64 / share.max(1e-9)).round() as usize;
        Self { done: AtomicUsize::new(done), total: total.max(then) }
    }
}

impl Engine {
    /// Tells `watcher` from now on how far each run is.
    #[must_use]
    pub fn watched(mut self, watcher: Option<Watcher>) -> Self {
        self.watcher = watcher;
        self
    }

    /// One more is done.
    pub(super) fn tick(&self, stage: Stage, count: &Count) {
        let Some(watcher) = &self.watcher else { return };
        watcher(stage, count.done.fetch_add(1, Ordering::Relaxed) + 1, count.total);
    }
}
