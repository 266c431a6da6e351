//! Dates counted from publication or from another date: *hier, il y a trois jours, le lendemain*.

use super::Context;
use super::atoms::{Atom, What};
use crate::extract::numerals;
use crate::rules::Calendar;

/// *hier, la semaine dernière, le lendemain, il y a trois jours*.
pub(super) fn phrase(context: &Context<'_>, at: usize) -> Option<Atom> {
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
    ago_after(context, at)
}

/// *three days ago*.
pub(super) fn ago_after(context: &Context<'_>, at: usize) -> Option<Atom> {
    let dates = &context.rules.dates;
    if dates.ago_after.is_empty() {
        return None;
    }
    let (unit, count, last) = span(context, at)?;
    let (len, ()) = dates.ago_after.at(|k| context.lower(last + 1 + k))?;
    Some(Atom::new(at, last + len, What::Relative(unit, -count)))
}

/// A whole number of days, weeks, months or years; the unit, how many, and the last word.
fn span(context: &Context<'_>, at: usize) -> Option<(Calendar, i64, usize)> {
    let (value, last) = numerals::whole(context.words, at, &context.rules.numbers)?;
    let unit = *context.rules.dates.units.get(context.lower(last + 1)?)?;
    // Nobody dates by days of three thousand years ago.
    (1..=3000).contains(&value).then_some((unit, value, last + 1))
}
