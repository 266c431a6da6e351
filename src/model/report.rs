//! The report: all that a renderer needs.

use super::article::Problem;
use super::change::Comparison;
use super::days::Day;
use super::evidence::PRIOR;
use super::finding::{Finding, Kind, Severity, VerdictKind};
use super::kept::ArticleText;
use super::lang::{Lang, ReportLang};
use super::outlet::Reliability;
use super::profile::{self, Profile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who made the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `recoupe`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for Tool {
    fn default() -> Self {
        Self { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// An article as the report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleInfo {
    /// `a1`, `a2`, … in the order of paths.
    pub id: String,
    /// As the user gave it.
    pub path: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub source: String,
    /// Where it was published, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Day>,
    /// Language that it was read in.
    pub lang: Lang,
    /// Articles with one origin are copies of one text: `o1`, `o2`, …
    pub origin: String,
    /// The agency or group of its outlet, where the user names one: articles of one group do not
    /// confirm each other.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub group: Option<String>,
    /// How far the user trusts its outlet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reliability: Option<Reliability>,
    /// True for an article that is checked against others.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub new: bool,
}

/// One cell of the figure matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureCell {
    /// Id of the article.
    pub article: String,
    /// The figure as written.
    pub text: String,
    /// Lowest possible value in the stated unit.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub low: Option<f64>,
    /// Highest possible value in the stated unit.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub high: Option<f64>,
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One row of the figure matrix: a measure and what each article says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureRow {
    /// The story.
    pub topic: String,
    /// What is counted or measured.
    pub measure: String,
    /// In the order of articles.
    pub cells: Vec<FigureCell>,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindingCounts {
    /// Of severity error.
    pub error: usize,
    /// Of severity warning.
    pub warning: usize,
    /// Of severity note.
    pub note: usize,
}

impl FindingCounts {
    /// Counts those of `findings` that nobody accepts.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings.iter().filter(|f| f.accepted.is_none()) {
            match finding.severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Note => counts.note += 1,
            }
        }
        counts
    }
}

/// What was looked at, so that silence can be told from blindness.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Articles that were read.
    pub articles: usize,
    /// Their sentences.
    pub sentences: usize,
    /// Their claims.
    pub claims: usize,
    /// Pairs of claims that were compared.
    pub compared: usize,
    /// Findings in this report that are not accepted.
    pub findings: FindingCounts,
    /// Findings that are accepted, whether this report holds them or not.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub known: usize,
    /// Independent origins among the articles.
    pub origins: usize,
    /// What limits kept from being compared; left out where they kept nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub capped: Option<Capped>,
    /// Articles of the corpus that new articles were held against; `articles` are those of it that
    /// tell their stories, and they.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub corpus: Option<usize>,
}

/// What was not compared, because a limit kept the cost of a run in step with its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Capped {
    /// Pairs of an article and another that shares rare terms with it, but less than the hundred
    /// that it was held against: whether they tell one story was not asked.
    pub articles: usize,
    /// Pairs of articles that tell one story, and stand in two: more articles hang together than a
    /// story holds.
    pub pairs: usize,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A rule as its findings are explained by it, on machines too that do not have the rule's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleInfo {
    /// As findings name it.
    pub id: String,
    /// The rule in a few words.
    pub title: String,
    /// Its family.
    pub kind: Kind,
    /// What sort of disagreement its findings are.
    pub verdict: VerdictKind,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it finds, how it decides, what it stays silent about, in Markdown.
    pub why: String,
    /// Title and page in the other languages of reports, by code; empty in reports of versions that
    /// did not write it, and for rules that have none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub translations: BTreeMap<String, RuleWords>,
}

/// What a rule says of itself in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleWords {
    /// The rule in a few words.
    pub title: String,
    /// What it finds and where it stays silent, shortly, in Markdown.
    pub why: String,
}

/// The whole outcome of a run. `findings` are sorted by severity, confidence, then id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// `recoupe.findings/1`.
    pub schema: String,
    /// Who made it.
    pub tool: Tool,
    /// In the order of their paths.
    pub articles: Vec<ArticleInfo>,
    /// Disagreements.
    pub findings: Vec<Finding>,
    /// The rules that findings name, in the order of their ids. Empty in reports of versions that
    /// did not write them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rules: Vec<RuleInfo>,
    /// Figures side by side, agreeing ones included.
    pub figures: Vec<FigureRow>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What was looked at.
    pub summary: Summary,
    /// How the two articles of `diff` differ.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comparison: Option<Comparison>,
    /// What the articles show of each source, in the order of their names; empty unless asked for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub profiles: Vec<Profile>,
    /// The articles' own words, in the order of articles; empty unless asked for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub texts: Vec<ArticleText>,
}

impl Report {
    /// The name of the JSON schema.
    pub const SCHEMA: &'static str = "recoupe.findings/1";

    /// Counts findings anew, after some were accepted.
    pub fn count(&mut self) {
        self.summary.known = self.findings.iter().filter(|f| f.accepted.is_some()).count();
        self.count_shown();
    }

    /// Counts anew the findings that are left, after some were dropped that are not to be shown.
    pub fn count_shown(&mut self) {
        self.summary.findings = FindingCounts::of(&self.findings);
        profile::tally(&mut self.profiles, &self.articles, &self.findings);
    }

    /// The same report without the findings that are accepted; `summary` still counts them.
    pub fn without_accepted(&self) -> Self {
        let mut report = self.clone();
        report.findings.retain(|f| f.accepted.is_none());
        report
    }

    /// The same report with its messages, reasons and rules in `lang`; what it does not hold in that
    /// language stays English. Words of articles, and of whoever accepted a finding, stay as they are.
    pub fn told_in(&self, lang: ReportLang) -> Self {
        let mut report = self.clone();
        let code = lang.code();
        let signs = |text: &mut String| {
            // The place of a story, a colon, and what it is about: French sets a space before.
            if lang == ReportLang::Fr {
                *text = text.replacen(": ", "\u{a0}: ", 1);
            }
        };
        for finding in &mut report.findings {
            signs(&mut finding.story);
            if let Some(message) = finding.translations.get(code) {
                finding.message.clone_from(message);
            }
            for evidence in &mut finding.evidence {
                if let Some(text) = evidence.translations.get(code) {
                    evidence.text.clone_from(text);
                }
            }
            // A report of a version that wrote no evidence has its reasons in English alone.
            if lang != ReportLang::En && !finding.evidence.is_empty() {
                let reasons = finding.evidence.iter().filter(|e| e.gate != PRIOR);
                finding.because = reasons.map(|e| e.text.clone()).collect();
            }
        }
        for rule in &mut report.rules {
            if let Some(words) = rule.translations.get(code) {
                (rule.title, rule.why) = (words.title.clone(), words.why.clone());
            }
        }
        report
    }

    /// Articles by id.
    pub fn by_id(&self) -> BTreeMap<&str, &ArticleInfo> {
        self.articles.iter().map(|a| (a.id.as_str(), a)).collect()
    }
}
