//! `rules/<lang>/polarity.toml`: where verbs are, and what turns a clause into its opposite.

use super::language::Language;
use super::phrases::Phrases;
use crate::model::{Degree, Reach, Term};
use crate::text::Set;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file as written, ready for lookup but for the roots.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Polarity {
    /// Endings that only finite verbs have, with at least three letters before them.
    pub finite_endings: Vec<String>,
    /// Endings of participles, looked at only behind an auxiliary or at the head of a clause.
    pub participle_endings: Vec<String>,
    /// Participles that no ending gives away.
    pub participles: Set<String>,
    /// Endings of infinitives.
    pub infinitive_endings: Vec<String>,
    /// Endings of participles that go with another verb: *évoquant, saying*.
    pub gerund_endings: Vec<String>,
    /// Endings of verbs in the future.
    pub future_endings: Vec<String>,
    /// Verb forms that no ending gives away.
    pub verbs: Set<String>,
    /// Words that end like a verb and are none.
    pub not_verbs: Set<String>,
    /// Word sequences that look like a negation and are a change or an emphasis: *no longer*.
    pub not_negations: Vec<String>,
    /// Verbs whose complement did not happen: *éviter, échouer, refuse*; by any form.
    pub negative_verbs: Set<String>,
    /// Verbs that take a content without a conjunction: *said the bridge was safe*.
    pub bare_verbs: Set<String>,
    /// Verbs that only introduce a figure: *s'élever à, atteindre, compter*; by any form.
    pub measuring_verbs: Vec<String>,
    /// Prefixes that turn a word into its opposite, folded: *il-légal, un-known*.
    pub negative_prefixes: Set<String>,
    /// Nouns that only say that something is counted: *nombre, total*.
    pub counting_nouns: Vec<String>,
    /// Words and phrases that say how sure a claim is.
    pub degrees: Degrees,
    /// Words and phrases that say how much of something is spoken of: *tous les, uniquement*.
    pub reach: BTreeMap<Reach, Vec<String>>,
    /// Words that say that somebody was something once: *ancien, former*.
    pub former: Set<String>,
    #[serde(skip)]
    commitment: Phrases<Commitment>,
    #[serde(skip)]
    reaching: Phrases<Reach>,
    #[serde(skip)]
    measuring: Set<Term>,
    #[serde(skip)]
    counting: Set<Term>,
}

/// Words and phrases by how sure they say that a claim is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Degrees {
    /// *probablement, likely*.
    pub probable: Vec<String>,
    /// *peut-être, allegedly*.
    pub possible: Vec<String>,
    /// *peu probable, unlikely*: probably not.
    pub improbable: Vec<String>,
    /// *il est faux, impossible*: certainly not.
    pub impossible: Vec<String>,
    /// *rien ne prouve, should have*: nobody commits.
    pub unknown: Vec<String>,
    /// *faute de, in case of*: with a conditional, nobody commits.
    pub hypothetical: Vec<String>,
}

/// What a word or phrase says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commitment {
    /// So sure.
    Held(Degree),
    /// So sure that it is not so.
    HeldNot(Degree),
    /// Nobody commits where the verb is in the conditional.
    Hypothesis,
}

impl Polarity {
    /// With the roots of its verbs in `language`.
    pub fn rooted(mut self, language: &Language) -> Self {
        let degrees = std::mem::take(&mut self.degrees);
        for (texts, commitment) in [
            (&degrees.probable, Commitment::Held(Degree::Probable)),
            (&degrees.possible, Commitment::Held(Degree::Possible)),
            (&degrees.improbable, Commitment::HeldNot(Degree::Probable)),
            (&degrees.impossible, Commitment::HeldNot(Degree::Certain)),
            (&degrees.unknown, Commitment::Held(Degree::Unknown)),
            (&degrees.hypothetical, Commitment::Hypothesis),
        ] {
            for text in texts {
                self.commitment.add(text, &language.clitics, commitment);
            }
        }
        self.degrees = degrees;
        for (&reach, texts) in &self.reach {
            for text in texts {
                self.reaching.add(text, &language.clitics, reach);
            }
        }
        self.counting = self.counting_nouns.iter().map(|n| language.root(n)).collect();
        self.measuring = self.measuring_verbs.iter().map(|v| language.root(v)).collect();
        self
    }

    /// What the phrase that begins where `word(0)` stands says of a claim, with its number of words.
    pub fn commitment<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Commitment)> {
        self.commitment.at(word).map(|(len, commitment)| (len, *commitment))
    }

    /// True where a phrase that says how sure a claim is may begin with the word.
    pub fn opens_commitment(&self, lower: &str) -> bool {
        self.commitment.begins(lower)
    }

    /// How much the phrase that begins where `word(0)` stands speaks of, with its number of words.
    pub fn reach_at<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Reach)> {
        self.reaching.at(word).map(|(len, reach)| (len, *reach))
    }

    /// True where such a phrase may begin with the word.
    pub fn opens_reach(&self, lower: &str) -> bool {
        self.reaching.begins(lower)
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

    /// True when the form may be a participle that goes with another verb.
    pub fn is_gerund(&self, lower: &str) -> bool {
        Self::ends(lower, &self.gerund_endings, 2)
    }

    /// True when the form may be an infinitive.
    pub fn is_infinitive(&self, lower: &str) -> bool {
        Self::ends(lower, &self.infinitive_endings, 2)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::rules::{Class, RuleSet};

    /// *killed no fewer than 12 people* is no denial of *killed 15 people*.
    #[test]
    fn a_bound_that_begins_with_a_negation_negates_nothing() {
        let rules = RuleSet::embedded().expect("the embedded rules load");
        let mut missing = Vec::new();
        for lang in Lang::ALL {
            let of = rules.language(lang);
            let text = crate::rules::Files::embedded().text(&format!("{lang}/numbers.toml")).to_owned();
            let file: toml::Table = text.parse().expect("TOML");
            let phrases = file["bound"].as_array().expect("bounds").iter().flat_map(|b| b.get("before"));
            for phrase in phrases.flat_map(|list| list.as_array().expect("a list")).filter_map(|p| p.as_str()) {
                // "plus de" alone is a bound, and in "n'a plus de" a negation: the particle tells.
                let (Some((first, rest)), false) = (phrase.split_once(' '), phrase.starts_with("plus ")) else {
                    continue;
                };
                let negates = of.language.classes(first).any(&[Class::Negation, Class::NegativeDeterminer]);
                if negates
                    && rest.contains(' ')
                    && !of.polarity.not_negations.iter().any(|known| phrase.starts_with(known.as_str()))
                {
                    missing.push(format!("{lang}: {phrase}"));
                }
            }
        }
        assert!(missing.is_empty(), "not_negations of polarity.toml lacks {missing:#?}");
    }
}
