//! Which of the clashes are left when all of them are known.

use super::Meeting;
use crate::align::{Candidate, holds};
use crate::model::{Dossier, Judged, Origins, Stance};
use crate::rules::{Comparator, RuleSet};
use std::collections::BTreeSet;

/// Where one article holds both figures, it tells of two things, and so does the other: a figure
/// that agrees with one of the other article's conflicts with none of its like.
pub(super) fn settle(mut judged: Vec<Judged>, dossiers: &[Dossier], rules: &RuleSet) -> Vec<Judged> {
    let agreeing: BTreeSet<((usize, usize), usize)> =
        judged.iter().filter(|p| p.rule.is_none()).flat_map(|p| [(p.left, p.right.0), (p.right, p.left.0)]).collect();
    let told = |which: fn(Comparator) -> bool| -> BTreeSet<Sentences> {
        let of = judged.iter().filter(|p| p.rule.is_some_and(|r| which(rules.conflicts[r].comparator)));
        of.map(|p| sentences_of(p, dossiers)).collect()
    };
    let (counted, quoted) = (told(is_figure), told(|c| c == Comparator::Quotes));
    judged.retain(|p| {
        let Some(rule) = p.rule else { return true };
        // One clash of figures is told once, not again as a rise and a fall, a so and a not so.
        let comparator = rules.conflicts[rule].comparator;
        if !is_figure(comparator) && comparator != Comparator::Quotes && quoted.contains(&sentences_of(p, dossiers)) {
            return false;
        }
        if !is_figure(comparator) && counted.contains(&sentences_of(p, dossiers)) {
            return false;
        }
        let numeric = is_figure(comparator) || comparator == Comparator::Dates;
        let claim = |at: (usize, usize)| &dossiers[at.0].claims[at.1];
        let hedged = [p.left, p.right].iter().any(|&at| claim(at).stance == Stance::Unclaimed);
        !(hedged || numeric && (agreeing.contains(&(p.left, p.right.0)) || agreeing.contains(&(p.right, p.left.0))))
    });
    judged
}

/// Article and sentence, twice.
type Sentences = ((usize, usize), (usize, usize));

fn sentences_of(pair: &Judged, dossiers: &[Dossier]) -> Sentences {
    let sentence = |at: (usize, usize)| (at.0, dossiers[at.0].claims[at.1].place.sentence);
    (sentence(pair.left), sentence(pair.right))
}

fn is_figure(comparator: Comparator) -> bool {
    matches!(
        comparator,
        Comparator::Figures
            | Comparator::Presence
            | Comparator::Direction
            | Comparator::Later
            | Comparator::Revision
            | Comparator::Score
    )
}

/// Of two copies only what was changed is compared: what both say word for word they both say.
pub(super) fn is_drift(pair: &Candidate, dossiers: &[Dossier]) -> bool {
    let sentence = |at: (usize, usize)| {
        let dossier = &dossiers[at.0];
        dossier.sentences[dossier.claims[at.1].place.sentence].text.as_str()
    };
    !holds(&dossiers[pair.right.0], sentence(pair.left)) && !holds(&dossiers[pair.left.0], sentence(pair.right))
}

/// Pairs of articles that are versions of one, the earlier one first: one source and one address or
/// title, and most of one text.
pub(super) fn versions(
    dossiers: &[Dossier],
    links: &[(usize, usize)],
    origins: &Origins,
    meeting: Meeting,
) -> BTreeSet<(usize, usize)> {
    match meeting {
        Meeting::Two => BTreeSet::new(),
        Meeting::Versions => (1..dossiers.len()).map(|n| (n - 1, n)).collect(),
        Meeting::Stories => links
            .iter()
            .copied()
            .filter(|&(a, b)| dossiers[a].key == dossiers[b].key && origins.article(a) == origins.article(b))
            .map(|(a, b)| {
                let time = |n: usize| {
                    let meta = &dossiers[n].meta;
                    (meta.published, meta.updated.or(meta.published), &dossiers[n].path)
                };
                if time(a) <= time(b) { (a, b) } else { (b, a) }
            })
            .collect(),
    }
}
