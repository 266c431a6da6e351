//! A line of the raw text in clean characters.

use super::markup;
use crate::text::OffsetMapBuilder;
use std::ops::Range;

/// A line: its clean characters and where each stretch came from.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Without its end and without surrounding spaces.
    pub(super) text: String,
    /// Where its end stands in the raw text.
    pub(super) break_at: usize,
    /// Length of its end: 2 for `\r\n`, 0 for the last line.
    pub(super) break_len: usize,
    pieces: Vec<Piece>,
}

/// A stretch of a line. Of one length: copied; else one character that stands for others.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    len: usize,
    raw: usize,
    raw_len: usize,
}

impl Line {
    /// Appends the stretch `range` of the line, which lies on character borders.
    pub(super) fn write(&self, range: Range<usize>, text: &mut String, map: &mut OffsetMapBuilder) {
        text.push_str(&self.text[range.clone()]);
        let first = self.pieces.partition_point(|p| p.at + p.len <= range.start);
        for piece in self.pieces[first..].iter().take_while(|p| p.at < range.end) {
            let skip = range.start.saturating_sub(piece.at);
            let len = (piece.at + piece.len).min(range.end) - piece.at - skip;
            if piece.len == piece.raw_len {
                map.copy(piece.raw + skip, len);
            } else {
                map.replace(len, piece.raw, piece.raw_len);
            }
        }
    }

    fn push(&mut self, c: char, raw: usize, raw_len: usize) {
        let (at, len) = (self.text.len(), c.len_utf8());
        self.text.push(c);
        match self.pieces.last_mut() {
            Some(last) if len == raw_len && last.len == last.raw_len && last.raw + last.raw_len == raw => {
                last.len += len;
                last.raw_len += len;
            }
            _ => self.pieces.push(Piece { at, len, raw, raw_len }),
        }
    }
}

/// The lines of `body`, a range of `raw`.
pub(super) fn read(raw: &str, body: Range<usize>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = body.start;
    let mut chars = raw[body.clone()].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = body.start + at;
        let len = match c {
            '\r' if chars.next_if(|&(_, next)| next == '\n').is_some() => 2,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => c.len_utf8(),
            _ => continue,
        };
        let mut line = normalise(&raw[start..at], start);
        (line.break_at, line.break_len) = (at, len);
        out.push(line);
        start = at + len;
    }
    out.push(normalise(&raw[start..body.end], start));
    out
}

/// A raw line that begins at `base`, in clean characters.
fn normalise(raw: &str, base: usize) -> Line {
    let mut line = Line::default();
    let mut markup = markup::find(raw).into_iter().peekable();
    let mut chars = raw.char_indices().peekable();
    // Spaces are held back until something follows, so that lines end with their last letter.
    let mut spaces: Vec<(usize, usize)> = Vec::new();
    while let Some((at, c)) = chars.next() {
        while markup.next_if(|mark| mark.end <= at).is_some() {}
        if markup.peek().is_some_and(|mark| mark.contains(&at)) || is_hidden(c) {
            continue;
        }
        if is_space(c) {
            if !line.text.is_empty() {
                spaces.push((at, c.len_utf8()));
            }
            continue;
        }
        for (at, len) in spaces.drain(..) {
            line.push(' ', base + at, len);
        }
        match chars.peek().and_then(|&(_, mark)| composed(c, mark)) {
            Some(letter) => {
                let mark = chars.next().map_or(0, |(_, mark)| mark.len_utf8());
                line.push(letter, base + at, c.len_utf8() + mark);
            }
            None => line.push(c, base + at, c.len_utf8()),
        }
    }
    line
}

fn is_space(c: char) -> bool {
    // no-break, narrow no-break, thin, ideographic and other spaces
    c == '\t' || (c.is_whitespace() && !c.is_control())
}

/// Characters that do not show: controls, soft hyphens, zero-width characters, marks of direction.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffc}')
}

/// The letter that `base` and the combining `mark` behind it make, for the languages that are
/// read: some systems write é as two characters.
fn composed(base: char, mark: char) -> Option<char> {
    let (bases, letters) = match mark {
        '\u{300}' => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        '\u{301}' => ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        '\u{302}' => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        '\u{303}' => ("anoANO", "ãñõÃÑÕ"),
        '\u{308}' => ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
        '\u{327}' => ("cC", "çÇ"),
        _ => return None,
    };
    bases.chars().zip(letters.chars()).find(|&(b, _)| b == base).map(|(_, letter)| letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        read(raw, 0..raw.len()).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn lines_end_in_every_way() {
        assert_eq!(texts("a\r\nb\rc\nd\u{2028}e"), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn spaces_are_plain_and_hidden_characters_gone() {
        assert_eq!(
            texts("\t1\u{a0}082\u{202f}%\u{2009} \u{feff}mor\u{200b}ts\u{7} "),
            ["1 082%  morts".replace('%', " %")]
        );
        assert_eq!(texts("e\u{301}te\u{301} C\u{327}a"), ["été Ça"]);
    }
}
