//! Years: four digits that read like one, and decades.

use super::Context;
use super::atoms::{Atom, Parts, What, Which};
use crate::rules::Class;
use crate::text::TokenKind;

/// A year by its digits alone: 1000–2199, joined to nothing.
pub(super) fn plausible(context: &Context<'_>, at: usize) -> Option<i16> {
    let word = context.word(at).filter(|w| w.kind == TokenKind::Number && w.text.len() == 4)?;
    let year: i16 = word.text.parse().ok().filter(|y| (1000..=2199).contains(y))?;
    let joined = context.word(at + 1).is_some_and(|w| {
        w.glued && (w.kind == TokenKind::Word || matches!(w.text, "/" | ":" | "%" | "°" | "€" | "$" | "£"))
    });
    let unit = context.word(at + 1).is_some_and(|w| matches!(w.text, "%" | "€" | "$" | "£" | "°"))
        || context.rules.units.words.at(|k| context.lower(at + 1 + k)).is_some();
    let money = context
        .before(at)
        .is_some_and(|w| w.kind == TokenKind::Mark && matches!(w.text, "$" | "€" | "£" | "¥" | "#" | "="))
        || word.glued
            && context
                .before(at)
                .is_some_and(|w| w.text == "/" || w.kind == TokenKind::Word && !w.lower.ends_with('\''));
    (!joined && !unit && !money).then_some(year)
}

/// A year on its own, where it reads like one.
pub(super) fn year(context: &Context<'_>, at: usize, before: &[Atom]) -> Option<Atom> {
    let year = plausible(context, at)?;
    let numbers = &context.rules.numbers;
    let dates = &context.rules.dates;
    let previous = context.before(at);
    let next = context.word(at + 1);
    let noun = next.is_some_and(|w| w.kind == TokenKind::Word && w.classes.is_open() && !w.is_capitalised());
    let plural = noun && next.is_some_and(|w| numbers.is_plural(&w.lower));
    let introduced = previous.is_some_and(|w| dates.year_before.contains(&w.lower))
        || dates.modifiers.ending(|k| context.left(at, k)).is_some();
    // "2016 à 2019", "2014-2017", "2007 et 2009": the end of a range that began with a year.
    let continued = before.last().is_some_and(|a| {
        matches!(a.what, What::Parts(p, _) if p.year.is_some())
            && (a.last + 2 == at || a.last + 3 == at)
            && context
                .word(a.last + 1)
                .is_some_and(|w| w.is_mark(',') || w.is(Class::Conjunction) || dates.range_to.contains(&w.lower))
    });
    let modern = (1900..=2199).contains(&year);
    let round = year % 100 == 0;
    // "an average of 1500" is no year.
    let linked = previous.is_some_and(|w| dates.links.contains(&w.lower));
    let name = previous.is_some_and(|w| w.is_capitalised() && w.classes.is_open());
    let reads = if (introduced || continued) && (modern || !linked) {
        // "en 2000 exemplaires", but "in 2019 protesters marched"
        !noun || modern && !(plural && round)
    } else if !modern
        || previous.is_some_and(|w| numbers.identifiers.contains(&w.lower))
        || numbers.bound_before.ending(|k| context.left(at, k)).is_some()
    {
        false
    } else {
        // "the Euro 2020 qualifier"
        let title = name && !plural && !round;
        let bracket = previous.is_some_and(|w| w.is_mark('(')) || next.is_some_and(|w| w.is_mark(')'));
        let determined = previous.is_some_and(|w| w.is(Class::Determiner) || matches!(w.lower.as_str(), "the" | "'s"));
        if bracket && !noun || title {
            true
        } else if determined {
            // "the 2019 season", not "les 2000 morts"
            next.is_some() && !plural
        } else {
            !noun && (previous.is_some() || next.is_some())
        }
    };
    let parts = Parts { year: Some(year), ..Parts::default() };
    reads.then(|| Atom::new(at, at, What::Parts(parts, Which::Unsaid)))
}

/// *les années 90, the 1990s*.
pub(super) fn decade(context: &Context<'_>, at: usize) -> Option<Atom> {
    let (len, ()) = context.rules.dates.decade.at(|k| context.lower(at + k))?;
    let word = context.word(at + len).filter(|w| w.kind == TokenKind::Number)?;
    let mut last = at + len;
    let plural = context.word(last + 1).is_some_and(|w| w.glued && w.lower == "s");
    let value: i16 = word.text.parse().ok().filter(|v| v % 10 == 0)?;
    let year = match (word.text.len(), value) {
        (4, 1500..=2090) => value,
        // "les années 20" of this century are seldom written so.
        (2, 30..=90) => 1900 + value,
        _ => return None,
    };
    // In English only the plural makes it a decade.
    if context.rules.dates.capitals && !plural {
        return None;
    }
    last += usize::from(plural);
    let parts = Parts { year: Some(year), decade: true, ..Parts::default() };
    Some(Atom::new(at, last, What::Parts(parts, Which::Unsaid)))
}
