//! The words of the page, one table for each language.

use std::fmt;
use std::str::FromStr;
use toml::{Table, Value};

/// A language of the page; articles and findings keep theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageLang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl PageLang {
    /// Every language, in the order of help.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The file of its words.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::En => "en.toml",
            Self::Fr => "fr.toml",
        }
    }
}

impl fmt::Display for PageLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for PageLang {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::code).join(", ");
        Self::ALL
            .into_iter()
            .find(|l| l.code() == s)
            .ok_or_else(|| format!("unknown language \"{s}\", expected {known}"))
    }
}

/// The words of `below` with those of `above` in their places.
pub(super) fn laid_over(below: Table, above: Table) -> Table {
    let mut out = below;
    for (key, value) in above {
        let value = match (out.remove(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => Value::Table(laid_over(below, above)),
            (_, value) => value,
        };
        out.insert(key, value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::markup::embedded;
    use super::*;
    use crate::model::{Act, CaseSort, ClaimSort, Kind, Severity, VerdictKind};
    use crate::report::profile::COUNTS;
    use std::collections::BTreeSet;

    fn table(lang: PageLang) -> Table {
        embedded(lang.file()).parse().unwrap()
    }

    fn keys(table: &Table, below: &str) -> BTreeSet<String> {
        let of = |(key, value): (&String, &Value)| match value {
            Value::Table(inner) => keys(inner, &format!("{below}{key}.")),
            Value::String(text) => {
                assert!(!text.is_empty(), "{below}{key} says nothing");
                [format!("{below}{key}")].into()
            }
            _ => panic!("{below}{key} is no text"),
        };
        table.iter().flat_map(of).collect()
    }

    #[test]
    fn every_language_has_the_same_words() {
        let english = keys(&table(PageLang::En), "");
        for lang in PageLang::ALL {
            assert_eq!(keys(&table(lang), ""), english, "{lang}");
            assert_eq!(table(lang)["lang"].as_str(), Some(lang.code()));
        }
    }

    #[test]
    fn every_word_is_there_and_used() {
        let english = keys(&table(PageLang::En), "");
        let mut used: BTreeSet<String> = BTreeSet::new();
        for name in super::super::PAGE_FILES.iter().filter(|n| n.ends_with(".html")) {
            for (at, _) in embedded(name).match_indices("t.") {
                let text = embedded(name);
                if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
                    continue;
                }
                let key: String = text[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                used.insert(key);
            }
        }
        used.extend(["articles", "origins", "sentences", "claims", "compared", "corpus"].map(str::to_owned));
        used.extend(["decimal", "thousands"].map(str::to_owned));
        let told: BTreeSet<String> = english.iter().map(|k| k.split('.').next().unwrap_or(k).to_owned()).collect();
        assert_eq!(told, used, "words of the tables, and words of the templates");
        let words = |list: Vec<&str>, of: &str| list.iter().map(|w| format!("{of}.{w}")).collect::<BTreeSet<_>>();
        let sorts = ClaimSort::ALL.map(ClaimSort::word).to_vec();
        for (of, list) in [
            ("kinds", Kind::ALL.iter().map(|k| k.word()).collect()),
            ("severities", Severity::ALL.iter().map(|k| k.word()).collect()),
            ("verdicts", VerdictKind::ALL.iter().map(|k| k.word()).collect()),
            ("acts", Act::ALL.iter().map(|k| k.word()).collect()),
            ("sorts", sorts),
            ("counts", COUNTS.to_vec()),
            ("cases", CaseSort::ALL.map(CaseSort::word).to_vec()),
        ] {
            let there = english.iter().filter(|k| k.starts_with(&format!("{of}."))).cloned().collect::<BTreeSet<_>>();
            assert_eq!(there, words(list, of));
        }
    }

    #[test]
    fn own_words_take_the_place_of_those_below() {
        let below: Table = "a = \"1\"\n[in]\nb = \"2\"\nc = \"3\"".parse().unwrap();
        let above: Table = "[in]\nb = \"4\"".parse().unwrap();
        assert_eq!(laid_over(below, above), "a = \"1\"\n[in]\nb = \"4\"\nc = \"3\"".parse::<Table>().unwrap());
    }

    #[test]
    fn languages_are_named_by_their_codes() {
        assert_eq!("fr".parse(), Ok(PageLang::Fr));
        assert_eq!("es".parse::<PageLang>(), Err("unknown language \"es\", expected en, fr".into()));
    }
}
