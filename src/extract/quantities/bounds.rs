//! Bounds, directions and the interval that they leave.

use super::{Context, Draft};
use crate::extract::numerals::Form;
use crate::model::{Bound, Direction, Interval};
use crate::rules::{BoundSense, Class};

/// A draft with its bound.
pub(super) struct Bounded {
    /// First and last word of bound, number and unit.
    pub first: usize,
    /// See `first`.
    pub last: usize,
    /// The bound.
    pub bound: Bound,
    /// Factors of the stated value, for `about`.
    pub factors: Option<(f64, f64)>,
}

impl Bounded {
    /// No words of bound.
    pub fn none(draft: &Draft) -> Self {
        Self { first: draft.edges.0, last: draft.edges.1, bound: Bound::Exact, factors: None }
    }

    fn set(&mut self, sense: &BoundSense, negated: bool) {
        self.bound = sense.negated.filter(|_| negated).unwrap_or(sense.bound);
        self.factors = (self.bound == Bound::About).then_some((sense.low, sense.high));
    }
}

/// What a restated number takes from the one before it: *plus de 100 kilomètres (60 miles)*,
/// *fell 30 points, or 2%*. `last` is the last word of that one.
pub(super) fn restates(context: &Context<'_>, draft: &Draft, last: usize) -> bool {
    let numbers = &context.rules.numbers;
    match context.words.get(last + 1..draft.edges.0) {
        // "(224 kW / 300 PS)"
        Some([open]) => open.is_mark('(') || open.is_mark('/') && !open.glued,
        // ", or 2%", "jobs or 3 per cent", "emplois, soit 3 %"
        Some([one, or]) => (one.is_mark(',') || one.classes.is_open()) && numbers.restating.contains(&or.lower),
        Some([noun, comma, or]) => {
            noun.classes.is_open() && comma.is_mark(',') && numbers.restating.contains(&or.lower)
        }
        _ => false,
    }
}

/// How far left of a bound its negation may stand: *n'a pas encore dépassé*.
const NEGATION_REACH: usize = 4;

/// Reads the words of bound around a draft; none before word `from` are taken.
pub(super) fn read(context: &Context<'_>, draft: &Draft, from: usize) -> Bounded {
    let numbers = &context.rules.numbers;
    let mut out = Bounded::none(draft);
    if let Some(bound) = draft.numeral.bound {
        out.bound = bound;
        return out;
    }
    if matches!(draft.numeral.form, Form::Collective(..)) {
        out.bound = Bound::About;
    }
    // "plus de la moitié", "dépassé les 10 %"
    let start = draft.edges.0;
    let determiner = context.before(start).is_some_and(|w| w.is(Class::Determiner));
    // "ne dépasse pas 34 %"
    let denied = context.left(start, 0).is_some_and(|w| numbers.negations.contains(w));
    for edge in [start, start - usize::from(determiner || denied)] {
        let found = numbers.bound_before.ending(|k| context.left(edge, k));
        if let Some((len, sense)) = found.filter(|&(len, _)| edge - len >= from) {
            // "crept back up to 6 percent", "grew 3 % up to": where a change led.
            if sense.level && (led(context, edge - len) || from > 0 && edge - len == from) {
                return out;
            }
            out.first = edge - len;
            let mut left = (0..NEGATION_REACH).filter_map(|k| context.left(out.first, k));
            let negated = denied || left.any(|w| numbers.negations.contains(w));
            out.set(sense, negated);
            return out;
        }
    }
    let sign = match context.left(draft.edges.0, 0) {
        Some("~" | "≈" | "±") => Some(Bound::About),
        Some(">") => Some(Bound::MoreThan),
        Some("<") => Some(Bound::LessThan),
        Some("≥") => Some(Bound::AtLeast),
        Some("≤") => Some(Bound::AtMost),
        _ => None,
    };
    if let Some(bound) = sign {
        out.first -= 1;
        out.bound = bound;
        out.factors = (bound == Bound::About).then_some((0.9, 1.1));
        return out;
    }
    // "180 au moins", "180 journalistes au moins"
    let after = draft.edges.1 + 1;
    let noun = usize::from(!context.closed(after));
    for at in [after, after + noun] {
        // "11 Pro Max" is a name.
        let named = at > after && context.words.get(after).is_some_and(super::Word::is_capitalised);
        if let Some((len, sense)) = numbers.bound_after.at(|k| context.lower(at + k)).filter(|_| !named) {
            out.last = at + len - 1;
            out.set(sense, false);
            return out;
        }
    }
    if context.words.get(after).is_some_and(|w| w.is_mark('+') && w.glued) {
        out.last = after;
        out.bound = Bound::AtLeast;
    }
    out
}

/// True when a word of change stands right before word `at`, or one word further.
fn led(context: &Context<'_>, at: usize) -> bool {
    let numbers = &context.rules.numbers;
    (0..2).filter_map(|k| at.checked_sub(1 + k)).any(|k| {
        let word = &context.words[k];
        numbers.change.contains_key(&word.lower)
            || numbers.moves.contains(&word.lower)
            || word.lower.chars().count() > 4
                && word.classes.is_open()
                && numbers.change_roots.contains_key(&context.rules.language.root(&word.lower))
    })
}

/// The interval that number and bound leave, in the stated unit.
pub(super) fn interval(draft: &Draft, bounded: &Bounded) -> Interval {
    let numeral = &draft.numeral;
    let value = numeral.value;
    if let Some(upper) = draft.upper {
        return Interval::closed(value, upper);
    }
    match bounded.bound {
        Bound::MoreThan => Interval::at_least(value, true),
        Bound::AtLeast => Interval::at_least(value, false),
        Bound::LessThan => Interval::at_most(value, true),
        Bound::AtMost => Interval::at_most(value, false),
        Bound::About => match (numeral.form, bounded.factors) {
            // "quelques centaines" are no hundred, give or take.
            (Form::Collective(c, 1.0), factors) if factors.is_none() || c.plural => Interval::closed(c.low, c.high),
            (_, factors) => {
                let (low, high) = factors.unwrap_or((0.9, 1.1));
                Interval::closed(value * low, value * high)
            }
        },
        // "1,2 million" is the cell of its last digit; its upper end belongs to the next cell.
        _ if numeral.round => {
            let half = numeral.step / 2.0;
            Interval { high_open: true, ..Interval::closed(value - half, value + half) }
        }
        _ => Interval::exact(value),
    }
}

/// How many short words may stand between a word of change and its number.
const CHANGE_REACH: usize = 4;

/// A change, and whether a noun or a comparative tells it: *a cut of 300 jobs, a 3% drop, 3%
/// higher*. Those name what the number measures, where a verb says that something moved by it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Which way.
    pub direction: Direction,
    /// See [`Change`].
    pub nominal: bool,
}

/// *down 2.3%, Merrow by 2.6%*: a number that an elliptic clause hangs on the change before it;
/// `last` is the last word of that one.
pub(super) fn elliptic(context: &Context<'_>, draft: &Draft, last: usize) -> bool {
    let numbers = &context.rules.numbers;
    let Some((by, between)) = context.words.get(last + 1..draft.edges.0).and_then(<[_]>::split_last) else {
        return false;
    };
    (1..=5).contains(&between.len())
        && numbers.change_by.contains(&by.lower)
        && between.iter().all(|w| w.is_capitalised() || w.is_mark(',') || w.is(Class::Conjunction))
}

/// Which way the number is said to change; `first` is the first word of its bound.
pub(super) fn direction(context: &Context<'_>, draft: &Draft, first: usize) -> Option<Change> {
    let numbers = &context.rules.numbers;
    let sign = context.before(draft.edges.0).filter(|w| w.is_mark('+') && context.words[draft.edges.0].glued);
    if sign.is_some_and(|w| !w.glued) {
        return Some(Change { direction: Direction::Up, nominal: false });
    }
    // "a cut of 300 jobs": the noun has a determiner, and an "of" behind it.
    let noun = |at: usize| {
        context.words.get(at + 1).is_some_and(|w| w.is(Class::Of))
            && (0..3).filter_map(|k| at.checked_sub(1 + k)).any(|k| {
                let word = &context.words[k];
                word.is(Class::Determiner) || numbers.lookup(&word.lower).is_some_and(|e| e.article)
            })
    };
    for k in 0..=CHANGE_REACH {
        let at = first.checked_sub(1 + k)?;
        let word = &context.words[at];
        if let Some(&direction) = numbers.change.get(&word.lower) {
            let particle = numbers.particles.contains(&word.lower)
                && context.left(at, 0).is_some_and(|w| numbers.particle_verbs.contains(w));
            if particle {
                return None;
            }
            return Some(Change { direction, nominal: noun(at) });
        }
        if word.classes.is_open()
            && word.lower.chars().count() > 4
            && let Some(&direction) = numbers.change_roots.get(&context.rules.language.root(&word.lower))
        {
            return Some(Change { direction, nominal: noun(at) });
        }
        if !numbers.change_between.contains(&word.lower) {
            break;
        }
    }
    let after = draft.edges.1 + 1;
    let (len, &direction) = numbers.change_after.at(|k| context.lower(after + k))?;
    // "3 400 de moins de 25 ans" is no decrease.
    let of = context.words.get(after + len).is_some_and(|w| w.is(Class::Of));
    (!of).then_some(Change { direction, nominal: true })
}
