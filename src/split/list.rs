//! Marks of lists: bullets, `1.`, `1.)`, `1)`, `a.`.

const BULLETS: [char; 14] = ['•', '⁃', '▪', '▫', '‣', '◦', '●', '○', '■', '►', '▶', '➤', '✓', '∙'];

/// What numbers an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    None,
    Digits(u32),
    Letter(u32),
}

impl Number {
    fn next(self) -> Self {
        match self {
            Number::None => Number::None,
            Number::Digits(n) => Number::Digits(n + 1),
            Number::Letter(n) => Number::Letter(n + 1),
        }
    }
}

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    bullet: Option<char>,
    number: Number,
    style: &'static str,
    /// One past its last byte.
    pub(super) end: usize,
}

/// The mark that stands at byte `at` of `text`, where there is one. A hyphen, dash or asterisk
/// counts as a bullet only at the head of a text.
pub(super) fn marker(text: &str, at: usize) -> Option<Marker> {
    let mut end = at;
    let mut bullet = None;
    if let Some(c) = text[at..].chars().next()
        && (BULLETS.contains(&c)
            || (at == 0 && matches!(c, '-' | '–' | '—' | '*') && text[c.len_utf8()..].starts_with(' ')))
    {
        bullet = Some(c);
        end += c.len_utf8();
        end += text[end..].bytes().take_while(|&b| b == b' ').count();
    }
    let digits = text[end..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = match digits {
        0 => match text.as_bytes().get(end) {
            Some(&letter @ b'a'..=b'z') => Number::Letter(u32::from(letter)),
            _ => Number::None,
        },
        1..=3 => text[end..end + digits].parse().map_or(Number::None, Number::Digits),
        _ => Number::None,
    };
    if number != Number::None {
        let after = end + digits.max(1);
        let found = [".)", ")", "."].into_iter().find(|s| text[after..].starts_with(s));
        if let Some(style) = found
            && text[after + style.len()..].starts_with([' ', '\n'])
        {
            return Some(Marker { bullet, number, style, end: after + style.len() });
        }
    }
    bullet.map(|_| Marker { bullet, number: Number::None, style: "", end })
}

/// Where the items of a list written in one paragraph begin, but for the first. Empty when the
/// paragraph does not begin with an item.
pub(super) fn items(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let Some(mut last) = marker(text, 0) else { return out };
    let from = last.end;
    let starts = text[from..].char_indices().zip(text[from..].chars().skip(1)).filter_map(|((at, space), c)| {
        (space.is_whitespace() && !c.is_whitespace()).then_some(from + at + space.len_utf8())
    });
    for at in starts {
        let Some(found) = marker(text, at) else { continue };
        let same = found.bullet == last.bullet && found.style == last.style && found.number == last.number.next();
        // "1. He came second 2. He came third": a lower-case word after "2." is no item.
        let item = found.style != "." || !text[found.end..].trim_start().starts_with(char::is_lowercase);
        if same && item && at >= last.end {
            out.push(at);
            last = found;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        items(text).into_iter().map(|at| &text[at..]).collect()
    }

    #[test]
    fn items_in_a_row_are_told_apart() {
        assert_eq!(parts("1.) Le port 2.) La digue"), ["2.) La digue"]);
        assert_eq!(parts("a. Le port b. La digue"), ["b. La digue"]);
        assert_eq!(parts("• Le port • La digue"), ["• La digue"]);
        assert_eq!(parts("• 9. Le port • 10. La digue"), ["• 10. La digue"]);
        assert_eq!(parts("⁃9. Le port ⁃10. La digue"), ["⁃10. La digue"]);
    }

    #[test]
    fn numbers_in_a_sentence_are_no_items() {
        assert_eq!(parts("1. Il a fini deuxième sur 3. Il est content."), [""; 0]);
        assert_eq!(parts("Il y a 1) le port 2) la digue"), [""; 0]);
        assert_eq!(parts("Le port - la digue - le phare"), [""; 0]);
    }
}
