//! What the articles show of each source: counts, each beside what it is counted of.

use super::article::Anchors;
use super::view::plain;
use crate::model::{Profile, Report};
use crate::report::profile::{case_place, shown, taken};
use serde::Serialize;

/// A source.
#[derive(Serialize)]
pub(super) struct ProfileView {
    name: String,
    rows: Vec<CountRow>,
    /// By kind and severity.
    findings: Vec<TallyRow>,
    /// Findings that it takes part in.
    taken: usize,
    /// The places behind the counts.
    cases: Vec<CaseRow>,
}

#[derive(Serialize)]
struct CountRow {
    key: &'static str,
    n: usize,
    /// It is counted of something.
    counted: bool,
    of: usize,
    depth: usize,
}

#[derive(Serialize)]
struct TallyRow {
    kind: &'static str,
    severity: &'static str,
    n: usize,
    known: usize,
}

#[derive(Serialize)]
struct CaseRow {
    sort: &'static str,
    origins: usize,
    anchor: String,
    quote: String,
    place: String,
}

/// The profiles of a report, in their order.
pub(super) fn profiles(report: &Report, anchors: &Anchors) -> Vec<ProfileView> {
    let articles = report.by_id();
    let view = |profile: &Profile| ProfileView {
        name: plain(&profile.source),
        rows: shown(profile, report)
            .map(|r| CountRow {
                key: r.key,
                n: r.n,
                counted: r.of.is_some(),
                of: r.of.unwrap_or_default(),
                depth: r.depth,
            })
            .collect(),
        findings: profile
            .findings
            .iter()
            .map(|t| TallyRow { kind: t.kind.word(), severity: t.severity.word(), n: t.count, known: t.known })
            .collect(),
        taken: taken(profile),
        cases: profile
            .cases
            .iter()
            .map(|c| CaseRow {
                sort: c.sort.word(),
                origins: c.origins,
                anchor: anchors.of(&c.article, c.start),
                quote: plain(&c.quote),
                place: case_place(c, &articles),
            })
            .collect(),
    };
    report.profiles.iter().map(view).collect()
}
