//! Times of day: *14 h 30, 7h44, 11:30, 11 p.m., midi, neuf heures du matin*.

use super::Context;
use super::atoms::{Atom, What};
use crate::extract::numerals;
use crate::rules::Class;
use crate::text::TokenKind;

fn two_digits(context: &Context<'_>, at: usize) -> Option<u16> {
    let word = context.word(at).filter(|w| w.kind == TokenKind::Number && w.text.len() <= 2)?;
    word.text.parse().ok()
}

fn minutes(context: &Context<'_>, at: usize) -> Option<u16> {
    two_digits(context, at).filter(|&m| m < 60 && context.words[at].text.len() == 2)
}

/// A time that begins with digits at `at`.
pub(super) fn digits(context: &Context<'_>, at: usize) -> Option<Atom> {
    let dates = &context.rules.dates;
    // "9.30 pm" is one token.
    let (hour, mut minute, mut last) = match context.words[at].text.split_once('.') {
        Some((h, m)) if m.len() == 2 && half_day(context, at + 1).is_some() => {
            (h.parse().ok()?, m.parse().ok().filter(|&m: &u16| m < 60), at)
        }
        _ => (two_digits(context, at)?, None, at),
    };
    if hour > 24 {
        return None;
    }
    let introduced = context.left(at, 0).is_some_and(|w| dates.time_before.contains(w));
    let mut certain = minute.is_some();
    if minute.is_none()
        && let Some(next) = context.word(at + 1)
    {
        if next.is_mark(':') && next.glued && context.word(at + 2).is_some_and(|w| w.glued) {
            minute = Some(minutes(context, at + 2)?);
            last = at + 2;
            // 1:36.6 is a lap, 10:38:07 a log.
            if context.word(at + 3).is_some_and(|w| w.glued && w.is_mark(':')) {
                return None;
            }
            certain = true;
        } else if next.kind == TokenKind::Word && dates.hour.contains(&next.lower) {
            last = at + 1;
            if let Some(m) = minutes(context, at + 2) {
                minute = Some(m);
                last = at + 2;
                certain = true;
            }
            // "une grève de 24 heures", but "de 14 heures à 16 heures", "au pointage de 19h"
            let length = next.text.len() > 1
                && context.before(at).is_some_and(|w| w.is(Class::Of))
                && !context.lower(last + 1).is_some_and(|w| dates.range_to.contains(w));
            certain |= introduced && !length && !of(context, last + 1);
        } else if next.glued
            && let Some(m) = next.lower.strip_prefix('h').and_then(|m| m.parse::<u16>().ok()).filter(|&m| m < 60)
            && dates.hour.contains("h")
        {
            minute = Some(m);
            last = at + 1;
            certain = true;
        }
    }
    let half = half_day(context, last + 1);
    if let Some((len, _)) = half {
        last += len;
        certain = true;
    }
    if !certain {
        return None;
    }
    let hour = match half {
        Some((_, true)) if hour < 12 => hour + 12,
        Some((_, false)) if hour == 12 => 0,
        _ => hour,
    };
    let total = hour * 60 + minute.unwrap_or(0);
    let what = What::Time(total % 1440);
    Some(Atom::new(at, last, what))
}

/// *à deux heures de route*: a length of time.
fn of(context: &Context<'_>, at: usize) -> bool {
    context.word(at).is_some_and(|w| w.is(Class::Of)) && half_day(context, at).is_none()
}

/// A time in words: *à neuf heures et demie, neuf heures du matin*.
pub(super) fn spelled(context: &Context<'_>, at: usize) -> Option<Atom> {
    let rules = context.rules;
    let (hour, number) = numerals::whole(context.words, at, &rules.numbers)?;
    let named = rules.dates.hour.contains(context.lower(number + 1)?);
    let mut last = number + usize::from(named);
    let mut total = 60 * u16::try_from(hour).ok().filter(|h| *h <= 24)?;
    if let Some((len, ())) = rules.numbers.halves.at(|k| context.lower(last + 1 + k)).filter(|_| named) {
        total += 30;
        last += len;
    } else if let Some((minutes, end)) = numerals::whole(context.words, last + 1, &rules.numbers).filter(|_| named)
        && (5..60).contains(&minutes)
        && context.word(end + 1).is_none_or(|w| w.kind == TokenKind::Mark || !w.classes.is_open())
    {
        total += u16::try_from(minutes).ok()?;
        last = end;
    }
    let half = half_day(context, last + 1);
    let before = context.left(at, 0).is_some_and(|w| rules.dates.time_before.contains(w));
    let lasts = rules.units.duration_before.ending(|k| context.left(at, k)).is_some();
    let linked = context.before(at).is_some_and(|w| w.is(Class::Of));
    // "depuis neuf heures", "à une heure de route", "une grève de neuf heures"
    let introduced = named && before && !lasts && !linked && hour > 1 && !of(context, last + 1);
    if half.is_none() && !introduced {
        return None;
    }
    match half {
        Some((_, true)) if hour < 12 => total += 720,
        Some((_, false)) if hour == 12 => total -= 720,
        _ => {}
    }
    Some(Atom::new(at, last + half.map_or(0, |(len, _)| len), What::Time(total % 1440)))
}

/// *du matin, p.m.*: number of words, and whether it is after noon.
fn half_day(context: &Context<'_>, at: usize) -> Option<(usize, bool)> {
    let dates = &context.rules.dates;
    let found = |phrases: &crate::rules::Phrases<()>| phrases.at(|k| context.lower(at + k)).map(|(len, ())| len);
    found(&dates.morning).map(|len| (len, false)).or_else(|| found(&dates.evening).map(|len| (len, true)))
}

/// *à midi*.
pub(super) fn named(context: &Context<'_>, at: usize) -> Option<Atom> {
    let dates = &context.rules.dates;
    let &minute = dates.named_times.get(context.lower(at)?)?;
    let introduced = context.left(at, 0).is_some_and(|w| dates.time_before.contains(w));
    introduced.then(|| Atom::new(at, at, What::Time(minute)))
}
