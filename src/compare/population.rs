//! How many people live in a place: when two such figures are of one place.

use super::Pair;
use super::gates::{Gate, shown};
use crate::model::{Dossier, Evidence, Figure, Term, Verdict, Wording};

/// The attribute of such figures.
const POPULATION: &str = "population";

/// True for a number of residents.
pub(super) fn counts(figure: &Figure) -> bool {
    figure.attribute.as_deref() == Some(POPULATION)
}

/// Two counts of one town, taken in other years, differ by a little.
pub(super) fn near(pair: &Pair<'_>, a: &Figure, b: &Figure) -> bool {
    let (x, y) = (a.quantity.base_value(), b.quantity.base_value());
    counts(a) && counts(b) && (x - y).abs() <= pair.rules.thresholds.figures.population * x.max(y)
}

/// Residents are those of one place: the names given are the same. A place without a name (*a city
/// of two million*) is that of the story: the other's name is known to its article, or, where
/// neither gives one, the articles know one place.
pub(super) fn one_place(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Gate {
    if !counts(a) || !counts(b) {
        return Ok(None);
    }
    let of = |name: &Term, grade: &'static str| {
        Ok(Some(Evidence::graded(
            "same-residents",
            grade,
            Wording::new("residents-of").with("place", shown(pair, name)),
        )))
    };
    match (a.subject.first(), b.subject.first()) {
        (Some(x), Some(y)) if x == y => of(x, "named"),
        (Some(x), Some(y)) => {
            Err(Verdict::unlike("other-place", format!("{} is not {}", shown(pair, x), shown(pair, y))))
        }
        (Some(x), None) if knows(pair.right, x) => of(x, "known"),
        (None, Some(y)) if knows(pair.left, y) => of(y, "known"),
        (None, None) => match places(pair.left, pair.right).or_else(|| places(pair.right, pair.left)) {
            Some(place) => of(&place, "story"),
            None => Err(Verdict::unlike("other-place", "the articles know no place in common")),
        },
        _ => Err(Verdict::unlike("other-place", "one article does not know the other's place")),
    }
}

fn knows(dossier: &Dossier, name: &Term) -> bool {
    dossier.names.iter().any(|n| n.term == *name)
}

/// The first place of one article that the other knows.
fn places(of: &Dossier, by: &Dossier) -> Option<Term> {
    of.claims.iter().flat_map(|c| &c.scope.places).find(|p| knows(by, p)).cloned()
}
