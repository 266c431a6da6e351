//! Which articles may tell one story, and which do.
//!
//! Each article is held against those alone that share most of what is rare in it, so that the
//! cost of a corpus grows with its size and not with its square.

use super::prints::Bands;
use crate::model::{Day, Ranks, Weighing, terms_shared};
use crate::rules::StoryLimits;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// What links an article to others.
#[derive(Debug, Clone, Default)]
pub struct Filed {
    /// Its terms by their numbers, sorted, each once.
    pub profile: Vec<u32>,
    /// What near copies share.
    pub bands: Bands,
    /// Day of publication.
    pub published: Option<Day>,
}

/// The articles of a run by what may link them.
pub struct Postings<'a> {
    articles: &'a [Filed],
    ranks: &'a Ranks,
    limits: &'a StoryLimits,
    totals: Vec<f64>,
    /// Articles by rare term: those of term `t` stand from `starts[t]` to `starts[t + 1]`.
    starts: Vec<u32>,
    held: Vec<u32>,
    /// By band: hashes that several articles have, with the articles; sorted.
    copies: Vec<Vec<(u64, u32)>>,
}

/// The articles that one is linked to, and how many were not held against it because others that
/// share more with it were.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// With the share of the smaller one's weight that both have in common; ascending.
    pub to: Vec<(usize, f64)>,
    /// Left out.
    pub cut: usize,
}

impl<'a> Postings<'a> {
    /// Files articles under their rare terms and the bands of their signatures.
    pub fn new(articles: &'a [Filed], ranks: &'a Ranks, limits: &'a StoryLimits) -> Self {
        let most = most_held(articles.len(), limits);
        let rare = |term: &u32| ranks.frequency(term) <= most;
        let mut starts = vec![0; ranks.len() + 1];
        for term in articles.iter().flat_map(|a| &a.profile).filter(|t| rare(t)) {
            starts[*term as usize + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut held = vec![0; starts.last().map_or(0, |&n| n as usize)];
        for (n, article) in (0..).zip(articles) {
            for term in article.profile.iter().filter(|t| rare(t)) {
                held[next[*term as usize] as usize] = n;
                next[*term as usize] += 1;
            }
        }
        let totals = articles.iter().map(|a| total(&a.profile, ranks)).collect();
        Self { articles, ranks, limits, totals, starts, held, copies: copies(articles) }
    }

    /// The articles that tell one story with `a`, published at most `window` days apart.
    pub fn links(&self, a: usize, window: u32) -> Links {
        let list = |term: &u32, out: &mut Vec<usize>| -> Result<(), Infallible> {
            let (from, to) = (self.starts[*term as usize], self.starts[*term as usize + 1]);
            out.extend(self.held[from as usize..to as usize].iter().map(|&n| n as usize).filter(|&n| n != a));
            Ok(())
        };
        let own = &self.articles[a];
        let Ok((others, mut cut)) = ranked(&own.profile, self.ranks, self.limits, self.articles.len(), list);
        let in_bands = self.copies.iter().zip(&own.bands).flat_map(|(band, hash)| {
            let from = band.partition_point(|at| at.0 < *hash);
            band[from..].iter().take_while(move |at| at.0 == *hash).map(|at| at.1 as usize)
        });
        let others = nearest(others, in_bands.filter(|&n| n != a), self.limits, &mut cut);
        let smaller = |b: usize| self.totals[a].min(self.totals[b]);
        let to = others
            .into_iter()
            .filter(|&b| near(own.published, self.articles[b].published, window))
            .filter_map(|b| {
                let overlap = linked(&own.profile, &self.articles[b].profile, smaller(b), self.ranks, self.limits);
                Some((b, overlap?))
            })
            .collect();
        Links { to, cut }
    }
}

/// By band, the hashes that several articles have.
fn copies(articles: &[Filed]) -> Vec<Vec<(u64, u32)>> {
    let bands = articles.iter().map(|a| a.bands.len()).max().unwrap_or(0);
    let of = |band: usize| {
        let mut all: Vec<(u64, u32)> =
            (0..).zip(articles).filter_map(|(n, a)| Some((*a.bands.get(band)?, n))).collect();
        all.sort_unstable();
        let alone = |n: usize| {
            let same = |m: usize| all.get(m).is_some_and(|at| at.0 == all[n].0);
            !(same(n + 1) || n > 0 && same(n - 1))
        };
        (0..all.len()).filter(|&n| !alone(n)).map(|n| all[n]).collect()
    };
    (0..bands).map(of).collect()
}

/// In how many of `articles` a term may occur and still tell one story from another.
pub fn most_held(articles: usize, limits: &StoryLimits) -> usize {
    (articles / limits.rare_one_in.max(1)).clamp(limits.rare_from, limits.rare_to)
}

/// The articles that share most of the weight of the rare terms of `profile`, the most first; ties
/// in the order of their numbers. `holding` gives the articles of a term. With them goes how many
/// there were more.
///
/// # Errors
/// Those of `holding`.
pub fn ranked<T, E>(
    profile: &[T],
    weights: &impl Weighing<T>,
    limits: &StoryLimits,
    articles: usize,
    mut holding: impl FnMut(&T, &mut Vec<usize>) -> Result<(), E>,
) -> Result<(Vec<usize>, usize), E> {
    let most = most_held(articles, limits);
    let mut shared: Vec<(usize, f64)> = Vec::new();
    let mut list = Vec::new();
    for term in profile {
        if weights.frequency(term) > most {
            continue;
        }
        list.clear();
        holding(term, &mut list)?;
        let weight = weights.weight(term);
        shared.extend(list.iter().map(|&article| (article, weight)));
    }
    // A stable sort: the weights of one article are added up in the order of the terms.
    shared.sort_by_key(|s| s.0);
    let mut out: Vec<(usize, f64)> = Vec::new();
    for (article, weight) in shared {
        match out.last_mut() {
            Some(last) if last.0 == article => last.1 += weight,
            _ => out.push((article, weight)),
        }
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let cut = out.len().saturating_sub(limits.candidates);
    out.truncate(limits.candidates);
    Ok((out.into_iter().map(|(article, _)| article).collect(), cut))
}

/// What an article is held against: those of `in_bands`, which may be copies of it, those in most bands
/// first and no more than half of all; then those of `ranked`. Adds to `cut` how many of either are
/// left out.
pub fn nearest(
    ranked: Vec<usize>,
    in_bands: impl Iterator<Item = usize>,
    limits: &StoryLimits,
    cut: &mut usize,
) -> BTreeSet<usize> {
    let mut copies: BTreeMap<usize, usize> = BTreeMap::new();
    for article in in_bands {
        *copies.entry(article).or_insert(0) += 1;
    }
    let mut copies: Vec<(usize, usize)> = copies.into_iter().collect();
    copies.sort_by_key(|&(article, bands)| (Reverse(bands), article));
    let found: BTreeSet<usize> = copies.iter().map(|c| c.0).chain(ranked.iter().copied()).collect();
    let mut out: BTreeSet<usize> = copies.into_iter().take(limits.candidates / 2).map(|(article, _)| article).collect();
    for article in ranked {
        if out.len() < limits.candidates {
            out.insert(article);
        }
    }
    *cut += found.len() - out.len();
    out
}

/// The share of the weight of the smaller one that two articles with these terms have in common, where
/// it is enough for one story.
pub fn linked<T: Ord>(a: &[T], b: &[T], smaller: f64, weights: &impl Weighing<T>, limits: &StoryLimits) -> Option<f64> {
    let shared = terms_shared(a, b);
    let names = shared.iter().filter(|t| weights.is_name(t)).count();
    let overlap = shared.iter().map(|t| weights.weight(t)).sum::<f64>() / smaller.max(1e-9);
    let enough = if names >= limits.names { limits.overlap } else { limits.overlap_without_name };
    (overlap >= enough).then_some(overlap)
}

/// Summed weight of `terms`.
pub fn total<T>(terms: &[T], weights: &impl Weighing<T>) -> f64 {
    terms.iter().map(|t| weights.weight(t)).sum()
}

/// Published at most `window` days apart, as far as is known.
pub fn near(a: Option<Day>, b: Option<Day>, window: u32) -> bool {
    match (a, b) {
        (Some(x), Some(y)) => x.since(y).unsigned_abs() <= u64::from(window),
        _ => true,
    }
}
