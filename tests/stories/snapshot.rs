//! `report.json` beside each story: what we say today. It shows change, not truth.

use crate::labels::{Story, text_of};
use crate::score::shown;
use recoupe::model::Report;
use std::collections::BTreeSet;
use std::fs;

const REFRESH: &str = "if this is meant, refresh with RECOUPE_BLESS=1 cargo test --test stories";

/// The report as it is kept: neither a new version of the program nor a word in a rule's page
/// changes anything.
fn kept(report: &Report) -> Result<String, String> {
    let mut report = report.clone();
    report.tool.version = "any".into();
    report.rules.clear();
    // It says again what `because` and `confidence` say, and would change with every weight.
    report.findings.iter_mut().for_each(|f| f.evidence.clear());
    let mut text = serde_json::to_string_pretty(&report).map_err(|e| format!("the report cannot be written: {e}"))?;
    text.push('\n');
    Ok(text)
}

fn lines(report: &Report) -> BTreeSet<String> {
    let line = |f| format!("{} {:.2}", shown(report, f), f.confidence);
    report.findings.iter().map(line).collect()
}

/// Passes where `report` is what stands beside `story`; else says what came and what went. Writes
/// the file instead where `bless` is set.
pub fn check(story: &Story, report: &Report, bless: bool) -> Result<(), String> {
    let path = story.folder.join("report.json");
    let now = kept(report)?;
    if bless {
        return fs::write(&path, now).map_err(|e| format!("{}: cannot be written: {e}", path.display()));
    }
    if !path.exists() {
        return Err(format!("fixtures/{}/report.json: missing; {REFRESH}", story.key));
    }
    let then = text_of(&path)?;
    if then == now {
        return Ok(());
    }
    let mut out = vec![format!("fixtures/{}/report.json differs from what we say today; {REFRESH}", story.key)];
    let old: Report = serde_json::from_str(&then).map_err(|e| format!("{}: {e}; {REFRESH}", path.display()))?;
    let (before, after) = (lines(&old), lines(report));
    out.extend(before.difference(&after).map(|line| format!("  gone {line}")));
    out.extend(after.difference(&before).map(|line| format!("  new  {line}")));
    if out.len() == 1 {
        let differing = then.lines().zip(now.lines()).enumerate().find(|(_, (a, b))| a != b);
        out.push(match differing {
            Some((n, (a, b))) => format!("  line {}: was {}, is {}", n + 1, a.trim(), b.trim()),
            None => "  one is longer than the other".into(),
        });
    }
    Err(out.join("\n"))
}
