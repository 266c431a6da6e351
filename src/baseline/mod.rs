//! The baseline: findings that are known, with who accepts each of them, since when and why.
//!
//! In: the baseline's TOML, a report, today's date. Out: the report with what is known marked, or
//! the baseline with what is new, without a comment or reason that people wrote being lost. It reads
//! no file and no clock.

mod edit;

pub use edit::{Note, Updated};

use crate::error::Result;
use crate::model::{Accepted, AcceptedBy, Day, Report};
use crate::rules::{day, located, parse};
use crate::text::LineIndex;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The name of a baseline that is not named.
pub const NAME: &str = "recoupe-baseline.toml";

/// The form that is written and read.
pub const SCHEMA: &str = "recoupe.baseline/1";

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its rule, for people.
    #[serde(default)]
    pub rule: String,
    /// What it said when it was accepted, for people.
    #[serde(default)]
    pub message: String,
    /// Why it is accepted.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who accepts it.
    #[serde(default)]
    pub who: Option<String>,
    /// The day on which it was accepted.
    #[serde(default, deserialize_with = "day")]
    pub when: Option<Day>,
    /// The last day on which it is accepted.
    #[serde(default, deserialize_with = "day")]
    pub expires: Option<Day>,
}

impl Entry {
    /// The last day on which it was accepted, where that is over.
    fn over(&self, today: Day) -> Option<Day> {
        self.expires.filter(|&day| day < today)
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Spanned<String>,
    #[serde(default)]
    finding: Vec<Spanned<Entry>>,
}

/// A baseline with its text.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// As messages name it.
    shown: String,
    text: String,
    /// With their lines, in the order of the file.
    entries: Vec<(Entry, usize)>,
}

/// What is to be told of a baseline, sentence by sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Entries that are over, whose findings count as new again.
    pub expired: Vec<String>,
    /// Entries that no finding has.
    pub stale: Vec<String>,
}

impl Baseline {
    /// Reads a baseline that messages call `shown`. Errors name file, line and column of what is
    /// not understood, and of a finding that stands in it twice.
    pub fn parse(shown: &str, text: &str) -> Result<Self> {
        let wrong = |at: usize, message: &str| located(shown, text, at, message);
        let file: File = parse(shown, text)?;
        if file.schema.get_ref() != SCHEMA {
            let message = format!("unknown schema \"{}\", expected \"{SCHEMA}\"", file.schema.get_ref());
            return Err(wrong(file.schema.span().start, &message));
        }
        let lines = LineIndex::new(text);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut entries = Vec::with_capacity(file.finding.len());
        for entry in file.finding {
            let at = entry.span().start;
            let line = lines.position(text, at).line;
            let entry = entry.into_inner();
            if entry.id.len() != 16 || !entry.id.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(wrong(at, &format!("\"{}\" is no id of a finding, expected 16 of 0-9 and a-f", entry.id)));
            }
            if let Some(first) = seen.insert(entry.id.clone(), line) {
                let message = format!("the finding {} stands in line {first} already, expected each once", entry.id);
                return Err(wrong(at, &message));
            }
            entries.push((entry, line));
        }
        Ok(Self { shown: shown.to_owned(), text: text.to_owned(), entries })
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its entries, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// Accepts the findings of `report` that stand here and are not over on the day `today`, and
    /// counts anew.
    pub fn accept(&self, report: &mut Report, today: Day) -> Remarks {
        let mut remarks = Remarks::default();
        for (entry, line) in &self.entries {
            let name = format!("{}:{line}: the finding {} ({})", self.shown, entry.id, entry.rule);
            let Some(finding) = report.findings.iter_mut().find(|f| f.id == entry.id) else {
                remarks.stale.push(format!("{name} is found no more; recoupe baseline prune drops it"));
                continue;
            };
            if let Some(day) = entry.over(today) {
                remarks.expired.push(format!("{name} was accepted until {day} and counts again"));
                continue;
            }
            let reason = entry.reason.clone().unwrap_or_else(|| "no reason is given".into());
            finding.accepted.get_or_insert(Accepted { by: AcceptedBy::Baseline, reason });
        }
        report.count();
        remarks
    }
}
