//! A line of an article as it stands on a terminal: characters with their bytes and columns, cut
//! into rows that fit.

use super::safe;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A user-perceived character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its bytes in the article's text.
    pub at: Range<usize>,
    /// As shown.
    pub shown: String,
    /// Columns that it takes.
    pub width: usize,
    /// A line may be broken behind it. Not so a no-break space: it holds a number together.
    breaks: bool,
}

/// Cells on one row of the terminal.
pub(super) type Row = Vec<Cell>;

/// The rows of a line that begins at byte `base`; no row takes more than `columns` unless it is a
/// single character. A line is broken behind a space, else where the row is full.
pub(super) fn rows(line: &str, base: usize, columns: usize) -> Vec<Row> {
    let mut out: Vec<Row> = vec![Vec::new()];
    let mut used = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        let shown = safe::character(grapheme);
        let width = safe::width(&shown);
        let cell =
            Cell { at: base + at..base + at + grapheme.len(), shown, width, breaks: matches!(grapheme, " " | "\t") };
        let last = out.len() - 1;
        // A space at the end of a full row is not seen, and may stand there.
        if used + width > columns && !out[last].is_empty() && !cell.breaks {
            let space = out[last].iter().rposition(|c| c.breaks).map(|s| s + 1);
            let moved = match space.filter(|&s| s < out[last].len()) {
                Some(from) => out[last].split_off(from),
                None => Vec::new(),
            };
            used = moved.iter().map(|c| c.width).sum();
            out.push(moved);
        }
        used += width;
        let last = out.len() - 1;
        out[last].push(cell);
    }
    out
}

/// The columns that the bytes of `at` take in the row; `None` where none of them shows there.
pub(super) fn columns(row: &Row, at: &Range<usize>) -> Option<Range<usize>> {
    let (mut column, mut found) = (0, None::<Range<usize>>);
    // White space between two rows belongs to neither.
    let seen = row.iter().rposition(|c| !c.shown.trim().is_empty()).map_or(0, |last| last + 1);
    for cell in &row[..seen] {
        let next = column + cell.width;
        let inside = cell.at.start < at.end && at.start < cell.at.end && cell.width > 0;
        if inside && (found.is_some() || !cell.shown.trim().is_empty()) {
            found = Some(found.map_or(column, |f| f.start)..next);
        }
        column = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(row: &Row) -> String {
        row.iter().map(|c| c.shown.as_str()).collect()
    }

    #[test]
    fn lines_break_behind_spaces_and_lose_nothing() {
        let rows = rows("le barrage de Vaucelles", 100, 11);
        assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), ["le barrage ", "de ", "Vaucelles"]);
        assert_eq!(columns(&rows[2], &(114..123)), Some(0..9));
        assert_eq!(columns(&rows[0], &(103..113)), Some(3..10));
        assert_eq!(columns(&rows[1], &(103..110)), None);
        let rows = super::rows("soit 16\u{a0}000 voix", 0, 9);
        assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), ["soit ", "16 000 ", "voix"]);
    }

    #[test]
    fn wide_joined_and_steering_characters_keep_their_columns() {
        // A wide character, a combining mark, an escape code, a turn of direction.
        let line = "漢e\u{301}\u{1b}\u{202e}x";
        let row = &rows(line, 0, 80)[0];
        assert_eq!(shown(row), "漢e\u{301}␛<U+202E>x");
        assert_eq!(columns(row, &(line.len() - 1..line.len())), Some(12..13));
        assert_eq!(columns(row, &(3..6)), Some(2..3));
    }
}
