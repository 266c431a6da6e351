//! A running count that a later article gives higher: *12 morts* on Monday, *40 morts* on
//! Wednesday.

use super::Pair;
use super::figures::same_measure;
use crate::model::{Body, Clash, Evidence, Figure, Verdict};

/// Compares two figures of something that only grows, published on different days.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two figures");
    };
    let concepts = pair.rules.concepts();
    let grows = |f: &Figure| f.head.iter().chain(&f.relation).any(|t| concepts.grows(t));
    if !grows(a) || !grows(b) {
        return Verdict::unlike("does-not-grow", "not a count that only grows");
    }
    let (Some(x), Some(y)) = (pair.left.meta.published, pair.right.meta.published) else {
        return Verdict::unlike("no-date", "one article has no date of publication");
    };
    if x == y {
        return Verdict::unlike("same-day", "published on one day");
    }
    if a.quantity.base().meets(&b.quantity.base()) {
        return Verdict::unlike("agree", "the figures meet");
    }
    let (earlier, later) = if x < y { (a, b) } else { (b, a) };
    if later.quantity.base_value() < earlier.quantity.base_value() {
        return Verdict::unlike("shrinks", "the later figure is lower");
    }
    match same_measure(pair, a, b) {
        Ok(mut because) => {
            because.push(Evidence::new("later-and-higher", format!("published {} and {}", x.min(y), x.max(y)), 0.3));
            Verdict::Conflict { clash: Clash::Plain, because }
        }
        Err(unlike) => unlike,
    }
}
