//! New articles against a corpus: which of its articles tell their stories, and what clashes.

use super::audit::{Comparing, link, part};
use super::kept::Known;
use super::watch::Count;
use super::{Engine, Run};
use crate::align::{Bands, bands, linked, near, nearest, profile, ranked, stories};
use crate::error::Result;
use crate::model::{Capped, Day, Dossier, Problem, Rarity, RawArticle, Report, Shelf, Term};
use itertools::Itertools;
use rayon::prelude::*;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

impl Engine {
    /// Compares new articles with each other and with those of a corpus that tell their stories,
    /// and looks inside them where the options say so: the findings are those of an audit of all in
    /// which a new article takes part. An article of the corpus with the path of a new one is its old version, and left out.
    ///
    /// # Errors
    /// The corpus cannot be read.
    pub fn check(&self, new: Vec<RawArticle>, problems: Vec<Problem>, shelf: &dyn Shelf) -> Result<Report> {
        self.pool.install(|| {
            let new: Vec<_> = new.into_iter().sorted_by(|a, b| a.path.cmp(&b.path)).collect();
            let run = Run { within: self.options.within, new: true, ..Run::default() };
            let count = Count::new(new.len());
            let (read, mut all) = self.read_all(new, run.within, &count, |read| read);
            all.extend(problems);
            all.sort();
            let (new, titles): (Vec<Dossier>, Vec<Option<Dossier>>) = read.into_iter().unzip();
            let paths: Vec<String> = new.iter().map(|d| d.path.clone()).collect();
            let mut titles: BTreeMap<String, Option<Dossier>> = paths.into_iter().zip(titles).collect();
            let (dossiers, comparing, corpus) = Surroundings::new(self, &new, shelf)?.prepare(new)?;
            let mut dossiers: Vec<Option<Dossier>> = dossiers.into_iter().map(Some).collect();
            let mut parts = Vec::new();
            for story in &comparing.stories {
                let told: Vec<Dossier> = story.members.iter().filter_map(|&m| dossiers[m].take()).collect();
                let titles = told.iter().map(|d| titles.remove(&d.path).flatten()).collect();
                parts.push(Ok(part(story, told, titles, &comparing.known)));
            }
            let mut report = self.report(&comparing, all, run, parts.into_par_iter())?;
            report.summary.corpus = Some(corpus);
            Ok(report)
        })
    }
}

/// Articles with those that tell one story with them, and how much they share.
type Links = BTreeMap<usize, Vec<(usize, f64)>>;

/// New articles and what the corpus holds around them. A number below that of the new articles is
/// theirs; above follow those of the shelf.
struct Surroundings<'a> {
    engine: &'a Engine,
    shelf: &'a dyn Shelf,
    /// Those of the shelf that new ones take the place of.
    replaced: BTreeSet<usize>,
    /// All articles, new and old.
    articles: usize,
    rarity: Rarity,
    /// How many articles more, or fewer, than the shelf says hold a term.
    change: HashMap<Term, isize>,
    profiles: BTreeMap<usize, Vec<Term>>,
    published: Vec<Option<Day>>,
    bands: Vec<Bands>,
    new: usize,
    /// Articles that were not held against one because there were nearer ones.
    cut: usize,
}

impl<'a> Surroundings<'a> {
    fn new(engine: &'a Engine, new: &[Dossier], shelf: &'a dyn Shelf) -> Result<Self> {
        let profiles: BTreeMap<usize, Vec<Term>> = new.iter().map(profile).enumerate().collect();
        let mut change: HashMap<Term, isize> = HashMap::new();
        for term in profiles.values().flatten() {
            *change.entry(term.clone()).or_insert(0) += 1;
        }
        let mut replaced = BTreeSet::new();
        for dossier in new {
            let Some(old) = shelf.find(&dossier.path)? else { continue };
            replaced.insert(old);
            for term in shelf.profile(old)? {
                *change.entry(term).or_insert(0) -= 1;
            }
        }
        let articles = shelf.articles() - replaced.len() + new.len();
        let mut around = Self {
            engine,
            shelf,
            replaced,
            articles,
            rarity: Rarity::of(articles),
            change,
            profiles,
            published: new.iter().map(|d| d.meta.published).collect(),
            bands: new.iter().map(bands).collect(),
            new: new.len(),
            cut: 0,
        };
        around.learn((0..new.len()).collect())?;
        Ok(around)
    }

    /// Asks how often the terms of these articles occur, where it is not known yet.
    fn learn(&mut self, articles: Vec<usize>) -> Result<()> {
        let terms: Vec<Term> = articles
            .iter()
            .flat_map(|n| &self.profiles[n])
            .filter(|t| !self.rarity.knows(t))
            .cloned()
            .sorted_unstable()
            .dedup()
            .collect();
        let counts = self.shelf.frequencies(&terms)?;
        for (term, count) in terms.into_iter().zip(counts) {
            let count = count.saturating_add_signed(self.change.get(&term).copied().unwrap_or(0));
            self.rarity.learn(term, count);
        }
        Ok(())
    }

    fn published(&self, article: usize) -> Result<Option<Day>> {
        match article.checked_sub(self.new) {
            None => Ok(self.published[article]),
            Some(old) => self.shelf.published(old),
        }
    }

    /// The articles that tell one story with this one.
    fn links(&mut self, article: usize) -> Result<Vec<(usize, f64)>> {
        let limits = &self.engine.rules.thresholds.story;
        let (new, replaced, profiles) = (self.new, &self.replaced, &self.profiles);
        let old = |list: Vec<usize>| list.into_iter().filter(|n| !replaced.contains(n)).map(move |n| n + new);
        let (others, mut cut) = ranked(&profiles[&article], &self.rarity, limits, self.articles, |term, out| {
            out.extend((0..new).filter(|n| profiles[n].binary_search(term).is_ok()));
            out.extend(old(self.shelf.holding(term)?));
            out.retain(|&n| n != article);
            Ok(())
        })?;
        let mut in_bands = Vec::new();
        for (band, &hash) in self.bands.get(article).into_iter().flatten().enumerate() {
            in_bands.extend(old(self.shelf.in_band(band, hash)?));
        }
        let others = nearest(others, in_bands.into_iter(), limits, &mut cut);
        self.cut += cut;
        for &other in &others {
            if !self.profiles.contains_key(&other) {
                self.profiles.insert(other, self.shelf.profile(other - self.new)?);
            }
        }
        self.learn(others.iter().copied().collect())?;
        let total = |n: usize| self.rarity.total(&self.profiles[&n]);
        let (own, published) = (total(article), self.published(article)?);
        let mut out = Vec::new();
        for other in others {
            let (a, b) = (&self.profiles[&article], &self.profiles[&other]);
            if near(published, self.published(other)?, self.engine.window())
                && let Some(overlap) = linked(a, b, own.min(total(other)), &self.rarity, limits)
            {
                out.push((other, overlap));
            }
        }
        Ok(out)
    }

    /// The articles that the stories of the new ones reach, each with those it is linked to. Where more
    /// hang together than a story holds, a new one reaches those alone that it is linked to.
    fn reach(&mut self) -> Result<Links> {
        let largest = self.engine.rules.thresholds.story.largest;
        let mut links = Links::new();
        let mut reached = BTreeSet::new();
        for root in 0..self.new {
            let mut seen = BTreeSet::from([root]);
            let mut queue = VecDeque::from([root]);
            while let Some(article) = queue.pop_front() {
                let found = match links.entry(article) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => place.insert(self.links(article)?),
                };
                queue.extend(found.iter().map(|l| l.0).filter(|&n| seen.insert(n)));
                if seen.len() > largest {
                    break;
                }
            }
            if seen.len() > largest {
                reached.insert(root);
            } else {
                reached.append(&mut seen);
            }
        }
        links.retain(|article, _| reached.contains(article));
        Ok(links)
    }

    /// The new articles with all that are in their stories, ready to be compared, and how many
    /// articles the corpus holds.
    fn prepare(mut self, new: Vec<Dossier>) -> Result<(Vec<Dossier>, Comparing, usize)> {
        let links = self.reach()?;
        let members: BTreeSet<usize> =
            links.iter().flat_map(|(&a, list)| list.iter().map(|l| l.0).chain([a])).collect();
        let mut dossiers: Vec<(usize, Dossier)> = new.into_iter().enumerate().collect();
        for &old in members.range(self.new..) {
            dossiers.push((old, self.shelf.dossier(old - self.new)?));
        }
        dossiers.sort_by(|a, b| a.1.path.cmp(&b.1.path));
        let place: BTreeMap<usize, usize> = dossiers.iter().enumerate().map(|(at, (n, _))| (*n, at)).collect();
        let linked = links.iter().flat_map(|(a, list)| list.iter().map(|l| link(place[a], place[&l.0], l.1))).collect();
        let known: Vec<Known> = dossiers.iter().map(|(n, d)| Known::of(d, *n < self.new)).collect();
        let (limits, window) = (&self.engine.rules.thresholds.story, self.engine.window());
        let published = |n: usize| known[n].meta.published;
        let (stories, cut) = stories(known.len(), linked, limits, |a, b| near(published(a), published(b), window));
        let corpus = self.shelf.articles() - self.replaced.len();
        let capped = Capped { articles: self.cut, pairs: cut };
        let comparing = Comparing { known, stories, rarity: self.rarity, capped };
        Ok((dossiers.into_iter().map(|(_, d)| d).collect(), comparing, corpus))
    }
}
