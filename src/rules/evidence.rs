//! `rules/weights.toml`: what evidence weighs in the confidence of a finding.
//!
//! Every comparator has a prior there and every gate of the register its weights, no more and no
//! less: what is not known by name is an error, and so is what nothing weighs.

use super::source::{Files, located};
use super::when::Comparator;
use super::wording::Wordings;
use crate::error::{Error, Result};
use crate::model::{Evidence, GATES, Gate, Leaning, PRIOR, ReportLang, Weighed, Wording, logistic};
use crate::text::unknown;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

const FILE: &str = "weights.toml";

/// What evidence weighs, in log-odds.
#[derive(Debug, Clone)]
pub struct EvidenceWeights {
    priors: BTreeMap<Comparator, f64>,
    /// By gate, then grade.
    weights: BTreeMap<&'static str, BTreeMap<&'static str, f64>>,
}

/// The file, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    #[serde(default)]
    prior: BTreeMap<Spanned<String>, Spanned<f64>>,
    #[serde(default)]
    weight: BTreeMap<Spanned<String>, Spanned<Weight>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a number, or a table of numbers by grade")]
enum Weight {
    Plain(f64),
    Graded(BTreeMap<String, f64>),
}

impl EvidenceWeights {
    /// Reads and checks the file. Errors name file, line and column, and what is missing.
    pub(super) fn load(files: &Files) -> Result<Self> {
        let file: WeightsFile = files.read(FILE)?;
        let wrong = |at: usize, message: &str| located(&files.shown(FILE), files.text(FILE), at, message);
        let mut priors = BTreeMap::new();
        for (name, value) in &file.prior {
            let names = Comparator::ALL.iter().map(|c| c.word());
            let found = Comparator::ALL.into_iter().find(|c| c.word() == name.get_ref());
            let comparator =
                found.ok_or_else(|| wrong(name.span().start, &unknown("comparator", name.get_ref(), names)))?;
            priors.insert(comparator, finite(*value.get_ref()).map_err(|m| wrong(value.span().start, &m))?);
        }
        let mut weights = BTreeMap::new();
        for (name, value) in &file.weight {
            let names = GATES.iter().map(|g| g.name);
            let gate = GATES.iter().find(|g| g.name == name.get_ref());
            let gate = gate.ok_or_else(|| wrong(name.span().start, &unknown("gate", name.get_ref(), names)))?;
            let graded = graded(gate, value.get_ref()).map_err(|m| wrong(value.span().start, &m))?;
            weights.insert(gate.name, graded);
        }
        if let Some(missing) = Comparator::ALL.iter().find(|c| !priors.contains_key(c)) {
            return Err(absent(files, &format!("no prior for {0}, expected {0} = NUMBER in [prior]", missing.word())));
        }
        if let Some(missing) = GATES.iter().find(|g| !weights.contains_key(g.name)) {
            let form = match missing.grades {
                [""] => "NUMBER".to_owned(),
                grades => {
                    format!("{{ {} }}", grades.iter().map(|g| format!("{g} = NUMBER")).collect::<Vec<_>>().join(", "))
                }
            };
            return Err(absent(files, &format!("no weight for {0}, expected {0} = {form} in [weight]", missing.name)));
        }
        Ok(Self { priors, weights })
    }

    /// What a comparator's verdict weighs before any evidence.
    pub fn prior(&self, comparator: Comparator) -> f64 {
        self.priors.get(&comparator).copied().unwrap_or(0.0)
    }

    /// What one grade of a gate weighs for each 1 of its strength; 0 for what the register does not
    /// name.
    pub fn weight(&self, gate: &str, grade: &str) -> f64 {
        self.weights.get(gate).and_then(|g| g.get(grade)).copied().unwrap_or(0.0)
    }

    /// The log-odds that a finding of `comparator` with this evidence is a true one.
    pub fn odds(&self, comparator: Comparator, because: &[Evidence]) -> f64 {
        self.prior(comparator) + because.iter().map(|e| self.of(e)).sum::<f64>()
    }

    /// The same as a share, 0 to 1.
    pub fn confidence(&self, comparator: Comparator, because: &[Evidence]) -> f64 {
        logistic(self.odds(comparator, because))
    }

    /// Each piece of evidence with its weight, the comparator's prior first: the weights add up to
    /// the log-odds. Weights and strengths have three decimals.
    pub fn weigh(&self, comparator: Comparator, because: &[Evidence], wordings: &Wordings) -> Vec<Weighed> {
        let translated = |says: &Wording| {
            let others = ReportLang::ALL.into_iter().filter(|l| *l != ReportLang::En);
            others.map(|lang| (lang.code().to_owned(), wordings.say(says, lang))).collect()
        };
        let says = Wording::new("prior").with("comparator", comparator.word());
        let prior = Weighed {
            gate: PRIOR.into(),
            text: wordings.say(&says, ReportLang::En),
            translations: translated(&says),
            weight: rounded(self.prior(comparator)),
            values: BTreeMap::new(),
        };
        let weighed = |e: &Evidence| Weighed {
            gate: e.gate.into(),
            text: wordings.say(&e.says, ReportLang::En),
            translations: translated(&e.says),
            weight: rounded(self.of(e)),
            values: e.values.iter().filter(|v| !v.0.is_empty()).map(|v| (v.0.to_owned(), rounded(v.1))).collect(),
        };
        std::iter::once(prior).chain(because.iter().map(weighed)).collect()
    }

    fn of(&self, evidence: &Evidence) -> f64 {
        evidence.values.iter().map(|(grade, value)| self.weight(evidence.gate, grade) * value).sum()
    }
}

fn absent(files: &Files, message: &str) -> Error {
    located(&files.shown(FILE), files.text(FILE), files.text(FILE).len(), message)
}

fn finite(value: f64) -> std::result::Result<f64, String> {
    if value.is_finite() { Ok(value) } else { Err(format!("{value} is no weight, expected a finite number")) }
}

fn graded(gate: &Gate, value: &Weight) -> std::result::Result<BTreeMap<&'static str, f64>, String> {
    let mut out = BTreeMap::new();
    let given: Vec<(&str, f64)> = match value {
        Weight::Plain(value) => vec![("", *value)],
        Weight::Graded(values) => values.iter().map(|(k, v)| (k.as_str(), *v)).collect(),
    };
    let expected = match gate.grades {
        [""] => "one number".to_owned(),
        grades => format!("a table of {}", grades.join(", ")),
    };
    for (grade, value) in given {
        let known = gate.grades.iter().find(|g| **g == grade);
        let grade = known.ok_or_else(|| format!("{} is weighed by {expected}", gate.name))?;
        let (bad, sign) = match gate.leaning {
            Leaning::For => (value < 0.0, "for a finding, expected a weight from 0 up"),
            Leaning::Against => (value > 0.0, "against a finding, expected a weight from 0 down"),
        };
        if bad {
            return Err(format!("{} speaks {sign}", gate.name));
        }
        out.insert(*grade, finite(value)?);
    }
    if out.len() < gate.grades.len() {
        return Err(format!("{} is weighed by {expected}", gate.name));
    }
    Ok(out)
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::super::source::error_of;
    use super::*;

    fn error(from: &str, to: &str) -> String {
        error_of(FILE, from, to, EvidenceWeights::load)
    }

    #[test]
    fn a_name_that_nothing_has_is_an_error_with_its_line() {
        let said = error("same-time =", "same-tine =");
        assert!(said.starts_with("mine/weights.toml:"), "{said}");
        assert!(said.contains("unknown gate \"same-tine\"") && said.contains("same-time"), "{said}");
        let said = error("figures =", "figure =");
        assert!(said.contains("unknown comparator \"figure\"") && said.contains("figures"), "{said}");
    }

    #[test]
    fn what_nothing_weighs_is_an_error() {
        assert!(error("same-time =", "# same-time =").contains("no weight for same-time, expected same-time = NUMBER"));
        assert!(error("swap =", "# swap =").contains("no prior for swap, expected swap = NUMBER in [prior]"));
        assert!(
            error("owner =", "predicat =")
                .contains("same-measure is weighed by a table of noun, predicate, owner, age")
        );
        assert!(error("[weight]", "[weights]").contains("unknown field \"weights\", expected \"prior\" or \"weight\""));
    }

    #[test]
    fn evidence_for_never_weighs_against() {
        assert!(
            error("same-time = ", "same-time = -")
                .contains("same-time speaks for a finding, expected a weight from 0 up")
        );
        assert!(
            error("hedged = -", "hedged = ").contains("hedged speaks against a finding, expected a weight from 0 down")
        );
        assert!(error("same-time = ", "same-time = inf #").contains("expected a finite number"));
    }

    #[test]
    fn weights_add_up_to_the_confidence() {
        let weights = EvidenceWeights::load(&Files::embedded()).unwrap();
        let because = [
            Evidence::graded("same-measure", "noun", "copies"),
            Evidence::measured("same-surroundings", &[("shared", 2.0)], "copies"),
            Evidence::new("hedged", "hedged"),
        ];
        let weighed = weights.weigh(Comparator::Figures, &because, &Wordings::load(&Files::embedded()).unwrap());
        assert_eq!(weighed[0].gate, PRIOR);
        assert_eq!(weighed[2].values["shared"], 2.0);
        let sum: f64 = weighed.iter().map(|w| w.weight).sum();
        assert!((logistic(sum) - weights.confidence(Comparator::Figures, &because)).abs() < 0.001);
        let more = [&because[..], &[Evidence::new("same-place", "copies")]].concat();
        assert!(weights.confidence(Comparator::Figures, &more) >= weights.confidence(Comparator::Figures, &because));
    }
}
