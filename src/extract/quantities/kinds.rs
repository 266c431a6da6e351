//! What sort of numeral: identifiers, scores, telephone numbers, parts of dates.

use super::{Context, Draft, Reading};
use crate::extract::DateReading;
use crate::extract::numerals::{self, Form, grouped};
use crate::model::{Bound, Interval, NumeralKind, Quantity, Unit};
use crate::rules::Class;
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
        if draft.numeral.form == Form::Ordinal {
            draft.kind = Some(NumeralKind::Ordinal);
        } else if hangs || listed || is_identifier(context, draft) {
            draft.kind = Some(NumeralKind::Identifier);
            draft.unit = None;
            draft.edges = draft.numeral.words;
        }
    }
    telephone(context, drafts);
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

fn is_identifier(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, last) = draft.numeral.words;
    let word = &context.words[first];
    if draft.numeral.form == Form::Fraction {
        return false;
    }
    if !draft.numeral.digits {
        return part_of_name(context, first, last);
    }
    // "20 Minutes": a unit with a capital inside a sentence is part of a name.
    let unit = context.words.get(last + 1).filter(|w| w.is_capitalised() && !w.glued && w.text.len() > 3);
    if draft.unit.as_ref().is_some_and(|u| u.dimension == "duration")
        && unit.is_some_and(|u| u.text.chars().skip(1).all(char::is_lowercase))
    {
        return true;
    }
    // "007", but a number alone names nothing
    if context.words.len() > 1
        && word.text.len() > 2
        && word.text.starts_with('0')
        && word.text.bytes().all(|b| b.is_ascii_digit())
    {
        let zeros = word.text.bytes().all(|b| b == b'0');
        return !zeros && !numerals::leads(context.words, first, &context.rules.numbers);
    }
    // 12.34.56.78.90 is no number.
    let groups: Vec<&str> = word.text.split(['.', ',']).collect();
    if groups.len() > 2 && groups[1..groups.len() - 1].iter().any(|g| g.len() != 3) {
        return true;
    }
    // "Model 3s" is no three seconds.
    let letter = draft.edges.1 == last + 1 && context.words[last + 1].glued && context.words[last + 1].text == "s";
    if draft.unit.is_some() && !(letter && named(context, first, last)) {
        return false;
    }
    let glued_before = word.glued
        && context.before(first).is_some_and(|w| {
            w.kind == TokenKind::Word && !w.lower.ends_with('\'') || matches!(w.text, "/" | "#" | "@" | "_" | ":")
        });
    // "ID.3", but not "blessés.12 personnes" where a space was lost
    let dotted = word.glued
        && first > 1
        && context.words[first - 1].is_mark('.')
        && context.words[first - 1].glued
        && context.words[first - 2].kind == TokenKind::Word
        && context.words[first - 2].text.chars().all(char::is_uppercase);
    // "le 11-Septembre"
    let hyphened = matches!(context.words.get(last + 1..last + 3), Some([dash, name])
        if dash.glued && name.glued && matches!(dash.text, "-" | "‑") && name.is_capitalised() && draft.edges.1 == last);
    let glued_after = context.words.get(last + 1).is_some_and(|w| {
        // "the iPhone 14's screen", "1:36"
        let possessive = matches!(w.text, "'" | "’") && context.lower(last + 2) == Some("s");
        let colon =
            w.is_mark(':') && context.words.get(last + 2).is_some_and(|n| n.glued && n.kind == TokenKind::Number);
        w.glued && (w.kind == TokenKind::Word || possessive || colon)
    }) && draft.edges.1 == last;
    glued_before || dotted || hyphened || glued_after || named(context, first, last)
}

/// *article 49.3, n° 12, iPhone 11, Channel 12*.
fn named(context: &Context<'_>, first: usize, last: usize) -> bool {
    let identifiers = &context.rules.numbers.identifiers;
    let mut at = first;
    while context.before(at).is_some_and(|w| matches!(w.text, "°" | "º" | "#")) {
        at -= 1;
    }
    if at < first {
        return true;
    }
    // "au 33 rue Centrale"
    if context.lower(last + 1).is_some_and(|w| context.rules.numbers.streets.contains(w)) {
        return true;
    }
    let Some(before) = context.before(first) else { return false };
    if before.is_mark('.') && context.left(first, 1) == Some("no") {
        return true;
    }
    if before.kind != TokenKind::Word {
        return false;
    }
    if identifiers.contains(&before.lower) {
        return true;
    }
    // A name before it, and no noun behind it that it could count.
    let inside = first > 1
        && (before.glued
            || context.words[first - 2].kind != TokenKind::Mark
            || matches!(context.words[first - 2].text, "," | ";"));
    let numbers = &context.rules.numbers;
    // "Paris 12 blessés" counts, "the S&P 500 rose" does not.
    let noun = context.words.get(last + 1).is_some_and(|w| {
        w.kind == TokenKind::Word
            && !w.is_capitalised()
            && w.classes.is_open()
            && numbers.is_plural(&w.lower)
            && !numbers.change.contains_key(&w.lower)
    });
    let plain = context.words[first].text.bytes().all(|b| b.is_ascii_digit()) && first == last;
    inside
        && plain
        && before.text.chars().any(char::is_uppercase)
        && before.classes.is_open()
        && !numbers.change.contains_key(&before.lower)
        && numbers.bound_before.ending(|k| context.left(first, k)).is_none()
        && numbers.lookup(&before.lower).is_none()
        && !noun
}

/// *the Kick Six win, Apple One*: a spelled number with a capital behind a name.
fn part_of_name(context: &Context<'_>, first: usize, last: usize) -> bool {
    let name = |w: Option<&crate::extract::Word<'_>>| w.is_some_and(|w| w.is_capitalised() && w.classes.is_open());
    // "les Vingt-Sept"
    let group = context.before(first).is_some_and(|w| w.is(Class::Determiner) && !w.is_capitalised());
    first == last
        && context.words[first].is_capitalised()
        && (first > 1 && name(context.before(first)) && !name(context.words.get(last + 1))
            || group && context.closed(last + 1) && !context.words[first].text.chars().all(char::is_uppercase))
}

/// Four and more short groups of digits in a row are a telephone number; three, where the first
/// begins with a zero.
fn telephone(context: &Context<'_>, drafts: &mut [Draft]) {
    let mut at = 0;
    while at < drafts.len() {
        let mut end = at + 1;
        while end < drafts.len() && drafts[end].numeral.words.0 == drafts[end - 1].numeral.words.1 + 1 {
            end += 1;
        }
        let run = &mut drafts[at..end];
        let short = run.iter().all(|d| d.numeral.digits && context.words[d.numeral.words.0].text.len() <= 4);
        let zero = context.words[run[0].numeral.words.0].text.starts_with('0');
        if short && (run.len() >= 4 || zero && run.len() >= 3) {
            for draft in run {
                draft.kind = Some(NumeralKind::Identifier);
                draft.unit = None;
            }
        }
        at = end;
    }
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
        let vote = matches!(between, [vote, against] if numbers.votes.contains(&vote.lower) && numbers.against.contains(&against.lower));
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
