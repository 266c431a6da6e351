//! Findings against labels.
//!
//! A finding is expanded to the pairs of its sides that stand in different groups and articles. It
//! is right where a pair overlaps a label of its kind, false where none does and none is optional.
//! Precision counts findings, recall counts names of labels. Notes are scored for recall alone.

use crate::labels::{Place, Role, Target, is_note};
use recoupe::model::{Finding, Report};
use std::collections::BTreeSet;
use std::path::Path;

/// How a story, or all of them, came out.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Conflicts that must be found, by name.
    pub must: BTreeSet<String>,
    /// Those of them that were.
    pub found: BTreeSet<String>,
    /// Notes that must be found, by name.
    pub notes: BTreeSet<String>,
    /// Those of them that were.
    pub notes_found: BTreeSet<String>,
    /// Findings that tell a labelled conflict.
    pub right: usize,
    /// Findings that tell none, each as a line.
    pub wrong: Vec<String>,
    /// What was missed, each as a line.
    pub missed: Vec<String>,
}

/// Nothing asked for, or nothing told, is no failure.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Score {
    /// Share of the told conflicts that are true, 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong.len())
    }

    /// Share of the true conflicts that are told, 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.found.len(), self.must.len())
    }

    /// Share of the notes that are told, 0 to 1.
    pub fn notes(&self) -> f64 {
        share(self.notes_found.len(), self.notes.len())
    }

    /// Adds another story's outcome; `key` keeps names of different stories apart.
    pub fn add(&mut self, key: &str, other: &Score) {
        let named = |names: &BTreeSet<String>| names.iter().map(|n| format!("{key} {n}")).collect::<Vec<_>>();
        self.must.extend(named(&other.must));
        self.found.extend(named(&other.found));
        self.notes.extend(named(&other.notes));
        self.notes_found.extend(named(&other.notes_found));
        self.right += other.right;
        self.wrong.extend(other.wrong.iter().map(|line| format!("{key}: {line}")));
        self.missed.extend(other.missed.iter().map(|line| format!("{key}: {line}")));
    }

    /// One line.
    pub fn line(&self) -> String {
        format!(
            "precision {:.3} ({} right, {} false)  recall {:.3} ({}/{})  notes {:.3} ({}/{})",
            self.precision(),
            self.right,
            self.wrong.len(),
            self.recall(),
            self.found.len(),
            self.must.len(),
            self.notes(),
            self.notes_found.len(),
            self.notes.len(),
        )
    }
}

/// The file name, without extension, of each article id.
fn article_of<'a>(report: &'a Report, id: &str) -> Option<&'a str> {
    let info = report.articles.iter().find(|a| a.id == id)?;
    Path::new(&info.path).file_stem()?.to_str()
}

fn pairs_of(report: &Report, finding: &Finding) -> Vec<[Place; 2]> {
    let place = |i: usize| {
        let side = &finding.sides[i];
        let article = article_of(report, &side.article)?.to_string();
        Some(Place { article, start: side.start, end: side.end })
    };
    let mut pairs = Vec::new();
    for i in 0..finding.sides.len() {
        for j in i + 1..finding.sides.len() {
            if let (Some(left), Some(right)) = (place(i), place(j))
                && left.article != right.article
                && finding.sides[i].group != finding.sides[j].group
            {
                pairs.push([left, right]);
            }
        }
    }
    pairs
}

fn meets(pair: &[Place; 2], target: &Target) -> bool {
    let [left, right] = pair;
    let [a, b] = &target.places;
    left.overlaps(a) && right.overlaps(b) || left.overlaps(b) && right.overlaps(a)
}

/// The labels that a finding touches, of whatever kind they are.
fn met<'t>(report: &Report, targets: &'t [Target], finding: &Finding) -> Vec<&'t Target> {
    let pairs = pairs_of(report, finding);
    targets.iter().filter(|t| pairs.iter().any(|p| meets(p, t))).collect()
}

/// What the labels say of a finding: true, false, or, where they leave it open, neither. Notes are
/// not told to be false, and neither is what stands in one article.
pub fn truth(report: &Report, targets: &[Target], finding: &Finding) -> Option<bool> {
    let fitting: Vec<Role> =
        met(report, targets, finding).into_iter().filter(|t| t.kinds.contains(&finding.kind)).map(|t| t.role).collect();
    if fitting.iter().any(|role| matches!(role, Role::Must | Role::Later)) {
        return Some(true);
    }
    let open = is_note(finding.kind) || fitting.contains(&Role::Optional) || pairs_of(report, finding).is_empty();
    (!open).then_some(false)
}

/// A finding as one line, for messages.
pub fn shown(report: &Report, finding: &Finding) -> String {
    let sides: Vec<String> = finding
        .sides
        .iter()
        .map(|s| format!("{}:\"{}\"", article_of(report, &s.article).unwrap_or(&s.article), s.quote.replace('\n', " ")))
        .collect();
    format!("{} {}", finding.rule, sides.join(" / "))
}

/// Scores `report` against `targets`.
pub fn score(report: &Report, targets: &[Target]) -> Score {
    let mut out = Score::default();
    for target in targets.iter().filter(|t| t.role == Role::Must) {
        let names = if target.kinds.iter().any(|&k| is_note(k)) { &mut out.notes } else { &mut out.must };
        names.insert(target.name.clone());
    }
    for finding in &report.findings {
        let note = is_note(finding.kind);
        let met = met(report, targets, finding);
        for target in met.iter().filter(|t| t.role == Role::Must && t.kinds.contains(&finding.kind)) {
            let names = if note { &mut out.notes_found } else { &mut out.found };
            names.insert(target.name.clone());
        }
        if note {
            continue;
        }
        match truth(report, targets, finding) {
            Some(true) => out.right += 1,
            Some(false) => {
                let trap = met.iter().find(|t| t.role == Role::Trap).map(|t| format!(" (a trap: {})", t.name));
                out.wrong.push(format!("{} {}{}", finding.kind, shown(report, finding), trap.unwrap_or_default()));
            }
            None => {}
        }
    }
    let mut told = BTreeSet::new();
    for target in targets.iter().filter(|t| t.role == Role::Must) {
        let found = out.found.contains(&target.name) || out.notes_found.contains(&target.name);
        if !found && told.insert(&target.name) {
            let kinds: Vec<&str> = target.kinds.iter().map(|k| k.word()).collect();
            out.missed.push(format!("{} \"{}\" {}", kinds.join("|"), target.name, target.shown));
        }
    }
    out
}
