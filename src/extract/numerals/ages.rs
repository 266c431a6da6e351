//! Ages without years: *un nonagénaire, dans la quarantaine, in his 40s*.

use super::{Form, Numeral, plain};
use crate::extract::Word;
use crate::rules::{Class, Collective, Numbers, Units};
use crate::text::TokenKind;

/// The decade of an age that begins at word `at`.
pub(super) fn numeral(words: &[Word<'_>], at: usize, numbers: &Numbers, units: &Units) -> Option<Numeral> {
    let word = &words[at];
    let introduced = || {
        numbers
            .decades_before
            .ending(|k| at.checked_sub(1 + k).and_then(|n| words.get(n)).map(|w| w.lower.as_str()))
            .is_some()
    };
    let (from, last) = if word.kind == TokenKind::Number {
        // "in his 40s"
        let plural = words.get(at + 1).is_some_and(|w| w.glued && w.lower == "s");
        let from = word.text.parse::<f64>().ok().filter(|v| plural && word.text.len() == 2 && v % 10.0 == 0.0)?;
        (introduced().then_some(from)?, at + 1)
    } else {
        let entry = numbers.lookup(&word.lower)?;
        let counts = words.get(at + 1).is_some_and(|w| w.is(Class::Of));
        (entry.aged.or_else(|| entry.decade.filter(|_| !counts && introduced()))?, at)
    };
    let decade = Collective { value: from, low: from, high: from + 9.0, plural: false };
    let unit = units.named("age-year").cloned();
    Some(Numeral { unit, ..plain(at, last, from, Form::Collective(decade, 1.0)) })
}
