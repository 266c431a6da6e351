//! One event on two dates.

use super::Pair;
use super::gates::{both_claimed, both_of, claimed, items, listed, place, subject};
use crate::model::{Body, Claim, Clash, Dating, Evidence, Stance, Term, Verdict, Wording, terms_shared};
use crate::rules::RuleSet;

/// Datings that are claimed, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    [matches!(claim.body, Body::Dating(_)) && claimed(claim) && claim.stance != Stance::Denied; 2]
}

/// Compares two datings.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Dating(a), Body::Dating(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two datings");
    };
    match same_event(pair, a, b) {
        Ok(because) if a.days.meets(&b.days) => Verdict::Agree { because },
        Ok(mut because) => {
            because.push(Evidence::new(
                "do-not-meet",
                Wording::new("other-days").with("left", a.days).with("right", b.days),
            ));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

fn same_event(pair: &Pair<'_>, a: &Dating, b: &Dating) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if pair.a.stance == Stance::Denied || pair.b.stance == Stance::Denied {
        return Err(Verdict::unlike("denied", "one side denies the event"));
    }
    // Open ends say when something began or how long it went on; two of those may both be right.
    if a.days.from.is_none() != b.days.from.is_none() || a.days.to.is_none() != b.days.to.is_none() {
        return Err(Verdict::unlike("open-end", "one date is a limit, the other a day"));
    }
    let predicate = terms_shared(&a.predicate, &b.predicate);
    if predicate.iter().all(|t| t.starts_with('#')) {
        return Err(Verdict::unlike("other-predicate", "they date different happenings"));
    }
    let mut because =
        vec![Evidence::new("same-predicate", Wording::new("same-event").with("what", listed(pair, &predicate, 3)))];
    because.extend(place(pair)?);
    because.extend(items(pair)?);
    let subject = one_thing(pair, a, b)?;
    // What may recur may have been on both days.
    // *last won in 1974*: what is the last or the first time happened once.
    let concepts = pair.rules.concepts();
    let once = |t: &&Term| {
        concepts.once(t) || t.starts_with('#') || concepts.once_to(t) && subject.len() > 1 && one_object(a, b)
    };
    if !predicate.iter().any(once) {
        return Err(Verdict::unlike("may-recur", "it may have happened on both days"));
    }
    let around: Vec<&Term> = terms_shared(&pair.a.context, &pair.b.context)
        .into_iter()
        .filter(|t| !predicate.contains(t) && !subject.contains(t))
        .collect();
    let weight = pair.rarity.total(subject.iter().copied()) + 0.5 * pair.rarity.total(around);
    let needed = pair.rules.thresholds.dates.support;
    if weight < needed {
        return Err(Verdict::unlike(
            "no-common-ground",
            format!("too little says that it is one event ({weight:.2} of {needed:.2})"),
        ));
    }
    because.push(Evidence::measured(
        "same-subject",
        &[("shared", weight.min(3.0))],
        both_of(listed(pair, &subject, 4)),
    ));
    Ok(because)
}

/// *launched an inquiry* and *launched a search*: where both name what it was done to, one thing is
/// the same.
fn one_object(a: &Dating, b: &Dating) -> bool {
    let nouns = |d: &Dating| d.others.iter().filter(|t| !t.starts_with('@') && !d.predicate.contains(t)).count();
    let shared = |d: &Dating, e: &Dating| {
        d.others.iter().any(|t| !t.starts_with('@') && (e.others.contains(t) || e.subject.contains(t)))
    };
    nouns(a) == 0 || nouns(b) == 0 || shared(a, b) || shared(b, a)
}

/// What the event happened to: the subjects are the same, or the subject of one is the object of
/// the other (*a été inaugurée par le maire*, *le maire a inauguré*). The terms that both share.
fn one_thing<'a>(pair: &Pair<'_>, a: &'a Dating, b: &'a Dating) -> Result<Vec<&'a Term>, Verdict> {
    let all = |d: &'a Dating| d.subject.iter().chain(&d.others);
    let crossed = |x: &Dating, y: &Dating| x.subject.first().is_some_and(|s| y.others.contains(s));
    if !crossed(a, b) && !crossed(b, a) {
        subject(pair, &a.subject, &b.subject)?;
    }
    let shared: Vec<&Term> = all(a).filter(|t| all(b).any(|u| u == *t)).collect();
    if shared.is_empty() {
        return Err(Verdict::unlike("other-subject", "nothing says that it happened to one thing"));
    }
    Ok(shared)
}
