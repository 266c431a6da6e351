//! Which articles tell one story.

use crate::model::{Body, Claim, Dossier, Rarity, Sets, Story, Term};
use crate::rules::StoryLimits;
use itertools::Itertools;
use std::collections::{BTreeMap, HashMap};

/// Articles that are linked to each other, directly or through others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Ascending.
    pub members: Vec<usize>,
    /// Pairs of members that are compared, the smaller first; sorted, each once.
    pub links: Vec<(usize, usize)>,
}

/// Two articles that tell one story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The smaller number.
    pub a: u32,
    /// The larger number.
    pub b: u32,
    /// How much they share, from 0 to 1.
    pub overlap: f32,
}

/// All terms of an article, sorted, each once.
pub fn profile(dossier: &Dossier) -> Vec<Term> {
    let mut terms: Vec<&Term> = dossier.claims.iter().flat_map(|c| &c.context).collect();
    terms.sort_unstable();
    terms.dedup();
    terms.into_iter().cloned().collect()
}

/// The stories of `count` articles whose links are known, in the order of their first articles, and
/// how many links lead from one to another. A lone article is a story of its own.
///
/// Stories grow from the articles that share most, as in single-linkage clustering (Sibson, *SLINK*,
/// 1973), and never larger than `limits` say: a chain of articles that have less and less in common is
/// no story. In a small one all that are `near` meet each other: two of them may tell it with few
/// words in common.
pub fn stories(
    count: usize,
    mut links: Vec<Link>,
    limits: &StoryLimits,
    near: impl Fn(usize, usize) -> bool,
) -> (Vec<Linked>, usize) {
    links.sort_unstable_by(|x, y| y.overlap.total_cmp(&x.overlap).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sets = Sets::new(count);
    let mut size = vec![1; count];
    for link in &links {
        let (a, b) = (sets.find(link.a as usize), sets.find(link.b as usize));
        if a != b && size[a] + size[b] <= limits.largest {
            sets.join(a, b);
            size[a.min(b)] = size[a] + size[b];
        }
    }
    let groups = sets.into_groups();
    let mut story_of = vec![0; count];
    for (n, members) in groups.iter().enumerate() {
        members.iter().for_each(|&m| story_of[m] = n);
    }
    let mut out: Vec<Linked> = groups.into_iter().map(|members| Linked { members, links: Vec::new() }).collect();
    let mut cut = 0;
    for link in links {
        let (a, b) = (link.a as usize, link.b as usize);
        if story_of[a] == story_of[b] {
            out[story_of[a]].links.push((a, b));
        } else {
            cut += 1;
        }
    }
    for story in &mut out {
        if story.members.len() <= limits.whole {
            let all = story.members.iter().copied().array_combinations().map(|[a, b]| (a, b));
            story.links = all.filter(|&(a, b)| near(a, b)).collect();
        } else {
            story.links.sort_unstable();
        }
    }
    (out, cut)
}

/// What articles that tell one story call it; `rarity` is that of all articles.
pub fn story(dossiers: &[Dossier], profiles: &[Vec<Term>], rarity: &Rarity) -> Story {
    let members: Vec<usize> = (0..dossiers.len()).collect();
    let names = shared_names(&members, profiles, rarity);
    let topic = topic(&members, dossiers, &names);
    Story { members, topic, names }
}

/// Names that more than half of the articles hold, the most held first.
fn shared_names(members: &[usize], profiles: &[Vec<Term>], rarity: &Rarity) -> Vec<Term> {
    let mut counts: BTreeMap<&Term, usize> = BTreeMap::new();
    for &m in members {
        for term in profiles[m].iter().filter(|t| t.starts_with('@')) {
            *counts.entry(term).or_insert(0) += 1;
        }
    }
    counts
        .into_iter()
        .filter(|&(_, n)| n * 2 > members.len())
        .sorted_by(|a, b| b.1.cmp(&a.1).then(rarity.weight(b.0).total_cmp(&rarity.weight(a.0))).then(a.0.cmp(b.0)))
        .map(|(term, _)| term.clone())
        .collect()
}

/// Up to three names, else the first title.
fn topic(members: &[usize], dossiers: &[Dossier], names: &[Term]) -> String {
    let mut mentions: HashMap<&Term, usize> = HashMap::new();
    // Who somebody is and what was quoted stand in sentences whose statements are counted already.
    let states = |claim: &&Claim| !matches!(claim.body, Body::Role(_) | Body::Quoted(_));
    for claim in members.iter().flat_map(|&m| &dossiers[m].claims).filter(states) {
        for term in claim.context.iter().filter(|t| names.contains(t)) {
            *mentions.entry(term).or_insert(0) += 1;
        }
    }
    let shown: Vec<String> = names
        .iter()
        .sorted_by(|a, b| mentions.get(b).cmp(&mentions.get(a)).then(a.cmp(b)))
        .filter_map(|term| {
            members.iter().find_map(|&m| dossiers[m].names.iter().find(|n| n.term == *term)).map(|n| n.shown.clone())
        })
        .unique()
        .take(3)
        .collect();
    if !shown.is_empty() {
        return shown.join(", ");
    }
    members
        .iter()
        .find_map(|&m| dossiers[m].meta.title.clone())
        .unwrap_or_else(|| dossiers[members[0]].meta.source.clone())
}
