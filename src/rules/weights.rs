//! `rules/pairs.toml`: what evidence weighs in the comparison of two texts. Written by
//! `cargo run --example fit`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Weights for every form that a pair may have.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairWeights {
    /// By the name of the form.
    pub form: BTreeMap<String, FormWeights>,
}

/// Weights for one form of pair: a logistic model.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWeights {
    /// Confidence from which a conflict is reported, from 0 to 1.
    pub threshold: f64,
    /// Log-odds of a conflict where nothing is seen.
    pub bias: f64,
    /// Log-odds that a feature adds for each 1 of its value, by its name.
    pub weights: BTreeMap<String, f64>,
}
