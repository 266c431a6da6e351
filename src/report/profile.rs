//! Profiles of sources as rows, the same for every format: a count, what it is counted of, and a word
//! for it, which stands in `rules/report/`.

use super::plain::{Plain, plain};
use super::safe;
use crate::model::{ArticleInfo, Case, FindingTally, Profile, Report, ReportLang};
use std::collections::BTreeMap;
use toml::Table;

/// A count of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Its name in the tables of words, under `counts`.
    pub key: &'static str,
    /// How many.
    pub n: usize,
    /// Of how many.
    pub of: Option<usize>,
    /// What it is counted of stands one step further out, above it.
    pub depth: usize,
}

/// The names of all counts, in their order.
pub(super) const COUNTS: &[&str] = &[
    "articles",
    "shared",
    "sentences",
    "claims",
    "figures",
    "attributed",
    "anonymous",
    "hedged",
    "met",
    "agreed",
    "opposed",
    "diverged",
    "updated",
    "met_several",
    "alone",
    "again",
    "revised",
    "silent",
    "noted",
    "moved",
    "contradicted",
    "statements",
    "denied",
    "accusations",
    "accusations_denied",
    "findings",
];

/// The counts of a profile; the last is of the findings of the report that nobody accepts.
pub(super) fn rows(profile: &Profile, report: &Report) -> Vec<Row> {
    let (f, s) = (&profile.figures, &profile.statements);
    let mut out = Vec::with_capacity(COUNTS.len());
    let mut row = |key, n, of, depth| out.push(Row { key, n, of, depth });
    row("articles", profile.articles, None, 0);
    row("shared", profile.shared, Some(profile.articles), 1);
    row("sentences", profile.sentences, None, 0);
    row("claims", profile.claims, None, 0);
    row("figures", f.told, None, 0);
    row("attributed", f.attributed, Some(f.told), 1);
    row("anonymous", f.anonymous, Some(f.attributed), 2);
    row("hedged", f.hedged, Some(f.told), 1);
    row("met", f.met, Some(f.told), 1);
    row("agreed", f.agreed, Some(f.met), 2);
    row("opposed", f.opposed, Some(f.met), 2);
    row("diverged", f.diverged, Some(f.met), 2);
    row("updated", f.updated, Some(f.met), 2);
    row("met_several", f.met_several, Some(f.met), 2);
    row("alone", f.alone, Some(f.met_several), 3);
    if let Some(again) = &f.again {
        row("again", again.told, Some(f.told), 1);
        row("revised", again.revised, Some(again.told), 2);
        row("silent", again.silent, Some(again.revised), 3);
        row("noted", again.noted, Some(again.revised), 3);
        row("moved", again.moved, Some(again.revised), 3);
        row("contradicted", again.contradicted, Some(again.revised), 3);
    }
    row("statements", s.told, None, 0);
    row("denied", s.denied, Some(s.told), 1);
    row("accusations", s.accusations, Some(s.told), 1);
    row("accusations_denied", s.accusations_denied, Some(s.accusations), 2);
    let all = report.summary.findings;
    row("findings", taken(profile), Some(all.error + all.warning + all.note), 0);
    out
}

/// Findings that a source takes part in and that nobody accepts.
pub(super) fn taken(profile: &Profile) -> usize {
    profile.findings.iter().map(|tally| tally.count).sum()
}

/// The counts that people are shown: of nothing there is nothing to count.
pub(super) fn shown(profile: &Profile, report: &Report) -> impl Iterator<Item = Row> {
    rows(profile, report).into_iter().filter(|row| row.of != Some(0))
}

/// The words of reports in one language: those of the page, and those of plain formats.
pub(super) struct Words(Table, &'static Plain);

impl Words {
    pub fn of(lang: ReportLang) -> Self {
        Self(super::html::words_of(lang), plain(lang))
    }

    /// What stands before what is announced.
    pub fn colon(&self) -> &str {
        &self.1.colon
    }

    /// The word of `key`, in the table `of` where one is named.
    pub fn get(&self, of: &str, key: &str) -> &str {
        let table = if of.is_empty() { Some(&self.0) } else { self.0.get(of).and_then(|t| t.as_table()) };
        table.and_then(|t| t.get(key)).and_then(|v| v.as_str()).unwrap_or_default()
    }

    /// `numeric, error: 2 of 5; known: 1`.
    pub fn tally(&self, tally: &FindingTally, of: usize) -> String {
        let (kind, severity) = (self.get("kinds", tally.kind.word()), self.get("severities", tally.severity.word()));
        let (colon, word, of_all) = (self.colon(), &self.1.known, self.get("", "of").to_lowercase());
        let known = if tally.known > 0 { format!("; {word}{colon}{}", tally.known) } else { String::new() };
        format!("{kind}, {severity}{colon}{} {of_all} {of}{known}", tally.count)
    }

    /// What a place is told for, with the independent origins that stand against it.
    pub fn case(&self, case: &Case) -> String {
        let word = self.get("cases", case.sort.word());
        if case.origins == 0 {
            word.to_owned()
        } else {
            format!("{word} ({}{}{})", self.get("", "against"), self.colon(), case.origins)
        }
    }
}

/// Where a case stands, as files are named.
pub(super) fn case_place(case: &Case, articles: &BTreeMap<&str, &ArticleInfo>) -> String {
    let path = articles.get(case.article.as_str()).map_or("", |a| a.path.as_str());
    format!("{}:{}:{}", safe::line(path).trim(), case.line, case.column)
}

/// A line for each count, findings by kind, and the places behind the counts, no wider than `columns`.
pub(super) fn text(report: &Report, lang: ReportLang, columns: usize) -> String {
    if report.profiles.is_empty() {
        return String::new();
    }
    let (words, articles) = (Words::of(lang), report.by_id());
    let note = safe::wrap(words.get("", "profiles_note"), columns).join("\n");
    let mut out = format!("{}\n{note}\n", words.get("", "profiles"));
    let mut add = |indent: usize, text: &str| {
        let pad = " ".repeat(indent);
        for (n, line) in safe::wrap(text, columns.saturating_sub(indent + 4)).into_iter().enumerate() {
            out += &format!("{pad}{}{line}\n", if n == 0 { "" } else { "    " });
        }
    };
    for profile in &report.profiles {
        add(0, "");
        add(0, safe::line(&profile.source).trim());
        for row in shown(profile, report) {
            let of = row.of.map_or_else(String::new, |of| format!(" {} {of}", words.get("", "of").to_lowercase()));
            add(2 + row.depth * 2, &format!("{}{}{}{of}", words.get("counts", row.key), words.colon(), row.n));
        }
        for tally in &profile.findings {
            add(4, &words.tally(tally, taken(profile)));
        }
        for case in &profile.cases {
            let quote = safe::line(&case.quote);
            add(2, &format!("{}{}{} {}", words.case(case), words.colon(), case_place(case, &articles), quote.trim()));
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::profiled;

    #[test]
    fn every_count_stands_below_what_it_is_counted_of() {
        let report = profiled();
        for profile in &report.profiles {
            let rows = rows(profile, &report);
            let mut above: Vec<Row> = Vec::new();
            for row in &rows {
                above.truncate(row.depth);
                assert_eq!(above.len(), row.depth, "{}: nothing stands one step further out", row.key);
                if let Some(of) = row.of.filter(|_| row.depth > 0) {
                    assert_eq!(of, above[row.depth - 1].n, "{}", row.key);
                }
                assert!(row.of.is_none_or(|of| row.n <= of), "{}: more than there are", row.key);
                above.push(*row);
            }
        }
        let keys: Vec<&str> = rows(&report.profiles[0], &report).iter().map(|r| r.key).collect();
        assert_eq!(keys, COUNTS);
    }

    #[test]
    fn counts_of_what_was_not_compared_are_not_told() {
        let mut report = profiled();
        assert!(text(&report, ReportLang::En, 100).contains("a later version or article"));
        report.profiles.iter_mut().for_each(|p| p.figures.again = None);
        assert!(!text(&report, ReportLang::En, 100).contains("a later version or article"));
    }

    #[test]
    fn lines_keep_to_the_width() {
        for columns in [40, 80, 100] {
            let text = text(&profiled(), ReportLang::Fr, columns);
            let wide = text.lines().find(|l| safe::width(l) > columns && l.trim().contains(' '));
            assert_eq!(wide, None, "wider than {columns}");
        }
    }
}
