//! A finding with all its sides, as values.

use super::article::Anchors;
use super::view::{Numbers, plain};
use crate::model::{AcceptedBy, ArticleInfo, Bound, Finding, Report, ReportLang, Value, VerdictKind};
use crate::report::safe;
use crate::report::side::{Told, ToldSide};
use serde::Serialize;
use std::collections::BTreeMap;

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    id: String,
    /// Its number in this report, from 1.
    n: usize,
    rule: String,
    /// The rule in a few words, where the report holds its page; else its id.
    title: String,
    /// The report holds the rule's page.
    page: bool,
    kind: &'static str,
    verdict: &'static str,
    severity: &'static str,
    /// For programs.
    confidence: f64,
    /// As the page's language writes it.
    sure: String,
    message: String,
    /// The language of the message and the reasons: that of the page, or English where the report
    /// does not hold them in it.
    lang: &'static str,
    /// The latest day of its articles; empty where none has one.
    date: String,
    /// Numbers of its sources, from 1, with spaces between.
    sources: String,
    /// Sides are only listed side by side.
    listed: bool,
    known: Option<Known>,
    groups: Vec<Group>,
    because: Vec<String>,
    evidence: Vec<Weight>,
    /// Of the weights.
    sum: String,
}

#[derive(Serialize)]
struct Known {
    reason: String,
    baseline: bool,
}

/// Sides that say the same.
#[derive(Serialize)]
struct Group {
    /// `A`, `B`, … `Z`, then numbers.
    letter: String,
    /// Independent origins; 0 where the report does not say.
    origins: usize,
    sides: Vec<SideView>,
}

#[derive(Serialize)]
struct SideView {
    source: String,
    date: String,
    line: usize,
    speaker: String,
    /// The figure in signs, with its unit; empty where the quote shows it.
    range: String,
    before: String,
    quote: String,
    after: String,
    lang: &'static str,
    anchor: String,
    copy_of: String,
    repeats: bool,
}

#[derive(Serialize)]
struct Weight {
    /// The gate's name, with its strengths.
    gate: String,
    text: String,
    weight: String,
}

/// The findings of a report by their numbers, and what they need of it.
pub(super) struct Numbered<'a> {
    report: &'a Report,
    articles: BTreeMap<&'a str, &'a ArticleInfo>,
    sources: BTreeMap<String, usize>,
    numbers: &'a Numbers,
    lang: ReportLang,
    /// From 1, by id.
    of: BTreeMap<&'a str, usize>,
}

/// The name of a group.
pub(super) fn letter(group: usize) -> String {
    match u8::try_from(group) {
        Ok(n) if n < 26 => char::from(b'A' + n).to_string(),
        _ => (group + 1).to_string(),
    }
}

impl<'a> Numbered<'a> {
    /// `sources` are the outlets in the order in which the page lists them.
    pub fn new(report: &'a Report, sources: &[&str], numbers: &'a Numbers, lang: ReportLang) -> Self {
        Self {
            report,
            articles: report.by_id(),
            sources: sources.iter().enumerate().map(|(n, s)| ((*s).to_owned(), n + 1)).collect(),
            numbers,
            lang,
            of: report.findings.iter().enumerate().map(|(n, f)| (f.id.as_str(), n + 1)).collect(),
        }
    }

    /// Numbers by id.
    pub fn ids(&self) -> &BTreeMap<&'a str, usize> {
        &self.of
    }

    /// The number of a finding.
    pub fn number(&self, finding: &Finding) -> usize {
        self.of.get(finding.id.as_str()).copied().unwrap_or(0)
    }

    /// How numbers are written.
    pub fn numbers(&self) -> &Numbers {
        self.numbers
    }

    /// The article of this id.
    pub fn article(&self, id: &str) -> Option<&'a ArticleInfo> {
        self.articles.get(id).copied()
    }

    /// A finding as values.
    pub fn view(&self, f: &Finding, anchors: &Anchors) -> FindingView {
        let articles: Vec<&ArticleInfo> = f.sides.iter().filter_map(|s| self.article(&s.article)).collect();
        let mut sources: Vec<usize> =
            articles.iter().filter_map(|a| self.sources.get(&plain(&a.source)).copied()).collect();
        sources.sort_unstable();
        sources.dedup();
        let sources: Vec<String> = sources.iter().map(usize::to_string).collect();
        let sum: f64 = f.evidence.iter().map(|e| e.weight).sum();
        let weight = |e: &crate::model::Weighed| {
            let strengths: Vec<String> =
                e.values.iter().map(|(name, value)| format!("{} {}", plain(name), self.numbers.show(*value))).collect();
            let gate = std::iter::once(plain(&e.gate)).chain(strengths).collect::<Vec<_>>().join(" ");
            Weight { gate, text: plain(&e.text), weight: self.signed(e.weight) }
        };
        let rule = self.report.rules.iter().find(|r| r.id == f.rule);
        FindingView {
            id: f.id.clone(),
            n: self.number(f),
            rule: plain(&f.rule),
            title: rule.map_or_else(|| plain(&f.rule), |r| plain(&r.title)),
            page: rule.is_some(),
            kind: f.kind.word(),
            verdict: f.verdict.word(),
            severity: f.severity.word(),
            confidence: f.confidence,
            sure: format!("{:.2}", f.confidence).replace('.', &self.numbers.decimal),
            message: plain(&f.message),
            lang: if f.translations.contains_key(self.lang.code()) { self.lang.code() } else { "en" },
            date: articles.iter().filter_map(|a| a.published).max().map(|d| d.to_string()).unwrap_or_default(),
            sources: sources.join(" "),
            listed: f.verdict == VerdictKind::NotComparable,
            known: f
                .accepted
                .as_ref()
                .map(|a| Known { reason: plain(&a.reason), baseline: a.by == AcceptedBy::Baseline }),
            groups: self.groups(f, anchors),
            because: f.because.iter().map(|b| plain(b)).collect(),
            evidence: f.evidence.iter().map(weight).collect(),
            sum: self.signed(sum),
        }
    }

    fn groups(&self, f: &Finding, anchors: &Anchors) -> Vec<Group> {
        let told = Told::new(f, &self.articles);
        let mut groups: Vec<(usize, Group)> = Vec::new();
        for (i, side) in told.sides.iter().enumerate() {
            let n = side.side.group;
            if groups.last().is_none_or(|(last, _)| *last != n) {
                let origins = f.origins.get(n).copied().unwrap_or(0);
                groups.push((n, Group { letter: letter(n), origins, sides: Vec::new() }));
            }
            let last = groups.len() - 1;
            groups[last].1.sides.push(self.side(side, side.repeats(&told.sides[..i]), anchors));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn side(&self, told: &ToldSide<'_>, repeats: bool, anchors: &Anchors) -> SideView {
        let (before, quote, after) = told.pieces_by(safe::unbroken);
        let side = told.side;
        let date = told.article.and_then(|a| a.published).map(|d| d.to_string());
        SideView {
            source: told.source(),
            date: date.unwrap_or_default(),
            line: side.line,
            speaker: side.speaker.as_deref().map(plain).unwrap_or_default(),
            range: side.value.as_ref().map(|v| self.value(v, &quote)).unwrap_or_default(),
            before,
            quote,
            after,
            lang: told.article.map_or("", |a| a.lang.code()),
            anchor: anchors.of(&side.article, side.start),
            copy_of: told.copy_of.map(plain).unwrap_or_default(),
            repeats,
        }
    }

    /// What a value is in signs, where the quote does not say it so.
    fn value(&self, value: &Value, quote: &str) -> String {
        let strict = matches!(value.bound, Bound::MoreThan | Bound::LessThan);
        let range = self.numbers.range(value.low, value.high, strict);
        let exact = value.low.is_some() && value.low == value.high;
        if range.is_empty() || exact && quote.contains(|c: char| c.is_ascii_digit()) {
            return String::new();
        }
        let unit = if matches!(value.unit.as_str(), "count" | "") { String::new() } else { plain(&value.unit) };
        if unit.is_empty() { range } else { format!("{range} {unit}") }
    }

    /// A weight with its sign, two decimals.
    fn signed(&self, n: f64) -> String {
        // No minus before a zero.
        let n = (n * 100.0).round() / 100.0 + 0.0;
        format!("{n:+.2}").replace('-', "−").replace('.', &self.numbers.decimal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_names_without_end() {
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "27".into()));
    }
}
