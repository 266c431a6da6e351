//! A running count that a later state gives higher (*12 morts* on Monday, *40 morts* on Wednesday)
//! or lower (*42 morts* at two o'clock, *38 morts* at six).

use super::Pair;
use super::figures::{parts, same_measure_when};
use super::gates::{days, time};
use crate::model::{Body, Claim, Clash, Evidence, Figure, Slot, Verdict, Wording};
use crate::rules::RuleSet;
use std::cmp::Ordering;

/// Counts that only grow, on both sides.
pub fn sides(claim: &Claim, rules: &RuleSet) -> [bool; 2] {
    let Body::Figure(figure) = &claim.body else { return [false; 2] };
    [figure.head.iter().chain(&figure.relation).any(|t| rules.concepts().grows(t)); 2]
}

/// Compares two figures of something that only grows: the later one is higher.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    match states(pair) {
        Ok(states) if states.earlier > states.later => Verdict::unlike("shrinks", "the later figure is lower"),
        Ok(states) => states.verdict(pair, "later-and-higher"),
        Err(unlike) => unlike,
    }
}

/// Compares two figures of something that only grows: the later one is lower.
pub fn revision(pair: &Pair<'_>) -> Verdict {
    match states(pair) {
        Ok(states) if states.earlier < states.later => Verdict::unlike("grows", "the later figure is higher"),
        Ok(states) if states.later < states.earlier * pair.rules.thresholds.figures.revision => {
            Verdict::unlike("no-revision", "too much lower to be a revision")
        }
        Ok(states) => match parts(pair, states.figures[0], states.figures[1]) {
            Ok(()) => states.verdict(pair, "later-and-lower"),
            Err(unlike) => unlike,
        },
        Err(unlike) => unlike,
    }
}

/// Two states of one count.
struct States<'a> {
    figures: [&'a Figure; 2],
    earlier: f64,
    later: f64,
    /// They are told apart by the hours that the claims state, not by the days of publication.
    by_hour: bool,
    /// When the two were given, in words.
    when: Wording,
}

impl States<'_> {
    fn verdict(&self, pair: &Pair<'_>, gate: &'static str) -> Verdict {
        let when = if self.by_hour { days } else { time };
        match same_measure_when(pair, self.figures[0], self.figures[1], when) {
            Ok(mut because) => {
                because.push(Evidence::new(gate, self.when.clone()));
                Verdict::Conflict { clash: Clash::Plain, because }
            }
            Err(unlike) => unlike,
        }
    }
}

/// Which figure is of the earlier state: by publication, and on one day by the hour that both
/// claims state.
fn states<'a>(pair: &Pair<'a>) -> Result<States<'a>, Verdict> {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Err(Verdict::unlike("other-kind", "not two figures"));
    };
    let concepts = pair.rules.concepts();
    let grows = |f: &Figure| f.head.iter().chain(&f.relation).any(|t| concepts.grows(t));
    if !grows(a) || !grows(b) {
        return Err(Verdict::unlike("does-not-grow", "not a count that only grows"));
    }
    let (Some(x), Some(y)) = (pair.left.meta.published, pair.right.meta.published) else {
        return Err(Verdict::unlike("no-date", "one article has no date of publication"));
    };
    if a.quantity.base().meets(&b.quantity.base()) {
        return Err(Verdict::unlike("agree", "the figures meet"));
    }
    let hours = match (pair.a.scope.minute, pair.b.scope.minute) {
        (Some(m), Some(n)) if m.abs_diff(n) > pair.rules.thresholds.figures.minutes => Some((m, n)),
        _ => None,
    };
    let (order, when) = match (x.cmp(&y), hours) {
        (Ordering::Equal, Some((m, n))) => (m.cmp(&n), between("hours", Slot::Hour(m.min(n)), Slot::Hour(m.max(n)))),
        (Ordering::Equal, None) => return Err(Verdict::unlike("same-day", "published on one day")),
        (order, _) => (order, between("published", x.min(y), x.max(y))),
    };
    let (first, second) = if order == Ordering::Less { (a, b) } else { (b, a) };
    Ok(States {
        figures: [a, b],
        earlier: first.quantity.base_value(),
        later: second.quantity.base_value(),
        by_hour: x == y,
        when,
    })
}

/// Minutes after midnight as a clock shows them.
fn between(name: &'static str, first: impl Into<Slot>, second: impl Into<Slot>) -> Wording {
    Wording::new(name).with("first", first).with("second", second)
}
