//! A baseline with what is new, and without what is gone: text to text, so that comments stay.

use super::{Baseline, Entry, SCHEMA};
use crate::error::{Error, Result};
use crate::model::{Day, Finding, Report, Severity};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

const HEAD: &str = "# Findings that are known and accepted, by id. `recoupe baseline update` adds what is new and keeps\n\
                    # your reasons and comments, `recoupe baseline prune` drops what is found no more.\n";

/// What is said of findings that are newly accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// The day of acceptance.
    pub today: Day,
    /// The last day on which they are accepted.
    pub expires: Option<Day>,
    /// Findings that matter less are not added.
    pub least: Severity,
}

/// How many entries came of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Updated {
    /// New ones.
    pub added: usize,
    /// Those that were over and are accepted anew.
    pub renewed: usize,
    /// Those that stay as they are.
    pub kept: usize,
    /// Those of them that no finding has.
    pub stale: usize,
}

impl Baseline {
    /// A baseline with no finding, that messages call `shown`.
    pub fn empty(shown: &str) -> Self {
        let text = format!("{HEAD}schema = \"{SCHEMA}\"\n");
        Self { shown: shown.to_owned(), text, entries: Vec::new() }
    }

    /// The text with every finding of `report` that is not accepted otherwise, sorted by id.
    pub fn updated(&self, report: &Report, note: &Note) -> Result<(String, Updated)> {
        let mut counts = Updated::default();
        let wanted = |f: &&Finding| f.accepted.is_none() && f.severity <= note.least;
        let text = self.edited(|tables| {
            for table in tables.iter_mut() {
                let id = id(table);
                let over = self.entries().any(|e| e.id == id && e.over(note.today).is_some());
                let found = report.findings.iter().filter(wanted).any(|f| f.id == id);
                if over && found {
                    counts.renewed += 1;
                    renew(table, note);
                } else {
                    counts.kept += 1;
                }
                counts.stale += usize::from(!report.findings.iter().any(|f| f.id == id));
            }
            for finding in report.findings.iter().filter(wanted) {
                if !self.entries().any(|e| e.id == finding.id) {
                    counts.added += 1;
                    tables.push(entry(finding, note));
                }
            }
        })?;
        Ok((text, counts))
    }

    /// The text without the entries that no finding of `report` has, and those entries.
    pub fn pruned(&self, report: &Report) -> Result<(String, Vec<Entry>)> {
        let stale = |id: &str| !report.findings.iter().any(|f| f.id == id);
        let text = self.edited(|tables| tables.retain(|table| !stale(&id(table))))?;
        Ok((text, self.entries().filter(|e| stale(&e.id)).cloned().collect()))
    }

    /// The text with its entries changed, and sorted by id. What people wrote above an entry goes
    /// where it goes.
    fn edited(&self, change: impl FnOnce(&mut Vec<Table>)) -> Result<String> {
        let mut document: DocumentMut =
            self.text.parse().map_err(|e| Error::Usage(format!("{}: cannot edit this baseline: {e}", self.shown)))?;
        let mut tables: Vec<Table> = match document.remove("finding").map(Item::into_array_of_tables) {
            Some(Ok(tables)) => tables.into_iter().collect(),
            _ => Vec::new(),
        };
        change(&mut tables);
        tables.sort_by_cached_key(id);
        let mut out = ArrayOfTables::new();
        for mut table in tables {
            // Tables are written by their places in the old text where they have some.
            table.set_position(None);
            out.push(table);
        }
        if !out.is_empty() {
            document.insert("finding", Item::ArrayOfTables(out));
        }
        Ok(document.to_string())
    }
}

fn id(table: &Table) -> String {
    table.get("id").and_then(Item::as_str).unwrap_or_default().to_owned()
}

/// A day as TOML writes it.
fn date(day: Day) -> Value {
    let text = day.to_string();
    text.parse::<toml_edit::Datetime>().map_or_else(|_| text.into(), Value::from)
}

fn entry(finding: &Finding, note: &Note) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    let mut put = |key: &str, value: Value| drop(table.insert(key, Item::Value(value)));
    put("id", finding.id.as_str().into());
    put("rule", finding.rule.as_str().into());
    put("message", finding.message.as_str().into());
    if let Some(reason) = &note.reason {
        put("reason", reason.as_str().into());
    }
    if let Some(who) = &note.who {
        put("who", who.as_str().into());
    }
    put("when", date(note.today));
    if let Some(day) = note.expires {
        put("expires", date(day));
    }
    table
}

/// Accepts anew what was over. The reason stays.
fn renew(table: &mut Table, note: &Note) {
    set(table, "when", date(note.today));
    if let Some(who) = &note.who {
        set(table, "who", who.as_str().into());
    }
    match note.expires {
        Some(day) => set(table, "expires", date(day)),
        None => drop(table.remove("expires")),
    }
}

/// Puts a value in place of the one there, whose comment stays.
fn set(table: &mut Table, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}
