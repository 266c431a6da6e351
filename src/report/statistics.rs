//! Findings counted by rule, in place of the findings themselves: a table for people, or an array
//! of JSON objects for programs.

use super::Style;
use super::concise::painted;
use super::safe;
use super::side::end_line;
use crate::model::{Kind, Report, ReportLang, Severity};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How a report is written as counts.
pub type Counts = fn(&Report, &Style) -> Vec<u8>;

/// The formats in which findings can be counted, by their names, in the order of all formats.
pub const STATISTICS: &[(&str, Counts)] = &[("text", table), ("concise", table), ("json", json)];

/// The findings of one rule and one severity, which configuration and the finding itself may
/// change.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row<'a> {
    /// Findings that count.
    count: usize,
    /// Findings that are accepted.
    known: usize,
    severity: Severity,
    kind: Kind,
    rule: &'a str,
    /// `None` in reports that do not hold the pages of their rules.
    title: Option<&'a str>,
}

/// The most frequent first, then the gravest, then by the rule's id.
fn rows(report: &Report) -> Vec<Row<'_>> {
    let titles: BTreeMap<&str, &str> = report.rules.iter().map(|r| (r.id.as_str(), r.title.as_str())).collect();
    let mut rows: BTreeMap<(Severity, &str), Row<'_>> = BTreeMap::new();
    for finding in &report.findings {
        let (severity, rule) = (finding.severity, finding.rule.as_str());
        let title = titles.get(rule).copied();
        let new = Row { count: 0, known: 0, severity, kind: finding.kind, rule, title };
        let row = rows.entry((severity, rule)).or_insert(new);
        if finding.accepted.is_none() { row.count += 1 } else { row.known += 1 }
    }
    let mut rows: Vec<Row<'_>> = rows.into_values().collect();
    rows.sort_by_key(|row| Reverse((row.count, row.known)));
    rows
}

/// One object for each row; standard output holds nothing else.
fn json(report: &Report, _: &Style) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(&rows(report)).expect("rows have string keys");
    out.push(b'\n');
    safe::json(out)
}

/// A head and a line for each row; then problems, which nothing else would tell, and what was
/// looked at. Without findings there is no table.
fn table(report: &Report, style: &Style) -> Vec<u8> {
    let rows = rows(report);
    let mut out = String::new();
    let rules: Vec<String> = rows.iter().map(|row| safe::line(row.rule).trim().to_owned()).collect();
    let widest = rules.iter().map(|rule| safe::width(rule)).max().unwrap_or(0).max("rule".len());
    let pad = |rule: &str| " ".repeat(widest - safe::width(rule));
    if !rows.is_empty() {
        out += &format!("count  known  severity  rule{}  title\n", pad("rule"));
    }
    for (row, rule) in rows.iter().zip(&rules) {
        let severity = painted(row.severity, &format!("{:8}", row.severity.word()), style.color);
        let title = safe::line(row.title.unwrap_or_default());
        let line = format!("{:5}  {:5}  {severity}  {rule}{}  {}", row.count, row.known, pad(rule), title.trim());
        out += line.trim_end();
        out.push('\n');
    }
    for problem in &report.problems {
        out += &format!("{}: problem: {}\n", safe::line(&problem.path), safe::line(&problem.message).trim());
    }
    if !style.quiet {
        if !out.is_empty() {
            out.push('\n');
        }
        out += &end_line(report, ReportLang::En);
        out.push('\n');
    }
    safe::no_commands(out).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FORMATS, sample};

    fn text(report: &Report, style: &Style) -> String {
        String::from_utf8(table(report, style)).unwrap()
    }

    /// The sample with two more dead-and-count findings and one that is known.
    fn several() -> Report {
        let mut report = sample();
        let mut again = report.findings[0].clone();
        report.findings.push(again.clone());
        again.accepted = report.findings.iter().find_map(|f| f.accepted.clone());
        report.findings.push(again);
        report.count();
        report
    }

    #[test]
    fn findings_are_counted_by_rule_and_known_ones_apart() {
        let expected = "\
count  known  severity  rule                title
    2      1  error     count-mismatch      Two exact numbers of one thing
    1      0  warning   accusation-denial
    1      0  warning   disjoint-estimates
    1      0  note      different-measure
    0      1  warning   date-mismatch       Two days of what happens once
corpus/brouillon.html: problem: the page holds no article text, expected an <article> or paragraphs

Looked at 5 articles of 4 origins, 96 sentences, 131 claims; compared 214 pairs. Found 2 errors, 2 warnings, 1 note; known: 2.
";
        assert_eq!(text(&several(), &Style::default()), expected);
    }

    #[test]
    fn all_findings_are_in_the_counts() {
        let report = several();
        let all: Vec<serde_json::Value> = serde_json::from_slice(&json(&report, &Style::default())).unwrap();
        let sum = |key: &str| all.iter().map(|row| row[key].as_u64().unwrap()).sum::<u64>();
        assert_eq!(sum("known") as usize, report.summary.known);
        assert_eq!((sum("count") + sum("known")) as usize, report.findings.len());
        let first = serde_json::json!({"count": 2, "known": 1, "severity": "error", "kind": "numeric",
            "rule": "count-mismatch", "title": "Two exact numbers of one thing"});
        assert_eq!(all[0], first);
        assert!(all[1]["title"].is_null(), "a report without this rule's page");
    }

    #[test]
    fn one_rule_of_two_severities_is_two_rows() {
        let mut report = several();
        report.findings[0].severity = Severity::Note;
        let of_it: Vec<_> = rows(&report).iter().filter(|r| r.rule == "count-mismatch").map(|r| r.severity).collect();
        assert_eq!(of_it, [Severity::Error, Severity::Note]);
    }

    #[test]
    fn silence_is_told_by_the_end_line_alone() {
        let mut report = sample();
        report.findings.clear();
        report.problems.clear();
        report.count();
        assert!(text(&report, &Style::default()).starts_with("Looked at 5 articles"));
        assert_eq!(text(&report, &Style { quiet: true, ..Style::default() }), "");
        assert_eq!(json(&report, &Style::default()), b"[]\n");
    }

    #[test]
    fn names_of_rules_are_text() {
        let mut report = sample();
        report.findings[0].rule = "::error::x\n\u{1b}[2J".into();
        report.rules[0].title = "##[add-mask]\u{202e}x\nsecond".into();
        report.rules[0].id = report.findings[0].rule.clone();
        let text = text(&report, &Style::default());
        assert!(text.lines().all(|l| !l.trim_start().starts_with("::")), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && !text.contains("##["), "{text}");
        assert_eq!(text.lines().count(), 5 + 1 + 1 + 2, "{text}");
        assert!(!json(&report, &Style::default()).contains(&0x1b));
    }

    #[test]
    fn colours_change_no_word() {
        let coloured = text(&several(), &Style { color: true, ..Style::default() });
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), text(&several(), &Style::default()));
    }

    #[test]
    fn what_counts_is_a_format() {
        let formats: Vec<&str> =
            FORMATS.iter().map(|f| f.name).filter(|f| STATISTICS.iter().any(|(s, _)| s == f)).collect();
        assert_eq!(formats, STATISTICS.iter().map(|(s, _)| *s).collect::<Vec<_>>());
    }
}
