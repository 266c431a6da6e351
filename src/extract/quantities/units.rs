//! The unit of a numeral, before or after it, and whether years are an age.

use super::{Context, Draft};
use crate::extract::numerals::{self, Form, Numeral};
use crate::model::{Bound, Unit};
use crate::rules::Class;
use crate::text::TokenKind;
use compact_str::CompactString;

/// A numeral with its unit, sign and currency. `from` is the first word that it may take.
pub(super) fn draft(context: &Context<'_>, numeral: Numeral, from: usize) -> Draft {
    let (first, last) = numeral.words;
    let mut draft = Draft { edges: (first, last), numeral, unit: None, old: false, kind: None, upper: None };
    if let Some(unit) = draft.numeral.unit.take() {
        draft.unit = Some(unit);
        return draft;
    }
    if draft.numeral.form == Form::Ordinal {
        return draft;
    }
    if numerals::leads(context.words, first, &context.rules.numbers) && first > from {
        draft.edges.0 -= 1;
    }
    sign(context, &mut draft, from);
    let found = joined(context, &draft.numeral)
        .map(|tail| {
            draft.old = tail.old;
            draft.numeral.bound = tail.bound.or(draft.numeral.bound);
            draft.numeral.value += tail.more;
            (tail.last, tail.unit)
        })
        .or_else(|| behind(context, &draft.numeral));
    if let Some((last, unit)) = found {
        draft.edges.1 = last;
        draft.unit = unit;
    }
    if draft.unit.is_some() {
        halved(context, &mut draft);
        below_zero(context, &mut draft);
    } else {
        decimetres(context, &mut draft);
    }
    if draft.unit.is_none()
        && let Some((len, unit)) =
            context.units.prefix(|k| draft.edges.0.checked_sub(1 + k).and_then(|n| context.text(n)))
        && draft.edges.0 - len >= from
    {
        draft.edges.0 -= len;
        draft.unit = Some(unit.clone());
    }
    draft
}

/// *deux ans et demi, a mile and a half*.
fn halved(context: &Context<'_>, draft: &mut Draft) {
    let after = draft.edges.1 + 1;
    let whole = draft.numeral.value.fract() == 0.0 && draft.numeral.scale == 1.0;
    let found = context.rules.numbers.halves.at(|k| context.lower(after + k)).filter(|_| whole);
    if let Some((len, ())) = found {
        draft.numeral.value += 0.5;
        draft.numeral.step = 0.5;
        draft.edges.1 += len;
        // More than an article now.
        if draft.numeral.form == Form::Article {
            draft.numeral.form = Form::Cardinal;
        }
    }
}

/// *5 degrés sous zéro*.
fn below_zero(context: &Context<'_>, draft: &mut Draft) {
    let degrees = draft.unit.as_ref().is_some_and(|u| matches!(u.dimension.as_str(), "temperature" | "degree"));
    let after = draft.edges.1 + 1;
    let found = context.rules.numbers.below_zero.at(|k| context.lower(after + k));
    if let Some((len, ())) = found.filter(|_| degrees && draft.numeral.value > 0.0) {
        draft.numeral.value = -draft.numeral.value;
        draft.edges.1 += len;
    }
}

/// *1m80*, and the inches of *5ft 10in*.
fn decimetres(context: &Context<'_>, draft: &mut Draft) {
    let next = context.words.get(draft.edges.1 + 1).filter(|w| w.glued && w.kind == TokenKind::Word);
    if next.is_some_and(|w| w.lower == "in") && context.left(draft.edges.0, 0) == Some("ft") {
        draft.edges.1 += 1;
        draft.unit = context.units.named("in").cloned();
        return;
    }
    let hundredths = next.and_then(|w| w.lower.strip_prefix('m')).filter(|d| d.len() == 2);
    let Some(hundredths) = hundredths.and_then(|d| d.parse::<u8>().ok()) else { return };
    if draft.numeral.digits && draft.numeral.value.fract() == 0.0 && draft.numeral.value < 100.0 {
        draft.numeral.value += f64::from(hundredths) / 100.0;
        draft.numeral.step = 0.01;
        draft.edges.1 += 1;
        draft.unit = context.units.named("m").cloned();
    }
}

/// *-5, minus 5, moins 5 degrés*.
fn sign(context: &Context<'_>, draft: &mut Draft, from: usize) {
    let Some(at) = draft.edges.0.checked_sub(1).filter(|&k| k >= from) else { return };
    let word = &context.words[at];
    let numbers = &context.rules.numbers;
    // "2-1", "Covid-19" and "mi-2016" have no sign.
    let before = context.before(at);
    // "75 -300 mm" and "COVID -19" neither; "$-50.8bn" does.
    let free = !word.glued && before.is_none_or(|b| b.kind != TokenKind::Number && !b.is_capitalised())
        || before.is_some_and(|b| b.kind == TokenKind::Mark && matches!(b.text, "$" | "€" | "£" | "("));
    let glued = context.words[draft.edges.0].glued;
    // "- 1.200.000", alone in its line.
    let alone = at == 0 && draft.numeral.words.1 + 1 == context.words.len();
    let mark = matches!(word.text, "-" | "−" | "–") && free && (glued || alone);
    let temperature = || {
        behind(context, &draft.numeral)
            .and_then(|(_, u)| u)
            .is_some_and(|u| matches!(u.dimension.as_str(), "temperature" | "degree"))
    };
    let spelled = numbers.negative.contains(&word.lower)
        || numbers.negative_degrees.contains(&word.lower) && (at == 0 || temperature())
        || word.text == "-" && temperature();
    if mark || spelled {
        draft.numeral.value = -draft.numeral.value;
        draft.edges.0 = at;
    }
}

/// A unit joined by a hyphen: *24-year-old, five-year*, and, where the language counts so, any
/// noun: *ten-page*.
fn joined(context: &Context<'_>, numeral: &Numeral) -> Option<Tail> {
    let last = numeral.words.1;
    let (at, rest) = match numeral.rest {
        Some(rest) => (last, context.words[last].lower.get(rest..)?),
        None => {
            let [hyphen, word] = context.words.get(last + 1..last + 3)? else { return None };
            if !(hyphen.glued && word.glued && matches!(hyphen.text, "-" | "‑") && word.kind == TokenKind::Word) {
                return None;
            }
            (last + 2, word.lower.as_str())
        }
    };
    let parts: Vec<&str> = rest.split(['-', '‑']).collect();
    let unit = context
        .rules
        .units
        .words
        .at(|k| parts.get(k).copied())
        .and_then(|(_, name)| context.units.named(name))
        .or_else(|| context.units.symbol(|k| parts.get(k).copied()).map(|(_, u)| u));
    let old = rest.ends_with("old") || rest.ends_with("olds");
    let bound = context.rules.numbers.tails.get(rest).copied();
    // "6-foot-5"
    let inches = parts.last().filter(|p| parts.len() > 1 && p.bytes().all(|b| b.is_ascii_digit()));
    let more = match (unit, inches.and_then(|p| p.parse::<f64>().ok())) {
        (Some(u), Some(inches)) if u.name == "ft" && inches < 12.0 => inches / 12.0,
        _ => 0.0,
    };
    // "quatre-mâts", "Deux-Sèvres" count nothing; "ten-page" does.
    let counts = unit.is_some() || bound.is_some() || context.rules.numbers.compounds;
    counts.then(|| Tail { last: at, unit: unit.cloned(), old, bound, more })
}

/// What a hyphen joins to a number.
struct Tail {
    last: usize,
    unit: Option<Unit>,
    /// It ends in *old*.
    old: bool,
    /// *100-plus*.
    bound: Option<Bound>,
    /// What it adds to the value: *6-foot-5*.
    more: f64,
}

/// The unit behind a numeral.
fn behind(context: &Context<'_>, numeral: &Numeral) -> Option<(usize, Option<Unit>)> {
    let mut at = numeral.words.1 + 1;
    // "une seconde ligne" is a second one.
    if numeral.form == Form::Article
        && !context.closed(at + 1)
        && context.lower(at).and_then(|w| context.rules.numbers.lookup(w)).is_some_and(|e| e.ordinal.is_some())
    {
        return None;
    }
    let linked = numeral.scaled || numeral.form == Form::Fraction && numeral.digits;
    if let Some(found) = at_word(context, numeral, at) {
        return Some(found);
    }
    // "un quart d'heure", "half a mile", "a quarter of an hour"
    if numeral.form == Form::Fraction && !numeral.digits && numeral.noun.is_none() {
        let link = context.words.get(at).is_some_and(|w| w.is(Class::Of) && !w.is(Class::Determiner));
        let article = context
            .lower(at + usize::from(link))
            .is_some_and(|w| context.rules.numbers.lookup(w).is_some_and(|e| e.article && e.small.is_none()));
        let noun = at + usize::from(link) + usize::from(article);
        let found = (link || article).then(|| at_word(context, numeral, noun)).flatten();
        let measures = |u: &Unit| u.dimension != "share" && u.dimension != "count";
        let one = context.lower(noun).is_some_and(|w| !context.rules.numbers.is_plural(w));
        if let Some(found) = found.filter(|(_, u)| one && u.as_ref().is_some_and(measures)) {
            return Some(found);
        }
    }
    if linked && context.words.get(at).is_some_and(|w| context.rules.units.link.contains(&w.lower)) {
        at += 1;
        return at_word(context, numeral, at);
    }
    None
}

/// What a word of two units means here: the nearest word that decides does.
fn other_unit(context: &Context<'_>, numeral: &Numeral, at: usize, name: &str) -> Option<CompactString> {
    let words = context.rules.units.ambiguous.get(name)?;
    let cue = |k: usize| context.lower(k).and_then(|w| words.cues.get(w));
    let nearest = (1..context.words.len()).find_map(|d| at.checked_sub(d).and_then(cue).or_else(|| cue(at + d)));
    let other = match nearest {
        Some(&other) => other,
        None => numeral.value >= words.from && !context.words.get(at + 1).is_some_and(|w| w.is(Class::Of)),
    };
    other.then(|| words.unit.clone())
}

fn at_word(context: &Context<'_>, numeral: &Numeral, at: usize) -> Option<(usize, Option<Unit>)> {
    let word = context.words.get(at)?;
    let next = context.words.get(at + 1);
    if let Some((len, unit)) = context.units.symbol(|k| context.text(at + k)) {
        // "$5 $10": the second sign belongs to what follows.
        let forward =
            word.kind == TokenKind::Mark && !word.glued && next.is_some_and(|n| n.glued && n.kind == TokenKind::Number);
        // "12 l'an": a clitic is no symbol; nor is the first letter of "5 p.m.".
        let dotted = word.text.len() == 1
            && next.is_some_and(|n| n.glued && n.is_mark('.'))
            && context.words.get(at + 2).is_some_and(|n| n.glued);
        if !forward && !dotted {
            return Some((at + len - 1, Some(unit.clone())));
        }
    }
    let (len, name) = context.rules.units.words.at(|k| context.lower(at + k))?;
    if context.rules.units.ambiguous.get(name).is_some_and(|a| numeral.value < a.least) {
        return None;
    }
    let other = other_unit(context, numeral, at, name);
    Some((at + len - 1, context.units.named(other.as_deref().unwrap_or(name)).cloned()))
}

/// *aged 42*; *Ana Robles, 42, …* in languages that write so.
fn bare_age(context: &Context<'_>, draft: &Draft) -> bool {
    let words = &context.rules.units;
    let numeral = &draft.numeral;
    if !words.bare_ages
        || numeral.form != Form::Cardinal
        || numeral.value.fract() != 0.0
        || !(1.0..=115.0).contains(&numeral.value)
    {
        return false;
    }
    let (first, last) = draft.edges;
    let named = numeral.digits
        && context.left(first, 0) == Some(",")
        && first.checked_sub(2).and_then(|k| context.words.get(k)).is_some_and(|w| w.is_capitalised())
        && context.words.get(last + 1).is_some_and(|w| matches!(w.text, "," | "."));
    named || words.age_before.ending(|k| context.left(first, k)).is_some() && context.closed(last + 1)
}

/// True when a length of time is the age of somebody.
pub(super) fn is_age(context: &Context<'_>, draft: &Draft) -> bool {
    if draft.unit.is_none() {
        return bare_age(context, draft);
    }
    let Some(unit) = draft.unit.as_ref().filter(|u| u.dimension == "duration") else { return false };
    if context.units.named(&format!("age-{}", unit.name)).is_none() {
        return false;
    }
    let words = &context.rules.units;
    let after = draft.edges.1 + 1;
    let follows = |phrases: &crate::rules::Phrases<()>| phrases.at(|k| context.lower(after + k)).is_some();
    if draft.old || follows(&words.age_after) {
        return true;
    }
    // Past the words of a bound: "âgé d'environ 30 ans".
    let mut left = draft.edges.0;
    if let Some((len, _)) = context.rules.numbers.bound_before.ending(|k| context.left(left, k)) {
        left -= len;
    }
    for at in [draft.edges.0, left] {
        if words.age_before.ending(|k| context.left(at, k)).is_some() {
            return true;
        }
    }
    // "les 18-25 ans"
    let group = draft.upper.is_some() && context.before(draft.edges.0).is_some_and(|w| w.is(Class::Determiner));
    if group && context.words[draft.numeral.words.1].glued && unit.name == "year" {
        return true;
    }
    // "les moins de 25 ans"
    let bounded = left < draft.edges.0 && context.before(left).is_some_and(|w| w.is(Class::Determiner));
    if bounded && unit.name == "year" && !follows(&words.duration_after) {
        return true;
    }
    let lasts = words.duration_before.ending(|k| context.left(draft.edges.0, k)).is_some()
        || words.duration_before.ending(|k| context.left(left, k)).is_some()
        || follows(&words.duration_after);
    let value = draft.numeral.value;
    if lasts || unit.name != "year" || value.fract() != 0.0 || !(1.0..=115.0).contains(&value) {
        return false;
    }
    let Some(before) = context.left(left, 0) else { return false };
    let ends = context.words.get(after).is_none_or(|w| w.kind == TokenKind::Mark || !w.classes.is_open());
    if words.age_verbs.contains(before) {
        let mark = before == "," || before == "(";
        let named = left.checked_sub(2).and_then(|k| context.words.get(k)).is_some_and(|w| w.kind == TokenKind::Word);
        let shut = context.words.get(after).is_none_or(|w| w.kind == TokenKind::Mark);
        return if mark { named && shut } else { ends };
    }
    let noun = left.checked_sub(2).and_then(|k| context.words.get(k));
    // "Ana Robles, de 42 años, …"
    let behind_name = noun.is_some_and(|w| w.is_mark(','))
        && left.checked_sub(3).and_then(|k| context.words.get(k)).is_some_and(|w| w.is_capitalised());
    if words.age_of.contains(before) && behind_name {
        return ends;
    }
    words.age_of.contains(before)
        && value >= words.age_from
        && noun.is_some_and(|w| match w.kind {
            TokenKind::Word => w.classes.is_open() && !words.lasting.contains(&w.lower),
            // "3 400 de moins de 25 ans"
            TokenKind::Number => true,
            TokenKind::Mark => false,
        })
}
