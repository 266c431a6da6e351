//! All rules of a run, loaded and checked once.

use super::attribution::{Attribution, AttributionFile};
use super::language::{Language, LanguageFile};
use super::polarity::Polarity;
use super::source::Files;
use super::thresholds::Thresholds;
use crate::error::Result;
use crate::model::{Lang, Term};

/// What is known of one language.
pub struct LanguageRules {
    /// Closed classes, clitics, roots.
    pub language: Language,
    /// How it says who said what.
    pub attribution: Attribution,
    /// Where its verbs are, and what negates.
    pub polarity: Polarity,
}

impl LanguageRules {
    fn load(files: &Files, lang: Lang) -> Result<Self> {
        let file: LanguageFile = files.read(&format!("{lang}/language.toml"))?;
        let language = Language::new(lang, file);
        let attribution: AttributionFile = files.read(&format!("{lang}/attribution.toml"))?;
        Ok(Self {
            attribution: Attribution::new(attribution, &language),
            polarity: files.read(&format!("{lang}/polarity.toml"))?,
            language,
        })
    }

    /// What an open-class word in lower case is about.
    pub fn term(&self, lower: &str) -> Term {
        self.language.root(lower)
    }
}

/// All rules.
pub struct RuleSet {
    /// Where the gates stand.
    pub thresholds: Thresholds,
    languages: Vec<LanguageRules>,
}

impl RuleSet {
    /// The rules in the binary.
    pub fn embedded() -> Result<Self> {
        Self::load(&Files::embedded())
    }

    /// Reads and checks `files`. The error names file, line and column of the first thing wrong.
    pub fn load(files: &Files) -> Result<Self> {
        let languages = Lang::ALL.into_iter().map(|lang| LanguageRules::load(files, lang)).collect::<Result<_>>()?;
        Ok(Self { thresholds: files.read("thresholds.toml")?, languages })
    }

    /// The rules of one language.
    pub fn language(&self, lang: Lang) -> &LanguageRules {
        &self.languages[lang as usize]
    }
}
