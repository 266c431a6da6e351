//! How much of one text the other speaks of: gates, never evidence.

use super::align::{Links, link};
use super::side::{Item, Side};
use super::vector::{Feature, Vector};

/// What of the claim the text speaks of.
pub(super) fn overlap(claim: &Side<'_>, text: &Side<'_>, to_text: &Links, to_claim: &Links, out: &mut Vector) {
    let all = || claim.items.iter().enumerate();
    out.set(Feature::Covered, to_text.coverage(all()));
    let nearest = nearest(text, to_claim);
    out.set(Feature::CoveredBest, link(claim, text, Some(nearest)).coverage(all()));
    let missing: Vec<&Item> = all().filter(|(n, _)| to_text.best[*n].is_none()).map(|(_, i)| i).collect();
    let weight: f64 = missing.iter().map(|i| i.weight).sum();
    if weight > 0.0 {
        let words: Vec<&str> = missing.iter().filter(|i| i.weight >= 1.0).take(4).map(|i| i.lower.as_str()).collect();
        out.see(Feature::Uncovered, (weight / MISSING).min(2.0), words.join(", "));
    }
}

/// Weight of missing words that makes 1.
const MISSING: f64 = 4.0;

/// How the two compare in length and wording, for texts of a sentence or two.
pub(super) fn shape(claim: &Side<'_>, text: &Side<'_>, to_text: &Links, to_claim: &Links, out: &mut Vector) {
    for (_, item) in claim.items.iter().enumerate().filter(|(n, i)| i.name && to_text.best[*n].is_none()) {
        out.see(Feature::NamesMissing, 1.0, item.lower.to_string());
    }
    out.set(Feature::Length, (claim.length.max(1) as f64).ln() / 3.0);
    out.set(Feature::Ratio, (text.length.max(1) as f64 / claim.length.max(1) as f64).ln());
    out.set(Feature::Sentences, f64::from(u8::from(text.passage.sentences.len() > 1)));
    out.set(Feature::ClaimSentences, f64::from(u8::from(claim.passage.sentences.len() > 1)));
    let nearest = nearest(text, to_claim);
    out.set(Feature::Back, to_claim.coverage(text.of_sentence(nearest)));
    out.set(Feature::Similar, similar(claim, text, nearest));
}

/// The sentence of `text` with most of what the other side speaks of.
fn nearest(text: &Side<'_>, to_claim: &Links) -> usize {
    let shared = |n: usize| -> f64 {
        text.of_sentence(n).map(|(i, item)| item.weight * to_claim.best[i].map_or(0.0, |(_, a)| a)).sum()
    };
    let mut best = (0, -1.0);
    for n in 0..text.passage.sentences.len() {
        let score = shared(n);
        if score > best.1 {
            best = (n, score);
        }
    }
    best.0
}

/// Share of pairs of neighbouring words that both have.
fn similar(claim: &Side<'_>, text: &Side<'_>, nearest: usize) -> f64 {
    let pairs = |side: &Side<'_>, only: Option<usize>| -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (n, s) in side.passage.sentences.iter().enumerate() {
            if only.is_none_or(|o| o == n) {
                let words: Vec<&str> = s.words.iter().map(|w| w.lower.as_str()).collect();
                out.extend(words.windows(2).map(|w| (w[0].to_owned(), w[1].to_owned())));
            }
        }
        out.sort();
        out.dedup();
        out
    };
    let (a, b) = (pairs(claim, None), pairs(text, Some(nearest)));
    let shared = a.iter().filter(|p| b.binary_search(p).is_ok()).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}
