//! `fixtures/floor.toml`: how good each story and all of them must come out. It only goes up.

use crate::labels::{root, text_of};
use crate::score::Score;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Lowest scores that pass, 0 to 1.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Of the told conflicts.
    pub precision: f64,
    /// Of the true conflicts.
    pub recall: f64,
    /// Of the notes.
    pub notes: f64,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// Over all stories.
    pub overall: Floor,
    /// By key, `fr/pegasus`.
    pub stories: BTreeMap<String, Floor>,
    /// Read by another test.
    #[serde(rename = "attribution")]
    _attribution: serde::de::IgnoredAny,
    /// Read by the test of the rules.
    #[serde(rename = "mutants")]
    _mutants: serde::de::IgnoredAny,
    /// Read by that test too.
    #[serde(rename = "factuality")]
    _factuality: serde::de::IgnoredAny,
}

impl Floors {
    /// Reads the file.
    pub fn read() -> Result<Self, String> {
        let path = root().join("fixtures/floor.toml");
        toml::from_str(&text_of(&path)?).map_err(|e| format!("{}: {e}", path.display()))
    }

    /// The floor of one story.
    pub fn of(&self, key: &str) -> Result<Floor, String> {
        self.stories.get(key).copied().ok_or_else(|| format!("fixtures/floor.toml: no floor for {key}; add one"))
    }

    /// Each story has a floor, and each floor a story.
    pub fn check(&self, keys: &[String]) -> Result<(), String> {
        for key in keys {
            self.of(key)?;
        }
        match self.stories.keys().find(|k| !keys.contains(k)) {
            Some(key) => Err(format!("fixtures/floor.toml: a floor for {key}, but no such story; remove it")),
            None => Ok(()),
        }
    }
}

impl Floor {
    /// Passes, or says which score fell and names what was missed and what was false.
    pub fn hold(&self, name: &str, score: &Score) -> Result<(), String> {
        let scores = [
            ("precision", score.precision(), self.precision),
            ("recall", score.recall(), self.recall),
            ("notes", score.notes(), self.notes),
        ];
        let fallen: Vec<String> = scores
            .iter()
            // Floors are written with three decimals.
            .filter(|(_, is, floor)| is + 0.0005 < *floor)
            .map(|(what, is, floor)| format!("{what} {is:.3} is below its floor {floor:.3}"))
            .collect();
        if fallen.is_empty() {
            return Ok(());
        }
        let mut lines = vec![format!("{name}: {}", fallen.join(", "))];
        lines.extend(score.missed.iter().map(|line| format!("  missed {line}")));
        lines.extend(score.wrong.iter().map(|line| format!("  false  {line}")));
        Err(lines.join("\n"))
    }
}
