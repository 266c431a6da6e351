//! One event on two dates.

use super::Pair;
use super::gates::{both_claimed, items, listed, place, shown};
use crate::model::{Body, Clash, Dating, Evidence, Stance, Term, Verdict, terms_shared};

/// Compares two datings.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Dating(a), Body::Dating(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two datings");
    };
    match same_event(pair, a, b) {
        Ok(because) if a.days.meets(&b.days) => Verdict::Agree { because },
        Ok(mut because) => {
            because.push(Evidence::new("do-not-meet", format!("{} is not {}", a.days, b.days), 0.0));
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
    if predicate.is_empty() {
        return Err(Verdict::unlike("other-predicate", "they date different happenings"));
    }
    let mut because =
        vec![Evidence::new("same-predicate", format!("same event: {}", listed(pair, &predicate, 3)), 0.8)];
    because.extend(place(pair)?);
    because.extend(items(pair)?);
    let shared: Vec<&Term> = a.subject.iter().filter(|t| b.subject.contains(t)).collect();
    if shared.is_empty() {
        return Err(Verdict::unlike("other-subject", "nothing says that it happened to one thing"));
    }
    names_meet(pair, a, b)?;
    // Some things happen once; that others did may only be taken where all else is the same.
    let concepts = pair.rules.concepts();
    let once = predicate.iter().any(|t| concepts.once(t));
    let subject = shared;
    let all = |d: &Dating| pair.rarity.total(d.subject.iter());
    let mutual = pair.rarity.total(subject.iter().copied()) / all(a).max(all(b)).max(1e-9);
    if !once && (mutual < pair.rules.thresholds.dates.mutual || subject.len() < 2) {
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
    because.push(Evidence::new(
        "same-subject",
        format!("both of {}", listed(pair, &subject, 4)),
        weight.min(3.0) * 0.5,
    ));
    Ok(because)
}

/// Names that both sides tell it of must share one: *le tramway de Lorvans* is not that of Valmère.
fn names_meet(pair: &Pair<'_>, a: &Dating, b: &Dating) -> Result<(), Verdict> {
    let names = |d: &Dating| d.subject.iter().filter(|t| t.starts_with('@')).cloned().collect::<Vec<Term>>();
    let (x, y) = (names(a), names(b));
    let met = x.iter().any(|t| pair.b.context.contains(t)) || y.iter().any(|t| pair.a.context.contains(t));
    if !x.is_empty() && !y.is_empty() && !met {
        return Err(Verdict::unlike("other-subject", format!("{} is not {}", shown(pair, &x[0]), shown(pair, &y[0]))));
    }
    Ok(())
}
