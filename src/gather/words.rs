//! The words of a claim as a message quotes them.

use super::Gathering;
use super::side::quote;
use crate::model::{Body, Dossier, Stance};
use crate::rules::LanguageRules;
use crate::rules::{Class, Comparator, ConflictRule};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The concept of those who are under suspicion.
const SUSPECT: &str = "=suspect";

/// Words that may stand between a verb of change and its figure.
const REACH: usize = 8;

/// What the claim at `at` says: its quote, and for a rise or a fall the verb that tells it too,
/// since *4 % against 4 %* says nothing.
pub(super) fn said<'a>(with: &'a Gathering<'_>, rule: &ConflictRule, at: (usize, usize)) -> &'a str {
    let dossier = &with.dossiers[at.0];
    let moves = matches!(&dossier.claims[at.1].body, Body::Figure(f) if f.quantity.direction.is_some());
    let rules = with.rules.language(dossier.lang);
    if matches!(dossier.claims[at.1].body, Body::Proposition(_)) {
        return bare(quote(with, at), rules);
    }
    if rule.comparator != Comparator::Direction || !moves {
        return quote(with, at);
    }
    change(dossier, at.1, rules).unwrap_or_else(|| quote(with, at))
}

/// A clause without the conjunction that joined it to another and without the sign that parted it from
/// the next: *et il est accusé d'avoir …,*. *ni* stays, since it says no.
fn bare<'a>(quote: &'a str, rules: &LanguageRules) -> &'a str {
    let negations = [Class::Negation, Class::WordNegation, Class::NegationParticle, Class::NegativeDeterminer];
    let text = quote.trim().trim_end_matches([',', ';', ':']).trim_end();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return text };
    let classes = rules.language.classes(&first.to_lowercase());
    let denies = classes.any(&negations) || rules.numbers.negations.contains(first.to_lowercase().as_str());
    let joins = classes.has(Class::Conjunction) && !denies;
    if joins && rest.split_whitespace().nth(1).is_some() { rest.trim_start() } else { text }
}

/// The two claims of a message in the order in which it is told: what was claimed before what denies it,
/// the earlier before the later, what is hedged or suspected before what is a fact; else as they came.
pub(super) fn in_order(with: &Gathering<'_>, rule: &ConflictRule, sides: [(usize, usize); 2]) -> [(usize, usize); 2] {
    let claim = |at: (usize, usize)| &with.dossiers[at.0].claims[at.1];
    // The one that comes first has the lower rank.
    let rank = |at: (usize, usize)| match (rule.comparator, &claim(at).body) {
        (Comparator::Denial | Comparator::Negation, Body::Proposition(p)) => (i64::from(!p.affirmed), 0),
        (Comparator::Later | Comparator::Revision | Comparator::Stale, _) => {
            let day = with.dossiers[at.0].meta.published;
            let minute = claim(at).scope.minute.map_or(0, i64::from);
            (day.map_or(0, |d| i64::from(d.0.year()) * 366 + i64::from(d.0.day_of_year())), minute)
        }
        (Comparator::Commitment, _) => (i64::from(claim(at).stance == Stance::Asserted), 0),
        (Comparator::Roles, Body::Role(r)) => (i64::from(!r.presumed && r.head != SUSPECT), 0),
        _ => (0, 0),
    };
    let [left, right] = sides;
    if rank(right) < rank(left) { [right, left] } else { sides }
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
