//! Markdown: where the marks are that are no text.

use std::ops::Range;

/// Longest text of a link, in bytes. What is longer is a bracket and a parenthesis.
const LINK_TEXT: usize = 400;
/// Longest address of a link, in bytes.
const LINK_TARGET: usize = 2_000;

/// The stretches of a raw line that are markup, in order and apart from each other.
pub(super) fn find(line: &str) -> Vec<Range<usize>> {
    if !line.bytes().any(|b| matches!(b, b'#' | b'>' | b'[' | b'*' | b'_' | b'`' | b'\\')) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let from = head(line);
    if from > 0 {
        out.push(0..from);
    }
    links(line, from, &mut out);
    emphasis(line, from, &mut out);
    out.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    // An image inside a link, a star inside an address: the outer one holds.
    let mut end = 0;
    out.retain(|r| {
        let apart = r.start >= end;
        end = end.max(r.end);
        apart
    });
    out
}

/// Length of the marks of headings and quotations at the head of a line.
fn head(line: &str) -> usize {
    let mut rest = line.trim_start();
    while let Some(after) = rest.strip_prefix('>').filter(|a| a.starts_with([' ', '>'])) {
        rest = after.trim_start();
    }
    let hashes = rest.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && rest[hashes..].starts_with(' ') {
        rest = rest[hashes..].trim_start();
    }
    if rest.len() == line.trim_start().len() { 0 } else { line.len() - rest.len() }
}

/// `[text](address)` leaves the text, `![text](address)` nothing.
fn links(line: &str, from: usize, out: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut open: Option<usize> = None;
    let mut at = from;
    while let Some(found) = memchr::memchr2(b'[', b']', &bytes[at..]) {
        let place = at + found;
        at = place + 1;
        if bytes[place] == b'[' {
            open = Some(place);
            continue;
        }
        let Some(start) = open.take() else { continue };
        if place - start > LINK_TEXT || bytes.get(at) != Some(&b'(') {
            continue;
        }
        let window = &bytes[at..bytes.len().min(at + LINK_TARGET)];
        // An address has no spaces but before a title in quotation marks.
        let Some(close) = memchr::memchr(b')', window) else { continue };
        let target = &line[at + 1..at + close];
        if target.contains(' ') && !target.ends_with(['"', '\'']) {
            continue;
        }
        let end = at + close + 1;
        if start > 0 && bytes[start - 1] == b'!' {
            out.push(start - 1..end);
        } else {
            out.push(start..start + 1);
            out.push(place..end);
        }
        at = end;
    }
}

/// A run of one mark of emphasis.
struct Run {
    at: usize,
    len: usize,
    mark: u8,
}

/// Pairs of `*x*`, `**x**`, `_x_`, `__x__`, `` `x` ``, and backslashes before marks.
fn emphasis(line: &str, from: usize, out: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut open: Vec<Run> = Vec::new();
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'*' | b'_' | b'`' | b'\\')) {
        let start = at + found;
        let mark = bytes[start];
        if mark == b'\\' {
            let escapes = bytes.get(start + 1).is_some_and(|b| b"*_`#[]()>\\".contains(b));
            if escapes {
                out.push(start..start + 1);
            }
            at = start + 1 + usize::from(escapes);
            continue;
        }
        let len = bytes[start..].iter().take_while(|&&b| b == mark).count();
        at = start + len;
        if len > 3 {
            continue;
        }
        let before = line[..start].chars().next_back();
        let after = line[at..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let closes = !space(before) && !letter(after);
        let opens = !space(after) && !letter(before);
        let pair = open.iter().rev().take(4).position(|run| run.mark == mark && run.len == len);
        if let Some(back) = pair.filter(|_| closes) {
            let run = &open[open.len() - 1 - back];
            out.push(run.at..run.at + run.len);
            out.push(start..at);
            open.truncate(open.len() - 1 - back);
        } else if opens {
            open.push(Run { at: start, len, mark });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(line: &str) -> String {
        let mut out = line.to_owned();
        for range in find(line).into_iter().rev() {
            out.replace_range(range, "");
        }
        out
    }

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(without("## Le port **ferme**, _dit_ `Arvel`"), "Le port ferme, dit Arvel");
        assert_eq!(without("> > Le [port](http://a.example/b_c \"x\") d'*Arvel*."), "Le port d'Arvel.");
        assert_eq!(without("![Le port](a.png)Le [*port*](b) \\*"), "Le port *");
    }

    #[test]
    fn text_that_only_looks_like_marks_stays() {
        for line in [
            "#Arvel #Port",
            "5 * 3 * 2",
            "le_port_ferme",
            "[le maire] (Arvel)",
            "[sic](le maire d'Arvel)",
            ">100 morts",
            "l`usine d`Arvel",
            "indiqués avec *",
        ] {
            assert_eq!(without(line), line);
        }
    }
}
