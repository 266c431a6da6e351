//! Byte ranges that know which text they belong to.
//!
//! Quoting the raw file with offsets of the clean text is the classic bug of this kind of program,
//! so the two are different types.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Marker: offsets into the file (or extracted text) as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Raw {}

/// Marker: offsets into the cleaned text that the stages read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clean {}

/// A half-open range of bytes, `start..end`, of the text named by `S`.
pub struct Span<S> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    space: PhantomData<S>,
}

impl<S> Span<S> {
    /// The range `start..end`; an end before its start is moved up to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start), space: PhantomData }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a plain range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The slice of `text` under this range; empty when the range does not lie on its character
    /// borders.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// True when the ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when every byte of `other` lies in this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range over both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range, `by` bytes further on.
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

impl<S> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Span<S> {}
impl<S> PartialEq for Span<S> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<S> Eq for Span<S> {}
impl<S> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
impl<S> Default for Span<S> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}
