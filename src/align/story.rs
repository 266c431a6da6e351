//! Which articles tell one story.

use crate::model::{Body, Claim, Dossier, Rarity, Sets, Story, Term};
use itertools::Itertools;
use std::collections::{BTreeMap, HashMap};

/// Articles that are linked to each other, directly or through others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Ascending.
    pub members: Vec<usize>,
    /// Pairs of members that are compared, the smaller first; sorted, each once.
    pub links: Vec<(usize, usize)>,
    /// The story is so large that members are compared with those alone that they are linked to:
    /// so many pairs are not.
    pub cut: usize,
}

/// All terms of an article, sorted, each once.
pub fn profile(dossier: &Dossier) -> Vec<Term> {
    let mut terms: Vec<&Term> = dossier.claims.iter().flat_map(|c| &c.context).collect();
    terms.sort_unstable();
    terms.dedup();
    terms.into_iter().cloned().collect()
}

/// The stories of `count` articles whose links are known, as pairs of numbers, the smaller first; in
/// the order of their first articles. A lone article is a story of its own. In a story that is
/// `whole`, given its members, all that are `near` meet each other: two of them may tell it with few
/// words in common.
pub fn stories(
    count: usize,
    mut links: Vec<(usize, usize)>,
    whole: impl Fn(&[usize]) -> bool,
    near: impl Fn(usize, usize) -> bool,
) -> Vec<Linked> {
    links.sort_unstable();
    links.dedup();
    let mut sets = Sets::new(count);
    for &(a, b) in &links {
        sets.join(a, b);
    }
    let groups = sets.into_groups();
    let mut story_of = vec![0; count];
    for (n, members) in groups.iter().enumerate() {
        members.iter().for_each(|&m| story_of[m] = n);
    }
    let mut out: Vec<Linked> = groups.into_iter().map(|members| Linked { members, ..Linked::default() }).collect();
    for link in links {
        out[story_of[link.0]].links.push(link);
    }
    for story in &mut out {
        let all = |members: &[usize]| {
            members.iter().copied().array_combinations().map(|[a, b]| (a, b)).filter(|&(a, b)| near(a, b)).collect()
        };
        if whole(&story.members) {
            story.links = all(&story.members);
        } else {
            let n = story.members.len();
            story.cut = n * (n - 1) / 2 - story.links.len();
        }
    }
    out
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
