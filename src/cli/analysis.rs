//! Options that decide what is looked for: rules, configuration and limits, made into an engine.

use super::config::{Config, ConfigFile};
use super::console::Console;
use super::values::{Confidence, LangChoice};
use crate::engine::{Engine, Options};
use crate::error::Result;
use crate::rules::{Files, RuleSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(next_help_heading = "Rules and configuration")]
pub(super) struct RuleArgs {
    /// Folder of rule files that add to the built-in ones or take their place
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Configuration to use instead of the nearest recoupe.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no recoupe.toml
    #[arg(long)]
    isolated: bool,
}

impl RuleArgs {
    /// The rules and the configuration in force; `start` is where the search for recoupe.toml starts.
    pub fn load(&self, start: Option<&Path>, console: &Console) -> Result<(RuleSet, Config)> {
        let file = if self.isolated { ConfigFile::default() } else { ConfigFile::find(self.config.as_deref(), start)? };
        if !file.shown.is_empty() {
            console.detail(&format_args!("configuration from {}", file.shown));
        }
        let mut files = Files::embedded();
        if let Some(folder) = self.rules.as_ref().or(file.config.rules_dir.as_ref()) {
            files.overlay(folder)?;
        }
        let rules = RuleSet::load(&files)?;
        file.check(&rules)?;
        Ok((rules, file.config))
    }
}

/// What the reading of articles depends on.
#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct ReadingArgs {
    /// Read all articles in this language: fr, en, es, or auto (as declared, else detected) [default: auto]
    #[arg(long, value_name = "LANG", value_parser = LangChoice::parser(), hide_possible_values = true)]
    lang: Option<LangChoice>,
    #[command(flatten)]
    rules: RuleArgs,
}

impl ReadingArgs {
    /// The engine that these options ask for, with further ones set by `refine`, and the
    /// configuration for what is left to decide.
    pub fn engine(
        &self,
        start: Option<&Path>,
        console: &Console,
        refine: impl FnOnce(&Config, &mut Options),
    ) -> Result<(Engine, Config)> {
        let (rules, config) = self.rules.load(start, console)?;
        let mut options = Options { lang: self.lang.or(config.lang).and_then(|choice| choice.0), ..Options::default() };
        refine(&config, &mut options);
        config.apply(&rules, &mut options);
        Ok((Engine::new(rules, options)?, config))
    }
}

/// What comparison depends on.
#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct AnalysisArgs {
    /// Look for these rules or kinds only (comma-separated, or repeated)
    #[arg(long, value_name = "RULE|KIND", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave out these rules or kinds (comma-separated, or repeated)
    #[arg(long, value_name = "RULE|KIND", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Leave out findings less certain than this, from 0 to 1 [default: 0]
    #[arg(long, value_name = "NUMBER")]
    min_confidence: Option<Confidence>,
    /// Compare only articles published at most so many days apart
    #[arg(long, value_name = "DAYS")]
    window: Option<u32>,
    /// Do not compare articles of one source with each other
    #[arg(long)]
    skip_same_source: bool,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Whether articles are looked at alone too.
#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct WithinArgs {
    /// Look inside each article too: parts that miss their total, a headline that its text contradicts, a wrong weekday, a name in two spellings
    #[arg(long)]
    pub within: bool,
}

impl AnalysisArgs {
    /// As [`ReadingArgs::engine`]; articles are looked at alone where `within` says so, given what
    /// the configuration says.
    pub fn engine(
        &self,
        start: Option<&Path>,
        console: &Console,
        within: impl FnOnce(bool) -> bool,
    ) -> Result<(Engine, Config)> {
        let given = |on_line: &[String], in_file: &[String]| {
            if on_line.is_empty() { in_file.to_vec() } else { on_line.to_vec() }
        };
        self.reading.engine(start, console, |config, options| {
            options.jobs = self.jobs.map(NonZeroUsize::get);
            options.select = given(&self.select, &config.select);
            options.ignore = given(&self.ignore, &config.ignore);
            options.min_confidence = self.min_confidence.or(config.min_confidence).map_or(0.0, |c| c.0);
            options.window = self.window.or(config.window);
            options.within = within(config.within);
            options.skip_same_source = self.skip_same_source || config.skip_same_source;
        })
    }
}
