//! So and not so: a denied proposition against one that asserts it.
//!
//! ¬P contradicts Q where Q implies P; so what is denied must be covered by what is asserted, and
//! not the other way round. Terms stand for the proposition, weighted by how telling they are.

use super::Pair;
use super::gates::{Gate, both_of, claimed, items, listed, place};
use crate::model::{Body, Claim, Clash, Cue, Degree, Dossier, Evidence, Proposition, Stance, Term, Verdict, Wording};
use crate::rules::RuleSet;

/// What a source denies, and what is told.
pub fn denial_sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    sides(claim, true)
}

/// What the narrator negates, and what is told.
pub fn negation_sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    sides(claim, false)
}

fn sides(claim: &Claim, by_source: bool) -> [bool; 2] {
    match &claim.body {
        Body::Proposition(p) if claimed(claim) => [!p.affirmed && sourced(claim) == by_source, p.affirmed],
        _ => [false; 2],
    }
}

/// A source says it, or denies it.
fn sourced(claim: &Claim) -> bool {
    claim.stance == Stance::Denied || claim.speaker.is_some()
}

/// A denial by a source: claim-denial, or accusation-denial where the other side accuses.
pub fn denial(pair: &Pair<'_>) -> Verdict {
    oppose(pair, true)
}

/// A negation in the narrator's voice.
pub fn negation(pair: &Pair<'_>) -> Verdict {
    oppose(pair, false)
}

fn oppose(pair: &Pair<'_>, by_source: bool) -> Verdict {
    let (Body::Proposition(x), Body::Proposition(y)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two propositions");
    };
    let ((no, not), (yes, so)) = match (x.affirmed, y.affirmed) {
        (false, true) => ((pair.a, x), (pair.b, y)),
        (true, false) => ((pair.b, y), (pair.a, x)),
        _ => return Verdict::unlike("same-polarity", "both say so, or neither does"),
    };
    if sourced(no) != by_source {
        return Verdict::unlike("other-voice", "a source denies, or the narrator does");
    }
    match gates(pair, no, not, yes, so) {
        Ok(because) => {
            if !by_source || !one_voice(no, yes) {
                return Verdict::Conflict { clash: Clash::Plain, because };
            }
            // *« Ils sont nos frères »* and *« Ce n'est pas moi »*: what one says and what one denies
            // are mostly two things.
            if so.cue != Cue::Confirm {
                return Verdict::unlike("own-words", "the other side quotes the one who denies");
            }
            Verdict::Conflict { clash: Clash::Voice, because }
        }
        Err(unlike) => unlike,
    }
}

/// One who has a name says both.
fn one_voice(no: &Claim, yes: &Claim) -> bool {
    matches!((&no.speaker, &yes.speaker), (Some(x), Some(y)) if x.term == y.term && x.term.starts_with('@'))
}

fn gates(
    pair: &Pair<'_>,
    no: &Claim,
    not: &Proposition,
    yes: &Claim,
    so: &Proposition,
) -> Result<Vec<Evidence>, Verdict> {
    if !claimed(no) || !claimed(yes) {
        return Err(Verdict::unlike("not-claimed", "one side is a hypothesis or a question"));
    }
    if no.stance == Stance::Asserted && yes.stance == Stance::Planned {
        return Err(Verdict::unlike("plan-and-fact", "what is planned has not happened yet"));
    }
    // *n'est pas d'origine criminelle* and *est d'origine accidentelle*
    if let Some((x, y)) = not.terms().find_map(|x| {
        let y = so.terms().find(|y| pair.rules.concepts().opposite(x, y).is_some())?;
        (!so.terms().any(|t| t == x)).then_some((x, y))
    }) {
        return Err(Verdict::unlike(
            "opposite",
            format!(
                "one side says {}, the other denies its opposite, {}",
                listed(pair, &[y], 1),
                listed(pair, &[x], 1)
            ),
        ));
    }
    if counted(pair) {
        return Err(Verdict::unlike("counted", "none against some: the figures decide"));
    }
    if no.stance == Stance::Hedged && !matches!(not.cue, Cue::Deny | Cue::Doubt) {
        return Err(Verdict::unlike("hedged", "the negation is hedged"));
    }
    let mut because = Vec::new();
    because.extend(place(pair)?);
    if let (Some(a), Some(b)) = (no.scope.when, yes.scope.when)
        && !a.meets(&b)
    {
        return Err(Verdict::unlike("other-time", format!("{a} is not {b}")));
    }
    because.extend(items(pair)?);
    if not.anaphoric {
        because.push(pointed_at(pair, not, yes, so)?);
    } else {
        because.push(same_subject(pair, not, yes, so)?);
        if no.speaker.is_none() && no.stance != Stance::Denied {
            because.extend(same_act(pair, not, so)?);
        }
        because.push(covered(pair, not, yes, so)?);
    }
    if let Some(speaker) = &no.speaker {
        because.push(Evidence::new("denied-by", Wording::new("denied-by").with("who", speaker.name.as_str())));
    }
    if so.cue == Cue::Accuse {
        because.push(Evidence::new("accused", "accused"));
    }
    if no.factuality.degree < Degree::Certain {
        because.push(Evidence::new("doubted", "doubted"));
    }
    if yes.stance == Stance::Hedged {
        because.push(Evidence::new("hedged", "hedged"));
    }
    Ok(because)
}

/// In the narrator's voice nothing says that it is an answer to anything: what is not so must be
/// told of somebody or something, and be what the other side tells. *It is not clear* denies nothing
/// that anybody said, and *isn't golfing* is not about a golf ball.
fn same_act(pair: &Pair<'_>, not: &Proposition, so: &Proposition) -> Gate {
    if not.subject.is_empty() || so.subject.is_empty() && so.agent.is_none() {
        return Err(Verdict::unlike("no-subject", "one side does not say of whom or what"));
    }
    if !not.predicate.iter().any(|t| so.predicate.contains(t)) {
        return Err(Verdict::unlike(
            "other-act",
            format!("the other side does not tell {}", listed(pair, &not.predicate.iter().collect::<Vec<_>>(), 2)),
        ));
    }
    Ok(None)
}

/// What *ces accusations* points to must be what the other side says of the one who rejects them.
fn pointed_at(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Evidence, Verdict> {
    let denier = not.agent.as_ref().ok_or_else(|| Verdict::unlike("no-denier", "nobody is named who denies"))?;
    let is_agent = so.agent.as_ref() == Some(denier) || so.agent.is_none() && so.subject.contains(denier);
    if !is_agent {
        return Err(Verdict::unlike("other-party", "the other side does not speak of the one who denies"));
    }
    if yes.speaker.as_ref().is_some_and(|s| s.term == *denier) {
        return Err(Verdict::unlike("own-words", "the other side quotes the one who denies"));
    }
    let act: Vec<&Term> = so
        .terms()
        .filter(|t| *t != denier && !t.starts_with('@') && (not.predicate.contains(t) || not.object.contains(t)))
        .collect();
    if so.cue == Cue::Accuse {
        return Ok(Evidence::new("same-accused", "same-accused"));
    }
    let weight = pair.rarity.total(act.iter().copied());
    if weight < 0.5 {
        return Err(Verdict::unlike("other-act", "the accusations that are rejected are others"));
    }
    Ok(Evidence::measured(
        "same-act",
        &[("told", 1.0), ("shared", weight.min(2.0))],
        Wording::new("they-reject").with("about", listed(pair, &act, 4)),
    ))
}

/// *aucun blessé* in one sentence and *trois blessés* in the other.
fn counted(pair: &Pair<'_>) -> bool {
    let figures = |dossier: &Dossier, claim: &Claim, none: bool| -> Vec<Term> {
        let of_sentence = dossier.claims.iter().filter(|c| c.place.sentence == claim.place.sentence);
        of_sentence
            .filter_map(|c| match &c.body {
                Body::Figure(f) if (f.quantity.interval.high == Some(0.0)) == none => {
                    Some(f.head.iter().chain(&f.relation))
                }
                _ => None,
            })
            .flatten()
            .cloned()
            .collect()
    };
    let meet = |none: Vec<Term>, some: Vec<Term>| none.iter().any(|t| some.contains(t));
    meet(figures(pair.left, pair.a, true), figures(pair.right, pair.b, false))
        || meet(figures(pair.right, pair.b, true), figures(pair.left, pair.a, false))
}

/// Whom it is denied of must be named on the other side: a name anywhere in its sentence, a noun
/// in its clause; and where both name names, one must be the same.
fn same_subject(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Evidence, Verdict> {
    let Some(told) = not.subject.first() else {
        return Ok(Evidence::new("no-subject", "no-subject"));
    };
    let names: Vec<&Term> = not.subject.iter().filter(|t| t.starts_with('@')).collect();
    let met = if told.starts_with('@') {
        yes.context.contains(told) || yes.about.contains(told)
    } else {
        yes.about.contains(told)
    };
    let known = |t: &Term| yes.context.contains(t) || yes.about.contains(t);
    let others: Vec<&Term> = so.subject.iter().filter(|t| t.starts_with('@')).collect();
    // *l'usine va fermer* and *la direction ne fermera pas l'usine*
    // *l'exploitant dément avoir ouvert les vannes du barrage* and *le barrage a ouvert ses vannes*
    let behalf = not.cue == Cue::Deny && so.subject.first().is_some_and(|s| not.object.contains(s));
    let crossed = behalf || not.object.first().is_some_and(|o| so.subject.first() == Some(o));
    // *El alcalde, Julián Matamala* and *avisó al alcalde*; *Norlink* and *la empresa*
    let described = told.starts_with('@') && names.len() == 1 && not.subject[1..].iter().any(|t| yes.about.contains(t));
    let met = met || crossed || described || implied(pair, not, yes, so);
    let apart = !names.is_empty() && !others.is_empty() && !names.iter().any(|t| known(t));
    if !met && !names.iter().any(|t| known(t) && told.starts_with('@')) || apart && !crossed && !described {
        return Err(Verdict::unlike(
            "other-subject",
            format!("the other side does not speak of {}", listed(pair, &[told], 1)),
        ));
    }
    // Told of it, done to it or by it; rather than of something of his.
    let own = so.subject.first() == Some(told) || so.object.contains(told) || so.agent.as_ref() == Some(told);
    Ok(Evidence::graded("same-subject", if own { "denied" } else { "beside" }, both_of(listed(pair, &[told], 1))))
}

/// *Norlink niega haber recibido avisos* and *la empresa recibió dos avisos*: the other side names
/// nobody, and its article knows the one who denies.
fn implied(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> bool {
    let other = if std::ptr::eq(yes, pair.a) { pair.left } else { pair.right };
    let known = |t: &Term| t.starts_with('@') && other.names.iter().any(|n| n.term == *t);
    not.cue == Cue::Deny && so.subject.is_empty() && so.agent.is_none() && not.subject.first().is_some_and(known)
}

/// *It was not a wolf* and *a wolf crossed the yard*: what a source says it was not is what
/// the other side tells of, and both articles come back to it.
fn identified(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> bool {
    let [thing] = &not.predicate[..] else { return false };
    let other = if std::ptr::eq(yes, pair.a) { pair.left } else { pair.right };
    let often = |dossier: &Dossier| {
        let mut sentences: Vec<usize> =
            dossier.claims.iter().filter(|c| c.context.contains(thing)).map(|c| c.place.sentence).collect();
        sentences.dedup();
        sentences.len() >= pair.rules.thresholds.propositions.identified
    };
    let one = |terms: &[Term]| terms.first() == Some(thing);
    not.nominal
        && not.subject.is_empty()
        && not.object.iter().all(|t| yes.context.contains(t))
        && (one(&so.subject) && !so.predicate.is_empty() || so.nominal && one(&so.predicate))
        && often(other)
}

/// What is denied must be covered: its predicate by the other's own clause, the rest by its
/// sentence at least.
fn covered(pair: &Pair<'_>, not: &Proposition, yes: &Claim, so: &Proposition) -> Result<Evidence, Verdict> {
    let limits = &pair.rules.thresholds.propositions;
    let own: Vec<&Term> = so.terms().collect();
    if !not.predicate.is_empty() && !not.predicate.iter().any(|t| own.contains(&t)) {
        return Err(Verdict::unlike(
            "other-act",
            format!("the other side does not say {}", listed(pair, &not.predicate.iter().collect::<Vec<_>>(), 2)),
        ));
    }
    if !not.nominal
        && let (Some(x), false) = (not.object.first().filter(|t| !t.starts_with('@')), so.object.is_empty())
        && !own.contains(&x)
        && so.object.first().is_some_and(|y| !y.starts_with('@') && !not.terms().any(|t| t == y))
    {
        return Err(Verdict::unlike(
            "other-object",
            format!("the other side does not speak of {}", listed(pair, &[x], 1)),
        ));
    }
    let named = not.subject.iter().any(|t| t.starts_with('@'));
    // *El presidente no ha dicho*: nothing but a name is left of it, and a name is no statement.
    if named && !not.predicate.iter().chain(&not.object).any(|t| !t.starts_with('@')) {
        return Err(Verdict::unlike("other-act", "of what is denied nothing but names was read"));
    }
    // Who denies for another, or is known to the other side by what he is, need not be named there.
    let stands_for = |t: &&Term| {
        let known = own.contains(t) || yes.context.contains(t);
        let behalf = not.cue == Cue::Deny && so.subject.first().is_some_and(|s| not.object.contains(s));
        let described = t.starts_with('@') && not.subject.iter().any(|u| !u.starts_with('@') && own.contains(&u));
        known || !(behalf || described || implied(pair, not, yes, so))
    };
    let subject = not.subject.iter().filter(stands_for).map(|t| {
        // Beside a name, a description adds nothing: *le président français, Macron*.
        (t, if named && !t.starts_with('@') { limits.description } else { 1.0 })
    });
    let parts =
        subject.chain(not.predicate.iter().map(|t| (t, 1.0))).chain(not.object.iter().map(|t| (t, limits.complement)));
    let (mut total, mut found) = (0.0, 0.0);
    let (mut shared, mut seen): (Vec<&Term>, Vec<&Term>) = (Vec::new(), Vec::new());
    for (term, part) in parts {
        if seen.contains(&term) {
            continue;
        }
        seen.push(term);
        let weight = part * pair.rarity.weight(term);
        total += weight;
        if own.contains(&term) || yes.context.contains(term) {
            found += if own.contains(&term) { weight } else { limits.elsewhere * weight };
            shared.push(term);
        }
    }
    let coverage = found / f64::max(total, 1e-9);
    if identified(pair, not, yes, so) {
        return Ok(Evidence::measured(
            "same-proposition",
            &[("coverage", 0.5), ("shared", found.min(4.0))],
            Wording::new("told-as-none").with("about", listed(pair, &shared, 2)),
        ));
    }
    if coverage < limits.coverage || found < limits.shared {
        return Err(Verdict::unlike(
            "not-covered",
            format!(
                "the other side says too little of what is denied (share {coverage:.2} of {:.2}, weight {found:.2} of {:.2})",
                limits.coverage, limits.shared
            ),
        ));
    }
    Ok(Evidence::measured(
        "same-proposition",
        &[("coverage", coverage - 0.5), ("shared", found.min(4.0))],
        both_of(listed(pair, &shared, 5)),
    ))
}
