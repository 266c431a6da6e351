//! Words → numerals: where a number stands and what it is worth, before anything is known of what
//! it counts.

mod ages;
mod codes;
mod digits;
mod fractions;
#[cfg(test)]
mod printed;
mod spelled;

use super::Word;
use crate::model::{Bound, Unit};
use crate::rules::{Collective, Numbers, Units};
use crate::text::TokenKind;

pub(super) use digits::{grouped, leads};

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// Digits, spelled words, or both.
    Cardinal,
    /// *3e, third*.
    Ordinal,
    /// *deux tiers, one in five, 3/4*: a part of a whole.
    Fraction,
    /// *une dizaine*; the collective, and how many of them.
    Collective(Collective, f64),
    /// *un, a, media*: nothing yet, unless a unit follows.
    Article,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// First and last word, both inclusive.
    pub words: (usize, usize),
    /// What it is worth.
    pub value: f64,
    /// The size of its last stated digit.
    pub step: f64,
    /// How it is written.
    pub form: Form,
    /// It is round by its own words: *1,2 million*, *51,2*.
    pub round: bool,
    /// It has digits.
    pub digits: bool,
    /// Its multiplier, or 1.
    pub scale: f64,
    /// It holds a multiplier (*million*), after which a noun needs *de*.
    pub scaled: bool,
    /// What the last word holds behind the number: *year-old* in *forty-year-old*.
    pub rest: Option<usize>,
    /// The noun inside it: *ouvriers* in *deux ouvriers sur trois*.
    pub noun: Option<usize>,
    /// The currency inside its first word: *USD10m*.
    pub unit: Option<Unit>,
    /// The bound that its own word sets: *sub-300*.
    pub bound: Option<Bound>,
}

/// A numeral of which nothing more is known.
fn plain(first: usize, last: usize, value: f64, form: Form) -> Numeral {
    Numeral {
        words: (first, last),
        value,
        step: 1.0,
        form,
        round: false,
        digits: false,
        scale: 1.0,
        scaled: false,
        rest: None,
        noun: None,
        unit: None,
        bound: None,
    }
}

/// True when a number may begin with a token.
pub(super) fn triggers(text: &str, lower: &str, kind: TokenKind, numbers: &Numbers) -> bool {
    match kind {
        TokenKind::Number => true,
        TokenKind::Mark => digits::vulgar(text).is_some(),
        TokenKind::Word => {
            // Some numbers have a hyphen inside, most words of a sentence have none.
            let head = lower.find(['-', '‑']).map_or(lower, |at| &lower[..at]);
            numbers.lookup(head).is_some()
                || head.len() < lower.len() && numbers.lookup(lower).is_some()
                || codes::may_be(text)
                || numbers.fold(lower).is_some()
        }
    }
}

/// The numerals of a sentence from left to right, none overlapping. `taken` says which words belong
/// to dates; where it ends, none do.
pub(super) fn numerals(words: &[Word<'_>], numbers: &Numbers, units: &Units, taken: &[bool]) -> Vec<Numeral> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if taken.get(at) == Some(&true) || !words[at].opens_number || codes::ends_word(words, at) {
            at += 1;
            continue;
        }
        let end = (at..words.len()).find(|&k| taken.get(k) == Some(&true)).unwrap_or(words.len());
        let inside = codes::numeral(&words[..end], at, numbers, units)
            .or_else(|| codes::prefixed(words, at, numbers))
            .or_else(|| codes::fold(words, at, numbers, units))
            .or_else(|| ages::numeral(&words[..end], at, numbers, units));
        match inside.or_else(|| fractions::numeral(&words[..end], at, numbers)) {
            Some(numeral) => {
                at = numeral.words.1 + 1;
                out.push(numeral);
            }
            None => at += 1,
        }
    }
    out
}

/// The whole number that begins at word `at`, with its last word.
pub(super) fn whole(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<(i64, usize)> {
    if !words.get(at)?.opens_number {
        return None;
    }
    let c = spelled::cardinal(words, at, numbers)?;
    let whole = !c.ordinal && c.rest.is_none() && c.value.fract() == 0.0 && (0.0..1e9).contains(&c.value);
    whole.then_some((c.value as i64, c.last))
}
