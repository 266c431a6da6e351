//! `rules/<lang>/attribution.toml`: how a language says who said what.

use super::language::Language;
use super::phrases::Phrases;
use crate::model::{Cue, Degree, Term};
use crate::text::fold;
use crate::text::{Map, Set};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttributionFile {
    /// Verbs and nouns of saying, by what the source does. Any inflected form that the stemmer
    /// does not unite with another is listed.
    pub cues: BTreeMap<Cue, Vec<String>>,
    /// Forms that are cues only as they stand, not through their root.
    pub exact: BTreeMap<Cue, Vec<String>>,
    /// Prepositions that name a source: *selon, aux dires de, according to*. Where the last word
    /// is an anonymous source (*de source*), the source begins with it.
    pub according: Vec<String>,
    /// Prepositions that name a source only before somebody: *pour*.
    pub viewpoint: Vec<String>,
    /// Nouns for people and bodies that have a view.
    pub people: Vec<String>,
    /// Nouns that follow such a preposition and are no source: *selon la saison*.
    pub not_sources: Vec<String>,
    /// Nouns of saying that take a source and a content: *l'annonce de X que P*.
    pub nouns: BTreeMap<Cue, Vec<String>>,
    /// Verbs and nouns of answering that, negated or refused, say that nothing was said.
    pub speech: Vec<String>,
    /// Verbs of saying whose plain object is a content: *annonce 300 départs*.
    pub taking: Vec<String>,
    /// Verbs that deny a saying and do other things to other objects: *rejeter, balayer*.
    pub acting: Vec<String>,
    /// Verbs of accusing whose object is the accused: *accuse X de P*.
    pub blaming: Vec<String>,
    /// Endings of the finite forms that a cue has, by the ending under which it is listed, for forms
    /// that the stemmer does not unite with the listed one.
    pub inflection: BTreeMap<String, Vec<String>>,
    /// Pronouns that are sources themselves: *on, certains*.
    pub source_pronouns: Vec<String>,
    /// Nouns that point back to any firm or body: *le groupe*.
    pub bodies: Vec<String>,
    /// Nouns that point back to somebody when they stand alone behind an article: *l'élu*.
    pub anaphors: Vec<String>,
    /// Articles and pronouns that are feminine, masculine, plural, singular.
    pub feminine: Vec<String>,
    /// See `feminine`.
    pub masculine: Vec<String>,
    /// See `feminine`.
    pub plural: Vec<String>,
    /// See `feminine`.
    pub singular: Vec<String>,
    /// First names of women.
    pub feminine_names: Vec<String>,
    /// First names of men.
    pub masculine_names: Vec<String>,
    /// Verbs whose direct object is whom it is said to: *avertit les clients que P*.
    pub addressing: Vec<String>,
    /// Forms of the past that no auxiliary shows: *said*.
    pub past: Vec<String>,
    /// Prepositions that bring a charge beside *de, of*: *blame X for P*.
    pub charging: Vec<String>,
    /// Verbs that give somebody or something a name: *called the law “a gift”*.
    pub naming: Vec<String>,
    /// Phrases with a word of saying in which nobody says anything: *c'est à dire*.
    pub idioms: Vec<String>,
    /// Verbs that say nothing of oneself: *s'assurer que P*.
    pub not_reflexive: Vec<String>,
    /// What is blamed for growing or shrinking is nobody: *accuse une baisse*.
    pub not_accused: Vec<String>,
    /// A content may follow its verb without a conjunction: *X said the bridge was safe*.
    pub bare_content: bool,
    /// Verbs that deny only what points back or is a content of its own: *rejeter ces
    /// accusations*, but not *rejeter un texte*.
    pub rejecting: Vec<String>,
    /// Verbs of showing that P; negated, nothing speaks for it: *les images n'attestent pas que P*.
    pub proving: Vec<String>,
    /// Pronouns that stand for nobody before a passive of saying: *il a été signalé que*.
    pub impersonal: Vec<String>,
    /// Nouns that point back to something said: *accusations, allégations*.
    pub pointers: Vec<String>,
    /// Nouns that say that what they introduce is known: *révélation, preuve*.
    pub factive: Vec<String>,
    /// Sources that cannot be asked again: *une source proche, des témoins*.
    pub anonymous: Vec<String>,
    /// Phrases that say that a content is not shown, refuted or wrong, as word sequences.
    pub refuting: Vec<String>,
    /// Verbs of saying that hold their content for less than certain: *croire, craindre, espérer*.
    pub degrees: BTreeMap<Degree, Vec<String>>,
}

/// Gender and number; `None` where a word does not show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Feminine, not masculine.
    pub feminine: Option<bool>,
    /// Plural, not singular.
    pub plural: Option<bool>,
}

impl Agreement {
    /// Nothing speaks against the two being the same.
    pub fn fits(self, other: Self) -> bool {
        let agree = |a: Option<bool>, b: Option<bool>| a.is_none() || b.is_none() || a == b;
        agree(self.feminine, other.feminine) && agree(self.plural, other.plural)
    }
}

/// How a language says who said what, ready for lookup.
#[derive(Debug, Default)]
pub struct Attribution {
    cues: Map<Term, Cue>,
    exact: Map<String, Cue>,
    /// Prepositions that name a source.
    pub according: Phrases<()>,
    /// Cues of more than one word.
    pub phrases: Phrases<Cue>,
    /// Words of answering.
    pub speech: Phrases<()>,
    /// Phrases with a word of saying in which nobody says anything.
    pub idioms: Phrases<()>,
    /// A content may follow its verb without a conjunction.
    pub bare_content: bool,
    viewpoint: Set<String>,
    people: Set<Term>,
    not_sources: Set<Term>,
    nouns: Map<Term, Cue>,
    taking: Set<Term>,
    acting: Set<Term>,
    blaming: Set<Term>,
    inflected: Map<String, Cue>,
    finite: Set<String>,
    source_pronouns: Set<String>,
    bodies: Set<Term>,
    anaphors: Set<Term>,
    agreement: Map<String, Agreement>,
    first_names: Map<String, bool>,
    given: Set<String>,
    addressing: Set<Term>,
    past: Set<String>,
    charging: Set<String>,
    naming: Set<Term>,
    not_reflexive: Set<Term>,
    not_accused: Set<Term>,
    rejecting: Set<Term>,
    proving: Set<Term>,
    impersonal: Set<String>,
    pointers: Set<Term>,
    factive: Set<Term>,
    anonymous: Set<Term>,
    /// Phrases of refutation, each as its words.
    pub refuting: Vec<Vec<String>>,
    degrees: Map<Term, Degree>,
}

impl Attribution {
    /// Prepares the file's lists.
    pub fn new(file: AttributionFile, language: &Language) -> Self {
        let roots = |words: &[String]| words.iter().map(|w| language.root(w)).collect();
        let flat = |lists: BTreeMap<Cue, Vec<String>>| -> Vec<(String, Cue)> {
            lists.into_iter().flat_map(|(cue, words)| words.into_iter().map(move |w| (w, cue))).collect()
        };
        let phrases_of = |texts: &[String]| {
            let mut out = Phrases::default();
            for text in texts {
                out.add(text, &language.clitics, ());
            }
            out
        };
        let mut phrases = Phrases::default();
        for (text, cue) in flat(file.cues.clone()).into_iter().filter(|(text, _)| text.contains(' ')) {
            phrases.add(&text, &language.clitics, cue);
        }
        let mut inflected: Map<String, Cue> = Map::default();
        let mut finite: Set<String> = Set::default();
        for (word, cue) in flat(file.cues.clone()) {
            for (ending, forms) in &file.inflection {
                let Some(stem) = word.strip_suffix(ending.as_str()) else { continue };
                for form in forms {
                    inflected.entry(format!("{stem}{form}")).or_insert(cue);
                    finite.insert(format!("{stem}{form}"));
                }
            }
        }
        let mut agreement: Map<String, Agreement> = Map::default();
        for (words, feminine, plural) in [
            (&file.feminine, Some(true), None),
            (&file.masculine, Some(false), None),
            (&file.plural, None, Some(true)),
            (&file.singular, None, Some(false)),
        ] {
            for word in words {
                let entry = agreement.entry(word.clone()).or_default();
                entry.feminine = entry.feminine.or(feminine);
                entry.plural = entry.plural.or(plural);
            }
        }
        Self {
            phrases,
            agreement,
            according: phrases_of(&file.according),
            speech: phrases_of(&file.speech),
            idioms: phrases_of(&file.idioms),
            bare_content: file.bare_content,
            viewpoint: file.viewpoint.into_iter().collect(),
            people: roots(&file.people),
            not_sources: roots(&file.not_sources),
            nouns: flat(file.nouns).into_iter().map(|(w, cue)| (language.root(&w), cue)).collect(),
            taking: roots(&file.taking),
            acting: roots(&file.acting),
            blaming: roots(&file.blaming),
            inflected,
            finite,
            source_pronouns: file.source_pronouns.into_iter().collect(),
            bodies: roots(&file.bodies),
            anaphors: roots(&file.anaphors),
            cues: flat(file.cues)
                .into_iter()
                .filter(|(w, _)| !w.contains(' '))
                .map(|(w, cue)| (language.root(&w), cue))
                .collect(),
            exact: flat(file.exact).into_iter().collect(),
            given: file.feminine_names.iter().chain(&file.masculine_names).map(|n| fold(n).to_string()).collect(),
            first_names: file
                .feminine_names
                .into_iter()
                .map(|name| (name, true))
                .chain(file.masculine_names.into_iter().map(|name| (name, false)))
                .collect(),
            addressing: roots(&file.addressing),
            past: file.past.into_iter().collect(),
            charging: file.charging.into_iter().collect(),
            naming: roots(&file.naming),
            not_reflexive: roots(&file.not_reflexive),
            not_accused: roots(&file.not_accused),
            rejecting: roots(&file.rejecting),
            proving: roots(&file.proving),
            impersonal: file.impersonal.into_iter().collect(),
            pointers: roots(&file.pointers),
            factive: roots(&file.factive),
            anonymous: roots(&file.anonymous),
            degrees: file
                .degrees
                .into_iter()
                .flat_map(|(degree, words)| words.into_iter().map(move |w| (w, degree)))
                .map(|(word, degree)| (language.root(&word), degree))
                .collect(),
            refuting: file.refuting.iter().map(|p| p.split(' ').map(String::from).collect()).collect(),
        }
    }

    /// What a source does by this word, where it is a cue.
    pub fn cue(&self, lower: &str, root: &Term) -> Option<Cue> {
        self.exact.get(lower).or_else(|| self.cues.get(root)).or_else(|| self.inflected.get(lower)).copied()
    }

    /// True when an attribution may be told by a word, or by a phrase that it begins; most words of
    /// a text are turned away here.
    pub fn may_say(&self, lower: &str, root: &Term) -> bool {
        self.cue(lower, root).is_some()
            || self.noun(root).is_some()
            || self.is_naming(root)
            || self.is_viewpoint(lower)
            || self.phrases.begins(lower)
            || [&self.idioms, &self.according, &self.speech].iter().any(|phrases| phrases.begins(lower))
    }

    /// How sure a verb of saying holds its content to be.
    pub fn degree(&self, root: &Term) -> Degree {
        self.degrees.get(root).copied().unwrap_or_default()
    }

    /// True for a form that is a cue as it stands.
    pub fn is_exact(&self, lower: &str) -> bool {
        self.exact.contains_key(lower)
    }

    /// True for a finite form of a verb of saying.
    pub fn is_finite(&self, lower: &str) -> bool {
        self.finite.contains(lower)
    }

    /// True for a preposition that names a source only before somebody.
    pub fn is_viewpoint(&self, lower: &str) -> bool {
        self.viewpoint.contains(lower)
    }

    /// True for a noun for people and bodies that have a view.
    pub fn is_person(&self, root: &Term) -> bool {
        self.people.contains(root) || self.anonymous.contains(root) || self.anaphors.contains(root)
    }

    /// True for a noun that is no source.
    pub fn is_no_source(&self, root: &Term) -> bool {
        self.not_sources.contains(root)
    }

    /// What a source does by this noun.
    pub fn noun(&self, root: &Term) -> Option<Cue> {
        self.nouns.get(root).copied()
    }

    /// True for a verb of saying whose plain object is a content.
    pub fn takes_object(&self, root: &Term) -> bool {
        self.taking.contains(root)
    }

    /// True for a verb that denies a saying and does other things to other objects.
    pub fn is_acting(&self, root: &Term) -> bool {
        self.acting.contains(root)
    }

    /// True for a verb of accusing whose object is the accused.
    pub fn is_blaming(&self, root: &Term) -> bool {
        self.blaming.contains(root)
    }

    /// True for a pronoun that is a source itself.
    pub fn is_source_pronoun(&self, lower: &str) -> bool {
        self.source_pronouns.contains(lower)
    }

    /// True for a noun that points back to somebody when it stands alone behind an article.
    pub fn is_anaphor(&self, root: &Term) -> bool {
        self.anaphors.contains(root)
    }

    /// True for a noun that points back to any firm or body.
    pub fn is_body(&self, root: &Term) -> bool {
        self.bodies.contains(root)
    }

    /// Gender and number of an article or a pronoun.
    pub fn agreement(&self, lower: &str) -> Agreement {
        self.agreement.get(lower).copied().unwrap_or_default()
    }

    /// True for a woman's first name, false for a man's; of a double name (*Anne-Marie*) the first
    /// part tells.
    pub fn is_feminine_name(&self, lower: &str) -> Option<bool> {
        let first = lower.split('-').next().unwrap_or(lower);
        self.first_names.get(lower).or_else(|| self.first_names.get(first)).copied()
    }

    /// True for a verb whose direct object is whom it is said to.
    pub fn is_addressing(&self, root: &Term) -> bool {
        self.addressing.contains(root)
    }

    /// True for a form of the past that no auxiliary shows.
    pub fn is_past(&self, lower: &str) -> bool {
        self.past.contains(lower)
    }

    /// True for a preposition that brings a charge.
    pub fn is_charging(&self, lower: &str) -> bool {
        self.charging.contains(lower)
    }

    /// True for a verb that gives somebody or something a name.
    pub fn is_naming(&self, root: &Term) -> bool {
        self.naming.contains(root)
    }

    /// True for a verb that says nothing of oneself.
    pub fn is_not_reflexive(&self, root: &Term) -> bool {
        self.not_reflexive.contains(root)
    }

    /// True for a noun that is nobody who could be accused.
    pub fn is_not_accused(&self, root: &Term) -> bool {
        self.not_accused.contains(root)
    }

    /// True for a verb that denies only what points back or is a content of its own.
    pub fn is_rejecting(&self, root: &Term) -> bool {
        self.rejecting.contains(root)
    }

    /// True for a first name that the lists know.
    pub fn is_first_name(&self, folded: &str) -> bool {
        self.given.contains(folded)
    }

    /// True for a verb of showing that something is so.
    pub fn is_proving(&self, root: &Term) -> bool {
        self.proving.contains(root)
    }

    /// True for a pronoun that may stand for nobody.
    pub fn is_impersonal(&self, lower: &str) -> bool {
        self.impersonal.contains(lower)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::rules::RuleSet;

    #[test]
    fn what_a_word_does_not_show_speaks_against_nothing() {
        let rules = RuleSet::embedded().expect("the embedded rules load");
        let french = &rules.language(Lang::Fr).attribution;
        assert!(french.agreement("elle").fits(french.agreement("la")));
        assert!(!french.agreement("elle").fits(french.agreement("le")));
        assert!(!french.agreement("ils").fits(french.agreement("le")));
        assert!(french.agreement("ils").fits(Agreement::default()));
    }

    #[test]
    fn finite_forms_follow_their_infinitive() {
        let rules = RuleSet::embedded().expect("the embedded rules load");
        let french = &rules.language(Lang::Fr).attribution;
        for (form, cue) in [("accusent", Cue::Accuse), ("concèdent", Cue::Confirm), ("annonçait", Cue::Assert)] {
            assert!(french.is_finite(form), "{form}");
            assert_eq!(french.cue(form, &Term::from("")), Some(cue), "{form}");
        }
    }
}
