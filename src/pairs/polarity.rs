//! So and not so, true and false, certain and not.

use super::align::{Links, alike};
use super::side::{Item, Side};
use super::vector::{Feature, Vector};
use crate::model::ReadClause;
use crate::rules::{Concepts, Sign};

/// A clause that agrees says as much as one that does not from this share of it.
const AS_GOOD: f64 = 0.75;

/// What a clause may be.
type Is = fn(&ReadClause) -> bool;

/// Two texts, word by word.
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
        self.scopes(out);
        self.negations(out);
        self.signs(out);
        self.turned(out);
    }

    /// Clauses that say one thing, one of them negated or hedged. Where the text says it
    /// both ways, it says neither.
    fn clauses(&self, out: &mut Vector) {
        for (s, sentence) in self.claim.passage.sentences.iter().enumerate() {
            for (c, own) in sentence.clauses.iter().enumerate() {
                let shares = self.shares(s, c);
                let best = |like: &dyn Fn(&ReadClause) -> bool| {
                    let mut best: Option<((usize, usize), f64)> = None;
                    for &((t, d), share) in &shares {
                        if like(&self.text.sentence(t).clauses[d]) && best.is_none_or(|(_, b)| share > b) {
                            best = Some(((t, d), share));
                        }
                    }
                    best
                };
                let gaps: [(Feature, Is); 2] = [(Feature::Flip, |c| c.negated), (Feature::HedgeGap, |c| c.hedged)];
                for (feature, is) in gaps {
                    let same = best(&|c| is(c) == is(own)).map_or(0.0, |(_, share)| share);
                    if let Some(((t, d), share)) = best(&|c| is(c) != is(own))
                        && same < share * AS_GOOD
                    {
                        let note = format!(
                            "{} | {}",
                            clause_words(self.claim, s, own),
                            clause_words(self.text, t, &self.text.sentence(t).clauses[d])
                        );
                        out.see(feature, share, note);
                    }
                }
            }
        }
    }

    /// For each clause of the text that shares something with a clause of the claim, how much of the
    /// lesser of the two that is.
    fn shares(&self, s: usize, c: usize) -> Vec<((usize, usize), f64)> {
        let own: Vec<&Item> = self.claim.of_sentence(s).filter(|(_, i)| i.clause == Some(c)).map(|(_, i)| i).collect();
        let weight: f64 = own.iter().map(|i| i.weight).sum();
        let mut out = Vec::new();
        for (t, sentence) in self.text.passage.sentences.iter().enumerate() {
            for d in 0..sentence.clauses.len() {
                let theirs: Vec<&Item> =
                    self.text.of_sentence(t).filter(|(_, i)| i.clause == Some(d)).map(|(_, i)| i).collect();
                let found = |i: &Item| theirs.iter().map(|o| alike(self.claim, i, self.text, o)).fold(0.0, f64::max);
                let shared: f64 = own.iter().map(|i| i.weight * found(i)).sum();
                if shared >= 1.0 {
                    let least = weight.min(theirs.iter().map(|i| i.weight).sum()).max(1.0);
                    out.push(((t, d), (shared / least).min(1.0)));
                }
            }
        }
        out
    }

    /// How much of a side stands in its negated clauses, and how much of that the other side has and
    /// does not negate.
    fn scopes(&self, out: &mut Vector) {
        for (side, links, other) in [(self.claim, self.to_text, self.text), (self.text, self.to_claim, self.claim)] {
            let (mut all, mut scope, mut met) = (0.0, 0.0, 0.0);
            for (n, item) in side.items.iter().enumerate() {
                all += item.weight;
                let Some(clause) = item.clause.map(|c| &side.sentence(item.sentence).clauses[c]) else { continue };
                if !clause.negated {
                    continue;
                }
                scope += item.weight;
                let affirmed = links.best[n].is_some_and(|(m, _)| {
                    let there = &other.items[m];
                    !there.clause.is_some_and(|c| other.sentence(there.sentence).clauses[c].negated)
                });
                met += if affirmed { item.weight } else { 0.0 };
            }
            if scope > 0.0 {
                out.set(Feature::Scope, out.get(Feature::Scope).max(scope / f64::max(all, 1e-9)));
                out.set(Feature::ScopeMet, out.get(Feature::ScopeMet).max(met / scope));
            }
        }
    }

    /// What refutes on one side only: a clause that is negated, a word of falsehood or denial.
    fn negations(&self, out: &mut Vector) {
        match (refuted(self.claim), refuted(self.text)) {
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
            let (mut a, mut b) = (self.claim.has(sign), self.text.has(sign));
            if matches!(sign, Sign::False | Sign::Deny) {
                // *dément P* and *P est faux* say one thing.
                (a, b) = (a && refuted(self.text).is_none(), b && refuted(self.claim).is_none());
            }
            if a != b {
                let side = if a { self.claim } else { self.text };
                out.see(feature, 1.0, sign_words(side, sign));
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

/// What refutes something on this side, in its words.
fn refuted(side: &Side<'_>) -> Option<String> {
    let signs = [Sign::False, Sign::Deny].into_iter().find(|sign| side.has(*sign));
    (0..side.passage.sentences.len()).find_map(|s| negated_words(side, s)).or(signs.map(|sign| sign_words(side, sign)))
}

/// The words of a clause that is negated.
fn negated_words(side: &Side<'_>, s: usize) -> Option<String> {
    let sentence = side.sentence(s);
    let clause = sentence.clauses.iter().find(|c| c.negated)?;
    Some(clause.words.iter().take(8).map(|&w| sentence.words[w].lower.as_str()).collect::<Vec<_>>().join(" "))
}

fn clause_words(side: &Side<'_>, s: usize, clause: &ReadClause) -> String {
    clause.words.iter().take(12).map(|&w| side.sentence(s).words[w].lower.as_str()).collect::<Vec<_>>().join(" ")
}
