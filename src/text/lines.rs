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

    /// The line and column of byte `at` of the text that the index was made of. More than 64 KiB
    /// into a line the column is counted in bytes.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let line = self.starts.partition_point(|&s| s <= at).max(1);
        let start = self.starts[line - 1];
        let before = text.get(start..at.min(text.len())).unwrap_or("");
        // A column in a 50 MB line helps nobody and would cost a pass for each finding.
        let column = if before.len() > 65_536 { before.len() } else { characters(before) };
        Position { line, column: column + 1 }
    }
}

/// User-perceived characters. Below U+0300 nothing combines but a line end of two characters.
fn characters(text: &str) -> usize {
    if text.bytes().all(|b| b < 0xCC && b != b'\r') {
        text.bytes().filter(|b| !(0x80..0xC0).contains(b)).count()
    } else {
        text.graphemes(true).count()
    }
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
