//! Who accuses, denies, confirms and hedges: speakers against what is said.

use super::article::Anchors;
use super::finding::{Numbered, letter};
use super::view::plain;
use crate::model::{Act, Finding, KeptClaim, Kind, Report, Side};
use crate::report::safe;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of what is said, at most; the whole stands in the finding.
const LONGEST: usize = 160;

/// Kinds of findings in which somebody says what another denies, or says it otherwise.
const KINDS: &[Kind] = &[Kind::Denial, Kind::Polarity, Kind::Attribution, Kind::Certainty];

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct SpeakerView {
    name: String,
    /// An outlet that says it itself.
    own: bool,
}

/// What is said, and by whom.
#[derive(Debug, Serialize)]
pub(super) struct SaidRow {
    text: String,
    lang: &'static str,
    finding: String,
    n: usize,
    /// In the order of speakers.
    cells: Vec<Vec<SaidView>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SaidView {
    /// Empty where the report does not say.
    act: &'static str,
    sign: &'static str,
    /// Says something else of it.
    other: bool,
    /// The group of the finding.
    side: String,
    /// Where a speaker is quoted.
    source: String,
    anchor: String,
}

/// A sign beside the word, so that a row is read at a glance.
fn sign(act: Act) -> &'static str {
    match act {
        Act::Says => "+",
        Act::Accuses => "!",
        Act::Denies => "✗",
        Act::Confirms => "✓",
        Act::Hedges => "~",
        Act::Doubts | Act::Asks => "?",
        Act::Declines => "…",
        Act::Plans => "→",
    }
}

/// What is done on a side: what its own claim does, else one that stands in its words. A claim that
/// does more than say tells more.
fn act(side: &Side, claims: &[KeptClaim]) -> Option<Act> {
    let more = |acts: &mut dyn Iterator<Item = Act>| acts.max_by_key(|a| (*a != Act::Says, std::cmp::Reverse(*a)));
    let own = claims.iter().filter(|c| (c.start, c.end) == (side.start, side.end)).map(|c| c.act);
    let within = claims.iter().filter(|c| c.start >= side.start && c.end <= side.end).map(|c| c.act);
    more(&mut own.into_iter()).or_else(|| more(&mut within.into_iter()))
}

/// Speakers in the order in which they come, and a row for each finding of those kinds.
pub(super) fn said(
    report: &Report,
    findings: &[&Finding],
    numbered: &Numbered<'_>,
    anchors: &Anchors,
) -> (Vec<SpeakerView>, Vec<SaidRow>) {
    let claims: BTreeMap<&str, &[KeptClaim]> =
        report.texts.iter().map(|t| (t.article.as_str(), t.claims.as_slice())).collect();
    let mut speakers: Vec<SpeakerView> = Vec::new();
    let mut rows: Vec<(Vec<(usize, SaidView)>, SaidRow)> = Vec::new();
    for finding in findings.iter().filter(|f| KINDS.contains(&f.kind)) {
        let mut told: Vec<(usize, SaidView)> = Vec::new();
        let mut shown = None::<(&Side, Option<Act>)>;
        for side in &finding.sides {
            let article = numbered.article(&side.article);
            let source = article.map_or_else(|| side.article.clone(), |a| plain(&a.source));
            let act = act(side, claims.get(side.article.as_str()).copied().unwrap_or(&[]));
            // The row names what is asserted; a denial alone would have to be read backwards.
            let asserts = |act: Option<Act>| !matches!(act, Some(Act::Denies | Act::Doubts | Act::Declines));
            if shown.is_none_or(|(_, told)| asserts(act) && !asserts(told)) {
                shown = Some((side, act));
            }
            let (speaker, source) = match &side.speaker {
                Some(name) => (SpeakerView { name: plain(name), own: false }, source),
                None => (SpeakerView { name: source, own: true }, String::new()),
            };
            let n = speakers.iter().position(|s| *s == speaker).unwrap_or_else(|| {
                speakers.push(speaker);
                speakers.len() - 1
            });
            let view = SaidView {
                act: act.map_or("", Act::word),
                sign: act.map_or("", sign),
                other: false,
                side: letter(side.group),
                source,
                anchor: anchors.of(&side.article, side.start),
            };
            if !told.contains(&(n, view.clone())) {
                told.push((n, view));
            }
        }
        let Some((side, _)) = shown else { continue };
        // *The fire was an accident*, and on the other side *the fire was set*: what both do is say.
        for (_, view) in told.iter_mut().filter(|(_, v)| v.act == Act::Says.word() && v.side != letter(side.group)) {
            (view.other, view.sign) = (true, "≠");
        }
        let lang = numbered.article(&side.article).map_or("", |a| a.lang.code());
        let (text, n) = (safe::short(&side.quote, LONGEST), numbered.number(finding));
        rows.push((told, SaidRow { text, lang, finding: finding.id.clone(), n, cells: Vec::new() }));
    }
    let rows = rows.into_iter().map(|(told, row)| {
        let of = |n: usize| told.iter().filter(|(m, _)| *m == n).map(|(_, view)| view.clone()).collect();
        SaidRow { cells: (0..speakers.len()).map(of).collect(), ..row }
    });
    let rows = rows.collect();
    (speakers, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleText, ClaimSort, ReportLang};
    use crate::report::html::view::Numbers;
    use crate::report::sample;

    /// The table of the sample, in whose denial the accuser and the denier do `acts`.
    fn told(acts: Option<[Act; 2]>) -> (Vec<SpeakerView>, Vec<SaidRow>) {
        let mut report = sample();
        report.texts.clear();
        for (n, side) in report.findings[1].sides.clone().iter().enumerate() {
            let Some(acts) = acts else { break };
            let claim = |start, end, act| KeptClaim { start, end, sort: ClaimSort::Proposition, act, speaker: None };
            // A claim inside of the words says less than that of the words themselves.
            let claims = vec![claim(side.start, side.start + 3, Act::Asks), claim(side.start, side.end, acts[n])];
            report.texts.push(ArticleText { article: side.article.clone(), url: None, sentences: Vec::new(), claims });
        }
        let numbers = Numbers { decimal: ".".into(), thousands: " ".into(), group_from: 10_000.0 };
        let numbered = Numbered::new(&report, &[], &numbers, ReportLang::En);
        let findings: Vec<&Finding> = report.findings.iter().collect();
        said(&report, &findings, &numbered, &Anchors::default())
    }

    #[test]
    fn speakers_stand_against_what_is_said() {
        let (speakers, rows) = told(Some([Act::Accuses, Act::Denies]));
        let names: Vec<(&str, bool)> = speakers.iter().map(|s| (s.name.as_str(), s.own)).collect();
        assert_eq!(names, [("le syndicat Eaux Vives", false), ("Hydroval", false)]);
        assert_eq!(rows.len(), 1, "figures and dates are not said and denied");
        let acts: Vec<&str> = rows[0].cells.iter().map(|c| c[0].act).collect();
        assert_eq!(acts, ["accuses", "denies"]);
        assert_eq!(rows[0].cells[1][0].source, "The Upland Herald", "where Hydroval is quoted");
        assert!(rows[0].text.starts_with("L'exploitant savait") && rows[0].text.ends_with('…'));
    }

    #[test]
    fn what_both_assert_is_not_said_by_both() {
        let (_, rows) = told(Some([Act::Says, Act::Says]));
        let shown: Vec<(&str, bool)> = rows[0].cells.iter().map(|c| (c[0].sign, c[0].other)).collect();
        assert_eq!(shown, [("+", false), ("≠", true)]);
        // The row names what is asserted, wherever it stands.
        let (_, rows) = told(Some([Act::Denies, Act::Says]));
        assert_eq!(rows[0].text, "denied that any fault had been reported to it");
        assert!(!rows[0].cells[1][0].other);
    }

    #[test]
    fn without_texts_sides_are_told_apart_and_nothing_is_made_up() {
        let (_, rows) = told(None);
        let shown: Vec<(&str, &str)> = rows[0].cells.iter().map(|c| (c[0].act, c[0].side.as_str())).collect();
        assert_eq!(shown, [("", "A"), ("", "B")]);
    }
}
