//! Two numbers that are the ends of one range.

use super::{Context, Draft, amounts, bounds};
use crate::extract::numerals::Form;
use crate::rules::Class;

/// Joins drafts that state a range: *entre 12 et 15, 3 à 4 millions, 5-6 %, deux ou trois*; and
/// those that state one amount: *trois euros et cinquante centimes*.
pub(super) fn join(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at + 1 < drafts.len() {
        let (a, b) = (&drafts[at], &drafts[at + 1]);
        if let Some(joined) =
            range(context, a, b).or_else(|| even(context, a, b)).or_else(|| amounts::amount(context, a, b))
        {
            drafts[at] = joined;
            drafts.remove(at + 1);
        }
        at += 1;
    }
    // "from 12 to 18-20 billion euros": unit and multiplier of the end belong to the start.
    for at in 1..drafts.len() {
        let (a, b) = (&drafts[at - 1], &drafts[at]);
        if a.unit.is_none() && b.unit.is_some() && moved(context, a, b) {
            let scale =
                shared_scale(a.numeral.value, b.upper.unwrap_or(b.numeral.value), b.numeral.scale, a.numeral.scale);
            let unit = b.unit.clone();
            let a = &mut drafts[at - 1];
            a.unit = unit;
            a.numeral.value *= scale;
            a.numeral.step *= scale;
        }
    }
}

/// *des dizaines, voire des centaines de blessés; several dozen or even 200*: from the least of
/// the one to the most of the other.
fn even(context: &Context<'_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let numbers = &context.rules.numbers;
    let mut gap = context.words.get(a.edges.1 + 1..b.edges.0)?;
    while let Some((first, rest)) = gap.split_first()
        && first.is_mark(',')
    {
        gap = rest;
    }
    if let Some((last, rest)) = gap.split_last()
        && last.is(Class::Determiner)
    {
        gap = rest;
    }
    let (len, ()) = numbers.even.at(|k| gap.get(k).map(|w| w.lower.as_str()))?;
    let whole = len == gap.len() && a.unit.is_none() && a.kind.is_none() && b.kind.is_none() && a.upper.is_none();
    let ends = |d: &Draft| match d.numeral.form {
        Form::Cardinal => Some((d.numeral.value, d.numeral.value)),
        Form::Collective(c, 1.0) => Some((c.low, c.high)),
        _ => None,
    };
    let ((low, _), (_, high)) = (ends(a)?, ends(b)?);
    // "a hundred or even 1,000"
    if !whole || low >= high || b.upper.is_some() {
        return None;
    }
    let mut out = b.clone();
    out.edges.0 = a.edges.0;
    out.numeral.words.0 = a.numeral.words.0;
    out.numeral.value = low;
    out.upper = Some(high);
    Some(out)
}

fn range(context: &Context<'_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let numbers = &context.rules.numbers;
    let cardinal = |d: &Draft| d.kind.is_none() && matches!(d.numeral.form, Form::Cardinal | Form::Article);
    if !cardinal(a) || !cardinal(b) {
        return None;
    }
    let connector = context.words.get(a.edges.1 + 1..b.edges.0).filter(|c| !c.is_empty())?;
    let left = context.left(a.edges.0, 0);
    let open = left.is_some_and(|w| numbers.range_open.contains(w));
    let from = left.is_some_and(|w| numbers.range_from.contains(w));
    let single = (connector.len() == 1).then(|| &connector[0]);
    let dash = single.is_some_and(|w| matches!(w.text, "-" | "–" | "—"));
    let to = numbers
        .range
        .at(|k| connector.get(k).map(|w| w.lower.as_str()))
        .is_some_and(|(len, ())| len == connector.len());
    let either = single.is_some_and(|w| numbers.either.contains(&w.lower));
    let and = open && single.is_some_and(|w| numbers.range_and.contains(&w.lower));
    if !(dash || to || either || and) {
        return None;
    }
    // "un ou deux ans", but "un à deux".
    if a.numeral.form == Form::Article && a.unit.is_none() && !(either && b.numeral.value == 2.0) {
        return None;
    }
    // "passer de 3 à 5", "rose from 3 to 5": two values, at two times.
    if moved(context, a, b) {
        return None;
    }
    // "rose by $3 billion to $19 billion": a change, and where it led.
    if to && !from && a.unit.is_some() && bounds::direction(context, a, a.edges.0).is_some() {
        return None;
    }
    let scale = shared_scale(a.numeral.value, b.numeral.value, b.numeral.scale, a.numeral.scale);
    let low = a.numeral.value * scale;
    let high = b.numeral.value;
    let same_unit = match (&a.unit, &b.unit) {
        (Some(x), Some(y)) => x.name == y.name,
        (Some(_), None) => dash,
        (None, _) => true,
    };
    let near = !either || high - low <= (low / 2.0).max(1.0) * scale.max(1.0) && a.unit.is_none();
    if low >= high || !same_unit || !near || dash && !(a.numeral.digits && b.numeral.digits) {
        return None;
    }
    let mut out = b.clone();
    out.edges.0 = a.edges.0;
    out.numeral.words.0 = a.numeral.words.0;
    out.numeral.value = low;
    out.unit = b.unit.clone().or_else(|| a.unit.clone());
    out.upper = Some(high);
    Some(out)
}

/// "4 à 5 millions", "four to five thousand": the multiplier belongs to both.
fn shared_scale(low: f64, high: f64, scale: f64, own: f64) -> f64 {
    if own > 1.0 || scale <= 1.0 || high < 1000.0 || low >= 1000.0 {
        return 1.0;
    }
    if low < high / scale { scale } else { 1.0 }
}

/// True for two values of which the first became the second.
fn moved(context: &Context<'_>, a: &Draft, b: &Draft) -> bool {
    let numbers = &context.rules.numbers;
    let from = context.left(a.edges.0, 0).is_some_and(|w| numbers.range_from.contains(w));
    let gap = context.words.get(a.edges.1 + 1..b.edges.0).unwrap_or(&[]);
    let to = numbers.range.at(|k| gap.get(k).map(|w| w.lower.as_str())).is_some_and(|(len, ())| len == gap.len());
    from && to && moves(context, a.edges.0 - 1)
}

/// True when a verb of going from one value to another stands before the *de* at `at`.
pub(super) fn moves(context: &Context<'_>, at: usize) -> bool {
    let numbers = &context.rules.numbers;
    (0..4).filter_map(|k| context.left(at, k)).any(|w| numbers.moves.contains(w) || numbers.change.contains_key(w))
}
