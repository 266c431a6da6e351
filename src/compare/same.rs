//! When two propositions are one statement, but for what a comparator looks for.

use super::Pair;
use super::gates::{both_of, both_told, items, listed, place, shown, subject};
use crate::model::{Evidence, Proposition, Term, Verdict};

/// The gates of one statement: place, item and time, the subject, the predicate, and most of the
/// rest, by weight, of the side that says less.
pub fn same_statement(pair: &Pair<'_>, a: &Proposition, b: &Proposition) -> Result<Vec<Evidence>, Verdict> {
    if a.anaphoric || b.anaphoric {
        return Err(Verdict::unlike("other-act", "one side only points to what was said"));
    }
    let act: Vec<&Term> = a.predicate.iter().filter(|t| b.predicate.contains(t)).collect();
    if act.is_empty() {
        return Err(Verdict::unlike("other-act", "they say different things"));
    }
    if a.subject.is_empty() || b.subject.is_empty() {
        return Err(Verdict::unlike("other-subject", "one side names no subject"));
    }
    let mut because = Vec::new();
    because.extend(subject(pair, &a.subject, &b.subject)?);
    because.extend(both_told(pair)?);
    because.extend(place(pair)?);
    because.extend(items(pair)?);
    let noun = |p: &Proposition| p.object.iter().find(|t| !t.starts_with('@')).cloned();
    if let (Some(x), Some(y)) = (noun(a), noun(b))
        && !b.terms().any(|t| *t == x)
        && !a.terms().any(|t| *t == y)
    {
        return Err(Verdict::unlike("other-object", format!("{} is not {}", shown(pair, &x), shown(pair, &y))));
    }
    let limits = &pair.rules.thresholds.propositions;
    let covered = |p: &Proposition, q: &Proposition, context: &[Term]| {
        let (mut total, mut found) = (0.0, 0.0);
        for term in p.terms() {
            let weight = pair.rarity.weight(term);
            total += weight;
            if q.terms().any(|t| t == term) {
                found += weight;
            } else if context.contains(term) {
                found += limits.elsewhere * weight;
            }
        }
        (found / f64::max(total, 1e-9), found)
    };
    let (left, weight) = covered(a, b, &pair.b.context);
    let (right, other) = covered(b, a, &pair.a.context);
    let (share, weight) = (left.max(right), weight.min(other));
    if share < limits.same || left.min(right) < limits.same_other || weight < limits.same_weight {
        return Err(Verdict::unlike(
            "not-covered",
            format!("too little says that it is one statement (shares {left:.2} and {right:.2}, weight {weight:.2})"),
        ));
    }
    let shared: Vec<&Term> = a.terms().filter(|t| b.terms().any(|u| u == *t)).collect();
    because.push(Evidence::measured(
        "same-statement",
        &[("coverage", left.min(right) - 0.5), ("shared", weight.min(4.0))],
        both_of(listed(pair, &shared, 5)),
    ));
    Ok(because)
}
