//! Digits with separators, multiplying letters and fraction characters.

use crate::extract::Word;
use crate::rules::Numbers;
use crate::text::TokenKind;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    /// What it is worth.
    pub value: f64,
    /// The size of its last digit.
    pub step: f64,
    /// Number of words that it takes.
    pub words: usize,
    /// It has decimals.
    pub decimals: bool,
}

/// The value of *½* and its like.
pub(super) fn vulgar(text: &str) -> Option<f64> {
    Some(match text.chars().next()? {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// True when `next` continues the group of thousands that `word` begins or holds: *12 400*.
fn continues(word: &Word<'_>, next: &Word<'_>) -> bool {
    next.kind == TokenKind::Number
        && !next.glued
        && next.span.start.saturating_sub(word.span.end) <= 3
        && next.text.bytes().take_while(u8::is_ascii_digit).count() == 3
        && next.text.bytes().skip(3).all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
        && next.text.as_bytes().get(3).is_none_or(|b| !b.is_ascii_digit())
}

/// Reads the number in digits that begins at `at`.
pub(super) fn read(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<Digits> {
    let first = words.get(at)?;
    if first.kind != TokenKind::Number {
        return None;
    }
    let mut count = 1;
    let mut text = first.text.to_owned();
    if leads(words, at, numbers) {
        let step = 10f64.powi(-i32::try_from(text.len()).ok()?);
        return Some(Digits { value: format!("0.{text}").parse().ok()?, step, words: 1, decimals: true });
    }
    let head = first.text;
    if (1..=3).contains(&head.len()) && head.bytes().all(|b| b.is_ascii_digit()) && !head.starts_with('0') {
        let follows = |k: usize| words.get(k + 1).is_some_and(|next| continues(&words[k], next));
        // Elsewhere only a no-break space joins two groups, and any space three.
        let spaced = numbers.groups.contains(&' ') || follows(at) && follows(at + 1);
        while let Some(next) = words.get(at + count) {
            let previous = &words[at + count - 1];
            let narrow = next.span.start.saturating_sub(previous.span.end) > 1;
            if !(spaced || narrow) || !continues(previous, next) || text.contains([',', '.']) {
                break;
            }
            // "12 345 678" is one number, "12 345 6789" is none.
            text.push_str(next.text);
            count += 1;
        }
    }
    let (mut value, mut step, decimals) = number(&text, numbers)?;
    if let Some((exponent, used)) = exponent(words, at + count) {
        match exponent {
            Exponent::Ten(power) => {
                value *= 10f64.powi(power);
                step *= 10f64.powi(power);
            }
            Exponent::Power(power) => value = value.powi(power),
        }
        count += used;
    }
    Some(Digits { value, step, words: count, decimals })
}

/// True when the mark before the digits at `at` makes them decimals: *.77*, *,25*.
pub(in crate::extract) fn leads(words: &[Word<'_>], at: usize, numbers: &Numbers) -> bool {
    at.checked_sub(1).and_then(|k| words.get(k)).is_some_and(|mark| {
        mark.is_mark(numbers.decimal)
            && words[at].glued
            && (!mark.glued || at == 1 || matches!(words[at - 2].text, "-" | "(" | "$" | "€" | "£"))
            && words[at].text.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What raises the number before it: the powers that it is taken to, or by which it is multiplied.
enum Exponent {
    Ten(i32),
    Power(i32),
}

/// An exponent behind digits: *1e10, 12e-1, 12e+14, 2^10, 1.99×10−30*; and the words that it takes.
fn exponent(words: &[Word<'_>], at: usize) -> Option<(Exponent, usize)> {
    let word = words.get(at).filter(|w| w.glued)?;
    // Signs, then digits; the power and the words.
    let signed = |from: usize| -> Option<(i32, usize)> {
        let signs = words[from.min(words.len())..].iter().take_while(|w| w.glued && matches!(w.text, "-" | "−" | "+"));
        let minus = signs.clone().filter(|w| w.text != "+").count() % 2 == 1;
        let count = signs.count();
        let digits = words.get(from + count).filter(|w| w.glued && w.kind == TokenKind::Number)?;
        let power: i32 = digits.text.parse().ok().filter(|p| (0..=40).contains(p))?;
        Some((if minus { -power } else { power }, count + 1))
    };
    if let Some(power) = word.lower.strip_prefix('e').filter(|_| word.kind == TokenKind::Word) {
        if power.is_empty() {
            return signed(at + 1).filter(|&(_, used)| used > 1).map(|(power, used)| (Exponent::Ten(power), used + 1));
        }
        let power = power.parse().ok().filter(|p| (-40..=40).contains(p))?;
        return Some((Exponent::Ten(power), 1));
    }
    if word.is_mark('^') {
        return signed(at + 1).map(|(power, used)| (Exponent::Power(power), used + 1));
    }
    let ten = word.is_mark('×') && words.get(at + 1).is_some_and(|w| w.glued && w.text == "10");
    let caret = usize::from(words.get(at + 2).is_some_and(|w| w.is_mark('^')));
    let (power, used) = if ten { signed(at + 2 + caret)? } else { return None };
    (caret == 1 || used > 1).then_some((Exponent::Ten(power), 2 + caret + used))
}

/// True when an exponent stands behind the digits at `at`.
pub(super) fn raised(words: &[Word<'_>], at: usize) -> bool {
    exponent(words, at + 1).is_some()
}

/// The value of digits with separators.
pub(in crate::extract) fn grouped(text: &str, numbers: &Numbers) -> Option<f64> {
    number(text, numbers).map(|(value, _, _)| value)
}

/// The value of digits with separators, the size of the last digit, and whether there are decimals.
pub(super) fn number(text: &str, numbers: &Numbers) -> Option<(f64, f64, bool)> {
    // Longer runs of digits are keys and hashes.
    if text.len() > 40 {
        return None;
    }
    let clean: String = text.chars().map(|c| if c == '’' { '\'' } else { c }).collect();
    let (whole, fraction) = split(&clean, numbers);
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let mut value: f64 = if digits.is_empty() { 0.0 } else { digits.parse().ok()? };
    let mut step = 1.0;
    if let Some(fraction) = fraction {
        let written = format!("{}.{fraction}", if digits.is_empty() { "0" } else { &digits });
        value = written.parse().ok()?;
        step = 10f64.powi(-i32::try_from(fraction.len()).ok()?);
    }
    Some((value, step, fraction.is_some()))
}

/// Splits at the decimal mark.
fn split<'t>(text: &'t str, numbers: &Numbers) -> (&'t str, Option<&'t str>) {
    let Some(last) = text.rfind([',', '.']) else { return (text, None) };
    let mark = if text[last..].starts_with(',') { ',' } else { '.' };
    let marks = text.matches([',', '.']).count();
    let fraction = &text[last + 1..];
    let mixed = marks > 1 && text[..last].contains([',', '.']) && !text[..last].contains(mark);
    let groups = text.split([',', '.', '\'']).skip(1).all(|g| g.len() == 3);
    let head = text.split([',', '.', '\'']).next().unwrap_or("");
    let decimal = if mixed {
        true
    } else if marks > 1 {
        // 1.200.000; an address such as 192.168.1 is left whole.
        false
    } else if mark == numbers.decimal {
        true
    } else {
        // 60.000 is sixty thousand in French, 8.99 is not; nor is 0.125.
        !(groups && (1..=3).contains(&head.len()) && head != "0")
    };
    if decimal { (&text[..last], Some(fraction)) } else { (text, None) }
}

/// The multiplier glued to the digits that end at word `last`: *12k, 3M€, 5bn*.
pub(super) fn suffix(words: &[Word<'_>], last: usize, numbers: &Numbers) -> Option<f64> {
    let next = words.get(last + 1)?;
    if next.kind != TokenKind::Word {
        return None;
    }
    let value = numbers.suffixes.get(next.text).copied()?;
    // "4G" is a network, "4G€" an amount.
    let lone = last == 0 && words.len() == 2;
    let money = |w: Option<&Word<'_>>| w.is_some_and(|w| w.glued && w.text.starts_with(['€', '$', '£', '¥']));
    let before = (0..=last).rev().find(|&k| words[k].kind != TokenKind::Number && words[k].text != "-");
    let amount = money(words.get(last + 2))
        || before.is_some_and(|k| words[k].text.starts_with(['€', '$', '£', '¥']) && words[k + 1].glued);
    let free = words.iter().all(|w| w.kind != TokenKind::Word || w.text == next.text);
    (lone || free || amount || !numbers.money_suffixes.contains(next.text)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, decimal: char) -> Option<f64> {
        let mut numbers = Numbers::default();
        numbers.decimal = decimal;
        grouped(text, &numbers)
    }

    #[test]
    fn separators_mean_what_the_language_means() {
        assert_eq!(value("1.082", ','), Some(1082.0));
        assert_eq!(value("51,2", ','), Some(51.2));
        assert_eq!(value("6.700,54", ','), Some(6700.54));
        assert_eq!(value("8.99", ','), Some(8.99));
        assert_eq!(value("22'000", ','), Some(22_000.0));
        assert_eq!(value("16,369.03", '.'), Some(16_369.03));
        assert_eq!(value("3,000,000", '.'), Some(3_000_000.0));
        assert_eq!(value("1,2", '.'), Some(1.2));
    }
}
