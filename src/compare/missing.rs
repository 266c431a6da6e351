//! One accusation in two articles, and its denial in one of them alone.

use super::Pair;
use super::gates::{both_claimed, listed};
use crate::model::{Body, Claim, Clash, Cue, Dossier, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// Accusations, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    [matches!(&claim.body, Body::Proposition(p) if p.affirmed && p.cue == Cue::Accuse); 2]
}

/// Compares two accusations of one party.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    if a.cue != Cue::Accuse || b.cue != Cue::Accuse || !a.affirmed || !b.affirmed {
        return Verdict::unlike("no-accusation", "not two accusations");
    }
    match gates(pair, a, b) {
        Ok(because) => Verdict::Conflict { clash: Clash::Plain, because },
        Err(unlike) => unlike,
    }
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    let Some(accused) = a.agent.as_ref().filter(|x| b.agent.as_ref() == Some(x)) else {
        return Err(Verdict::unlike("other-party", "they do not accuse one party"));
    };
    let act: Vec<&Term> =
        a.predicate.iter().chain(&a.object).filter(|t| !t.starts_with('@') && b.terms().any(|u| u == *t)).collect();
    if pair.rarity.total(act.iter().copied()) < pair.rules.thresholds.propositions.shared {
        return Err(Verdict::unlike("other-act", "they accuse of different deeds"));
    }
    let (left, right) = (answers(pair.left, accused), answers(pair.right, accused));
    if left == right {
        return Err(Verdict::unlike("both-sides", "both articles tell the denial, or neither does"));
    }
    Ok(vec![
        Evidence::graded("same-act", "told", Wording::new("same-accusation").with("about", listed(pair, &act, 4))),
        Evidence::new("one-side", Wording::new("one-side").with("who", listed(pair, &[accused], 1))),
    ])
}

/// True where the article tells that `accused` denies something, or says something at all.
fn answers(dossier: &Dossier, accused: &Term) -> bool {
    let of = |claim: &Claim| claim.speaker.as_ref().is_some_and(|s| s.term == *accused);
    dossier.claims.iter().any(|claim| {
        of(claim)
            || claim.stance == Stance::Denied
                && matches!(&claim.body, Body::Proposition(p) if p.subject.contains(accused) || p.agent.as_ref() == Some(accused))
    })
}
