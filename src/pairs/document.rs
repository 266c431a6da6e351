//! A headline against a body, or a claim against an article: what the long text says of the short
//! one. That a story is told at length is no denial of it; that it is called a hoax beside the
//! words of the headline is.

use super::align::Links;
use super::side::Side;
use super::vector::{Feature, Vector};
use crate::model::ReadSentence;
use crate::rules::Sign;

/// Sentences that make the lead.
const LEAD: usize = 3;
/// Share of the headline's weight that a sentence about it holds.
const NEAR: f64 = 0.3;
/// How much a sentence is about the headline that only points to it (*the story, went viral*).
const POINTING: f64 = 0.5;
/// How much less each sentence counts than the one before.
const DECAY: f64 = 0.15;

/// How strongly signs speak against what stands beside them, from 0 to 1.
const AGAINST: &[(Sign, f64)] =
    &[(Sign::False, 0.9), (Sign::Deny, 0.8), (Sign::Abandon, 0.6), (Sign::Doubt, 0.6), (Sign::Correct, 0.5)];

/// What is looked for in the text, with how strongly it shows that a text takes up a headline that
/// refutes something; its features beside the words of the headline and in the lead.
const LOOKED_FOR: &[(Sign, f64, Option<Feature>, Option<Feature>)] = &[
    (Sign::False, 0.5, None, Some(Feature::FalseLead)),
    (Sign::Deny, 0.4, None, Some(Feature::DenyLead)),
    (Sign::Doubt, 0.3, None, Some(Feature::DoubtLead)),
    (Sign::Abandon, 0.3, Some(Feature::AbandonNear), Some(Feature::AbandonLead)),
    (Sign::Correct, 0.2, Some(Feature::CorrectNear), None),
    (Sign::Hearsay, 0.0, Some(Feature::HearsayNear), None),
    (Sign::Confirm, 0.0, None, Some(Feature::ConfirmLead)),
];

/// A headline and its text.
struct Told<'s, 'a> {
    claim: &'s Side<'a>,
    text: &'s Side<'a>,
    to_claim: &'s Links,
    /// How much of the headline each sentence speaks of.
    near: Vec<f64>,
    /// How much each sentence negates of the headline.
    negated: Vec<f64>,
    /// How little the headline itself refutes.
    open: f64,
}

pub(super) fn document(claim: &Side<'_>, text: &Side<'_>, to_claim: &Links, out: &mut Vector) {
    let head = refutes(claim);
    let mut told = Told { claim, text, to_claim, near: Vec::new(), negated: Vec::new(), open: 1.0 - head };
    let sentences = 0..text.passage.sentences.len();
    told.near = sentences.clone().map(|s| told.share(text.of_sentence(s).map(|(n, _)| n))).collect();
    told.negated = sentences.map(|s| told.negates(s)).collect();
    let taken_up = told.signs(out) * told.negations(out);
    let share = told.refuted(out);
    out.set(Feature::HeadRefuted, head * share);
    out.set(Feature::HeadAlone, head * taken_up);
    out.set(Feature::HeadBoth, head * (1.0 - taken_up));
}

/// How much the headline itself refutes, from 0 to 1.
fn refutes(claim: &Side<'_>) -> f64 {
    let negated = claim.passage.sentences.iter().flat_map(|s| &s.clauses).any(|c| c.negated);
    if negated || [Sign::False, Sign::Deny].iter().any(|s| claim.has(*s)) {
        1.0
    } else if claim.has(Sign::Doubt) {
        0.7
    } else {
        0.0
    }
}

impl Told<'_, '_> {
    /// True for a sentence that is about the headline, in its words or by pointing to it.
    fn is_about(&self, s: usize) -> bool {
        self.near[s] >= NEAR
            || self.text.count(s, Sign::Hearsay) > 0
            || self.text.sentence(s).words.iter().any(|w| self.text.rules.attribution.is_pointer(&w.root))
    }

    /// Looks for signs; how much they leave open that the text refutes anything, from 0 to 1.
    fn signs(&self, out: &mut Vector) -> f64 {
        let mut left = 1.0;
        for &(sign, strength, beside, lead) in LOOKED_FOR {
            // *has not confirmed it*
            let bare = |s: usize| sign != Sign::Confirm || !self.text.sentence(s).clauses.iter().any(|c| c.negated);
            let all: Vec<usize> = (0..self.near.len()).filter(|&s| self.text.count(s, sign) > 0 && bare(s)).collect();
            // A text that takes up a refuting headline may do so in any words.
            left *= f64::powi(1.0 - strength, all.len() as i32);
            if let Some(lead) = lead {
                out.set(lead, self.open * most(all.iter().filter(|&&s| s < LEAD).count()));
            }
            let about: Vec<usize> = all.into_iter().filter(|&s| self.is_about(s)).collect();
            if let (Some(beside), Some(&s)) = (beside, about.first()) {
                out.see(beside, self.open * most(about.len()), words(self.text.sentence(s)));
            }
        }
        left
    }

    /// The same for negations of what the headline says.
    fn negations(&self, out: &mut Vector) -> f64 {
        let mut left = 1.0;
        for (s, share) in self.negated.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            out.see(Feature::NegatedNear, self.open * share, words(self.text.sentence(s)));
            left *= 1.0 - share * 0.7;
        }
        let lead = self.negated.iter().take(LEAD).copied().fold(0.0, f64::max);
        out.set(Feature::NegatedLead, self.open * lead);
        left
    }

    /// How much of what the text says of the headline refutes it, from 0 to 1: each sentence counts
    /// by how much it is about the headline and how early it stands.
    fn refuted(&self, out: &mut Vector) -> f64 {
        let (mut all, mut refuted, mut most) = (0.0, 0.0, (0.0, 0));
        for (s, near) in self.near.iter().enumerate() {
            let count = |sign| self.text.count(s, sign) as i32;
            let left: f64 = AGAINST.iter().map(|&(sign, strength)| f64::powi(1.0 - strength, count(sign))).product();
            let against = 1.0 - left * (1.0 - self.negated[s]);
            let points = self.is_about(s) || count(Sign::False) > 0;
            let weight = near.max(if points { POINTING } else { 0.0 }) / (1.0 + DECAY * s as f64);
            all += weight;
            refuted += weight * against;
            if weight * against > most.0 {
                most = (weight * against, s);
            }
        }
        let share = refuted / f64::max(all, 1e-9);
        out.set(Feature::Refuted, self.open * share);
        if most.0 > 0.0 {
            out.see(Feature::RefutedOnce, self.open * most.0, words(self.text.sentence(most.1)));
        }
        share
    }

    /// How much of the headline a sentence negates: what stands in its negated clauses.
    fn negates(&self, s: usize) -> f64 {
        let clauses = &self.text.sentence(s).clauses;
        let negated = (0..clauses.len()).filter(|&c| clauses[c].negated);
        let shares = negated.map(|c| {
            let inside = |word: usize, clause: Option<usize>| clause == Some(c) || clauses[c].subject.contains(&word);
            let own = self.text.of_sentence(s).filter(|(_, i)| inside(i.word, i.clause));
            self.share(own.map(|(n, _)| n))
        });
        shares.fold(0.0, f64::max)
    }

    /// The share of the headline's weight that these items of the text speak of.
    fn share(&self, items: impl Iterator<Item = usize>) -> f64 {
        let mut seen = vec![false; self.claim.items.len()];
        for n in items {
            if let Some((m, _)) = self.to_claim.best[n] {
                seen[m] = true;
            }
        }
        let all: f64 = self.claim.items.iter().map(|i| i.weight).sum();
        let found: f64 = self.claim.items.iter().zip(seen).filter(|(_, seen)| *seen).map(|(i, _)| i.weight).sum();
        found / all.max(1e-9)
    }
}

/// From 0 for none towards 1 for many.
fn most(count: usize) -> f64 {
    1.0 - f64::powi(0.5, count as i32)
}

fn words(sentence: &ReadSentence) -> String {
    sentence.words.iter().take(16).map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")
}
