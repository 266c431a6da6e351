//! `rules/concepts.toml` and `rules/<lang>/measures.toml`: language-neutral names for what news
//! counts and does, and the words of each language for them.
//!
//! A concept joins true synonyms: a claim in one of its words is a claim in the others. It sharpens
//! the comparison and is never needed for it: words of no concept meet by their roots.

use super::source::{Files, located, parse};
use crate::error::{Error, Result};
use crate::model::Term;
use crate::text::Set;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The mark in front of a concept's name in a [`Term`].
const MARK: char = '=';

/// What is known of a concept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Concept {
    grows: bool,
    once: bool,
    once_to: bool,
    tally: bool,
    directed: bool,
    group: Option<String>,
}

/// Opposite things to be or to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Its name, as rules and explanations use it.
    pub name: String,
    /// Names of concepts; what stands on one side excludes what stands on another.
    pub sides: Vec<Vec<String>>,
    /// What people are on one occasion: nobody is on two sides, but one is beside the other.
    #[serde(default)]
    pub people: bool,
}

impl Axis {
    fn side(&self, concept: &str) -> Option<usize> {
        self.sides.iter().position(|side| side.iter().any(|c| c == concept))
    }
}

/// The concepts, whatever the language.
#[derive(Debug, Clone, Default)]
pub struct Concepts {
    concepts: BTreeMap<String, Concept>,
    axes: Vec<Axis>,
}

impl Concepts {
    /// Reads and checks `concepts.toml`.
    pub(super) fn load(files: &Files) -> Result<Self> {
        Self::parse(&files.shown("concepts.toml"), files.text("concepts.toml"))
    }

    fn parse(shown: &str, text: &str) -> Result<Self> {
        let file: ConceptsFile = parse(shown, text)?;
        let mut out = Self::default();
        let named = |file: Vec<Spanned<ConceptFile>>| file.into_iter().map(|c| (c.span().start, c.into_inner()));
        for (at, concept) in named(file.measure).chain(named(file.act)) {
            let known = Concept {
                grows: concept.grows,
                once: concept.once,
                once_to: concept.once_to,
                tally: concept.tally,
                directed: concept.directed,
                group: concept.group,
            };
            if out.concepts.insert(concept.name.clone(), known).is_some() {
                return Err(located(shown, text, at, &format!("the concept \"{}\" stands here twice", concept.name)));
            }
        }
        for axis in file.axis {
            let at = axis.span().start;
            let axis = axis.into_inner();
            out.check_axis(&axis).map_err(|e| located(shown, text, at, &e))?;
            out.axes.push(axis);
        }
        Ok(out)
    }

    fn check_axis(&self, axis: &Axis) -> std::result::Result<(), String> {
        if axis.sides.len() < 2 || axis.sides.iter().any(Vec::is_empty) {
            return Err(format!("the axis \"{}\" needs two sides or more, with a concept on each", axis.name));
        }
        let mut seen = Set::default();
        for concept in axis.sides.iter().flatten() {
            if !self.concepts.contains_key(concept) {
                return Err(format!(
                    "the axis \"{}\" names the concept \"{concept}\", which is no [[measure]] or [[act]] of this file",
                    axis.name
                ));
            }
            if !seen.insert(concept) {
                return Err(format!("the axis \"{}\" names the concept \"{concept}\" twice", axis.name));
            }
        }
        if self.axis(&axis.name).is_some() {
            return Err(format!("the axis \"{}\" stands here twice", axis.name));
        }
        Ok(())
    }

    /// True when `term` happens once to one thing (born, signed, built), so that two dates of it
    /// conflict.
    pub fn once(&self, term: &Term) -> bool {
        self.get(term).is_some_and(|c| c.once)
    }

    /// True when `term` happens once to one thing, though one doer may do it to many (launched,
    /// released): two dates conflict where more than the doer is the same.
    pub fn once_to(&self, term: &Term) -> bool {
        self.get(term).is_some_and(|c| c.once_to)
    }

    /// True when `term` is done by one to another who has not done it to him (bought, won).
    pub fn directed(&self, term: &Term) -> bool {
        self.get(term).is_some_and(|c| c.directed)
    }

    /// True when a count of `term` only grows while a story lasts (dead, arrested, evacuated).
    pub fn grows(&self, term: &Term) -> bool {
        self.get(term).is_some_and(|c| c.grows)
    }

    /// True when a count of `term` is the result of one ballot or match (votes).
    pub fn tally(&self, term: &Term) -> bool {
        self.get(term).is_some_and(|c| c.tally)
    }

    /// The group of `term`: concepts of one group are counted side by side (dead, injured).
    pub fn group(&self, term: &Term) -> Option<&str> {
        self.get(term)?.group.as_deref()
    }

    /// The name of the first axis of things to be or to do on which the two stand on different sides.
    pub fn opposite(&self, left: &Term, right: &Term) -> Option<&str> {
        self.apart(left, right, false)
    }

    /// True when `term` stands on an axis of things to be or to do.
    pub fn has_opposite(&self, term: &Term) -> bool {
        let Some(name) = term.strip_prefix(MARK) else { return false };
        self.axes.iter().any(|axis| !axis.people && axis.side(name).is_some())
    }

    /// The name of the first axis of people on which the two stand on different sides.
    pub fn other_role(&self, left: &Term, right: &Term) -> Option<&str> {
        self.apart(left, right, true)
    }

    fn apart(&self, left: &Term, right: &Term, people: bool) -> Option<&str> {
        let (left, right) = (left.strip_prefix(MARK)?, right.strip_prefix(MARK)?);
        let apart = |axis: &&Axis| match (axis.side(left), axis.side(right)) {
            (Some(a), Some(b)) => a != b && axis.people == people,
            _ => false,
        };
        self.axes.iter().find(apart).map(|axis| axis.name.as_str())
    }

    /// True when `name`, without its mark, is a concept.
    pub fn contains(&self, name: &str) -> bool {
        self.concepts.contains_key(name)
    }

    /// Names of the concepts, without their mark, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.concepts.keys().map(String::as_str)
    }

    /// The axis called `name`.
    pub fn axis(&self, name: &str) -> Option<&Axis> {
        self.axes.iter().find(|a| a.name == name)
    }

    /// Names of the axes, in the order of the file.
    pub fn axes(&self) -> impl Iterator<Item = &str> {
        self.axes.iter().map(|a| a.name.as_str())
    }

    fn get(&self, term: &Term) -> Option<&Concept> {
        self.concepts.get(term.strip_prefix(MARK)?)
    }

    /// The term of the concept `name`. The error is a sentence without the place.
    pub(super) fn term(&self, name: &str) -> std::result::Result<Term, String> {
        if self.contains(name) {
            Ok(compact_str::format_compact!("{MARK}{name}"))
        } else {
            Err(format!("unknown concept \"{name}\", expected a [[measure]] or [[act]] of rules/concepts.toml"))
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile {
    name: String,
    #[serde(default)]
    grows: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    once_to: bool,
    #[serde(default)]
    tally: bool,
    #[serde(default)]
    directed: bool,
    group: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ConceptsFile {
    measure: Vec<Spanned<ConceptFile>>,
    act: Vec<Spanned<ConceptFile>>,
    axis: Vec<Spanned<Axis>>,
}

/// An error of two words that would mean two things.
pub(super) fn ambiguous(shown: &str, text: &str, at: usize, words: [&str; 2], concepts: [&str; 2]) -> Error {
    let [first, second] = words;
    let what = if first == second {
        format!("the word \"{second}\" stands for")
    } else {
        format!("the words \"{first}\" and \"{second}\" have the same root and stand for")
    };
    let message = format!("{what} both \"{}\" and \"{}\", expected one concept", concepts[0], concepts[1]);
    located(shown, text, at, &message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[[measure]]
name = "dead"
grows = true
group = "casualty"
[[act]]
name = "acquit"
[[act]]
name = "convict"
[[axis]]
name = "verdict"
sides = [["acquit"], ["convict"]]
"#;

    fn error(text: &str) -> String {
        Concepts::parse("concepts.toml", text).expect_err("wrong on purpose").to_string()
    }

    #[test]
    fn terms_are_looked_up_by_their_mark() {
        let concepts = Concepts::parse("concepts.toml", TEXT).unwrap();
        assert!(concepts.grows(&"=dead".into()));
        assert!(!concepts.grows(&"dead".into()), "a root is no concept");
        assert_eq!(concepts.group(&"=dead".into()), Some("casualty"));
        assert_eq!(concepts.opposite(&"=convict".into(), &"=acquit".into()), Some("verdict"));
        assert_eq!(concepts.opposite(&"=convict".into(), &"=convict".into()), None);
        assert_eq!(concepts.term("dead").as_deref(), Ok("=dead"));
        assert!(concepts.term("ded").unwrap_err().contains("unknown concept \"ded\""));
    }

    #[test]
    fn an_axis_names_concepts_that_there_are() {
        assert!(error(&TEXT.replace("[\"convict\"]", "[\"convit\"]")).starts_with("concepts.toml:10:1: the axis"));
        assert!(error(&TEXT.replace(", [\"convict\"]", "")).contains("needs two sides"));
        assert!(error(&TEXT.replace("\"convict\"\n", "\"acquit\"\n")).contains("stands here twice"));
    }
}
