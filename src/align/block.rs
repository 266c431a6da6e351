//! Blocking: which claims may meet at all.
//!
//! Claims are filed under keys; two meet where they share one and their articles tell one story.
//! All claims are never compared with all.

use super::story::Stories;
use crate::model::{Body, Claim, Dossier, Term};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Two claims that share a key, as (article, claim) twice; the first article comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Article and claim.
    pub left: (usize, usize),
    /// Article and claim, of a later article.
    pub right: (usize, usize),
}

/// Pairs of claims of linked articles that share a key, in order, each once.
pub fn candidates(dossiers: &[Dossier], stories: &Stories) -> Vec<Candidate> {
    blocked(dossiers, stories.links())
}

/// The same for these pairs of articles, whatever they tell.
pub fn blocked(dossiers: &[Dossier], links: impl IntoIterator<Item = (usize, usize)>) -> Vec<Candidate> {
    let filed: Vec<BTreeMap<Key<'_>, Vec<usize>>> = dossiers.iter().map(file).collect();
    let mut out = BTreeSet::new();
    for (a, b) in links {
        for (key, left) in &filed[a] {
            let Some(right) = filed[b].get(key) else { continue };
            for &l in left {
                for &r in right {
                    if may_meet(&dossiers[a].claims[l], &dossiers[b].claims[r]) {
                        out.insert(Candidate { left: (a, l), right: (b, r) });
                    }
                }
            }
        }
    }
    out.into_iter().collect()
}

/// Sort of claim, dimension of its unit, and a term.
type Key<'a> = (u8, &'a str, &'a Term);

fn file(dossier: &Dossier) -> BTreeMap<Key<'_>, Vec<usize>> {
    let mut out: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (n, claim) in dossier.claims.iter().enumerate() {
        for key in keys(claim) {
            let list = out.entry(key).or_default();
            if list.last() != Some(&n) {
                list.push(n);
            }
        }
    }
    out
}

fn keys(claim: &Claim) -> Vec<Key<'_>> {
    match &claim.body {
        Body::Figure(f) => {
            let dimension = f.quantity.unit.dimension.as_str();
            f.head
                .iter()
                .chain(&f.relation)
                .chain(if f.head.is_none() || dimension != "count" { &f.owner[..] } else { &[] })
                // *4-2*: a score belongs to whom its sentence names.
                .chain(if dimension == "score" { &claim.context[..] } else { &[] })
                .map(|term| (0, dimension, term))
                .collect()
        }
        Body::Dating(d) => d.predicate.iter().map(|term| (1, "", term)).collect(),
        Body::Proposition(_) => claim.about.iter().map(|term| (2, "", term)).collect(),
        Body::Role(_) => claim.about.iter().map(|term| (3, "", term)).collect(),
        Body::Quoted(_) => claim.about.iter().map(|term| (4, "", term)).collect(),
    }
}

/// Two affirmations can only clash by opposite words, which comparison looks for among claims that
/// share what they are about; two denials never clash.
fn may_meet(a: &Claim, b: &Claim) -> bool {
    match (&a.body, &b.body) {
        (Body::Proposition(x), Body::Proposition(y)) => x.affirmed || y.affirmed,
        _ => true,
    }
}
