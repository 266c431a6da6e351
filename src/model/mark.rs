//! What was read in an article, as marks on its text: for people, and for proofs.

use super::days::Day;
use super::lang::Lang;
use compact_str::CompactString;
use serde::Serialize;
use std::ops::Range;

/// What a mark shows. The order is that of the rows below a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A claim of so many, so much.
    Figure,
    /// A number that no claim holds.
    Quantity,
    /// A claim that something happened then.
    Dating,
    /// A date that no claim holds.
    Date,
    /// Who says something.
    Source,
    /// The word that tells that somebody says something.
    Cue,
    /// A claim that something is so or not so.
    Proposition,
    /// What is said.
    Content,
}

impl Sort {
    /// Every sort, in order.
    pub const ALL: [Self; 8] = [
        Self::Figure,
        Self::Quantity,
        Self::Dating,
        Self::Date,
        Self::Source,
        Self::Cue,
        Self::Proposition,
        Self::Content,
    ];

    /// As shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Quantity => "quantity",
            Self::Dating => "dating",
            Self::Date => "date",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Proposition => "proposition",
            Self::Content => "content",
        }
    }
}

/// A stretch of an article's text with what it was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Bytes of the article's text.
    pub at: Range<usize>,
    /// What it shows.
    pub sort: Sort,
    /// Number of the sentence that it stands in, or begins in.
    pub sentence: usize,
    /// What was read, in words: `≥180 journalistes`.
    pub label: String,
    /// Which rules read it so; empty unless asked for.
    pub because: Vec<Reason>,
}

/// Why something was read as it was: which words, by which entry of which rule file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What was decided: `bound about`, `unit EUR`, `cue deny`, `concept =injured`, `kind year`.
    pub reads: String,
    /// The words of the article that decided; empty where the absence of words did.
    pub words: String,
    /// The entry of the rule file, where one decided.
    #[serde(flatten)]
    pub by: Option<Entry>,
    /// What else there is to say, in words: `four digits behind "en"`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// An entry of a list in a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// As written there: `démentir`.
    pub entry: CompactString,
    /// The list: `cues.deny`.
    pub list: CompactString,
    /// The file: `rules/fr/attribution.toml`.
    pub file: CompactString,
    /// Its line, from 1.
    pub line: usize,
}

/// An article as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// As named by the user.
    pub path: String,
    /// The language that it was read in.
    pub lang: Lang,
    /// The outlet.
    pub source: String,
    /// Day of publication.
    pub published: Option<Day>,
    /// The text in which offsets count.
    pub text: String,
    /// The part of it that is the article.
    pub body: Range<usize>,
    /// The sentences, in order.
    pub sentences: Vec<Range<usize>>,
    /// The marks, by sort, then place.
    pub marks: Vec<Mark>,
}
