//! What `diff` says besides its findings: what two articles agree and disagree on, or what was
//! changed from one version of an article to the next. The same lines for text and Markdown.

use super::matrix::{Mark, matrices};
use super::plain::{Plain, filled, plain};
use super::safe;
use super::side::counted_in;
use crate::model::{Change, ChangeSort, Comparison, Report, ReportLang};

/// A line with its items below it.
pub(super) struct Summary {
    /// What the items are.
    pub title: String,
    /// In order.
    pub items: Vec<String>,
}

/// The summary of a report that `diff` wrote; nothing for any other.
pub(super) fn summary(report: &Report, lang: ReportLang) -> Vec<Summary> {
    match &report.comparison {
        Some(comparison) if comparison.versions => changed(comparison, lang),
        Some(_) => figures(report, plain(lang)),
        None => Vec::new(),
    }
}

/// Figures that both give, by whether they agree, then those of one alone.
fn figures(report: &Report, words: &Plain) -> Vec<Summary> {
    let mut lists = [(&words.both_clash, Vec::new()), (&words.both_agree, Vec::new()), (&words.one_alone, Vec::new())];
    for matrix in matrices(report) {
        for row in &matrix.rows {
            let said = matrix.columns.iter().zip(&row.cells).filter(|(_, cells)| !cells.is_empty());
            let said: Vec<String> = said
                .map(|((_, name), cells)| {
                    let texts: Vec<String> = cells.iter().map(|c| safe::line(&c.text).trim().to_owned()).collect();
                    format!("{} ({})", texts.join(", "), safe::line(name).trim())
                })
                .collect();
            let both = said.len() > 1;
            let list = match row.mark {
                Mark::Differ => 0,
                _ if both => 1,
                _ => 2,
            };
            lists[list].1.push(format!("{}{}{}", safe::line(row.measure).trim(), words.colon, said.join("; ")));
        }
    }
    lists
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(title, items)| Summary { title: title.to_owned(), items })
        .collect()
}

/// Changes by whether a note covers them, then what is new.
fn changed(comparison: &Comparison, lang: ReportLang) -> Vec<Summary> {
    let words = plain(lang);
    let told: Vec<&Change> = comparison.changes.iter().collect();
    let of_substance = |c: &&&Change| !matches!(c.sort, ChangeSort::Wording | ChangeSort::Added | ChangeSort::Removed);
    let mut out = Vec::new();
    let mut add = |title: String, changes: Vec<&Change>| {
        if !changes.is_empty() {
            out.push(Summary { title, items: changes.into_iter().map(|c| line(c, words)).collect() });
        }
    };
    let pick = |noted: bool| told.iter().filter(of_substance).filter(|c| c.note.is_some() == noted).copied().collect();
    let sort = |sort: ChangeSort| told.iter().filter(|c| c.sort == sort).copied().collect();
    add(words.changed_silently.clone(), pick(false));
    add(words.changed_noted.clone(), pick(true));
    add(words.other_wording.clone(), sort(ChangeSort::Wording));
    add(words.added.clone(), sort(ChangeSort::Added));
    add(words.removed.clone(), sort(ChangeSort::Removed));
    if !comparison.notes.is_empty() {
        let items = comparison.notes.iter().map(|n| safe::line(n).trim().to_owned()).collect();
        out.push(Summary { title: words.notes.clone(), items });
    }
    if comparison.changes.is_empty() {
        out.push(Summary { title: words.nothing_changed.clone(), items: Vec::new() });
    } else {
        let count = counted_in(lang, comparison.changes.len(), "change");
        out.insert(0, Summary { title: filled(&words.changes, &[("n", &count)]), items: Vec::new() });
    }
    out
}

/// `line 9 → 11, figure: deux morts → trois morts`.
fn line(change: &Change, words: &Plain) -> String {
    let at = |n: String| filled(&words.line, &[("n", &n)]);
    let colon = &words.colon;
    let quoted = |quote: &str| safe::line(quote).trim().to_owned();
    match &change.sides[..] {
        [before, after] => format!(
            "{}, {}{colon}{} → {}",
            at(format!("{} → {}", before.line, after.line)),
            Plain::word(&words.sorts, change.sort.word()),
            quoted(&before.quote),
            quoted(&after.quote)
        ),
        sides => sides
            .iter()
            .map(|s| format!("{}{colon}{}", at(s.line.to_string()), quoted(&s.quote)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}
