//! Splitting text into words, numbers and marks.
//!
//! One pass, no allocation but the list. What is a clitic (*l'*, *n't*) is told by the caller,
//! since that is a matter of language.

use super::span::{Clean, Span};

/// What sort of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and digits (*sous-marin*, *Covid-19*, *A380*).
    Word,
    /// Digits with inner separators: `1.082`, `51,2`, `22'000`. Groups apart by a space are apart.
    Number,
    /// One character of anything else but white space.
    Mark,
}

/// A token of the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Clean>,
    /// What it is.
    pub kind: TokenKind,
    /// No white space between it and the token before.
    pub glued: bool,
}

/// The clitics of a language, without their apostrophe, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Clitics {
    /// Cut off at the front: `l`, `qu`, `jusqu`.
    pub front: Vec<String>,
    /// Cut off at the end: `s`, `re`, `n't` (with its apostrophe, where letters stand before it).
    pub back: Vec<String>,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Appends the tokens of `text` to `out`; spans begin at `base`.
pub fn tokenize(text: &str, base: usize, clitics: &Clitics, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut glued = false;
    let mut start = 0;
    while start < bytes.len() {
        let c = match bytes[start] {
            b' ' => {
                start += 1;
                glued = false;
                continue;
            }
            ascii @ 0..0x80 => char::from(ascii),
            _ => text[start..].chars().next().unwrap_or(' '),
        };
        if c.is_whitespace() {
            start += c.len_utf8();
            glued = false;
            continue;
        }
        let end = if c.is_ascii_digit() {
            // 4x4, 5G, 2e: letters glued to digits belong to one word only behind letters;
            // 12h30 and 40ft stay a number and a word.
            let end = number_end(text, start);
            out.push(Token { span: Span::new(base + start, base + end), kind: TokenKind::Number, glued });
            end
        } else if c.is_alphabetic() {
            let (end, apostrophe) = word_end(text, start);
            if apostrophe {
                push_word(text, start, end, base, glued, clitics, out);
            } else {
                out.push(Token { span: Span::new(base + start, base + end), kind: TokenKind::Word, glued });
            }
            end
        } else {
            let end = start + c.len_utf8();
            out.push(Token { span: Span::new(base + start, base + end), kind: TokenKind::Mark, glued });
            end
        };
        start = end;
        glued = true;
    }
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let separator = matches!(bytes[at], b'.' | b',' | b'\'') && digit(at + 1);
        if digit(at) || separator {
            at += 1;
        } else if text[at..].starts_with('’') && digit(at + 3) {
            at += 3;
        } else {
            break;
        }
    }
    at
}

/// Where the word ends that begins at `start`, and whether an apostrophe is inside.
fn word_end(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut end, mut at) = (start, start);
    let mut apostrophe = false;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
            end = at;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        let joins = || text[next..].chars().next().is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() {
            end = next;
        } else if is_apostrophe(c) && joins() {
            apostrophe = true;
        } else if matches!(c, '-' | '‑') && joins() {
        } else if c == '\u{ad}' || ('\u{300}'..='\u{36f}').contains(&c) {
            // Soft hyphens and combining marks are inside words.
            end = next;
        } else {
            break;
        }
        at = next;
    }
    (end, apostrophe)
}

/// Cuts clitics off both ends of a word.
fn push_word(
    text: &str,
    mut start: usize,
    mut end: usize,
    base: usize,
    glued: bool,
    clitics: &Clitics,
    out: &mut Vec<Token>,
) {
    let mut glued = glued;
    let mut push = |from: usize, to: usize, glued: bool| {
        out.push(Token { span: Span::new(base + from, base + to), kind: TokenKind::Word, glued });
    };
    while let Some((at, mark)) = text[start..end].char_indices().find(|&(_, c)| is_apostrophe(c)) {
        let head = &text[start..start + at];
        if !clitics.front.iter().any(|f| f.eq_ignore_ascii_case(head)) {
            break;
        }
        let cut = start + at + mark.len_utf8();
        push(start, cut, glued);
        glued = true;
        start = cut;
    }
    let word = &text[start..end];
    let mut tail = None;
    if let Some((at, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) {
        let suffix = &word[at + mark.len_utf8()..];
        for back in &clitics.back {
            if let Some((letters, ending)) = back.split_once('\'') {
                // n't: the apostrophe is inside the clitic.
                let before = word[..at].len().checked_sub(letters.len());
                if ending.eq_ignore_ascii_case(suffix)
                    && let Some(cut) = before.filter(|&b| b > 0 && word.is_char_boundary(b))
                    && word[cut..at].eq_ignore_ascii_case(letters)
                {
                    tail = Some((start + cut, end));
                    break;
                }
            } else if back.eq_ignore_ascii_case(suffix) && at > 0 {
                tail = Some((start + at, end));
                break;
            }
        }
    }
    if let Some((cut, _)) = tail {
        end = cut;
    }
    push(start, end, glued);
    if let Some((from, to)) = tail {
        push(from, to, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let clitics = Clitics {
            front: ["l", "d", "n", "qu", "s"].map(String::from).to_vec(),
            back: ["s", "n't"].map(String::from).to_vec(),
        };
        let mut out = Vec::new();
        tokenize(text, 0, &clitics, &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn clitics_are_words_of_their_own() {
        assert_eq!(words("L’usine n'a qu'un"), ["L’", "usine", "n'", "a", "qu'", "un"]);
        assert_eq!(words("aujourd'hui"), ["aujourd'hui"]);
        assert_eq!(words("didn't Norlink's"), ["did", "n't", "Norlink", "'s"]);
    }

    #[test]
    fn numbers_keep_their_inner_separators() {
        assert_eq!(
            words("1.082 morts, 51,2 % (22'000)."),
            ["1.082", "morts", ",", "51,2", "%", "(", "22'000", ")", "."]
        );
        assert_eq!(words("12h30 A380 a-t-il"), ["12", "h30", "A380", "a-t-il"]);
    }
}
