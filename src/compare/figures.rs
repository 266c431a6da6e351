//! Two figures of one measure whose intervals do not meet.

use super::gates::{Gate, both_claimed, items, listed, place, shown, subject, time};
use super::{Pair, population};
use crate::model::{
    Body, Bound, Claim, Clash, Dossier, Evidence, Figure, NumeralKind, Stance, Term, Verdict, Wording, terms_shared,
};
use crate::rules::RuleSet;
use crate::text::fold;

/// Figures but scores, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    [matches!(&claim.body, Body::Figure(figure) if figure.quantity.kind != NumeralKind::Score); 2]
}

/// Compares two figures.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Figure(a), Body::Figure(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two figures");
    };
    if [a, b].iter().any(|f| f.quantity.kind == NumeralKind::Score) {
        return Verdict::unlike("other-kind", "scores are compared as such");
    }
    if (a.quantity.interval.high == Some(0.0)) != (b.quantity.interval.high == Some(0.0)) {
        return Verdict::unlike("none", "none against some is another matter");
    }
    let mut because = match same_measure(pair, a, b) {
        Ok(because) => because,
        Err(unlike) => return unlike,
    };
    if a.quantity.base().meets(&b.quantity.base()) || rounding(a, b) || population::near(pair, a, b) {
        return Verdict::Agree { because };
    }
    if let Err(unlike) = parts(pair, a, b) {
        return unlike;
    }
    because.push(Evidence::new(
        "do-not-meet",
        Wording::new("do-not-meet").with("left", a.quantity.interval).with("right", b.quantity.interval),
    ));
    let grows = |f: &Figure| f.head.iter().chain(&f.relation).any(|t| pair.rules.concepts().grows(t));
    if pair.left.meta.published.is_some() != pair.right.meta.published.is_some() && grows(a) && grows(b) {
        return Verdict::unlike("no-date", "a toll grows, and one article has no date");
    }
    let counters = match (&pair.a.speaker, &pair.b.speaker) {
        (Some(x), Some(y)) if is_count(a) => x.term != y.term,
        _ => false,
    };
    let clash = match clash(a, b) {
        _ if counters => Clash::Counter,
        Clash::Exact if one_counter(pair, a) => {
            let speaker = pair.a.speaker.as_ref().map_or("", |s| s.name.as_str());
            because.push(Evidence::new("same-source", Wording::new("same-source").with("who", speaker)));
            Clash::Source
        }
        clash => clash,
    };
    Verdict::Conflict { clash, because }
}

/// One source that could be asked gives both.
fn one_counter(pair: &Pair<'_>, a: &Figure) -> bool {
    let counted = is_count(a) || a.quantity.kind == NumeralKind::Money;
    let named = pair.a.speaker.as_ref().zip(pair.b.speaker.as_ref());
    counted && named.is_some_and(|(x, y)| x.term == y.term && !x.anonymous && !y.anonymous)
}

/// What a rounded number allows: half a unit of the last digit that it states, on both sides.
fn rounding(a: &Figure, b: &Figure) -> bool {
    let cell = |f: &Figure| {
        let q = &f.quantity;
        let step = if q.step > 1.0 { q.step / 2.0 } else { round_step(q.value) / 2.0 };
        q.interval.widen(step).scale(q.unit.factor, q.unit.offset)
    };
    // Of one unit, two sources state what they mean: 51,2 % and 52,1 % are two results.
    let converted = a.quantity.unit.name != b.quantity.unit.name && a.quantity.kind == NumeralKind::Measure;
    converted && cell(a).meets(&cell(b))
}

/// The size of the last digit that is not a trailing zero: 1000 for 4,000.
fn round_step(value: f64) -> f64 {
    let mut step = 1.0;
    while value != 0.0 && (value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

fn clash(a: &Figure, b: &Figure) -> Clash {
    let (x, y) = (a.quantity.base_value().abs(), b.quantity.base_value().abs());
    let ratio = if x > y { x / y.max(1e-12) } else { y / x.max(1e-12) };
    let thousands = (ratio.log10() / 3.0).round();
    if thousands >= 1.0 && (ratio / 1000f64.powf(thousands) - 1.0).abs() < 1e-6 {
        return Clash::Magnitude;
    }
    match (a.quantity.bound == Bound::Exact, b.quantity.bound == Bound::Exact) {
        (true, true) => Clash::Exact,
        (false, false) => Clash::Estimate,
        _ if a.quantity.bound == Bound::About || b.quantity.bound == Bound::About => Clash::Exact,
        _ => Clash::Bound,
    }
}

/// The gates through which two figures must pass to count one thing: the evidence, or the first
/// that says no.
pub fn same_measure(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Vec<Evidence>, Verdict> {
    same_measure_when(pair, a, b, time)
}

/// The same, with `when` for the gate of time.
pub fn same_measure_when(
    pair: &Pair<'_>,
    a: &Figure,
    b: &Figure,
    when: fn(&Pair<'_>) -> Gate,
) -> Result<Vec<Evidence>, Verdict> {
    let mut because = Vec::new();
    claimed_alike(pair, a, b)?;
    if pair.a.stance == Stance::Denied || pair.b.stance == Stance::Denied {
        return Err(Verdict::unlike("denied", "one side denies the figure"));
    }
    if a.quantity.unit.dimension != b.quantity.unit.dimension || a.quantity.kind != b.quantity.kind {
        return Err(Verdict::unlike("other-unit", format!("{} is not {}", a.quantity.unit.name, b.quantity.unit.name)));
    }
    if a.quantity.direction.is_some() != b.quantity.direction.is_some() {
        return Err(Verdict::unlike("change-and-level", "one is a change, the other a level"));
    }
    let none = |f: &Figure| f.quantity.interval.high == Some(0.0);
    if pair.a.scope.part != pair.b.scope.part && !none(a) && !none(b) {
        return Err(Verdict::unlike("part-and-total", "one is a part of a total"));
    }
    // A width is no depth, and a length that nobody says to be a width is neither.
    if a.attribute != b.attribute {
        let name = |f: &Figure| f.attribute.as_ref().map_or_else(|| "something else".to_owned(), ToString::to_string);
        return Err(Verdict::unlike("other-attribute", format!("{} is not {}", name(a), name(b))));
    }
    because.push(head(pair, a, b)?);
    complement(pair, a, b)?;
    restrictors(pair, a, b)?;
    because.extend(items(pair)?);
    because.extend(population::one_place(pair, a, b)?);
    because.extend(told_of(pair, a, b)?);
    because.extend(place(pair)?);
    because.extend(when(pair)?);
    because.extend(support(pair, a, b)?);
    Ok(because)
}

fn one_measure(what: String) -> Wording {
    Wording::new("same-measure").with("what", what)
}

/// What is counted: one noun, or the noun of one is what is said of the other.
fn head(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Evidence, Verdict> {
    if a.quantity.kind == NumeralKind::Age {
        return same_person(pair, a, b);
    }
    let label = if a.label.is_empty() { &b.label } else { &a.label };
    match (&a.head, &b.head) {
        (Some(x), Some(y)) if x == y => Ok(Evidence::graded(
            "same-measure",
            "noun",
            one_measure(if label.is_empty() { listed(pair, &[x], 1) } else { label.clone() }),
        )),
        // The dead are not the injured, whatever is said of both.
        (Some(x), Some(y))
            if pair.rules.concepts().group(x).is_some_and(|g| pair.rules.concepts().group(y) == Some(g)) =>
        {
            Err(Verdict::unlike("other-measure", format!("{} is not {}", shown(pair, x), shown(pair, y))))
        }
        (Some(x), Some(y)) if b.relation.contains(x) || a.relation.contains(y) => {
            Ok(Evidence::graded("same-measure", "predicate", one_measure(label.clone())))
        }
        (Some(x), Some(y)) if is_count(a) || a.quantity.kind == NumeralKind::Share => {
            Err(Verdict::unlike("other-measure", format!("{} is not {}", shown(pair, x), shown(pair, y))))
        }
        _ => {
            // A length, an age, a price: what is measured may be named in other words; the
            // relation or the owner must then be the same.
            let relation = terms_shared(&a.relation, &b.relation);
            let owner: Vec<&Term> = terms_shared(&a.owner, &b.owner)
                .into_iter()
                .chain(a.head.iter().filter(|h| b.owner.contains(h)))
                .chain(b.head.iter().filter(|h| a.owner.contains(h)))
                .collect();
            let needed = if a.quantity.kind == NumeralKind::Age {
                !owner.is_empty()
            } else {
                !relation.is_empty() && !owner.is_empty()
            };
            if needed || measured_alone(a, b) {
                Ok(Evidence::graded("same-measure", "owner", one_measure(listed(pair, &owner, 3))))
            } else {
                Err(Verdict::unlike("other-measure", "nothing says that they measure one thing"))
            }
        }
    }
}

/// *la Sarnes a atteint 6,42 mètres*, *est montée à 5,42 mètres*: a name, and verbs that say no more
/// than that it measures so much.
fn measured_alone(a: &Figure, b: &Figure) -> bool {
    let bare =
        |f: &Figure| f.quantity.kind == NumeralKind::Measure && f.head.is_none() && f.quantity.direction.is_none();
    let name = |f: &Figure| f.subject.first().filter(|s| s.starts_with('@')).cloned();
    let untold = a.relation.is_empty() || b.relation.is_empty();
    untold && bare(a) && bare(b) && name(a).is_some() && name(a) == name(b)
}

fn is_count(f: &Figure) -> bool {
    matches!(f.quantity.kind, NumeralKind::Count)
}

/// An age is one person's: the names or nouns that it is told of are the same, and full names that
/// differ are two people of one family.
fn same_person(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Evidence, Verdict> {
    let (Some(x), Some(y)) = (a.subject.first(), b.subject.first()) else {
        return Err(Verdict::unlike("other-subject", "nobody is named whose age it is"));
    };
    subject(pair, &a.subject, &b.subject)?;
    let fits = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
    let forms = |dossier: &Dossier, term: &Term| -> Vec<String> {
        dossier.names.iter().filter(|n| n.term == *term).flat_map(|n| n.forms.clone()).collect()
    };
    let known = |label: &str, dossier: &Dossier, term: &Term| {
        let full: Vec<String> = forms(dossier, term).into_iter().filter(|f| f.contains(' ')).collect();
        !label.contains(' ') || full.is_empty() || full.iter().any(|f| fits(f, label))
    };
    let (left, right) = (fold(&a.label), fold(&b.label));
    let apart = left.contains(' ') && right.contains(' ') && !fits(&left, &right);
    if x.starts_with('@')
        && y.starts_with('@')
        && (apart || !known(&left, pair.right, y) || !known(&right, pair.left, x))
    {
        return Err(Verdict::unlike("other-person", format!("{} is not {}", a.label, b.label)));
    }
    Ok(Evidence::graded("same-measure", "age", Wording::new("age-of").with("who", listed(pair, &[x], 1))))
}

/// *chefs d'État* and *chefs d'entreprise* are not the same.
fn complement(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<(), Verdict> {
    let elsewhere = |list: &[Term], context: &[Term]| list.iter().any(|t| context.contains(t));
    if !a.complement.is_empty()
        && !b.complement.is_empty()
        && terms_shared(&a.complement, &b.complement).is_empty()
        && !elsewhere(&a.complement, &pair.b.about)
        && !elsewhere(&b.complement, &pair.a.about)
    {
        return Err(Verdict::unlike(
            "other-complement",
            format!("{} is not {}", shown(pair, &a.complement[0]), shown(pair, &b.complement[0])),
        ));
    }
    Ok(())
}

/// *blessés graves* and *blessés légers* are not the same, and neither are *blessés graves* and
/// *blessés*: what restricts one must be said of the other somewhere in its sentence.
fn restrictors(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<(), Verdict> {
    let unmet = |own: &[Term], context: &[Term]| own.iter().find(|t| !context.contains(t)).cloned();
    let left = unmet(&a.restrictors, &pair.b.context);
    let right = unmet(&b.restrictors, &pair.a.context);
    if let Some(term) = left.or(right) {
        return Err(Verdict::unlike("restricted", format!("only one side is restricted to {}", shown(pair, &term))));
    }
    Ok(())
}

/// A plan and a fact of one deed are two things; *versera 1,2 million* and *a annoncé une
/// subvention de 1,2 milliard* are one.
fn claimed_alike(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<(), Verdict> {
    match both_claimed(pair) {
        Err(Verdict::Unlike { gate: "plan-and-fact", .. }) if terms_shared(&a.relation, &b.relation).is_empty() => {
            Ok(())
        }
        Err(unlike) => Err(unlike),
        Ok(_) => Ok(()),
    }
}

/// Whom the figures are told of: *le fonds détient 30 %* and *la famille détient 45 %* are two
/// holdings. Where the predicates meet the subjects must, and where neither does nothing is left.
fn told_of(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Option<Evidence>, Verdict> {
    let head = |t: &Term| Some(t) == a.head.as_ref() || Some(t) == b.head.as_ref();
    let own = |f: &Figure| f.subject.iter().filter(|t| !head(t)).cloned().collect::<Vec<Term>>();
    let (x, y) = (own(a), own(b));
    if x.is_empty() || y.is_empty() {
        return Ok(None);
    }
    let one = terms_shared(&a.relation, &b.relation).is_empty() && !a.relation.is_empty() && !b.relation.is_empty();
    match subject(pair, &x, &y) {
        Ok(_) if one && x[0] != y[0] => {
            Err(Verdict::unlike("other-statement", format!("{} is not {}", shown(pair, &x[0]), shown(pair, &y[0]))))
        }
        Ok(found) => Ok(found),
        // *une digue de 9 mètres fut percée*: the thing measured stands elsewhere on the
        // other side.
        Err(unlike) => {
            // *le pont de Corvey*, *le pont d'Aubray*: one noun with two names is two things.
            let known = x[0] != y[0] && (pair.b.about.contains(&x[0]) || pair.a.about.contains(&y[0]));
            let relation = !terms_shared(&a.relation, &b.relation).is_empty();
            if known && relation { Ok(None) } else { Err(unlike) }
        }
    }
}

/// Figures are parts of sums: where the other figures of one sentence add up to the other side's,
/// or differ from the own by it, both may hold.
pub fn parts(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<(), Verdict> {
    let beside = |dossier: &Dossier, claim: &Claim, own: &Figure| -> Vec<f64> {
        let figures =
            dossier.claims.iter().filter(|c| c.place.sentence == claim.place.sentence && !std::ptr::eq(*c, claim));
        figures
            .filter_map(|c| match &c.body {
                Body::Figure(f) if f.quantity.unit.dimension == own.quantity.unit.dimension => {
                    Some(f.quantity.base_value())
                }
                _ => None,
            })
            .filter(|v| *v > 0.0)
            .collect()
    };
    let adds_up = |own: f64, beside: &[f64], other: f64| {
        let near = |x: f64| (x - other).abs() <= 1e-9 * other.abs().max(1.0);
        let all: f64 = beside.iter().sum();
        beside.iter().any(|v| near(*v) || near(own + v) || near(own - v)) || beside.len() > 1 && near(own + all)
    };
    if !matches!(a.quantity.kind, NumeralKind::Count | NumeralKind::Money | NumeralKind::Duration) {
        return Ok(());
    }
    let (x, y) = (a.quantity.base_value(), b.quantity.base_value());
    if adds_up(x, &beside(pair.left, pair.a, a), y) || adds_up(y, &beside(pair.right, pair.b, b), x) {
        return Err(Verdict::unlike("part-and-total", "with the other figures of its sentence one makes up the other"));
    }
    Ok(())
}

/// What else the two share: what is said of the thing counted, of whom, in which surroundings.
fn support(pair: &Pair<'_>, a: &Figure, b: &Figure) -> Result<Vec<Evidence>, Verdict> {
    let limits = &pair.rules.thresholds.figures;
    let mut because = Vec::new();
    let mut relation = terms_shared(&a.relation, &b.relation);
    // *850 habitants ont été évacués* and *les évacués sont 1 400*.
    relation.extend(a.head.iter().filter(|h| b.head.as_ref() != Some(h) && b.relation.contains(h)));
    relation.extend(b.head.iter().filter(|h| a.head.as_ref() != Some(h) && a.relation.contains(h)));
    if !relation.is_empty() {
        because.push(Evidence::new(
            "same-relation",
            Wording::new("same-predicate").with("what", listed(pair, &relation, 3)),
        ));
    }
    let counted = |t: &&Term| Some(*t) != a.head.as_ref() && Some(*t) != b.head.as_ref();
    let clause: Vec<&Term> = terms_shared(&pair.a.about, &pair.b.about).into_iter().filter(counted).collect();
    let around: Vec<&Term> = terms_shared(&pair.a.context, &pair.b.context)
        .into_iter()
        .filter(|t| counted(t) && !clause.contains(t))
        .collect();
    let weight = pair.rarity.total(clause.iter().copied()) + 0.6 * pair.rarity.total(around.iter().copied());
    let silent = |own: &[Term]| pair.rarity.total(own.iter().filter(counted)) < limits.bare;
    // A sentence that says nothing but the figure (« Personne n'a été blessé ») speaks of the
    // story that it stands in.
    let bare = silent(&pair.a.context) || silent(&pair.b.context);
    let open = a.relation.is_empty() || b.relation.is_empty();
    // A toll is the toll of the story.
    let grows = |f: &Figure| f.head.iter().any(|h| pair.rules.concepts().grows(h));
    let specific = !is_count(a) || grows(a) && grows(b);
    let none = a.quantity.interval.high == Some(0.0) || b.quantity.interval.high == Some(0.0);
    let needed = if population::counts(a) || bare && (!relation.is_empty() || specific && open) {
        0.0
    } else if !relation.is_empty() || a.quantity.kind == NumeralKind::Age || none && open {
        limits.support
    } else if open {
        (limits.support + limits.support_without_relation) / 2.0
    } else {
        limits.support_without_relation
    };
    if weight + relation.len() as f64 * 0.3 < needed {
        return Err(Verdict::unlike(
            "no-common-ground",
            format!("too little says that they count one thing ({weight:.2} of {needed:.2})"),
        ));
    }
    let shared: Vec<&Term> = clause.into_iter().chain(around).collect();
    because.push(Evidence::measured(
        "same-surroundings",
        &[("shared", weight.min(3.0))],
        Wording::new("speak-of").with("about", listed(pair, &shared, 5)),
    ));
    Ok(because)
}
