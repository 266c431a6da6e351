//! One event in two places.

use super::Pair;
use super::gates::{both_claimed, both_of, differ, items, listed, shown};
use crate::model::{Body, Claim, Clash, Dossier, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// What happens once, in one place, on both sides.
pub fn sides(claim: &Claim, rules: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    let once = p.predicate.iter().any(|t| rules.concepts().once(t));
    [p.affirmed && claim.scope.places.len() == 1 && once; 2]
}

/// Compares two affirmed propositions of what happens once, to one person or thing with a name.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let ([x], [y]) = (&pair.a.scope.places[..], &pair.b.scope.places[..]) else {
        return Verdict::unlike("no-place", "each side must name one place");
    };
    if x == y {
        return Verdict::unlike("no-place", "they name one place");
    }
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    match gates(pair, a, b, x, y) {
        Ok(because) => Verdict::Conflict { clash: Clash::Plain, because },
        Err(unlike) => unlike,
    }
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition, x: &Term, y: &Term) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if [pair.a.stance, pair.b.stance].iter().any(|s| matches!(s, Stance::Denied | Stance::Planned)) {
        return Err(Verdict::unlike("denied", "one side denies it, or it has not happened"));
    }
    let act: Vec<&Term> = a.predicate.iter().filter(|t| b.predicate.contains(t)).collect();
    if !act.iter().any(|t| pair.rules.concepts().once(t)) {
        return Err(Verdict::unlike("may-recur", "it may have happened in both places"));
    }
    let first = |p: &Proposition| p.subject.first().filter(|t| t.starts_with('@')).cloned();
    let (Some(s), true) = (first(a), first(a) == first(b)) else {
        return Err(Verdict::unlike("other-subject", "they do not tell it of one name"));
    };
    if s == *x || s == *y {
        return Err(Verdict::unlike("other-subject", "the place is what it is told of"));
    }
    // A town in a province, a suburb of a city: where one article knows both, one lies in the other.
    let known = |dossier: &Dossier, place: &Term| {
        dossier.claims.iter().any(|c: &Claim| c.context.contains(place))
            || dossier.names.iter().any(|n| n.term == *place)
    };
    if known(pair.left, y) || known(pair.right, x) {
        return Err(Verdict::unlike("both-known", "one article names both places"));
    }
    items(pair)?;
    let (Some(p), Some(q)) = (pair.a.scope.when, pair.b.scope.when) else {
        return Err(Verdict::unlike("no-time", "one side does not say when"));
    };
    if !p.meets(&q) || p.count().is_none_or(|n| n > 1) || q.count().is_none_or(|n| n > 1) {
        return Err(Verdict::unlike("other-time", format!("{p} is not {q}, or no day")));
    }
    Ok(vec![
        Evidence::new("same-predicate", Wording::new("same-event").with("what", listed(pair, &act, 2))),
        Evidence::graded("same-subject", "told", both_of(shown(pair, &s))),
        Evidence::new("same-time", Wording::new("same-day").with("when", p)),
        Evidence::new("other-place", differ(shown(pair, x), shown(pair, y))),
    ])
}
