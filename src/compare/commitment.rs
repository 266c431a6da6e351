//! One statement, held with more and with less commitment: hedged or announced on one side, told
//! as a source's on one side, and a plain fact on the other.

use super::Pair;
use super::same::same_statement;
use crate::model::{
    Body, Claim, Clash, Cue, Degree, Dossier, Evidence, Holder, Proposition, Speaker, Stance, Verdict, Wording,
};
use crate::rules::RuleSet;

/// A fact, and what is less than one.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    let fact = is_fact(claim, p);
    [p.affirmed && fact, p.affirmed && !fact && clash(claim).is_some()]
}

/// Compares two affirmed propositions, one of them told by its article as a fact.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    let told = match (is_fact(pair.a, a), is_fact(pair.b, b)) {
        (true, false) => pair.b,
        (false, true) => pair.a,
        _ => return Verdict::unlike("same-commitment", "both are told as facts, or neither is"),
    };
    let Some(clash) = clash(told) else {
        return Verdict::unlike("same-commitment", "nothing weakens either side");
    };
    let mut because = match same_statement(pair, a, b) {
        Ok(because) => because,
        Err(unlike) => return unlike,
    };
    match evidence(pair, told, clash) {
        Ok(more) => because.push(more),
        Err(unlike) => return unlike,
    }
    Verdict::Conflict { clash, because }
}

/// The article itself says that it has happened.
fn is_fact(claim: &Claim, said: &Proposition) -> bool {
    claim.stance == Stance::Asserted
        && claim.factuality.degree == Degree::Certain
        && claim.factuality.by == Holder::Narrator
        && claim.speaker.is_none()
        && said.done
}

/// What the side that is no plain fact is.
fn clash(claim: &Claim) -> Option<Clash> {
    let Body::Proposition(said) = &claim.body else { return None };
    match claim.stance {
        Stance::Planned => Some(Clash::Plan),
        Stance::Hedged if claim.factuality.degree <= Degree::Possible => Some(Clash::Hedge),
        Stance::Reported if claim.speaker.is_some() && matches!(said.cue, Cue::Assert | Cue::Accuse) => {
            Some(Clash::Dropped)
        }
        _ => None,
    }
}

fn evidence(pair: &Pair<'_>, told: &Claim, clash: Clash) -> Result<Evidence, Verdict> {
    match clash {
        Clash::Plan => plan(pair, told),
        Clash::Hedge => Ok(Evidence::new("other-certainty", "other-certainty")),
        _ => {
            let named = |s: &Speaker| Wording::new("sourced").with("who", s.name.as_str());
            Ok(Evidence::new("sourced", told.speaker.as_ref().map_or("sourced-unnamed".into(), named)))
        }
    }
}

/// What is announced for a day and told as done on it, or announced after it was told as done.
fn plan(pair: &Pair<'_>, planned: &Claim) -> Result<Evidence, Verdict> {
    let (plan, fact, done): (&Dossier, &Dossier, &Claim) =
        if std::ptr::eq(planned, pair.a) { (pair.left, pair.right, pair.b) } else { (pair.right, pair.left, pair.a) };
    let later = matches!((plan.meta.published, fact.meta.published), (Some(p), Some(f)) if f < p);
    match (planned.scope.when, done.scope.when) {
        (Some(x), Some(y)) if !x.meets(&y) => Err(Verdict::unlike("other-time", format!("{x} is not {y}"))),
        _ if later => Ok(Evidence::new("told-before", "told-before")),
        // An announcement of the morning is done in the evening.
        _ => Err(Verdict::unlike("plan-and-fact", "what is planned may have happened since")),
    }
}
