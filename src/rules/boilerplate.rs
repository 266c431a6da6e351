//! `rules/<lang>/boilerplate.toml`: what stands on the pages of news sites and is not the article.

use super::source::Files;
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::text::push_folded;
use aho_corasick::AhoCorasick;
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
    /// Written in capitals in the file: must be in capitals on the page. Folded, and as written.
    loud_openers: Vec<(String, String)>,
    openers: Vec<String>,
    lines: BTreeSet<String>,
    phrases: AhoCorasick,
    hints: AhoCorasick,
    ends: BTreeSet<String>,
    lists: BTreeSet<String>,
    sections: BTreeSet<String>,
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
            AhoCorasick::new(list.iter().map(|p| fold_line(p)))
                .map_err(|_| fail("the phrases are too many or too long"))
        };
        let set = |list: &[String]| list.iter().map(|l| bare(&fold_line(l)).to_owned()).collect();
        let (loud, quiet): (Vec<&String>, Vec<&String>) =
            file.openers.iter().partition(|o| !o.contains(char::is_lowercase));
        Ok(Self {
            loud_openers: loud.into_iter().map(|o| (fold_line(o), squeeze(o))).collect(),
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
    pub fn opening(&self, line: &Folded<'_>) -> Option<Opening> {
        let folded = line.folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let begins = |text: &str, opener: &str| {
            text.strip_prefix(opener).is_some_and(|rest| {
                !opener.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
            })
        };
        let loud = |(quiet, exact): &(String, String)| {
            begins(folded, quiet) && {
                let bare = line.line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
                begins(&squeeze(bare), exact)
            }
        };
        if self.loud_openers.iter().any(loud) {
            return Some(Opening::Certain);
        }
        let opener = self.openers.iter().find(|o| begins(folded, o))?;
        let colon = opener.ends_with(':') || folded[opener.len()..].trim_start().starts_with(':');
        Some(if colon { Opening::Certain } else { Opening::Likely })
    }

    /// True when the whole of `line` is boilerplate.
    pub fn is_line(&self, line: &Folded<'_>) -> bool {
        self.lines.contains(line.key())
    }

    /// True when the line holds a phrase that no article has.
    pub fn has_phrase(&self, line: &Folded<'_>) -> bool {
        self.phrases.is_match(&line.folded)
    }

    /// True when the line holds a phrase that makes boilerplate of what is no sentence.
    pub fn has_hint(&self, line: &Folded<'_>) -> bool {
        self.hints.is_match(&line.folded)
    }

    /// True when the article is over at `line`.
    pub fn is_end(&self, line: &Folded<'_>) -> bool {
        self.ends.contains(line.key())
    }

    /// True when `line` is the head of a list of links.
    pub fn is_list(&self, line: &Folded<'_>) -> bool {
        self.lists.contains(line.key())
    }

    /// True when `line` is the name of a section of a newspaper.
    pub fn is_section(&self, line: &Folded<'_>) -> bool {
        self.sections.contains(line.key())
    }
}

/// Longest line that a list may hold, in bytes.
const LONGEST_ENTRY: usize = 200;

/// A line as the rules compare it, made once for all of them.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    line: &'a str,
    folded: String,
}

impl<'a> Folded<'a> {
    /// `line` without case, diacritics and more than single spaces.
    pub fn new(line: &'a str) -> Self {
        Self { line, folded: fold_line(line) }
    }

    /// What two lines share that say the same: digits, marks and spaces at both ends do not count.
    /// Empty for a line longer than any that a list may hold.
    fn key(&self) -> &str {
        if self.folded.len() > LONGEST_ENTRY { "" } else { bare(&self.folded) }
    }
}

fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphabetic())
}

/// Single spaces, none before a colon. In clean lines there is no other white space.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() && !word.starts_with(':') {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Squeezed and folded.
fn fold_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at += 1;
        match byte {
            b' ' if out.is_empty() || out.ends_with(' ') => {}
            b':' => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push(':');
            }
            0..0x80 => out.push(char::from(byte.to_ascii_lowercase())),
            _ => {
                let Some(c) = text[at - 1..].chars().next() else { break };
                push_folded(c, &mut out);
                at += c.len_utf8() - 1;
            }
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
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
        assert_eq!(rules.opening(&Folded::new("READ  Le port")), Some(Opening::Certain));
        assert_eq!(rules.opening(&Folded::new("Read the report")), None);
        assert_eq!(rules.opening(&Folded::new("MORE : Le port")), Some(Opening::Certain));
        assert_eq!(rules.opening(&Folded::new("MORE than ever")), None);
        assert_eq!(rules.opening(&Folded::new("> LIRE AUSSI : le port")), Some(Opening::Certain));
        assert_eq!(rules.opening(&Folded::new("Lire aussi le port")), Some(Opening::Likely));
        assert_eq!(rules.opening(&Folded::new("Lire aussitôt")), None);
    }
}
