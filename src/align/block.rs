//! Blocking: which claims may meet at all.
//!
//! Claims are filed under keys; two meet where they share one and their articles tell one story.
//! All claims are never compared with all.

use crate::model::{Body, Claim, Dossier, Term};
use crate::text::hash64;
use std::cmp::Ordering;

/// Two claims that share a key, as (article, claim) twice; the first article comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Article and claim.
    pub left: (usize, usize),
    /// Article and claim, of a later article.
    pub right: (usize, usize),
}

/// Pairs of claims that share a key, of these pairs of articles; in order, each once. Those that are
/// not `worth` it, given the articles and claims, are left out.
pub fn candidates(
    dossiers: &[Dossier],
    links: impl IntoIterator<Item = (usize, usize)>,
    worth: impl Fn(&Candidate) -> bool,
) -> Vec<Candidate> {
    let filed: Vec<Vec<(u64, usize)>> = dossiers.iter().map(file).collect();
    let mut out = Vec::new();
    let mut met = Met::default();
    for (a, b) in links {
        met.clear(dossiers[a].claims.len(), dossiers[b].claims.len());
        meet(&filed[a], &filed[b], |l, r| met.put(l, r));
        out.extend(met.pairs().map(|(l, r)| Candidate { left: (a, l), right: (b, r) }).filter(&worth));
    }
    out.sort_unstable();
    out
}

/// All pairs of claims of these pairs of articles, whatever keys they have; in order, each once. What
/// blocking leaves out can be measured by it.
pub fn every_pair(dossiers: &[Dossier], links: impl IntoIterator<Item = (usize, usize)>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (a, b) in links {
        let rights = 0..dossiers[b].claims.len();
        let met = (0..dossiers[a].claims.len()).flat_map(|l| rights.clone().map(move |r| (l, r)));
        out.extend(met.map(|(l, r)| Candidate { left: (a, l), right: (b, r) }));
    }
    out.sort_unstable();
    out
}

/// Calls `put` for all pairs of claims, of two articles, that share a key.
fn meet(left: &[(u64, usize)], right: &[(u64, usize)], mut put: impl FnMut(usize, usize)) {
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        match left[i].0.cmp(&right[j].0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                let key = left[i].0;
                let run = |list: &[(u64, usize)]| list.iter().take_while(|(k, _)| *k == key).count();
                let (m, n) = (run(&left[i..]), run(&right[j..]));
                for &(_, l) in &left[i..i + m] {
                    for &(_, r) in &right[j..j + n] {
                        put(l, r);
                    }
                }
                (i, j) = (i + m, j + n);
            }
        }
    }
}

/// The pairs of claims of two articles that met, a bit for each.
#[derive(Default)]
struct Met {
    bits: Vec<u64>,
    /// Words of 64 bits for each claim on the left.
    row: usize,
}

impl Met {
    fn clear(&mut self, left: usize, right: usize) {
        self.row = right.div_ceil(64);
        self.bits.clear();
        self.bits.resize(left * self.row, 0);
    }

    fn put(&mut self, left: usize, right: usize) {
        self.bits[left * self.row + right / 64] |= 1 << (right % 64);
    }

    /// In order.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.bits.iter().enumerate().flat_map(|(n, &word)| {
            let (left, base) = (n / self.row, n % self.row * 64);
            let next = |&word: &u64| Some(word & (word - 1)).filter(|&rest| rest != 0);
            let words = std::iter::successors(Some(word).filter(|&w| w != 0), next);
            words.map(move |w| (left, base + w.trailing_zeros() as usize))
        })
    }
}

/// The keys of an article's claims, hashed, each with the number of the claim; sorted, each once.
fn file(dossier: &Dossier) -> Vec<(u64, usize)> {
    let hash = |(sort, dimension, term): Key<'_>| {
        hash64(term.as_bytes()) ^ hash64(dimension.as_bytes()).rotate_left(1) ^ u64::from(sort)
    };
    let claims = dossier.claims.iter().enumerate();
    let mut out: Vec<(u64, usize)> = claims.flat_map(|(n, c)| keys(c).into_iter().map(move |k| (hash(k), n))).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Sort of claim, dimension of its unit, and a term.
type Key<'a> = (u8, &'a str, &'a Term);

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
