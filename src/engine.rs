//! The only file that knows the order of the stages. Parallelism lives here.

mod audit;
mod bound;
mod card;
mod check;
mod held;
mod kept;
mod outlets;
mod pairs;
mod settle;
mod slips;
mod spill;
mod story;
mod watch;
mod why_not;

pub use audit::Audit;
use bound::bound;
pub use held::Held;
pub use watch::{Stage, Watcher};

use crate::clean::clean;
use crate::compare::{COMPARATORS, Comparing, Pair, axis};
use crate::detect::language;
use crate::error::{Error, Result};
use crate::extract::{
    Explained, Extractor, Listing, ReadArticle, Reasons, Vocabularies, dossier, explain, listing, marked, read,
};
use crate::model::{
    Article, Body, Clash, Dossier, Evidence, Kind, Lang, Limits, Marked, Meta, Outlet, Problem, RawArticle, Report,
    Severity, Verdict,
};
use crate::rules::{Alias, Comparator, ConflictRule, Entries, RuleSet};
use crate::split::split;
use crate::text::{OffsetMap, fold, unknown};
use rayon::prelude::*;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
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
    /// How much is read of an article.
    pub limits: Limits,
    /// Say in the report what the articles show of each source.
    pub by_source: bool,
    /// Compare every claim of an article with every one of another by every comparator, not those alone
    /// that share what they are about: slow, and the measure of what that saving costs.
    pub every_pair: bool,
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
        let mut split = split(&cleaned.text, rules);
        let cut = bound(&mut split, &cleaned.map, &raw, self.options.limits.sentence);
        if split.sentences.is_empty() {
            if let Some(message) = cut {
                return Err(Problem { path: raw.path, message });
            }
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
            cut: cut.into_iter().collect(),
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
            claims: self.options.limits.claims,
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
        let mut split = split(text, self.rules.language(lang));
        let raw = RawArticle { path: id.to_owned(), text: text.to_owned(), body: 0..text.len(), meta: Meta::default() };
        let map = OffsetMap::identity(text.len());
        let cut = bound(&mut split, &map, &raw, self.options.limits.sentence);
        Article {
            raw,
            lang,
            clean: text.to_owned(),
            map,
            sentences: split.sentences,
            quotations: split.quotations,
            cut: cut.into_iter().collect(),
        }
    }

    /// What is read in an article. Which rules read what goes with it where `entries`, those of
    /// [`RuleSet::entries`], are given.
    pub fn list(&self, article: &Article, entries: Option<&Entries>) -> (Listing, Reasons) {
        self.reading(article, |reading, with| {
            let mut dossier = dossier(article, reading, with);
            let claims = std::mem::take(&mut dossier.claims);
            let mut listing = listing(article, article.raw.path.clone(), claims, reading);
            listing.cut = dossier.cut;
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
        self.all(articles, problems, Run { within: self.options.within, ..Run::default() })
    }

    /// The same, and looks inside each article whatever the options say.
    pub fn audit_within(&self, articles: Vec<RawArticle>, problems: Vec<Problem>) -> Report {
        self.all(articles, problems, Run { within: true, ..Run::default() })
    }

    /// The same with the rule `id` on, though it may be off by default.
    pub fn audit_with(&self, articles: Vec<RawArticle>, id: &str) -> Report {
        self.all(articles, Vec::new(), Run { also: Some(id), within: self.options.within, ..Run::default() })
    }

    /// Compares two articles as if they told one story, whatever they share. With `versions` they
    /// are versions of one article, the earlier one first.
    pub fn diff(&self, before: RawArticle, after: RawArticle, versions: bool) -> Report {
        let meeting = if versions { Meeting::Versions } else { Meeting::Two };
        self.all(vec![before, after], Vec::new(), Run { meeting, ..Run::default() })
    }

    fn all(&self, articles: Vec<RawArticle>, problems: Vec<Problem>, run: Run<'_>) -> Report {
        let mut audit = Audit::new(self, None, run);
        // Nothing is spilled where memory has no limit, and nothing else can go wrong.
        audit.take(articles, 1.0).and_then(|()| audit.finish(problems)).expect("what was read is in memory")
    }

    /// The first of the comparators `asked`, given as bits, that takes the pair for one thing decides. `None`: not comparable, or a
    /// clash that no rule takes. What is not told anyway costs no words.
    fn judge(&self, pair: &Pair<'_>, asked: u32) -> Option<(Option<usize>, Vec<Evidence>)> {
        let worded = |comparing: &Comparing| match (comparing.compare)(&Pair { worded: true, ..*pair }) {
            Verdict::Conflict { because, .. } => because,
            Verdict::Agree { .. } | Verdict::Unlike { .. } => Vec::new(),
        };
        for comparing in COMPARATORS.iter().enumerate().filter(|(n, _)| asked >> n & 1 == 1).map(|c| c.1) {
            match (comparing.compare)(pair) {
                Verdict::Unlike { .. } => {}
                Verdict::Agree { because } => return Some((None, because)),
                Verdict::Conflict { clash, .. } => {
                    let rule = self.rule_for(comparing.comparator, pair, clash)?;
                    return Some((Some(rule), worded(comparing)));
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

    /// Days between publications beyond which articles tell two stories.
    fn window(&self) -> u32 {
        self.options.window.unwrap_or(self.rules.thresholds.story.window)
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

/// Which articles are compared, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Meeting {
    /// Those that tell one story.
    #[default]
    Stories,
    /// Two, whatever they share.
    Two,
    /// Two versions of one article, the earlier one first.
    Versions,
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
