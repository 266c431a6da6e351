//! Before something, and after it: *a démissionné avant le vote* and *après le vote*.

use super::Pair;
use super::gates::{both_claimed, listed, subject};
use crate::model::{Body, Claim, Clash, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// What is told before something, and what is told after something.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    let stands = |side: &str| claim.scope.items.iter().any(|t| t.split_once('#').is_some_and(|(_, s)| s == side));
    [p.affirmed && stands(BEFORE), p.affirmed && stands(AFTER)]
}

/// Compares two affirmed propositions of what happens once, on two sides of one event.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let Some((x, y)) = around(&pair.a.scope.items, &pair.b.scope.items) else {
        return Verdict::unlike("no-order", "nothing stands before on one side and after on the other");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    match gates(pair, a, b) {
        Ok(mut because) => {
            because.push(Evidence::new("other-order", told(pair, x, y)));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

/// *before* and *after* are the names of `sides` in the language files.
const BEFORE: &str = "before";
const AFTER: &str = "after";

/// The one noun that both name, before on one side and after on the other.
fn around<'a>(a: &'a [Term], b: &'a [Term]) -> Option<(&'a Term, &'a Term)> {
    let parts = |t: &'a Term| t.split_once('#').filter(|(_, side)| [BEFORE, AFTER].contains(side));
    let once =
        |list: &[Term], noun: &str| list.iter().filter(|t| t.split_once('#').is_some_and(|p| p.0 == noun)).count() == 1;
    a.iter().find_map(|x| {
        let (noun, side) = parts(x)?;
        let y = b.iter().find(|y| parts(y).is_some_and(|(n, s)| n == noun && s != side))?;
        (once(a, noun) && once(b, noun)).then_some((x, y))
    })
}

fn told(pair: &Pair<'_>, x: &Term, y: &Term) -> Wording {
    let parts = |t: &Term| t.split_once('#').map(|(noun, side)| (noun.to_owned(), side.to_owned())).unwrap_or_default();
    let ((noun, first), (_, second)) = (parts(x), parts(y));
    let event = listed(pair, &[&Term::from(noun)], 1);
    Wording::new("other-order").with("first", first).with("second", second).with("event", event)
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if [pair.a.stance, pair.b.stance].iter().any(|s| matches!(s, Stance::Denied | Stance::Planned)) {
        return Err(Verdict::unlike("denied", "one side denies it, or it has not happened"));
    }
    let act: Vec<&Term> = a.predicate.iter().filter(|t| b.predicate.contains(t)).collect();
    if !act.iter().any(|t| pair.rules.concepts().once(t)) {
        return Err(Verdict::unlike("may-recur", "it may have happened before and after"));
    }
    if a.subject.is_empty() || b.subject.is_empty() {
        return Err(Verdict::unlike("other-subject", "one side names no subject"));
    }
    let mut because = Vec::new();
    because.extend(subject(pair, &a.subject, &b.subject)?);
    if let (Some(x), Some(y)) = (pair.a.scope.when, pair.b.scope.when)
        && !x.meets(&y)
    {
        return Err(Verdict::unlike("other-time", format!("{x} is not {y}")));
    }
    because.push(Evidence::new("same-predicate", Wording::new("same-event").with("what", listed(pair, &act, 2))));
    Ok(because)
}
