//! `rules/<lang>/attribution.toml`: how a language says who said what.

use super::language::Language;
use crate::model::{Cue, Term};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttributionFile {
    /// Verbs and nouns of saying, by what the source does. Any inflected form that the stemmer
    /// does not unite with another is listed.
    pub cues: BTreeMap<Cue, Vec<String>>,
    /// Forms that are cues only as they stand, not through their root.
    pub exact: BTreeMap<Cue, Vec<String>>,
    /// Prepositions that name a source: *selon, according to* (by their last word).
    pub according: Vec<String>,
    /// Verbs that deny only what points back or is a content of its own: *rejeter ces
    /// accusations*, but not *rejeter un texte*.
    pub rejecting: Vec<String>,
    /// Nouns that point back to something said: *accusations, allégations*.
    pub pointers: Vec<String>,
    /// Nouns that say that what they introduce is known: *révélation, preuve*.
    pub factive: Vec<String>,
    /// Sources that cannot be asked again: *une source proche, des témoins*.
    pub anonymous: Vec<String>,
    /// Phrases that say that a content is not shown, refuted or wrong, as word sequences.
    pub refuting: Vec<String>,
}

/// How a language says who said what, ready for lookup.
#[derive(Debug, Default)]
pub struct Attribution {
    cues: HashMap<Term, Cue>,
    exact: HashMap<String, Cue>,
    according: HashSet<String>,
    rejecting: HashSet<Term>,
    pointers: HashSet<Term>,
    factive: HashSet<Term>,
    anonymous: HashSet<Term>,
    /// Phrases of refutation, each as its words.
    pub refuting: Vec<Vec<String>>,
}

impl Attribution {
    /// Prepares the file's lists.
    pub fn new(file: AttributionFile, language: &Language) -> Self {
        let roots = |words: &[String]| words.iter().map(|w| language.root(w)).collect();
        let flat = |lists: BTreeMap<Cue, Vec<String>>| -> Vec<(String, Cue)> {
            lists.into_iter().flat_map(|(cue, words)| words.into_iter().map(move |w| (w, cue))).collect()
        };
        Self {
            cues: flat(file.cues).into_iter().map(|(w, cue)| (language.root(&w), cue)).collect(),
            exact: flat(file.exact).into_iter().collect(),
            according: file.according.into_iter().collect(),
            rejecting: roots(&file.rejecting),
            pointers: roots(&file.pointers),
            factive: roots(&file.factive),
            anonymous: roots(&file.anonymous),
            refuting: file.refuting.iter().map(|p| p.split(' ').map(String::from).collect()).collect(),
        }
    }

    /// What a source does by this word, where it is a cue.
    pub fn cue(&self, lower: &str, root: &Term) -> Option<Cue> {
        self.exact.get(lower).or_else(|| self.cues.get(root)).copied()
    }

    /// True for a preposition that names a source.
    pub fn is_according(&self, lower: &str) -> bool {
        self.according.contains(lower)
    }

    /// True for a verb that denies only what points back or is a content of its own.
    pub fn is_rejecting(&self, root: &Term) -> bool {
        self.rejecting.contains(root)
    }

    /// True for a noun that points back to something said.
    pub fn is_pointer(&self, root: &Term) -> bool {
        self.pointers.contains(root)
    }

    /// True for a noun that says that what it introduces is known.
    pub fn is_factive(&self, root: &Term) -> bool {
        self.factive.contains(root)
    }

    /// True for a source that cannot be asked again.
    pub fn is_anonymous(&self, root: &Term) -> bool {
        self.anonymous.contains(root)
    }
}
