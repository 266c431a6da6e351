//! One enumeration with another member: *F, D et I* and *F, D et E*.

use super::Pair;
use super::gates::{both_told, differ, items, listed, shown};
use crate::model::{Body, Claim, Clash, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// Lists of names, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    let Body::Proposition(p) = &claim.body else { return [false; 2] };
    [p.affirmed && p.subject.len() >= FEWEST && p.subject.iter().all(|t| t.starts_with('@')); 2]
}

/// Compares two affirmed propositions that enumerate names.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Proposition(a), Body::Proposition(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    if !a.affirmed || !b.affirmed {
        return Verdict::unlike("negated", "one side is negated");
    }
    let Some((x, y, shared)) = other_member(&a.subject, &b.subject) else {
        return Verdict::unlike("no-list", "they do not enumerate the same but for one");
    };
    match gates(pair, a, b) {
        Ok(mut because) => {
            because
                .push(Evidence::new("same-list", Wording::new("same-list").with("members", listed(pair, &shared, 4))));
            because.push(Evidence::new("other-member", differ(shown(pair, x), shown(pair, y))));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

/// A list has so many members at least.
const FEWEST: usize = 3;

/// Two spellings of one name are so alike, by Jaro and Winkler.
const ALIKE: f64 = 0.85;

/// The one name that each list has alone, and what they share.
fn other_member<'a>(a: &'a [Term], b: &'a [Term]) -> Option<(&'a Term, &'a Term, Vec<&'a Term>)> {
    let named = |list: &[Term]| list.iter().all(|t| t.starts_with('@'));
    if a.len() < FEWEST || a.len() != b.len() || !named(a) || !named(b) {
        return None;
    }
    let shared: Vec<&Term> = a.iter().filter(|t| b.contains(t)).collect();
    if shared.len() + 1 != a.len() {
        return None;
    }
    let x = a.iter().find(|t| !b.contains(t))?;
    let y = b.iter().find(|t| !a.contains(t))?;
    // *Kobane* and *Kobani* are one town.
    (strsim::jaro_winkler(x, y) < ALIKE).then_some((x, y, shared))
}

fn gates(pair: &Pair<'_>, a: &Proposition, b: &Proposition) -> Result<Vec<Evidence>, Verdict> {
    if pair.a.stance == Stance::Denied || pair.b.stance == Stance::Denied {
        return Err(Verdict::unlike("denied", "one side denies it"));
    }
    let act: Vec<&Term> = a.predicate.iter().filter(|t| b.predicate.contains(t)).collect();
    if act.is_empty() {
        return Err(Verdict::unlike("other-act", "they say different things"));
    }
    let rest = |p: &Proposition| -> Vec<Term> { p.object.iter().filter(|t| !t.starts_with('@')).cloned().collect() };
    let (x, y) = (rest(a), rest(b));
    if !x.is_empty() && !y.is_empty() && !x.iter().any(|t| y.contains(t)) {
        return Err(Verdict::unlike("other-object", "they say it of different things"));
    }
    let mut because = Vec::new();
    because.extend(both_told(pair)?);
    because.extend(items(pair)?);
    because.push(Evidence::new("same-predicate", Wording::new("both-say").with("what", listed(pair, &act, 2))));
    Ok(because)
}
