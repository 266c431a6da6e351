//! The gates that several comparators share: place, time, stance.

use super::Pair;
use crate::model::{Claim, Evidence, Stance, Term, Verdict, terms_shared};

/// A gate lets a pair through with its evidence, or turns it away.
pub type Gate = Result<Option<Evidence>, Verdict>;

/// True when the article makes the claim at all.
pub fn claimed(claim: &Claim) -> bool {
    claim.stance != Stance::Unclaimed
}

/// Neither side may be a hypothesis, a question or a plan.
pub fn both_claimed(pair: &Pair<'_>) -> Gate {
    if claimed(pair.a) && claimed(pair.b) {
        Ok(None)
    } else {
        Err(Verdict::unlike("not-claimed", "one side is a hypothesis, a question or a plan"))
    }
}

/// Places that both sentences name must share one.
pub fn place(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope.places, &pair.b.scope.places);
    if let Some(shared) = terms_shared(a, b).first() {
        return Ok(Some(Evidence::new("same-place", format!("same place: {}", shown(pair, shared)), 0.6)));
    }
    if !a.is_empty() && !b.is_empty() {
        // One sentence may name the town, the other the country: only where neither article knows
        // the other's place is it another.
        let known =
            |places: &[Term], claims: &[Claim]| places.iter().any(|p| claims.iter().any(|c| c.context.contains(p)));
        if !known(a, &pair.right.claims) && !known(b, &pair.left.claims) || disjoint_in_context(pair) {
            return Err(Verdict::unlike(
                "other-place",
                format!("{} is not {}", shown(pair, &a[0]), shown(pair, &b[0])),
            ));
        }
    }
    // A story of one town and a story of another: their first places differ, and neither article
    // mentions the other's.
    let (lead_a, lead_b) = (lead_place(&pair.left.claims), lead_place(&pair.right.claims));
    if let (Some(x), Some(y)) = (lead_a, lead_b)
        && x != y
        && !pair.right.claims.iter().any(|c| c.context.contains(x))
        && !pair.left.claims.iter().any(|c| c.context.contains(y))
    {
        return Err(Verdict::unlike(
            "other-place",
            format!("one article is about {}, the other about {}", shown(pair, x), shown(pair, y)),
        ));
    }
    Ok(None)
}

/// Both name a place, and each sentence is without the other's.
fn disjoint_in_context(pair: &Pair<'_>) -> bool {
    let (a, b) = (&pair.a.scope.places, &pair.b.scope.places);
    !a.iter().any(|p| pair.b.context.contains(p)) && !b.iter().any(|p| pair.a.context.contains(p))
}

/// The first place that an article names.
fn lead_place(claims: &[Claim]) -> Option<&Term> {
    claims.iter().find_map(|c| c.scope.places.first())
}

/// Times that both claims state must meet; a time long past meets only its like.
pub fn time(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope, &pair.b.scope);
    if let (Some(x), Some(y)) = (a.when, b.when) {
        if !x.meets(&y) {
            return Err(Verdict::unlike("other-time", format!("{x} is not {y}")));
        }
        if let (Some(m), Some(n)) = (a.minute, b.minute)
            && m.abs_diff(n) > pair.rules.thresholds.figures.minutes
        {
            return Err(Verdict::unlike("other-time", "they speak of two times of day"));
        }
        return Ok(Some(Evidence::new("same-time", format!("same time: {x}"), 0.5)));
    }
    if a.past != b.past {
        return Err(Verdict::unlike("other-time", "one side recalls history"));
    }
    Ok(None)
}

/// A term as people read it.
pub fn shown(pair: &Pair<'_>, term: &Term) -> String {
    if let Some(name) = term.strip_prefix('@') {
        let find = |names: &[crate::model::Name]| names.iter().find(|n| n.term == *term).map(|n| n.shown.clone());
        return find(&pair.left.names).or_else(|| find(&pair.right.names)).unwrap_or_else(|| name.to_owned());
    }
    term.trim_start_matches('=').to_owned()
}

/// Terms as people read them, the most telling first, at most `most`.
pub fn listed(pair: &Pair<'_>, terms: &[&Term], most: usize) -> String {
    let mut terms: Vec<&Term> = terms.to_vec();
    terms.sort_by(|a, b| pair.rarity.weight(b).total_cmp(&pair.rarity.weight(a)).then(a.cmp(b)));
    terms.iter().take(most).map(|t| shown(pair, t)).collect::<Vec<_>>().join(", ")
}
