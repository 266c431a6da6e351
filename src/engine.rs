//! The only file that knows the order of the stages. Parallelism lives here.

mod card;
mod check;
mod held;
mod outlets;
mod pairs;
mod prepare;
mod settle;
mod slips;
mod watch;
mod why_not;

pub use held::Held;
pub use watch::{Stage, Watcher};

use crate::align::{candidates, origins};
use crate::clean::clean;
use crate::compare::{COMPARATORS, Pair, axis, edits, new_notes};
use crate::detect::language;
use crate::error::{Error, Result};
use crate::extract::{
    Explained, Extractor, Listing, ReadArticle, Reasons, Vocabularies, dossier, explain, listing, marked, read,
};
use crate::gather::{
    Edited, Gathering, changes, figures, findings, look_alikes, name_stories, profiles, silent_edits, slips, sort,
    stale,
};
use crate::model::{
    Article, ArticleInfo, ArticleText, Body, Clash, Comparison, Dossier, Evidence, FindingCounts, Judged, Kind, Lang,
    Marked, Meta, Outlet, Problem, RawArticle, Report, Severity, Summary, Tool, Verdict,
};
use crate::rules::{Alias, Comparator, ConflictRule, Entries, RuleSet};
use crate::split::split;
use crate::text::{OffsetMap, fold, unknown};
use outlets::{groups, info};
use prepare::{Meeting, Prepared};
use rayon::prelude::*;
use settle::{is_drift, settle, versions};
use slips::Surroundings;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::AtomicUsize;
use thread_local::ThreadLocal;

/// What a run looks for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Number of threads; `None` is one for each processor.
    pub jobs: Option<usize>,
    /// Language to read all articles in, whatever they declare.
    pub lang: Option<Lang>,
    /// Rule ids and kinds to look for; empty is every rule that is on by default.
    pub select: Vec<String>,
    /// Rule ids and kinds to leave out.
    pub ignore: Vec<String>,
    /// Findings less certain than this, from 0 to 1, are left out.
    pub min_confidence: f64,
    /// Days between publications beyond which articles are not compared.
    pub window: Option<u32>,
    /// Do not compare articles of one source.
    pub skip_same_source: bool,
    /// Other names of people and organisations, on top of the rules' own.
    pub aliases: Vec<Alias>,
    /// What the user says of outlets: names by domain, groups, reliability.
    pub outlets: Vec<Outlet>,
    /// Look inside each article too, for what contradicts itself.
    pub within: bool,
    /// Severities in place of the rules' own, by rule id.
    pub severities: BTreeMap<String, Severity>,
    /// Keep the articles' texts in the report.
    pub keep_texts: bool,
    /// Say in the report what the articles show of each source.
    pub by_source: bool,
}

/// Rules and options, ready to read articles.
pub struct Engine {
    rules: RuleSet,
    options: Options,
    aliases: BTreeMap<Lang, HashMap<String, String>>,
    pool: rayon::ThreadPool,
    /// Word forms met so far, by thread.
    vocabularies: ThreadLocal<Cell<Vocabularies>>,
    watcher: Option<Watcher>,
}

impl Engine {
    /// Checks the options against the rules. Errors name an unknown rule or kind and the nearest
    /// one that there is.
    pub fn new(mut rules: RuleSet, options: Options) -> Result<Self> {
        for name in options.select.iter().chain(&options.ignore) {
            if rules.conflict(name).is_none() && name.parse::<Kind>().is_err() {
                let known = rules.conflicts.iter().map(|r| r.id.as_str()).chain(Kind::ALL.iter().map(|k| k.word()));
                return Err(Error::Usage(unknown("rule or kind", name, known)));
            }
        }
        for rule in &mut rules.conflicts {
            if let Some(&severity) = options.severities.get(&rule.id) {
                rule.severity = severity;
            }
        }
        let aliases = Lang::ALL
            .into_iter()
            .map(|lang| {
                let own = rules.language(lang).language.aliases.iter().chain(&options.aliases);
                let map = own
                    .flat_map(|a| a.variants.iter().map(|v| (fold(v).to_string(), fold(&a.name).to_string())))
                    .collect();
                (lang, map)
            })
            .collect();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(options.jobs.unwrap_or(0))
            .build()
            .map_err(|e| Error::Usage(format!("cannot start {} threads: {e}", options.jobs.unwrap_or(0))))?;
        Ok(Self { rules, options, aliases, pool, vocabularies: ThreadLocal::new(), watcher: None })
    }

    /// The rules in force.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Cleans and splits an article. The problem says why it cannot be read.
    pub fn read(&self, raw: RawArticle) -> std::result::Result<Article, Problem> {
        let lang = match self.options.lang.or(raw.meta.lang) {
            Some(lang) => lang,
            None => match language(&raw.text[raw.body.clone()], &self.rules) {
                Ok(lang) => lang,
                Err(message) => return Err(Problem { path: raw.path, message }),
            },
        };
        let rules = self.rules.language(lang);
        let cleaned = clean(&raw, rules);
        let split = split(&cleaned.text, rules);
        if split.sentences.is_empty() {
            return Err(Problem {
                path: raw.path,
                message: "nothing is left of this article once boilerplate is dropped, expected sentences".into(),
            });
        }
        Ok(Article {
            raw,
            lang,
            clean: cleaned.text,
            map: cleaned.map,
            sentences: split.sentences,
            quotations: split.quotations,
        })
    }

    /// The claims of an article.
    pub fn dossier(&self, article: &Article) -> Dossier {
        self.reading(article, |reading, with| dossier(article, reading, with))
    }

    /// Reads `article` with the vocabulary of this thread.
    fn reading<T>(&self, article: &Article, then: impl FnOnce(&ReadArticle<'_>, &Extractor<'_>) -> T) -> T {
        let slot = self.vocabularies.get_or_default();
        let mut vocabularies = slot.take();
        let with = Extractor {
            rules: &self.rules,
            aliases: &self.aliases[&article.lang],
            vocabulary: vocabularies.of(article.lang),
        };
        let out = then(&read(article, &with), &with);
        vocabularies.trim();
        slot.set(vocabularies);
        out
    }

    /// What is read in an article. The problem says why it cannot be read.
    pub fn extract(&self, raw: &RawArticle) -> std::result::Result<Listing, Problem> {
        self.read(raw.clone()).map(|article| self.list(&article, None).0)
    }

    /// What is read in one text that stands for a document of its own, as it is: nothing is
    /// dropped as boilerplate.
    pub fn extract_line(&self, id: &str, lang: Lang, text: &str) -> Listing {
        self.list(&self.line(id, lang, text), None).0
    }

    /// One text that stands for a document of its own, with nothing dropped as boilerplate.
    pub fn line(&self, id: &str, lang: Lang, text: &str) -> Article {
        let split = split(text, self.rules.language(lang));
        let raw = RawArticle { path: id.to_owned(), text: text.to_owned(), body: 0..text.len(), meta: Meta::default() };
        Article {
            raw,
            lang,
            clean: text.to_owned(),
            map: OffsetMap::identity(text.len()),
            sentences: split.sentences,
            quotations: split.quotations,
        }
    }

    /// What is read in an article. Which rules read what goes with it where `entries`, those of
    /// [`RuleSet::entries`], are given.
    pub fn list(&self, article: &Article, entries: Option<&Entries>) -> (Listing, Reasons) {
        self.reading(article, |reading, with| {
            let claims = dossier(article, reading, with).claims;
            let listing = listing(article, article.raw.path.clone(), claims, reading);
            let reasons = entries.map(|entries| explain(article, &listing, reading, with, entries));
            (listing, reasons.unwrap_or_default())
        })
    }

    /// A listing with its reasons, ready to be written.
    pub fn explained<'a>(&self, listing: &'a Listing, reasons: &'a Reasons) -> Explained<'a> {
        Explained { listing, reasons }
    }

    /// A listing as marks on the article's text.
    pub fn marked(&self, article: &Article, listing: &Listing, reasons: &Reasons) -> Marked {
        marked(article, listing, reasons)
    }

    /// `read` of each of `items`, in their order, by all threads.
    pub fn each<T: Sync, U: Send>(&self, items: &[T], read: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
        self.pool.install(|| items.par_iter().map(read).collect())
    }

    /// Reads articles and compares them with each other.
    pub fn audit(&self, articles: Vec<RawArticle>, problems: Vec<Problem>) -> Report {
        self.sorted(articles, problems, Run { within: self.options.within, ..Run::default() })
    }

    /// The same, and looks inside each article whatever the options say.
    pub fn audit_within(&self, articles: Vec<RawArticle>, problems: Vec<Problem>) -> Report {
        self.sorted(articles, problems, Run { within: true, ..Run::default() })
    }

    /// The same with the rule `id` on, though it may be off by default.
    pub fn audit_with(&self, articles: Vec<RawArticle>, id: &str) -> Report {
        self.sorted(articles, Vec::new(), Run { also: Some(id), within: self.options.within, ..Run::default() })
    }

    /// Compares two articles as if they told one story, whatever they share. With `versions` they
    /// are versions of one article, the earlier one first.
    pub fn diff(&self, before: RawArticle, after: RawArticle, versions: bool) -> Report {
        let meeting = if versions { Meeting::Versions } else { Meeting::Two };
        self.pool.install(|| self.run(vec![before, after], Vec::new(), Run { meeting, ..Run::default() }))
    }

    fn sorted(&self, mut articles: Vec<RawArticle>, problems: Vec<Problem>, run: Run<'_>) -> Report {
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        self.pool.install(|| self.run(articles, problems, run))
    }

    fn run(&self, articles: Vec<RawArticle>, problems: Vec<Problem>, run: Run<'_>) -> Report {
        let (read, problems) = self.read_all(articles, problems, run.within);
        let (dossiers, titles): (Vec<Dossier>, Vec<Option<Dossier>>) = read.into_iter().unzip();
        self.compare(self.prepare(dossiers, run.meeting), problems, &titles, run)
    }

    /// What is read in articles, each with its headline where articles are looked at alone. What
    /// cannot be read is one of the problems.
    fn read_all(
        &self,
        articles: Vec<RawArticle>,
        mut problems: Vec<Problem>,
        titled: bool,
    ) -> (Vec<(Dossier, Option<Dossier>)>, Vec<Problem>) {
        let dossier = |article: Article| {
            let title = if titled { self.title(&article) } else { None };
            (self.dossier(&article), title)
        };
        let (done, total) = (AtomicUsize::new(0), articles.len());
        let tick = || self.tick(Stage::Reading, &done, total);
        let outcomes: Vec<std::result::Result<(Dossier, Option<Dossier>), Problem>> =
            articles.into_par_iter().map(|raw| self.read(raw).map(dossier)).inspect(|_| tick()).collect();
        let mut read = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            match outcome {
                Ok(found) => read.push(found),
                Err(problem) => problems.push(problem),
            }
        }
        problems.sort();
        (read, problems)
    }

    /// `titles` are looked at where articles are looked at alone too.
    fn compare(
        &self,
        mut prepared: Prepared,
        problems: Vec<Problem>,
        titles: &[Option<Dossier>],
        run: Run<'_>,
    ) -> Report {
        let meeting = run.meeting;
        let known = self.named(&mut prepared.dossiers);
        let rarity = |article: usize| prepared.rarity(article);
        let Prepared { dossiers, prints, stories, new, .. } = &prepared;
        let origins = origins(dossiers, prints, &self.rules.thresholds).grouped(groups(&known));
        let origin = |at: (usize, usize)| origins.of(at.0, dossiers[at.0].claims[at.1].place.sentence);
        let versions = versions(dossiers, stories, &origins, meeting);
        let pairs = candidates(dossiers, stories);
        let pairs: Vec<_> = pairs
            .into_iter()
            .filter(|p| !versions.contains(&(p.left.0, p.right.0)) && !versions.contains(&(p.right.0, p.left.0)))
            .filter(|p| origin(p.left) != origin(p.right) || is_drift(p, dossiers))
            .filter(|p| {
                !self.options.skip_same_source || dossiers[p.left.0].meta.source != dossiers[p.right.0].meta.source
            })
            .collect();
        let (done, total) = (AtomicUsize::new(0), pairs.len());
        let judged: Vec<Judged> = pairs
            .par_iter()
            .inspect(|_| self.tick(Stage::Comparing, &done, total))
            .filter_map(|p| {
                let pair = Pair {
                    left: &dossiers[p.left.0],
                    right: &dossiers[p.right.0],
                    a: &dossiers[p.left.0].claims[p.left.1],
                    b: &dossiers[p.right.0].claims[p.right.1],
                    rarity: rarity(p.left.0),
                    rules: &self.rules,
                };
                self.judge(&pair).map(|(rule, because)| Judged { left: p.left, right: p.right, rule, because })
            })
            .collect();
        let mut judged = settle(judged, dossiers, &self.rules);
        let gathering = Gathering {
            dossiers,
            stories: &stories.stories,
            origins: &origins,
            replaced: versions.iter().map(|&(before, _)| before).collect(),
            rules: &self.rules,
        };
        stale(&gathering, &mut judged);
        // A pair whose rule is off is still no look-alike.
        let is_on = |rule: &ConflictRule| self.is_on(rule) || run.also == Some(rule.id.as_str());
        let on = |p: &&Judged| p.rule.is_some_and(|r| is_on(&self.rules.conflicts[r]));
        let mut told: Vec<Judged> = judged.iter().filter(on).cloned().collect();
        let slipped = self.slips(
            &Surroundings {
                dossiers,
                titles: run.within.then_some(titles),
                stories,
                origins: &origins,
                versions: &versions,
                rarity: &rarity,
                judged: &judged,
            },
            &mut told,
        );
        let mut found = findings(&gathering, &told, &judged);
        for (rule, slipped) in &slipped {
            found.extend(slips(&gathering, &self.rules.conflicts[*rule], slipped));
        }
        for rule in self.rules.conflicts.iter().filter(|r| r.comparator == Comparator::Unlike && is_on(r)) {
            found.extend(look_alikes(&gathering, rule, &judged));
        }
        let mut comparison = (meeting == Meeting::Two).then(Comparison::default);
        let mut edited: Vec<Edited> = Vec::new();
        let told_apart = |&&(a, b): &&(usize, usize)| {
            meeting != Meeting::Stories
                || !self.options.skip_same_source
                || dossiers[a].meta.source != dossiers[b].meta.source
        };
        for &pair in versions.iter().filter(told_apart) {
            let (before, after) = (&dossiers[pair.0], &dossiers[pair.1]);
            let (edits, notes) = (edits(before, after, &self.rules), new_notes(before, after));
            for rule in self.rules.conflicts.iter().filter(|r| r.comparator == Comparator::Edit && is_on(r)) {
                found.extend(silent_edits(&gathering, rule, pair, &edits, &notes));
            }
            if meeting == Meeting::Versions {
                comparison = Some(changes(&gathering, pair, &edits, &notes));
            }
            if self.options.by_source {
                edited.push((pair, edits));
            }
        }
        found.retain(|f| f.confidence >= self.options.min_confidence);
        let is_new = |id: &str| id.trim_start_matches('a').parse::<usize>().is_ok_and(|n| new[n - 1]);
        found.retain(|f| f.sides.iter().any(|side| is_new(&side.article)));
        name_stories(&gathering, &mut found);
        sort(&mut found);
        let edited = (!self.options.skip_same_source).then_some(edited.as_slice());
        let profiles = if self.options.by_source { profiles(&gathering, &judged, edited) } else { Vec::new() };
        let mut report = Report {
            schema: Report::SCHEMA.into(),
            tool: Tool::default(),
            summary: Summary {
                articles: dossiers.len(),
                sentences: dossiers.iter().map(|d| d.sentences.len()).sum(),
                claims: dossiers.iter().map(|d| d.claims.len()).sum(),
                compared: pairs.len(),
                findings: FindingCounts::default(),
                origins: origins.count(),
                corpus: None,
                known: 0,
            },
            articles: dossiers
                .iter()
                .enumerate()
                .map(|(n, d)| ArticleInfo {
                    new: run.new && new[n] || meeting == Meeting::Versions && n > 0,
                    ..info(n, d, origins.article(n), known[n])
                })
                .collect(),
            figures: figures(&gathering, &judged),
            rules: self.rules.named(&found),
            findings: found,
            problems,
            comparison,
            profiles,
            texts: if self.options.keep_texts { dossiers.iter().enumerate().map(text).collect() } else { Vec::new() },
        };
        report.count_shown();
        report
    }

    /// The first comparator that takes the pair for one thing decides. `None`: not comparable, or a
    /// clash that no rule takes.
    fn judge(&self, pair: &Pair<'_>) -> Option<(Option<usize>, Vec<Evidence>)> {
        for comparing in COMPARATORS {
            match (comparing.compare)(pair) {
                Verdict::Unlike { .. } => {}
                Verdict::Agree { because } => return Some((None, because)),
                Verdict::Conflict { clash, because } => {
                    let rule = self.rule_for(comparing.comparator, pair, clash)?;
                    return Some((Some(rule), because));
                }
            }
        }
        None
    }

    fn rule_for(&self, comparator: Comparator, pair: &Pair<'_>, clash: Clash) -> Option<usize> {
        let dimension = match &pair.a.body {
            Body::Figure(f) => Some(f.quantity.unit.dimension.as_str()),
            _ => None,
        };
        let cue = [pair.a, pair.b].into_iter().find_map(|c| match &c.body {
            Body::Proposition(p) if p.affirmed => Some(p.cue),
            _ => None,
        });
        let axis = if comparator == Comparator::Opposites { axis(pair) } else { None };
        self.rules.conflicts.iter().position(|rule| {
            rule.comparator == comparator
                && axis.is_none_or(|a| rule.when.accepts_axis(a))
                && dimension.is_none_or(|d| rule.when.accepts_dimension(d))
                && rule.when.accepts_clash(clash)
                && cue.is_none_or(|c| rule.when.accepts_cue(c))
        })
    }

    fn is_on(&self, rule: &ConflictRule) -> bool {
        let named = |list: &[String]| list.iter().any(|n| *n == rule.id || *n == rule.kind.word());
        let selected = if self.options.select.is_empty() {
            rule.default
        } else {
            self.options.select.contains(&rule.id) || rule.default && named(&self.options.select)
        };
        selected && !named(&self.options.ignore)
    }
}

/// What one run does beside what the options say.
#[derive(Debug, Clone, Copy, Default)]
struct Run<'a> {
    /// Which articles are compared.
    meeting: Meeting,
    /// Articles are looked at alone too.
    within: bool,
    /// Some of the articles are checked against the others.
    new: bool,
    /// A rule that is on whatever its default.
    also: Option<&'a str>,
}

fn text((n, dossier): (usize, &Dossier)) -> ArticleText {
    ArticleText::of(format!("a{}", n + 1), dossier)
}
