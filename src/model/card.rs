//! An article as a shelf files it.

use super::article::Dossier;
use super::claim::Term;

/// What was read in an article, and what it is found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// What was read in it.
    pub dossier: Dossier,
    /// All its terms, sorted, each once.
    pub profile: Vec<Term>,
    /// The hash of its signature in each band; empty where it has no words.
    pub bands: Vec<u64>,
}
