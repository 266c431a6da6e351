//! The words that text, concise and markdown add, in each language of reports: the table `plain` of
//! `rules/report/<lang>.toml`.

use crate::model::ReportLang;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of one language; `{…}` in a text is filled by [`filled`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plain {
    pub title: String,
    pub no_findings: String,
    pub because: String,
    pub known: String,
    pub known_findings: String,
    pub story: String,
    pub confidence: String,
    pub problem: String,
    pub problems: String,
    pub figures: String,
    pub agree: String,
    pub differ: String,
    pub figures_legend: String,
    pub in_baseline: String,
    pub in_configuration: String,
    pub no_date: String,
    pub reliability: String,
    pub copy: String,
    pub copy_of: String,
    pub according_to: String,
    pub group: String,
    pub says_same: String,
    pub also_says: String,
    pub between: String,
    pub more_than: String,
    pub at_least: String,
    pub less_than: String,
    pub at_most: String,
    pub colon: String,
    pub decimal: String,
    /// *0 errors*, and not *0 erreur*.
    pub none_is_many: bool,
    pub looked: String,
    pub of_origins: String,
    pub checked: String,
    pub read: String,
    pub found: String,
    pub found_none: String,
    pub known_too: String,
    pub capped: String,
    /// In the order of a row: errors, warnings, notes, articles, origins, sentences, claims, pairs.
    pub columns: Vec<String>,
    /// What `diff` says.
    pub both_clash: String,
    pub both_agree: String,
    pub one_alone: String,
    pub changed_silently: String,
    pub changed_noted: String,
    pub other_wording: String,
    pub added: String,
    pub removed: String,
    pub notes: String,
    pub nothing_changed: String,
    pub changes: String,
    pub line: String,
    pub sorts: BTreeMap<String, String>,
    pub verdicts: BTreeMap<String, String>,
    pub severities: BTreeMap<String, String>,
    /// One and many.
    pub counted: BTreeMap<String, [String; 2]>,
}

/// The file of a language, of which the page reads the rest.
#[derive(Deserialize)]
struct PlainFile {
    plain: Plain,
}

static ENGLISH: LazyLock<Plain> = LazyLock::new(|| read(include_str!("../../rules/report/en.toml")));
static FRENCH: LazyLock<Plain> = LazyLock::new(|| read(include_str!("../../rules/report/fr.toml")));

fn read(text: &str) -> Plain {
    toml::from_str::<PlainFile>(text).expect("the words of the binary are whole: tests of this file").plain
}

/// The words of a language.
pub(super) fn plain(lang: ReportLang) -> &'static Plain {
    match lang {
        ReportLang::En => &ENGLISH,
        ReportLang::Fr => &FRENCH,
    }
}

/// `text` with each `{name}` filled.
pub(super) fn filled(text: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out += before;
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        out += slots.iter().find(|s| s.0 == name).map_or("", |s| s.1);
        rest = after;
    }
    out + rest
}

impl Plain {
    /// `1 article`, `3 articles`, with the number as `shown`. A word that the table does not hold is one
    /// of an English format, and takes an *s*.
    pub fn count(&self, n: usize, shown: &str, word: &str) -> String {
        let many = n > 1 || n == 0 && self.none_is_many;
        match self.counted.get(word) {
            Some(forms) => format!("{shown} {}", forms[usize::from(many)]),
            None => format!("{shown} {word}{}", if many { "s" } else { "" }),
        }
    }

    /// The word of a table, or itself.
    pub fn word<'a>(table: &'a BTreeMap<String, String>, word: &'a str) -> &'a str {
        table.get(word).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Severity, VerdictKind};

    #[test]
    fn every_language_has_the_same_words() {
        let keys = |table: &BTreeMap<String, String>| table.keys().cloned().collect::<Vec<_>>();
        let english = plain(ReportLang::En);
        for lang in ReportLang::ALL {
            let words = plain(lang);
            assert_eq!(keys(&words.sorts), keys(&english.sorts), "{lang}");
            assert!(words.counted.keys().eq(english.counted.keys()), "{lang}");
            assert_eq!(words.columns.len(), 8, "{lang}");
            assert!(VerdictKind::ALL.iter().all(|v| words.verdicts.contains_key(v.word())), "{lang}");
            assert!(Severity::ALL.iter().all(|s| words.severities.contains_key(s.word())), "{lang}");
        }
    }

    #[test]
    fn counts_are_one_or_many_as_the_language_has_it() {
        let said = |lang, n: usize| plain(lang).count(n, &n.to_string(), "error");
        assert_eq!([0, 1, 2].map(|n| said(ReportLang::En, n)), ["0 errors", "1 error", "2 errors"]);
        assert_eq!([0, 1, 2].map(|n| said(ReportLang::Fr, n)), ["0 erreur", "1 erreur", "2 erreurs"]);
        assert_eq!(filled("{a} et {b}{c}", &[("a", "1"), ("b", "{a}")]), "1 et {a}");
    }
}
