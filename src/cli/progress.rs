//! How far a run is, on standard error, for people who wait.

use crate::engine::{Stage, Watcher};
use clap::ValueEnum;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work that is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// When progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// Where standard error is a terminal.
    Auto,
    Never,
}

/// One line that is drawn anew, and cleared before anything else is written.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn new(when: When, quiet: bool) -> Self {
        let shown = when == When::Auto && !quiet && io::stderr().is_terminal();
        Self { bar: shown.then(ProgressBar::hidden) }
    }

    /// For the engine; `None` where nobody looks.
    pub fn watcher(&self) -> Option<Watcher> {
        let bar = self.bar.clone()?;
        let started = Instant::now();
        Some(Box::new(move |stage, done, total| {
            if started.elapsed() < PATIENCE {
                return;
            }
            if bar.is_hidden() {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            }
            // Threads finish out of order, and a bar must not run back; a guess of the whole may change.
            if bar.message() == words(stage) {
                bar.set_length(total as u64);
            } else {
                bar.reset();
                bar.set_length(total as u64);
                bar.set_style(style(stage));
                bar.set_message(words(stage));
            }
            if done as u64 > bar.position() {
                bar.set_position(done as u64);
            }
        }))
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading",
        Stage::Comparing => "comparing",
    }
}

fn style(stage: Stage) -> ProgressStyle {
    let unit = match stage {
        Stage::Reading => "articles",
        Stage::Comparing => "stories",
    };
    let template = format!("{{msg}} {{bar:30}} {{human_pos}} of {{human_len}} {unit}, {{rate}} a second, {{eta}} left");
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{}", HumanCount(state.per_sec() as u64));
    };
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate)
}
