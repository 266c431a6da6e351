//! Where each word of the rule files stands: for showing which entry decided.
//!
//! In: the files that the rules were read from. Out: lookups from a word or phrase to its entry, by
//! file and list. Made only when somebody asks for reasons.

use super::language::Language;
use super::phrases::phrase;
use super::set::RuleSet;
use super::source::Files;
use crate::model::{Entry, Lang, Term};
use crate::text::{Clitics, LineIndex, fold};
use compact_str::CompactString;
use std::collections::HashMap;
use toml::de::{DeTable, DeValue};

/// The entries of one file.
#[derive(Debug, Default)]
struct Listed {
    all: Vec<Entry>,
    /// By the words in normal form, apart by single spaces.
    words: HashMap<CompactString, Vec<usize>>,
    /// Single words by their root.
    roots: HashMap<Term, Vec<usize>>,
}

/// Every entry of the rule files that extraction reads.
#[derive(Debug, Default)]
pub struct Entries {
    files: HashMap<String, Listed>,
}

/// The files of a language that hold words.
const WORDS: &[&str] = &["attribution", "dates", "language", "measures", "numbers", "polarity", "units"];

impl Entries {
    /// The entries of `files`, from which `rules` were read.
    pub fn new(files: &Files, rules: &RuleSet) -> Self {
        let mut out = Self::default();
        for lang in Lang::ALL {
            let language = &rules.language(lang).language;
            for name in WORDS {
                out.add(files, &format!("{lang}/{name}.toml"), Some(language));
            }
        }
        out.add(files, "units.toml", None);
        out
    }

    fn add(&mut self, files: &Files, name: &str, language: Option<&Language>) {
        let text = files.text(name);
        // The rules were read from it, so that it is known to parse.
        let Ok(table) = DeTable::parse(text) else { return };
        let shown = files.shown(name);
        let mut found = Vec::new();
        walk(table.get_ref(), "", &mut found);
        let lines = LineIndex::new(text);
        let clitics = language.map_or_else(Clitics::default, |l| l.clitics.clone());
        let listed = self.files.entry(name.to_owned()).or_default();
        for (list, entry, at) in found {
            let number = listed.all.len();
            let line = lines.position(text, at).line;
            let words = phrase(&entry, &clitics);
            let key: CompactString = words.join(" ").into();
            // As phrases are kept: also without accents, but for short words.
            let plain: Vec<_> = words.iter().map(|w| if w.chars().count() > 2 { fold(w) } else { w.clone() }).collect();
            let plain: CompactString = plain.join(" ").into();
            if let Some(language) = language.filter(|_| !entry.contains(' ')) {
                listed.roots.entry(language.root(&entry)).or_default().push(number);
            }
            if plain != key {
                listed.words.entry(plain).or_default().push(number);
            }
            listed.words.entry(key).or_default().push(number);
            listed.all.push(Entry { entry: entry.into(), list: list.into(), file: shown.as_str().into(), line });
        }
    }

    /// The first entry that is `words` (in normal form, apart by single spaces) of a list of `file`
    /// that begins with one of `lists`.
    pub fn words(&self, file: &str, lists: &[&str], words: &str) -> Option<&Entry> {
        let listed = self.files.get(file)?;
        Self::first(listed, listed.words.get(words)?, lists)
    }

    /// The same by root, for lists that are kept by roots.
    pub fn root(&self, file: &str, lists: &[&str], root: &Term) -> Option<&Entry> {
        let listed = self.files.get(file)?;
        Self::first(listed, listed.roots.get(root)?, lists)
    }

    /// All entries of lists that begin with `list`, in the order of the file.
    pub fn of<'a, 'l>(&'a self, file: &str, list: &'l str) -> impl Iterator<Item = &'a Entry> + use<'a, 'l> {
        self.files.get(file).into_iter().flat_map(|l| &l.all).filter(move |e| e.list.starts_with(list))
    }

    fn first<'a>(listed: &'a Listed, numbers: &[usize], lists: &[&str]) -> Option<&'a Entry> {
        let of = |entry: &&Entry| lists.iter().any(|l| entry.list.starts_with(l));
        numbers.iter().map(|&n| &listed.all[n]).filter(of).min_by_key(|e| e.line)
    }
}

/// The words of a table with their lists and places. A word is a string of an array, or a key with
/// a number or a table of numbers behind it.
fn walk(table: &DeTable<'_>, path: &str, out: &mut Vec<(String, String, usize)>) {
    for (key, value) in table {
        let name = key.get_ref();
        if path.is_empty() && matches!(name.as_ref(), "example" | "name") {
            continue;
        }
        let list = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::String(text) => out.push((list.clone(), text.to_string(), item.span().start)),
                        DeValue::Array(names) => {
                            out.extend(names.iter().filter_map(|n| match n.get_ref() {
                                DeValue::String(text) => Some((list.clone(), text.to_string(), n.span().start)),
                                _ => None,
                            }));
                        }
                        DeValue::Table(inner) => walk(inner, &format!("{list}[{}]", identity(inner)), out),
                        _ => {}
                    }
                }
            }
            DeValue::Table(inner) if inner.values().any(|v| is_list(v.get_ref())) => walk(inner, &list, out),
            DeValue::Table(inner) if inner.contains_key("value") => {
                out.push((path.to_owned(), name.to_string(), key.span().start));
            }
            DeValue::Table(inner) => walk(inner, &list, out),
            DeValue::Integer(_) | DeValue::Float(_) if !path.is_empty() => {
                out.push((path.to_owned(), name.to_string(), key.span().start));
            }
            _ => {}
        }
    }
}

fn is_list(value: &DeValue<'_>) -> bool {
    matches!(value, DeValue::Array(_))
}

/// What tells one table of an array from the others: its `name`, else `bound`, else unit and shift.
fn identity(table: &DeTable<'_>) -> String {
    let of = |key: &str| {
        table.get(key).and_then(|v| match v.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => None,
        })
    };
    of("name").or_else(|| of("bound")).unwrap_or_else(|| {
        let parts: Vec<String> = ["unit", "shift"].into_iter().filter_map(of).collect();
        parts.join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let files = Files::embedded();
        let rules = RuleSet::embedded().unwrap();
        let entries = Entries::new(&files, &rules);
        let about = entries.words("fr/numbers.toml", &["bound["], "près de").expect("a bound");
        assert_eq!((about.list.as_str(), about.file.as_str()), ("bound[about].before", "rules/fr/numbers.toml"));
        let line = files.text("fr/numbers.toml").lines().nth(about.line - 1).unwrap_or("");
        assert!(line.contains("\"près de\""), "{line}");
        let root = rules.language(Lang::Fr).language.root("blessés");
        let injured = entries.root("fr/measures.toml", &["words."], &root).expect("a concept");
        assert_eq!(injured.list, "words.injured");
        assert_eq!(entries.words("fr/numbers.toml", &["units"], "douze").map(|e| e.list.as_str()), Some("units"));
        let euro = entries.words("units.toml", &["unit[EUR].symbols"], "€").expect("a symbol");
        assert_eq!((euro.list.as_str(), euro.file.as_str()), ("unit[EUR].symbols", "rules/units.toml"));
        assert_eq!(
            entries.words("fr/dates.toml", &["relative["], "hier").map(|e| e.list.as_str()),
            Some("relative[day -1].phrases")
        );
        assert_eq!(entries.words("fr/dates.toml", &["months"], "juin").map(|e| e.list.as_str()), Some("months"));
    }
}
