//! Numbers inside words: amounts behind the letters of a currency (*USD10m, RM3.06mil, $US113
//! trillion*), digits behind a prefix (*minus-5, sub-300*).

use super::{Form, Numeral, digits, plain};
use crate::extract::Word;
use crate::rules::{Numbers, Units};
use crate::text::TokenKind;

/// True for a word of two or three capitals with a digit behind them, or with digits behind its
/// last hyphen.
pub(super) fn may_be(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric)
        && (letters(text).is_some() || hyphened(text).is_some())
}

fn hyphened(text: &str) -> Option<(&str, &str)> {
    let (head, digits) = text.rsplit_once('-')?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some((head, digits))
}

/// *sixfold*: how many times.
pub(super) fn fold(words: &[Word<'_>], at: usize, numbers: &Numbers, units: &Units) -> Option<Numeral> {
    let value = numbers.fold(&words[at].lower)?;
    Some(Numeral { unit: units.named("fold").cloned(), ..plain(at, at, value, Form::Cardinal) })
}

/// True for digits that are the end of a word: *to-260,000, v2.3*.
pub(super) fn ends_word(words: &[Word<'_>], at: usize) -> bool {
    let Some([word, mark]) = at.checked_sub(2).and_then(|from| words.get(from..at)) else { return false };
    words[at].kind == TokenKind::Number
        && words[at].glued
        && mark.glued
        && (mark.is_mark('.') || mark.is_mark(','))
        && word.kind == TokenKind::Word
        && word.text.ends_with(|c: char| c.is_ascii_digit())
}

/// *minus-5, sub-300*: the prefix counts for nothing, or turns the sign.
pub(super) fn prefixed(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<Numeral> {
    let (head, digits) = hyphened(&words[at].lower)?;
    let value: f64 = digits.parse().ok()?;
    // "a magnitude-6.4 quake"
    if let Some([point, decimals]) = words.get(at + 1..at + 3)
        && point.glued
        && decimals.glued
        && point.is_mark(numbers.decimal)
        && decimals.kind == TokenKind::Number
        && head.chars().all(char::is_lowercase)
        && words[at].text.starts_with(char::is_lowercase)
    {
        let (value, step, _) = digits::number(&format!("{digits}{}{}", numbers.decimal, decimals.text), numbers)?;
        return Some(Numeral { step, digits: true, round: true, ..plain(at, at + 2, value, Form::Cardinal) });
    }
    let negative = numbers.negative.contains(head);
    let bound = numbers.prefixes.get(head).copied();
    if !negative && bound.is_none() {
        return None;
    }
    Some(Numeral { digits: true, bound, ..plain(at, at, if negative { -value } else { value }, Form::Cardinal) })
}

fn letters(text: &str) -> Option<usize> {
    let count = text.bytes().take_while(u8::is_ascii_uppercase).count();
    ((2..=3).contains(&count) && text.as_bytes().get(count).is_some_and(u8::is_ascii_digit)).then_some(count)
}

/// The amount that begins at word `at`, where its letters are those of a currency.
pub(super) fn numeral(words: &[Word<'_>], at: usize, numbers: &Numbers, units: &Units) -> Option<Numeral> {
    let word = words.get(at).filter(|w| w.kind == TokenKind::Word)?;
    let cut = letters(word.text)?;
    let (code, rest) = word.text.split_at(cut);
    let (len, unit) = units.prefix(|k| match k {
        0 => Some(code),
        _ => at.checked_sub(k).and_then(|n| words.get(n)).map(|w| w.text),
    })?;
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut written = rest[..count].to_owned();
    let mut letters = &rest[count..];
    let mut last = at;
    // The tokens behind: "RM3" "." "06" "mil".
    while letters.is_empty()
        && let Some([mark, more]) = words.get(last + 1..last + 3)
        && mark.glued
        && more.glued
        && (mark.is_mark('.') || mark.is_mark(','))
        && more.kind == TokenKind::Number
    {
        written.push_str(mark.text);
        written.push_str(more.text);
        last += 2;
    }
    if letters.is_empty()
        && let Some(next) = words.get(last + 1).filter(|w| w.glued && w.kind == TokenKind::Word)
    {
        letters = next.text;
        last += 1;
    }
    let (mut value, mut step, _) = digits::number(&written, numbers)?;
    let mut scale = 1.0;
    if !letters.is_empty() {
        scale = *numbers.suffixes.get(letters)?;
    } else if let Some(by) = words.get(last + 1).and_then(|w| numbers.lookup(&w.lower)).and_then(|e| e.scale) {
        scale = by;
        last += 1;
    }
    value *= scale;
    step *= scale;
    Some(Numeral {
        step,
        scale,
        digits: true,
        round: scale > 1.0,
        scaled: scale >= 1e6,
        unit: Some(unit.clone()),
        ..plain(at + 1 - len, last, value, Form::Cardinal)
    })
}
