//! Opposite words of one thing: *relaxé* and *condamné*, *adoptée* and *rejetée*.

use super::Pair;
use super::gates::{both_claimed, both_of, claimed, items, listed, place, shown, subject, time};
use crate::model::{Body, Claim, Clash, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// Statements with a word that has an opposite, on both sides.
pub fn sides(claim: &Claim, rules: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    let told = p.affirmed && claimed(claim) && claim.stance != Stance::Denied && !p.subject.is_empty();
    [told && p.predicate.iter().chain(p.object.first()).any(|t| rules.concepts().has_opposite(t)); 2]
}

/// Compares two affirmed propositions whose predicates stand on two sides of an axis.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    let Some((x, y, axis)) = opposite(pair, a, b) else {
        return Verdict::unlike("no-axis", "no opposite words");
    };
    match gates(pair, a, b, x, y) {
        Ok(mut because) => {
            because.push(Evidence::new(
                "opposites",
                Wording::new("opposites")
                    .with("axis", axis)
                    .with("left", listed(pair, &[x], 1))
                    .with("right", listed(pair, &[y], 1)),
            ));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

/// The name of the axis on which the two stand on different sides, where they do.
pub fn axis<'a>(pair: &'a Pair<'_>) -> Option<&'a str> {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else { return None };
    opposite(pair, a, b).map(|(.., axis)| axis)
}

/// The predicates that stand on two sides of an axis; none where one side has both.
fn opposite<'a>(pair: &'a Pair<'_>, a: &'a Proposition, b: &'a Proposition) -> Option<(&'a Term, &'a Term, &'a str)> {
    let concepts = pair.rules.concepts();
    // *est d'origine accidentelle*: what stands on the axis describes a predicate that both share.
    let shared = a.predicate.iter().any(|t| b.predicate.contains(t));
    let on_axis = |p: &'a Proposition| p.predicate.iter().chain(p.object.iter().take(usize::from(shared)));
    on_axis(a).find_map(|x| {
        on_axis(b).find_map(|y| {
            let axis = concepts.opposite(x, y)?;
            let both = a.terms().any(|t| t == y) || b.terms().any(|t| t == x);
            (!both).then_some((x, y, axis))
        })
    })
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition, x: &Term, y: &Term) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if [pair.a.stance, pair.b.stance].contains(&Stance::Denied) {
        return Err(Verdict::unlike("denied", "one side denies it"));
    }
    let mut because = Vec::new();
    because.extend(place(pair)?);
    because.extend(time(pair)?);
    because.extend(items(pair)?);
    if pair.a.scope.past != pair.b.scope.past {
        return Err(Verdict::unlike("other-time", "one side tells what was before"));
    }
    let all: Vec<&Term> = a.terms().filter(|t| *t != x && *t != y && b.terms().any(|u| u == *t)).collect();
    // Active and passive: the subject of one is the object of the other.
    let crossed = |p: &Proposition, q: &Proposition| p.subject.first().is_some_and(|s| q.object.first() == Some(s));
    if a.subject.is_empty() || b.subject.is_empty() {
        return Err(Verdict::unlike("other-subject", "one side names no subject"));
    }
    if !crossed(a, b) && !crossed(b, a) {
        because.extend(subject(pair, &a.subject, &b.subject)?);
        objects(pair, a, b, x, y)?;
    }
    let weight = pair.rarity.total(all.iter().copied());
    let needed = pair.rules.thresholds.propositions.shared * 0.6;
    if weight < needed {
        return Err(Verdict::unlike(
            "no-common-ground",
            format!("too little says that it is one matter ({weight:.2} of {needed:.2})"),
        ));
    }
    because.push(Evidence::measured("same-subject", &[("shared", weight.min(3.0))], both_of(listed(pair, &all, 5))));
    Ok(because)
}

/// Where both do it to something, it must be the same: *a adopté l'article* and *a rejeté un
/// amendement* are two votes.
fn objects(pair: &Pair<'_>, a: &Proposition, b: &Proposition, x: &Term, y: &Term) -> Result<(), Verdict> {
    let first = |p: &Proposition| p.object.iter().find(|t| *t != x && *t != y && !t.starts_with('@')).cloned();
    if let (Some(p), Some(q)) = (first(a), first(b))
        && !b.terms().any(|t| *t == p)
        && !a.terms().any(|t| *t == q)
    {
        return Err(Verdict::unlike("other-object", format!("{} is not {}", shown(pair, &p), shown(pair, &q))));
    }
    Ok(())
}
