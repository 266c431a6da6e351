//! A run from its first article to its report: articles are read as they come, grouped into stories,
//! compared story by story.

use super::kept::{Fresh, Known, Shelves, Slot, Sorted, Taken};
use super::outlets::groups;
use super::story::{Part, Told, origin_id};
use super::watch::{Count, Stage};
use super::{Engine, Meeting, Run};
use crate::align::{Link, Linked, Postings, near, stories};
use crate::error::Result;
use crate::gather::{merged, sort};
use crate::model::{
    Article, ArticleInfo, Capped, Dossier, Origins, Outlet, Problem, Rarity, RawArticle, Report, Summary, Tool,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Articles on their way to a report.
///
/// They are read as they are handed in, in any number of calls; what they say is compared at the
/// end. What memory has no room for waits on disk, and the report is the same with and without.
pub struct Audit<'a> {
    engine: &'a Engine,
    run: Run<'a>,
    shelves: Shelves,
    problems: Vec<Problem>,
    taken: usize,
}

/// Everything that is compared, story by story.
pub(super) struct Comparing {
    /// In the order of the report.
    pub known: Vec<Known>,
    /// In the order of their first articles.
    pub stories: Vec<Linked>,
    pub rarity: Rarity,
    /// What limits left out so far.
    pub capped: Capped,
}

impl Engine {
    /// Begins an audit. `budget` is how many bytes of what articles say may stay in memory at a
    /// time, about; `None` is no limit.
    pub fn begin(&self, budget: Option<usize>) -> Audit<'_> {
        Audit::new(self, budget, Run { within: self.options.within, ..Run::default() })
    }
}

impl<'a> Audit<'a> {
    pub(super) fn new(engine: &'a Engine, budget: Option<usize>, run: Run<'a>) -> Self {
        Self { engine, run, shelves: Shelves::new(budget), problems: Vec::new(), taken: 0 }
    }

    /// Reads articles. `share`, from 0 to 1, is how much of all has come with them, for those who wait.
    ///
    /// # Errors
    /// Memory has no room for them, and the disk has none either.
    pub fn take(&mut self, articles: Vec<RawArticle>, share: f64) -> Result<()> {
        let engine = self.engine;
        let fresh = |(dossier, title)| Fresh::of(dossier, title);
        let count = Count::guessed(self.taken, articles.len(), share);
        self.taken += articles.len();
        let (read, problems) = engine.pool.install(|| engine.read_all(articles, self.run.within, &count, fresh));
        self.problems.extend(problems);
        self.shelves.put(read)
    }

    /// Compares what was read; `problems` are those of articles that could not be handed in.
    ///
    /// # Errors
    /// What waits on disk does not come back.
    pub fn finish(self, problems: Vec<Problem>) -> Result<Report> {
        let Self { engine, run, shelves, problems: mut all, .. } = self;
        all.extend(problems);
        all.sort();
        engine.pool.install(|| {
            let mut sorted = shelves.sorted(run.meeting == Meeting::Stories);
            let (stories, capped) = engine.group(&sorted, run.meeting);
            let comparing = Comparing {
                known: std::mem::take(&mut sorted.known),
                rarity: std::mem::take(&mut sorted.rarity),
                capped,
                stories,
            };
            // Nothing more is asked of them.
            sorted.filed = Vec::new();
            // A lone article has nothing to be compared with.
            let options = &engine.options;
            let told = |s: &&Linked| s.members.len() > 1 || run.within || options.keep_texts || options.by_source;
            let worth: Vec<(&Linked, Vec<Slot>)> = comparing
                .stories
                .iter()
                .filter(told)
                .map(|s| (s, s.members.iter().map(|&m| sorted.take(m)).collect()))
                .collect();
            sorted.slots = Vec::new();
            let parts = worth.into_par_iter();
            let spill = &sorted.spill;
            engine.report(
                &comparing,
                all,
                run,
                parts.map(|(story, slots)| {
                    let taken: Vec<Taken> =
                        slots.into_iter().filter_map(|slot| slot.open(spill).transpose()).collect::<Result<_>>()?;
                    let (dossiers, titles) = taken.into_iter().map(|t| (t.dossier, t.title)).unzip();
                    Ok(part(story, dossiers, titles, &comparing.known))
                }),
            )
        })
    }
}

/// Two articles, whichever comes first, and what they share.
pub(super) fn link(a: usize, b: usize, overlap: f64) -> Link {
    // A run of four billion articles is none of ours.
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Link { a: number(a.min(b)), b: number(a.max(b)), overlap: overlap as f32 }
}

/// The articles of a story with what is known of them.
pub(super) fn part(story: &Linked, dossiers: Vec<Dossier>, titles: Vec<Option<Dossier>>, known: &[Known]) -> Part {
    let place = |n: usize| story.members.binary_search(&n).unwrap_or_default();
    Part {
        links: story.links.iter().map(|&(a, b)| (place(a), place(b))).collect(),
        new: story.members.iter().map(|&m| known[m].new).collect(),
        numbers: story.members.clone(),
        dossiers,
        titles,
    }
}

impl Engine {
    /// What is read in articles, in their order, each with its headline where they are looked at
    /// alone. What cannot be read is one of the problems.
    pub(super) fn read_all<T: Send>(
        &self,
        articles: Vec<RawArticle>,
        titled: bool,
        count: &Count,
        then: impl Fn((Dossier, Option<Dossier>)) -> T + Sync + Send,
    ) -> (Vec<T>, Vec<Problem>) {
        let dossier = |article: Article| {
            let title = if titled { self.title(&article) } else { None };
            let dossier = self.dossier(&article);
            let cut = dossier.problems();
            (then((dossier, title)), cut)
        };
        let tick = || self.tick(Stage::Reading, count);
        let outcomes: Vec<std::result::Result<(T, Vec<Problem>), Problem>> =
            articles.into_par_iter().map(|raw| self.read(raw).map(dossier)).inspect(|_| tick()).collect();
        let (mut read, mut problems) = (Vec::with_capacity(outcomes.len()), Vec::new());
        for outcome in outcomes {
            match outcome {
                Ok((found, cut)) => {
                    read.push(found);
                    problems.extend(cut);
                }
                Err(problem) => problems.push(problem),
            }
        }
        problems.sort();
        (read, problems)
    }

    /// The stories of all articles, and what limits left out.
    fn group(&self, all: &Sorted, meeting: Meeting) -> (Vec<Linked>, Capped) {
        let count = all.filed.len();
        if meeting != Meeting::Stories {
            let members: Vec<usize> = (0..count).collect();
            let links = if count > 1 { vec![(0, 1)] } else { Vec::new() };
            return (vec![Linked { members, links }], Capped::default());
        }
        let (limits, window) = (&self.rules.thresholds.story, self.window());
        let postings = Postings::new(&all.filed, &all.ranks, limits);
        let cut = AtomicUsize::new(0);
        let linked = |a: usize| {
            let found = postings.links(a, window);
            cut.fetch_add(found.cut, Ordering::Relaxed);
            found.to.into_iter().map(move |(b, overlap)| link(a, b, overlap))
        };
        let mut links: Vec<Link> = (0..count).into_par_iter().flat_map_iter(linked).collect();
        // Each of two articles may have found the other.
        links.sort_unstable_by_key(|l| (l.a, l.b));
        links.dedup_by_key(|l| (l.a, l.b));
        let published = |n: usize| all.filed[n].published;
        let (stories, pairs) = stories(count, links, limits, |a, b| near(published(a), published(b), window));
        (stories, Capped { articles: cut.into_inner(), pairs })
    }

    /// Compares story by story, and puts together what they come to.
    pub(super) fn report(
        &self,
        all: &Comparing,
        problems: Vec<Problem>,
        run: Run<'_>,
        parts: impl IndexedParallelIterator<Item = Result<Part>>,
    ) -> Result<Report> {
        let Comparing { known, rarity, capped, .. } = all;
        let count = Count::new(parts.len());
        let tell = |part: Result<Part>| -> Result<Told> {
            let told = self.tell(part?, rarity, run);
            self.tick(Stage::Comparing, &count);
            Ok(told)
        };
        let told: Vec<Told> = parts.map(tell).collect::<Result<_>>()?;
        let mut report = Report {
            schema: Report::SCHEMA.into(),
            tool: Tool::default(),
            articles: Vec::new(),
            findings: Vec::new(),
            figures: Vec::new(),
            rules: Vec::new(),
            problems,
            summary: Summary {
                articles: known.len(),
                sentences: known.iter().map(|k| k.sentences).sum(),
                claims: known.iter().map(|k| k.claims).sum(),
                compared: told.iter().map(|t| t.compared).sum(),
                capped: Some(*capped).filter(|c| *c != Capped::default()),
                ..Summary::default()
            },
            comparison: None,
            profiles: Vec::new(),
            texts: Vec::new(),
        };
        let mut first_of: Vec<usize> = (0..known.len()).collect();
        told.iter().flat_map(|t| &t.origins).for_each(|&(article, first)| first_of[article] = first);
        let mut order = BTreeMap::new();
        for &first in &first_of {
            let next = order.len();
            order.entry(first).or_insert(next);
        }
        let (mut texts, mut profiles) = (Vec::new(), Vec::new());
        for mut told in told {
            told.number_origins(&order);
            report.findings.append(&mut told.findings);
            report.figures.append(&mut told.figures);
            texts.append(&mut told.texts);
            profiles.append(&mut told.profiles);
            report.comparison = report.comparison.or(told.comparison);
        }
        let outlets: Vec<Option<&Outlet>> = known.iter().map(|k| self.outlet(&k.meta)).collect();
        let origins: Vec<usize> = first_of.iter().map(|first| order[first]).collect();
        report.summary.origins = Origins::new(origins.clone(), BTreeMap::new()).grouped(groups(&outlets)).count();
        report.articles =
            known.iter().enumerate().map(|(n, known)| info(n, known, origins[n], outlets[n], run)).collect();
        texts.sort_by_key(|t| t.0);
        report.texts = texts.into_iter().map(|t| t.1).collect();
        sort(&mut report.findings);
        report.profiles = merged(profiles);
        report.count_shown();
        report.rules = self.rules.named(&report.findings);
        Ok(report)
    }
}

fn info(n: usize, known: &Known, origin: usize, outlet: Option<&Outlet>, run: Run<'_>) -> ArticleInfo {
    let source = outlet.map_or(&known.meta.source, |o| &o.name);
    ArticleInfo {
        id: format!("a{}", n + 1),
        path: known.path.clone(),
        title: known.meta.title.clone(),
        source: source.clone(),
        url: known.meta.url.clone(),
        published: known.meta.published,
        lang: known.lang,
        origin: origin_id(origin),
        group: outlet.and_then(|o| o.group.clone()),
        reliability: outlet.and_then(|o| o.reliability),
        new: run.new && known.new || run.meeting == Meeting::Versions && n > 0,
    }
}
