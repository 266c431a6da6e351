//! `rules/<lang>/dates.toml`: how a language names days, months, spans of time and hours.

use super::numbers::proven;
use super::phrases::{Phrases, normal};
use crate::error::Result;
use crate::text::{Clitics, Map, Set, fold};
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A sentence and the dates that must be read out of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateExample {
    /// The sentence.
    pub text: String,
    /// Day of publication, `YYYY-MM-DD`; none: not known.
    pub published: Option<String>,
    /// Its dates in their order, each `days anchor [minute] [wrong]`: `2025-03-04 absolute`,
    /// `2016-01-01.. absolute`, `2021-07-22 publication @870`.
    pub expect: Vec<String>,
}

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Phrases for a time relative to publication or to another date of the text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelativeWords {
    /// What they name.
    pub unit: Calendar,
    /// How many of these later; negative: earlier.
    pub shift: i64,
    /// Counted from another date in the text, as *le lendemain*, and not from publication.
    #[serde(default)]
    pub text: bool,
    /// The phrases.
    pub phrases: Vec<String>,
}

/// How a phrase before a date changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// *depuis*: from its first day on.
    Since,
    /// *après*: from the day after its last.
    After,
    /// *avant*: until the day before its first.
    Before,
    /// *jusqu'en*: until its last day.
    Until,
    /// *début*: its first third.
    Early,
    /// *mi-*: its middle third.
    Middle,
    /// *fin*: its last third.
    Late,
    /// *premier semestre, first half of*.
    FirstHalf,
    /// *second semestre*.
    SecondHalf,
    /// *premier trimestre, first quarter of*.
    FirstQuarter,
    /// *deuxième trimestre*.
    SecondQuarter,
    /// *troisième trimestre*.
    ThirdQuarter,
    /// *quatrième trimestre*.
    FourthQuarter,
    /// *à, en, le*: changes nothing, but says that a date follows.
    At,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatesFile {
    /// Twelve lists of names of months.
    pub months: Vec<Vec<String>>,
    /// Seven lists of names of days, from Monday.
    pub weekdays: Vec<Vec<String>>,
    /// Spring, summer, autumn, winter.
    pub seasons: Vec<Vec<String>>,
    /// Names of months and days that are words of other meaning unless a date surrounds them.
    pub weak: Vec<String>,
    /// Months and days begin with a capital.
    pub capitals: bool,
    /// In all-figure dates the month comes first.
    pub month_first: bool,
    /// Words between the parts of a date: *de* in *2 de marzo de 2020*, *of*.
    pub links: Vec<String>,
    /// Words before a year that say that it is one.
    pub year_before: Vec<String>,
    /// Phrases for times relative to another.
    pub relative: Vec<RelativeWords>,
    /// Words behind or before a weekday, month or season that mean the one past.
    pub last: Vec<String>,
    /// The same for the one to come.
    pub next: Vec<String>,
    /// The same for this one.
    pub this: Vec<String>,
    /// Words before a weekday that make it a habit: *le* in *le lundi*.
    pub habit: Vec<String>,
    /// Phrases before a date that change it.
    pub modifiers: BTreeMap<Modifier, Vec<String>>,
    /// Words that open a range: *de, du, from, between*.
    pub range_open: Vec<String>,
    /// Words between its ends.
    pub range_to: Vec<String>,
    /// Phrases before a number of days that count back from publication: *il y a*.
    pub ago_before: Vec<String>,
    /// Phrases after it: *ago*.
    pub ago_after: Vec<String>,
    /// Names of calendar units for these: *jours*.
    pub units: BTreeMap<Calendar, Vec<String>>,
    /// Words for hours between hour and minutes: *h, heures*.
    pub hour: Vec<String>,
    /// Words that must stand before *14 heures* for a time of day.
    pub time_before: Vec<String>,
    /// Words after a time that put it before noon.
    pub morning: Vec<String>,
    /// Words after a time that put it after noon.
    pub evening: Vec<String>,
    /// *midi, minuit*: minutes since midnight.
    pub named_times: BTreeMap<String, u16>,
    /// Decades: *les années, the*.
    pub decade: Vec<String>,
    /// Proof.
    pub example: Vec<DateExample>,
}

/// A part of a date that one word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateName {
    /// Month, 1–12.
    Month(i8),
    /// Day of the week, 1 for Monday.
    Weekday(i8),
    /// Season, 0 for spring.
    Season(u8),
}

/// What is known of a language's dates, for lookup.
#[derive(Debug, Default)]
pub struct DateWords {
    /// All first words of what follows, so that most words cost one lookup.
    beginnings: Set<CompactString>,
    names: Map<CompactString, DateName>,
    weak: Set<CompactString>,
    /// See [`DatesFile`].
    pub capitals: bool,
    /// See [`DatesFile`].
    pub month_first: bool,
    /// See [`DatesFile`].
    pub links: Set<CompactString>,
    /// See [`DatesFile`].
    pub year_before: Set<CompactString>,
    /// Unit, shift, counted from the text.
    pub relative: Phrases<(Calendar, i64, bool)>,
    /// See [`DatesFile`].
    pub last: Set<CompactString>,
    /// See [`DatesFile`].
    pub next: Set<CompactString>,
    /// See [`DatesFile`].
    pub this: Set<CompactString>,
    /// See [`DatesFile`].
    pub habit: Set<CompactString>,
    /// See [`DatesFile`].
    pub modifiers: Phrases<Modifier>,
    /// See [`DatesFile`].
    pub range_open: Set<CompactString>,
    /// See [`DatesFile`].
    pub range_to: Set<CompactString>,
    /// See [`DatesFile`].
    pub ago_before: Phrases<()>,
    /// See [`DatesFile`].
    pub ago_after: Phrases<()>,
    /// See [`DatesFile`].
    pub units: Map<CompactString, Calendar>,
    /// See [`DatesFile`].
    pub hour: Set<CompactString>,
    /// See [`DatesFile`].
    pub time_before: Set<CompactString>,
    /// See [`DatesFile`].
    pub morning: Phrases<()>,
    /// See [`DatesFile`].
    pub evening: Phrases<()>,
    /// See [`DatesFile`].
    pub named_times: Map<CompactString, u16>,
    /// See [`DatesFile`].
    pub decade: Phrases<()>,
    /// Proof.
    pub examples: Vec<DateExample>,
}

fn set(words: &[String]) -> Set<CompactString> {
    words.iter().map(|w| normal(w)).collect()
}

impl DateWords {
    /// Prepares the file for lookup. The error says that it proves nothing.
    pub fn new(shown: &str, file: DatesFile, clitics: &Clitics) -> Result<Self> {
        proven(shown, file.example.len())?;
        let mut out = Self {
            weak: set(&file.weak),
            capitals: file.capitals,
            month_first: file.month_first,
            links: set(&file.links),
            year_before: set(&file.year_before),
            last: set(&file.last),
            next: set(&file.next),
            this: set(&file.this),
            habit: set(&file.habit),
            range_open: set(&file.range_open),
            range_to: set(&file.range_to),
            hour: set(&file.hour),
            time_before: set(&file.time_before),
            named_times: file.named_times.iter().map(|(w, &m)| (normal(w), m)).collect(),
            ..Self::default()
        };
        let mut name = |words: &[String], name: DateName| {
            for word in words {
                let word = normal(word);
                out.names.entry(fold(&word)).or_insert(name);
                out.names.insert(word, name);
            }
        };
        for (n, words) in (1..).zip(&file.months) {
            name(words, DateName::Month(n));
        }
        for (n, words) in (1..).zip(&file.weekdays) {
            name(words, DateName::Weekday(n));
        }
        for (n, words) in (0..).zip(&file.seasons) {
            name(words, DateName::Season(n));
        }
        for (&unit, words) in &file.units {
            out.units.extend(words.iter().map(|w| (normal(w), unit)));
        }
        for words in &file.relative {
            for text in &words.phrases {
                out.relative.add(text, clitics, (words.unit, words.shift, words.text));
            }
        }
        for (&modifier, phrases) in &file.modifiers {
            for text in phrases {
                out.modifiers.add(text, clitics, modifier);
            }
        }
        for (list, target) in [
            (&file.ago_before, &mut out.ago_before),
            (&file.ago_after, &mut out.ago_after),
            (&file.morning, &mut out.morning),
            (&file.evening, &mut out.evening),
            (&file.decade, &mut out.decade),
        ] {
            for text in list {
                target.add(text, clitics, ());
            }
        }
        let phrases = [&out.ago_before, &out.ago_after, &out.decade];
        out.beginnings =
            phrases.iter().flat_map(|p| p.beginnings()).chain(out.relative.beginnings()).cloned().collect();
        out.beginnings.extend(out.names.keys().chain(out.named_times.keys()).cloned());
        out.examples = file.example;
        Ok(out)
    }

    /// True when a date or time may begin with this word in lower case.
    pub fn may_begin(&self, lower: &str) -> bool {
        self.beginnings.contains(lower)
    }

    /// What part of a date a word in lower case names.
    pub fn name(&self, lower: &str) -> Option<DateName> {
        self.names.get(lower).copied()
    }

    /// True for a name that is also another word: *mars*, *may*.
    pub fn is_weak(&self, lower: &str) -> bool {
        self.weak.contains(lower)
    }
}
