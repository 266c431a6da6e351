//! So and not so, true and false, certain and not.

use super::align::Links;
use super::side::Side;
use super::vector::{Feature, Vector};
use crate::model::ReadClause;
use crate::rules::{Concepts, Sign};

pub(super) struct Aligned<'s, 'a> {
    pub claim: &'s Side<'a>,
    pub text: &'s Side<'a>,
    pub to_text: &'s Links,
    pub to_claim: &'s Links,
    pub concepts: &'s Concepts,
}

impl Aligned<'_, '_> {
    pub fn polarity(&self, out: &mut Vector) {
        self.clauses(out);
        self.negations(out);
        self.signs(out);
        self.turned(out);
    }

    /// Clauses that say one thing, one of them negated, hedged or planned.
    fn clauses(&self, out: &mut Vector) {
        for (s, sentence) in self.claim.passage.sentences.iter().enumerate() {
            for (c, own) in sentence.clauses.iter().enumerate() {
                let Some((other, share)) = self.counterpart(s, c) else { continue };
                let words = |clause: &ReadClause, side: &Side<'_>, s: usize| -> String {
                    let words = clause.words.iter().take(12).map(|&w| side.sentence(s).words[w].lower.as_str());
                    words.collect::<Vec<_>>().join(" ")
                };
                let other_clause = &self.text.sentence(other.0).clauses[other.1];
                let note = || format!("{} | {}", words(own, self.claim, s), words(other_clause, self.text, other.0));
                if own.negated != other_clause.negated {
                    out.see(Feature::Flip, share, note());
                }
                if own.hedged != other_clause.hedged {
                    out.see(Feature::HedgeGap, share, note());
                }
                if own.planned != other_clause.planned {
                    out.see(Feature::PlanGap, share, note());
                }
            }
        }
    }

    /// The clause of the text that shares most with a clause of the claim, and how much of the
    /// lesser of the two that is.
    fn counterpart(&self, s: usize, c: usize) -> Option<((usize, usize), f64)> {
        let mut shared: Vec<((usize, usize), f64)> = Vec::new();
        let mut own = 0.0;
        for (n, item) in self.claim.of_sentence(s).filter(|(_, i)| i.clause == Some(c)) {
            own += item.weight;
            let Some((m, alike)) = self.to_text.best[n] else { continue };
            let there = &self.text.items[m];
            let Some(clause) = there.clause else { continue };
            let at = (there.sentence, clause);
            match shared.iter_mut().find(|(k, _)| *k == at) {
                Some(entry) => entry.1 += item.weight * alike,
                None => shared.push((at, item.weight * alike)),
            }
        }
        let best = shared.into_iter().fold(None::<((usize, usize), f64)>, |best, next| match best {
            Some(b) if b.1 >= next.1 => Some(b),
            _ => Some(next),
        })?;
        let theirs: f64 =
            self.text.of_sentence(best.0.0).filter(|(_, i)| i.clause == Some(best.0.1)).map(|(_, i)| i.weight).sum();
        let least = own.min(theirs).max(1.0);
        (best.1 >= 1.0).then_some((best.0, (best.1 / least).min(1.0)))
    }

    /// What refutes on one side only: a clause that is negated, a word of falsehood or denial.
    fn negations(&self, out: &mut Vector) {
        let refutes = |side: &Side<'_>| {
            let signs = [Sign::False, Sign::Deny].iter().find(|sign| side.has(**sign)).map(|sign| sign_words(side, *sign));
            (0..side.passage.sentences.len()).find_map(|s| negated_words(side, s)).or(signs)
        };
        match (refutes(self.claim), refutes(self.text)) {
            (Some(note), None) => out.see(Feature::NegatedClaim, 1.0, note),
            (None, Some(note)) => out.see(Feature::NegatedText, 1.0, note),
            (Some(_), Some(_)) => out.set(Feature::NegatedBoth, 1.0),
            (None, None) => {}
        }
    }

    fn signs(&self, out: &mut Vector) {
        let told = [
            (Sign::False, Feature::FalseOnce),
            (Sign::Deny, Feature::DenyOnce),
            (Sign::Doubt, Feature::DoubtOnce),
            (Sign::Correct, Feature::CorrectOnce),
            (Sign::Unsure, Feature::UnsureOnce),
            (Sign::Only, Feature::OnlyOnce),
            (Sign::All, Feature::AllOnce),
        ];
        for (sign, feature) in told {
            let (a, b) = (self.claim.has(sign), self.text.has(sign));
            if a != b {
                let side = if a { self.claim } else { self.text };
                out.see(feature, 1.0, sign_words(side, sign));
            } else if a && sign == Sign::False {
                out.set(Feature::FalseBoth, 1.0);
            }
        }
    }
}

fn sign_words(side: &Side<'_>, sign: Sign) -> String {
    let mut out = Vec::new();
    for (s, signs) in side.signs.iter().enumerate() {
        for (at, length, found) in signs {
            if *found == sign {
                let words = &side.sentence(s).words[*at..at + length];
                out.push(words.iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" "));
            }
        }
    }
    out.dedup();
    out.join(", ")
}

/// The words of a clause that is negated.
fn negated_words(side: &Side<'_>, s: usize) -> Option<String> {
    let sentence = side.sentence(s);
    let clause = sentence.clauses.iter().find(|c| c.negated)?;
    Some(clause.words.iter().take(8).map(|&w| sentence.words[w].lower.as_str()).collect::<Vec<_>>().join(" "))
}
