//! Numerals of more than a plain number: fractions, collectives, ordinals in digits.

use super::spelled::{Cardinal, cardinal};
use super::{Form, Numeral, digits, plain};
use crate::extract::Word;
use crate::rules::{Class, Collective, NumberWord, Numbers};
use crate::text::TokenKind;

/// The numeral that begins at word `at`, if one does.
pub(super) fn numeral(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<Numeral> {
    let word = &words[at];
    if let Some(value) = digits::vulgar(word.text) {
        return Some(plain(at, at, value, Form::Fraction));
    }
    if let Some(next) = words.get(at + 1)
        && word.kind == TokenKind::Number
        && next.glued
        && next.kind == TokenKind::Word
        && !digits::raised(words, at)
        && numbers.ordinal_suffixes.contains(&next.lower)
        && let Some(value) = super::grouped(word.text, numbers)
    {
        return Some(Numeral { digits: true, ..plain(at, at + 1, value, Form::Ordinal) });
    }
    // "la 1.ª edición"
    if let Some([point, letter]) = words.get(at + 1..at + 3)
        && word.kind == TokenKind::Number
        && point.glued
        && letter.glued
        && point.is_mark('.')
        && matches!(letter.text, "ª" | "º")
        && let Some(value) = super::grouped(word.text, numbers)
    {
        return Some(Numeral { digits: true, ..plain(at, at + 2, value, Form::Ordinal) });
    }
    if let Some(found) = halved(words, at, numbers) {
        return Some(found);
    }
    let entry = numbers.lookup(&word.lower);
    if let Some(found) = entry.and_then(|e| lone(words, at, e, numbers)) {
        return Some(found);
    }
    let c = cardinal(words, at, numbers)?;
    if let Some(found) = slashed(words, at, &c, numbers).or_else(|| compound(words, at, &c, numbers)) {
        return Some(found);
    }
    if entry.is_some_and(|e| e.ambiguous) && c.last == at && !plural_follows(words, at + 1, numbers) {
        return None;
    }
    if c.last == at && c.rest.is_none() && numbers.pronouns.contains(&word.lower) && words.len() > 1 {
        let noun = !closed(words, at + 1) || of(words, at + 1);
        let pronoun = at > 0 && numbers.not_before_pronouns.contains(&words[at - 1].lower);
        let negated = at > 0 && numbers.negative.contains(&words[at - 1].lower);
        if !negated && (!noun || pronoun) {
            return Some(from(at, &c, Form::Article));
        }
    }
    let form = match (c.article, c.ordinal) {
        (true, _) => Form::Article,
        (_, true) => Form::Ordinal,
        _ => Form::Cardinal,
    };
    Some(from(at, &c, form))
}

fn from(at: usize, c: &Cardinal, form: Form) -> Numeral {
    Numeral {
        step: c.step,
        round: c.decimals || c.scale >= 1e6 || c.digits && c.scale > 1.0,
        digits: c.digits,
        scale: c.scale,
        scaled: c.scale >= 1e6,
        rest: c.rest,
        ..plain(at, c.last, c.value, form)
    }
}

fn of(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.is(Class::Of) || matches!(w.lower.as_str(), "of" | "de" | "d'" | "del"))
}

/// True when `at` begins no noun: a mark, a closed-class word, or nothing.
fn closed(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_none_or(|w| {
        w.kind == TokenKind::Mark || w.kind == TokenKind::Word && !w.classes.is_open() && !w.is_capitalised()
    })
}

/// *neuf* before a plural, a unit or another number is nine.
fn plural_follows(words: &[Word<'_>], at: usize, numbers: &Numbers) -> bool {
    words.get(at).is_some_and(|w| {
        w.kind == TokenKind::Word
            && (numbers.is_plural(&w.lower) && w.classes.is_open() || numbers.lookup(&w.lower).is_some())
    }) || at == 1 && words.len() == 1
}

/// *demi-million, half-hour*: what stands behind the hyphen decides.
fn halved(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<Numeral> {
    let word = &words[at];
    let hyphen = word.lower.find(['-', '‑'])?;
    let (head, tail) = (&word.lower[..hyphen], word.lower[hyphen..].trim_start_matches(['-', '‑']));
    let part = numbers.lookup(head).and_then(|e| e.halver.or(e.part))?;
    let rest = word.lower.len() - tail.len();
    match numbers.lookup(tail).map(|e| e.scale.or(e.collective.map(|c| c.value))) {
        Some(by) => {
            let by = by?;
            let round = by >= 1000.0;
            Some(Numeral { step: by * part, round, scaled: true, ..plain(at, at, part * by, Form::Cardinal) })
        }
        None => Some(Numeral { rest: Some(rest), ..plain(at, at, part, Form::Article) }),
    }
}

/// *la moitié, half of, des dizaines, le tiers*: words that need no number before them.
fn lone(words: &[Word<'_>], at: usize, entry: &NumberWord, numbers: &Numbers) -> Option<Numeral> {
    let before = at.checked_sub(1).and_then(|k| words.get(k));
    let after_ordinal = before.and_then(|w| numbers.lookup(&w.lower)).is_some_and(|e| e.ordinal.is_some());
    // "half a million", "media docena"
    if let Some(part) = entry.part.or(entry.halver) {
        let known = |k: usize| words.get(k).and_then(|w| numbers.lookup(&w.lower));
        let many = at + 1 + usize::from(known(at + 1).is_some_and(|e| e.article));
        if let Some(by) = known(many).and_then(|e| e.scale.or(e.collective.map(|c| c.value))) {
            return Some(Numeral {
                step: by * part,
                round: by >= 1000.0,
                scaled: true,
                ..plain(at, many, part * by, Form::Cardinal)
            });
        }
    }
    if let Some(part) = entry.halver.filter(|_| entry.part.is_none()) {
        return Some(plain(at, at, part, Form::Article));
    }
    // "several hundred", "quelques milliers"
    if before.is_some_and(|w| numbers.few.contains(&w.lower))
        && let Some(value) = entry.collective.map(|c| c.value).or(entry.scale).or(entry.hundred.then_some(100.0))
    {
        let listed = entry.collective.filter(|c| c.plural);
        let high = if value == 12.0 { 99.0 } else { value * 10.0 - 1.0 };
        let some = listed.unwrap_or(Collective { value, low: value * 2.0, high, plural: true });
        return Some(collected(words, at, at, 1.0, Some(some), numbers));
    }
    if let Some(part) = entry.part.filter(|_| !after_ordinal) {
        let bounded = numbers
            .bound_before
            .ending(|k| at.checked_sub(1 + k).and_then(|n| words.get(n)).map(|w| w.lower.as_str()))
            .is_some();
        let determined = before.is_some_and(|w| w.is(Class::Determiner));
        if of(words, at + 1)
            || bounded
            || closed(words, at + 1) && (determined || words.get(at + 1).is_some_and(|w| w.is(Class::Determiner)))
        {
            return Some(plain(at, at, part, Form::Fraction));
        }
        return None;
    }
    if let Some(collective) = entry.collective {
        let determined = before.is_some_and(|w| w.is(Class::Determiner));
        if collective.plural || determined && of(words, at + 1) {
            return Some(collected(words, at, at, 1.0, entry.collective, numbers));
        }
    }
    if let Some(d) = entry.denominator.filter(|_| entry.ordinal.is_none() && entry.small.is_none())
        && before.is_some_and(|w| w.is(Class::Determiner))
        && of(words, at + 1)
        && !excluded(words, at + 1, numbers)
    {
        return Some(plain(at, at, 1.0 / d, Form::Fraction));
    }
    None
}

fn excluded(words: &[Word<'_>], at: usize, numbers: &Numbers) -> bool {
    numbers.not_fractions.at(|k| words.get(at + k).map(|w| w.lower.as_str())).is_some()
}

/// *deux douzaines, des dizaines de milliers*.
fn collected(
    words: &[Word<'_>],
    first: usize,
    at: usize,
    times: f64,
    collective: Option<Collective>,
    numbers: &Numbers,
) -> Numeral {
    let mut collective = collective.unwrap_or(Collective { value: 1.0, low: 1.0, high: 1.0, plural: false });
    let mut last = at;
    // "dizaines de milliers"
    while of(words, last + 1) {
        let Some(next) = words.get(last + 2).and_then(|w| numbers.lookup(&w.lower)) else { break };
        let Some(by) = next.scale.or(next.collective.map(|c| c.value)) else { break };
        collective.value *= by;
        collective.low *= by;
        collective.high *= by;
        last += 2;
    }
    let form = Form::Collective(collective, times);
    Numeral { step: collective.value, scaled: true, ..plain(first, last, times * collective.value, form) }
}

/// *3/4, 1 1/2, 2½*.
fn slashed(words: &[Word<'_>], at: usize, c: &Cardinal, numbers: &Numbers) -> Option<Numeral> {
    let ratio = |k: usize| -> Option<f64> {
        let [top, slash, bottom] = words.get(k..k + 3)? else { return None };
        let divided = slash.glued && bottom.glued && (slash.is_mark('/') || slash.is_mark('⁄'));
        let further = words.get(k + 3).is_some_and(|w| w.glued && (w.is_mark('/') || w.kind == TokenKind::Word));
        if !divided || further || top.kind != TokenKind::Number || bottom.kind != TokenKind::Number {
            return None;
        }
        let (a, b) = (super::grouped(top.text, numbers)?, super::grouped(bottom.text, numbers)?);
        (a < b && a.fract() == 0.0 && b.fract() == 0.0).then(|| a / b)
    };
    if !c.digits || c.decimals {
        return None;
    }
    if let Some(value) = ratio(at) {
        return Some(Numeral { digits: true, ..plain(at, at + 2, value, Form::Fraction) });
    }
    let more = words.get(c.last + 1)?;
    if let Some(part) = digits::vulgar(more.text) {
        return Some(Numeral { digits: true, ..plain(at, c.last + 1, c.value + part, Form::Cardinal) });
    }
    let part = ratio(c.last + 1).filter(|_| !more.glued)?;
    Some(Numeral { digits: true, ..plain(at, c.last + 3, c.value + part, Form::Cardinal) })
}

/// A cardinal with what may follow it: a denominator, a collective, *sur cinq*.
fn compound(words: &[Word<'_>], at: usize, c: &Cardinal, numbers: &Numbers) -> Option<Numeral> {
    if c.ordinal {
        return None;
    }
    let next = c.last + 1;
    if c.rest.is_none()
        && let Some(entry) = words.get(next).and_then(|w| numbers.lookup(&w.lower))
    {
        if entry.collective.is_some_and(|col| !col.plural || !c.article) {
            return Some(collected(words, at, next, c.value, entry.collective, numbers));
        }
        if let Some(part) = entry.part.filter(|_| c.article && of(words, next + 1)) {
            return Some(plain(at, next, part, Form::Fraction));
        }
    }
    mixed(words, at, c, numbers).or_else(|| denominated(words, at, c, numbers)).or_else(|| ratio(words, at, c, numbers))
}

/// *vingt-trois et trois cinquièmes, cinq milliards et trois quarts*.
fn mixed(words: &[Word<'_>], at: usize, c: &Cardinal, numbers: &Numbers) -> Option<Numeral> {
    let joint = c.last + 1;
    let joined = words.get(joint).is_some_and(|w| numbers.mixed.contains(&w.lower));
    if !joined || c.rest.is_some() || c.decimals {
        return None;
    }
    let top = cardinal(words, joint + 1, numbers).filter(|t| !t.ordinal && !t.digits)?;
    let part = denominated(words, joint + 1, &top, numbers)?;
    if part.form == Form::Cardinal && part.value < c.scale {
        // "two billion and a quarter million"
        let value = c.value + part.value;
        return Some(Numeral {
            round: true,
            scaled: true,
            step: part.step,
            ..plain(at, part.words.1, value, Form::Cardinal)
        });
    }
    if part.value >= 1.0 {
        return None;
    }
    // Behind a multiplier the fraction is one of it: 5.75 milliards.
    let value = c.value + part.value * c.scale;
    Some(Numeral { round: true, step: part.value * c.scale, ..plain(at, part.words.1, value, Form::Cardinal) })
}

fn scale_at(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<f64> {
    words.get(at).and_then(|w| numbers.lookup(&w.lower)).and_then(|e| e.scale)
}

/// *deux tiers, un cinquième des, un vingt-cinquième*.
fn denominated(words: &[Word<'_>], at: usize, c: &Cardinal, numbers: &Numbers) -> Option<Numeral> {
    // "two-thirds" goes on inside its word.
    let (d, end) = match c.rest {
        Some(rest) => (numbers.denominator(words[c.last].lower.get(rest..)?)?, c.last),
        None => {
            // "five - eighths"
            let dash = words.get(c.last + 1).is_some_and(|w| matches!(w.text, "-" | "–") && !c.article);
            let next = c.last + 1 + usize::from(dash);
            let word = words.get(next).filter(|w| w.kind == TokenKind::Word)?;
            match numbers.denominator(&word.lower) {
                Some(d) => (d, next),
                // "une seconde de pause" is no half.
                None if numbers.lookup(&word.lower).is_some_and(|e| e.ordinal.is_some()) => return None,
                None => {
                    let ordinal = cardinal(words, next, numbers).filter(|o| o.ordinal && o.rest.is_none())?;
                    (ordinal.value, ordinal.last)
                }
            }
        }
    };
    if c.value.fract() != 0.0 || excluded(words, end + 1, numbers) || d < 2.0 {
        return None;
    }
    // "a quarter of a million", "a quarter million"
    let mut many = end + 1 + usize::from(of(words, end + 1));
    many += usize::from(
        many > end + 1 && words.get(many).and_then(|w| numbers.lookup(&w.lower)).is_some_and(|e| e.article),
    );
    if let Some(by) = scale_at(words, many, numbers).filter(|_| c.value < d) {
        let value = c.value / d * by;
        return Some(Numeral { round: true, scaled: true, step: by / d, ..plain(at, many, value, Form::Cardinal) });
    }
    let bare = closed(words, end + 1);
    let proper = c.value > 1.0 && c.value < d;
    // "un cinquième mandat" is a fifth term.
    if !(of(words, end + 1) || bare || proper) || c.value == 0.0 || c.value >= d && !of(words, end + 1) && !bare {
        return None;
    }
    Some(plain(at, end, c.value / d, Form::Fraction))
}

/// *un sur cinq, 9 out of 10, deux ouvriers sur trois*.
fn ratio(words: &[Word<'_>], at: usize, c: &Cardinal, numbers: &Numbers) -> Option<Numeral> {
    if c.rest.is_some() || c.value.fract() != 0.0 {
        return None;
    }
    let mut over = c.last + 1;
    let mut noun = None;
    // At most two words of a noun may stand between: "deux jeunes ouvriers sur trois".
    let len = loop {
        if let Some((len, ())) = numbers.over.at(|k| words.get(over + k).map(|w| w.lower.as_str())) {
            break len;
        }
        let word = words.get(over).filter(|w| w.kind == TokenKind::Word && w.classes.is_open())?;
        if over - c.last > 2 || numbers.lookup(&word.lower).is_some() {
            return None;
        }
        noun.get_or_insert(over);
        over += 1;
    };
    let d = cardinal(words, over + len, numbers).filter(|d| !d.ordinal && !d.article && d.rest.is_none())?;
    let year = d.digits && (1900.0..=2100.0).contains(&d.value);
    let whole = d.value.fract() == 0.0 && d.value >= 2.0 && c.value < d.value && d.scale < 1e6;
    // "one in 10 years", "trois hommes sur deux motos": the second number counts something else.
    let lone = closed(words, d.last + 1) || len > 1 || noun.is_none() && !c.digits && !d.digits;
    if year || !whole || !lone || (noun.is_some() && !closed(words, d.last + 1)) {
        return None;
    }
    Some(Numeral { noun, ..plain(at, d.last, c.value / d.value, Form::Fraction) })
}
