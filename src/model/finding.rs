//! Findings: disagreements between articles, complete in themselves.

use super::evidence::Weighed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The family of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Figures.
    Numeric,
    /// Dates and order in time.
    Date,
    /// So and not so.
    Polarity,
    /// Asserted and denied.
    Denial,
    /// Who said what.
    Attribution,
    /// Certain and uncertain.
    Certainty,
    /// Names of people, places, roles.
    Identity,
    /// A later figure.
    Update,
    /// Figures of one topic that count different things.
    Context,
    /// Told by one, left out by the other.
    Omission,
}

/// What sort of disagreement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictKind {
    /// Both cannot hold.
    Contradiction,
    /// Named sources disagree; both articles may report faithfully.
    Divergence,
    /// A later figure replaces an earlier one.
    Update,
    /// One is certain, the other is not.
    CertaintyGap,
    /// Look-alike figures that count different things.
    NotComparable,
    /// One side leaves out what the other tells.
    Omission,
}

/// How much a finding matters by default. Sorted from the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Both cannot be right.
    Error,
    /// Worth a look before publication.
    Warning,
    /// Good to know.
    Note,
}

macro_rules! words {
    ($type:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The word that stands for it in files and output.
            pub fn word(self) -> &'static str {
                match self { $($type::$variant => $word),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.word())
            }
        }

        impl FromStr for $type {
            type Err = String;

            fn from_str(s: &str) -> Result<Self, String> {
                $type::ALL.iter().copied().find(|v| v.word() == s).ok_or_else(|| {
                    let words: Vec<&str> = $type::ALL.iter().map(|v| v.word()).collect();
                    format!("unknown value \"{s}\", expected one of {}", words.join(", "))
                })
            }
        }
    };
}

words!(Kind {
    Numeric => "numeric",
    Date => "date",
    Polarity => "polarity",
    Denial => "denial",
    Attribution => "attribution",
    Certainty => "certainty",
    Identity => "identity",
    Update => "update",
    Context => "context",
    Omission => "omission",
});
words!(VerdictKind {
    Contradiction => "contradiction",
    Divergence => "divergence",
    Update => "update",
    CertaintyGap => "certainty-gap",
    NotComparable => "not-comparable",
    Omission => "omission",
});
words!(Severity { Error => "error", Warning => "warning", Note => "note" });

/// A figure as output shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Value {
    /// Lowest possible value in the stated unit; `null` where open.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub low: Option<f64>,
    /// Highest possible value in the stated unit; `null` where open.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub high: Option<f64>,
    /// The unit's name.
    pub unit: String,
    /// What is counted or measured, as written.
    pub measure: String,
    /// The bound's word: `exact`, `about`, `at-least`, …
    pub bound: super::quantity::Bound,
    /// The figure as written.
    pub text: String,
}

/// One side of a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Id of the article in the report.
    pub article: String,
    /// Sides that say the same share a number, from 0.
    pub group: usize,
    /// First byte of the quote in the article's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Line of the quote, from 1.
    pub line: usize,
    /// Column of the quote in user-perceived characters, from 1.
    pub column: usize,
    /// Exactly the bytes `start..end`.
    pub quote: String,
    /// The sentence that the quote stands in, verbatim; it holds the quote.
    pub sentence: String,
    /// The figure, for findings about figures.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Value>,
    /// Whose words they are, where the article says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub speaker: Option<String>,
    /// The origin of these words: that of the article, or of the text that this passage was copied
    /// from. Sides of one origin never confirm each other.
    #[serde(default)]
    pub origin: String,
}

/// A disagreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Fingerprint: survives edits elsewhere in the articles.
    pub id: String,
    /// Id of the rule.
    pub rule: String,
    /// Family of the rule.
    pub kind: Kind,
    /// What sort of disagreement.
    pub verdict: VerdictKind,
    /// How much it matters.
    pub severity: Severity,
    /// From 0.01 to 0.99, two decimals: of findings of 0.8 about eight in ten are true.
    pub confidence: f64,
    /// What the articles speak of, for people.
    pub topic: String,
    /// The story, for people: its place and what it is about, as written.
    #[serde(default)]
    pub story: String,
    /// One sentence, in English.
    pub message: String,
    /// The same in the other languages of reports, by code; empty in reports of versions that did
    /// not write it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub translations: BTreeMap<String, String>,
    /// Why they are of one thing, and why both cannot hold.
    pub because: Vec<String>,
    /// Every gate that left evidence, with what it weighs; the weights add up to the log-odds of
    /// `confidence`. Empty in reports of versions that did not write it.
    #[serde(default)]
    pub evidence: Vec<Weighed>,
    /// Independent origins of each group of sides, in the order of their numbers.
    #[serde(default)]
    pub origins: Vec<usize>,
    /// Two or more.
    pub sides: Vec<Side>,
    /// Set where the finding is accepted: it is told on demand and fails no run.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub accepted: Option<Accepted>,
}

/// Who accepts a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AcceptedBy {
    /// Its fingerprint stands in the baseline.
    Baseline,
    /// Configuration suppresses it.
    Configuration,
}

/// That a finding is accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Accepted {
    /// What says so.
    pub by: AcceptedBy,
    /// Why, in the words of who accepted it.
    pub reason: String,
}
