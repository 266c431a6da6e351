//! What a comparator says of a pair, for people who look for a conflict that was not found.

use crate::model::{Evidence, Verdict};
use crate::rules::{Comparator, EvidenceWeights};

/// What a comparator says of a pair, but for pairs that are not its business.
pub fn said(weights: &EvidenceWeights, comparator: Comparator, verdict: &Verdict) -> Option<String> {
    let name = comparator.word();
    match verdict {
        Verdict::Unlike { gate, .. } if NOT_ITS_BUSINESS.contains(gate) => None,
        Verdict::Unlike { gate, text } => Some(format!("{name}: {gate}: {text}")),
        Verdict::Agree { because } => Some(format!("{name}: they agree ({})", reasons(because))),
        Verdict::Conflict { because, .. } => {
            Some(format!("{name}: they clash, {:.2} ({})", weights.confidence(comparator, because), reasons(because)))
        }
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

fn reasons(because: &[Evidence]) -> String {
    because.iter().map(|e| format!("{}: {}", e.gate, e.text)).collect::<Vec<_>>().join("; ")
}
