//! Articles that were read before, wherever they are kept.

use super::article::Dossier;
use super::claim::Term;
use super::days::Day;
use crate::error::Result;

/// A corpus that new articles are checked against, in memory or in an index on disk.
///
/// Both hold the same dossiers and answer in the same order, so that a finding does not depend on
/// where the corpus is kept. Articles are numbered from 0 in the order of their paths; numbers hold
/// for as long as the shelf is open.
pub trait Shelf: Sync {
    /// How many articles there are.
    fn articles(&self) -> usize;

    /// The article with this path.
    ///
    /// # Errors
    /// Like all of these: the corpus cannot be read.
    fn find(&self, path: &str) -> Result<Option<usize>>;

    /// In how many articles each of `terms` occurs, in their order.
    fn frequencies(&self, terms: &[Term]) -> Result<Vec<usize>>;

    /// The articles in which the term occurs, ascending. Asked of terms of low frequency alone.
    fn holding(&self, term: &Term) -> Result<Vec<usize>>;

    /// The articles whose signature has this hash in this band, ascending.
    fn in_band(&self, band: usize, hash: u64) -> Result<Vec<usize>>;

    /// All terms of an article, sorted, each once.
    fn profile(&self, article: usize) -> Result<Vec<Term>>;

    /// The day an article was published.
    fn published(&self, article: usize) -> Result<Option<Day>>;

    /// What was read in an article.
    fn dossier(&self, article: usize) -> Result<Dossier>;
}
