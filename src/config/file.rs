//! The keys of recoupe.toml. The words above each key are its page in the JSON Schema.

use super::limits::Limits;
use super::values::{Confidence, FailOn, LangChoice};
use crate::model::{Day, Outlet, Reliability, Severity};
use crate::rules::{Alias, day};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What recoupe.toml may say. Every key may be left out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Config {
    /// Another recoupe.toml, or several, relative to this file. What this file says goes first; of
    /// several a later one goes before an earlier one.
    #[serde(skip_serializing_if = "Extend::is_empty")]
    pub extend: Extend,
    /// Rules and kinds to look for, by name; empty is every rule that is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Rules and kinds to leave out, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// The least severity that makes a run exit with 1, or `never`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// Findings that matter less are left out.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "severity")]
    pub min_severity: Option<Severity>,
    /// Findings less certain than this, from 0 to 1, are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<Confidence>,
    /// Days between publications beyond which articles are not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<u32>,
    /// Language to read all articles in, or `auto`: as declared, else detected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<LangChoice>,
    /// Articles of one source are not compared with each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_same_source: Option<bool>,
    /// Articles are looked at alone, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<bool>,
    /// Folder of rule files that add to the built-in ones or take their place, relative to this
    /// file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules_dir: Option<PathBuf>,
    /// File of findings that are known and accepted, relative to this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<PathBuf>,
    /// Which files are read when folders are walked.
    #[serde(skip_serializing_if = "Paths::is_empty")]
    pub paths: Paths,
    /// How far apart in time things may be.
    #[serde(skip_serializing_if = "Windows::is_empty")]
    pub windows: Windows,
    /// How much is read of what comes from elsewhere.
    #[serde(skip_serializing_if = "Limits::is_empty")]
    pub limits: Limits,
    /// Outlets, by the name that reports use.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Source>,
    /// Rules, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, RuleConfig>,
    /// One thing under several names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alias: Vec<Alias>,
    /// Findings that are accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppress: Vec<Suppress>,
}

/// One path or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged, expecting = "expected the path of a file, or a list of such")]
pub enum Extend {
    /// One file.
    One(PathBuf),
    /// Several files.
    Many(Vec<PathBuf>),
}

impl Default for Extend {
    fn default() -> Self {
        Extend::Many(Vec::new())
    }
}

impl Extend {
    /// All of them, in the order of the file.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Extend::One(path) => std::slice::from_ref(path),
            Extend::Many(paths) => paths,
        }
    }

    /// True where nothing is extended.
    pub fn is_empty(&self) -> bool {
        self.paths().is_empty()
    }
}

/// Globs below the folder of the file that gives them: `*` and `?` stay within a folder, `**` goes
/// through any number, `{a,b}` is either. A glob without `/` is a name in any folder, one that
/// names a folder is all that is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Paths {
    /// Read these only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Vec<String>>,
    /// Leave these out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
}

impl Paths {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How far apart in time things may be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Windows {
    /// Days before publication from which a time in the text is history, and another than the
    /// story's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history_days: Option<u16>,
    /// Days between publications beyond which two scores are of two matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub match_days: Option<u16>,
    /// Days from which an old count that others replaced is stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale_days: Option<u16>,
    /// Minutes between two times of day beyond which a running count may have moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

impl Windows {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Hosts that it publishes on, subdomains included: an article with such a URL is its own,
    /// whatever the article says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domains: Option<Vec<String>>,
    /// The agency or group that it takes its texts from. Sources of one group are compared, and
    /// never confirm each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How far you trust it, from A to F. Reports show it; it never decides who is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
}

/// What is changed of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RuleConfig {
    /// How much its findings matter.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "severity")]
    pub severity: Option<Severity>,
    /// Whether it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// Findings that are accepted: all that is given must fit, and something must be given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suppress {
    /// The id of a finding, or its first letters, 8 at least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(pattern(r"^[0-9a-f]{8,16}$"))]
    pub finding: Option<String>,
    /// The id of a rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<String>,
    /// The source of an article that the finding is of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The path of an article that the finding is of, as a glob (see `paths`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub path: Option<String>,
    /// Why, in a sentence.
    pub reason: String,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "day")]
    pub expires: Option<Day>,
}

impl Config {
    /// Takes from `farther` what this one does not say.
    pub(super) fn under(&mut self, farther: Config) {
        fn keep<T>(own: &mut Option<T>, other: Option<T>) {
            *own = own.take().or(other);
        }
        keep(&mut self.select, farther.select);
        keep(&mut self.ignore, farther.ignore);
        keep(&mut self.fail_on, farther.fail_on);
        keep(&mut self.min_severity, farther.min_severity);
        keep(&mut self.min_confidence, farther.min_confidence);
        keep(&mut self.window, farther.window);
        keep(&mut self.lang, farther.lang);
        keep(&mut self.skip_same_source, farther.skip_same_source);
        keep(&mut self.within, farther.within);
        keep(&mut self.rules_dir, farther.rules_dir);
        keep(&mut self.baseline, farther.baseline);
        keep(&mut self.paths.include, farther.paths.include);
        keep(&mut self.paths.exclude, farther.paths.exclude);
        keep(&mut self.windows.history_days, farther.windows.history_days);
        keep(&mut self.windows.match_days, farther.windows.match_days);
        keep(&mut self.windows.stale_days, farther.windows.stale_days);
        keep(&mut self.windows.minutes, farther.windows.minutes);
        self.limits.under(farther.limits);
        for (name, other) in farther.sources {
            let own = self.sources.entry(name).or_default();
            keep(&mut own.domains, other.domains);
            keep(&mut own.group, other.group);
            keep(&mut own.reliability, other.reliability);
        }
        for (id, other) in farther.rules {
            let own = self.rules.entry(id).or_default();
            keep(&mut own.severity, other.severity);
            keep(&mut own.enabled, other.enabled);
        }
        for alias in farther.alias {
            if self.alias.iter().all(|own| own.name != alias.name) {
                self.alias.push(alias);
            }
        }
        self.suppress.extend(farther.suppress);
    }

    /// The outlets, for the engine.
    pub(super) fn outlets(&self) -> Vec<Outlet> {
        let outlet = |(name, source): (&String, &Source)| Outlet {
            name: name.clone(),
            domains: source.domains.clone().unwrap_or_default(),
            group: source.group.clone(),
            reliability: source.reliability,
        };
        self.sources.iter().map(outlet).collect()
    }
}

/// Unlike the derived reading, names the value that was given.
fn severity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Severity>, D::Error> {
    String::deserialize(deserializer)?.parse().map(Some).map_err(serde::de::Error::custom)
}
