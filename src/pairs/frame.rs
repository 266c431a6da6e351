//! The claim as a whole against the text: how much of it one clause tells, what is said of what both
//! speak of, what hangs on what, and what the claim ends with.

use super::align::alike;
use super::polarity::Aligned;
use super::slots::link_word;
use super::turn::is_told;
use super::vector::{Feature, Vector};
use crate::rules::Sign;

/// From how alike two words are they are taken for one.
const SAME: f64 = 0.8;

/// For each item of the claim, where in the text its likes stand.
struct Met(Vec<Vec<usize>>);

impl Aligned<'_, '_> {
    pub fn frame(&self, out: &mut Vector) {
        let like = |i| -> Vec<usize> {
            let all = 0..self.text.items.len();
            all.filter(|&m| alike(self.claim, &self.claim.items[i], self.text, &self.text.items[m]) >= SAME).collect()
        };
        let met = Met((0..self.claim.items.len()).map(like).collect());
        self.said(out);
        self.told_together(&met, out);
        self.attached(&met, out);
        self.ending(out);
    }

    fn weight(&self, items: impl Iterator<Item = usize>) -> f64 {
        items.map(|n| self.claim.items[n].weight).sum()
    }

    /// What the claim says, of things that the text speaks of and does not say it of: it weighs as
    /// much as one sentence of the text speaks of them.
    fn said(&self, out: &mut Vector) {
        let near = out.get(Feature::CoveredBest);
        let items = &self.claim.items;
        for (n, own) in items.iter().enumerate() {
            let says = own.clause.is_some() && !own.name && own.number.is_none() && is_told(self.claim, own);
            if !says || self.to_text.best[n].is_some_and(|(_, alike)| alike >= SAME) {
                continue;
            }
            let beside = |k: usize| k != n && items[k].sentence == own.sentence && items[k].clause == own.clause;
            let all = self.weight((0..items.len()).filter(|&k| beside(k)));
            let known = self.weight((0..items.len()).filter(|&k| beside(k) && self.to_text.best[k].is_some()));
            if all > 0.0 {
                out.set(Feature::SaidNew, out.get(Feature::SaidNew).max(near * known / all));
            }
        }
    }

    /// How much of the claim one clause of the text tells.
    fn told_together(&self, met: &Met, out: &mut Vector) {
        let count = self.claim.items.len();
        let all = self.weight(0..count).max(1e-9);
        let (mut most, mut negated, mut refuted): (f64, f64, f64) = (0.0, 0.0, 0.0);
        for (s, sentence) in self.text.passage.sentences.iter().enumerate() {
            let held = |like: &dyn Fn(Option<usize>) -> bool| {
                let stands = |m: &usize| self.text.items[*m].sentence == s && like(self.text.items[*m].clause);
                self.weight((0..count).filter(|&n| met.0[n].iter().any(stands))) / all
            };
            for (c, clause) in sentence.clauses.iter().enumerate() {
                let share = held(&|clause| clause == Some(c));
                most = most.max(share);
                negated = if clause.negated { negated.max(share) } else { negated };
            }
            if [Sign::False, Sign::Deny].iter().any(|sign| self.text.count(s, *sign) > 0) {
                refuted = refuted.max(held(&|_| true));
            }
        }
        out.set(Feature::Together, most);
        // Of two that negate, neither stands against the other for that.
        if out.get(Feature::NegatedText) > 0.0 {
            out.set(Feature::TextNegates, negated);
            out.set(Feature::TextRefutes, refuted);
        }
    }

    /// *le prix du blé*, *le prix du maïs*: what hangs on one word of both is not the same, as where
    /// two texts tell two things of one matter.
    fn attached(&self, met: &Met, out: &mut Vector) {
        for n in 1..self.claim.items.len() {
            let (head, own) = (&self.claim.items[n - 1], &self.claim.items[n]);
            let link = link_word(self.claim, own);
            if link.is_empty() || head.sentence != own.sentence || own.name || own.number.is_some() {
                continue;
            }
            let next = |m: &usize| {
                let next = self.text.items.get(m + 1)?;
                (next.sentence == self.text.items[*m].sentence).then_some((m + 1, next))
            };
            let behind: Vec<_> = met.0[n - 1].iter().filter_map(next).collect();
            if behind.iter().any(|(m, _)| met.0[n].contains(m)) {
                continue;
            }
            if behind.iter().any(|(_, i)| !i.name && i.number.is_none() && link_word(self.text, i) == link) {
                out.set(Feature::OtherComplement, 1.0);
            }
        }
    }

    /// What the claim ends with is what it is told for.
    fn ending(&self, out: &mut Vector) {
        if let Some(last) = self.claim.items.len().checked_sub(1)
            && self.to_text.best[last].is_none()
        {
            out.set(Feature::MissingLast, 1.0);
        }
    }
}
