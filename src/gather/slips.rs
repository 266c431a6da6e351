//! Slips → findings: those that share a place are one.

use super::Gathering;
use super::group::{origins, shorten, weighed};
use super::side::spot_side;
use crate::model::{Body, Finding, Sets, Side, Slip, Slot, Spot};
use crate::rules::{ConflictRule, MessageParts};
use crate::text::{fingerprint, fold};
use itertools::Itertools;

/// The findings that the slips of `rule` make, in the order of their first places.
pub fn slips(with: &Gathering<'_>, rule: &ConflictRule, slips: &[Slip]) -> Vec<Finding> {
    let mut sets = Sets::new(slips.len());
    for [i, j] in (0..slips.len()).array_combinations() {
        let places = |s: &Slip| [at(&s.left), at(&s.right)];
        if places(&slips[i]).iter().any(|p| places(&slips[j]).contains(p)) {
            sets.join(i, j);
        }
    }
    sets.into_groups()
        .into_iter()
        .map(|group| finding(with, rule, &group.iter().map(|&i| &slips[i]).collect_vec()))
        .collect()
}

fn at(spot: &Spot) -> (usize, usize, usize) {
    (spot.article, spot.span.start, spot.span.end)
}

fn finding(with: &Gathering<'_>, rule: &ConflictRule, slips: &[&Slip]) -> Finding {
    let lead = slips[0];
    let spots: Vec<&Spot> = slips.iter().flat_map(|s| [&s.left, &s.right]).unique_by(|s| at(s)).collect();
    // Who says the same stands together.
    let said = |spot: &Spot| fold(&spot.quote().split_whitespace().join(" "));
    let order: Vec<_> = spots.iter().map(|s| said(s)).unique().collect();
    let group = |spot: &Spot| order.iter().position(|s| *s == said(spot)).unwrap_or(0);
    let sides: Vec<Side> = spots.iter().map(|spot| spot_side(with, spot, group(spot))).collect();
    let topic = with.topic(lead.left.article).to_owned();
    let (left, right) = (shorten(lead.left.quote()), shorten(lead.right.quote()));
    let topic_slot = Slot::from(topic.as_str());
    let measure = if lead.measure == Slot::from("") { topic_slot.clone() } else { lead.measure.clone() };
    let parts = MessageParts { left: left.into(), right: right.into(), topic: topic_slot, measure };
    let (message, translations) = rule.say(&parts, &with.rules.wordings);
    let mut parts: Vec<String> =
        spots.iter().map(|s| format!("{}|{}|{}", with.dossiers[s.article].key, said(s), claimed(s))).collect();
    parts.sort_unstable();
    parts.dedup();
    let (confidence, because, evidence) = weighed(with, rule, &lead.because);
    Finding {
        id: fingerprint(std::iter::once(rule.id.as_str()).chain(parts.iter().map(String::as_str))),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity: rule.severity,
        confidence,
        story: String::new(),
        topic,
        origins: origins(with, &sides),
        message,
        translations,
        because,
        evidence,
        sides,
        accepted: None,
    }
}

fn claimed(spot: &Spot) -> String {
    match spot.claim.as_ref().map(|c| &c.body) {
        Some(Body::Figure(f)) => f.quantity.value.to_string(),
        _ => String::new(),
    }
}
