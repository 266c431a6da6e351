//! A claim as one side of a finding.

use super::Gathering;
use crate::model::{Body, Claim, Side, Value};
use crate::text::LineIndex;

/// The claim at (article, claim) as a side of `group`.
pub(super) fn side(with: &Gathering<'_>, at: (usize, usize), group: usize) -> Side {
    let dossier = &with.dossiers[at.0];
    let claim = &dossier.claims[at.1];
    let sentence = &dossier.sentences[claim.place.sentence];
    let quote = quote(with, at);
    let before = &sentence.text[..claim.place.span.start - sentence.start];
    let within = LineIndex::new(before).position(before, before.len());
    let (line, column) = if within.line == 1 {
        (sentence.line, sentence.column + within.column - 1)
    } else {
        (sentence.line + within.line - 1, within.column)
    };
    Side {
        article: format!("a{}", at.0 + 1),
        group,
        start: claim.place.span.start,
        end: claim.place.span.end,
        line,
        column,
        quote: quote.to_owned(),
        sentence: sentence.text.clone(),
        value: value(claim, quote),
        speaker: claim.speaker.as_ref().map(|s| s.name.clone()),
        origin: format!("o{}", with.origins.of(at.0, claim.place.sentence) + 1),
    }
}

/// The words of the claim, verbatim.
pub(super) fn quote<'a>(with: &'a Gathering<'_>, at: (usize, usize)) -> &'a str {
    let dossier = &with.dossiers[at.0];
    let claim = &dossier.claims[at.1];
    let sentence = &dossier.sentences[claim.place.sentence];
    let span = claim.place.span;
    sentence.text.get(span.start.saturating_sub(sentence.start)..span.end.saturating_sub(sentence.start)).unwrap_or("")
}

fn value(claim: &Claim, quote: &str) -> Option<Value> {
    let Body::Figure(figure) = &claim.body else { return None };
    Some(Value {
        low: figure.quantity.interval.low,
        high: figure.quantity.interval.high,
        unit: figure.quantity.unit.name.to_string(),
        measure: figure.label.clone(),
        bound: figure.quantity.bound,
        text: quote.to_owned(),
    })
}
