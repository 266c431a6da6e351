//! All rules of a run, loaded and checked once.

use super::attribution::{Attribution, AttributionFile};
use super::boilerplate::Boilerplate;
use super::concepts::Concepts;
use super::conflict::ConflictRule;
use super::dates::DateWords;
use super::entries::Entries;
use super::evidence::EvidenceWeights;
use super::language::{Language, LanguageFile};
use super::lexicon::Lexicon;
use super::numbers::Numbers;
use super::polarity::Polarity;
use super::refutation::Refutation;
use super::source::Files;
use super::thresholds::Thresholds;
use super::units::{UnitWords, Units};
use super::weights::PairWeights;
use super::wording::Wordings;
use crate::error::Result;
use crate::model::{Finding, Lang, RuleInfo, Term};
use crate::text::fingerprint;
use std::collections::BTreeSet;

/// What is known of one language.
pub struct LanguageRules {
    /// Closed classes, clitics, roots.
    pub language: Language,
    /// How it says who said what.
    pub attribution: Attribution,
    /// Where its verbs are, and what negates.
    pub polarity: Polarity,
    /// How it says that something is false, doubted, put right.
    pub refutation: Refutation,
    /// Words for the concepts.
    pub lexicon: Lexicon,
    /// What on a page is not the article.
    pub boilerplate: Boilerplate,
    /// Spelled numbers, bounds, changes.
    pub numbers: Numbers,
    /// What it calls units.
    pub units: UnitWords,
    /// What it calls days and hours.
    pub dates: DateWords,
}

impl LanguageRules {
    fn load(files: &Files, lang: Lang, concepts: &Concepts, units: &Units) -> Result<Self> {
        let file: LanguageFile = files.read(&format!("{lang}/language.toml"))?;
        let language = Language::new(lang, file);
        let attribution: AttributionFile = files.read(&format!("{lang}/attribution.toml"))?;
        let words = format!("{lang}/measures.toml");
        let lexicon = Lexicon::parse(&files.shown(&words), files.text(&words), &language, concepts)?;
        let name = format!("{lang}/numbers.toml");
        let numbers =
            Numbers::new(&files.shown(&name), files.read(&name)?, &language.clitics, |word| language.root(word))?;
        let name = format!("{lang}/units.toml");
        let unit_words = UnitWords::new(&files.shown(&name), files.read(&name)?, units, &language.clitics)?;
        let name = format!("{lang}/dates.toml");
        let dates = DateWords::new(&files.shown(&name), files.read(&name)?, &language.clitics)?;
        Ok(Self {
            attribution: Attribution::new(attribution, &language),
            polarity: files.read::<Polarity>(&format!("{lang}/polarity.toml"))?.rooted(&language),
            refutation: Refutation::new(files.read(&format!("{lang}/refutation.toml"))?, &language),
            boilerplate: Boilerplate::load(files, lang)?,
            language,
            lexicon,
            numbers,
            units: unit_words,
            dates,
        })
    }

    /// What an open-class word in lower case is about: its concept, else its root.
    pub fn term(&self, lower: &str) -> Term {
        self.term_of(lower, &self.language.root(lower))
    }

    /// The same for a word whose root is known.
    pub fn term_of(&self, lower: &str, root: &Term) -> Term {
        self.lexicon.concept(lower, root).unwrap_or(root).clone()
    }
}

/// All rules.
pub struct RuleSet {
    /// Units, whatever the language.
    pub units: Units,
    /// Where the gates stand.
    pub thresholds: Thresholds,
    /// What evidence weighs in the confidence of a finding.
    pub weights: EvidenceWeights,
    /// What evidence weighs in a pair of texts.
    pub pairs: PairWeights,
    /// What reports say, in every language of reports.
    pub wordings: Wordings,
    languages: Vec<LanguageRules>,
    concepts: Concepts,
    /// The conflict rules, sorted by order, then id.
    pub conflicts: Vec<ConflictRule>,
    files: Files,
}

impl RuleSet {
    /// The rules in the binary.
    pub fn embedded() -> Result<Self> {
        Self::load(&Files::embedded())
    }

    /// Reads and checks `files`. The error names file, line and column of the first thing wrong.
    pub fn load(files: &Files) -> Result<Self> {
        let concepts = Concepts::load(files)?;
        let units = Units::new(&files.shown("units.toml"), files.read("units.toml")?)?;
        let languages = Lang::ALL
            .into_iter()
            .map(|lang| LanguageRules::load(files, lang, &concepts, &units))
            .collect::<Result<_>>()?;
        let conflicts = ConflictRule::load_all(files, &concepts)?;
        Ok(Self {
            units,
            thresholds: files.read("thresholds.toml")?,
            weights: EvidenceWeights::load(files)?,
            pairs: files.read("pairs.toml")?,
            wordings: Wordings::load(files)?,
            languages,
            concepts,
            conflicts,
            files: files.clone(),
        })
    }

    /// The rules of one language.
    pub fn language(&self, lang: Lang) -> &LanguageRules {
        &self.languages[lang as usize]
    }

    /// Where the words of the rules stand. Takes some milliseconds, so that it is made once, and
    /// where somebody asks why.
    pub fn entries(&self) -> Entries {
        Entries::new(&self.files, self)
    }

    /// A fingerprint of all that the reading of an article depends on: what is compared, and how
    /// grave it is, may change without an article being read again.
    pub fn reading_stamp(&self) -> String {
        let compared = |name: &&str| name.starts_with("conflicts/") || matches!(*name, "pairs.toml" | "weights.toml");
        let names = self.files.under("").filter(|name| !compared(name));
        fingerprint(names.flat_map(|name| [name, self.files.text(name)]))
    }

    /// The concepts, whatever the language.
    pub fn concepts(&self) -> &Concepts {
        &self.concepts
    }

    /// The conflict rule called `id`.
    pub fn conflict(&self, id: &str) -> Option<&ConflictRule> {
        self.conflicts.iter().find(|rule| rule.id == id)
    }

    /// What a report tells of the rules that `findings` name, in the order of their ids.
    pub fn named(&self, findings: &[Finding]) -> Vec<RuleInfo> {
        let ids: BTreeSet<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
        ids.into_iter().filter_map(|id| self.conflict(id)).map(ConflictRule::info).collect()
    }
}
