//! Evidence and weights → conflict or not, with its reasons.

use super::vector::{Feature, Form, Vector};
use crate::model::Kind;
use crate::rules::{FormWeights, PairWeights};

/// What is said of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The two contradict each other.
    pub conflict: bool,
    /// The kind of conflict that most speaks for.
    pub kind: Option<Kind>,
    /// How sure a conflict is, from 0 to 1, reported or not.
    pub confidence: f64,
    /// What speaks for it, the weightiest first.
    pub because: Vec<String>,
}

/// Log-odds from which evidence is told.
const TOLD: f64 = 0.15;

/// Weighs the evidence.
pub fn answer(vector: &Vector, weights: &PairWeights) -> Answer {
    let empty = FormWeights::default();
    let form = weights.form.get(vector.form().name()).unwrap_or(&empty);
    let mut sum = form.bias;
    let mut speaking: Vec<(f64, Feature)> = Vec::new();
    for &feature in Feature::ALL {
        let weight = form.weights.get(feature.name()).copied().unwrap_or(0.0) * vector.get(feature);
        sum += weight;
        // What is left out contradicts nothing but where the one should bear the other out.
        let speaks = feature != Feature::Uncovered || vector.form() == Form::Entailment;
        if weight >= TOLD && speaks && feature.kind().is_some() {
            speaking.push((weight, feature));
        }
    }
    speaking.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let confidence = 1.0 / (1.0 + (-sum).exp());
    let because = speaking.iter().map(|(_, f)| {
        let notes: Vec<&str> = vector.notes(*f).take(2).collect();
        if notes.is_empty() { f.says().to_owned() } else { format!("{}: {}", f.says(), notes.join("; ")) }
    });
    Answer {
        conflict: confidence >= form.threshold,
        kind: speaking.first().and_then(|(_, f)| f.kind()),
        confidence,
        because: because.collect(),
    }
}

impl Answer {
    /// Of texts that say the same word for word, or nothing.
    pub fn none() -> Self {
        Self { conflict: false, kind: None, confidence: 0.0, because: Vec::new() }
    }
}
