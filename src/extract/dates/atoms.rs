//! Single dates and times: *mardi 4 mars 2025, Sept. 6, l'été 2022, jeudi, hier, 14 h 30, 2019*.

use super::{Context, relative, times, years};
use crate::rules::{Calendar, Class, DateName, Modifier};
use crate::text::TokenKind;

/// What a date says, part by part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Parts {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Last day of a range inside a month: *du 3 au 5 mars*.
    pub to_day: Option<i8>,
    pub season: Option<u8>,
    pub weekday: Option<i8>,
    /// Ten years from `year`.
    pub decade: bool,
}

/// Which of several days, months or seasons of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Which {
    #[default]
    Unsaid,
    Last,
    Next,
    This,
}

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// A date by its parts.
    Parts(Parts, Which),
    /// Relative to publication: unit and shift.
    Relative(Calendar, i64),
    /// Relative to the date before it in the sentence.
    FromText(Calendar, i64),
    /// A time of day, in minutes.
    Time(u16),
}

/// A date or time before it is resolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Atom {
    pub first: usize,
    pub last: usize,
    pub what: What,
    pub minute: Option<u16>,
    /// What its first word does to it: *mi-mars*.
    pub modifier: Option<Modifier>,
}

impl Atom {
    pub fn new(first: usize, last: usize, what: What) -> Self {
        Self { first, last, what, minute: None, modifier: None }
    }

    /// True when it is about one day, so that an hour may belong to it.
    pub fn is_day(&self) -> bool {
        match self.what {
            What::Parts(p, _) => (p.day.is_some() || p.weekday.is_some()) && p.to_day.is_none(),
            What::Relative(unit, _) | What::FromText(unit, _) => unit == Calendar::Day,
            What::Time(_) => false,
        }
    }
}

/// The atom that begins at word `at`. `before` are those to its left.
pub(super) fn at(context: &Context<'_>, at: usize, before: &[Atom]) -> Option<Atom> {
    let word = context.word(at)?;
    match word.kind {
        TokenKind::Mark => None,
        TokenKind::Number => times::digits(context, at)
            .or_else(|| figures(context, at))
            .or_else(|| day_first(context, at, at, Parts::default()))
            .or_else(|| years::year(context, at, before)),
        TokenKind::Word if !word.opens_date => times::spelled(context, at),
        TokenKind::Word => {
            let dates = &context.rules.dates;
            if !dates.may_begin(&word.lower) {
                return hyphenated(context, at).or_else(|| times::spelled(context, at));
            }
            if let Some(name) = dates.name(&word.lower).filter(|_| proper(context, at)) {
                // "le 11-Septembre" is a name.
                let hyphened = word.glued && context.before(at).is_some_and(|w| w.glued && matches!(w.text, "-" | "‑"));
                return if hyphened { None } else { named(context, at, name) };
            }
            relative::phrase(context, at, before)
                .or_else(|| times::named(context, at))
                .or_else(|| times::spelled(context, at))
                .or_else(|| years::decade(context, at))
        }
    }
}

/// *mi-mars, mid-2016*: a modifier joined to what it modifies.
fn hyphenated(context: &Context<'_>, at: usize) -> Option<Atom> {
    let dates = &context.rules.dates;
    let (head, rest) = context.words[at].lower.split_once(['-', '‑'])?;
    let (_, &modifier) = dates.modifiers.at(|k| (k == 0).then_some(head)).filter(|&(len, _)| len == 1)?;
    let mut last = at;
    let parts = match dates.name(rest) {
        Some(DateName::Month(month)) => {
            let year = year_after(context, at);
            last = year.map_or(at, |(_, last)| last);
            Parts { month: Some(month), year: year.map(|(year, _)| year), ..Parts::default() }
        }
        _ => {
            let year = rest.parse().ok().filter(|y| rest.len() == 4 && (1000..=2199).contains(y))?;
            Parts { year: Some(year), ..Parts::default() }
        }
    };
    Some(Atom { modifier: Some(modifier), ..Atom::new(at, last, What::Parts(parts, Which::Unsaid)) })
}

fn proper(context: &Context<'_>, at: usize) -> bool {
    let word = &context.words[at];
    !context.rules.dates.capitals
        || word.is_capitalised()
        || matches!(context.rules.dates.name(&word.lower), Some(DateName::Season(_)))
}

fn number(context: &Context<'_>, at: usize) -> Option<i16> {
    let word = context.word(at).filter(|w| w.kind == TokenKind::Number && w.text.len() <= 4)?;
    word.text.parse().ok()
}

/// A day of the month, in digits, with its ordinal ending; its value and last word.
fn day(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let word = context.word(at)?;
    if word.kind == TokenKind::Word {
        // "premier mars"
        let first = context.rules.numbers.lookup(&word.lower).and_then(|e| e.ordinal) == Some(1.0);
        return first.then_some((1, at));
    }
    let value = number(context, at).filter(|v| (1..=31).contains(v) && word.text.len() <= 2)?;
    let suffix = context.word(at + 1).is_some_and(|w| {
        w.glued && w.kind == TokenKind::Word && context.rules.numbers.ordinal_suffixes.contains(&w.lower)
    });
    Some((i8::try_from(value).ok()?, at + usize::from(suffix)))
}

/// A month's name at `at`, past one link (*de*) if `linked`; the month and its last word (its full
/// stop where it is an abbreviation).
fn month(context: &Context<'_>, at: usize, linked: bool) -> Option<(i8, usize)> {
    let dates = &context.rules.dates;
    let at = at + usize::from(linked && context.lower(at).is_some_and(|w| w != "," && dates.links.contains(w)));
    let word = context.word(at).filter(|_| proper(context, at))?;
    let Some(DateName::Month(month)) = dates.name(&word.lower) else { return None };
    Some((month, at + usize::from(stop(context, at))))
}

/// An abbreviation's full stop right behind a name: *Sept. 6*. The stop that ends a sentence has
/// no number behind it.
fn stop(context: &Context<'_>, at: usize) -> bool {
    context.words[at].text.len() <= 5
        && context.word(at + 1).is_some_and(|w| w.is_mark('.') && w.glued)
        && context.word(at + 2).is_some_and(|w| w.kind == TokenKind::Number || !w.is_capitalised())
}

/// A year behind a date, past *de* or a comma.
fn year_after(context: &Context<'_>, last: usize) -> Option<(i16, usize)> {
    let links = &context.rules.dates.links;
    let mut at = last + 1;
    if context.lower(at).is_some_and(|w| links.contains(w)) {
        at += 1;
    }
    years::plausible(context, at).map(|year| (year, at))
}

/// *4 mars 2025*, *du 3 au 5 mars*.
fn day_first(context: &Context<'_>, first: usize, at: usize, mut parts: Parts) -> Option<Atom> {
    let (from, last) = day(context, at)?;
    let mut end = last;
    parts.day = Some(from);
    if month(context, end + 1, true).is_none() {
        let to = context.word(end + 1).filter(|w| context.rules.dates.range_to.contains(&w.lower))?;
        let (until, last) = day(context, end + 2).filter(|&(until, _)| until > from)?;
        // "le 3 et 5 mars" and "3 à 5 mars" alike.
        let _ = to;
        parts.to_day = Some(until);
        end = last;
    }
    let (m, last) = month(context, end + 1, true)?;
    parts.month = Some(m);
    end = last;
    if let Some((year, last)) = year_after(context, end) {
        parts.year = Some(year);
        end = last;
    }
    Some(Atom::new(first, end, What::Parts(parts, Which::Unsaid)))
}

fn named(context: &Context<'_>, at: usize, name: DateName) -> Option<Atom> {
    match name {
        DateName::Weekday(day) => weekday(context, at, day),
        DateName::Month(_) => month_first(context, at, at, Parts::default()),
        DateName::Season(season) => seasonal(context, at, season),
    }
}

fn which(context: &Context<'_>, word: Option<&str>) -> Which {
    let dates = &context.rules.dates;
    match word {
        Some(w) if dates.last.contains(w) => Which::Last,
        Some(w) if dates.next.contains(w) => Which::Next,
        Some(w) if dates.this.contains(w) => Which::This,
        _ => Which::Unsaid,
    }
}

/// *last* before a name or behind it; where it stands.
fn said(context: &Context<'_>, first: usize, last: usize) -> (Which, usize, usize) {
    let dates = &context.rules.dates;
    let before = which(context, context.left(first, 0));
    if before != Which::Unsaid {
        return (before, first - 1, last);
    }
    let next = context.lower(last + 1);
    match which(context, next) {
        Which::This | Which::Unsaid => (Which::Unsaid, first, last),
        // "this" never stands behind; "last" behind "Monday last year" belongs to the year.
        behind if dates.relative.at(|k| context.lower(last + 1 + k)).is_none() => (behind, first, last + 1),
        _ => (Which::Unsaid, first, last),
    }
}

fn weekday(context: &Context<'_>, at: usize, day: i8) -> Option<Atom> {
    let dates = &context.rules.dates;
    let parts = Parts { weekday: Some(day), ..Parts::default() };
    let mut next = at + 1;
    if stop(context, at) {
        next += 1;
    }
    let comma = context.word(next).is_some_and(|w| w.is_mark(','));
    for start in [next, next + usize::from(comma)] {
        // "dimanche, le 3 janvier" are two days, "mardi le 3 janvier" is one.
        let article = start == next && context.word(start).is_some_and(|w| w.is(Class::Determiner));
        let start = start + usize::from(article);
        if let Some(atom) = day_first(context, at, start, parts).or_else(|| {
            let full = month_first(context, at, start, parts)?;
            matches!(full.what, What::Parts(p, _) if p.day.is_some()).then_some(full)
        }) {
            return Some(atom);
        }
    }
    let (which, first, last) = said(context, at, at);
    if which == Which::Unsaid
        && (context.left(at, 0).is_some_and(|w| dates.habit.contains(w)) || dates.is_weak(&context.words[at].lower))
    {
        return None;
    }
    Some(Atom::new(first, last, What::Parts(parts, which)))
}

/// *March 3, 2009*, *mars 2009*, *mars*.
fn month_first(context: &Context<'_>, first: usize, at: usize, mut parts: Parts) -> Option<Atom> {
    let (m, last) = month(context, at, false)?;
    parts.month = Some(m);
    let mut end = last;
    if context.rules.dates.month_first
        && let Some((d, last)) =
            day(context, end + 1).filter(|&(_, l)| context.words[l].kind != TokenKind::Word || l > end + 1)
        && !context.word(last + 1).is_some_and(|w| w.glued && matches!(w.text, ":" | "%" | "/"))
    {
        parts.day = Some(d);
        end = last;
        // "from March 3 to 5", but not "on March 3 to 5 people"
        let dates = &context.rules.dates;
        let spanned = context.left(first, 0).is_some_and(|w| dates.range_open.contains(w))
            && context.lower(end + 1).is_some_and(|w| dates.range_to.contains(w))
            && context.word(end + 3).is_none_or(|w| w.kind != TokenKind::Word || !w.classes.is_open());
        if (spanned || context.word(end + 1).is_some_and(|w| w.glued && matches!(w.text, "-" | "–")))
            && let Some((to, last)) = day(context, end + 2).filter(|&(to, _)| to > d)
        {
            parts.to_day = Some(to);
            end = last;
        }
    }
    if let Some((year, last)) = year_after(context, end) {
        parts.year = Some(year);
        return Some(Atom::new(first, last, What::Parts(parts, Which::Unsaid)));
    }
    if parts.day.is_some() {
        return Some(Atom::new(first, end, What::Parts(parts, Which::Unsaid)));
    }
    let (which, first, end) = said(context, first, end);
    let dates = &context.rules.dates;
    let left = context.left(first, 0);
    // "en mars", "de mars", "entre janvier et mars"
    let introduced = || {
        dates.modifiers.ending(|k| context.left(first, k)).is_some()
            || left.is_some_and(|w| w != "," && dates.links.contains(w))
            || left.is_some_and(|w| dates.range_to.contains(w))
                && context.left(first, 1).is_some_and(|w| matches!(dates.name(w), Some(DateName::Month(_))))
            || left.is_some_and(|w| dates.range_open.contains(w))
                && context.lower(end + 1).is_some_and(|w| dates.range_to.contains(w))
                && context.lower(end + 2).is_some_and(|w| matches!(dates.name(w), Some(DateName::Month(_))))
    };
    let weak = context.rules.dates.is_weak(&context.words[at].lower);
    (which != Which::Unsaid || !weak || introduced()).then(|| Atom::new(first, end, What::Parts(parts, which)))
}

/// *l'été 2022, cet été, last summer*; a season that is not placed is none (*l'usine a été fermée*).
fn seasonal(context: &Context<'_>, at: usize, season: u8) -> Option<Atom> {
    let mut parts = Parts { season: Some(season), ..Parts::default() };
    if let Some((year, last)) = year_after(context, at) {
        parts.year = Some(year);
        return Some(Atom::new(at, last, What::Parts(parts, Which::Unsaid)));
    }
    let (which, first, last) = said(context, at, at);
    // "this fall" and "this spring" are seasons, "the fall" is not one.
    (which != Which::Unsaid).then(|| Atom::new(first, last, What::Parts(parts, which)))
}

/// *04/03/2025, 2025-03-04, 4.3.2025*.
fn figures(context: &Context<'_>, at: usize) -> Option<Atom> {
    let [a, s, b, t, c] = context.words.get(at..at + 5)? else { return dotted(context, at) };
    let shape = s.text == t.text && matches!(s.text, "/" | "-" | "‑") && [s, b, t, c].iter().all(|w| w.glued);
    if !shape || c.kind != TokenKind::Number {
        return dotted(context, at);
    }
    let (x, y, z) = (number(context, at)?, number(context, at + 2)?, number(context, at + 4)?);
    let parts = if a.text.len() == 4 {
        (x, y, z)
    } else if c.text.len() == 4 {
        if context.rules.dates.month_first && x <= 12 { (z, x, y) } else { (z, y, x) }
    } else {
        return None;
    };
    let _ = b;
    absolute(parts).map(|parts| Atom::new(at, at + 4, What::Parts(parts, Which::Unsaid)))
}

fn dotted(context: &Context<'_>, at: usize) -> Option<Atom> {
    let text = context.words[at].text;
    let mut pieces = text.split('.');
    let (d, m, y) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() || y.len() != 4 || d.len() > 2 || m.len() > 2 {
        return None;
    }
    let parts = absolute((y.parse().ok()?, m.parse().ok()?, d.parse().ok()?))?;
    Some(Atom::new(at, at, What::Parts(parts, Which::Unsaid)))
}

fn absolute((year, month, day): (i16, i16, i16)) -> Option<Parts> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    crate::model::Day::new(year, month, day)?;
    Some(Parts { year: Some(year), month: Some(month), day: Some(day), ..Parts::default() })
}
