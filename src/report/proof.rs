//! What a finding's confidence is made of, gate by gate, for people.

use super::{Style, safe};
use crate::model::Finding;

/// One line for each gate that left evidence: what it weighs in log-odds, its name, its sentence
/// and, where it has any, its strengths; then the sum. A report of a version that wrote no evidence
/// says so.
pub fn proof(finding: &Finding, style: &Style) -> String {
    if finding.evidence.is_empty() {
        return "evidence: this report holds none; audit the articles again to see what each gate weighs\n".into();
    }
    let mut lines: Vec<(f64, String)> = Vec::new();
    for e in &finding.evidence {
        let strengths: Vec<String> = e.values.iter().map(|(name, value)| format!("{name} {value}")).collect();
        let strengths = if strengths.is_empty() { String::new() } else { format!(" ({})", strengths.join(", ")) };
        lines.push((e.weight, format!("{}: {}{strengths}", e.gate, e.text)));
    }
    let sum = finding.evidence.iter().map(|e| e.weight).sum();
    lines.push((sum, format!("sum: confidence {:.2}", finding.confidence)));
    let mut out = String::from("evidence, in log-odds:\n");
    for (weight, text) in lines {
        let text = safe::wrap(&safe::line(&text), style.width.max(40) - 10).join("\n          ");
        // No minus before a zero.
        out += &format!("  {:+6.2}  {text}\n", (weight * 100.0).round() / 100.0 + 0.0);
    }
    safe::no_commands(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn shown(n: usize, change: impl Fn(&mut Finding)) -> String {
        let mut finding = sample().findings.remove(n);
        change(&mut finding);
        proof(&finding, &Style { width: 60, ..Style::default() })
    }

    #[test]
    fn every_gate_is_named_with_its_weight_and_the_sum_comes_last() {
        let shown = shown(0, |_| {});
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.contains(&"   +1.60  same-measure: same measure: morts, personnes"), "{shown}");
        assert!(lines.contains(&"          mortes (noun 1)"), "{shown}");
        assert!(lines.contains(&"   -0.41  prior: what a clash of \"figures\" weighs before its"), "{shown}");
        assert_eq!(lines.last(), Some(&"   +2.59  sum: confidence 0.93"), "{shown}");
        assert!(lines.iter().all(|l| l.chars().count() <= 60), "{shown}");
    }

    #[test]
    fn what_a_report_holds_cannot_steer_the_terminal() {
        let shown = shown(0, |f| f.evidence[1].text = "a\u{1b}[2Jb\u{202e}c\nd".into());
        assert!(shown.contains("a␛[2Jb<U+202E>c d"), "{shown}");
    }

    #[test]
    fn a_report_without_evidence_says_so() {
        assert!(shown(1, |_| {}).contains("this report holds none"));
    }
}
