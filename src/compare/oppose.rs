//! So and not so: a denied proposition against one that asserts it.
//!
//! ¬P contradicts Q where Q implies P; so what is denied must be covered by what is asserted, and
//! not the other way round. Terms stand for the proposition, weighted by how telling they are.

use super::Pair;
use super::gates::{both_claimed, listed, place};
use crate::model::{Body, Clash, Claim, Cue, Evidence, Proposition, Stance, Term, Verdict};

/// A denial by a source: claim-denial, or accusation-denial where the other side accuses.
pub fn denial(pair: &Pair<'_>) -> Verdict {
    oppose(pair, true)
}

/// A negation in the narrator's voice.
pub fn negation(pair: &Pair<'_>) -> Verdict {
    oppose(pair, false)
}

fn oppose(pair: &Pair<'_>, by_source: bool) -> Verdict {
    let (Body::Proposition(x), Body::Proposition(y)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let ((no, not), (yes, so)) = match (x.affirmed, y.affirmed) {
        (false, true) => ((pair.a, x), (pair.b, y)),
        (true, false) => ((pair.b, y), (pair.a, x)),
        _ => return Verdict::unlike("same-polarity", "both say so, or neither does"),
    };
    let sourced = no.stance == Stance::Denied || no.speaker.is_some();
    if sourced != by_source {
        return Verdict::unlike("other-voice", "a source denies, or the narrator does");
    }
    match gates(pair, no, not, yes, so) {
        Ok(because) => Verdict::Conflict { clash: Clash::Plain, because },
        Err(unlike) => unlike,
    }
}

fn gates(pair: &Pair<'_>, no: &Claim, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if no.stance == Stance::Hedged && not.cue != Cue::Deny {
        return Err(Verdict::unlike("hedged", "the negation is hedged"));
    }
    let mut because = Vec::new();
    because.extend(place(pair)?);
    if let (Some(a), Some(b)) = (no.scope.when, yes.scope.when)
        && !a.meets(&b)
    {
        return Err(Verdict::unlike("other-time", format!("{a} is not {b}")));
    }
    if not.anaphoric {
        because.push(pointed_at(pair, not, yes, so)?);
    } else {
        because.push(same_subject(pair, not, yes)?);
        because.push(covered(pair, not, yes, so)?);
    }
    if let Some(speaker) = &no.speaker {
        because.push(Evidence::new("denied-by", format!("denied by {}", speaker.name), 0.3));
    }
    if so.cue == Cue::Accuse {
        because.push(Evidence::new("accused", "the other side accuses", 0.2));
    }
    if yes.stance == Stance::Hedged {
        because.push(Evidence::new("hedged", "the other side is hedged", -0.3));
    }
    Ok(because)
}

/// What *ces accusations* points to must be what the other side says of the one who rejects them.
fn pointed_at(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Evidence, Verdict> {
    let denier = not.agent.as_ref().ok_or_else(|| Verdict::unlike("no-denier", "nobody is named who denies"))?;
    let is_agent = so.agent.as_ref() == Some(denier) || so.agent.is_none() && so.subject.contains(denier);
    if !is_agent {
        return Err(Verdict::unlike("other-party", "the other side does not speak of the one who denies"));
    }
    if yes.speaker.as_ref().is_some_and(|s| s.term == *denier) {
        return Err(Verdict::unlike("own-words", "the other side quotes the one who denies"));
    }
    let act: Vec<&Term> = so
        .terms()
        .filter(|t| *t != denier && !t.starts_with('@') && (not.predicate.contains(t) || not.object.contains(t)))
        .collect();
    let weight = pair.rarity.total(act.iter().copied());
    if act.is_empty() || weight < 0.5 {
        return Err(Verdict::unlike("other-act", "the accusations that are rejected are others"));
    }
    Ok(Evidence::new("same-act", format!("the accusations that are rejected speak of {}", listed(pair, &act, 4)), 0.8 + weight.min(2.0) * 0.4))
}

/// Whom it is denied of must be named on the other side.
fn same_subject(pair: &Pair<'_>, not: &Proposition, yes: &Claim) -> Result<Evidence, Verdict> {
    let names: Vec<&Term> = not.subject.iter().filter(|t| t.starts_with('@')).collect();
    let subject: Vec<&Term> = if names.is_empty() { not.subject.iter().collect() } else { names };
    let shared: Vec<&Term> = subject.iter().copied().filter(|t| yes.context.contains(t) || yes.about.contains(t)).collect();
    if subject.is_empty() {
        return Ok(Evidence::new("same-subject", "the denial names no subject", -0.5));
    }
    if shared.is_empty() {
        return Err(Verdict::unlike("other-subject", format!("the other side does not speak of {}", listed(pair, &subject, 2))));
    }
    Ok(Evidence::new("same-subject", format!("both of {}", listed(pair, &shared, 3)), 0.6))
}

fn covered(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Evidence, Verdict> {
    let limits = &pair.rules.thresholds.propositions;
    let (mut total, mut found, mut shared) = (0.0, 0.0, Vec::new());
    let mut act = false;
    let deep: Vec<&Term> = so.terms().collect();
    let mut seen: Vec<&Term> = Vec::new();
    for term in not.terms() {
        if seen.contains(&term) {
            continue;
        }
        seen.push(term);
        let weight = pair.rarity.weight(term);
        total += weight;
        let near = deep.contains(&term);
        if near || yes.context.contains(term) {
            found += if near { weight } else { 0.8 * weight };
            shared.push(term);
            // What is denied must be said in the other's own clause; whom it is said of may stand
            // elsewhere in its sentence.
            act |= near && (!not.subject.contains(term) || not.predicate.contains(term)) && !term.starts_with('@');
        }
    }
    let coverage = found / f64::max(total, 1e-9);
    if !act {
        return Err(Verdict::unlike("other-act", "they share whom they speak of, not what is said"));
    }
    if coverage < limits.coverage || found < limits.shared {
        return Err(Verdict::unlike(
            "not-covered",
            format!("the other side says too little of what is denied ({coverage:.2} of {:.2})", limits.coverage),
        ));
    }
    Ok(Evidence::new("same-proposition", format!("both of {}", listed(pair, &shared, 5)), (coverage - 0.5) * 2.0 + found.min(4.0) * 0.3))
}
