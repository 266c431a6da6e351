//! Results of matches and ballots: *2-1*, *289 voix contre 241*. One claim for both numbers.

use super::figures::Head;
use super::propositions::Context;
use super::quantities::Reading;
use crate::model::{Body, Claim, NumeralKind, Unit};

/// Words on either side of a score among which one may say that it is not the last: *1-0 à la
/// mi-temps*.
const REACH: usize = 5;

impl Context<'_, '_> {
    /// The scores of the sentence, in order.
    pub(super) fn scores(&self) -> Vec<Claim> {
        let score = |r: &Reading| r.quantity.kind == NumeralKind::Score;
        let mut out = Vec::new();
        let mut rest = &self.parsed.numbers[..];
        while let [a, tail @ ..] = rest {
            rest = tail;
            if let [b, tail @ ..] = tail
                && score(a)
                && score(b)
                // *289 voix contre 241*: no more than the noun and *contre* stand between.
                && b.number.0 <= a.number.1 + 3
            {
                out.extend(self.score(a, b));
                rest = tail;
            }
        }
        out
    }

    fn score(&self, a: &Reading, b: &Reading) -> Option<Claim> {
        let words = &self.parsed.words;
        let clause = self.clause_at(a.number.0)?;
        let votes = &self.rules.numbers.votes;
        let voted = words.get(a.number.1 + 1).is_some_and(|w| votes.contains(w.lower.as_str()));
        let head = if voted { self.head_after(a.number.1 + 1) } else { Head::default() };
        let mut quantity = a.quantity.clone();
        // Votes for meet votes of which the article does not say how many were against.
        quantity.unit = if head.term.is_some() { Unit::count() } else { Unit::score() };
        let span = words[a.first].span.join(words[b.last].span);
        let mut claim = self.assemble(clause, head, quantity, span, self.is_partial(a, b));
        if let Body::Figure(figure) = &mut claim.body {
            figure.against = Some(b.quantity.value);
        }
        Some(claim)
    }

    /// True beside words that say that it is no final score: *à la mi-temps, on aggregate*.
    fn is_partial(&self, a: &Reading, b: &Reading) -> bool {
        let words = &self.parsed.words;
        let told = |w: &usize| self.rules.numbers.partial_scores.contains(words[*w].lower.as_str());
        let open = |w: &usize| !words[*w].is_mark(',');
        (a.first.saturating_sub(REACH)..a.first).rev().take_while(open).any(|w| told(&w))
            || (b.last + 1..words.len()).take(REACH).take_while(open).any(|w| told(&w))
    }
}
