//! Code quality report of GitLab: an array of findings, each at one line, with a fingerprint by
//! which merge requests tell new ones from old.

use super::Style;
use super::place::{extent, file, file_of};
use super::safe;
use super::side::{Told, ToldSide, known};
use crate::model::{Finding, Problem, Report, Severity};
use crate::text::fingerprint;
use serde::Serialize;
use std::collections::BTreeSet;

/// Characters of a quote that are shown; the words that clash stand in the message.
const QUOTE: usize = 200;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.severity, &finding.accepted) {
        (_, Some(_)) | (Severity::Note, None) => "info",
        (Severity::Error, None) => "critical",
        (Severity::Warning, None) => "major",
    }
}

fn issue(told: &Told<'_>) -> Issue {
    let f = told.finding;
    let known = known(f).map_or_else(String::new, |known| format!(" (known: {known})"));
    let sides: Vec<String> = told.sides.iter().map(|side| side.told(QUOTE)).collect();
    let lead = told.lead();
    // Of a page or a feed the report knows no line; GitLab asks for one.
    let line = lead.and_then(extent).map_or(1, |extent| extent.line);
    Issue {
        description: format!("{}{known}. {}", safe::line(&f.message).trim(), sides.join(" | ")),
        check_name: safe::line(&f.rule),
        fingerprint: f.id.clone(),
        severity: severity(f),
        location: Location { path: file(lead.and_then(|l: &ToldSide<'_>| l.article)), lines: Lines { begin: line } },
    }
}

fn not_read(problem: &Problem) -> Issue {
    Issue {
        description: format!("{}: {}", safe::line(&problem.path).trim(), safe::line(&problem.message).trim()),
        check_name: "not-read".to_owned(),
        fingerprint: fingerprint(["not-read", &problem.path, &problem.message]),
        severity: "minor",
        location: Location { path: file_of(&problem.path), lines: Lines { begin: 1 } },
    }
}

/// Findings in their order, then problems.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    let articles = report.by_id();
    let findings = report.findings.iter().map(|f| issue(&Told::new(f, &articles)));
    let mut issues: Vec<Issue> = findings.chain(report.problems.iter().map(not_read)).collect();
    // GitLab keeps one of those that share a fingerprint.
    let mut seen = BTreeSet::new();
    for issue in &mut issues {
        let first = issue.fingerprint.clone();
        let mut again = 1;
        while !seen.insert(issue.fingerprint.clone()) {
            again += 1;
            issue.fingerprint = format!("{first}-{again}");
        }
    }
    let mut out = serde_json::to_vec_pretty(&issues).expect("issues have string keys and no foreign types");
    out.push(b'\n');
    safe::json(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use serde_json::Value;

    fn issues(report: &Report) -> Vec<Value> {
        serde_json::from_slice(&render(report, &Style::default())).unwrap()
    }

    #[test]
    fn an_issue_has_all_that_gitlab_asks_for() {
        for issue in issues(&sample()) {
            for key in ["description", "check_name", "fingerprint", "severity"] {
                assert!(issue[key].as_str().is_some_and(|s| !s.is_empty()), "{key}: {issue}");
            }
            let severity = issue["severity"].as_str().unwrap();
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
            assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        }
        let toll = &issues(&sample())[0];
        assert_eq!(
            (&toll["location"]["path"], &toll["location"]["lines"]["begin"]),
            (&"corpus/echo.md".into(), &4.into())
        );
        assert_eq!(toll["severity"], "critical");
        assert!(
            toll["description"].as_str().unwrap().contains("La Dépêche du Val (2024-03-05) corpus/depeche.md:9:81")
        );
    }

    #[test]
    fn known_findings_weigh_nothing_and_problems_are_issues() {
        let issues = issues(&sample());
        let of = |rule: &str| issues.iter().find(|i| i["check_name"] == rule).unwrap();
        assert_eq!(of("date-mismatch")["severity"], "info");
        let text = of("date-mismatch")["description"].as_str().unwrap();
        assert!(text.contains("(known: L'Écho put its date right on 7 March)"), "{text}");
        assert_eq!(of("not-read")["location"]["path"], "corpus/brouillon.html");
    }

    #[test]
    fn fingerprints_are_unique_and_those_of_the_findings() {
        let mut report = sample();
        report.findings[1].id = report.findings[0].id.clone();
        report.findings[2].id = report.findings[0].id.clone();
        let prints: Vec<String> = issues(&report).iter().map(|i| i["fingerprint"].as_str().unwrap().into()).collect();
        assert_eq!(prints[..3], ["3f9c21d07be84a16", "3f9c21d07be84a16-2", "3f9c21d07be84a16-3"]);
        assert_eq!(prints.iter().collect::<BTreeSet<_>>().len(), prints.len());
    }
}
