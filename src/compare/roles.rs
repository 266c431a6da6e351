//! Who holds an office, and what somebody is.

use super::Pair;
use super::gates::{both_of, differ, listed, shown};
use crate::model::{Body, Claim, Clash, Dossier, Evidence, Role, Stance, Term, Verdict, Wording, terms_shared};
use crate::rules::RuleSet;

/// What the articles themselves call people, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    [matches!(claim.body, Body::Role(_)) && claim.stance == Stance::Asserted; 2]
}

/// Compares what two articles call people.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Role(a), Body::Role(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two roles");
    };
    if pair.a.stance != Stance::Asserted || pair.b.stance != Stance::Asserted {
        return Verdict::unlike("reported", "a source calls them so");
    }
    let outcome = match names(a, b) {
        Names::One => {
            if a.presumed || b.presumed || is(a, SUSPECT) || is(b, SUSPECT) {
                guilt(pair, a, b)
            } else {
                other_role(pair, a, b)
            }
        }
        Names::OtherGiven => other_person(pair, a, b),
        Names::Others => Err(Verdict::unlike("other-person", "they are two people")),
    };
    match outcome {
        Ok((clash, because)) => Verdict::Conflict { clash, because },
        Err(unlike) => unlike,
    }
}

/// Concepts of those who are under suspicion, and of those who did it.
const SUSPECT: &str = "=suspect";
const CULPRIT: &str = "=culprit";

type Outcome = Result<(Clash, Vec<Evidence>), Verdict>;

enum Names {
    /// One full name.
    One,
    /// One family name, two first names.
    OtherGiven,
    /// Two people.
    Others,
}

fn is(role: &Role, concept: &str) -> bool {
    role.head == concept
}

/// First name and family name.
fn parts(role: &Role) -> Option<(&str, &str)> {
    role.name.split_once(' ').filter(|(_, family)| !family.is_empty())
}

fn names(a: &Role, b: &Role) -> Names {
    if a.name == b.name {
        return Names::One;
    }
    match (parts(a), parts(b)) {
        (Some((x, family)), Some((y, other))) if family == other => {
            // *J. Morel* is Jean Morel, and *Wilfred* may be Wilfried.
            let short = x.starts_with(y.trim_end_matches('.')) || y.starts_with(x.trim_end_matches('.'));
            let spelt = strsim::jaro_winkler(x, y) >= SPELLING;
            if short || spelt { Names::One } else { Names::OtherGiven }
        }
        _ => Names::Others,
    }
}

/// Two spellings of one first name are so alike, by Jaro and Winkler.
const SPELLING: f64 = 0.85;

fn other_person(pair: &Pair<'_>, a: &Role, b: &Role) -> Outcome {
    if a.head != b.head {
        return Err(Verdict::unlike("other-role", format!("{} is not {}", shown(pair, &a.head), shown(pair, &b.head))));
    }
    let of = terms_shared(&a.of, &b.of);
    if of.is_empty() {
        return Err(Verdict::unlike("other-office", "nothing says that it is one office"));
    }
    // Brothers: where one article knows both, they are two.
    let knows = |dossier: &Dossier, role: &Role| dossier.names.iter().any(|n| n.forms.contains(&role.name));
    if knows(pair.left, b) || knows(pair.right, a) {
        return Err(Verdict::unlike("both-known", "one article knows both people"));
    }
    Ok((
        Clash::Person,
        vec![
            Evidence::new(
                "same-office",
                Wording::new("same-office")
                    .with("office", listed(pair, &[&a.head], 1))
                    .with("of", listed(pair, &of, 3)),
            ),
            Evidence::new("other-name", differ(a.name.as_str(), b.name.as_str())),
        ],
    ))
}

fn other_role(pair: &Pair<'_>, a: &Role, b: &Role) -> Outcome {
    let Some(axis) = pair.rules.concepts().other_role(&a.head, &b.head) else {
        return Err(Verdict::unlike("may-be-both", "one may be both"));
    };
    // Where one article tells both, somebody was first one and then the other.
    let tells = |dossier: &Dossier, role: &Role, head: &Term| {
        dossier.claims.iter().any(|c| matches!(&c.body, Body::Role(r) if r.name == role.name && r.head == *head))
    };
    if tells(pair.left, a, &b.head) || tells(pair.right, b, &a.head) {
        return Err(Verdict::unlike("both-known", "one article tells both"));
    }
    Ok((
        Clash::Role,
        vec![
            Evidence::new("same-person", both_of(shown(pair, &a.person))),
            Evidence::new(
                "other-role",
                Wording::new("other-role")
                    .with("axis", axis)
                    .with("left", listed(pair, &[&a.head], 1))
                    .with("right", listed(pair, &[&b.head], 1)),
            ),
        ],
    ))
}

/// *l'auteur présumé, X* and *le meurtrier, X*, while no court is told to have decided.
fn guilt(pair: &Pair<'_>, a: &Role, b: &Role) -> Outcome {
    let guilty = |r: &Role| is(r, CULPRIT) && !r.presumed;
    let (article, role) = match (guilty(a), guilty(b)) {
        (true, false) => (pair.left, a),
        (false, true) => (pair.right, b),
        _ => return Err(Verdict::unlike("same-commitment", "neither calls him guilty")),
    };
    let convicted = |claim: &Claim| {
        claim.context.contains(&role.person) && claim.about.iter().any(|t| CONVICTED.iter().any(|c| t == c))
    };
    if article.claims.iter().any(convicted) {
        return Err(Verdict::unlike("convicted", "one article tells of a conviction"));
    }
    Ok((
        Clash::Guilt,
        vec![Evidence::new("same-person", both_of(shown(pair, &role.person))), Evidence::new("guilt", "guilt")],
    ))
}

/// Concepts of a court's decision.
const CONVICTED: [&str; 3] = ["=convict", "=guilty", "=sentence"];
