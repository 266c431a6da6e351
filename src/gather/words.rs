//! The words of a claim as a message quotes them.

use super::Gathering;
use super::side::quote;
use crate::model::{Body, Dossier};
use crate::rules::LanguageRules;
use crate::rules::{Class, Comparator, ConflictRule};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Words that may stand between a verb of change and its figure.
const REACH: usize = 8;

/// What the claim at `at` says: its quote, and for a rise or a fall the verb that tells it too,
/// since *4 % against 4 %* says nothing.
pub(super) fn said<'a>(with: &'a Gathering<'_>, rule: &ConflictRule, at: (usize, usize)) -> &'a str {
    let dossier = &with.dossiers[at.0];
    let moves = matches!(&dossier.claims[at.1].body, Body::Figure(f) if f.quantity.direction.is_some());
    if rule.comparator != Comparator::Direction || !moves {
        return quote(with, at);
    }
    change(dossier, at.1, with.rules.language(dossier.lang)).unwrap_or_else(|| quote(with, at))
}

/// The figure of a claim with its word of change: *a reculé de 0,3 point*, *a 3% drop*.
fn change<'a>(dossier: &'a Dossier, claim: usize, rules: &LanguageRules) -> Option<&'a str> {
    let place = dossier.claims[claim].place;
    let sentence = &dossier.sentences[place.sentence];
    let figure = place.span.start - sentence.start..place.span.end - sentence.start;
    let words: Vec<(usize, &str)> = sentence.text.unicode_word_indices().collect();
    let lower = |w: &str| w.rsplit(['\'', '’']).next().unwrap_or(w).to_lowercase();
    let moves = |w: &str| {
        let lower = lower(w);
        let long = lower.chars().count() > 4 && rules.language.classes(&lower).is_open();
        rules.numbers.change.contains_key(lower.as_str())
            || long && rules.numbers.change_roots.contains_key(&rules.language.root(&lower))
    };
    if words.iter().any(|&(at, w)| figure.contains(&at) && moves(w)) {
        return sentence.text.get(figure);
    }
    let first = words.iter().position(|&(at, w)| at + w.len() > figure.start)?;
    let behind = words.iter().position(|&(at, _)| at >= figure.end).unwrap_or(words.len());
    let before = (first.saturating_sub(REACH)..first).rev().find(|&n| moves(words[n].1));
    let after = (behind..words.len().min(behind + 3)).find(|&n| moves(words[n].1));
    let stretch: Range<usize> = match (before, after) {
        (Some(n), _) => {
            let auxiliary = |w: &str| rules.language.classes(&lower(w)).any(&[Class::Have, Class::Be]);
            let n = if n > 0 && auxiliary(words[n - 1].1) { n - 1 } else { n };
            words[n].0..figure.end
        }
        (None, Some(n)) => figure.start..words[n].0 + words[n].1.len(),
        (None, None) => return None,
    };
    sentence.text.get(stretch)
}
