//! None against some: *aucun blessé* and *trois blessés*.

use super::Pair;
use super::figures::same_measure;
use super::gates::listed;
use crate::model::{Body, Claim, Clash, Evidence, Figure, Verdict, Wording};
use crate::rules::RuleSet;

/// None on one side, some on the other.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    let Body::Figure(figure) = &claim.body else { return [false; 2] };
    [is_none(figure), figure.quantity.base().low.is_some_and(|low| low > 0.0)]
}

/// Compares a figure of zero with one above zero.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two figures");
    };
    if is_none(a) == is_none(b) {
        return Verdict::unlike("other-kind", "not none against some");
    }
    let some = if is_none(a) { b } else { a };
    if !some.quantity.base().low.is_some_and(|low| low > 0.0) {
        return Verdict::unlike("may-be-none", "the figure may be none");
    }
    let meet = a.relation.is_empty()
        || b.relation.is_empty()
        || a.relation.iter().any(|t| b.relation.contains(t))
        || a.head.iter().any(|h| b.relation.contains(h))
        || b.head.iter().any(|h| a.relation.contains(h));
    if !meet {
        return Verdict::unlike("other-relation", "none of something done is no none of something else");
    }
    match same_measure(pair, a, b) {
        Ok(mut because) => {
            let head = a.head.as_ref().or(b.head.as_ref()).map(|h| listed(pair, &[h], 1)).unwrap_or_default();
            because.push(Evidence::new("none-and-some", Wording::new("none-and-some").with("what", head)));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}

fn is_none(f: &Figure) -> bool {
    f.quantity.interval.high == Some(0.0)
}
