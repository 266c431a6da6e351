//! `rules/<lang>/boilerplate.toml`: what stands on the pages of news sites and is not the article.

use super::source::Files;
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::text::fold;
use aho_corasick::AhoCorasick;
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A page and what must become of its lines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoilerplateExample {
    /// The page, lines and all.
    pub text: String,
    /// Stretches that the clean text must hold.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Stretches that it must not hold.
    #[serde(default)]
    pub drop: Vec<String>,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct BoilerplateFile {
    openers: Vec<String>,
    lines: Vec<String>,
    phrases: Vec<String>,
    hints: Vec<String>,
    ends: Vec<String>,
    lists: Vec<String>,
    sections: Vec<String>,
    example: Vec<BoilerplateExample>,
}

/// The rules of one language by which lines of a page are dropped. Case, diacritics and the spaces
/// before a colon do not count.
#[derive(Debug)]
pub struct Boilerplate {
    /// Written in capitals in the file: must be in capitals on the page.
    loud_openers: Vec<CompactString>,
    openers: Vec<CompactString>,
    lines: BTreeSet<CompactString>,
    phrases: AhoCorasick,
    hints: AhoCorasick,
    ends: BTreeSet<CompactString>,
    lists: BTreeSet<CompactString>,
    sections: BTreeSet<CompactString>,
    /// The file's own proof.
    pub examples: Vec<BoilerplateExample>,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// As one that leads elsewhere, beyond doubt: in capitals, or with a colon.
    Certain,
    /// As one that leads elsewhere, if it is no sentence: *Read more about the port*.
    Likely,
}

impl Boilerplate {
    /// Reads and checks the file of `lang`. A file with rules but without an example that keeps
    /// something and one that drops something is an error.
    pub(super) fn load(files: &Files, lang: Lang) -> Result<Self> {
        let name = format!("{lang}/boilerplate.toml");
        let file: BoilerplateFile = files.read(&name)?;
        let lists = [&file.openers, &file.lines, &file.phrases, &file.hints, &file.ends, &file.lists, &file.sections];
        let fail =
            |message: &str| Error::Data { path: files.shown(&name), line: 1, column: 1, message: message.to_owned() };
        if lists.iter().any(|list| !list.is_empty()) {
            for (missing, key) in [
                (file.example.iter().all(|e| e.drop.is_empty()), "drop"),
                (file.example.iter().all(|e| e.keep.is_empty()), "keep"),
            ] {
                if missing {
                    return Err(fail(&format!("no example has \"{key}\", expected at least one [[example]] with it")));
                }
            }
        }
        if lists.iter().any(|list| list.iter().any(|entry| fold_line(entry).is_empty())) {
            return Err(fail("an entry is empty, expected words"));
        }
        let matcher = |list: &[String]| {
            AhoCorasick::new(list.iter().map(|p| fold_line(p).into_string()))
                .map_err(|_| fail("the phrases are too many or too long"))
        };
        let set = |list: &[String]| list.iter().map(|l| key(l)).collect();
        let (loud, quiet): (Vec<&String>, Vec<&String>) =
            file.openers.iter().partition(|o| !o.contains(char::is_lowercase));
        Ok(Self {
            loud_openers: loud.into_iter().map(|o| squeeze(o)).collect(),
            openers: quiet.into_iter().map(|o| fold_line(o)).collect(),
            lines: set(&file.lines),
            phrases: matcher(&file.phrases)?,
            hints: matcher(&file.hints)?,
            ends: set(&file.ends),
            lists: set(&file.lists),
            sections: set(&file.sections),
            examples: file.example,
        })
    }

    /// How `line` begins, where it begins as one that leads elsewhere.
    pub fn opening(&self, line: &str) -> Option<Opening> {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let line = line.char_indices().nth(200).map_or(line, |(at, _)| &line[..at]);
        let (exact, folded) = (squeeze(line), fold_line(line));
        let begins = |text: &str, opener: &str| {
            text.strip_prefix(opener).is_some_and(|rest| {
                !opener.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
            })
        };
        if self.loud_openers.iter().any(|o| begins(&exact, o)) {
            return Some(Opening::Certain);
        }
        let opener = self.openers.iter().find(|o| begins(&folded, o))?;
        let colon = opener.ends_with(':') || folded[opener.len()..].trim_start().starts_with(':');
        Some(if colon { Opening::Certain } else { Opening::Likely })
    }

    /// True when the whole of `line` is boilerplate.
    pub fn is_line(&self, line: &str) -> bool {
        self.lines.contains(&key(line))
    }

    /// True when `text` holds a phrase that no article has.
    pub fn has_phrase(&self, text: &str) -> bool {
        self.phrases.is_match(fold_line(text).as_str())
    }

    /// True when `text` holds a phrase that makes boilerplate of what is no sentence.
    pub fn has_hint(&self, text: &str) -> bool {
        self.hints.is_match(fold_line(text).as_str())
    }

    /// True when the article is over at `line`.
    pub fn is_end(&self, line: &str) -> bool {
        self.ends.contains(&key(line))
    }

    /// True when `line` is the head of a list of links.
    pub fn is_list(&self, line: &str) -> bool {
        self.lists.contains(&key(line))
    }

    /// True when `line` is the name of a section of a newspaper.
    pub fn is_section(&self, line: &str) -> bool {
        self.sections.contains(&key(line))
    }
}

/// White space as single spaces, none before a colon.
fn squeeze(text: &str) -> CompactString {
    let mut out = CompactString::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() && !word.starts_with(':') {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn fold_line(text: &str) -> CompactString {
    fold(&squeeze(text))
}

/// What two lines share that say the same: digits, marks and spaces at both ends do not count.
fn key(line: &str) -> CompactString {
    // No entry is nearly that long.
    let line = line.trim();
    if line.len() > 200 {
        return CompactString::default();
    }
    fold_line(line.trim_matches(|c: char| !c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    fn with(text: &str) -> Result<Boilerplate> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("fr")).unwrap();
        std::fs::write(folder.path().join("fr/boilerplate.toml"), text).unwrap();
        let mut files = Files::embedded();
        files.overlay(folder.path())?;
        RuleSet::load(&files)?;
        Boilerplate::load(&files, Lang::Fr)
    }

    #[test]
    fn rules_without_proof_do_not_load() {
        let message = with("lines = [\"Partager\"]").unwrap_err().to_string();
        assert!(message.contains("boilerplate.toml:1:1: no example has \"drop\""), "{message}");
        let message =
            with("lines = [\"Partager\"]\n[[example]]\ntext = \"Partager\"\ndrop = [\"Partager\"]").unwrap_err();
        assert!(message.to_string().contains("no example has \"keep\""), "{message}");
        let message = with("line = [\"Partager\"]").unwrap_err().to_string();
        assert!(message.contains("boilerplate.toml:1:1: unknown field \"line\""), "{message}");
        assert!(with("").is_ok());
    }

    #[test]
    fn openers_in_capitals_are_loud() {
        let proof = "\n[[example]]\ntext = \"x\"\nkeep = [\"x\"]\n[[example]]\ntext = \"x\"\ndrop = [\"y\"]";
        let rules = with(&format!("openers = [\"READ\", \"MORE:\", \"Lire aussi\"]{proof}")).unwrap();
        assert_eq!(rules.opening("READ  Le port"), Some(Opening::Certain));
        assert_eq!(rules.opening("Read the report"), None);
        assert_eq!(rules.opening("MORE : Le port"), Some(Opening::Certain));
        assert_eq!(rules.opening("MORE than ever"), None);
        assert_eq!(rules.opening("> LIRE AUSSI : le port"), Some(Opening::Certain));
        assert_eq!(rules.opening("Lire aussi le port"), Some(Opening::Likely));
        assert_eq!(rules.opening("Lire aussitôt"), None);
    }
}
