//! How much is read of what comes from elsewhere.

/// Bounds on what is read. What one cuts off is told as a [`Problem`](super::Problem), never passed
/// over in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file that is read at once, unpacked, in bytes. An article has some kilobytes; what is
    /// larger is a dump of something else. Files of lines may be larger, and are read piece by piece.
    pub file: usize,
    /// Longest page, or content of a feed's entry, in bytes. In memory a page takes many times its
    /// size.
    pub page: usize,
    /// Longest line of text, in bytes. Longer ones are data or minified code.
    pub line: usize,
    /// Deepest nesting of a page, in elements. Reading takes the square of it.
    pub depth: usize,
    /// So many times larger than its archive a file may be, where it is over 1 MiB. Text is 3 to 20
    /// times larger, logs and tables up to 50; a bomb is a thousand times larger.
    pub ratio: usize,
    /// Longest sentence, in bytes. Reading takes the square of it; a long one of a newspaper has some
    /// hundreds.
    pub sentence: usize,
    /// Claims of one sentence. What makes more is a table that lost its lines.
    pub claims: usize,
    /// Articles of one run.
    pub articles: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            page: 16 << 20,
            line: 1 << 20,
            depth: 2_000,
            ratio: 100,
            sentence: 8 << 10,
            claims: 200,
            articles: 10_000_000,
        }
    }
}
