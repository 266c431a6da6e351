//! `rules/<lang>/polarity.toml`: where verbs are, and what turns a clause into its opposite.

use super::language::Language;
use crate::model::Term;
use serde::Deserialize;
use std::collections::HashSet;

/// The file as written, ready for lookup but for the roots.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Polarity {
    /// Endings that only finite verbs have, with at least three letters before them.
    pub finite_endings: Vec<String>,
    /// Endings of participles, looked at only behind an auxiliary or at the head of a clause.
    pub participle_endings: Vec<String>,
    /// Participles that no ending gives away.
    pub participles: HashSet<String>,
    /// Endings of infinitives.
    pub infinitive_endings: Vec<String>,
    /// Endings of verbs in the future.
    pub future_endings: Vec<String>,
    /// Verb forms that no ending gives away.
    pub verbs: HashSet<String>,
    /// Words that end like a verb and are none.
    pub not_verbs: HashSet<String>,
    /// Word sequences that look like a negation and are a change or an emphasis: *no longer*.
    pub not_negations: Vec<String>,
    /// Verbs whose complement did not happen: *éviter, échouer, refuse*; by any form.
    pub negative_verbs: HashSet<String>,
    /// Verbs that only introduce a figure: *s'élever à, atteindre, compter*; by any form.
    pub measuring_verbs: Vec<String>,
    /// Prefixes that turn a word into its opposite, folded: *il-légal, un-known*.
    pub negative_prefixes: HashSet<String>,
    /// Nouns that only say that something is counted: *nombre, total*.
    pub counting_nouns: Vec<String>,
    #[serde(skip)]
    measuring: HashSet<Term>,
    #[serde(skip)]
    counting: HashSet<Term>,
}

impl Polarity {
    /// With the roots of its verbs in `language`.
    pub fn rooted(mut self, language: &Language) -> Self {
        self.counting = self.counting_nouns.iter().map(|n| language.root(n)).collect();
        self.measuring = self.measuring_verbs.iter().map(|v| language.root(v)).collect();
        self
    }

    /// True for a noun that only says that something is counted.
    pub fn is_counting(&self, root: &Term) -> bool {
        self.counting.contains(root)
    }

    /// True for a prefix that turns a word into its opposite.
    pub fn is_negative_prefix(&self, prefix: &str) -> bool {
        self.negative_prefixes.contains(prefix)
    }

    /// True for a verb that only introduces a figure.
    pub fn is_measuring(&self, root: &Term) -> bool {
        self.measuring.contains(root)
    }

    /// True when `word` has one of the endings with at least `before` letters in front of it.
    fn ends(word: &str, endings: &[String], before: usize) -> bool {
        endings.iter().any(|e| word.strip_suffix(e.as_str()).is_some_and(|stem| stem.chars().count() >= before))
    }

    /// True when the form can only be a finite verb.
    pub fn is_finite(&self, lower: &str) -> bool {
        !self.not_verbs.contains(lower) && (self.verbs.contains(lower) || Self::ends(lower, &self.finite_endings, 3))
    }

    /// True for a verb form in the future.
    pub fn is_future(&self, lower: &str) -> bool {
        !self.not_verbs.contains(lower) && Self::ends(lower, &self.future_endings, 3)
    }

    /// True when the form may be a participle.
    pub fn is_participle(&self, lower: &str) -> bool {
        Self::ends(lower, &self.participle_endings, 2) || self.verbs.contains(lower) || self.participles.contains(lower)
    }

    /// True when the form may be an infinitive.
    pub fn is_infinitive(&self, lower: &str) -> bool {
        Self::ends(lower, &self.infinitive_endings, 2)
    }
}
