//! What is in force, and where each value comes from.

use super::file::{Config, Paths, Windows};
use super::load::Settings;
use super::values::{Confidence, FailOn, LangChoice};
use crate::error::{Error, Result};
use crate::model::Severity;
use crate::rules::RuleSet;
use serde::Serialize;
use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table};

/// One value in force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// As in the file, tables apart by stops.
    pub key: String,
    /// The value.
    pub value: Value,
    /// `default`, `command line`, or file and line.
    pub origin: String,
}

impl Settings {
    /// The configuration with the defaults where nothing is given. `rules` are those in force.
    fn in_force(&self, rules: &RuleSet) -> Config {
        let (own, limits) = (self.config.clone(), &rules.thresholds);
        let days = |limit: i64| u16::try_from(limit).ok();
        Config {
            select: own.select.or_else(|| Some(Vec::new())),
            ignore: own.ignore.or_else(|| Some(Vec::new())),
            fail_on: own.fail_on.or(Some(FailOn(Some(Severity::Error)))),
            min_severity: own.min_severity.or(Some(Severity::Note)),
            min_confidence: own.min_confidence.or(Some(Confidence(0.0))),
            window: own.window.or(Some(limits.story.window)),
            lang: own.lang.or(Some(LangChoice(None))),
            skip_same_source: own.skip_same_source.or(Some(false)),
            within: own.within.or(Some(false)),
            paths: Paths { include: own.paths.include, exclude: own.paths.exclude.or_else(|| Some(Vec::new())) },
            windows: Windows {
                history_days: own.windows.history_days.or_else(|| days(limits.figures.history_days)),
                match_days: own.windows.match_days.or_else(|| days(limits.figures.match_days)),
                stale_days: own.windows.stale_days.or_else(|| days(limits.figures.stale_days)),
                minutes: own.windows.minutes.or(Some(limits.figures.minutes)),
            },
            limits: own.limits.in_force(),
            ..own
        }
    }

    /// What is in force, as a recoupe.toml with the origin of each value behind it. Errors where a
    /// path cannot be written in UTF-8.
    pub fn to_toml(&self, rules: &RuleSet) -> Result<String> {
        let failed = |error: &dyn std::fmt::Display| Error::Usage(format!("cannot show the configuration: {error}"));
        let text = toml::to_string(&self.in_force(rules)).map_err(|e| failed(&e))?;
        let mut document: DocumentMut = text.parse().map_err(|e| failed(&e))?;
        self.annotate(document.as_table_mut(), &[]);
        let files = if self.files.is_empty() { "none".to_owned() } else { self.files.join(", ") };
        Ok(format!("# Files that were read: {files}\n{document}"))
    }

    fn annotate(&self, table: &mut Table, path: &[&str]) {
        for (key, item) in table.iter_mut() {
            let own = [path, &[key.get()]].concat();
            match item {
                Item::Value(value) => value.decor_mut().set_suffix(format!("  # {}", self.origin(&own))),
                Item::Table(inner) => self.annotate(inner, &own),
                Item::ArrayOfTables(items) => {
                    for (n, item) in items.iter_mut().enumerate() {
                        let name = item.get("name").and_then(Item::as_str).map_or_else(|| n.to_string(), str::to_owned);
                        self.annotate(item, &[&own[..], &[&name]].concat());
                    }
                }
                Item::None => {}
            }
        }
    }

    /// What is in force, value by value. Errors as [`Settings::to_toml`].
    pub fn shown(&self, rules: &RuleSet) -> Result<Vec<Shown>> {
        let value = serde_json::to_value(self.in_force(rules))
            .map_err(|error| Error::Usage(format!("cannot show the configuration: {error}")))?;
        let mut out = Vec::new();
        self.flatten(&value, &[], &mut out);
        Ok(out)
    }

    fn flatten(&self, value: &Value, path: &[&str], out: &mut Vec<Shown>) {
        let is_table = |v: &Value| v.is_object();
        match value {
            Value::Object(map) => map.iter().for_each(|(key, v)| self.flatten(v, &[path, &[key]].concat(), out)),
            Value::Array(items) if !items.is_empty() && items.iter().all(is_table) => {
                for (n, item) in items.iter().enumerate() {
                    let name = item["name"].as_str().map_or_else(|| n.to_string(), str::to_owned);
                    self.flatten(item, &[path, &[&name]].concat(), out);
                }
            }
            value => out.push(Shown {
                key: path.iter().map(|k| quoted(k)).collect::<Vec<_>>().join("."),
                value: value.clone(),
                origin: self.origin(path).to_string(),
            }),
        }
    }
}

/// A key as TOML writes it.
fn quoted(key: &str) -> String {
    toml_edit::Key::new(key).to_string()
}
