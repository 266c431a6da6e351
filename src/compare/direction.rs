//! A rise against a fall: *a reculé de 0,3 point* and *a progressé de 0,3 point*.

use super::Pair;
use super::figures::same_measure;
use crate::model::{Body, Claim, Clash, Direction, Evidence, Verdict};
use crate::rules::RuleSet;

/// A rise on one side, a fall on the other.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    let Body::Figure(figure) = &claim.body else { return [false; 2] };
    [figure.quantity.direction == Some(Direction::Up), figure.quantity.direction == Some(Direction::Down)]
}

/// Compares two figures of change.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two figures");
    };
    match (a.quantity.direction, b.quantity.direction) {
        (Some(x), Some(y)) if x != y => match same_measure(pair, a, b) {
            Ok(mut because) => {
                because.push(Evidence::new("other-direction", "other-direction"));
                Verdict::Conflict { clash: Clash::Plain, because }
            }
            Err(unlike) => unlike,
        },
        _ => Verdict::unlike("no-direction", "not a rise against a fall"),
    }
}
