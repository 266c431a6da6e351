//! Labelled findings, from what the repository holds.
//!
//! True ones: findings of the stories that match their labels, and of the examples that fire. False
//! ones: findings of the stories that match no label, of the examples that stay silent, of examples
//! that were changed so that they must not fire, and of articles that tell of different stories and
//! are compared as if they told one. Since hardly anything false passes the gates as they stand, all
//! is run a second time with the gates ajar (`loose.toml`): what passes only then is a near miss.

use crate::labels::{self, Story, Target};
use crate::score::truth;
use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::{Finding, Lang, Meta, RawArticle, Report, Severity, Weighed};
use recoupe::rules::{Comparator, Example, ExampleSide, Files, RuleSet};
use recoupe::selftest::mutate;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// Where a labelled finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A story, with its labels.
    Story,
    /// An example of a rule.
    Example,
    /// An example that was changed so that it must not fire.
    Mutant,
    /// Two articles of different stories.
    Strangers,
    /// Two sides of different examples of a rule.
    Examples,
}

impl Source {
    /// Every source, in the order in which they are counted.
    pub const ALL: [(Source, &'static str); 5] = [
        (Source::Story, "stories"),
        (Source::Example, "examples"),
        (Source::Mutant, "changed examples"),
        (Source::Strangers, "articles of two stories"),
        (Source::Examples, "sides of two examples"),
    ];
}

/// A finding, and whether it is true.
pub struct Found {
    /// Where it comes from.
    pub source: Source,
    /// The stories or rules that it is of; they are left out together.
    pub keys: Vec<String>,
    /// What said that it is a conflict.
    pub comparator: Comparator,
    /// As the rule has it, or the note that it was turned into.
    pub severity: Severity,
    /// It passes the gates as they stand.
    pub shown: bool,
    /// It is one.
    pub gold: bool,
    /// What spoke for it and against it.
    pub evidence: Vec<Weighed>,
    /// Its rule and message, for people.
    pub what: String,
}

/// Every labelled finding, in a fixed order.
pub fn harvest(root: &Path) -> Result<Vec<Found>, Box<dyn Error>> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for shown in [true, false] {
        let engine = engine(root, shown)?;
        // The examples are read from the same rules, which the engine holds.
        let mut with = Harvest { engine: &engine, shown, seen: &mut seen, out: &mut out };
        with.stories()?;
        with.examples();
        with.mutants();
        with.examples_crossed();
    }
    Ok(out)
}

/// An engine with the weights set by hand and, where not `shown`, with the gates ajar.
fn engine(root: &Path, shown: bool) -> Result<Engine, Box<dyn Error>> {
    let mut files = Files::embedded();
    files.overlay(&root.join("examples/fit/rules"))?;
    if !shown {
        let folder = tempfile::tempdir()?;
        let mut thresholds: toml::Table = files.text("thresholds.toml").parse()?;
        let loose: toml::Table = std::fs::read_to_string(root.join("examples/fit/loose.toml"))?.parse()?;
        for (section, values) in &loose {
            let own = thresholds.get_mut(section).and_then(toml::Value::as_table_mut);
            let own = own.ok_or_else(|| format!("examples/fit/loose.toml: thresholds have no section {section}"))?;
            for (name, value) in values.as_table().into_iter().flatten() {
                if own.insert(name.clone(), value.clone()).is_none() {
                    return Err(format!("examples/fit/loose.toml: thresholds have no {section}.{name}").into());
                }
            }
        }
        std::fs::write(folder.path().join("thresholds.toml"), toml::to_string(&thresholds)?)?;
        files.overlay(folder.path())?;
    }
    Ok(Engine::new(RuleSet::load(&files)?, Options::default())?)
}

struct Harvest<'a> {
    engine: &'a Engine,
    shown: bool,
    /// What was harvested before: the gates ajar let through again what passed them as they stand.
    seen: &'a mut BTreeSet<(Source, Vec<String>, String)>,
    out: &'a mut Vec<Found>,
}

impl Harvest<'_> {
    /// `place` tells findings of one id apart.
    fn add(&mut self, source: Source, keys: &[&str], place: &str, finding: &Finding, gold: Option<bool>) {
        let Some(gold) = gold else { return };
        let Some(rule) = self.engine.rules().conflict(&finding.rule) else { return };
        let keys: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
        if !self.seen.insert((source, keys.clone(), format!("{place} {}", finding.id))) {
            return;
        }
        self.out.push(Found {
            source,
            keys,
            comparator: rule.comparator,
            severity: finding.severity,
            shown: self.shown,
            gold,
            evidence: finding.evidence.clone(),
            what: format!("{}: {}", finding.rule, finding.message),
        });
    }

    fn stories(&mut self) -> Result<(), Box<dyn Error>> {
        let mut all: Vec<(String, Lang, RawArticle)> = Vec::new();
        for key in labels::keys()? {
            let story = Story::read(&key)?;
            let targets: Vec<Target> = story.targets()?;
            let mut articles = Vec::new();
            for file in story.articles.values() {
                articles.extend(ingest::read(&file.path, file.text.as_bytes()).articles);
            }
            all.extend(articles.iter().map(|a| (key.clone(), story.labels.lang, a.clone())));
            let report: Report = self.engine.audit(articles, Vec::new());
            for finding in &report.findings {
                self.add(Source::Story, &[&key], "", finding, truth(&report, &targets, finding));
            }
        }
        for (n, (key, lang, left)) in all.iter().enumerate() {
            for (other, _, right) in all[n + 1..].iter().filter(|(other, l, _)| other != key && l == lang) {
                let report = self.engine.diff(left.clone(), right.clone(), false);
                for finding in &report.findings {
                    self.add(Source::Strangers, &[key, other], "", finding, self.never(finding));
                }
            }
        }
        Ok(())
    }

    /// What never is a true one: anything but that figures look alike.
    fn never(&self, finding: &Finding) -> Option<bool> {
        let rule = self.engine.rules().conflict(&finding.rule)?;
        (rule.comparator != Comparator::Unlike).then_some(false)
    }

    fn examples(&mut self) {
        let engine = self.engine;
        for rule in &engine.rules().conflicts {
            for (n, example) in rule.examples.iter().enumerate().filter(|(_, e)| e.known_miss.is_none()) {
                let findings = findings(engine, &rule.id, example);
                for finding in findings.iter().filter(|f| example.fires() == (f.rule == rule.id) || !example.fires()) {
                    let note = finding.rule != rule.id && labels::is_note(finding.kind);
                    let gold = if example.fires() { self.shown.then_some(true) } else { (!note).then_some(false) };
                    self.add(Source::Example, &[&rule.id], &n.to_string(), finding, gold);
                }
            }
        }
    }

    fn mutants(&mut self) {
        let engine = self.engine;
        for mutant in mutate(engine, engine.rules()).iter().filter(|m| m.survivor.is_some()) {
            let Some(rule) = engine.rules().conflict(&mutant.rule) else { continue };
            let mut example: Example = rule.examples[mutant.example - 1].clone();
            let [left, right] = mutant.texts.clone();
            (example.left.text, example.right.text) = (left, right);
            let place = format!("{} {}", mutant.example, mutant.mutation.word());
            for finding in findings(engine, &rule.id, &example).iter().filter(|f| f.rule == rule.id) {
                self.add(Source::Mutant, &[&rule.id], &place, finding, Some(false));
            }
        }
    }

    /// The left side of one example and the right one of another of the same rule, where no name
    /// stands in both.
    fn examples_crossed(&mut self) {
        let engine = self.engine;
        for rule in &engine.rules().conflicts {
            let two: Vec<&Example> = rule.examples.iter().filter(|e| !e.alone && !e.versions).collect();
            for (n, left) in two.iter().enumerate() {
                for (m, right) in two.iter().enumerate() {
                    if n == m || left.lang != right.lang || !names(left).is_disjoint(&names(right)) {
                        continue;
                    }
                    let articles = [("a.txt", &left.left), ("b.txt", &right.right)];
                    let [a, b] = articles.map(|(path, side)| article(path, left.lang, side));
                    let report = engine.diff(a, b, false);
                    for finding in &report.findings {
                        self.add(Source::Examples, &[&rule.id], &format!("{n} {m}"), finding, self.never(finding));
                    }
                }
            }
        }
    }
}

/// Words that begin with a capital letter, in both sides.
fn names(example: &Example) -> BTreeSet<&str> {
    let sides = [&example.left, &example.right];
    let words = sides.into_iter().flat_map(|side| side.text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.chars().count() > 3 && w.starts_with(char::is_uppercase)).collect()
}

fn findings(engine: &Engine, rule: &str, example: &Example) -> Vec<Finding> {
    let mut left = article("a.txt", example.lang, &example.left);
    if example.alone {
        left.meta.title = left.text.split_once("\n\n").map(|(title, _)| title.to_owned());
        return engine.audit_within(vec![left], Vec::new()).findings;
    }
    let right = article("b.txt", example.lang, &example.right);
    if example.versions {
        return engine.diff(left, right, true).findings;
    }
    let also = example.also.iter().enumerate().map(|(n, side)| article(&format!("c{n}.txt"), example.lang, side));
    engine.audit_with([left, right].into_iter().chain(also).collect(), rule).findings
}

fn article(path: &str, lang: Lang, side: &ExampleSide) -> RawArticle {
    let text = format!("{}\n", side.text);
    RawArticle {
        path: path.to_owned(),
        body: 0..text.len(),
        text,
        meta: Meta { source: side.source.clone(), published: Some(side.date), lang: Some(lang), ..Meta::default() },
    }
}
