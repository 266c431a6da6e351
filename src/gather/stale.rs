//! Revisions that are none: a later article that only repeats an old count, days after independent
//! sources gave a higher one.

use super::Gathering;
use crate::model::{Body, Judged};
use crate::rules::Comparator;
use std::collections::{BTreeMap, BTreeSet};

/// Article and claim.
type At = (usize, usize);

/// Puts the rule of stale figures, where there is one, in place of that of revisions for every lower
/// figure that an article gave before those that it is set against, and that enough independent
/// origins had replaced by then.
pub fn stale(with: &Gathering<'_>, judged: &mut [Judged]) {
    let of = |comparator: Comparator| with.rules.conflicts.iter().position(|r| r.comparator == comparator);
    let (Some(rule), Some(_)) = (of(Comparator::Stale), of(Comparator::Revision)) else { return };
    // An old count may be too low to be taken for a revision.
    let revised = |p: &Judged| match p.rule.map(|r| with.rules.conflicts[r].comparator) {
        Some(Comparator::Revision) => true,
        Some(Comparator::Figures) => shrinks(with, p),
        _ => false,
    };
    // By the later, lower claim: the earlier and higher ones.
    let mut replaced: BTreeMap<At, Vec<At>> = BTreeMap::new();
    for pair in judged.iter().filter(|p| revised(p)) {
        if let Some((earlier, later)) = in_time(with, pair) {
            replaced.entry(later).or_default().push(earlier);
        }
    }
    let old: BTreeSet<At> =
        replaced.iter().filter(|(low, high)| is_old(with, judged, **low, high)).map(|e| *e.0).collect();
    for pair in judged.iter_mut() {
        if revised(pair) && in_time(with, pair).is_some_and(|(_, later)| old.contains(&later)) {
            pair.rule = Some(rule);
        }
    }
}

/// True where a count that only grows is lower in the later article.
fn shrinks(with: &Gathering<'_>, pair: &Judged) -> bool {
    let figure = |at: At| match &with.dossiers[at.0].claims[at.1].body {
        Body::Figure(f) if f.head.iter().chain(&f.relation).any(|t| with.rules.concepts().grows(t)) => Some(f),
        _ => None,
    };
    in_time(with, pair)
        .and_then(|(earlier, later)| figure(earlier).zip(figure(later)))
        .is_some_and(|(earlier, later)| later.quantity.base_value() < earlier.quantity.base_value())
}

/// True where enough origins gave `high` long before the article of `low`, and where another article
/// said the same as `low` before the last of them.
fn is_old(with: &Gathering<'_>, judged: &[Judged], low: At, high: &[At]) -> bool {
    let limits = &with.rules.thresholds.figures;
    let day = |at: At| with.dossiers[at.0].meta.published;
    let Some(own) = day(low) else { return false };
    let before: Vec<At> =
        high.iter().copied().filter(|&at| day(at).is_some_and(|d| own.since(d) >= limits.stale_days)).collect();
    let origin = |at: At| with.origins.of(at.0, with.dossiers[at.0].claims[at.1].place.sentence);
    let places: BTreeSet<(usize, usize)> = before.iter().map(|&at| (at.0, origin(at))).collect();
    let places: Vec<_> = places.into_iter().collect();
    let last = before.iter().filter_map(|&at| day(at)).max();
    let repeats = judged.iter().filter(|p| p.rule.is_none()).any(|p| {
        let other = match low {
            l if l == p.left => p.right,
            l if l == p.right => p.left,
            _ => return false,
        };
        day(other) < last && day(other).is_some()
    });
    with.origins.independent(&places) >= limits.stale_origins && repeats
}

/// The claims of a pair, the earlier article's first.
fn in_time(with: &Gathering<'_>, pair: &Judged) -> Option<(At, At)> {
    let day = |at: At| with.dossiers[at.0].meta.published;
    match (day(pair.left)?, day(pair.right)?) {
        (x, y) if x < y => Some((pair.left, pair.right)),
        (x, y) if x > y => Some((pair.right, pair.left)),
        _ => None,
    }
}
