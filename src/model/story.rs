//! Stories: articles that tell of one thing.

use super::claim::Term;

/// A story: articles that are linked to each other, directly or through others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Indexes of its articles, in order.
    pub members: Vec<usize>,
    /// Its name: what its articles speak of most.
    pub topic: String,
    /// The names that most of its articles share, the most shared first.
    pub names: Vec<Term>,
}
