//! Figures and dates of the claim against those of the text.

use super::align::{link, same_number};
use super::side::{Item, Side};
use super::vector::{Feature, Vector};
use crate::model::{NumeralKind, Quantity};
use crate::text::TokenKind;

pub(super) fn numbers(claim: &Side<'_>, text: &Side<'_>, out: &mut Vector) {
    let quantities =
        |side: &Side<'_>| -> Vec<Item> { side.items.iter().filter(|i| i.number.is_some()).cloned().collect() };
    let theirs = quantities(text);
    for item in quantities(claim) {
        let Some(own) = claim.quantity(&item) else { continue };
        let met = theirs.iter().any(|i| text.quantity(i).is_some_and(|q| same_number(own, q) || same_value(own, q)));
        if met {
            out.see(Feature::NumberMet, 1.0, item.lower.to_string());
            continue;
        }
        let rival =
            theirs.iter().find(|i| text.quantity(i).is_some_and(|q| like(own, q)) && one_noun(claim, &item, text, i));
        match rival {
            Some(rival) => {
                let note = format!("{} and {}", said(claim, &item), said(text, rival));
                // Of two sentences that share little more than a unit, each has its own number.
                let near = link(claim, text, Some(rival.sentence)).coverage(claim.of_sentence(item.sentence));
                if near >= ALIKE {
                    out.see(Feature::NumberAlone, 1.0, note.clone());
                }
                out.see(Feature::NumberClash, near, note);
            }
            None if !matches!(own.kind, NumeralKind::Date) => {
                out.see(Feature::NumberNew, 1.0, said(claim, &item));
            }
            None => {}
        }
    }
    digits(claim, text, out);
    dates(claim, text, out);
}

/// Two readings of one stated value, whatever it was taken to count.
fn same_value(x: &Quantity, y: &Quantity) -> bool {
    x.value == y.value
}

/// Share of a sentence that the other has too, from which nothing but the number tells them apart.
/// The number itself is part of what is counted.
const ALIKE: f64 = 0.7;

fn like(x: &Quantity, y: &Quantity) -> bool {
    x.unit.dimension == y.unit.dimension && x.kind == y.kind
}

/// What they count begins with one word, or both have a unit of their own.
fn one_noun(a: &Side<'_>, x: &Item, b: &Side<'_>, y: &Item) -> bool {
    let noun = |side: &Side<'_>, item: &Item| {
        let sentence = side.sentence(item.sentence);
        let q = &sentence.quantities[item.number?];
        sentence.words.get(q.after).and_then(|w| w.term.clone())
    };
    let counted = a.quantity(x).is_some_and(|q| q.unit.dimension == "count");
    match (noun(a, x), noun(b, y)) {
        (Some(p), Some(q)) => p == q || !counted,
        _ => !counted,
    }
}

/// As the text has it.
fn said(side: &Side<'_>, item: &Item) -> String {
    let sentence = side.sentence(item.sentence);
    let Some(q) = item.number.map(|n| &sentence.quantities[n]) else { return item.lower.to_string() };
    let end = q.after.max(q.last).min(sentence.words.len().saturating_sub(1));
    let words: Vec<&str> = sentence.words[q.first..=end.max(q.first)].iter().map(|w| w.lower.as_str()).collect();
    words.join(" ")
}

/// Numerals in digits that the other side has nowhere.
fn digits(claim: &Side<'_>, text: &Side<'_>, out: &mut Vector) {
    let numerals = |side: &Side<'_>| -> Vec<String> {
        let words = side.passage.sentences.iter().flat_map(|s| &s.words);
        words.filter(|w| w.kind == TokenKind::Number).map(|w| w.lower.to_string()).collect()
    };
    let theirs = numerals(text);
    let values: Vec<f64> =
        text.passage.sentences.iter().flat_map(|s| &s.quantities).map(|q| q.quantity.value).collect();
    for own in numerals(claim) {
        let value = own.replace(',', "").parse::<f64>().ok();
        if !theirs.contains(&own) && !value.is_some_and(|v| values.contains(&v)) {
            out.see(Feature::DigitsNew, 1.0, own);
        }
    }
}

fn dates(claim: &Side<'_>, text: &Side<'_>, out: &mut Vector) {
    let all = |side: &Side<'_>| -> Vec<(crate::model::Days, String)> {
        let sentences = side.passage.sentences.iter();
        sentences
            .flat_map(|s| {
                s.dates.iter().filter(|d| d.days.from.is_some() && d.days.to.is_some()).map(|d| {
                    let words: Vec<&str> = s.words[d.first..=d.last].iter().map(|w| w.lower.as_str()).collect();
                    (d.days, words.join(" "))
                })
            })
            .collect()
    };
    let theirs = all(text);
    for (days, label) in all(claim) {
        if theirs.iter().any(|(other, _)| other.meets(&days)) {
            continue;
        }
        match theirs.first() {
            Some((_, other)) => out.see(Feature::DateClash, 1.0, format!("{label} and {other}")),
            None => out.see(Feature::DateNew, 1.0, label),
        }
    }
}
