//! Atoms → readings: hours join their day, ends join to ranges, modifiers apply, and what is
//! relative is counted from publication.

use super::atoms::{Atom, Parts, What, Which};
use super::{Anchor, Context, DateReading};
use crate::extract::word::Word;
use crate::model::{Day, Days};
use crate::rules::{Calendar, Class, Modifier};

/// Readings of the atoms of one sentence.
pub(super) fn readings(context: &Context<'_>, atoms: Vec<Atom>) -> Vec<DateReading> {
    let atoms = with_hours(context, atoms);
    let mut out: Vec<DateReading> = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while at < atoms.len() {
        let from = out.last().map_or(0, |r| r.last + 1);
        let known = out.last().map(|r| r.days);
        if let Some((reading, used)) = range(context, &atoms[at..], from, known) {
            out.push(reading);
            at += used;
            continue;
        }
        let atom = &atoms[at];
        let (days, anchor) = resolved(context, &planned(context, atom), known);
        out.push(modified(context, atom, days, anchor, from));
        at += 1;
    }
    out
}

/// How many words left of a weekday a word of plan may stand: *will meet on Friday*.
const PLAN_REACH: usize = 8;

fn is_verb(word: &Word<'_>) -> bool {
    word.finite
        || word.classes.any(&[Class::Be, Class::Have, Class::Future, Class::LightVerb])
            && !word.classes.any(&[Class::Preposition, Class::Determiner])
}

/// A bare weekday behind *va, will* or beside a future (*votera jeudi*) is the next one.
fn planned(context: &Context<'_>, atom: &Atom) -> What {
    let from = atom.first.saturating_sub(PLAN_REACH);
    let planned = || {
        let left = &context.words[from..atom.first];
        let clause = left.iter().rposition(|w| w.is_mark(';') || w.is_mark(',')).map_or(0, |k| k + 1);
        let left = &left[clause..];
        // *la réunion de lundi*: the noun's day, whatever the verb tells.
        let of = left.last().is_some_and(|w| w.is(Class::Of));
        // *le conseil votera jeudi; jeudi, le conseil votera*: the nearest verb before it, else the
        // first one behind it.
        let to = context.words.len().min(atom.last + 1 + PLAN_REACH);
        let mut right = context.words[atom.last + 1..to].iter().take_while(|w| !w.is_mark(';') && !w.is_mark('.'));
        let nearest = left.iter().rev().find(|w| is_verb(w)).or_else(|| right.find(|w| is_verb(w)));
        left.iter().any(|w| w.is(Class::Future))
            || (!of && nearest.is_some_and(|w| w.is(Class::Future) || w.future && w.classes.is_open()))
    };
    match atom.what {
        What::Parts(parts, Which::Unsaid) if parts.weekday.is_some() && parts.month.is_none() && planned() => {
            What::Parts(parts, Which::Next)
        }
        what => what,
    }
}

/// Joins a time to the day beside it: *jeudi à 14 h 30, 11 p.m. on Friday*.
fn with_hours(context: &Context<'_>, atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        if let Some(last) = out.last_mut() {
            let gap = &context.words[last.last + 1..atom.first];
            let near = gap.len() <= 2 && gap.iter().all(|w| w.is_mark(',') || !w.classes.is_open());
            match (last.what, atom.what) {
                (_, What::Time(minute)) if near && last.is_day() && last.minute.is_none() => {
                    last.minute = Some(minute);
                    last.last = atom.last;
                    continue;
                }
                (What::Time(minute), _) if near && atom.is_day() => {
                    *last = Atom { first: last.first, minute: Some(minute), ..atom };
                    continue;
                }
                _ => {}
            }
        }
        out.push(atom);
    }
    out
}

/// A range of two atoms: *entre 2016 et juin 2021, de 2014 à 2017, 2014-2017*.
fn range(context: &Context<'_>, atoms: &[Atom], from: usize, known: Option<Days>) -> Option<(DateReading, usize)> {
    let [a, b, ..] = atoms else { return None };
    let dates = &context.rules.dates;
    let gap = context.words.get(a.last + 1..b.first).filter(|g| (1..=3).contains(&g.len()))?;
    let connector = &gap[0];
    if !dates.range_to.contains(&connector.lower) {
        return None;
    }
    let fits = |w: &crate::extract::Word<'_>| !w.classes.is_open() || dates.range_to.contains(&w.lower);
    // "entre le 13 octobre et le 20 janvier"
    let article =
        context.before(a.first).is_some_and(|w| w.is(Class::Determiner) && !dates.range_open.contains(&w.lower));
    let start = a.first - usize::from(article);
    let opener = context.left(start, 0).filter(|w| dates.range_open.contains(*w));
    let between = opener.is_some_and(|w| context.rules.numbers.range_open.contains(w));
    let and = context.rules.numbers.range_and.contains(&connector.lower);
    let dash = matches!(connector.text, "-" | "–");
    if !(if and { between } else { opener.is_some() || dash }) || !gap[1..].iter().all(fits) {
        return None;
    }
    let (What::Parts(mut p, which), What::Parts(q, _)) = (a.what, b.what) else { return None };
    p.year = p.year.or(q.year);
    let (low, anchor) = resolved(context, &What::Parts(p, which), known);
    let (high, other) = resolved(context, &b.what, known);
    let days = Days { from: low.from, to: high.to };
    if low.from > high.to {
        return None;
    }
    let anchor = if anchor == other { anchor } else { anchor.max_with(other) };
    let first = if opener.is_some() && start > from { start - 1 } else { a.first };
    let joined = Atom { first, last: b.last, ..*a };
    Some((reading(context, &joined, days, anchor), 2))
}

impl Anchor {
    /// The less certain of two.
    fn max_with(self, other: Anchor) -> Anchor {
        if [self, other].contains(&Anchor::Unresolved) { Anchor::Unresolved } else { Anchor::Publication }
    }
}

/// Applies what stands before a date: *depuis début 2020*. Two modifiers at most.
fn modified(context: &Context<'_>, atom: &Atom, days: Days, anchor: Anchor, from: usize) -> DateReading {
    let mut days = days;
    let mut atom = *atom;
    if let Some(modifier) = atom.modifier.filter(|_| days != Days::default()) {
        days = apply(modifier, days);
    }
    for _ in 0..2 {
        let found = context.rules.dates.modifiers.ending(|k| context.left(atom.first, k));
        let Some((len, &modifier)) = found.filter(|&(len, _)| atom.first - len >= from) else { break };
        atom.first -= len;
        // "from March 3 to 5": the range has its own end.
        let closed = modifier == Modifier::Since && matches!(atom.what, What::Parts(p, _) if p.to_day.is_some());
        // An hour before or after says nothing of the day.
        if days != Days::default() && !closed {
            days = apply(modifier, days);
        }
    }
    reading(context, &atom, days, anchor)
}

fn apply(modifier: Modifier, days: Days) -> Days {
    let part = |from: i64, to: i64, of: i64| match (days.from, days.count()) {
        (Some(first), Some(count)) if count > 1 => {
            Days { from: Some(first.plus(count * from / of)), to: Some(first.plus(count * to / of - 1)) }
        }
        _ => days,
    };
    match modifier {
        Modifier::At => days,
        Modifier::Since => Days { to: None, ..days },
        Modifier::Until => Days { from: None, ..days },
        Modifier::After => Days { from: days.to.map(|d| d.plus(1)), to: None },
        Modifier::Before => Days { from: None, to: days.from.map(|d| d.plus(-1)) },
        Modifier::FirstQuarter => months(days, 1, 3).unwrap_or(days),
        Modifier::SecondQuarter => months(days, 4, 6).unwrap_or(days),
        Modifier::ThirdQuarter => months(days, 7, 9).unwrap_or(days),
        Modifier::FourthQuarter => months(days, 10, 12).unwrap_or(days),
        Modifier::Early => months(days, 1, 4).unwrap_or_else(|| part(0, 1, 3)),
        Modifier::Middle => months(days, 5, 8).unwrap_or_else(|| part(1, 2, 3)),
        Modifier::Late => months(days, 9, 12).unwrap_or_else(|| part(2, 3, 3)),
        Modifier::FirstHalf => months(days, 1, 6).unwrap_or_else(|| part(0, 1, 2)),
        Modifier::SecondHalf => months(days, 7, 12).unwrap_or_else(|| part(1, 2, 2)),
    }
}

/// Some months of a whole year.
fn months(days: Days, first: i8, last: i8) -> Option<Days> {
    let (from, to) = (days.from?, days.to?);
    let whole = Days::year(from.0.year()).is_some_and(|y| y.from == Some(from) && y.to == Some(to));
    if !whole {
        return None;
    }
    Some(Days { from: Days::month(from.0.year(), first)?.from, to: Days::month(from.0.year(), last)?.to })
}

fn reading(context: &Context<'_>, atom: &Atom, days: Days, anchor: Anchor) -> DateReading {
    let words = &context.words[atom.first..=atom.last];
    let mut label = String::new();
    for (k, word) in words.iter().enumerate() {
        if k > 0 && !word.glued {
            label.push(' ');
        }
        label.push_str(word.text);
    }
    let weekday = match atom.what {
        What::Parts(parts, _) => parts.weekday,
        _ => None,
    };
    let single = days.from.filter(|_| days.count() == Some(1));
    let dated = matches!(atom.what, What::Parts(p, _) if p.day.is_some());
    let weekday_matches = match (weekday, single) {
        (Some(w), Some(day)) if dated => Some(day.0.weekday().to_monday_one_offset() == w),
        _ => None,
    };
    let minute = match atom.what {
        What::Time(minute) => Some(minute),
        _ => atom.minute,
    };
    DateReading {
        first: atom.first,
        last: atom.last,
        span: words[0].span.join(words[words.len() - 1].span),
        days,
        minute,
        anchor,
        weekday,
        weekday_matches,
        label,
    }
}

/// The days that an atom means, and what they are counted from. `known` are those of the date
/// before it in the sentence.
fn resolved(context: &Context<'_>, what: &What, known: Option<Days>) -> (Days, Anchor) {
    let unresolved = (Days::default(), Anchor::Unresolved);
    match *what {
        What::Time(_) => unresolved,
        What::FromText(unit, shift) => match known.and_then(|d| if shift < 0 { d.from } else { d.to }) {
            Some(day) => (shifted(day, unit, shift), Anchor::Text),
            None => (Days::default(), Anchor::Text),
        },
        What::Relative(unit, shift) => match context.published {
            Some(day) => (shifted(day, unit, shift), Anchor::Publication),
            None => unresolved,
        },
        What::Parts(parts, which) => match parts.year {
            Some(year) => placed(&parts, year).map_or(unresolved, |days| (days, Anchor::Absolute)),
            None => match context.published.and_then(|day| nearest(&parts, which, day)) {
                Some(days) => (days, Anchor::Publication),
                None => unresolved,
            },
        },
    }
}

/// The day, week, month or year that lies `shift` of them from `day`.
fn shifted(day: Day, unit: Calendar, shift: i64) -> Days {
    let monday = day.plus(1 - i64::from(day.0.weekday().to_monday_one_offset()));
    let months = i64::from(day.0.year()) * 12 + i64::from(day.0.month()) - 1 + shift;
    let whole = |days: Option<Days>| days.unwrap_or_default();
    match unit {
        Calendar::Day => Days::on(day.plus(shift)),
        Calendar::Week => Days::between(monday.plus(7 * shift), monday.plus(7 * shift + 6)),
        Calendar::Weekend => {
            // The one past, seen from inside a weekend, is this one.
            let weeks = if shift < 0 && day.since(monday) >= 5 { shift + 1 } else { shift };
            Days::between(monday.plus(7 * weeks + 5), monday.plus(7 * weeks + 6))
        }
        Calendar::Month => whole(
            i16::try_from(months.div_euclid(12))
                .ok()
                .zip(i8::try_from(months.rem_euclid(12) + 1).ok())
                .and_then(|(y, m)| Days::month(y, m)),
        ),
        Calendar::Year => whole(i16::try_from(i64::from(day.0.year()) + shift).ok().and_then(Days::year)),
    }
}

/// The days of a date in a year.
fn placed(parts: &Parts, year: i16) -> Option<Days> {
    if parts.decade {
        return Some(Days { from: Days::year(year)?.from, to: Days::year(year + 9)?.to });
    }
    if let Some(season) = parts.season {
        // By months of the northern hemisphere; winter runs into the next year.
        let first = i8::try_from(season).ok()? * 3 + 3;
        let (end_year, end) = if first == 12 { (year + 1, 2) } else { (year, first + 2) };
        return Some(Days { from: Days::month(year, first)?.from, to: Days::month(end_year, end)?.to });
    }
    match (parts.month, parts.day) {
        (Some(month), Some(day)) => {
            let first = Day::new(year, month, day)?;
            Some(match parts.to_day {
                Some(to) => Days::between(first, Day::new(year, month, to)?),
                None => Days::on(first),
            })
        }
        (Some(month), None) => Days::month(year, month),
        _ => Days::year(year),
    }
}

/// The days of a date without a year, seen from the day of publication.
fn nearest(parts: &Parts, which: Which, published: Day) -> Option<Days> {
    if let (Some(weekday), None) = (parts.weekday, parts.month) {
        let today = published.0.weekday().to_monday_one_offset();
        let back = i64::from((today - weekday).rem_euclid(7));
        let day = match which {
            Which::Next => published.plus(7 - back),
            Which::Last if back == 0 => published.plus(-7),
            _ => published.plus(-back),
        };
        return Some(Days::on(day));
    }
    let year = published.0.year();
    let mut candidates: Vec<Days> = (year - 1..=year + 1).filter_map(|y| placed(parts, y)).collect();
    candidates.retain(|days| match which {
        Which::Last => days.from.is_some_and(|d| d <= published),
        Which::Next => days.to.is_some_and(|d| d >= published),
        _ => true,
    });
    let distance = |days: &Days| match (days.from, days.to) {
        (Some(from), _) if from > published => from.since(published),
        (_, Some(to)) if to < published => published.since(to),
        _ => 0,
    };
    candidates.into_iter().min_by_key(distance)
}
