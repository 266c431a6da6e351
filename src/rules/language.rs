//! `rules/<lang>/language.toml`: the closed classes of words, clitics, and how words derive from
//! each other.

use super::phrases::Phrases;
use crate::model::Lang;
use crate::text::{Clitics, Map};
use compact_str::CompactString;
use rust_stemmers::{Algorithm, Stemmer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A closed class of words. A word may belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Class {
    /// *le, une, ces, leur*.
    Determiner,
    /// *ce, cette, these*: points back.
    Demonstrative,
    /// *mon, leur, his*.
    Possessive,
    /// *de, à, dans*.
    Preposition,
    /// Prepositions that may introduce a place: *à, en, near*.
    PlacePreposition,
    /// *de, du, des, of*: joins a noun to its complement.
    Of,
    /// *par, by*: introduces the doer of a passive.
    By,
    /// *il, elle, they*.
    Pronoun,
    /// *il, elle, they*: stands for a subject named before.
    SubjectPronoun,
    /// *je, nous, we*: the speaker.
    FirstPerson,
    /// *et, ou, mais*.
    Conjunction,
    /// *que, that*: introduces a content.
    That,
    /// *qui, dont, which*: introduces a relative clause.
    Relative,
    /// *si, if*: introduces a hypothesis.
    If,
    /// *lorsque, parce que, when*: introduces another clause.
    Subordinator,
    /// Forms of *être, be, ser, estar*.
    Be,
    /// Forms of *avoir, have, haber*.
    Have,
    /// Auxiliaries of the pluperfect: *avait, had*.
    Pluperfect,
    /// Forms of verbs that say nothing themselves: *faire, do, pouvoir, devoir, aller*.
    LightVerb,
    /// Conditional forms: *aurait, serait, pourrait*.
    Conditional,
    /// Words that weaken: *présumé, reportedly, peut-être*.
    Hedge,
    /// *va, will*: a plan.
    Future,
    /// *ne, n'*: half of a negation.
    NegationParticle,
    /// *pas, jamais, not*: negates the clause.
    Negation,
    /// *aucun, no*: negates the noun that follows, and its clause.
    NegativeDeterminer,
    /// *personne, nobody, nothing*.
    NegativePronoun,
    /// *sans, without*.
    Without,
    /// *que* after *ne*, *only*.
    Only,
    /// Adverbs and other words that carry no topic: *aussi, très, already*.
    Filler,
    /// *dont, including*: what follows is a part.
    PartOf,
    /// Kinship, rank and function before a name: *M., Mme, Dr, Mr*.
    Title,
    /// Words for an organisation that do not tell one from another: *groupe, société, company*.
    GenericOrganisation,
    /// Words that begin a sentence and never end one glued to the next: *Elle, Il, Le, The*.
    Opener,
    /// *tous, chaque, all*: the whole of what is counted.
    Quantifier,
    /// *plus, moins, même*: a *que* behind it compares.
    Compared,
    /// *de, ben, von*: joins the parts of one name.
    NameLink,
    /// *à, to*: before a name rather a person than a place.
    Dative,
    /// *de, à, to*: joins a verb to the infinitive behind it.
    InfinitiveMark,
    /// *one* behind *no*: nobody.
    One,
    /// *un, une, a*: names something for the first time.
    Indefinite,
    /// *across*: behind a length, which way it was measured.
    Across,
    /// *où*: a relative that stands for a place, not a subject.
    Where,
    /// *non*: negates a word, not a clause.
    WordNegation,
}

/// A set of [`Class`]es.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u64);

impl Classes {
    /// With one more.
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u8)
    }

    /// True when `class` is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// True when any of `classes` is in the set.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&c| self.has(c))
    }

    /// True when the word belongs to no closed class.
    pub fn is_open(self) -> bool {
        self.0 == 0
    }
}

/// Another name for somebody or something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name that findings use.
    pub name: String,
    /// The other ways to write it.
    pub variants: Vec<String>,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LanguageFile {
    /// Name of the language, for people.
    pub name: String,
    /// Clitics cut off at the front of a word.
    pub clitics_front: Vec<String>,
    /// Clitics cut off at its end.
    pub clitics_back: Vec<String>,
    /// The closed classes.
    pub classes: BTreeMap<Class, Vec<String>>,
    /// Endings of nouns made from verbs, longest first, stripped after stemming so that
    /// *ciblage* meets *cibler*.
    pub derivation: Vec<String>,
    /// Abbreviations whose stop does not end a sentence, without the stop.
    pub abbreviations: Vec<String>,
    /// Endings of verbs in the conditional.
    pub conditional_endings: Vec<String>,
    /// Endings of other forms that look like them: *montrait*.
    pub not_conditional: Vec<String>,
    /// The head of a noun phrase stands last (*rescue workers*), not first.
    pub head_last: bool,
    /// Endings of plural nouns, and whole plurals that have none of them.
    pub plurals: Vec<String>,
    /// Words that end like a plural and are none, by their ending.
    pub not_plurals: Vec<String>,
    /// Phrases for *in the whole country, everywhere*.
    pub everywhere: Vec<String>,
    /// Prepositions that say which side of an event: *avant, après*.
    pub sides: BTreeMap<String, Vec<String>>,
    /// Words and phrases that say which of several times it was, so that it was once: *pour la
    /// dernière fois, last won*.
    pub turns: BTreeMap<String, Vec<String>>,
    /// How a line begins that says that the article was corrected, in lower case without accents.
    pub corrections: Vec<String>,
    /// Built-in aliases.
    pub alias: Vec<Alias>,
}

/// A language's closed classes and its way from a word to a root.
pub struct Language {
    /// Which.
    pub lang: Lang,
    /// For the tokenizer.
    pub clitics: Clitics,
    /// Abbreviations, in lower case, without their stop.
    pub abbreviations: Vec<String>,
    /// Endings of the conditional.
    pub conditional_endings: Vec<String>,
    not_conditional: Vec<String>,
    /// Built-in aliases.
    pub aliases: Vec<Alias>,
    everywhere: Map<String, Vec<Vec<String>>>,
    corrections: Vec<String>,
    /// Words that say which side of an event, with the name of the side.
    pub sides: Map<String, String>,
    /// Phrases that say which of several times it was, with its name.
    pub turns: Phrases<CompactString>,
    /// The head of a noun phrase stands last (*rescue workers*), not first.
    pub head_last: bool,
    plurals: Vec<String>,
    not_plurals: Vec<String>,
    split_negation: bool,
    classes: Map<String, Classes>,
    derivation: Vec<String>,
    stemmer: Stemmer,
}

impl Language {
    /// Prepares the file's lists for lookup.
    pub fn new(lang: Lang, file: LanguageFile) -> Self {
        let split_negation = file.classes.get(&Class::NegationParticle).is_some_and(|words| !words.is_empty());
        let mut classes: Map<String, Classes> = Map::default();
        for (class, words) in file.classes {
            for word in words {
                let entry = classes.entry(word.replace('’', "'")).or_default();
                *entry = entry.with(class);
            }
        }
        let stemmer = Stemmer::create(match lang {
            Lang::Fr => Algorithm::French,
            Lang::En => Algorithm::English,
            Lang::Es => Algorithm::Spanish,
        });
        let mut everywhere: Map<String, Vec<Vec<String>>> = Map::default();
        for phrase in &file.everywhere {
            let words: Vec<String> = phrase.split(' ').map(String::from).collect();
            everywhere.entry(words[0].clone()).or_default().push(words);
        }
        let clitics = Clitics { front: file.clitics_front, back: file.clitics_back };
        let mut turns = Phrases::default();
        for (turn, phrases) in &file.turns {
            phrases.iter().for_each(|p| turns.add(p, &clitics, turn.as_str().into()));
        }
        let mut derivation = file.derivation;
        derivation.sort_by_key(|d| std::cmp::Reverse(d.len()));
        Self {
            lang,
            clitics,
            abbreviations: file.abbreviations.iter().map(|a| a.to_lowercase()).collect(),
            conditional_endings: file.conditional_endings,
            not_conditional: file.not_conditional,
            aliases: file.alias,
            everywhere,
            corrections: file.corrections,
            turns,
            sides: file
                .sides
                .into_iter()
                .flat_map(|(side, words)| words.into_iter().map(move |w| (w, side.clone())))
                .collect(),
            head_last: file.head_last,
            plurals: file.plurals,
            not_plurals: file.not_plurals,
            split_negation,
            classes,
            derivation,
            stemmer,
        }
    }

    /// The closed classes of a word in lower case, with straight apostrophes.
    pub fn classes(&self, lower: &str) -> Classes {
        self.classes.get(lower).copied().unwrap_or_default()
    }

    /// True where a phrase for *in the whole country, everywhere* stands; `word(k)` is the k-th word
    /// from there.
    pub fn everywhere<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> bool {
        word(0).and_then(|w| self.everywhere.get(w)).is_some_and(|phrases| {
            phrases.iter().any(|p| p.iter().enumerate().skip(1).all(|(k, w)| word(k) == Some(w)))
        })
    }

    /// True for the folded beginning of a line that says that the article was corrected.
    pub fn opens_correction(&self, folded: &str) -> bool {
        self.corrections.iter().any(|phrase| {
            folded.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// True for a word that reads like a plural noun.
    pub fn is_plural(&self, lower: &str) -> bool {
        self.plurals.iter().any(|p| lower.ends_with(p.as_str()))
            && !self.not_plurals.iter().any(|p| lower.ends_with(p.as_str()))
    }

    /// True when the language splits its negation (*ne … pas*).
    pub fn has_negation_particle(&self) -> bool {
        self.split_negation
    }

    /// True for a verb form in the conditional.
    pub fn is_conditional(&self, lower: &str) -> bool {
        self.conditional_endings.iter().any(|e| lower.len() > e.len() + 2 && lower.ends_with(e.as_str()))
            && !self.not_conditional.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// The root of an open-class word in lower case: Snowball stem, diacritics folded, nominal
    /// endings off.
    ///
    /// Stems: Porter, *Snowball: a language for stemming algorithms* (2001).
    pub fn root(&self, lower: &str) -> crate::model::Term {
        let stem = self.stemmer.stem(lower);
        let folded = crate::text::fold(&stem);
        for ending in &self.derivation {
            if let Some(root) = folded.strip_suffix(ending.as_str())
                && root.chars().count() >= 4
            {
                return root.into();
            }
        }
        folded
    }
}
