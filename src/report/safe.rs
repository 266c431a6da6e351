//! Text of articles made safe to show: nothing in it may steer the terminal, turn the direction
//! of what follows or break the line; and line breaking by columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Characters that turn the direction of the text around them or take no room, and so can make a
/// line read otherwise than its bytes say.
pub(super) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line: white space of any kind and length is one space, control characters are
/// shown by their pictures (`␛`), and characters that turn direction by their code (`<U+202E>`).
/// White space at the ends is kept as one space, so that pieces can be joined.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A no-break space separates thousands and must survive as one column.
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => push(&mut out, c),
        }
    }
    out
}

/// The same for a page that breaks its own lines: spaces that hold words together stay, so that *3 400* and
/// the signs of French stand on one line.
pub(super) fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(['\u{a0}', '\u{202f}']) {
        let held = part.chars().next_back().filter(|c| matches!(c, '\u{a0}' | '\u{202f}'));
        let words = line(held.map_or(part, |c| &part[..part.len() - c.len_utf8()]));
        // Beside a plain space it holds nothing together.
        out.push_str(if out.ends_with(char::is_whitespace) { words.trim_start() } else { &words });
        if let Some(held) = held
            && !out.ends_with(char::is_whitespace)
        {
            out.push(held);
        }
    }
    out
}

/// Adds a character that is no white space as it is shown.
fn push(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + c as u32)),
        '\u{7f}' => out.push('␡'),
        c if c.is_control() || turns_direction(c) => out.push_str(&format!("<U+{:04X}>", c as u32)),
        // Terminals disagree on joined emoji; without the joiner they stand side by side.
        '\u{200d}' => {}
        c => out.push(c),
    }
}

/// One user-perceived character as it is shown: white space is one space each, so that what is
/// shown keeps its place, a tabulator four.
pub(super) fn character(grapheme: &str) -> String {
    let mut out = String::with_capacity(grapheme.len());
    for c in grapheme.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\r' => {}
            c if c.is_whitespace() => out.push(' '),
            c => push(&mut out, c),
        }
    }
    out
}

/// `text` on one line, no longer than `most` characters; `…` stands where something was cut.
pub(super) fn short(text: &str, most: usize) -> String {
    let text = line(text);
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// JSON of which no byte steers a terminal or turns direction, with the same values: such
/// characters are written by their codes. Neither does a line of it hold `##[`, which GitHub reads
/// as the beginning of a command wherever it stands. They stand in strings and nowhere else.
pub(super) fn json(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("JSON is written in UTF-8");
    let steers = |c: char| c != '\n' && c.is_control() || turns_direction(c) || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(steers) && !text.contains("##[") {
        return text.into_bytes();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' if out.ends_with("##") => out.push_str("\\u005b"),
            c if steers(c) => {
                let mut units = [0; 2];
                out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            c => out.push(c),
        }
    }
    out.into_bytes()
}

/// Lines none of which a CI server takes for a command: GitHub reads `::error` and the like at the
/// beginning of a line and `##[` anywhere.
pub(super) fn no_commands(text: String) -> String {
    if !text.contains("::") && !text.contains("##[") {
        return text;
    }
    let line = |line: &str| match line.trim_start().strip_prefix("::") {
        Some(rest) if rest.starts_with(char::is_alphabetic) => {
            format!("{}: :{rest}", &line[..line.len() - rest.len() - 2])
        }
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n").replace("##[", "## [")
}

/// Columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The longest end of `text` that takes no more than `columns`, from a word border where there is
/// one; with `…` before it when something was cut.
pub(super) fn tail(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(2);
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        match room.checked_sub(c.width().unwrap_or(0)) {
            Some(left) => (room, start) = (left, at),
            None => break,
        }
    }
    let kept = &text[start..];
    let kept = kept.find(' ').map_or("", |at| &kept[at..]);
    format!("…{kept}")
}

/// The longest beginning of `text` that takes no more than `columns`, up to a word border where
/// there is one; with `…` after it when something was cut.
pub(super) fn head(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let kept = &text[..fitting(text, columns.saturating_sub(2))];
    let kept = kept.rfind(' ').map_or("", |at| &kept[..=at]);
    format!("{kept}…")
}

/// Number of bytes at the beginning of `text` that take no more than `columns`.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// `text` in lines of no more than `columns`, broken at spaces; a word that is longer than a line
/// is broken where the line ends. Lines carry no white space at their end.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut rest = text.trim();
    loop {
        let fits = fitting(rest, columns);
        // Joined characters may take fewer columns than they do one by one; of a long text nobody
        // need ask, once for every line.
        if fits == rest.len() || rest.len() <= 16 * columns && width(rest) <= columns {
            break;
        }
        let cut = match rest[..fits].rfind(' ') {
            _ if rest[fits..].starts_with(' ') => fits,
            Some(space) => space,
            // At least one character, or a wide one would never fit a line of one column.
            None => fits.max(rest.chars().next().map_or(0, char::len_utf8)),
        };
        lines.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `text` without spaces at the ends of its lines, also where escape codes of colours follow them.
pub(super) fn trim_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for row in text.lines() {
        let (mut body, mut codes) = (row, String::new());
        loop {
            body = body.trim_end_matches(' ');
            let Some(at) = body.rfind('\u{1b}') else { break };
            // Only a code that ends the line: `m` closes it.
            if !body.ends_with('m') || body[at..].matches('m').count() != 1 {
                break;
            }
            codes.insert_str(0, &body[at..]);
            body = &body[..at];
        }
        out.push_str(body);
        out.push_str(&codes);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(line("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(line("a\u{9b}31m"), "a<U+009B>31m");
        assert_eq!(line("\u{202e}tros"), "<U+202E>tros");
        assert_eq!(line("16\u{202f}000 \r\n\t manifestants"), "16 000 manifestants");
    }

    #[test]
    fn what_is_short_stays_and_the_rest_is_cut() {
        assert_eq!(short(" le\nbarrage ", 10), "le barrage");
        assert_eq!(short("le barrage de Vaucelles", 10), "le barrage…");
        assert_eq!(short(&"é".repeat(10_000), 3), "ééé…");
    }

    #[test]
    fn json_keeps_its_values_and_steers_nothing() {
        let value = serde_json::json!({"a": "\u{202e}x\u{9b}31m\u{e0041}\u{2028}\u{7f}##[error]\\", "b": ["##", 1]});
        let out = json(serde_json::to_vec_pretty(&value).unwrap());
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&out).unwrap(), value);
        let text = String::from_utf8(out).unwrap();
        assert!(text.chars().all(|c| c == '\n' || !c.is_control() && !turns_direction(c)), "{text}");
        assert!(!text.contains("##["), "{text}");
    }

    #[test]
    fn no_line_is_a_command() {
        let text = no_commands("a ::b\n  ::error::x\n::stop-commands::y\nc ##[add-mask]a\n ::: d\n".into());
        assert_eq!(text, "a ::b\n  : :error::x\n: :stop-commands::y\nc ## [add-mask]a\n ::: d\n");
    }

    #[test]
    fn lines_are_cut_at_words() {
        assert_eq!(tail("le barrage de Vaucelles a cédé", 12), "… a cédé");
        assert_eq!(head("le barrage de Vaucelles a cédé", 14), "le barrage …");
        assert_eq!(head("court", 14), "court");
        assert_eq!(wrap("le barrage de Vaucelles", 10), ["le barrage", "de", "Vaucelles"]);
        assert_eq!(wrap("anticonstitutionnel", 10), ["anticonsti", "tutionnel"]);
        assert_eq!(wrap("漢字", 1), ["漢", "字"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn spaces_before_a_closing_colour_go() {
        assert_eq!(trim_lines("a  \u{1b}[0m\nb "), "a\u{1b}[0m\nb\n");
        assert_eq!(trim_lines("\u{1b}[1ma m\u{1b}[0m"), "\u{1b}[1ma m\u{1b}[0m\n");
    }
}
