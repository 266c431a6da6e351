//! What a comparator says of a pair, for people who look for a conflict that was not found.

use crate::model::{Evidence, ReportLang, Verdict};
use crate::rules::{Comparator, RuleSet};

/// What a comparator says of a pair, but for pairs that are not its business.
pub fn said(rules: &RuleSet, comparator: Comparator, verdict: &Verdict) -> Option<String> {
    let name = comparator.word();
    match verdict {
        Verdict::Unlike { gate, .. } if NOT_ITS_BUSINESS.contains(gate) => None,
        Verdict::Unlike { gate, text } => Some(format!("{name}: {gate}: {text}")),
        Verdict::Agree { because } => Some(format!("{name}: they agree ({})", reasons(rules, because))),
        Verdict::Conflict { because, .. } => Some(format!(
            "{name}: they clash, {:.2} ({})",
            rules.weights.confidence(comparator, because),
            reasons(rules, because)
        )),
    }
}

/// Gates that only say that a pair is for another comparator.
const NOT_ITS_BUSINESS: &[&str] = &[
    "other-kind",
    "no-direction",
    "same-polarity",
    "other-voice",
    "no-axis",
    "negated",
    "same-day",
    "agree",
    "grows",
    "shrinks",
    "no-revision",
    "no-date",
    "does-not-grow",
    "same-commitment",
    "no-order",
    "no-way",
    "no-accusation",
    "no-reach",
    "no-place",
    "no-list",
];

fn reasons(rules: &RuleSet, because: &[Evidence]) -> String {
    because
        .iter()
        .map(|e| format!("{}: {}", e.gate, rules.wordings.say(&e.says, ReportLang::En)))
        .collect::<Vec<_>>()
        .join("; ")
}
