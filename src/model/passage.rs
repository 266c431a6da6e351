//! A text as it was read, word by word: what two texts are aligned by.
//!
//! A [`Dossier`](super::Dossier) holds what an article claims; a passage also holds the words that
//! no claim was made of, since of two texts that are known to be of one matter every word counts.

use super::claim::Term;
use super::days::Days;
use super::lang::Lang;
use super::quantity::Quantity;
use crate::text::TokenKind;
use compact_str::CompactString;

/// A text, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The language that it was read in.
    pub lang: Lang,
    /// In order.
    pub sentences: Vec<ReadSentence>,
}

/// A sentence, read. Words go by their place in `words`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSentence {
    /// Words, numbers and marks, in order.
    pub words: Vec<ReadWord>,
    /// In order.
    pub clauses: Vec<ReadClause>,
    /// Its numbers, in order.
    pub quantities: Vec<ReadQuantity>,
    /// Its dates, in order.
    pub dates: Vec<ReadDate>,
    /// It reads like a heading.
    pub heading: bool,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWord {
    /// In lower case, with straight apostrophes.
    pub lower: CompactString,
    /// Which of the three.
    pub kind: TokenKind,
    /// Its root; empty for numbers and marks.
    pub root: Term,
    /// What it is about; a name's term stands at its first word. `None` for words of closed
    /// classes, numbers, dates and marks.
    pub term: Option<Term>,
    /// It is part of a name.
    pub name: bool,
}

/// A clause.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadClause {
    /// Its words.
    pub words: Vec<usize>,
    /// Those of its verb group.
    pub verb: Vec<usize>,
    /// Those of its subject, perhaps from further left.
    pub subject: Vec<usize>,
    /// It says that something is not so.
    pub negated: bool,
    /// It is affirmed with a hedge, or in the conditional.
    pub hedged: bool,
    /// A hypothesis or a question.
    pub unclaimed: bool,
    /// In the future.
    pub planned: bool,
}

/// A number with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadQuantity {
    /// First word, bound included.
    pub first: usize,
    /// Last word, unit included.
    pub last: usize,
    /// Where the noun counted would begin.
    pub after: usize,
    /// The number.
    pub quantity: Quantity,
}

/// A date with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    /// First word.
    pub first: usize,
    /// Last word.
    pub last: usize,
    /// The days that it may mean.
    pub days: Days,
}
