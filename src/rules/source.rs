//! Where rule files come from: the binary, and a folder of the user's own on top.

use crate::error::{Error, Result};
use crate::files;
use crate::model::Day;
use crate::text::nearest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

/// Rule files by their path below `rules/`.
#[derive(Debug, Clone)]
pub struct Files {
    files: BTreeMap<String, File>,
}

#[derive(Debug, Clone)]
struct File {
    /// As named in errors.
    shown: String,
    text: Cow<'static, str>,
}

impl Files {
    /// The files in the binary.
    pub fn embedded() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|&(name, text)| (name.to_owned(), File { shown: format!("rules/{name}"), text: Cow::Borrowed(text) }))
            .collect();
        Self { files }
    }

    /// Adds every `.toml` file below `folder`; one with the path of a file already there takes its
    /// place. Errors name the folder or file that cannot be read.
    pub fn overlay(&mut self, folder: &Path) -> Result<()> {
        let mut pending = vec![folder.to_path_buf()];
        let mut seen = BTreeSet::new();
        while let Some(dir) = pending.pop() {
            // A link may lead back to a folder above it.
            if !dir.canonicalize().map_or(true, |real| seen.insert(real)) {
                continue;
            }
            let entries = std::fs::read_dir(&dir).map_err(|e| Error::file(&dir, "read this folder of rules", &e))?;
            for entry in entries {
                let path = entry.map_err(|e| Error::file(&dir, "read this folder of rules", &e))?.path();
                if path.is_dir() {
                    pending.push(path);
                } else if path.extension().is_some_and(|e| e == "toml") {
                    let text = files::text(&path).map_err(|e| Error::file(&path, "read this rule file", &e))?;
                    let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    self.files.insert(name, File { shown: path.display().to_string(), text: Cow::Owned(text) });
                }
            }
        }
        Ok(())
    }

    /// Paths below `folder`, sorted.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(move |name| name.starts_with(folder))
    }

    /// The name to show for a file.
    pub fn shown(&self, name: &str) -> String {
        self.files.get(name).map_or_else(|| format!("rules/{name}"), |f| f.shown.clone())
    }

    /// The text of one file; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |f| f.text.as_ref())
    }

    /// Reads one file into `T`. Errors carry file, line and column; a file that is not there reads
    /// as an empty one, so that a language may leave out what it does not need.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        parse(&self.shown(name), self.text(name))
    }
}

/// Parses TOML; an error says file, line, column, what is wrong and what would be right.
pub fn parse<T: DeserializeOwned>(shown: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |s| s.start);
        located(shown, text, at, &with_nearest(&error.message().replace('`', "\"")))
    })
}

/// An error that names what is unknown and what is known, with the known name that may be meant.
fn with_nearest(message: &str) -> String {
    let named = ["unknown field ", "unknown variant "].into_iter().find_map(|what| message.strip_prefix(what));
    let Some((word, known)) = named.and_then(|rest| rest.split_once(", expected ")) else {
        return message.to_owned();
    };
    match nearest(word.trim_matches('"'), known.split('"').skip(1).step_by(2)) {
        Some(name) => format!("{message}; did you mean \"{name}\"?"),
        None => message.to_owned(),
    }
}

/// A day in a data file, as TOML's own date or in quotation marks.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Day>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

/// An error at byte `at` of a data file.
pub fn located(shown: &str, text: &str, at: usize, message: &str) -> Error {
    let place = crate::text::LineIndex::new(text).position(text, at);
    Error::Data { path: shown.to_owned(), line: place.line, column: place.column, message: message.to_owned() }
}

/// For tests: what is said where `from` of the built-in file stands as `to` in a folder of the user's,
/// which is called *mine*; nothing where that loads.
#[cfg(test)]
pub(super) fn error_of<T>(file: &str, from: &str, to: &str, load: impl Fn(&Files) -> Result<T>) -> String {
    let text = Files::embedded().text(file).to_owned();
    assert!(text.contains(from), "{from:?} does not stand in {file}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(file), text.replacen(from, to, 1)).unwrap();
    let mut files = Files::embedded();
    files.overlay(folder.path()).unwrap();
    let error = load(&files).err().map_or_else(String::new, |e| e.to_string());
    error.replace(&folder.path().display().to_string(), "mine")
}
