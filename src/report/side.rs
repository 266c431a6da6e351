//! What is said of a side in every format for people: its value in words, its place, whose copy
//! its article is.

use super::plain::{Plain, filled, plain};
use super::safe;
use crate::model::{
    AcceptedBy, ArticleInfo, Bound, Capped, Finding, FindingCounts, Report, ReportLang, Severity, Side, Summary, Value,
    VerdictKind,
};
use std::collections::BTreeMap;

/// A finding with its sides in the order in which they are told: group by group.
pub(super) struct Told<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Its sides.
    pub sides: Vec<ToldSide<'a>>,
}

/// A side and what the report knows of its article.
pub(super) struct ToldSide<'a> {
    /// The side.
    pub side: &'a Side,
    /// Its article; `None` only in a report that was edited by hand.
    pub article: Option<&'a ArticleInfo>,
    /// A side told before it says the same.
    pub again: bool,
    /// The source of the side told before it that has the same origin.
    pub copy_of: Option<&'a str>,
    /// The number of its group, from 1, where more than two sides stand against each other.
    pub group: Option<usize>,
    words: &'static Plain,
}

impl<'a> Told<'a> {
    /// Puts the sides of `finding` in order, in English.
    pub fn new(finding: &'a Finding, articles: &BTreeMap<&str, &'a ArticleInfo>) -> Self {
        Self::new_in(ReportLang::En, finding, articles)
    }

    /// The same in a language of reports.
    pub fn new_in(lang: ReportLang, finding: &'a Finding, articles: &BTreeMap<&str, &'a ArticleInfo>) -> Self {
        let words = plain(lang);
        let mut ordered: Vec<&Side> = finding.sides.iter().collect();
        ordered.sort_by_key(|s| s.group);
        let mut sides: Vec<ToldSide<'a>> = Vec::with_capacity(ordered.len());
        for side in ordered {
            let article = articles.get(side.article.as_str()).copied();
            let copy_of = sides.iter().find(|told| {
                let sources = told.article.map(|a| &a.source) != article.map(|a| &a.source);
                sources && same_origin((told.side, told.article), (side, article))
            });
            let copy_of = copy_of.and_then(|told| told.article).map(|a| a.source.as_str());
            let again = sides.iter().any(|told| told.side.group == side.group);
            // What is only listed side by side has no groups to tell.
            let grouped = finding.sides.len() > 2 && finding.verdict != VerdictKind::NotComparable;
            let group = grouped.then_some(side.group + 1);
            sides.push(ToldSide { side, article, again, copy_of, group, words });
        }
        Self { finding, sides }
    }

    /// The side where the finding is shown by formats that know one place for it: one in an article
    /// that is checked, else the first. `None` only in a report that was edited by hand.
    pub fn lead(&self) -> Option<&ToldSide<'a>> {
        let new = self.sides.iter().find(|told| told.article.is_some_and(|a| a.new));
        new.or(self.sides.first())
    }

    /// All sides but the leading one, in order.
    pub fn others(&self) -> impl Iterator<Item = &ToldSide<'a>> {
        let lead = self.lead().map(|lead| lead.side);
        self.sides.iter().filter(move |told| lead.is_none_or(|lead| !std::ptr::eq(lead, told.side)))
    }
}

/// Why a finding is accepted, in English; `None` where it is not.
pub(super) fn known(finding: &Finding) -> Option<String> {
    known_in(ReportLang::En, finding)
}

/// The same in a language of reports.
pub(super) fn known_in(lang: ReportLang, finding: &Finding) -> Option<String> {
    let words = plain(lang);
    let accepted = finding.accepted.as_ref()?;
    let reason = safe::line(&accepted.reason).trim().to_owned();
    Some(match (reason.is_empty(), accepted.by) {
        (false, _) => reason,
        (true, AcceptedBy::Baseline) => words.in_baseline.clone(),
        (true, AcceptedBy::Configuration) => words.in_configuration.clone(),
    })
}

/// One text: by the sides' own origins; a report that an older version wrote knows only those of
/// the articles.
fn same_origin(a: (&Side, Option<&ArticleInfo>), b: (&Side, Option<&ArticleInfo>)) -> bool {
    if a.0.origin.is_empty() || b.0.origin.is_empty() {
        a.1.map(|x| &x.origin) == b.1.map(|x| &x.origin)
    } else {
        a.0.origin == b.0.origin
    }
}

impl ToldSide<'_> {
    /// The outlet.
    pub fn source(&self) -> String {
        safe::line(self.article.map_or(&self.side.article, |a| &a.source)).trim().to_owned()
    }

    /// `path:line:column`.
    pub fn place(&self) -> String {
        let path = safe::line(self.article.map_or("?", |a| &a.path));
        format!("{path}:{}:{}", self.side.line, self.side.column)
    }

    /// The day of publication.
    pub fn date(&self) -> String {
        self.article.and_then(|a| a.published).map_or_else(|| self.words.no_date.clone(), |d| d.to_string())
    }

    /// The day of publication, and how far the user trusts the outlet, where he says so.
    pub fn dated(&self) -> String {
        let date = self.date();
        match self.article.and_then(|a| a.reliability) {
            Some(reliability) => {
                format!("{date}, {}", filled(&self.words.reliability, &[("n", &reliability.to_string())]))
            }
            None => date,
        }
    }

    /// Source, day, place, what is to be known of the quote, and the quote: one line.
    pub fn told(&self, most: usize) -> String {
        let label = self.label();
        let label = if label.is_empty() { label } else { format!(" ({label})") };
        let copy = self.copy_of.map_or_else(String::new, |of| format!(", a copy of {}", safe::line(of).trim()));
        let quote = safe::short(&self.side.quote, most);
        format!("{} ({}) {}{copy}{label}: {quote}", self.source(), self.dated(), self.place())
    }

    /// Repeats, word for word, the sentence of a side told before it, from which it was copied.
    pub fn repeats(&self, before: &[ToldSide<'_>]) -> bool {
        self.copy_of.is_some()
            && before.iter().any(|b| {
                b.side.group == self.side.group
                    && b.side.sentence == self.side.sentence
                    && same_origin((b.side, b.article), (self.side, self.article))
            })
    }

    /// Sentence and quote as pieces on one line: before, quote, after.
    pub fn pieces(&self) -> (String, String, String) {
        self.pieces_by(safe::line)
    }

    /// The same with every piece shown by `line`.
    pub fn pieces_by(&self, line: fn(&str) -> String) -> (String, String, String) {
        let Side { sentence, quote, .. } = self.side;
        let Some(at) = sentence.find(quote.as_str()) else {
            return (String::new(), line(quote).trim().to_owned(), String::new());
        };
        let before = line(&sentence[..at]).trim_start().to_owned();
        let after = line(&sentence[at + quote.len()..]).trim_end().to_owned();
        (before, line(quote).trim().to_owned(), after)
    }

    /// What is to be known of the quote: group, value in words where the quote does not show it,
    /// speaker.
    pub fn label(&self) -> String {
        let value = self.side.value.as_ref().map(|v| value_words(v, self.words)).filter(|words| {
            let quote = safe::line(&self.side.quote).to_lowercase();
            !quote.contains(&words.to_lowercase())
        });
        let speaker =
            self.side.speaker.as_ref().map(|s| filled(&self.words.according_to, &[("who", safe::line(s).trim())]));
        let said: Vec<String> = value.into_iter().chain(speaker).collect();
        let said = said.join(", ");
        let group = self.group.map(|g| filled(&self.words.group, &[("n", &g.to_string())]));
        let (same, colon) = (&self.words.says_same, &self.words.colon);
        let also = |said: &str| filled(&self.words.also_says, &[("said", said)]);
        match (group, self.again, said.is_empty()) {
            (Some(g), false, true) => g,
            (Some(g), false, false) => format!("{g}{colon}{said}"),
            (Some(g), true, true) => format!("{g}{colon}{same}"),
            (Some(g), true, false) => format!("{g}{colon}{}", also(&said)),
            (None, _, _) => said,
        }
    }
}

/// A number as people write it: thousands apart from 10 000 on, at most four decimals.
pub(super) fn number(n: f64) -> String {
    let text = format!("{:.4}", n.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 && (whole.len() - i) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    let sign = if n < 0.0 { "-" } else { "" };
    if decimals.is_empty() { format!("{sign}{out}") } else { format!("{sign}{out}.{decimals}") }
}

/// The same in a language: `0,3`.
fn number_in(words: &Plain, n: f64) -> String {
    number(n).replace('.', &words.decimal)
}

/// A value in words: `8 to 12 blessés`, `more than 40 blessés`, `24 year (âge)`.
fn value_words(value: &Value, words: &Plain) -> String {
    let number = |n: f64| number_in(words, n);
    let one = |text: &str, n: f64| filled(text, &[("n", &number(n))]);
    let amount = match (value.low, value.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => filled(&words.between, &[("low", &number(low)), ("high", &number(high))]),
        (Some(low), None) if value.bound == Bound::MoreThan => one(&words.more_than, low),
        (Some(low), None) => one(&words.at_least, low),
        (None, Some(high)) if value.bound == Bound::LessThan => one(&words.less_than, high),
        (None, Some(high)) => one(&words.at_most, high),
        (None, None) => safe::line(&value.text).trim().to_owned(),
    };
    let measure = safe::line(&value.measure).trim().to_owned();
    match (value.unit.as_str(), measure.is_empty()) {
        ("count" | "", true) => amount,
        ("count" | "", false) => format!("{amount} {measure}"),
        (unit, true) => format!("{amount} {}", safe::line(unit)),
        (unit, false) => format!("{amount} {} ({measure})", safe::line(unit)),
    }
}

/// `1 article`, `3 articles`.
pub(super) fn counted(n: usize, word: &str) -> String {
    counted_in(ReportLang::En, n, word)
}

/// The same in a language of reports; `word` is the English one.
pub(super) fn counted_in(lang: ReportLang, n: usize, word: &str) -> String {
    plain(lang).count(n, &number(n as f64), word)
}

/// What was looked at and what was found, so that silence can be told from blindness.
pub(super) fn end_line(report: &Report, lang: ReportLang) -> String {
    let Summary { articles, sentences, claims, compared, findings, origins, corpus, known, capped: _ } =
        &report.summary;
    let words = plain(lang);
    let counted = |n: usize, word: &str| counted_in(lang, n, word);
    let mut line = match corpus {
        Some(corpus) => {
            let new = report.articles.iter().filter(|a| a.new).count();
            let (told, related) = (counted(new, "article"), counted(articles - new, "article"));
            let corpus = number(*corpus as f64);
            filled(&words.checked, &[("new", &told), ("corpus", &corpus), ("related", &related)])
        }
        None => filled(&words.looked, &[("articles", &counted(*articles, "article"))]),
    };
    if corpus.is_none() && origins < articles {
        line += &filled(&words.of_origins, &[("origins", &counted(*origins, "origin"))]);
    }
    let read = [counted(*sentences, "sentence"), counted(*claims, "claim"), counted(*compared, "pair")];
    line += &filled(&words.read, &[("sentences", &read[0]), ("claims", &read[1]), ("pairs", &read[2])]);
    let parts: Vec<String> =
        [(Severity::Error, findings.error), (Severity::Warning, findings.warning), (Severity::Note, findings.note)]
            .into_iter()
            .map(|(severity, n)| counted(n, severity.word()))
            .collect();
    line += &if *findings == FindingCounts::default() {
        words.found_none.clone()
    } else {
        filled(&words.found, &[("found", &parts.join(", "))])
    };
    if *known > 0 {
        line += &filled(&words.known_too, &[("n", &number(*known as f64))]);
    }
    line.push('.');
    line + &left_out(report, lang)
}

/// What limits kept from being compared, in a sentence with a space before it: silence about that is
/// no agreement.
pub(super) fn left_out(report: &Report, lang: ReportLang) -> String {
    let Some(Capped { articles, pairs }) = report.summary.capped else { return String::new() };
    let (pairs, articles) = (counted_in(lang, pairs, "pair"), counted_in(lang, articles, "pair"));
    filled(&plain(lang).capped, &[("pairs", &pairs), ("articles", &articles)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn what_was_left_out_is_said_in_the_last_line() {
        let mut report = sample();
        assert!(!end_line(&report, ReportLang::En).contains("Not compared"));
        report.summary.capped = Some(Capped { articles: 1, pairs: 2300 });
        let line = end_line(&report, ReportLang::En);
        assert!(line.ends_with(". Not compared, to keep the run short: 2300 pairs of articles of too large a story, 1 pair sharing less than others do."), "{line}");
        assert!(end_line(&report, ReportLang::Fr).contains("Non comparées"), "{line}");
    }

    #[test]
    fn numbers_read_as_written() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(9900.0), "9900");
        assert_eq!(number(16000.0), "16 000");
        assert_eq!(number(-0.3), "-0.3");
    }

    #[test]
    fn a_value_is_told_where_the_words_do_not_show_it() {
        let value = Value {
            low: Some(40.0),
            high: None,
            unit: "count".into(),
            measure: "blessés".into(),
            bound: Bound::MoreThan,
            text: "plus de quarante".into(),
        };
        assert_eq!(value_words(&value, plain(ReportLang::En)), "more than 40 blessés");
        let dozen = Value { low: Some(8.0), high: Some(12.0), bound: Bound::About, ..value.clone() };
        assert_eq!(value_words(&dozen, plain(ReportLang::En)), "8 to 12 blessés");
        let age = Value { low: Some(24.0), high: Some(24.0), unit: "year".into(), measure: "âge".into(), ..value };
        assert_eq!(value_words(&age, plain(ReportLang::En)), "24 year (âge)");
    }

    #[test]
    fn the_checked_article_leads_and_no_side_is_lost() {
        let mut report = sample();
        let lead = |report: &Report| {
            let articles = report.by_id();
            let told = Told::new(&report.findings[0], &articles);
            let others: Vec<&str> = told.others().map(|t| t.side.article.as_str()).collect();
            (told.lead().unwrap().side.article.clone(), others.join(" "))
        };
        assert_eq!(lead(&report), ("a2".into(), "a1 a3 a4".into()));
        report.articles[1].new = false;
        assert_eq!(lead(&report), ("a1".into(), "a3 a2 a4".into()));
    }

    #[test]
    fn what_is_accepted_says_why() {
        let mut finding = sample().findings.into_iter().find(|f| f.accepted.is_some()).unwrap();
        assert_eq!(known(&finding).unwrap(), "L'Écho put its date right on 7 March");
        finding.accepted.as_mut().unwrap().reason = " ".into();
        assert_eq!(known(&finding).unwrap(), "it stands in the baseline");
        finding.accepted.as_mut().unwrap().by = AcceptedBy::Configuration;
        assert_eq!(known(&finding).unwrap(), "configuration accepts it");
        finding.accepted = None;
        assert_eq!(known(&finding), None);
    }

    #[test]
    fn silence_says_what_was_looked_at() {
        let mut report = sample();
        report.findings.clear();
        report.summary.findings = Default::default();
        assert!(
            end_line(&report, ReportLang::En).ends_with("compared 214 pairs. No findings; known: 1."),
            "{}",
            end_line(&report, ReportLang::En)
        );
        report.summary.known = 0;
        report.summary.corpus = Some(1200);
        assert_eq!(
            end_line(&report, ReportLang::En),
            "Checked 1 article against 1200: 4 articles of the same stories, 96 sentences, 131 claims; compared 214 \
             pairs. No findings."
        );
    }
}
