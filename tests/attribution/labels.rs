//! The labels, with their words turned into bytes of the passage.

use recoupe::model::{Cue, Lang, Stance};
use serde::Deserialize;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Which part of the labels: `a` was written before the code was read, `b` after, `c` when those
/// two were met, `d` when those three were, `e` when those four were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Set {
    A,
    B,
    C,
    D,
    E,
}

/// A sentence or a few, and who says what in them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    pub set: Set,
    pub shape: String,
    pub text: String,
    #[serde(default)]
    pub says: Vec<Says>,
}

/// One attribution, as a reader sees it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    pub source: String,
    #[serde(default)]
    pub resolved: Vec<String>,
    pub cue: String,
    pub word: Cue,
    pub content: Vec<String>,
    pub stance: Stance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    passage: Vec<Passage>,
}

/// The root of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the labels of a language; the error says which words do not stand in their passage exactly
/// once.
pub fn read_passages(lang: Lang) -> Result<Vec<Passage>, String> {
    let path: PathBuf = root().join("fixtures").join(lang.code()).join("attribution.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let file: File = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    for passage in &file.passage {
        let wrong = |words: &str| format!("{}: {words:?} must stand once in {:?}", path.display(), passage.text);
        for says in &passage.says {
            if !passage.text.contains(&says.source) {
                return Err(wrong(&says.source));
            }
            for words in says.content.iter().chain([&says.cue]) {
                passage.only(words).ok_or_else(|| wrong(words))?;
            }
        }
    }
    Ok(file.passage)
}

impl Passage {
    /// Where `words` stand as whole words; `None` unless exactly once.
    pub fn only(&self, words: &str) -> Option<Range<usize>> {
        let whole = |&(at, found): &(usize, &str)| {
            let joins = |a: Option<char>, b: Option<char>| {
                a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
            };
            let (before, after) = (&self.text[..at], &self.text[at + found.len()..]);
            !joins(before.chars().next_back(), found.chars().next())
                && !joins(found.chars().next_back(), after.chars().next())
        };
        let mut found = self.text.match_indices(words).filter(whole);
        let first = found.next()?;
        found.next().is_none().then_some(first.0..first.0 + words.len())
    }
}
