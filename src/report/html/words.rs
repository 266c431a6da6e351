//! The words of the page, one table for each language.

use crate::model::ReportLang;
use toml::{Table, Value};

/// The file of a language's words.
pub(super) fn file(lang: ReportLang) -> &'static str {
    match lang {
        ReportLang::En => "en.toml",
        ReportLang::Fr => "fr.toml",
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

    fn table(lang: ReportLang) -> Table {
        let mut table: Table = embedded(file(lang)).parse().unwrap();
        // Of other formats than the page.
        table.remove("plain");
        table
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
        let english = keys(&table(ReportLang::En), "");
        for lang in ReportLang::ALL {
            assert_eq!(keys(&table(lang), ""), english, "{lang}");
            assert_eq!(table(lang)["lang"].as_str(), Some(lang.code()));
        }
    }

    #[test]
    fn every_word_is_there_and_used() {
        let english = keys(&table(ReportLang::En), "");
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
        used.extend(["not_compared", "not_asked"].map(str::to_owned));
        used.extend(["decimal", "thousands", "group_from", "months"].map(str::to_owned));
        let told: BTreeSet<String> = english.iter().map(|k| k.split('.').next().unwrap_or(k).to_owned()).collect();
        assert_eq!(told, used, "words of the tables, and words of the templates");
        let words = |list: Vec<&str>, of: &str| list.iter().map(|w| format!("{of}.{w}")).collect::<BTreeSet<_>>();
        let sorts = ClaimSort::ALL.map(ClaimSort::word).to_vec();
        for (of, list) in [
            ("kinds", Kind::ALL.iter().map(|k| k.word()).collect()),
            ("severities", Severity::ALL.iter().map(|k| k.word()).collect()),
            ("severities_many", Severity::ALL.iter().map(|k| k.word()).collect()),
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
}
