//! Options that decide what is looked for: rules, configuration and limits, made into an engine.

use super::bounds::BoundArgs;
use super::console::Console;
use crate::config::{Confidence, LangChoice, Settings};
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
    pub fn load(&self, start: Option<&Path>, console: &Console) -> Result<(RuleSet, Settings)> {
        let mut settings =
            if self.isolated { Settings::default() } else { Settings::find(self.config.as_deref(), start)? };
        for file in &settings.files {
            console.detail(&format_args!("configuration from {file}"));
        }
        settings.give("rules-dir", |c| &mut c.rules_dir, self.rules.clone());
        let mut files = Files::embedded();
        if let Some(folder) = &settings.config.rules_dir {
            files.overlay(folder)?;
        }
        let mut rules = RuleSet::load(&files)?;
        settings.check(&rules)?;
        settings.limit(&mut rules);
        Ok((rules, settings))
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
        bounds: &BoundArgs,
        refine: impl FnOnce(&mut Options),
    ) -> Result<(Engine, Settings)> {
        let (rules, mut settings) = self.settings(start, console)?;
        bounds.give(&mut settings);
        let mut options = settings.options(&rules);
        refine(&mut options);
        Ok((Engine::new(rules, options)?.watched(console.watcher()), settings))
    }

    fn settings(&self, start: Option<&Path>, console: &Console) -> Result<(RuleSet, Settings)> {
        let (rules, mut settings) = self.rules.load(start, console)?;
        settings.give("lang", |c| &mut c.lang, self.lang);
        Ok((rules, settings))
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
    bounds: BoundArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Whether articles are looked at alone too.
#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct WithinArgs {
    /// Look inside each article too: parts that miss their total, a headline that its text contradicts, a wrong weekday, a name in two spellings
    #[arg(long)]
    within: bool,
}

impl WithinArgs {
    /// As [`AnalysisArgs::settings`] takes it.
    pub fn given(&self) -> Option<bool> {
        self.within.then_some(true)
    }
}

impl AnalysisArgs {
    /// The rules and the configuration in force, with what the command line says; `within` is
    /// whether articles are looked at alone too, where that is given.
    pub fn settings(
        &self,
        start: Option<&Path>,
        console: &Console,
        within: Option<bool>,
    ) -> Result<(RuleSet, Settings)> {
        let (rules, mut settings) = self.reading.settings(start, console)?;
        let list = |given: &[String]| (!given.is_empty()).then(|| given.to_vec());
        settings.give("select", |c| &mut c.select, list(&self.select));
        settings.give("ignore", |c| &mut c.ignore, list(&self.ignore));
        settings.give("min-confidence", |c| &mut c.min_confidence, self.min_confidence);
        settings.give("window", |c| &mut c.window, self.window);
        settings.give("within", |c| &mut c.within, within);
        self.bounds.give(&mut settings);
        settings.give("skip-same-source", |c| &mut c.skip_same_source, self.skip_same_source.then_some(true));
        Ok((rules, settings))
    }

    /// As [`ReadingArgs::engine`]; the report holds the articles' texts where they are kept.
    pub fn engine(
        &self,
        start: Option<&Path>,
        console: &Console,
        within: Option<bool>,
        keep_texts: bool,
    ) -> Result<(Engine, Settings)> {
        let (rules, settings) = self.settings(start, console, within)?;
        let options = Options { jobs: self.jobs.map(NonZeroUsize::get), keep_texts, ..settings.options(&rules) };
        Ok((Engine::new(rules, options)?.watched(console.watcher()), settings))
    }
}
