//! `rules/units.toml`: units with their dimension and factor; `rules/<lang>/units.toml`: what a
//! language calls them, and how it tells ages from lengths of time.

use super::numbers::proven;
use super::numbers_file::ReadingExample;
use super::phrases::Phrases;
use crate::error::{Error, Result};
use crate::model::Unit;
use crate::text::{Clitics, Map, Set, tokenize};
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One unit of `rules/units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    /// Its name in output.
    pub name: String,
    /// What it measures.
    pub dimension: String,
    /// Stated value × factor + offset is the value in the base unit.
    #[serde(default = "one")]
    pub factor: f64,
    /// See `factor`.
    #[serde(default)]
    pub offset: f64,
    /// Symbols after the number, in any language, case kept.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Symbols before the number: `$`.
    #[serde(default)]
    pub prefixes: Vec<String>,
}

fn one() -> f64 {
    1.0
}

/// `rules/units.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitsFile {
    /// The units.
    pub unit: Vec<UnitEntry>,
    /// Proof.
    pub example: Vec<ConversionExample>,
}

/// A value and what it must be in the base unit of its dimension, to a relative 1e-6.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConversionExample {
    /// Stated value.
    pub value: f64,
    /// Name of the stated unit.
    pub unit: String,
    /// The value in the base unit.
    pub base: f64,
}

/// All units, by name and symbol.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    names: Map<CompactString, usize>,
    /// Symbols by their first token, longest first.
    symbols: Map<CompactString, Vec<(Vec<CompactString>, usize)>>,
    /// Symbols before a number by their last token, longest first.
    prefixes: Map<CompactString, Vec<(Vec<CompactString>, usize)>>,
}

fn pieces(symbol: &str) -> Vec<CompactString> {
    let mut tokens = Vec::new();
    tokenize(symbol, 0, &Clitics::default(), &mut tokens);
    tokens.iter().map(|t| t.span.of(symbol).into()).collect()
}

impl Units {
    /// Prepares the file for lookup. The error names a unit that is declared twice or converts
    /// otherwise than an example says.
    pub fn new(shown: &str, file: UnitsFile) -> Result<Self> {
        proven(shown, file.example.len())?;
        let mut units = Self::default();
        let wrong = |message| Error::Data { path: shown.to_owned(), line: 1, column: 1, message };
        for entry in file.unit {
            let at = units.units.len();
            if units.names.insert(entry.name.as_str().into(), at).is_some() {
                return Err(wrong(format!(
                    "the unit \"{}\" is declared twice, expected one entry for each",
                    entry.name
                )));
            }
            for (list, map, last) in
                [(&entry.symbols, &mut units.symbols, false), (&entry.prefixes, &mut units.prefixes, true)]
            {
                for symbol in list {
                    let tokens = pieces(symbol);
                    let key = if last { tokens.last() } else { tokens.first() };
                    if let Some(key) = key {
                        let entries = map.entry(key.clone()).or_default();
                        entries.push((tokens, at));
                        entries.sort_by_key(|(t, _)| std::cmp::Reverse(t.len()));
                    }
                }
            }
            units.units.push(Unit {
                name: entry.name.into(),
                dimension: entry.dimension.into(),
                factor: entry.factor,
                offset: entry.offset,
            });
        }
        for example in &file.example {
            let base = units.named(&example.unit).map(|u| example.value * u.factor + u.offset);
            if base.is_none_or(|b| (b - example.base).abs() > 1e-6 * b.abs()) {
                return Err(wrong(format!(
                    "the example {} {} converts to {base:?}, expected {}",
                    example.value, example.unit, example.base
                )));
            }
        }
        Ok(units)
    }

    /// The unit with this name.
    pub fn named(&self, name: &str) -> Option<&Unit> {
        self.names.get(name).map(|&at| &self.units[at])
    }

    /// The unit whose symbol begins with the token `text(0)`, with its number of tokens.
    pub fn symbol<'a>(&self, text: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &Unit)> {
        let entries = self.symbols.get(text(0)?)?;
        entries
            .iter()
            .find(|(tokens, _)| tokens.iter().enumerate().skip(1).all(|(k, t)| text(k) == Some(t.as_str())))
            .map(|(tokens, at)| (tokens.len(), &self.units[*at]))
    }

    /// The unit whose prefix symbol ends with the token `text(0)`; `text(k)` is the k-th token to
    /// the left.
    pub fn prefix<'a>(&self, text: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &Unit)> {
        let entries = self.prefixes.get(text(0)?)?;
        entries
            .iter()
            .find(|(tokens, _)| tokens.iter().rev().enumerate().skip(1).all(|(k, t)| text(k) == Some(t.as_str())))
            .map(|(tokens, at)| (tokens.len(), &self.units[*at]))
    }
}

/// `rules/<lang>/units.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitWordsFile {
    /// Unit name → what the language calls it.
    pub words: BTreeMap<String, Vec<String>>,
    /// Words that may stand between a number and its unit: *de* in *3 millions d'euros*.
    pub link: Vec<String>,
    /// Phrases before a number of years that make it an age: *âgé de*.
    pub age_before: Vec<String>,
    /// Phrases after the unit that make it an age: *old*.
    pub age_after: Vec<String>,
    /// Phrases before it that make it a length of time: *pendant, depuis*.
    pub duration_before: Vec<String>,
    /// Phrases after it that make it a length of time: *de prison, plus tard*.
    pub duration_after: Vec<String>,
    /// Words of which a bare number of years is an age, right before it: *a* in *a 24 ans*, or a
    /// comma.
    pub age_verbs: Vec<String>,
    /// Prepositions before an age that follows a noun: *de* in *un homme de 24 ans*.
    pub age_of: Vec<String>,
    /// Ages are also written without a unit: *Ana Robles, 42, …*.
    pub bare_ages: bool,
    /// Lowest age that such a noun may have; below, only `age_before` makes it one.
    pub age_from: f64,
    /// Nouns of things that last; before *de 3 ans* they make it a length of time: *contrat*.
    pub lasting: Vec<String>,
    /// Unit name → what its words mean near other words: *pounds* that are paid.
    pub ambiguous: BTreeMap<String, AmbiguousFile>,
    /// What a length may be the length of.
    pub extent: Vec<ExtentFile>,
    /// How it says how many people live in a place.
    pub population: PopulationFile,
    /// Proof.
    pub example: Vec<ReadingExample>,
}

/// A unit whose word is also that of another, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AmbiguousFile {
    /// The other unit.
    pub unit: String,
    /// Words of the sentence that make it the other; the nearest of these and `not_near` decides.
    pub near: Vec<String>,
    /// Words that keep it what it is.
    pub not_near: Vec<String>,
    /// From this number on it is the other where no word decides.
    pub from: Option<f64>,
    /// Below this number the word is no unit: *3 won medals*.
    pub least: f64,
}

/// An extent of things, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtentFile {
    /// Its name, one in all languages.
    pub attribute: String,
    /// Stated value × factor is the attribute's value: 2 for a radius, whose attribute is a width.
    #[serde(default = "one")]
    pub factor: f64,
    /// Words and phrases for it, as they stand before or behind the length: *a width of, wide*.
    pub words: Vec<String>,
}

/// How a language says how many people live in a place, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PopulationFile {
    /// Those who live there: *inhabitants, people*.
    pub people: Vec<String>,
    /// Nouns for all of them: *population*.
    pub nouns: Vec<String>,
    /// Verbs that people do there: *live*.
    pub live: Vec<String>,
    /// Verbs that a place does with its people: *has, compte*.
    pub have: Vec<String>,
    /// Sort of place → its nouns: *city, town*.
    pub places: BTreeMap<String, Vec<String>>,
}

/// See [`PopulationFile`].
#[derive(Debug, Default)]
pub struct Population {
    /// See [`PopulationFile`].
    pub people: Set<CompactString>,
    /// See [`PopulationFile`].
    pub nouns: Set<CompactString>,
    /// See [`PopulationFile`].
    pub live: Set<CompactString>,
    /// See [`PopulationFile`].
    pub have: Set<CompactString>,
    /// Noun → sort of place.
    pub places: Map<CompactString, CompactString>,
}

/// An extent of things: width, depth.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// Its name, one in all languages.
    pub attribute: CompactString,
    /// Stated value × factor is the attribute's value.
    pub factor: f64,
}

/// See [`AmbiguousFile`].
#[derive(Debug)]
pub struct Ambiguous {
    /// The other unit.
    pub unit: CompactString,
    /// Word → whether it makes it the other.
    pub cues: Map<CompactString, bool>,
    /// See [`AmbiguousFile`].
    pub from: f64,
    /// See [`AmbiguousFile`].
    pub least: f64,
}

/// What a language calls units.
#[derive(Debug, Default)]
pub struct UnitWords {
    /// Phrase → unit name.
    pub words: Phrases<CompactString>,
    /// See [`UnitWordsFile`].
    pub link: Set<CompactString>,
    /// See [`UnitWordsFile`].
    pub age_before: Phrases<()>,
    /// See [`UnitWordsFile`].
    pub age_after: Phrases<()>,
    /// See [`UnitWordsFile`].
    pub duration_before: Phrases<()>,
    /// See [`UnitWordsFile`].
    pub duration_after: Phrases<()>,
    /// See [`UnitWordsFile`].
    pub age_verbs: Set<CompactString>,
    /// See [`UnitWordsFile`].
    pub age_of: Set<CompactString>,
    /// See [`UnitWordsFile`].
    pub bare_ages: bool,
    /// See [`UnitWordsFile`].
    pub age_from: f64,
    /// See [`UnitWordsFile`].
    pub lasting: Set<CompactString>,
    /// See [`UnitWordsFile`].
    pub ambiguous: Map<CompactString, Ambiguous>,
    /// Words and phrases → which extent of a thing a length beside them is.
    pub extents: Phrases<Extent>,
    /// How it says how many people live in a place.
    pub population: Population,
    /// Proof.
    pub examples: Vec<ReadingExample>,
}

impl UnitWords {
    /// Prepares the file for lookup. The error names a unit that `rules/units.toml` lacks, or says
    /// that the file proves nothing.
    pub fn new(shown: &str, file: UnitWordsFile, units: &Units, clitics: &Clitics) -> Result<Self> {
        proven(shown, file.example.len())?;
        let set = |list: &[String]| list.iter().map(|w| super::phrases::normal(w)).collect();
        let mut out = Self {
            link: set(&file.link),
            age_verbs: set(&file.age_verbs),
            age_of: set(&file.age_of),
            bare_ages: file.bare_ages,
            age_from: file.age_from,
            lasting: set(&file.lasting),
            population: Population {
                people: set(&file.population.people),
                nouns: set(&file.population.nouns),
                live: set(&file.population.live),
                have: set(&file.population.have),
                places: (file.population.places.iter())
                    .flat_map(|(sort, nouns)| nouns.iter().map(|n| (super::phrases::normal(n), sort.as_str().into())))
                    .collect(),
            },
            ..Self::default()
        };
        let known = |name: &str| match units.named(name) {
            Some(_) => Ok(()),
            None => Err(Error::Data {
                path: shown.to_owned(),
                line: 1,
                column: 1,
                message: format!("unknown unit \"{name}\", expected a name from rules/units.toml"),
            }),
        };
        for (name, other) in &file.ambiguous {
            known(name)?;
            known(&other.unit)?;
            let cue = |list: &[String], other: bool| -> Vec<_> {
                list.iter().map(|w| (super::phrases::normal(w), other)).collect()
            };
            let cues = cue(&other.near, true).into_iter().chain(cue(&other.not_near, false)).collect();
            let from = other.from.unwrap_or(f64::INFINITY);
            let words = Ambiguous { unit: other.unit.as_str().into(), cues, from, least: other.least };
            out.ambiguous.insert(name.as_str().into(), words);
        }
        for (name, words) in &file.words {
            known(name)?;
            for word in words {
                out.words.add(word, clitics, name.as_str().into());
            }
        }
        for entry in &file.extent {
            let extent = Extent { attribute: entry.attribute.as_str().into(), factor: entry.factor };
            for word in &entry.words {
                out.extents.add(word, clitics, extent.clone());
            }
        }
        for (list, target) in [
            (&file.age_before, &mut out.age_before),
            (&file.age_after, &mut out.age_after),
            (&file.duration_before, &mut out.duration_before),
            (&file.duration_after, &mut out.duration_after),
        ] {
            for text in list {
                target.add(text, clitics, ());
            }
        }
        out.examples = file.example;
        Ok(out)
    }
}
