//! Which articles tell one story.

use super::link::near;
use crate::model::{Body, Claim, Dossier, Rarity, Sets, Story, Term};
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All stories of a run.
#[derive(Debug)]
pub struct Stories {
    /// In the order of their first article; a lone article is a story of its own.
    pub stories: Vec<Story>,
    links: BTreeSet<(usize, usize)>,
}

/// All terms of an article, sorted, each once.
pub fn profile(dossier: &Dossier) -> Vec<Term> {
    let mut terms: Vec<Term> = dossier.claims.iter().flat_map(|c| c.context.iter().cloned()).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl Stories {
    /// The stories of articles whose links are known, as pairs of numbers, the smaller first. In a
    /// story that is `whole`, given its members, each article meets each: two of them may tell it
    /// with few words in common.
    pub fn of(
        dossiers: &[Dossier],
        profiles: &[Vec<Term>],
        rarity: &Rarity,
        links: BTreeSet<(usize, usize)>,
        whole: impl Fn(&[usize]) -> bool,
        window: u32,
    ) -> Self {
        let stories = group(dossiers, profiles, rarity, &links);
        let published = |n: usize| dossiers[n].meta.published;
        let links = close(&stories, links, whole, |a, b| near(published(a), published(b), window));
        Self { stories, links }
    }

    /// All articles as one story, whatever they share.
    pub fn one(dossiers: &[Dossier], profiles: &[Vec<Term>], rarity: &Rarity) -> Self {
        let links: BTreeSet<(usize, usize)> = (0..dossiers.len()).array_combinations().map(|[a, b]| (a, b)).collect();
        Self { stories: group(dossiers, profiles, rarity, &links), links }
    }

    /// True when two articles tell one story directly.
    pub fn linked(&self, a: usize, b: usize) -> bool {
        self.links.contains(&(a.min(b), a.max(b)))
    }

    /// How telling terms are within each story, where `rarity` is that of all articles.
    pub fn rarities(&self, profiles: &[Vec<Term>], rarity: &Rarity) -> Vec<Rarity> {
        let within = |story: &Story| rarity.within(story.members.iter().map(|&m| profiles[m].as_slice()));
        self.stories.iter().map(within).collect()
    }

    /// Pairs of linked articles, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.links.iter().copied()
    }
}

fn close(
    stories: &[Story],
    mut links: BTreeSet<(usize, usize)>,
    whole: impl Fn(&[usize]) -> bool,
    near: impl Fn(usize, usize) -> bool,
) -> BTreeSet<(usize, usize)> {
    for story in stories.iter().filter(|s| whole(&s.members)) {
        links.extend(
            story.members.iter().copied().array_combinations().map(|[a, b]| (a, b)).filter(|&(a, b)| near(a, b)),
        );
    }
    links
}

fn group(
    dossiers: &[Dossier],
    profiles: &[Vec<Term>],
    rarity: &Rarity,
    links: &BTreeSet<(usize, usize)>,
) -> Vec<Story> {
    let mut sets = Sets::new(dossiers.len());
    for &(a, b) in links {
        sets.join(a, b);
    }
    sets.into_groups()
        .into_iter()
        .map(|members| {
            let names = shared_names(&members, profiles, rarity);
            let topic = topic(&members, dossiers, &names);
            Story { members, topic, names }
        })
        .collect()
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
