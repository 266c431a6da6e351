//! What is to be said, whatever the language: the name of a sentence and what fills it.

use super::days::{Day, Days};
use super::quantity::Interval;

/// A sentence that is not yet in any language. Its texts stand in `rules/wording.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// One of [`WORDINGS`].
    pub name: &'static str,
    /// What fills it, by the names of the register.
    pub slots: Vec<(&'static str, Slot)>,
}

/// What fills a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Words of an article, or a name: the same in every language.
    Words(String),
    /// Days.
    Days(Days),
    /// A number, in the unit that the article states.
    Number(f64),
    /// A range of numbers, in the unit that the article states.
    Range(Interval),
    /// A time of day, in minutes since midnight.
    Hour(u16),
    /// The name of the weekday of a day.
    Weekday(Day),
    /// Another sentence.
    Wording(Wording),
}

impl Wording {
    /// The sentence of this name; what fills it is added by [`Wording::with`].
    pub fn new(name: &'static str) -> Self {
        debug_assert!(WORDINGS.iter().any(|w| w.0 == name), "{name} does not stand in the register of wordings");
        Self { name, slots: Vec::new() }
    }

    /// With `value` in the place of `{slot}`.
    #[must_use]
    pub fn with(mut self, slot: &'static str, value: impl Into<Slot>) -> Self {
        debug_assert!(
            WORDINGS.iter().any(|w| w.0 == self.name && w.1.contains(&slot)),
            "{} has no slot {slot} in the register of wordings",
            self.name
        );
        self.slots.push((slot, value.into()));
        self
    }
}

impl From<&'static str> for Wording {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Slot {
    fn from(words: String) -> Self {
        Slot::Words(words)
    }
}

impl From<&str> for Slot {
    fn from(words: &str) -> Self {
        Slot::Words(words.to_owned())
    }
}

impl From<&String> for Slot {
    fn from(words: &String) -> Self {
        Slot::Words(words.clone())
    }
}

impl From<Days> for Slot {
    fn from(days: Days) -> Self {
        Slot::Days(days)
    }
}

impl From<Day> for Slot {
    fn from(day: Day) -> Self {
        Slot::Days(Days::on(day))
    }
}

impl From<Interval> for Slot {
    fn from(range: Interval) -> Self {
        Slot::Range(range)
    }
}

impl From<usize> for Slot {
    fn from(n: usize) -> Self {
        Slot::Number(n as f64)
    }
}

impl From<f64> for Slot {
    fn from(n: f64) -> Self {
        Slot::Number(n)
    }
}

impl From<Wording> for Slot {
    fn from(wording: Wording) -> Self {
        Slot::Wording(wording)
    }
}

/// The register of all sentences, by name, with what fills them.
pub const WORDINGS: &[(&str, &[&str])] = &[
    ("accused", &[]),
    ("age-of", &["who"]),
    ("both-of", &["about"]),
    ("both-say", &["what"]),
    ("both-sides", &[]),
    ("changed-attribution", &[]),
    ("changed-certainty", &[]),
    ("changed-date", &[]),
    ("changed-figure", &[]),
    ("changed-name", &[]),
    ("changed-polarity", &[]),
    ("changed-wording", &[]),
    ("copied-figure", &[]),
    ("copied-name", &[]),
    ("copied-negation", &[]),
    ("copied-number", &[]),
    ("copies", &[]),
    ("denied-by", &["who"]),
    ("differ", &["left", "right"]),
    ("do-not-meet", &["left", "right"]),
    ("doubted", &[]),
    ("guilt", &[]),
    ("hedged", &[]),
    ("hours", &["first", "second"]),
    ("known-both", &[]),
    ("known-one", &[]),
    ("near-spelling", &["left", "right"]),
    ("no-note", &[]),
    ("no-subject", &[]),
    ("none-and-some", &["what"]),
    ("not-in-text", &[]),
    ("one-side", &["who"]),
    ("opposites", &["axis", "left", "right"]),
    ("other-certainty", &[]),
    ("other-days", &["left", "right"]),
    ("other-direction", &[]),
    ("other-measures", &[]),
    ("other-note", &["note"]),
    ("other-order", &["first", "second", "event"]),
    ("other-role", &["axis", "left", "right"]),
    ("other-weekday", &["day", "weekday"]),
    ("part-of", &["part", "total"]),
    ("parts-make", &["parts", "sum", "total"]),
    ("prior", &["comparator"]),
    ("published", &["first", "second"]),
    ("reach-all", &["what"]),
    ("reach-only", &["only", "also"]),
    ("residents-of", &["place"]),
    ("same-accusation", &["about"]),
    ("same-accused", &[]),
    ("same-day", &["when"]),
    ("same-deed", &["what"]),
    ("same-event", &["what"]),
    ("same-list", &["members"]),
    ("same-measure", &["what"]),
    ("same-office", &["office", "of"]),
    ("same-page", &[]),
    ("same-place", &["place"]),
    ("same-predicate", &["what"]),
    ("same-source", &["who"]),
    ("same-time", &["when"]),
    ("sourced", &["who"]),
    ("sourced-unnamed", &[]),
    ("speak-of", &["about"]),
    ("swapped", &["doer", "done"]),
    ("they-reject", &["about"]),
    ("told-as-none", &["about"]),
    ("told-before", &[]),
    ("turned-negation", &[]),
    ("words-kept", &["kept"]),
    ("words-kept-of", &["kept", "of"]),
    // Parts of sentences.
    ("days-between", &["from", "to"]),
    ("days-from", &["from"]),
    ("days-unknown", &[]),
    ("days-until", &["to"]),
    ("range-above", &["n"]),
    ("range-at-least", &["n"]),
    ("range-at-most", &["n"]),
    ("range-below", &["n"]),
    ("range-between", &["low", "high"]),
    ("range-unknown", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_in_the_register() {
        for (n, (name, _)) in WORDINGS.iter().enumerate() {
            assert!(WORDINGS[..n].iter().all(|(other, _)| other != name), "{name}");
        }
    }

    #[test]
    #[should_panic(expected = "does not stand in the register of wordings")]
    fn what_the_register_does_not_name_cannot_be_said() {
        let _ = Wording::new("no-such-sentence");
    }

    #[test]
    #[should_panic(expected = "copies has no slot who")]
    fn a_slot_that_the_sentence_does_not_have_cannot_be_filled() {
        let _ = Wording::new("copies").with("who", "Norlink");
    }
}
