//! Words → dates: absolute, relative to publication, ranges, times of day.
//!
//! In: the words of a sentence and the day of publication. Out: one [`DateReading`] per date or
//! time, in order. What needs a day of publication and has none is read but not resolved.

mod atoms;
mod relative;
mod resolve;
mod times;
mod years;

use super::Word;
use crate::model::{Day, Days};
use crate::rules::LanguageRules;
use crate::text::{Clean, Span};
use atoms::Atom;

/// What a date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Nothing: it names its year.
    Absolute,
    /// The day of publication.
    Publication,
    /// Another date of the sentence: *le lendemain*.
    Text,
    /// What it is counted from is not known.
    Unresolved,
}

/// A date or time in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct DateReading {
    /// First word, including *depuis, fin, en*.
    pub first: usize,
    /// Last word, inclusive.
    pub last: usize,
    /// Where these words stand in the clean text.
    pub span: Span<Clean>,
    /// The days it may mean; open on both sides where it is not resolved or a mere time of day.
    pub days: Days,
    /// Minutes since midnight, 0–1439.
    pub minute: Option<u16>,
    /// What it is counted from.
    pub anchor: Anchor,
    /// The day of the week that it names, 1 for Monday to 7.
    pub weekday: Option<i8>,
    /// Whether that is the weekday of its date; `None` where it names none or the date is no
    /// single day of its own.
    pub weekday_matches: Option<bool>,
    /// Its words, with single spaces.
    pub label: String,
}

/// All that dates are read with.
struct Context<'a> {
    words: &'a [Word<'a>],
    rules: &'a LanguageRules,
    published: Option<Day>,
}

impl<'a> Context<'a> {
    fn lower(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|w| w.lower.as_str())
    }

    fn word(&self, at: usize) -> Option<&'a Word<'a>> {
        self.words.get(at)
    }

    /// The k-th word to the left of `at`, 0 being the one right before it.
    fn left(&self, at: usize, k: usize) -> Option<&'a str> {
        at.checked_sub(1 + k).and_then(|n| self.lower(n))
    }

    fn before(&self, at: usize) -> Option<&'a Word<'a>> {
        at.checked_sub(1).and_then(|k| self.words.get(k))
    }
}

/// Reads the dates of a sentence published on `published`.
pub fn dates(words: &[Word<'_>], rules: &LanguageRules, published: Option<Day>) -> Vec<DateReading> {
    let context = Context { words, rules, published };
    let mut atoms: Vec<Atom> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match atoms::at(&context, at, &atoms) {
            Some(atom) => {
                at = atom.last + 1;
                atoms.push(atom);
            }
            None => at += 1,
        }
    }
    if atoms.is_empty() {
        return Vec::new();
    }
    resolve::readings(&context, atoms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::words_of;
    use crate::model::Lang;
    use crate::rules::RuleSet;

    fn told(d: &DateReading) -> String {
        let mut out = format!("{} {}", d.days, format!("{:?}", d.anchor).to_lowercase());
        if let Some(minute) = d.minute {
            out += &format!(" @{minute}");
        }
        if d.weekday_matches == Some(false) {
            out += " wrong";
        }
        out
    }

    #[test]
    fn the_examples_of_the_rule_files_read_as_they_say() {
        let rules = RuleSet::embedded().unwrap();
        let mut wrong = Vec::new();
        for lang in Lang::ALL {
            let of = rules.language(lang);
            for example in &of.dates.examples {
                let words = words_of(&example.text, of);
                let published = example.published.as_ref().map(|d| d.parse().unwrap());
                let got: Vec<String> = dates(&words, of, published).iter().map(told).collect();
                if got != example.expect {
                    wrong.push(format!("{}\n   read {got:?}\n expect {:?}", example.text, example.expect));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn without_a_publication_date_nothing_relative_is_resolved() {
        let rules = RuleSet::embedded().unwrap();
        let fr = rules.language(Lang::Fr);
        let text = "Il a été arrêté jeudi, relâché hier et rejugé le 4 mars.";
        let words = words_of(text, fr);
        let got = dates(&words, fr, None);
        assert_eq!(got.len(), 3);
        assert!(got.iter().all(|d| d.anchor == Anchor::Unresolved && d.days == Days::default()));
        assert_eq!(got[0].weekday, Some(4));
    }
}
