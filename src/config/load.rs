//! recoupe.toml: found near the articles, read with what it extends, merged key by key, checked.
//!
//! In: where to look. Out: [`Settings`], each value with its origin. It refuses unknown keys and
//! values, with file, line and column.

use super::file::{Config, Suppress};
use super::globs::{Glob, Walk};
use super::values::Origin;
use crate::engine::Options;
use crate::error::{Error, Result};
use crate::files;
use crate::rules::{RuleSet, parse};
use crate::text::{LineIndex, unknown};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The file's name.
pub const NAME: &str = "recoupe.toml";

/// Letters that the id of a finding is cut down to at most.
const PREFIX: usize = 8;

/// The place of a key, table by table; items of `alias` go by their name, of `suppress` by their
/// number.
pub type Key = Vec<String>;

/// All that is configured, and where each value comes from.
#[derive(Debug, Default)]
pub struct Settings {
    /// The values, from all files and the command line.
    pub config: Config,
    /// By key; what is not here is a default.
    pub origins: BTreeMap<Key, Origin>,
    /// The files that were read, as messages name them, the nearest first.
    pub files: Vec<String>,
    /// Which files are read when folders are walked.
    pub walk: Walk,
    /// The globs of `suppress`, in its order.
    pub(super) suppressed: Vec<Option<Glob>>,
}

impl Settings {
    /// Reads `named`, else the nearest recoupe.toml in the folder of `start` or one of its parents,
    /// else nothing. `start` is the first path of the command line.
    pub fn find(named: Option<&Path>, start: Option<&Path>) -> Result<Self> {
        let (path, name) = match named {
            Some(path) => (path.to_path_buf(), path.to_path_buf()),
            None => match nearest_file(start) {
                Some(path) => (path.clone(), shown(&path)),
                None => return Ok(Self::default()),
            },
        };
        let text = files::text(&path).map_err(|e| Error::file(&path, "read this configuration", &e))?;
        read(&path, &name.display().to_string(), &text, &mut Vec::new())
    }

    /// Where the value of a key comes from.
    pub fn origin(&self, key: &[&str]) -> Origin {
        let key: Key = key.iter().map(|k| (*k).to_owned()).collect();
        self.origins.get(&key).cloned().unwrap_or_default()
    }

    /// Puts what the command line says in place of the value of a key of the first level.
    pub fn give<T>(&mut self, key: &str, slot: impl FnOnce(&mut Config) -> &mut Option<T>, value: Option<T>) {
        if let Some(value) = value {
            *slot(&mut self.config) = Some(value);
            self.origins.insert(vec![key.to_owned()], Origin::CommandLine);
        }
    }

    /// Checks what only the rules can tell: that every rule that is named is one. Errors name file,
    /// line and column.
    pub fn check(&self, rules: &RuleSet) -> Result<()> {
        let known = || rules.conflicts.iter().map(|r| r.id.as_str());
        let rule = |id: &str, key: &[&str]| match rules.conflict(id) {
            Some(_) => Ok(()),
            None => Err(self.wrong(key, &unknown("rule", id, known()))),
        };
        for id in self.config.rules.keys() {
            // The table itself has a place only where it is written out; its keys always have.
            let keys = ["severity", "enabled"].map(|k| vec!["rules", id.as_str(), k]);
            let key =
                std::iter::once(vec!["rules", id.as_str()]).chain(keys).find(|k| self.origin(k) != Origin::Default);
            rule(id, &key.unwrap_or_default())?;
        }
        for (n, suppress) in self.config.suppress.iter().enumerate() {
            if let Some(id) = &suppress.rule {
                rule(id, &["suppress", &n.to_string(), "rule"])?;
            }
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, source) in &self.config.sources {
            for domain in source.domains.iter().flatten() {
                if let Some(other) = seen.insert(domain.to_lowercase(), name) {
                    let message =
                        format!("\"{domain}\" is a domain of \"{other}\" already, expected one source for it");
                    return Err(self.wrong(&["sources", name, "domains"], &message));
                }
            }
        }
        Ok(())
    }

    /// An error at the place of a key.
    pub(super) fn wrong(&self, key: &[&str], message: &str) -> Error {
        match self.origin(key) {
            Origin::File { file, line, column } => {
                Error::Data { path: file, line, column, message: message.to_owned() }
            }
            Origin::Default | Origin::CommandLine => Error::Usage(message.to_owned()),
        }
    }

    /// Carries over what the gates know: thresholds of time.
    pub fn limit(&self, rules: &mut RuleSet) {
        let (windows, limits) = (&self.config.windows, &mut rules.thresholds.figures);
        let set = |limit: &mut i64, days: Option<u16>| *limit = days.map_or(*limit, i64::from);
        set(&mut limits.history_days, windows.history_days);
        set(&mut limits.match_days, windows.match_days);
        set(&mut limits.stale_days, windows.stale_days);
        limits.minutes = windows.minutes.unwrap_or(limits.minutes);
    }

    /// The engine's options.
    pub fn options(&self, rules: &RuleSet) -> Options {
        let config = &self.config;
        let mut options = Options {
            lang: config.lang.and_then(|choice| choice.0),
            select: config.select.clone().unwrap_or_default(),
            ignore: config.ignore.clone().unwrap_or_default(),
            min_confidence: config.min_confidence.map_or(0.0, |c| c.0),
            window: config.window,
            skip_same_source: config.skip_same_source.unwrap_or(false),
            within: config.within.unwrap_or(false),
            aliases: config.alias.clone(),
            outlets: config.outlets(),
            limits: self.limits(),
            ..Options::default()
        };
        for (id, rule) in &config.rules {
            if let Some(severity) = rule.severity {
                options.severities.insert(id.clone(), severity);
            }
            if rule.enabled == Some(false) {
                options.ignore.push(id.clone());
            }
        }
        // A selection names all that runs. Where there is one it stands; else one rule switched on
        // must not switch off the others.
        let on = |id: &str| config.rules.get(id).is_some_and(|rule| rule.enabled == Some(true));
        if options.select.is_empty() && rules.conflicts.iter().any(|r| !r.default && on(&r.id)) {
            let run = rules.conflicts.iter().filter(|r| r.default || on(&r.id));
            options.select = run.map(|r| r.id.clone()).collect();
        }
        options
    }
}

/// Reads one file and all that it extends. `chain` holds the files that lead here, each with its
/// name for messages.
fn read(path: &Path, shown: &str, text: &str, chain: &mut Vec<(PathBuf, String)>) -> Result<Settings> {
    let mut config: Config = parse(shown, text)?;
    // A path in the file starts from the file, wherever the program is started.
    let folder = path.parent().unwrap_or(Path::new(""));
    let from_here = |path: PathBuf| self::shown(&folder.join(path));
    config.rules_dir = config.rules_dir.map(from_here);
    config.baseline = config.baseline.map(from_here);
    let extend = std::mem::take(&mut config.extend);
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let below = real.parent().unwrap_or(Path::new("")).to_path_buf();
    let origins = places(shown, text);
    let mut own = Settings { config, origins, files: vec![shown.to_owned()], ..Settings::default() };
    own.read_globs(&below)?;
    own.check_values()?;
    chain.push((real, shown.to_owned()));
    for base in extend.paths().iter().rev() {
        let wrong = |message: String| own.wrong(&["extend"], &message);
        let path = folder.join(base);
        let name = self::shown(&path).display().to_string();
        let text = files::text(&path).map_err(|e| wrong(format!("cannot read {name}: {e}")))?;
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        if let Some(at) = chain.iter().position(|(seen, _)| *seen == real) {
            let files: Vec<&str> = chain[at..].iter().map(|(_, name)| name.as_str()).collect();
            let files = [&files[..], &[chain[at].1.as_str()]].concat().join(" -> ");
            return Err(wrong(format!("files extend each other: {files}, expected an end")));
        }
        let farther = read(&path, &name, &text, chain)?;
        own.under(farther);
    }
    chain.pop();
    Ok(own)
}

impl Settings {
    /// Takes from `farther` what this does not say.
    fn under(&mut self, farther: Settings) {
        if self.walk.include.is_none() {
            self.walk.include = farther.walk.include;
        }
        if self.config.paths.exclude.is_none() {
            self.walk.exclude = farther.walk.exclude;
        }
        let before = self.config.suppress.len();
        for (mut key, origin) in farther.origins {
            // Suppressions add up: those of the farther file come after.
            if let [list, number, ..] = &mut key[..]
                && list == "suppress"
            {
                *number = (number.parse::<usize>().unwrap_or(0) + before).to_string();
            }
            self.origins.entry(key).or_insert(origin);
        }
        self.config.under(farther.config);
        self.suppressed.extend(farther.suppressed);
        for file in farther.files {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
    }

    fn read_globs(&mut self, folder: &Path) -> Result<()> {
        let glob = |pattern: &String, key: &[&str]| Glob::new(pattern, folder).map_err(|e| self.wrong(key, &e));
        let globs = |list: &Option<Vec<String>>, key: &str| {
            list.as_ref()
                .map(|list| list.iter().map(|p| glob(p, &["paths", key])).collect::<Result<Vec<_>>>())
                .transpose()
        };
        let paths = &self.config.paths;
        let walk = Walk {
            include: globs(&paths.include, "include")?,
            exclude: globs(&paths.exclude, "exclude")?.unwrap_or_default(),
        };
        let suppressed = self
            .config
            .suppress
            .iter()
            .enumerate()
            .map(|(n, s)| s.path.as_ref().map(|p| glob(p, &["suppress", &n.to_string(), "path"])).transpose());
        let suppressed = suppressed.collect::<Result<_>>()?;
        (self.walk, self.suppressed) = (walk, suppressed);
        Ok(())
    }

    /// Checks what the types do not say.
    fn check_values(&self) -> Result<()> {
        for (n, suppress) in self.config.suppress.iter().enumerate() {
            let n = n.to_string();
            let Suppress { finding, rule, source, path, reason, .. } = suppress;
            if [finding, rule, source, path].iter().all(|given| given.is_none()) {
                let message = "this suppression fits every finding, expected finding, rule, source or path";
                return Err(self.wrong(&["suppress", &n], message));
            }
            if reason.trim().is_empty() {
                return Err(self.wrong(&["suppress", &n, "reason"], "this reason is empty, expected why in a sentence"));
            }
            let hexadecimal = |id: &str| id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            if let Some(id) = finding.as_deref().filter(|id| id.len() < PREFIX || !hexadecimal(id)) {
                let message = format!("\"{id}\" begins no id, expected {PREFIX} or more of 0-9 and a-f");
                return Err(self.wrong(&["suppress", &n, "finding"], &message));
            }
        }
        for (name, source) in &self.config.sources {
            let is_host = |d: &str| d.contains('.') && !d.contains(['/', ':', '*', ' ']) && !d.starts_with('.');
            if let Some(domain) = source.domains.iter().flatten().find(|d| !is_host(d)) {
                let message = format!("\"{domain}\" is no domain, expected a host such as \"lefil.example\"");
                return Err(self.wrong(&["sources", name, "domains"], &message));
            }
        }
        Ok(())
    }
}

/// The place of every key of a file that is known to parse.
fn places(shown: &str, text: &str) -> BTreeMap<Key, Origin> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        walk(table.get_ref(), &Vec::new(), &mut found);
    }
    let lines = LineIndex::new(text);
    let place = |at: usize| {
        let place = lines.position(text, at);
        Origin::File { file: shown.to_owned(), line: place.line, column: place.column }
    };
    found.into_iter().map(|(key, at)| (key, place(at))).collect()
}

fn walk(table: &DeTable<'_>, path: &Key, out: &mut Vec<(Key, usize)>) {
    for (key, value) in table {
        let below = |name: &str| [&path[..], &[name.to_owned()]].concat();
        let own = below(key.get_ref());
        out.push((own.clone(), key.span().start));
        match value.get_ref() {
            DeValue::Table(inner) => walk(inner, &own, out),
            DeValue::Array(items) if path.is_empty() => {
                for (n, item) in items.iter().enumerate() {
                    let DeValue::Table(inner) = item.get_ref() else { continue };
                    let name = inner.get("name").and_then(|v| v.get_ref().as_str());
                    let number = n.to_string();
                    let own = [&own[..], &[name.unwrap_or(&number).to_owned()]].concat();
                    out.push((own.clone(), item.span().start));
                    walk(inner, &own, out);
                }
            }
            _ => {}
        }
    }
}

/// The nearest recoupe.toml at or above `start`, or the working folder where `start` is not there.
fn nearest_file(start: Option<&Path>) -> Option<PathBuf> {
    let start = start.and_then(|p| p.canonicalize().ok()).or_else(|| std::env::current_dir().ok())?;
    start.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The path from the working folder, where the file lies below it.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|dir| dir.canonicalize()).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_path_buf()
}
