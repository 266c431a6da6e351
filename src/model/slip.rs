//! Clashes between stretches of text that need not be claims: a changed word in a copied sentence,
//! parts that miss their total, a weekday that is not the date's.

use super::article::SentenceText;
use super::claim::Claim;
use super::days::Day;
use super::evidence::Evidence;
use super::wording::Slot;
use crate::text::{Raw, Span};
use serde::{Deserialize, Serialize};

/// A date whose weekday is another: *mardi 5 mars 2025*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddDate {
    /// Number of the sentence in the dossier.
    pub sentence: usize,
    /// First and one past the last byte of the weekday in the raw text.
    pub weekday: (usize, usize),
    /// First and one past the last byte of the rest of the date.
    pub date: (usize, usize),
    /// The day that the date is.
    pub day: Day,
    /// The date names its year.
    pub absolute: bool,
}

/// A stretch of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Index of the article.
    pub article: usize,
    /// The sentence that it stands in.
    pub sentence: SentenceText,
    /// Where it stands; inside the sentence.
    pub span: Span<Raw>,
    /// The claim that it makes, where it makes one.
    pub claim: Option<Claim>,
}

impl Spot {
    /// Its words, verbatim.
    pub fn quote(&self) -> &str {
        let from = |at: usize| at.saturating_sub(self.sentence.start);
        self.sentence.text.get(from(self.span.start)..from(self.span.end)).unwrap_or("")
    }
}

/// Two stretches that clash; they may stand in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// The one that comes first.
    pub left: Spot,
    /// The other.
    pub right: Spot,
    /// What is counted, dated or named.
    pub measure: Slot,
    /// Why both cannot hold.
    pub because: Vec<Evidence>,
}
