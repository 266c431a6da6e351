//! Who did it to whom: *A a racheté B* and *B a racheté A*.

use super::Pair;
use super::gates::{both_claimed, items, listed, shown};
use crate::model::{Body, Claim, Clash, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// Deeds that have one direction, on both sides.
pub fn sides(claim: &Claim, rules: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    [p.affirmed && p.predicate.iter().any(|t| rules.concepts().directed(t)); 2]
}

/// Compares two affirmed propositions of a deed that has one direction.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let directed = |t: &&Term| b.predicate.contains(t) && pair.rules.concepts().directed(t);
    let Some(act) = a.predicate.iter().find(directed) else {
        return Verdict::unlike("no-way", "it may be done both ways");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    match gates(pair, a, b, act) {
        Ok(because) => Verdict::Conflict { clash: Clash::Plain, because },
        Err(unlike) => unlike,
    }
}

/// The doer and the one that it is done to, where both are named and each is one.
fn parties(p: &Proposition) -> Option<(&Term, &Term)> {
    let name = |list: &'_ [Term]| -> Option<Term> {
        let mut names = list.iter().filter(|t| t.starts_with('@'));
        names.next().filter(|_| names.next().is_none()).cloned()
    };
    let subject = p.subject.first().filter(|t| t.starts_with('@') && Some((*t).clone()) == name(&p.subject))?;
    match &p.agent {
        Some(agent) => Some((agent, subject)),
        None => {
            let object = p.object.first().filter(|t| t.starts_with('@')).or_else(|| {
                // *l'imprimerie Dravel*: a noun or two before the name.
                p.object.iter().take(3).find(|t| t.starts_with('@'))
            })?;
            Some((subject, object))
        }
    }
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition, act: &Term) -> Result<Vec<Evidence>, Verdict> {
    let (Some((doer_a, done_a)), Some((doer_b, done_b))) = (parties(a), parties(b)) else {
        return Err(Verdict::unlike("no-parties", "one side does not name both parties"));
    };
    if doer_a != done_b || doer_b != done_a || doer_a == done_a {
        return Err(Verdict::unlike("same-parties", "the parties are others, or they agree"));
    }
    both_claimed(pair)?;
    if pair.a.stance == Stance::Denied || pair.b.stance == Stance::Denied {
        return Err(Verdict::unlike("denied", "one side denies it"));
    }
    items(pair)?;
    match (pair.a.scope.when, pair.b.scope.when) {
        (Some(x), Some(y)) if !x.meets(&y) => {
            return Err(Verdict::unlike("other-time", format!("{x} is not {y}")));
        }
        (Some(_), Some(_)) => {}
        _ if pair.rules.concepts().once(act) => {}
        _ => return Err(Verdict::unlike("may-recur", "each may have done it to the other, on two days")),
    }
    if pair.a.scope.past != pair.b.scope.past {
        return Err(Verdict::unlike("other-time", "one side tells what was before"));
    }
    Ok(vec![
        Evidence::new("same-predicate", Wording::new("same-deed").with("what", listed(pair, &[act], 1))),
        Evidence::new(
            "swapped",
            Wording::new("swapped").with("doer", shown(pair, doer_a)).with("done", shown(pair, done_a)),
        ),
    ])
}
