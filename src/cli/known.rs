//! What is accepted: suppression in recoupe.toml, and the baseline.

use super::console::Console;
use super::inputs::text_of;
use crate::baseline::Baseline;
use crate::config::Settings;
use crate::error::Result;
use crate::model::{Day, Report};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(next_help_heading = "Known findings")]
pub(super) struct KnownArgs {
    /// Findings that are known: they are not shown and do not count (recoupe baseline writes this file)
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// What a report was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Articles that the baseline is of: an entry that no finding has is told.
    All,
    /// Some of them.
    Some,
}

impl KnownArgs {
    /// Puts what the command line says in place of the configuration.
    pub fn give(&self, settings: &mut Settings) {
        settings.give("baseline", |c| &mut c.baseline, self.baseline.clone());
    }

    /// Accepts what configuration and baseline accept, and says on standard error what is over or
    /// found no more. Comes before limits are applied.
    pub fn apply(&self, report: &mut Report, settings: &Settings, scope: Scope, console: &Console) -> Result<()> {
        suppress(report, settings, console)?;
        let Some(path) = self.baseline.as_deref().or(settings.config.baseline.as_deref()) else { return Ok(()) };
        let remarks = read(path)?.accept(report, today());
        let stale = if scope == Scope::All { remarks.stale } else { Vec::new() };
        remarks.expired.iter().chain(&stale).for_each(|remark| console.remark(remark));
        Ok(())
    }
}

/// Accepts what the configuration accepts.
pub(super) fn suppress(report: &mut Report, settings: &Settings, console: &Console) -> Result<()> {
    settings.suppress(report, today())?.iter().for_each(|remark| console.remark(remark));
    Ok(())
}

/// The baseline in this file.
pub(super) fn read(path: &Path) -> Result<Baseline> {
    Baseline::parse(&path.display().to_string(), &text_of(path, "read this baseline")?)
}

/// The day it is here. The library never asks.
pub(super) fn today() -> Day {
    Day(jiff::Zoned::now().date())
}
