//! Which articles may tell one story, and which do.
//!
//! Each article is held against those alone that share most of what is rare in it, so that the
//! cost of a corpus grows with its size and not with its square.

use super::prints::Bands;
use crate::model::{Day, Dossier, Rarity, Term, terms_shared};
use crate::rules::StoryLimits;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

/// The articles of a run by what may link them.
pub struct Postings<'a> {
    dossiers: &'a [Dossier],
    profiles: &'a [Vec<Term>],
    bands: &'a [Bands],
    totals: Vec<f64>,
    held: HashMap<&'a Term, Vec<usize>>,
    filed: HashMap<(usize, u64), Vec<usize>>,
}

impl<'a> Postings<'a> {
    /// Files articles under their rare terms and the bands of their signatures.
    pub fn new(
        dossiers: &'a [Dossier],
        profiles: &'a [Vec<Term>],
        bands: &'a [Bands],
        rarity: &Rarity,
        limits: &StoryLimits,
    ) -> Self {
        let most = most_held(dossiers.len(), limits);
        let mut held: HashMap<&Term, Vec<usize>> = HashMap::new();
        for (n, profile) in profiles.iter().enumerate() {
            for term in profile.iter().filter(|t| rarity.frequency(t) <= most) {
                held.entry(term).or_default().push(n);
            }
        }
        let mut filed: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
        for (n, bands) in bands.iter().enumerate() {
            for at in bands.iter().copied().enumerate() {
                filed.entry(at).or_default().push(n);
            }
        }
        let totals = profiles.iter().map(|p| rarity.total(p)).collect();
        Self { dossiers, profiles, bands, totals, held, filed }
    }

    /// The articles that tell one story with `a`, as pairs of numbers, the smaller first.
    pub fn links(&self, a: usize, rarity: &Rarity, limits: &StoryLimits, window: u32) -> Vec<(usize, usize)> {
        let list = |term: &Term, out: &mut Vec<usize>| -> Result<(), Infallible> {
            out.extend(self.held.get(term).into_iter().flatten().filter(|&&n| n != a));
            Ok(())
        };
        let Ok(others) = ranked(&self.profiles[a], rarity, limits, self.dossiers.len(), list);
        let in_bands = self.bands[a].iter().copied().enumerate().flat_map(|at| &self.filed[&at]);
        let others = nearest(others, in_bands.copied().filter(|&n| n != a), limits);
        let published = |n: usize| self.dossiers[n].meta.published;
        let smaller = |b: usize| self.totals[a].min(self.totals[b]);
        others
            .into_iter()
            .filter(|&b| near(published(a), published(b), window))
            .filter(|&b| linked(&self.profiles[a], &self.profiles[b], smaller(b), rarity, limits))
            .map(|b| (a.min(b), a.max(b)))
            .collect()
    }
}

/// In how many of `articles` a term may occur and still tell one story from another.
pub fn most_held(articles: usize, limits: &StoryLimits) -> usize {
    (articles / limits.rare_one_in.max(1)).clamp(limits.rare_from, limits.rare_to)
}

/// The articles that share most of the weight of the rare terms of `profile`, the most first; ties
/// in the order of their numbers. `holding` gives the articles of a term.
///
/// # Errors
/// Those of `holding`.
pub fn ranked<E>(
    profile: &[Term],
    rarity: &Rarity,
    limits: &StoryLimits,
    articles: usize,
    mut holding: impl FnMut(&Term, &mut Vec<usize>) -> Result<(), E>,
) -> Result<Vec<usize>, E> {
    let most = most_held(articles, limits);
    let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
    let mut list = Vec::new();
    for term in profile {
        if rarity.frequency(term) > most {
            continue;
        }
        list.clear();
        holding(term, &mut list)?;
        let weight = rarity.weight(term);
        for &article in &list {
            *shared.entry(article).or_insert(0.0) += weight;
        }
    }
    let mut out: Vec<(usize, f64)> = shared.into_iter().collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out.truncate(limits.candidates);
    Ok(out.into_iter().map(|(article, _)| article).collect())
}

/// What an article is held against: those of `in_bands`, which may be copies of it, those in most bands
/// first and no more than half of all; then those of `ranked`.
pub fn nearest(ranked: Vec<usize>, in_bands: impl Iterator<Item = usize>, limits: &StoryLimits) -> BTreeSet<usize> {
    let mut copies: BTreeMap<usize, usize> = BTreeMap::new();
    for article in in_bands {
        *copies.entry(article).or_insert(0) += 1;
    }
    let mut copies: Vec<(usize, usize)> = copies.into_iter().collect();
    copies.sort_by_key(|&(article, bands)| (Reverse(bands), article));
    let mut out: BTreeSet<usize> = copies.into_iter().take(limits.candidates / 2).map(|(article, _)| article).collect();
    for article in ranked {
        if out.len() < limits.candidates {
            out.insert(article);
        }
    }
    out
}

/// True when two articles with these terms share enough of the weight of the smaller one.
pub fn linked(a: &[Term], b: &[Term], smaller: f64, rarity: &Rarity, limits: &StoryLimits) -> bool {
    let shared = terms_shared(a, b);
    let names = shared.iter().filter(|t| t.starts_with('@')).count();
    let overlap = rarity.total(shared) / smaller.max(1e-9);
    let enough = if names >= limits.names { limits.overlap } else { limits.overlap_without_name };
    overlap >= enough
}

/// Published at most `window` days apart, as far as is known.
pub fn near(a: Option<Day>, b: Option<Day>, window: u32) -> bool {
    match (a, b) {
        (Some(x), Some(y)) => x.since(y).unsigned_abs() <= u64::from(window),
        _ => true,
    }
}
