//! What speaks for a conflict and against it: named evidence, and its register.

use super::wording::Wording;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One named piece of evidence, for or against. What it weighs stands in `rules/weights.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The gate's name, one of [`GATES`]: `same-measure`, `same-place`.
    pub gate: &'static str,
    /// What it says, with what was compared.
    pub says: Wording,
    /// How strong it is: grades of the gate, with their strengths, from 0.
    pub values: Vec<(&'static str, f64)>,
}

impl Evidence {
    /// A gate that is passed or not.
    pub fn new(gate: &'static str, says: impl Into<Wording>) -> Self {
        Self::measured(gate, &[("", 1.0)], says)
    }

    /// A gate that may be passed in several ways; `grade` says in which.
    pub fn graded(gate: &'static str, grade: &'static str, says: impl Into<Wording>) -> Self {
        Self::measured(gate, &[(grade, 1.0)], says)
    }

    /// A gate that is passed by as much as `values` say.
    pub fn measured(gate: &'static str, values: &[(&'static str, f64)], says: impl Into<Wording>) -> Self {
        debug_assert!(
            values.iter().all(|(grade, _)| GATES.iter().any(|g| g.name == gate && g.grades.contains(grade))),
            "{gate} {values:?} does not stand in the register of gates"
        );
        Self { gate, says: says.into(), values: values.to_vec() }
    }
}

/// Evidence with what it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weighed {
    /// The gate's name; `prior` is what the comparator's verdict weighs before any evidence.
    pub gate: String,
    /// In words, with what was compared.
    pub text: String,
    /// The same in the other languages of reports, by code; empty in reports of versions that did
    /// not write it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub translations: BTreeMap<String, String>,
    /// What it adds to the log-odds of a true finding; negative speaks against.
    pub weight: f64,
    /// How strong it is, by the names that `rules/weights.toml` weighs; empty where it is there or
    /// not.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub values: BTreeMap<String, f64>,
}

/// The name of what is known before any evidence.
pub const PRIOR: &str = "prior";

/// Whether evidence speaks for a finding or against it: its weights are not below zero, or not
/// above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaning {
    /// Weights from zero up.
    For,
    /// Weights from zero down.
    Against,
}

/// A gate that may leave evidence.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// Its name.
    pub name: &'static str,
    /// For or against.
    pub leaning: Leaning,
    /// What it is weighed by; one empty name where it is passed or not.
    pub grades: &'static [&'static str],
}

const fn gate(name: &'static str, grades: &'static [&'static str]) -> Gate {
    Gate { name, leaning: Leaning::For, grades }
}

const fn against(name: &'static str) -> Gate {
    Gate { name, leaning: Leaning::Against, grades: PLAIN }
}

const PLAIN: &[&str] = &[""];

/// The register of all gates that leave evidence, by name.
pub const GATES: &[Gate] = &[
    gate("accused", PLAIN),
    against("both-sides"),
    gate("copies", PLAIN),
    gate("denied-by", PLAIN),
    gate("do-not-meet", PLAIN),
    against("doubted"),
    gate("guilt", PLAIN),
    against("hedged"),
    gate("known", &["both", "one"]),
    gate("later-and-higher", PLAIN),
    gate("later-and-lower", PLAIN),
    gate("near-spelling", PLAIN),
    gate("no-note", PLAIN),
    against("no-subject"),
    gate("none-and-some", PLAIN),
    gate("not-in-text", PLAIN),
    gate("one-side", PLAIN),
    gate("opposites", PLAIN),
    gate("other-certainty", PLAIN),
    gate("other-direction", PLAIN),
    gate("other-measures", PLAIN),
    gate("other-member", PLAIN),
    gate("other-name", PLAIN),
    gate("other-order", PLAIN),
    gate("other-place", PLAIN),
    gate("other-reach", PLAIN),
    gate("other-role", PLAIN),
    gate("other-speaker", PLAIN),
    gate("other-weekday", &["with-year", "without-year"]),
    gate("parts-and-total", PLAIN),
    gate("same-accused", PLAIN),
    gate("same-act", &["told", "shared"]),
    gate("same-list", PLAIN),
    gate("same-match", &["told", "shared"]),
    gate("same-measure", &["noun", "predicate", "owner", "age"]),
    gate("same-office", PLAIN),
    gate("same-page", PLAIN),
    gate("same-person", PLAIN),
    gate("same-place", PLAIN),
    gate("same-predicate", PLAIN),
    gate("same-proposition", &["coverage", "shared"]),
    gate("same-relation", PLAIN),
    gate("same-residents", &["named", "known", "story"]),
    gate("same-sentence", PLAIN),
    gate("same-source", PLAIN),
    gate("same-statement", &["coverage", "shared", "subject"]),
    gate("same-subject", &["told", "shared", "denied", "beside"]),
    gate("same-surroundings", &["shared"]),
    gate("same-time", PLAIN),
    gate("same-words", &["one-speaker", "two-speakers"]),
    gate("sourced", PLAIN),
    gate("swapped", PLAIN),
    gate("told-before", PLAIN),
    gate("turned", PLAIN),
];

/// From log-odds to a share, 0 to 1.
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_is_sorted_and_names_nothing_twice() {
        assert!(GATES.windows(2).all(|w| w[0].name < w[1].name));
        for gate in GATES {
            let mut grades = gate.grades.to_vec();
            grades.sort_unstable();
            grades.dedup();
            assert_eq!(grades.len(), gate.grades.len(), "{}", gate.name);
            assert!(gate.name != PRIOR && (gate.grades.len() == 1 || !gate.grades.contains(&"")), "{}", gate.name);
        }
    }

    #[test]
    #[should_panic(expected = "does not stand in the register")]
    fn what_the_register_does_not_name_is_no_evidence() {
        Evidence::graded("same-measure", "verb", "copies");
    }
}
