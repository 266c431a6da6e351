//! Quotation marks: which open, which close, and what stands between them.
//!
//! Real text leaves them open, turns them round and nests one kind in itself, so the marks of a
//! paragraph are matched first and the rest is mended after.

use crate::text::{Clean, Span};

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
}

/// A quotation mark of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its first byte.
    pub(super) at: usize,
    /// One past its last byte.
    pub(super) end: usize,
    pub(super) role: Role,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Angle,
    Curly,
    Straight,
    Single,
}

/// How far a quotation in single marks is followed, in bytes: they are also apostrophes.
const SINGLE_WINDOW: usize = 1_000;

/// The marks of a paragraph, in order. Appends the quotations to `out`, `base` bytes further on.
pub(super) fn scan(text: &str, base: usize, out: &mut Vec<Span<Clean>>) -> Vec<Mark> {
    let mut scan = Scan { text, marks: Vec::new(), open: Vec::new(), count: [0; 4], found: Vec::new(), single: None };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // « and » begin with C2, the others but for the two of ASCII with E2.
        if !matches!(bytes[at], b'"' | b'\'' | 0xc2 | 0xe2) {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        scan.meet(at, c, text[..at].chars().next_back(), text[next..].chars().next());
        at = next;
    }
    scan.finish();
    scan.found.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    out.extend(scan.found.iter().filter_map(|&(start, end)| {
        let inner = &text[start..end];
        let start = start + (inner.len() - inner.trim_start().len());
        let inner = inner.trim();
        (!inner.is_empty()).then(|| Span::new(base + start, base + start + inner.len()))
    }));
    scan.marks
}

struct Scan<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    /// Indices of opening marks that wait for their closing one.
    open: Vec<usize>,
    /// How many of each kind wait.
    count: [usize; 4],
    /// Start and end of quotations.
    found: Vec<(usize, usize)>,
    /// Where the quotation in single marks closes that is being read.
    single: Option<usize>,
}

fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '‘' | '"' | '—' | '–' | '-' | '¿' | '¡')
    })
}

fn closes_before(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '«' | '“' | '‘' | '¿' | '¡'))
}

fn ends_clause(c: Option<char>) -> bool {
    c.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '”') || c.is_whitespace())
}

impl Scan<'_> {
    fn meet(&mut self, at: usize, c: char, before: Option<char>, after: Option<char>) {
        let end = at + c.len_utf8();
        match c {
            '«' => self.open(Kind::Angle, at, end),
            // "a déclaré : » Le port…": turned round.
            '»' if self.count[Kind::Angle as usize] == 0
                && (self.text[..at].trim_end().ends_with(':') || self.text[..at].trim().is_empty()) =>
            {
                self.open(Kind::Angle, at, end);
            }
            '»' => self.close(Kind::Angle, at, end),
            '“' if self.count[Kind::Curly as usize] > 0 && !opens_after(before) && ends_clause(after) => {
                self.close(Kind::Curly, at, end);
            }
            '“' | '„' => self.open(Kind::Curly, at, end),
            '”' if self.count[Kind::Curly as usize] == 0 && opens_after(before) && !ends_clause(after) => {
                self.open(Kind::Curly, at, end);
            }
            '”' => self.close(Kind::Curly, at, end),
            '"' => self.straight(at, end, before, after),
            '‘' | '\'' if self.single.is_none() && opens_after(before) && after.is_some_and(char::is_alphabetic) => {
                if let Some(close) = self.single_close(c, end) {
                    self.marks.push(Mark { at, end, role: Role::Open, kind: Kind::Single });
                    self.found.push((end, close));
                    self.single = Some(close);
                }
            }
            '’' | '\'' if self.single == Some(at) => {
                self.marks.push(Mark { at, end, role: Role::Close, kind: Kind::Single });
                self.single = None;
            }
            _ => {}
        }
    }

    fn straight(&mut self, at: usize, end: usize, before: Option<char>, after: Option<char>) {
        let waiting = self.count[Kind::Straight as usize] > 0;
        let opening = opens_after(before) && !ends_clause(after);
        let closing = before.is_some_and(|c| !c.is_whitespace()) && closes_before(after);
        if opening && !closing {
            if waiting {
                // The one before was never closed: it ends here.
                self.settle(Kind::Straight, at);
            }
            self.open(Kind::Straight, at, end);
        } else if waiting {
            self.close(Kind::Straight, at, end);
        } else if !closing {
            self.open(Kind::Straight, at, end);
        } else if !before.is_some_and(|c| c.is_ascii_digit()) {
            // 16" is a length; any other is a stray mark.
            self.close(Kind::Straight, at, end);
        }
    }

    /// Where the quotation closes whose content begins at `start`: at the first mark behind a
    /// clause's end, else at the first that could close.
    fn single_close(&self, opening: char, start: usize) -> Option<usize> {
        let closing = if opening == '‘' { '’' } else { '\'' };
        let mut first = None;
        let mut before = ' ';
        let mut chars = self.text[start..].char_indices().take_while(|&(at, _)| at < SINGLE_WINDOW).peekable();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map(|&(_, c)| c);
            if c == closing && !before.is_whitespace() && after.is_none_or(|c| !c.is_alphanumeric()) && at > 1 {
                if matches!(before, '.' | ',' | '!' | '?' | '…') {
                    return Some(start + at);
                }
                first = first.or(Some(start + at));
            } else if c == opening && opens_after(Some(before)) {
                break;
            }
            before = c;
        }
        first
    }

    fn open(&mut self, kind: Kind, at: usize, end: usize) {
        self.open.push(self.marks.len());
        self.count[kind as usize] += 1;
        self.marks.push(Mark { at, end, role: Role::Open, kind });
    }

    fn close(&mut self, kind: Kind, at: usize, end: usize) {
        self.settle(kind, at);
        self.marks.push(Mark { at, end, role: Role::Close, kind });
    }

    /// Ends the innermost open quotation of `kind`, and those opened inside it, at `at`.
    fn settle(&mut self, kind: Kind, at: usize) {
        while self.count[kind as usize] > 0
            && let Some(index) = self.open.pop()
        {
            let mark = self.marks[index];
            self.count[mark.kind as usize] -= 1;
            self.found.push((mark.end, at));
            if mark.kind == kind {
                break;
            }
        }
    }

    /// Quotations that are still open end at the next opening mark of their kind, else with the
    /// paragraph.
    fn finish(&mut self) {
        let mut next = [self.text.len(); 4];
        let mut waiting = self.open.iter().rev().peekable();
        for (index, mark) in self.marks.iter().enumerate().rev() {
            if waiting.peek() == Some(&&index) {
                waiting.next();
                self.found.push((mark.end, next[mark.kind as usize]));
            }
            if mark.role == Role::Open {
                next[mark.kind as usize] = mark.at;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotations(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        scan(text, 0, &mut out);
        out.iter().map(|q| q.of(text)).collect()
    }

    #[test]
    fn the_marks_of_three_languages() {
        assert_eq!(quotations("Il a dit : « Nous partons. Adieu. »"), ["Nous partons. Adieu."]);
        assert_eq!(quotations("“We left,” she said. “All of us.”"), ["We left,", "All of us."]);
        assert_eq!(quotations("\"We left,\" she said (\"all\")."), ["We left,", "all"]);
        assert_eq!(quotations("„We left“, she said."), ["We left"]);
        assert_eq!(quotations("‘It’s over,’ the dogs’ owner said."), ["It’s over,"]);
        assert_eq!(quotations("'It's over.' she said."), ["It's over."]);
    }

    #[test]
    fn quotations_hold_quotations() {
        assert_eq!(
            quotations("« Le « non » du maire, “net”, compte »"),
            ["Le « non » du maire, “net”, compte", "non", "net"]
        );
    }

    #[test]
    fn what_is_not_closed_ends_with_the_paragraph_or_the_next_mark() {
        assert_eq!(quotations("« Depuis hier, le port ferme, dit-il."), ["Depuis hier, le port ferme, dit-il."]);
        assert_eq!(quotations("« Nous partons. « Vous restez »."), ["Nous partons.", "Vous restez"]);
        assert_eq!(quotations("« \"Nous partons ».  Fin."), ["\"Nous partons", "Nous partons"]);
        assert_eq!(quotations("\"We left. \"You stay\""), ["We left.", "You stay"]);
    }

    #[test]
    fn stray_marks_and_lengths_open_nothing() {
        assert_eq!(quotations("Nous partons ». Adieu."), [""; 0]);
        assert_eq!(quotations("A 16\" screen, the '90s and the dogs' owner"), [""; 0]);
        assert_eq!(quotations("a déclaré :  » Le port ferme."), ["Le port ferme."]);
    }
}
