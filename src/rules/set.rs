//! All rules of a run, loaded and checked once.

use super::boilerplate::Boilerplate;
use super::language::{Language, LanguageFile};
use super::source::Files;
use crate::error::Result;
use crate::model::{Lang, Term};

/// What is known of one language.
pub struct LanguageRules {
    /// Closed classes, clitics, roots.
    pub language: Language,
    /// What on a page is not the article.
    pub boilerplate: Boilerplate,
}

impl LanguageRules {
    fn load(files: &Files, lang: Lang) -> Result<Self> {
        let file: LanguageFile = files.read(&format!("{lang}/language.toml"))?;
        Ok(Self { language: Language::new(lang, file), boilerplate: Boilerplate::load(files, lang)? })
    }

    /// What an open-class word in lower case is about.
    pub fn term(&self, lower: &str) -> Term {
        self.language.root(lower)
    }
}

/// All rules.
pub struct RuleSet {
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
        Ok(Self { languages })
    }

    /// The rules of one language.
    pub fn language(&self, lang: Lang) -> &LanguageRules {
        &self.languages[lang as usize]
    }
}
