//! Stories: the articles of a folder under `fixtures/`, and the labels that people gave them.
//!
//! In: `fixtures/<lang>/<story>/`. Out: [`Story`], with every label's words turned into bytes of a
//! file. It refuses unknown keys, and words that a file does not hold exactly once.

use recoupe::model::{Kind, Lang};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// `story.toml`, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryFile {
    /// What the story is, for people.
    pub title: String,
    /// The language of its articles, and the folder that it stands in.
    pub lang: Lang,
    /// Conflicts that a reader sees.
    #[serde(default)]
    pub conflict: Vec<Label>,
    /// Findings that are no conflicts: later figures, look-alikes told together, …
    #[serde(default)]
    pub note: Vec<Label>,
    /// Traps: look-alikes that are no conflicts.
    #[serde(default)]
    pub silent: Vec<Trap>,
}

/// Something that ought to be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Labels with one name are one conflict, told in several places.
    pub name: String,
    /// Any of these is right.
    pub kinds: Vec<Kind>,
    /// Two or more.
    pub sides: Vec<SideLabel>,
    /// May be told, need not be.
    #[serde(default)]
    pub optional: bool,
    /// A true one that no rule finds yet: right when told, not missed when not.
    #[serde(default)]
    pub later: bool,
}

/// Something that must not be told as a conflict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// Why it is none.
    pub why: String,
    /// Two or more.
    pub sides: Vec<SideLabel>,
}

/// One side of a label.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideLabel {
    /// The article's file name without its extension.
    pub article: String,
    /// Words that stand in that file exactly once.
    pub words: String,
    /// Sides of one group say the same; each side is its own group where none is given.
    pub group: Option<usize>,
}

/// Bytes of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Place {
    /// Whether both have a byte in common.
    pub fn overlaps(&self, other: &Place) -> bool {
        self.article == other.article && self.start < other.end && other.start < self.end
    }
}

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Missed when not found.
    Must,
    /// Right when found, not missed otherwise.
    Later,
    /// Counts neither way.
    Optional,
    /// False when told as a conflict.
    Trap,
}

/// Two places that a label sets against each other.
#[derive(Debug, Clone)]
pub struct Target {
    /// The label's name, or a trap's reason.
    pub name: String,
    /// Any of these is right; none for a trap.
    pub kinds: Vec<Kind>,
    /// What is asked for.
    pub role: Role,
    /// Both places, of different articles.
    pub places: [Place; 2],
    /// For messages.
    pub shown: String,
}

/// Whether a kind tells of something that is no conflict.
pub fn is_note(kind: Kind) -> bool {
    matches!(kind, Kind::Context | Kind::Update | Kind::Certainty | Kind::Identity | Kind::Omission)
}

/// An article's file.
#[derive(Debug)]
pub struct ArticleFile {
    /// From the package's root, with `/`: the same on every machine.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// A story, read.
#[derive(Debug)]
pub struct Story {
    /// `fr/pegasus`.
    pub key: String,
    /// Where it is.
    pub folder: PathBuf,
    /// By file name without extension.
    pub articles: BTreeMap<String, ArticleFile>,
    /// Its labels.
    pub labels: StoryFile,
}

/// The package's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text, or a sentence that says which file cannot be read.
pub fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: cannot be read: {e}", path.display()))
}

fn folders(path: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(path).map_err(|e| format!("{}: cannot be listed: {e}", path.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    found.sort();
    Ok(found)
}

/// Keys of all stories, sorted: each folder `fixtures/<lang>/<story>`.
pub fn keys() -> Result<Vec<String>, String> {
    let mut keys = Vec::new();
    for lang in folders(&root().join("fixtures"))?.iter().filter(|p| p.is_dir()) {
        for story in folders(lang)?.iter().filter(|p| p.is_dir()) {
            let name = |p: &Path| p.file_name().unwrap_or_default().to_string_lossy().into_owned();
            keys.push(format!("{}/{}", name(lang), name(story)));
        }
    }
    Ok(keys)
}

impl Story {
    /// Reads the folder of `key`.
    pub fn read(key: &str) -> Result<Self, String> {
        let folder = root().join("fixtures").join(key);
        let path = folder.join("story.toml");
        let labels: StoryFile = toml::from_str(&text_of(&path)?).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut articles = BTreeMap::new();
        for path in folders(&folder)? {
            if !path.extension().is_some_and(|e| e == "md" || e == "txt") {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let file = ArticleFile { path: format!("fixtures/{key}/{name}"), text: text_of(&path)? };
            if articles.insert(stem.clone(), file).is_some() {
                return Err(format!("fixtures/{key}: two articles are called {stem}; labels could mean either"));
            }
        }
        Ok(Self { key: key.into(), folder, articles, labels })
    }

    fn place(&self, side: &SideLabel) -> Result<Place, String> {
        let key = &self.key;
        let Some(file) = self.articles.get(&side.article) else {
            return Err(format!("{key}/story.toml: there is no article \"{}\" beside it", side.article));
        };
        let mut at = file.text.match_indices(&side.words);
        let (Some((start, _)), false) = (at.next(), side.words.is_empty()) else {
            return Err(format!("{key}/story.toml: {} does not hold the words \"{}\"", file.path, side.words));
        };
        if at.next().is_some() {
            return Err(format!(
                "{key}/story.toml: {} holds the words \"{}\" more than once; quote more of them",
                file.path, side.words
            ));
        }
        Ok(Place { article: side.article.clone(), start, end: start + side.words.len() })
    }

    fn pairs(
        &self,
        name: &str,
        kinds: &[Kind],
        role: Role,
        sides: &[SideLabel],
        out: &mut Vec<Target>,
    ) -> Result<(), String> {
        let places: Vec<Place> = sides.iter().map(|s| self.place(s)).collect::<Result<_, _>>()?;
        let before = out.len();
        for (i, left) in sides.iter().enumerate() {
            for (j, right) in sides.iter().enumerate().skip(i + 1) {
                if left.article == right.article || left.group.is_some() && left.group == right.group {
                    continue;
                }
                let shown = format!("{}:\"{}\" / {}:\"{}\"", left.article, left.words, right.article, right.words);
                let places = [places[i].clone(), places[j].clone()];
                out.push(Target { name: name.into(), kinds: kinds.to_vec(), role, places, shown });
            }
        }
        if out.len() == before {
            return Err(format!(
                "{}/story.toml: \"{name}\" sets nothing against anything; give two sides of different articles and groups",
                self.key
            ));
        }
        Ok(())
    }

    /// What the labels ask for, pair by pair. The error names the first label that is wrong.
    pub fn targets(&self) -> Result<Vec<Target>, String> {
        let mut out = Vec::new();
        for (labels, notes) in [(&self.labels.conflict, false), (&self.labels.note, true)] {
            for label in labels {
                if label.kinds.is_empty() || label.kinds.iter().any(|&k| is_note(k) != notes) {
                    let table = if notes { "note" } else { "conflict" };
                    return Err(format!(
                        "{}/story.toml: \"{}\" has kinds {:?}, which do not belong in [[{table}]]",
                        self.key, label.name, label.kinds
                    ));
                }
                let role = match (label.optional, label.later) {
                    (true, _) => Role::Optional,
                    (false, true) => Role::Later,
                    (false, false) => Role::Must,
                };
                self.pairs(&label.name, &label.kinds, role, &label.sides, &mut out)?;
            }
        }
        for trap in &self.labels.silent {
            self.pairs(&trap.why, &[], Role::Trap, &trap.sides, &mut out)?;
        }
        Ok(out)
    }

    /// Whether all is as `fixtures/README.md` says.
    pub fn check(&self) -> Result<(), String> {
        let lang = self.labels.lang.to_string();
        if !self.key.starts_with(&format!("{lang}/")) {
            return Err(format!("{}/story.toml: lang is {lang}; the story belongs in fixtures/{lang}/", self.key));
        }
        if self.labels.title.trim().is_empty() || self.articles.len() < 2 {
            return Err(format!("{}: a story needs a title and two articles or more", self.key));
        }
        self.targets().map(|_| ())
    }
}
