//! Tells how far a run is.

use super::Engine;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What goes on in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Articles are read.
    Reading,
    /// Pairs of claims are compared.
    Comparing,
}

/// Is told what goes on, how much of it is done, and how much there is. Threads call it side by
/// side, and the numbers of one stage may come out of order.
pub type Watcher = Box<dyn Fn(Stage, usize, usize) + Send + Sync>;

/// Pairs are many and soon compared: one in so many is told.
const PAIRS: usize = 256;

impl Engine {
    /// Tells `watcher` from now on how far each run is.
    #[must_use]
    pub fn watched(mut self, watcher: Option<Watcher>) -> Self {
        self.watcher = watcher;
        self
    }

    /// One more is done of `total`.
    pub(super) fn tick(&self, stage: Stage, done: &AtomicUsize, total: usize) {
        let Some(watcher) = &self.watcher else { return };
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if stage == Stage::Reading || done.is_multiple_of(PAIRS) || done == total {
            watcher(stage, done, total);
        }
    }
}
