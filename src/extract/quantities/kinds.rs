//! What sort of numeral: identifiers, scores, telephone numbers, parts of dates.

use super::{Context, Draft, Reading, named, ranges};
use crate::extract::numerals::{Form, grouped};
use crate::extract::{DateReading, Word};
use crate::model::{Bound, Interval, NumeralKind, Quantity, Unit};
use crate::text::TokenKind;

/// The kind that a unit implies.
pub(super) fn of_unit(unit: &Unit) -> NumeralKind {
    match unit.dimension.as_str() {
        "count" => NumeralKind::Count,
        "share" => NumeralKind::Share,
        "age" => NumeralKind::Age,
        "duration" => NumeralKind::Duration,
        money if money.starts_with("money-") => NumeralKind::Money,
        _ => NumeralKind::Measure,
    }
}

/// The numbers of a date, one reading each.
pub(super) fn in_date<'a>(context: &'a Context<'_>, date: &'a DateReading) -> impl Iterator<Item = Reading> + 'a {
    let kind = if date.minute.is_some() && date.days.from.is_none() && date.days.to.is_none() {
        NumeralKind::Time
    } else {
        NumeralKind::Date
    };
    (date.first..=date.last).filter_map(move |at| {
        let word = context.words.get(at).filter(|w| w.kind == TokenKind::Number)?;
        let value = grouped(word.text, &context.rules.numbers)?;
        let alone = date.first == date.last || date.minute.is_none() && (1000.0..=2100.0).contains(&value);
        let kind = if alone && word.text.len() == 4 { NumeralKind::Year } else { kind };
        Some(Reading {
            first: date.first,
            last: date.last,
            number: (at, at),
            after: date.last + 1,
            span: date.span,
            quantity: Quantity {
                value,
                interval: Interval::exact(value),
                step: 1.0,
                bound: Bound::Exact,
                direction: None,
                kind,
                unit: Unit::count(),
            },
            nominal: false,
        })
    })
}

/// Marks drafts that count nothing.
pub(super) fn classify(context: &Context<'_>, drafts: &mut [Draft]) {
    scores(context, drafts);
    for k in 0..drafts.len() {
        // "ISO 3888-2", "1:36.6": what hangs on an identifier is part of it.
        let start = drafts[k].numeral.words.0;
        let hangs = k > 0
            && drafts[k - 1].kind == Some(NumeralKind::Identifier)
            && drafts[k - 1].numeral.words.1 + 2 == start
            && context.words[start - 1..=start].iter().all(|w| w.glued);
        let named_before = k > 0 && drafts[k - 1].kind == Some(NumeralKind::Identifier);
        let last_named = k.checked_sub(1).map_or(0, |k| drafts[k].numeral.words.1);
        let draft = &mut drafts[k];
        if draft.kind.is_some() {
            continue;
        }
        let listed = named_before && listed(context, last_named, draft);
        if draft.numeral.digits && draft.unit.is_none() && named::era(context, draft) {
            draft.kind = Some(NumeralKind::Year);
            continue;
        }
        if draft.numeral.form == Form::Ordinal {
            draft.kind = Some(NumeralKind::Ordinal);
        } else if hangs || listed || named::is_identifier(context, draft) {
            draft.kind = Some(NumeralKind::Identifier);
            draft.unit = None;
            draft.edges = draft.numeral.words;
        }
    }
    named::telephone(context, drafts);
    named_again(context, drafts);
}

/// *iPhone 11 and 11 Pro Max*: the number of a name, again before a capital or behind one.
fn named_again(context: &Context<'_>, drafts: &mut [Draft]) {
    let names: Vec<f64> =
        drafts.iter().filter(|d| d.kind == Some(NumeralKind::Identifier)).map(|d| d.numeral.value).collect();
    for draft in drafts.iter_mut().filter(|d| d.kind.is_none() && d.unit.is_none() && d.numeral.digits) {
        let (first, last) = draft.numeral.words;
        let capital = |w: Option<&Word<'_>>| w.is_some_and(|w| w.is_capitalised() && w.classes.is_open());
        if names.contains(&draft.numeral.value)
            && (capital(context.words.get(last + 1)) || capital(context.before(first)) && context.closed(last + 1))
        {
            draft.kind = Some(NumeralKind::Identifier);
        }
    }
}

/// *les articles 3 et 4*: a number listed behind one that names, with no noun of its own.
fn listed(context: &Context<'_>, last: usize, draft: &Draft) -> bool {
    let numbers = &context.rules.numbers;
    let (first, end) = draft.numeral.words;
    draft.unit.is_none()
        && draft.numeral.digits
        && context.closed(end + 1)
        && matches!(context.words.get(last + 1..first), Some([w])
            if w.is_mark(',') || numbers.range_and.contains(&w.lower) || numbers.range.at(|_| Some(&w.lower)).is_some())
}

/// *2-1*, *289 voix contre 241*.
fn scores(context: &Context<'_>, drafts: &mut [Draft]) {
    let numbers = &context.rules.numbers;
    for k in 1..drafts.len() {
        let (left, right) = drafts.split_at_mut(k);
        let (a, b) = (&mut left[k - 1], &mut right[0]);
        if a.kind.is_some() || b.kind.is_some() || a.unit.is_some() {
            continue;
        }
        let between = &context.words[a.numeral.words.1 + 1..b.numeral.words.0];
        let whole = |d: &Draft| d.numeral.value.fract() == 0.0 && d.numeral.value < 1000.0 && d.numeral.digits;
        let dash = matches!(between, [m] if m.glued && matches!(m.text, "-" | "–" | "‑"))
            && context.words[b.numeral.words.0].glued;
        // "3 à 1": no range falls.
        let falls = a.numeral.value > b.numeral.value && b.unit.is_none() && a.numeral.value < 100.0;
        let told = falls
            && numbers
                .range
                .at(|n| between.get(n).map(|w| w.lower.as_str()))
                .is_some_and(|(n, ())| n == between.len() && n == 1)
            && !context
                .left(a.edges.0, 0)
                .is_some_and(|w| numbers.range_from.contains(w) && ranges::moves(context, a.edges.0 - 1))
            && context.closed(b.edges.1 + 1);
        let vote = told && whole(a) && whole(b)
            || matches!(between, [vote, against] if numbers.votes.contains(&vote.lower) && numbers.against.contains(&against.lower));
        if dash && whole(a) && whole(b) && b.unit.is_none() {
            let noun = !context.closed(b.edges.1 + 1);
            // "33-35 billets" is a range, "2-1" and "1-2" are scores.
            if a.numeral.value < b.numeral.value && noun {
                continue;
            }
        } else if !vote {
            continue;
        }
        a.kind = Some(NumeralKind::Score);
        b.kind = Some(NumeralKind::Score);
    }
}
