//! Changes between two versions of one article, as findings and as a list.

use super::Gathering;
use super::group::{shorten, weighed};
use super::side::at_span;
use crate::model::{Change, ChangeSort, Comparison, Edit, Evidence, Finding, Side, Stretch, Wording};
use crate::rules::{ConflictRule, MessageParts};
use crate::text::{fingerprint, fold};
use itertools::Itertools;

/// Findings of `rule` for the edits that clash and that no correction note covers; `before` and
/// `after` are articles.
pub fn silent_edits(
    with: &Gathering<'_>,
    rule: &ConflictRule,
    (before, after): (usize, usize),
    edits: &[Edit],
    notes: &[&str],
) -> Vec<Finding> {
    let silent = edits.iter().filter(|e| e.clash && e.note.is_none());
    silent.filter_map(|e| finding(with, rule, [(before, e.before?), (after, e.after?)], e, notes)).collect()
}

fn finding(
    with: &Gathering<'_>,
    rule: &ConflictRule,
    places: [(usize, Stretch); 2],
    edit: &Edit,
    notes: &[&str],
) -> Option<Finding> {
    let sides: Vec<Side> =
        places.iter().enumerate().map(|(n, (a, s))| at_span(with, *a, s.sentence, s.span, n)).collect();
    let [left, right] = [0, 1].map(|n| shorten(&sides[n].quote));
    let topic = with.topic(places[0].0).to_owned();
    let measure = Wording::new(match edit.sort {
        ChangeSort::Figure => "changed-figure",
        ChangeSort::Date => "changed-date",
        ChangeSort::Name => "changed-name",
        ChangeSort::Polarity => "changed-polarity",
        ChangeSort::Attribution => "changed-attribution",
        ChangeSort::Certainty => "changed-certainty",
        ChangeSort::Wording | ChangeSort::Added | ChangeSort::Removed => "changed-wording",
    });
    let parts =
        MessageParts { left: left.into(), right: right.into(), topic: topic.as_str().into(), measure: measure.into() };
    let (message, translations) = rule.say(&parts, &with.rules.wordings);
    let said = sides.iter().zip(&places).map(|(s, p)| {
        let words = fold(&s.quote.split_whitespace().join(" ")).to_string();
        format!("{}|{words}|{}", with.dossiers[p.0].key, fold(&s.sentence.split_whitespace().join(" ")))
    });
    let said: Vec<String> = said.collect();
    let note = match notes {
        [] => "no-note".into(),
        [first, ..] => Wording::new("other-note").with("note", shorten(first)),
    };
    let because = [Evidence::new("same-page", "same-page"), Evidence::new("no-note", note)];
    let (confidence, because, evidence) = weighed(with, rule, &because);
    Some(Finding {
        id: fingerprint(std::iter::once(rule.id.as_str()).chain(said.iter().map(String::as_str))),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity: rule.severity,
        confidence,
        topic,
        story: String::new(),
        message,
        translations,
        because,
        evidence,
        origins: vec![1, 1],
        sides,
        accepted: None,
    })
}

/// All that was changed, for people.
pub fn changes(with: &Gathering<'_>, (before, after): (usize, usize), edits: &[Edit], notes: &[&str]) -> Comparison {
    let side = |a: usize, s: Option<Stretch>, n: usize| s.map(|s| at_span(with, a, s.sentence, s.span, n));
    let change = |e: &Edit| Change {
        sort: e.sort,
        sides: side(before, e.before, 0).into_iter().chain(side(after, e.after, 1)).collect(),
        note: e.note.clone(),
    };
    Comparison {
        versions: true,
        notes: notes.iter().map(|n| (*n).to_owned()).collect(),
        changes: edits.iter().map(change).collect(),
    }
}
