//! A claim as one side of a finding.

use super::Gathering;
use crate::model::{Body, Claim, SentenceText, Side, Spot, Value};
use crate::text::{LineIndex, Raw, Span};

/// The claim at (article, claim) as a side of `group`.
pub(super) fn side(with: &Gathering<'_>, at: (usize, usize), group: usize) -> Side {
    let claim = &with.dossiers[at.0].claims[at.1];
    let side = at_span(with, at.0, claim.place.sentence, claim.place.span, group);
    told_by(Some(claim), side)
}

/// A stretch of text as a side of `group`.
pub(super) fn spot_side(with: &Gathering<'_>, spot: &Spot, group: usize) -> Side {
    // A headline is no sentence of the dossier.
    let number = with.dossiers[spot.article].sentences.iter().position(|s| s.start == spot.sentence.start);
    let origin = number.map_or_else(|| with.origins.article(spot.article), |n| with.origins.of(spot.article, n));
    told_by(spot.claim.as_ref(), side_of(spot.article, &spot.sentence, spot.span, origin, group))
}

/// A stretch of a sentence as a side of `group`.
pub(super) fn at_span(with: &Gathering<'_>, article: usize, number: usize, span: Span<Raw>, group: usize) -> Side {
    let sentence = &with.dossiers[article].sentences[number];
    side_of(article, sentence, span, with.origins.of(article, number), group)
}

/// With the claim's value and speaker.
fn told_by(claim: Option<&Claim>, side: Side) -> Side {
    Side {
        value: claim.and_then(|c| value(c, &side.quote)),
        speaker: claim.and_then(|c| c.speaker.as_ref()).map(|s| s.name.clone()),
        ..side
    }
}

fn side_of(article: usize, sentence: &SentenceText, span: Span<Raw>, origin: usize, group: usize) -> Side {
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
        quote: sentence.text[span.start - sentence.start..span.end - sentence.start].to_owned(),
        sentence: sentence.text.clone(),
        value: None,
        speaker: None,
        origin: format!("o{}", origin + 1),
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
