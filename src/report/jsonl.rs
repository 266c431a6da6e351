//! The report as one JSON object per line, each with its `type`: first the articles, then
//! findings, rules, figures and problems, what `diff` compared, profiles of sources, texts where they are kept, last the summary. Nothing that `json` has is missing.

use super::Style;
use super::safe;
use crate::model::{
    ArticleInfo, ArticleText, Comparison, FigureRow, Finding, Problem, Profile, Report, RuleInfo, Summary, Tool,
};
use serde::Serialize;

/// A line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Article(&'a ArticleInfo),
    Finding(&'a Finding),
    Rule(&'a RuleInfo),
    Figure(&'a FigureRow),
    Problem(&'a Problem),
    Comparison(&'a Comparison),
    Profile(&'a Profile),
    Text(&'a ArticleText),
    Summary {
        schema: &'a str,
        tool: &'a Tool,
        #[serde(flatten)]
        summary: &'a Summary,
    },
}

/// One object per line.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    let articles = report.articles.iter().map(Line::Article);
    let findings = report.findings.iter().map(Line::Finding);
    let rules = report.rules.iter().map(Line::Rule);
    let figures = report.figures.iter().map(Line::Figure);
    let problems = report.problems.iter().map(Line::Problem);
    let comparison = report.comparison.iter().map(Line::Comparison);
    let summary = Line::Summary { schema: &report.schema, tool: &report.tool, summary: &report.summary };
    let mut out = Vec::new();
    let profiles = report.profiles.iter().map(Line::Profile);
    let texts = report.texts.iter().map(Line::Text);
    let lines = articles
        .chain(findings)
        .chain(rules)
        .chain(figures)
        .chain(problems)
        .chain(comparison)
        .chain(profiles)
        .chain(texts);
    for line in lines.chain([summary]) {
        serde_json::to_writer(&mut out, &line).expect("a report has string keys and memory takes all");
        out.push(b'\n');
    }
    safe::json(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::profiled;
    use serde_json::{Value, json};

    #[test]
    fn the_lines_hold_the_whole_report() {
        let notes = vec!["Correction : ce n'était pas mardi.".to_owned()];
        let comparison = Comparison { versions: true, notes, changes: Vec::new() };
        let report = Report { comparison: Some(comparison), ..profiled() };
        let out = render(&report, &Style::default());
        let mut whole = json!({"articles": [], "findings": [], "rules": [], "figures": [], "problems": [], "texts": [], "profiles": []});
        for line in String::from_utf8(out).unwrap().lines() {
            let mut value: Value = serde_json::from_str(line).unwrap();
            let kind = value.as_object_mut().unwrap().remove("type").unwrap();
            match kind.as_str().unwrap() {
                "summary" => {
                    whole["schema"] = value.as_object_mut().unwrap().remove("schema").unwrap();
                    whole["tool"] = value.as_object_mut().unwrap().remove("tool").unwrap();
                    whole["summary"] = value;
                }
                "comparison" => whole["comparison"] = value,
                kind => whole[format!("{kind}s")].as_array_mut().unwrap().push(value),
            }
        }
        assert_eq!(serde_json::from_value::<Report>(whole).unwrap(), report);
    }
}
