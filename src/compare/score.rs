//! Two results of one match or ballot: *battu 2-1* and *3-1*, *289 voix* and *298 voix*.

use super::Pair;
use super::figures::same_measure;
use super::gates::{both_claimed, differ, items, listed, place, time};
use crate::model::{Body, Claim, Clash, Evidence, Figure, NumeralKind, Stance, Term, Verdict, Wording, terms_shared};
use crate::rules::RuleSet;

/// Results, on both sides.
pub fn sides(claim: &Claim, rules: &RuleSet) -> [bool; 2] {
    let Body::Figure(figure) = &claim.body else { return [false; 2] };
    let votes = figure.head.as_ref().is_some_and(|h| rules.concepts().tally(h));
    [figure.quantity.kind == NumeralKind::Score || votes; 2]
}

/// Compares two scores, or two counts of votes.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two figures");
    };
    let votes = |f: &Figure| f.head.as_ref().is_some_and(|h| pair.rules.concepts().tally(h));
    let result =
        |f: &Figure| f.quantity.kind == NumeralKind::Score || f.quantity.kind == NumeralKind::Count && votes(f);
    if !result(a) || !result(b) || votes(a) != votes(b) {
        return Verdict::unlike("other-kind", "not two results");
    }
    let because = if votes(a) { same_ballot(pair, a, b) } else { same_match(pair) };
    let mut because = match because {
        Ok(because) => because,
        Err(unlike) => return unlike,
    };
    if agree(a, b) {
        return Verdict::Agree { because };
    }
    because.push(Evidence::new("do-not-meet", differ(told(a), told(b))));
    Verdict::Conflict { clash: Clash::Score, because }
}

/// One result, from whichever side it is told: 2-1 is 1-2.
fn agree(a: &Figure, b: &Figure) -> bool {
    let meet = a.quantity.base().meets(&b.quantity.base());
    match (a.against, b.against) {
        (Some(x), Some(y)) => meet && x == y || a.quantity.value == y && b.quantity.value == x,
        (Some(x), None) => meet || b.quantity.value == x,
        (None, Some(y)) => meet || a.quantity.value == y,
        (None, None) => meet,
    }
}

fn told(f: &Figure) -> String {
    f.against.map_or_else(|| f.quantity.value.to_string(), |other| format!("{}-{other}", f.quantity.value))
}

/// Votes are counted like anything else; only that *289 voix contre 241* tells two numbers.
fn same_ballot(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Vec<Evidence>, Verdict> {
    let plain = |f: &Figure| {
        let mut plain = f.clone();
        plain.quantity.kind = NumeralKind::Count;
        // *par 289 voix contre 241* restricts nothing.
        plain.restrictors.clear();
        plain
    };
    let because = same_measure(pair, &plain(a), &plain(b))?;
    // *Le budget a été adopté*: every council votes one. A name or a day says which.
    let name = terms_shared(&pair.a.context, &pair.b.context).iter().any(|t| t.starts_with('@'));
    if !name && (pair.a.scope.when.is_none() || pair.b.scope.when.is_none()) {
        return Err(Verdict::unlike("no-common-ground", "neither a name nor a day says that it is one ballot"));
    }
    Ok(because)
}

/// One match: the names of both sides, or of one and much else; at one time, and at its end.
fn same_match(pair: &Pair<'_>) -> Result<Vec<Evidence>, Verdict> {
    both_claimed(pair)?;
    if [pair.a.stance, pair.b.stance].contains(&Stance::Denied) {
        return Err(Verdict::unlike("denied", "one side denies the score"));
    }
    if pair.a.scope.part || pair.b.scope.part {
        return Err(Verdict::unlike("part-and-total", "one score is not the last"));
    }
    let mut because = Vec::new();
    because.extend(items(pair)?);
    because.extend(place(pair)?);
    because.extend(time(pair)?);
    let limits = &pair.rules.thresholds.figures;
    let published = pair.left.meta.published.zip(pair.right.meta.published);
    let dated = pair.a.scope.when.is_some() && pair.b.scope.when.is_some();
    if !dated && published.is_some_and(|(x, y)| x.since(y).abs() > limits.match_days) {
        return Err(Verdict::unlike("other-time", "they may tell of two matches of the same sides"));
    }
    let names = |terms: &[Term]| terms.iter().filter(|t| t.starts_with('@')).cloned().collect::<Vec<Term>>();
    let shared: Vec<Term> = names(&pair.a.context).into_iter().filter(|t| pair.b.context.contains(t)).collect();
    let more = |own: &[Term], other: &[Term]| names(own).iter().any(|t| !other.contains(t));
    // *Lorvans a battu Aubeval 2-1 en Coupe*, *Lorvans a battu Montrelle 3-1 en Coupe*
    if more(&pair.a.about, &pair.b.context) && more(&pair.b.about, &pair.a.context) {
        return Err(Verdict::unlike("other-subject", "each tells of another opponent"));
    }
    let all = terms_shared(&pair.a.context, &pair.b.context);
    let weight = pair.rarity.total(all.iter().copied());
    if shared.is_empty() || weight < limits.support_without_relation {
        return Err(Verdict::unlike(
            "no-common-ground",
            format!("too little says that it is one match ({weight:.2} of {:.2})", limits.support_without_relation),
        ));
    }
    because.push(Evidence::measured(
        "same-match",
        &[("told", 1.0), ("shared", weight.min(3.0))],
        Wording::new("speak-of").with("about", listed(pair, &all, 5)),
    ));
    Ok(because)
}
