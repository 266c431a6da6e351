//! What the templates are given: a report as plain values, shaped as the page shows it. No words of
//! the page, no markup. Text of articles is on one line, and what steers text is visible in it.

use super::article::{ArticleView, articles};
use super::finding::{FindingView, Numbered};
use super::ids::plain_ids;
use super::profile::{ProfileView, profiles};
use super::story::{StoryView, stories};
use crate::model::{ClaimSort, Finding, Kind, Report, ReportLang, Severity};
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
    /// The language of the page speaks of so many in the plural.
    many: bool,
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
    /// Of title and page.
    lang: &'static str,
    /// Paragraphs of pieces.
    why: Vec<Vec<Piece>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Piece {
    text: String,
    /// `code`, `em`, or nothing.
    tag: &'static str,
}

/// Text of an article or a report as the page shows it.
pub(super) fn plain(text: &str) -> String {
    safe::unbroken(text).trim().to_owned()
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
    /// From here on thousands are set apart.
    pub group_from: f64,
}

impl Numbers {
    /// At most four decimals.
    pub fn show(&self, n: f64) -> String {
        let text = format!("{:.4}", n.abs());
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::from(if n < 0.0 { "−" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && n.abs() >= self.group_from && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        let decimals = decimals.trim_end_matches('0');
        if !decimals.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(decimals);
        }
        out
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
    pub fn new(report: &Report, numbers: &Numbers, lang: ReportLang) -> Self {
        let report = &*plain_ids(report);
        let sources = sources(report);
        let names: Vec<&str> = sources.iter().map(|s| s.name.as_str()).collect();
        let numbered = Numbered::new(report, &names, numbers, lang);
        let (articles, anchors) = articles(report, numbered.ids());
        let told: Vec<&Finding> = report.findings.iter().filter(|f| f.accepted.is_none()).collect();
        let known = report.findings.iter().filter(|f| f.accepted.is_some());
        Self {
            tool: plain(&format!("{} {}", report.tool.name, report.tool.version)),
            counts: counts(&told, lang),
            kinds: kinds(&told),
            grouped: sources.iter().any(|s| !s.group.is_empty()),
            rated: sources.iter().any(|s| !s.reliability.is_empty()),
            looked: looked(report),
            problems: report
                .problems
                .iter()
                .map(|p| ProblemRow { path: plain(&p.path), message: plain(&p.message) })
                .collect(),
            comparison: compared::summary(report, lang)
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
                .map(|r| RuleRow {
                    id: plain(&r.id),
                    title: plain(&r.title),
                    lang: if r.translations.contains_key(lang.code()) { lang.code() } else { "en" },
                    why: why(&r.why),
                })
                .collect(),
            sources,
        }
    }
}

fn counts(findings: &[&Finding], lang: ReportLang) -> Vec<Count> {
    let many = |n: usize| match lang {
        ReportLang::En => n != 1,
        ReportLang::Fr => n > 1,
    };
    by_severity(findings)
        .into_iter()
        .zip(Severity::ALL)
        .map(|(n, s)| Count { severity: s.word(), n, many: many(n) })
        .collect()
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
        ("not_compared", s.capped.map(|c| c.pairs)),
        ("not_asked", s.capped.map(|c| c.articles)),
    ];
    rows.into_iter().filter_map(|(key, n)| n.map(|n| Looked { key, n })).collect()
}

/// Paragraphs of a rule's page; of its Markdown code and what is quoted are told apart, and of links
/// to other rules the words are left.
fn why(page: &str) -> Vec<Vec<Piece>> {
    let paragraphs = page.split("\n\n").filter(|p| !p.trim().is_empty());
    let pieces = |p: &str| {
        let p = without_links(p.trim());
        let piece = |(n, text): (usize, &str), tag| Piece {
            text: safe::unbroken(text),
            tag: if n % 2 == 1 { tag } else { "" },
        };
        let mut out: Vec<Piece> = Vec::new();
        for (n, part) in p.split('`').enumerate() {
            if n % 2 == 1 {
                out.push(piece((1, part), "code"));
            } else {
                out.extend(part.split('*').enumerate().map(|at| piece(at, "em")));
            }
        }
        out.retain(|p| !p.text.is_empty());
        out
    };
    paragraphs.map(pieces).collect()
}

/// `[count-mismatch](#count-mismatch)` as `count-mismatch`, which is code.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = link(rest) {
        out += &format!("{before}`{name}`");
        rest = after;
    }
    out + rest
}

fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (head, tail) = text.split_once("](#")?;
    let (before, name) = head.rsplit_once('[')?;
    let (_, after) = tail.split_once(')')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_page_of_a_rule_code_and_quotations_are_told_apart() {
        let shown = why("*Au moins* 12, comme [bound-violated](#bound-violated)\nou `a_b`.\n\nFin.");
        let told: Vec<(&str, &str)> = shown[0].iter().map(|p| (p.text.as_str(), p.tag)).collect();
        assert_eq!(
            told,
            [
                ("Au moins", "em"),
                (" 12, comme ", ""),
                ("bound-violated", "code"),
                (" ou ", ""),
                ("a_b", "code"),
                (".", "")
            ]
        );
        assert_eq!(shown.len(), 2);
    }

    #[test]
    fn ranges_are_told_in_signs() {
        let numbers = Numbers { decimal: ",".into(), thousands: "\u{a0}".into(), group_from: 10_000.0 };
        let shown = |low, high, strict| numbers.range(low, high, strict);
        assert_eq!(shown(Some(12.0), Some(12.0), false), "12");
        assert_eq!(shown(Some(3300.5), Some(44000.0), false), "3300,5–44\u{a0}000");
        let french = Numbers { group_from: 1_000.0, ..numbers.clone() };
        assert_eq!(french.show(3400.0), "3\u{a0}400");
        assert_eq!(shown(Some(8.0), None, false), "≥ 8");
        assert_eq!(shown(Some(40.0), None, true), "> 40");
        assert_eq!(shown(None, Some(-0.3), true), "< −0,3");
        assert_eq!(shown(None, None, false), "");
    }
}
