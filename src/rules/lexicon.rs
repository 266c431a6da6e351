//! `rules/<lang>/measures.toml`: the words of one language for the concepts.
//!
//! In: lists of words by concept. Out: lookups from a word to its concept. It refuses a word, or
//! two words of one root, that stand for two concepts.

use super::concepts::{Concepts, ambiguous};
use super::language::Language;
use super::source::{located, parse};
use crate::error::Result;
use crate::model::Term;
use crate::text::{Map, Set};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Words of one language for the concepts.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// By the form as written, in lower case.
    forms: Map<String, Term>,
    /// Words that their root would give a concept that they do not have.
    plain: Set<String>,
    /// By root.
    roots: Map<Term, Term>,
    /// Several words, by the root of the first; longest first.
    phrases: Map<Term, Vec<(Vec<Term>, Term)>>,
}

impl Lexicon {
    /// Reads and checks `text`, the file called `shown`.
    pub(super) fn parse(shown: &str, text: &str, language: &Language, concepts: &Concepts) -> Result<Self> {
        let file: LexiconFile = parse(shown, text)?;
        let mut out = Self::default();
        let mut seen: Map<Vec<Term>, (String, String)> = Map::default();
        for (by_form, table) in [(true, &file.forms), (false, &file.words)] {
            for (name, words) in table {
                let at = name.span().start;
                let concept = name.get_ref();
                let term = concepts.term(concept).map_err(|e| located(shown, text, at, &e))?;
                for word in words {
                    let at = word.span().start;
                    let word = word.get_ref();
                    check_word(word).map_err(|e| located(shown, text, at, &e))?;
                    let key: Vec<Term> = if by_form {
                        vec![word.as_str().into()]
                    } else {
                        word.split(' ').map(|w| language.root(w)).collect()
                    };
                    if !by_form && let Some((first, other)) = seen.get(&key).filter(|(_, other)| other != concept) {
                        return Err(ambiguous(shown, text, at, [first, word], [other, concept]));
                    }
                    if by_form {
                        if let Some(other) = out.forms.insert(word.clone(), term.clone()).filter(|o| *o != term) {
                            return Err(ambiguous(shown, text, at, [word, word], [&other[1..], concept]));
                        }
                    } else {
                        out.insert(&key, &term);
                        seen.insert(key, (word.clone(), concept.clone()));
                    }
                }
            }
        }
        for word in file.plain {
            let at = word.span().start;
            let word = word.into_inner();
            check_word(&word).map_err(|e| located(shown, text, at, &e))?;
            if out.forms.contains_key(&word) {
                return Err(located(shown, text, at, &format!("\"{word}\" is plain and stands below [forms] as well")));
            }
            out.plain.insert(word);
        }
        for list in out.phrases.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        Ok(out)
    }

    fn insert(&mut self, key: &[Term], term: &Term) {
        match key {
            [root] => {
                self.roots.insert(root.clone(), term.clone());
            }
            [first, ..] => self.phrases.entry(first.clone()).or_default().push((key.to_vec(), term.clone())),
            [] => {}
        }
    }

    /// The concept of a word in lower case with the root `root`, where it has one. The form counts
    /// more than the root.
    pub fn concept(&self, lower: &str, root: &Term) -> Option<&Term> {
        self.forms.get(lower).or_else(|| if self.plain.contains(lower) { None } else { self.roots.get(root) })
    }

    /// The concept whose phrase begins with the root `first`, and how many words make it (two or
    /// more); the longest one where several do. Closed-class words count as words here.
    /// `root(k)` is the root of the k-th word behind the first.
    pub fn phrase<'t>(&self, first: &Term, root: impl Fn(usize) -> Option<&'t Term>) -> Option<(&Term, usize)> {
        let list = self.phrases.get(first)?;
        list.iter()
            .find(|(key, _)| key.iter().enumerate().skip(1).all(|(k, r)| root(k) == Some(r)))
            .map(|(key, term)| (term, key.len()))
    }

    /// True when some phrase begins with this root.
    pub fn starts_phrase(&self, root: &Term) -> bool {
        self.phrases.contains_key(root)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LexiconFile {
    plain: Vec<Spanned<String>>,
    words: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    forms: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
}

fn check_word(word: &str) -> std::result::Result<(), String> {
    if word.is_empty() || word.split(' ').any(str::is_empty) || word.to_lowercase() != word {
        return Err(format!("\"{word}\" is no word in lower case"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::rules::{Files, RuleSet};

    fn read(text: &str) -> Result<Lexicon> {
        let rules = RuleSet::embedded()?;
        Lexicon::parse("measures.toml", text, &rules.language(Lang::Fr).language, rules.concepts())
    }

    fn error(text: &str) -> String {
        read(text).expect_err("wrong on purpose").to_string()
    }

    #[test]
    fn inflected_forms_meet_at_their_concept() {
        let rules = RuleSet::embedded().unwrap();
        let fr = rules.language(Lang::Fr);
        for word in ["blessés", "blessée", "blessures"] {
            assert_eq!(fr.term(word), "=injured", "{word}");
        }
        assert_eq!(fr.term("fissures"), fr.language.root("fissure"), "no concept: the root");
        for (lang, word) in [(Lang::En, "injured"), (Lang::En, "wounded"), (Lang::Es, "heridos"), (Lang::Es, "herida")]
        {
            assert_eq!(rules.language(lang).term(word), "=injured", "{word}");
        }
    }

    #[test]
    fn words_that_only_look_alike_do_not_meet() {
        let rules = RuleSet::embedded().unwrap();
        let apart = [
            (Lang::Fr, "employés", "employeurs"),
            (Lang::Fr, "journalistes", "journaux"),
            (Lang::Fr, "électeurs", "élections"),
            (Lang::Fr, "manifestants", "manifestations"),
            (Lang::Fr, "viols", "violations"),
            (Lang::Fr, "ventes", "vents"),
            (Lang::Fr, "taxes", "taxis"),
            (Lang::Fr, "sauvés", "sauvages"),
            (Lang::En, "authorised", "authors"),
            (Lang::Es, "herido", "héroe"),
            (Lang::Fr, "fermeture", "ferme"),
            (Lang::Es, "cámaras", "camas"),
            (Lang::En, "closed", "close"),
        ];
        for (lang, left, right) in apart {
            let rules = rules.language(lang);
            assert_ne!(rules.term(left), rules.term(right), "{left} and {right}");
        }
    }

    #[test]
    fn synonyms_meet_across_languages() {
        let rules = RuleSet::embedded().unwrap();
        let together = [
            [(Lang::Fr, "racheté"), (Lang::En, "bought"), (Lang::Es, "adquirió")],
            [(Lang::Fr, "ferry"), (Lang::En, "vessels"), (Lang::Es, "buques")],
            [(Lang::Fr, "relaxée"), (Lang::En, "acquitted"), (Lang::Es, "absuelto")],
            [(Lang::Fr, "ciblage"), (Lang::Fr, "visés"), (Lang::En, "targeted")],
        ];
        for words in together {
            let terms = words.map(|(lang, word)| rules.language(lang).term(word));
            assert!(terms.iter().all(|t| *t == terms[0]), "{words:?}: {terms:?}");
        }
        let (acquitted, convicted) = (&"=acquit".into(), &"=convict".into());
        assert_eq!(rules.concepts().opposite(acquitted, convicted), Some("verdict"));
        assert!(rules.concepts().grows(&"=dead".into()));
    }

    #[test]
    fn a_form_counts_more_than_a_root() {
        let lexicon = read("[words]\ninjured = [\"arrêter\"]\n[forms]\ndead = [\"arrêté\"]").unwrap();
        assert_eq!(lexicon.concept("arrêté", &"arret".into()).unwrap(), "=dead");
        assert_eq!(lexicon.concept("arrêtait", &"arret".into()).unwrap(), "=injured");
        let lexicon = read("plain = [\"arrêt\"]\n[words]\ninjured = [\"arrêter\"]").unwrap();
        assert_eq!(lexicon.concept("arrêt", &"arret".into()), None);
    }

    #[test]
    fn the_longest_phrase_counts() {
        let lexicon = read("[words]\ndead = [\"garde à vue\"]").unwrap();
        let root = |w: &str| RuleSet::embedded().unwrap().language(Lang::Fr).language.root(w);
        let roots = ["garde", "à", "vue", "prolongée"].map(root);
        assert_eq!(lexicon.phrase(&roots[0], |k| roots.get(k)), Some((&"=dead".into(), 3)));
        assert_eq!(lexicon.phrase(&roots[1], |k| roots.get(1 + k)), None);
    }

    #[test]
    fn a_word_means_one_thing() {
        assert_eq!(
            error("[words]\ndead = [\"tuer\"]\ninjured = [\"tués\"]"),
            "measures.toml:3:12: the words \"tuer\" and \"tués\" have the same root and stand for both \"dead\" and \"injured\", expected one concept"
        );
        assert!(error("[words]\nded = [\"tuer\"]").starts_with("measures.toml:2:1: unknown concept \"ded\""));
        assert!(error("[words]\ndead = [\"Tuer\"]").contains("lower case"));
    }

    #[test]
    fn words_of_closed_classes_are_never_looked_up_and_so_not_listed() {
        let (files, rules) = (Files::embedded(), RuleSet::embedded().unwrap());
        let mut listed = Vec::new();
        for lang in Lang::ALL {
            let file: LexiconFile = files.read(&format!("{lang}/measures.toml")).unwrap();
            let language = &rules.language(lang).language;
            for word in file.words.into_values().chain(file.forms.into_values()).flatten() {
                let word = word.into_inner();
                if !word.contains(' ') && !language.classes(&word).is_open() {
                    listed.push(format!("{lang} {word}"));
                }
            }
        }
        assert!(listed.is_empty(), "{listed:?}");
    }

    #[test]
    fn every_concept_has_a_word_in_every_language() {
        let (files, rules) = (Files::embedded(), RuleSet::embedded().unwrap());
        for lang in Lang::ALL {
            let file: LexiconFile = files.read(&format!("{lang}/measures.toml")).unwrap();
            let filled = file.words.into_iter().chain(file.forms).filter(|(_, words)| !words.is_empty());
            let worded: Vec<String> = filled.map(|(name, _)| name.into_inner()).collect();
            let mute: Vec<&str> = rules.concepts().names().filter(|n| !worded.iter().any(|w| w == n)).collect();
            assert!(mute.is_empty(), "{lang}: {mute:?}");
        }
    }
}
