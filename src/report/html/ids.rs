//! Ids as the page writes them: what an id of ours never holds, as in a report that somebody else
//! made, is shown and not sent.

use super::view::plain;
use crate::model::Report;
use std::borrow::Cow;

/// Every id of a report, borrowed in this or that way.
macro_rules! ids {
    ($report:expr, $iter:ident $(, $mutable:tt)?) => {{
        let report = $report;
        let articles = report.articles.$iter().flat_map(|a| [&$($mutable)? a.id, &$($mutable)? a.origin]);
        let rules = report.rules.$iter().map(|r| &$($mutable)? r.id);
        let cells = report.figures.$iter().flat_map(|row| row.cells.$iter()).map(|cell| &$($mutable)? cell.article);
        let texts = report.texts.$iter().map(|text| &$($mutable)? text.article);
        let findings = report.findings.$iter().flat_map(|f| {
            let sides = f.sides.$iter().flat_map(|s| [&$($mutable)? s.article, &$($mutable)? s.origin]);
            let gates = f.evidence.$iter().map(|e| &$($mutable)? e.gate);
            sides.chain(gates).chain([&$($mutable)? f.id, &$($mutable)? f.rule])
        });
        articles.chain(rules).chain(cells).chain(texts).chain(findings)
    }};
}

/// The report with ids of articles, findings, rules, origins and gates that are one line and steer
/// nothing.
pub(super) fn plain_ids(report: &Report) -> Cow<'_, Report> {
    if ids!(report, iter).all(|id| *id == plain(id)) {
        return Cow::Borrowed(report);
    }
    let mut copy = report.clone();
    ids!(&mut copy, iter_mut, mut).for_each(|id| *id = plain(id));
    Cow::Owned(copy)
}
