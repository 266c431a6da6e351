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

    /// Appends `text`, which came from `raw_len` bytes at `raw`: as many as it has, or it is one
    /// character that stands for them.
    fn push(&mut self, text: &str, raw: usize, raw_len: usize) {
        let (at, len) = (self.text.len(), text.len());
        self.text.push_str(text);
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
    let mut at = body.start;
    while at < body.end {
        let len = break_len(&raw.as_bytes()[at..body.end]);
        if len == 0 {
            at += 1;
            continue;
        }
        let mut line = normalise(&raw[start..at], start);
        (line.break_at, line.break_len) = (at, len);
        out.push(line);
        at += len;
        start = at;
    }
    out.push(normalise(&raw[start..body.end], start));
    out
}

/// Length of the line end that `bytes` begin with; 0 where they begin with something else.
fn break_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r' | 0xb | 0xc, ..] => 1,
        // U+0085, U+2028, U+2029
        [0xc2, 0x85, ..] => 2,
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
        _ => 0,
    }
}

/// Length of the stretch at the head of `raw` that is clean as it stands: letters, marks and
/// spaces that nothing is made of. It ends with no space, since those at a line's end are dropped,
/// and with no letter that a combining mark follows.
fn plain(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let mut end = 0;
    loop {
        end += match bytes[end..] {
            [b' '..=b'~', ..] => 1,
            [0xc3, ..] => 2,
            // – — ‘ ’ “ ” „ …
            [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c..=0x9e | 0xa6, ..] => 3,
            [0xcc | 0xcd, ..] => break end = raw[..end].char_indices().next_back().map_or(0, |(at, _)| at),
            _ => break,
        };
    }
    raw[..end].trim_end_matches(' ').len()
}

/// A raw line that begins at `base`, in clean characters.
fn normalise(raw: &str, base: usize) -> Line {
    let mut line = Line::default();
    let mut markup = markup::find(raw).into_iter().peekable();
    // Spaces are held back until something follows, so that lines end with their last letter.
    let mut spaces: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let (here, len) = (at, c.len_utf8());
        at += len;
        while markup.next_if(|mark| mark.end <= here).is_some() {}
        if markup.peek().is_some_and(|mark| mark.contains(&here)) || is_hidden(c) {
            continue;
        }
        if is_space(c) {
            if !line.text.is_empty() {
                spaces.push((here, len));
            }
            continue;
        }
        for (at, len) in spaces.drain(..) {
            line.push(" ", base + at, len);
        }
        let clean = plain(&raw[here..markup.peek().map_or(raw.len(), |mark| mark.start)]);
        if clean > 0 {
            line.push(&raw[here..here + clean], base + here, clean);
            at = here + clean;
            continue;
        }
        let mut letter = [0; 4];
        match raw[at..].chars().next().and_then(|mark| Some((composed(c, mark)?, mark))) {
            Some((whole, mark)) => {
                at += mark.len_utf8();
                line.push(whole.encode_utf8(&mut letter), base + here, at - here);
            }
            None => line.push(c.encode_utf8(&mut letter), base + here, len),
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
