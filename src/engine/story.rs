//! One story: the names of its articles meet, terms are weighed, claims are compared, and what
//! clashes becomes findings. Nothing outside of a story bears on it but how rare terms are.

use super::outlets::groups;
use super::settle::{is_drift, settle, versions};
use super::slips::Surroundings;
use super::{Engine, Meeting, Run};
use crate::align::{Candidate, candidates, every_pair, origins, profile, rename, story, unify};
use crate::compare::{Interest, Pair, edits, new_notes};
use crate::gather::{
    Edited, Gathering, by_source, changes, figures, findings, look_alikes, name_stories, silent_edits, slips, sort,
    stale,
};
use crate::model::{
    ArticleText, Comparison, Dossier, FigureRow, Finding, Judged, Origins, Profile, Rarity, Side, Term,
};
use crate::rules::{Comparator, ConflictRule};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of claims are soon compared: threads share those of one story in heaps of so many.
const HEAP: usize = 4096;

/// Articles that are compared with each other.
pub(super) struct Part {
    /// Numbers of the articles in the whole run, ascending.
    pub numbers: Vec<usize>,
    pub dossiers: Vec<Dossier>,
    /// What headlines say, where articles are looked at alone.
    pub titles: Vec<Option<Dossier>>,
    /// Pairs that are compared, as places in `dossiers`, the smaller first; sorted.
    pub links: Vec<(usize, usize)>,
    /// Which of them are checked against the others; all where all are compared.
    pub new: Vec<bool>,
}

/// What a story comes to. Articles and origins bear the numbers of the whole run; the number of an
/// origin is that of its first article.
#[derive(Default)]
pub(super) struct Told {
    pub findings: Vec<Finding>,
    pub figures: Vec<FigureRow>,
    pub comparison: Option<Comparison>,
    /// With the numbers of their articles.
    pub texts: Vec<(usize, ArticleText)>,
    /// What its articles show of their sources, where that is asked for.
    pub profiles: Vec<Profile>,
    /// Pairs of claims that were compared.
    pub compared: usize,
    /// Article, and the number of its origin.
    pub origins: Vec<(usize, usize)>,
}

impl Engine {
    /// Compares the articles of a story; `rarity` is that of all articles.
    pub(super) fn tell(&self, part: Part, rarity: &Rarity, run: Run<'_>) -> Told {
        let Part { numbers, mut dossiers, titles, links, new } = part;
        let profiles: Vec<Vec<Term>> = dossiers.iter().map(profile).collect();
        let stories = [story(&dossiers, &profiles, rarity)];
        let rarity = &rarity.within(profiles.iter().map(Vec::as_slice));
        if dossiers.len() > 1 {
            self.unify_names(&mut dossiers);
        }
        let known = self.named(&mut dossiers);
        let origins = origins(&dossiers, &links, &self.rules.thresholds).grouped(groups(&known));
        let (dossiers, links) = (&dossiers[..], &links[..]);
        let versions = versions(dossiers, links, &origins, run.meeting);
        let (judged, compared) = self.collide(dossiers, links, &origins, &versions, rarity);
        let mut judged = settle(judged, dossiers, &self.rules);
        let gathering = Gathering {
            dossiers,
            stories: &stories,
            origins: &origins,
            replaced: versions.iter().map(|&(before, _)| before).collect(),
            rules: &self.rules,
        };
        stale(&gathering, &mut judged);
        // A pair whose rule is off is still no look-alike.
        let is_on = |rule: &ConflictRule| self.is_on(rule) || run.also == Some(rule.id.as_str());
        let on = |p: &&Judged| p.rule.is_some_and(|r| is_on(&self.rules.conflicts[r]));
        let mut told: Vec<Judged> = judged.iter().filter(on).cloned().collect();
        let around = Surroundings {
            dossiers,
            titles: run.within.then_some(&titles[..]),
            links,
            origins: &origins,
            versions: &versions,
            rarity,
            judged: &judged,
        };
        let slipped = self.slips(&around, &mut told);
        let mut found = findings(&gathering, &told, &judged);
        for (rule, slipped) in &slipped {
            found.extend(slips(&gathering, &self.rules.conflicts[*rule], slipped));
        }
        for rule in self.rules.conflicts.iter().filter(|r| r.comparator == Comparator::Unlike && is_on(r)) {
            found.extend(look_alikes(&gathering, rule, &judged));
        }
        let mut comparison = (run.meeting == Meeting::Two).then(Comparison::default);
        let mut edited: Vec<Edited> = Vec::new();
        let told_apart = |&&(a, b): &&(usize, usize)| {
            run.meeting != Meeting::Stories
                || !self.options.skip_same_source
                || dossiers[a].meta.source != dossiers[b].meta.source
        };
        for &pair in versions.iter().filter(told_apart) {
            let (before, after) = (&dossiers[pair.0], &dossiers[pair.1]);
            let (edits, notes) = (edits(before, after, &self.rules), new_notes(before, after));
            for rule in self.rules.conflicts.iter().filter(|r| r.comparator == Comparator::Edit && is_on(r)) {
                found.extend(silent_edits(&gathering, rule, pair, &edits, &notes));
            }
            if run.meeting == Meeting::Versions {
                comparison = Some(changes(&gathering, pair, &edits, &notes));
            }
            if self.options.by_source {
                edited.push((pair, edits));
            }
        }
        found.retain(|f| f.confidence >= self.options.min_confidence);
        found.retain(|f| f.sides.iter().any(|side| new[place(&side.article)]));
        name_stories(&gathering, &mut found);
        sort(&mut found);
        let figures = figures(&gathering, &judged);
        let edited = (!self.options.skip_same_source).then_some(edited.as_slice());
        let profiles = if self.options.by_source { by_source(&gathering, &judged, edited) } else { Vec::new() };
        let text = |(&n, dossier): (&usize, &Dossier)| (n, ArticleText::of(format!("a{}", n + 1), dossier));
        let texts = if self.options.keep_texts { numbers.iter().zip(dossiers).map(text).collect() } else { Vec::new() };
        let firsts = firsts(&origins, dossiers.len());
        let mut out = Told {
            findings: found,
            figures,
            comparison,
            texts,
            profiles,
            compared,
            origins: (0..dossiers.len()).map(|n| (numbers[n], numbers[firsts[&origins.article(n)]])).collect(),
        };
        out.number(&numbers, &firsts);
        out
    }

    /// Makes names that are one bear one name, and those that are two bear two.
    pub(super) fn unify_names(&self, dossiers: &mut [Dossier]) {
        let maps = unify(&dossiers.iter().collect::<Vec<_>>(), &self.rules.thresholds);
        for (dossier, map) in dossiers.iter_mut().zip(&maps) {
            dossier.claims.iter_mut().for_each(|claim| rename(claim, map));
        }
    }

    /// Pairs of claims of linked articles that are of one thing, and how many pairs were compared for it.
    fn collide(
        &self,
        dossiers: &[Dossier],
        links: &[(usize, usize)],
        origins: &Origins,
        versions: &BTreeSet<(usize, usize)>,
        rarity: &Rarity,
    ) -> (Vec<Judged>, usize) {
        let origin = |at: (usize, usize)| origins.of(at.0, dossiers[at.0].claims[at.1].place.sentence);
        let source = |n: usize| &dossiers[n].meta.source;
        let met = links
            .iter()
            .copied()
            .filter(|&(a, b)| !versions.contains(&(a, b)) && !versions.contains(&(b, a)))
            .filter(|&(a, b)| !self.options.skip_same_source || source(a) != source(b));
        self.judge_all(dossiers, met, rarity, |p| origin(p.left) != origin(p.right) || is_drift(p, dossiers))
    }

    /// The same of the claims of these pairs of articles, but for pairs of claims that are not `worth` it.
    pub(super) fn judge_all(
        &self,
        dossiers: &[Dossier],
        met: impl IntoIterator<Item = (usize, usize)>,
        rarity: &Rarity,
        worth: impl Fn(&Candidate) -> bool,
    ) -> (Vec<Judged>, usize) {
        let interest = |d: &Dossier| d.claims.iter().map(|c| Interest::of(c, &self.rules)).collect::<Vec<_>>();
        let interests: Vec<Vec<Interest>> = dossiers.iter().map(interest).collect();
        let every = self.options.every_pair;
        let shared = |p: &Candidate| interests[p.left.0][p.left.1].shared(interests[p.right.0][p.right.1]);
        let asked = |p: &Candidate| if every { u32::MAX } else { shared(p) };
        let mut pairs = if every { every_pair(dossiers, met) } else { candidates(dossiers, met, |p| asked(p) != 0) };
        pairs.retain(worth);
        let judge = |p: &Candidate| {
            let pair = Pair {
                left: &dossiers[p.left.0],
                right: &dossiers[p.right.0],
                a: &dossiers[p.left.0].claims[p.left.1],
                b: &dossiers[p.right.0].claims[p.right.1],
                rarity,
                rules: &self.rules,
                worded: false,
            };
            self.judge(&pair, asked(p)).map(|(rule, because)| Judged { left: p.left, right: p.right, rule, because })
        };
        (pairs.par_iter().with_min_len(HEAP).filter_map(judge).collect(), pairs.len())
    }
}

/// The first article of each origin.
fn firsts(origins: &Origins, articles: usize) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    for article in 0..articles {
        out.entry(origins.article(article)).or_insert(article);
    }
    out
}

/// The place that an id of an article or an origin stands for: `a1` is the first.
fn place(id: &str) -> usize {
    id.get(1..).and_then(|n| n.parse::<usize>().ok()).map_or(0, |n| n.saturating_sub(1))
}

impl Told {
    /// Gives articles and origins the numbers that they have in the whole run.
    fn number(&mut self, numbers: &[usize], firsts: &BTreeMap<usize, usize>) {
        let article = |id: &mut String| *id = format!("a{}", numbers[place(id)] + 1);
        let side = |side: &mut Side| {
            article(&mut side.article);
            side.origin = origin_id(numbers[firsts[&place(&side.origin)]]);
        };
        self.sides().for_each(side);
        self.figures.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| article(&mut cell.article));
        self.profiles.iter_mut().flat_map(|p| &mut p.cases).for_each(|case| article(&mut case.article));
    }

    /// Puts the numbers that origins have in the order of the report in place of those of their
    /// first articles.
    pub fn number_origins(&mut self, order: &BTreeMap<usize, usize>) {
        self.sides().for_each(|side| side.origin = origin_id(order[&place(&side.origin)]));
    }

    fn sides(&mut self) -> impl Iterator<Item = &mut Side> {
        let changes = self.comparison.iter_mut().flat_map(|c| &mut c.changes);
        self.findings.iter_mut().flat_map(|f| &mut f.sides).chain(changes.flat_map(|c| &mut c.sides))
    }
}

/// `o1` is the first.
pub(super) fn origin_id(number: usize) -> String {
    format!("o{}", number + 1)
}
