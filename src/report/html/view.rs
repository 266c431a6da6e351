//! What the templates are given: a report as plain values, shaped as the page shows it. No words of
//! the page, no markup. Text of articles is on one line, and what steers text is visible in it.

use super::article::{ArticleView, articles};
use super::finding::{FindingView, Numbered};
use super::ids::plain_ids;
use super::profile::{ProfileView, profiles};
use super::story::{StoryView, stories};
use crate::model::{ClaimSort, Finding, Kind, Report, Severity};
use crate::report::compared;
use crate::report::safe;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All of the page.
#[derive(Serialize)]
pub(super) struct View {
    /// Name and version of the program.
    tool: String,
    /// Findings that are not accepted, by severity.
    counts: Vec<Count>,
    /// Their kinds, in order.
    kinds: Vec<KindRow>,
    /// Outlets by name, in the order of their first articles.
    sources: Vec<SourceRow>,
    /// One of them belongs to a group.
    grouped: bool,
    /// One of them is rated.
    rated: bool,
    /// What was looked at.
    looked: Vec<Looked>,
    problems: Vec<ProblemRow>,
    /// What `diff` says besides.
    comparison: Vec<List>,
    /// The gravest first.
    stories: Vec<StoryView>,
    /// What the articles show of each source, where the report says so.
    profiles: Vec<ProfileView>,
    /// Findings that are accepted.
    known: Vec<FindingView>,
    articles: Vec<ArticleView>,
    /// The report holds the text of some article.
    has_texts: bool,
    /// Sorts of claims, with the classes of their marks.
    sorts: Vec<SortRow>,
    rules: Vec<RuleRow>,
}

#[derive(Serialize)]
struct Count {
    severity: &'static str,
    n: usize,
}

#[derive(Serialize)]
struct KindRow {
    kind: &'static str,
    /// In the order of severities.
    counts: Vec<usize>,
    total: usize,
}

#[derive(Serialize)]
struct SourceRow {
    name: String,
    articles: usize,
    origins: usize,
    findings: usize,
    group: String,
    reliability: String,
}

#[derive(Serialize)]
struct Looked {
    key: &'static str,
    n: usize,
}

#[derive(Serialize)]
struct ProblemRow {
    path: String,
    message: String,
}

#[derive(Serialize)]
struct List {
    title: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct SortRow {
    word: &'static str,
    class: String,
}

#[derive(Serialize)]
struct RuleRow {
    id: String,
    title: String,
    /// Paragraphs of pieces.
    why: Vec<Vec<Code>>,
}

#[derive(Serialize)]
struct Code {
    text: String,
    code: bool,
}

/// Text of an article or a report as the page shows it.
pub(super) fn plain(text: &str) -> String {
    safe::line(text).trim().to_owned()
}

/// The class of the marks of a sort.
pub(super) fn class(sort: ClaimSort) -> String {
    format!("k{}", ClaimSort::ALL.iter().position(|s| *s == sort).map_or(0, |n| n + 1))
}

/// How the language of the page writes numbers.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    /// Between whole and fraction.
    pub decimal: String,
    /// Between thousands.
    pub thousands: String,
}

impl Numbers {
    /// Thousands apart from 10 000 on, at most four decimals.
    pub fn show(&self, n: f64) -> String {
        let text = crate::report::side::number(n);
        let sign = |c: char| match c {
            '.' => self.decimal.clone(),
            ' ' => self.thousands.clone(),
            '-' => "−".to_owned(),
            c => c.to_string(),
        };
        text.chars().map(sign).collect()
    }

    /// A range in signs: `12`, `8–12`, `≥ 8`, `> 8`, `≤ 8`, `< 8`; nothing where both ends are open.
    pub fn range(&self, low: Option<f64>, high: Option<f64>, strict: bool) -> String {
        let (more, less) = if strict { (">", "<") } else { ("≥", "≤") };
        match (low, high) {
            (Some(low), Some(high)) if low == high => self.show(low),
            (Some(low), Some(high)) => format!("{}–{}", self.show(low), self.show(high)),
            (Some(low), None) => format!("{more} {}", self.show(low)),
            (None, Some(high)) => format!("{less} {}", self.show(high)),
            (None, None) => String::new(),
        }
    }
}

impl View {
    pub fn new(report: &Report, numbers: &Numbers) -> Self {
        let report = &*plain_ids(report);
        let sources = sources(report);
        let numbered = Numbered::new(report, &sources.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), numbers);
        let (articles, anchors) = articles(report, numbered.ids());
        let told: Vec<&Finding> = report.findings.iter().filter(|f| f.accepted.is_none()).collect();
        let known = report.findings.iter().filter(|f| f.accepted.is_some());
        Self {
            tool: plain(&format!("{} {}", report.tool.name, report.tool.version)),
            counts: counts(&told),
            kinds: kinds(&told),
            grouped: sources.iter().any(|s| !s.group.is_empty()),
            rated: sources.iter().any(|s| !s.reliability.is_empty()),
            looked: looked(report),
            problems: report
                .problems
                .iter()
                .map(|p| ProblemRow { path: plain(&p.path), message: plain(&p.message) })
                .collect(),
            comparison: compared::summary(report)
                .into_iter()
                .map(|l| List { title: l.title, items: l.items })
                .collect(),
            stories: stories(report, &numbered, &anchors),
            profiles: profiles(report, &anchors),
            known: known.map(|f| numbered.view(f, &anchors)).collect(),
            articles,
            has_texts: !report.texts.is_empty(),
            sorts: ClaimSort::ALL.into_iter().map(|s| SortRow { word: s.word(), class: class(s) }).collect(),
            rules: report
                .rules
                .iter()
                .map(|r| RuleRow { id: plain(&r.id), title: plain(&r.title), why: why(&r.why) })
                .collect(),
            sources,
        }
    }
}

fn counts(findings: &[&Finding]) -> Vec<Count> {
    by_severity(findings).into_iter().zip(Severity::ALL).map(|(n, s)| Count { severity: s.word(), n }).collect()
}

/// How many there are of each severity, in order.
pub(super) fn by_severity(findings: &[&Finding]) -> Vec<usize> {
    Severity::ALL.iter().map(|&s| findings.iter().filter(|f| f.severity == s).count()).collect()
}

fn kinds(findings: &[&Finding]) -> Vec<KindRow> {
    let of = |kind: &Kind| {
        let of_it: Vec<&Finding> = findings.iter().filter(|f| f.kind == *kind).copied().collect();
        KindRow { kind: kind.word(), counts: by_severity(&of_it), total: of_it.len() }
    };
    Kind::ALL.iter().map(of).filter(|row| row.total > 0).collect()
}

fn sources(report: &Report) -> Vec<SourceRow> {
    let mut out: Vec<SourceRow> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut origins: Vec<BTreeSet<&str>> = Vec::new();
    for article in &report.articles {
        let name = plain(&article.source);
        let n = *place.entry(name.clone()).or_insert_with(|| {
            origins.push(BTreeSet::new());
            let group = article.group.as_deref().map(plain).unwrap_or_default();
            let reliability = article.reliability.map(|r| r.to_string()).unwrap_or_default();
            out.push(SourceRow { name, articles: 0, origins: 0, findings: 0, group, reliability });
            out.len() - 1
        });
        out[n].articles += 1;
        origins[n].insert(&article.origin);
    }
    let by_id = report.by_id();
    for finding in report.findings.iter().filter(|f| f.accepted.is_none()) {
        let articles = finding.sides.iter().filter_map(|s| by_id.get(s.article.as_str()));
        let of: BTreeSet<usize> = articles.filter_map(|a| place.get(&plain(&a.source)).copied()).collect();
        of.into_iter().for_each(|n| out[n].findings += 1);
    }
    for (row, origins) in out.iter_mut().zip(&origins) {
        row.origins = origins.len();
    }
    out
}

fn looked(report: &Report) -> Vec<Looked> {
    let s = &report.summary;
    let rows = [
        ("articles", Some(s.articles)),
        ("origins", Some(s.origins)),
        ("corpus", s.corpus),
        ("sentences", Some(s.sentences)),
        ("claims", Some(s.claims)),
        ("compared", Some(s.compared)),
    ];
    rows.into_iter().filter_map(|(key, n)| n.map(|n| Looked { key, n })).collect()
}

/// Paragraphs of a rule's page; of its Markdown only code is told apart.
fn why(page: &str) -> Vec<Vec<Code>> {
    let paragraphs = page.split("\n\n").filter(|p| !p.trim().is_empty());
    let pieces = |p: &str| {
        let piece = |(n, text): (usize, &str)| Code { text: safe::line(text), code: n % 2 == 1 };
        p.trim().split('`').enumerate().map(piece).filter(|c| !c.text.is_empty()).collect()
    };
    paragraphs.map(pieces).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_told_in_signs() {
        let numbers = Numbers { decimal: ",".into(), thousands: "\u{a0}".into() };
        let shown = |low, high, strict| numbers.range(low, high, strict);
        assert_eq!(shown(Some(12.0), Some(12.0), false), "12");
        assert_eq!(shown(Some(3300.5), Some(44000.0), false), "3300,5–44\u{a0}000");
        assert_eq!(shown(Some(8.0), None, false), "≥ 8");
        assert_eq!(shown(Some(40.0), None, true), "> 40");
        assert_eq!(shown(None, Some(-0.3), true), "< −0,3");
        assert_eq!(shown(None, None, false), "");
    }
}
