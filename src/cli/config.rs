//! recoupe.toml: found near the articles, read and checked. What the command line says goes first.

use super::values::{Confidence, FailOn, LangChoice};
use crate::engine::Options;
use crate::error::{Error, Result};
use crate::model::Severity;
use crate::rules::{Alias, RuleSet, located, parse};
use crate::text::unknown;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The file's name.
const NAME: &str = "recoupe.toml";

/// The file as written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Config {
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub fail_on: Option<FailOn>,
    #[serde(deserialize_with = "severity")]
    pub min_severity: Option<Severity>,
    pub min_confidence: Option<Confidence>,
    pub window: Option<u32>,
    pub lang: Option<LangChoice>,
    pub skip_same_source: bool,
    pub within: bool,
    pub rules_dir: Option<PathBuf>,
    pub alias: Vec<Alias>,
    pub rules: BTreeMap<Spanned<String>, RuleConfig>,
}

/// What `[rules.<id>]` may change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleConfig {
    #[serde(default, deserialize_with = "severity")]
    severity: Option<Severity>,
    enabled: Option<bool>,
}

/// Unlike the derived reading, names the value that was given.
fn severity<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Severity>, D::Error> {
    String::deserialize(deserializer)?.parse().map(Some).map_err(serde::de::Error::custom)
}

/// The file with its place and text, for messages.
#[derive(Default)]
pub(super) struct ConfigFile {
    pub config: Config,
    /// As named in messages; empty where there is no file.
    pub shown: String,
    text: String,
}

impl ConfigFile {
    /// Reads the file that `--config` names, else the nearest recoupe.toml in the folder of `start`
    /// or one of its parents, else none. `start` is the first path of the command line.
    pub fn find(named: Option<&Path>, start: Option<&Path>) -> Result<Self> {
        match named {
            Some(path) => Self::read(path, path),
            None => match nearest_file(start) {
                Some(path) => Self::read(&path, &shown(&path)),
                None => Ok(Self::default()),
            },
        }
    }

    fn read(path: &Path, shown: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::file(path, "read this configuration", &e))?;
        let shown = shown.display().to_string();
        let mut config: Config = parse(&shown, &text)?;
        // A path in the file starts from the file, wherever the program is started.
        let folder = path.parent().unwrap_or(Path::new(""));
        config.rules_dir = config.rules_dir.map(|dir| folder.join(dir));
        Ok(Self { config, shown, text })
    }

    /// Checks that every `[rules.<id>]` is a rule's, naming line and column of one that is not.
    pub fn check(&self, rules: &RuleSet) -> Result<()> {
        for name in self.config.rules.keys() {
            let id = name.get_ref();
            if !rules.conflicts.iter().any(|r| r.id == *id) {
                let known = rules.conflicts.iter().map(|r| r.id.as_str());
                return Err(located(&self.shown, &self.text, name.span().start, &unknown("rule", id, known)));
            }
        }
        Ok(())
    }
}

impl Config {
    /// Carries `[rules.<id>]` and aliases over to the engine's options.
    pub fn apply(&self, rules: &RuleSet, options: &mut Options) {
        options.aliases.clone_from(&self.alias);
        for (id, rule) in &self.rules {
            if let Some(severity) = rule.severity {
                options.severities.insert(id.get_ref().clone(), severity);
            }
            if rule.enabled == Some(false) {
                options.ignore.push(id.get_ref().clone());
            }
        }
        // A selection names all that runs. Where there is one it stands; else one rule switched on
        // must not switch off the others.
        let on = |id: &str| self.rules.get(id).is_some_and(|rule| rule.enabled == Some(true));
        if options.select.is_empty() && rules.conflicts.iter().any(|r| !r.default && on(&r.id)) {
            let run = rules.conflicts.iter().filter(|r| r.default || on(&r.id));
            options.select = run.map(|r| r.id.clone()).collect();
        }
    }
}

/// The nearest recoupe.toml at or above `start`, or the working folder where `start` is not there.
fn nearest_file(start: Option<&Path>) -> Option<PathBuf> {
    let start = start.and_then(|p| p.canonicalize().ok()).or_else(|| std::env::current_dir().ok())?;
    start.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The path from the working folder, where the file lies below it.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|dir| dir.canonicalize()).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse::<Config>("recoupe.toml", text).err().expect("refused").to_string()
    }

    #[test]
    fn wrong_keys_and_values_are_located() {
        assert!(
            error("window = 3\n\ncolour = 1\n").starts_with("recoupe.toml:3:1: unknown field \"colour\", expected")
        );
        assert!(error("[rules.negation]\nlevel = 1").contains(":2:1: unknown field \"level\", expected"));
        assert!(error("fail-on = \"fatal\"").contains("expected one of error, warning, note, never"));
        assert!(error("min-severity = \"high\"").contains("unknown value \"high\", expected one of error"));
        assert!(error("min-confidence = 2.0").contains("from 0 to 1"));
    }

    #[test]
    fn a_rule_switched_on_does_not_switch_off_the_others() {
        let mut rules = RuleSet::embedded().unwrap();
        rules.conflicts[0].default = false;
        rules.conflicts[1].default = true;
        let (off, on) = (&rules.conflicts[0], &rules.conflicts[1]);
        let config: Config = toml::from_str(&format!("[rules.{}]\nenabled = true", off.id)).unwrap();
        let mut options = Options::default();
        config.apply(&rules, &mut options);
        assert!(options.select.contains(&off.id) && options.select.contains(&on.id));
    }
}
