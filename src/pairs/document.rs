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

pub(super) fn document(claim: &Side<'_>, text: &Side<'_>, to_claim: &Links, out: &mut Vector) {
    let head = head(claim, out);
    let near: Vec<f64> = (0..text.passage.sentences.len()).map(|s| coverage(claim, text, to_claim, s)).collect();
    let points = |s: usize| {
        near[s] >= NEAR
            || text.count(s, Sign::Hearsay) > 0
            || text.sentence(s).words.iter().any(|w| text.rules.attribution.is_pointer(&w.root))
    };
    let mut body = 1.0;
    let open = 1.0 - head;
    for (sign, strength, beside, lead) in [
        (Sign::False, 0.5, None, Some(Feature::FalseLead)),
        (Sign::Deny, 0.4, None, Some(Feature::DenyLead)),
        (Sign::Doubt, 0.3, None, Some(Feature::DoubtLead)),
        (Sign::Abandon, 0.3, Some(Feature::AbandonNear), Some(Feature::AbandonLead)),
        (Sign::Correct, 0.2, Some(Feature::CorrectNear), None),
        (Sign::Unsure, 0.0, Some(Feature::UnsureNear), None),
        (Sign::Hearsay, 0.0, Some(Feature::HearsayNear), None),
        (Sign::Confirm, 0.0, None, Some(Feature::ConfirmLead)),
    ] {
        let bare = |s: usize| sign != Sign::Confirm || !text.sentence(s).clauses.iter().any(|c| c.negated);
        let all: Vec<usize> = (0..near.len()).filter(|&s| text.count(s, sign) > 0 && bare(s)).collect();
        let beside_it: Vec<usize> = all.iter().copied().filter(|&s| points(s)).collect();
        // A text that takes up a refuting headline may do so in any words.
        body *= f64::powi(1.0 - strength, all.len() as i32);
        if let Some(lead) = lead {
            out.set(lead, open * most(all.iter().filter(|&&s| s < LEAD).count()));
        }
        if let (Some(beside), Some(&s)) = (beside, beside_it.first()) {
            out.see(beside, open * most(beside_it.len()), words(text.sentence(s)));
        }
    }
    let (mut all, mut refuted, mut once) = (0.0, 0.0, (0.0, 0));
    for s in 0..near.len() {
        let against: f64 =
            AGAINST.iter().map(|&(sign, strength)| f64::powi(1.0 - strength, text.count(s, sign) as i32)).product();
        let against = 1.0 - against * (1.0 - negated(claim, text, to_claim, s));
        let weight =
            near[s].max(if points(s) || text.count(s, Sign::False) > 0 { 0.5 } else { 0.0 }) / (1.0 + 0.15 * s as f64);
        all += weight;
        refuted += weight * against;
        if weight * against > once.0 {
            once = (weight * against, s);
        }
    }
    let share = refuted / f64::max(all, 1e-9);
    out.set(Feature::Refuted, open * share);
    if once.0 > 0.0 {
        out.see(Feature::RefutedOnce, open * once.0, words(text.sentence(once.1)));
    }
    out.set(Feature::HeadRefuted, head * share);
    for s in 0..near.len() {
        let share = negated(claim, text, to_claim, s);
        if share > 0.0 {
            out.see(Feature::NegatedNear, open * share, words(text.sentence(s)));
            body *= 1.0 - share * 0.7;
        }
        if s < LEAD {
            let lead = out.get(Feature::NegatedLead).max(open * share);
            out.set(Feature::NegatedLead, lead);
        }
    }
    out.set(Feature::HeadAlone, head * body);
    out.set(Feature::HeadBoth, head * (1.0 - body));
}

/// How strongly signs speak against what stands beside them, from 0 to 1.
const AGAINST: &[(Sign, f64)] =
    &[(Sign::False, 0.9), (Sign::Deny, 0.8), (Sign::Abandon, 0.6), (Sign::Doubt, 0.6), (Sign::Correct, 0.5)];

/// From 0 for none towards 1 for many.
fn most(count: usize) -> f64 {
    1.0 - f64::powi(0.5, count as i32)
}

/// How much the headline itself refutes, from 0 to 1.
fn head(claim: &Side<'_>, out: &mut Vector) -> f64 {
    out.set(Feature::HeadUnsure, f64::from(u8::from(claim.has(Sign::Unsure))));
    let negated = claim.passage.sentences.iter().flat_map(|s| &s.clauses).any(|c| c.negated);
    if negated || [Sign::False, Sign::Deny].iter().any(|s| claim.has(*s)) {
        1.0
    } else if claim.has(Sign::Doubt) {
        0.7
    } else {
        0.0
    }
}

/// How much of the headline a sentence speaks of.
fn coverage(claim: &Side<'_>, text: &Side<'_>, to_claim: &Links, s: usize) -> f64 {
    share(claim, to_claim, text.of_sentence(s).map(|(n, _)| n))
}

/// How much of the headline the sentence negates: what stands in its negated clauses.
fn negated(claim: &Side<'_>, text: &Side<'_>, to_claim: &Links, s: usize) -> f64 {
    let clauses = &text.sentence(s).clauses;
    let negated = (0..clauses.len()).filter(|&c| clauses[c].negated);
    let shares = negated.map(|c| {
        let own = text.of_sentence(s).filter(|(_, i)| i.clause == Some(c) || clauses[c].subject.contains(&i.word));
        share(claim, to_claim, own.map(|(n, _)| n))
    });
    shares.fold(0.0, f64::max)
}

/// The share of the headline's weight that these items of the text speak of.
fn share(claim: &Side<'_>, to_claim: &Links, items: impl Iterator<Item = usize>) -> f64 {
    let mut seen = vec![false; claim.items.len()];
    for n in items {
        if let Some((m, _)) = to_claim.best[n] {
            seen[m] = true;
        }
    }
    let all: f64 = claim.items.iter().map(|i| i.weight).sum();
    let found: f64 = claim.items.iter().zip(seen).filter(|(_, seen)| *seen).map(|(i, _)| i.weight).sum();
    found / all.max(1e-9)
}

fn words(sentence: &ReadSentence) -> String {
    sentence.words.iter().take(16).map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")
}
