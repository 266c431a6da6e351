//! *tous* and *seulement certains*, *uniquement X* and *aussi Y*.

use super::Pair;
use super::gates::{both_of, both_told, items, listed, place, subject};
use super::same::same_statement;
use crate::model::{Body, Claim, Clash, Evidence, Proposition, Reach, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// All or only, and some or also.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    match &claim.body {
        Body::Proposition(p) if p.affirmed => {
            let reach = p.reach.as_ref().map(|(reach, _)| reach);
            [matches!(reach, Some(Reach::All | Reach::Only)), matches!(reach, Some(Reach::Some | Reach::Also))]
        }
        _ => [false; 2],
    }
}

/// Compares two affirmed propositions that say how much of something they speak of.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let (Some((p, x)), Some((q, y))) = (&a.reach, &b.reach) else {
        return Verdict::unlike("no-reach", "one side does not say how much of it");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    if [pair.a.stance, pair.b.stance].iter().any(|s| matches!(s, Stance::Planned | Stance::Unclaimed)) {
        return Verdict::unlike("not-claimed", "one side is a plan or a question");
    }
    let outcome = match (p, q) {
        (Reach::All, Reach::Some) | (Reach::Some, Reach::All) if x == y => same_statement(pair, a, b)
            .map(|because| (because, Wording::new("reach-all").with("what", listed(pair, &[x], 1)))),
        (Reach::Only, Reach::Also) | (Reach::Also, Reach::Only) if x != y => others(pair, a, b, x, y).map(|because| {
            let (only, also) = if *p == Reach::Only { (x, y) } else { (y, x) };
            (
                because,
                Wording::new("reach-only")
                    .with("only", listed(pair, &[only], 1))
                    .with("also", listed(pair, &[also], 1)),
            )
        }),
        _ => Err(Verdict::unlike("same-reach", "both speak of as much")),
    };
    match outcome {
        Ok((mut because, what)) => {
            because.push(Evidence::new("other-reach", what));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

/// One subject and one predicate, told of two things.
fn others(pair: &Pair<'_>, a: &Proposition, b: &Proposition, x: &Term, y: &Term) -> Result<Vec<Evidence>, Verdict> {
    let act: Vec<&Term> = a.predicate.iter().filter(|t| b.predicate.contains(t)).collect();
    if act.is_empty() {
        return Err(Verdict::unlike("other-act", "they say different things"));
    }
    if a.subject.is_empty() || b.subject.is_empty() {
        return Err(Verdict::unlike("other-subject", "one side names no subject"));
    }
    if a.terms().any(|t| t == y) || b.terms().any(|t| t == x) {
        return Err(Verdict::unlike("both-told", "one side names both"));
    }
    let mut because = Vec::new();
    because.extend(subject(pair, &a.subject, &b.subject)?);
    because.extend(both_told(pair)?);
    because.extend(place(pair)?);
    because.extend(items(pair)?);
    let subjects: Vec<&Term> = a.subject.iter().filter(|t| b.subject.contains(t)).collect();
    let weight = pair.rarity.total(subjects.iter().copied().chain(act.iter().copied()));
    if weight < pair.rules.thresholds.propositions.same_weight {
        return Err(Verdict::unlike(
            "no-common-ground",
            format!("too little says that it is one matter ({weight:.2})"),
        ));
    }
    because.push(Evidence::graded("same-statement", "subject", both_of(listed(pair, &subjects, 3))));
    Ok(because)
}
