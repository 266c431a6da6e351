//! Dates counted from publication or from another date: *hier, il y a trois jours, le lendemain*.

use super::Context;
use super::atoms::{Atom, What};
use crate::extract::numerals;
use crate::rules::Calendar;

/// *hier, la semaine dernière, le lendemain, il y a trois jours*.
/// `before` are the atoms to its left.
pub(super) fn phrase(context: &Context<'_>, at: usize, before: &[Atom]) -> Option<Atom> {
    let dates = &context.rules.dates;
    if let Some((len, ())) = dates.ago_before.at(|k| context.lower(at + k))
        && let Some((unit, count, last)) = span(context, at + len)
    {
        return Some(Atom::new(at, last, What::Relative(unit, -count)));
    }
    if let Some((len, &(unit, shift, text))) = dates.relative.at(|k| context.lower(at + k)) {
        let what = if text { What::FromText(unit, shift) } else { What::Relative(unit, shift) };
        return Some(Atom::new(at, at + len - 1, what));
    }
    ago_after(context, at, before.last().map_or(0, |a| a.last + 1))
}

/// How many words the number before *days ago* may have.
const NUMBER_REACH: usize = 6;

/// *three days ago*, seen from *ago*; no word before `from` is taken.
fn ago_after(context: &Context<'_>, at: usize, from: usize) -> Option<Atom> {
    let (len, ()) = context.rules.dates.ago_after.at(|k| context.lower(at + k))?;
    let from = from.max(at.saturating_sub(NUMBER_REACH + 1));
    let (first, unit, count) = (from..at.saturating_sub(1)).find_map(|first| {
        span(context, first).filter(|s| s.2 + 1 == at).map(|(unit, count, _)| (first, unit, count))
    })?;
    Some(Atom::new(first, at + len - 1, What::Relative(unit, -count)))
}

/// A whole number of days, weeks, months or years; the unit, how many, and the last word.
fn span(context: &Context<'_>, at: usize) -> Option<(Calendar, i64, usize)> {
    let (value, last) = numerals::whole(context.words, at, &context.rules.numbers)?;
    let unit = *context.rules.dates.units.get(context.lower(last + 1)?)?;
    // Nobody dates by days of three thousand years ago.
    if !(1..=3000).contains(&value) {
        return None;
    }
    // "il y a deux ans et demi"
    let (months, days) = match unit {
        Calendar::Year => (12 * value + 6, 0),
        Calendar::Month => (0, 30 * value + 15),
        _ => return Some((unit, value, last + 1)),
    };
    match context.rules.numbers.halves.at(|k| context.lower(last + 2 + k)) {
        Some((len, ())) if months > 0 => Some((Calendar::Month, months, last + 1 + len)),
        Some((len, ())) => Some((Calendar::Day, days, last + 1 + len)),
        None => Some((unit, value, last + 1)),
    }
}
