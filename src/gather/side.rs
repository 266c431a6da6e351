//! A claim as one side of a finding.

use super::Gathering;
use crate::model::{Body, Claim, SentenceText, Side, Spot, Value};
use crate::text::{LineIndex, Raw, Span};

/// The claim at (article, claim) as a side of `group`.
pub(super) fn side(with: &Gathering<'_>, at: (usize, usize), group: usize) -> Side {
    let dossier = &with.dossiers[at.0];
    let claim = &dossier.claims[at.1];
    let sentence = &dossier.sentences[claim.place.sentence];
    let quote = quote(with, at);
    side_of(at.0, sentence, claim.place.span, Some(claim), quote, group)
}

/// A stretch of text as one side of `group`.
pub(super) fn spot_side(spot: &Spot, group: usize) -> Side {
    side_of(spot.article, &spot.sentence, spot.span, spot.claim.as_ref(), spot.quote(), group)
}

fn side_of(
    article: usize,
    sentence: &SentenceText,
    span: Span<Raw>,
    claim: Option<&Claim>,
    quote: &str,
    group: usize,
) -> Side {
    let before = &sentence.text[..span.start - sentence.start];
    let within = LineIndex::new(before).position(before, before.len());
    let (line, column) = if within.line == 1 {
        (sentence.line, sentence.column + within.column - 1)
    } else {
        (sentence.line + within.line - 1, within.column)
    };
    Side {
        article: format!("a{}", article + 1),
        group,
        start: span.start,
        end: span.end,
        line,
        column,
        quote: quote.to_owned(),
        sentence: sentence.text.clone(),
        value: claim.and_then(|c| value(c, quote)),
        speaker: claim.and_then(|c| c.speaker.as_ref()).map(|s| s.name.clone()),
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
