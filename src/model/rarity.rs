//! How telling a term is in a corpus.

use super::claim::{Term, terms_shared};
use crate::text::Map;
use std::sync::Arc;

/// Document frequencies of terms over the articles of a run.
///
/// The weight is a normalised inverse document frequency (Spärck Jones, *A statistical
/// interpretation of term specificity*, 1972): 1 for a term of one article, falling towards 0 for
/// one that every article of a large corpus holds. Names weigh more than words.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    articles: usize,
    frequency: Arc<Map<Term, usize>>,
    /// Frequencies that stand in place of those, for the terms of one story.
    own: Map<Term, usize>,
}

/// A corpus of fewer articles weighs terms as one of so many would.
const FEW: usize = 50;

/// What a name weighs against a word of the same frequency.
const NAME: f64 = 1.5;

impl Rarity {
    /// Counts the terms of each article; a profile is sorted and holds each term once.
    pub fn new<'a>(profiles: impl IntoIterator<Item = &'a [Term]>) -> Self {
        let (mut articles, mut frequency) = (0, Map::default());
        for profile in profiles {
            articles += 1;
            for term in profile {
                *frequency.entry(term.clone()).or_insert(0) += 1;
            }
        }
        Self::counted(articles, frequency)
    }

    /// Of a corpus in whose `articles` each term occurs so often.
    pub fn counted(articles: usize, frequency: Map<Term, usize>) -> Self {
        Self { articles, frequency: Arc::new(frequency), own: Map::default() }
    }

    /// Of a corpus of so many articles, of whose terms nothing is known yet.
    pub fn of(articles: usize) -> Self {
        Self { articles, ..Self::default() }
    }

    /// Learns in how many articles a term occurs.
    pub fn learn(&mut self, term: Term, frequency: usize) {
        Arc::make_mut(&mut self.frequency).insert(term, frequency);
    }

    /// True when it is known in how many articles the term occurs.
    pub fn knows(&self, term: &Term) -> bool {
        self.frequency.contains_key(term)
    }

    /// The same within one story, whose articles count as one: its own words are everywhere in it,
    /// and still tell it from others. What other articles tell stays as it is, so that a story is
    /// weighed alike whatever stories stand beside it.
    pub fn within<'a>(&self, profiles: impl IntoIterator<Item = &'a [Term]>) -> Self {
        let (mut members, mut own) = (0, Map::default());
        for profile in profiles {
            members += 1;
            for term in profile {
                *own.entry(term.clone()).or_insert(0) += 1;
            }
        }
        for (term, held) in &mut own {
            *held = self.frequency(term).saturating_sub(*held) + 1;
        }
        Self { articles: self.articles.saturating_sub(members) + 1, frequency: Arc::clone(&self.frequency), own }
    }

    /// Weight of a term: above 0, at most 1 for words and 1.5 for names.
    pub fn weight(&self, term: &Term) -> f64 {
        weight(self.articles, self.frequency(term), self.is_name(term))
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

/// How telling terms are, whatever stands for them: their letters, or numbers in their order.
pub trait Weighing<T> {
    /// In how many articles the term occurs.
    fn frequency(&self, term: &T) -> usize;

    /// Weight of a term: above 0, at most 1 for words and 1.5 for names.
    fn weight(&self, term: &T) -> f64;

    /// True for names.
    fn is_name(&self, term: &T) -> bool;
}

impl Weighing<Term> for Rarity {
    fn frequency(&self, term: &Term) -> usize {
        self.own.get(term).or_else(|| self.frequency.get(term)).copied().unwrap_or(0)
    }

    fn weight(&self, term: &Term) -> f64 {
        Rarity::weight(self, term)
    }

    fn is_name(&self, term: &Term) -> bool {
        term.starts_with('@')
    }
}

/// Weight of a term that occurs in `held` of so many articles.
pub(super) fn weight(articles: usize, held: usize, name: bool) -> f64 {
    // A handful of articles says little about what is rare.
    let n = articles.max(FEW) as f64;
    let rarity = (1.0 + n / held.max(1) as f64).ln() / (1.0 + n).ln();
    if name { NAME * rarity } else { rarity }
}
