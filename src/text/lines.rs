//! Lines and columns of byte offsets.

use unicode_segmentation::UnicodeSegmentation;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in user-perceived characters (grapheme clusters), from 1.
    pub column: usize,
}

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Index of `text`; lines end at `\n`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts }
    }

    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&s| s <= at).max(1)
    }

    /// The line and column of byte `at` of the text that the index was made of. More than 64 KiB
    /// into a line the column is counted in bytes.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let line = self.line(at);
        let start = self.starts[line - 1];
        let before = text.get(start..at.min(text.len())).unwrap_or("");
        // A column in a 50 MB line helps nobody and would cost a pass for each finding.
        let column = if before.len() > 65_536 { before.len() } else { characters(before) };
        Position { line, column: column + 1 }
    }
}

/// Positions of places that come in order, each line read once.
#[derive(Debug, Clone)]
pub struct Positions<'a> {
    text: &'a str,
    index: LineIndex,
    last: (usize, Position),
}

impl<'a> Positions<'a> {
    /// Positions in `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, index: LineIndex::new(text), last: (0, Position { line: 1, column: 1 }) }
    }

    /// The line and column of byte `at`, in characters from where it was asked before on the same
    /// line: a cluster that both halves have a part in counts twice.
    pub fn of(&mut self, at: usize) -> Position {
        let (from, last) = self.last;
        let line = self.index.line(at);
        let same = line == last.line && at >= from;
        let (from, column) = if same { (from, last.column) } else { (self.index.starts[line - 1], 1) };
        let between = self.text.get(from..at.min(self.text.len())).unwrap_or("");
        let position = Position { line, column: column + characters(between) };
        self.last = (at, position);
        position
    }
}

/// User-perceived characters. Below U+0300, and among quotation marks and dashes, nothing combines
/// but a line end of two characters.
fn characters(text: &str) -> usize {
    let plain = |c: char| c < '\u{300}' && c != '\r' || ('\u{2010}'..='\u{2027}').contains(&c) || c == '€';
    if text.chars().all(plain) { text.chars().count() } else { text.graphemes(true).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "été\nà Toulon";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, text.find("Toulon").unwrap()), Position { line: 2, column: 3 });
        for (text, count) in [("œuvré «", 7), ("e\u{301}te\u{301}", 3), ("a\r\nb", 3), ("— ", 2), ("👍🏽!", 2)]
        {
            assert_eq!(characters(text), count, "{text}");
        }
    }
}
