//! How telling a term is in a corpus.

use super::claim::{Term, terms_shared};
use std::collections::HashMap;

/// Document frequencies of terms over the articles of a run.
///
/// The weight is a normalised inverse document frequency (Spärck Jones, *A statistical
/// interpretation of term specificity*, 1972): 1 for a term of one article, falling towards 0 for
/// one that every article of a large corpus holds. Names weigh more than words.
#[derive(Debug, Default)]
pub struct Rarity {
    articles: usize,
    frequency: HashMap<Term, usize>,
}

/// A corpus of fewer articles weighs terms as one of so many would.
const FEW: usize = 50;

/// What a name weighs against a word of the same frequency.
const NAME: f64 = 1.5;

impl Rarity {
    /// Counts the terms of each article; a profile is sorted and holds each term once.
    pub fn new<'a>(profiles: impl IntoIterator<Item = &'a [Term]>) -> Self {
        let mut rarity = Self::default();
        for profile in profiles {
            rarity.articles += 1;
            for term in profile {
                *rarity.frequency.entry(term.clone()).or_insert(0) += 1;
            }
        }
        rarity
    }

    /// In how many articles the term occurs.
    pub fn frequency(&self, term: &Term) -> usize {
        self.frequency.get(term).copied().unwrap_or(0)
    }

    /// Weight of a term: above 0, at most 1 for words and 1.5 for names.
    pub fn weight(&self, term: &Term) -> f64 {
        // A handful of articles says little about what is rare.
        let n = self.articles.max(FEW) as f64;
        let df = self.frequency(term).max(1) as f64;
        let rarity = (1.0 + n / df).ln() / (1.0 + n).ln();
        if term.starts_with('@') { NAME * rarity } else { rarity }
    }

    /// Summed weight of `terms`.
    pub fn total<'a>(&self, terms: impl IntoIterator<Item = &'a Term>) -> f64 {
        terms.into_iter().map(|t| self.weight(t)).sum()
    }

    /// Summed weight of what two sorted slices share.
    pub fn shared(&self, left: &[Term], right: &[Term]) -> f64 {
        self.total(terms_shared(left, right))
    }
}
