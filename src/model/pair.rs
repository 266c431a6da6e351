//! What comparison says of two claims.

use super::evidence::Evidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// In which way two claims of one thing clash. With the comparator it selects the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Clash {
    /// Two plain values.
    Exact,
    /// A value against a bound.
    Bound,
    /// Two estimates or bounds.
    Estimate,
    /// The same digits, a thousand times apart or more.
    Magnitude,
    /// A part against its total.
    Part,
    /// Two sources count differently.
    Counter,
    /// One source counts twice.
    Source,
    /// Two results of one match or ballot.
    Score,
    /// One says so, the other not so.
    Plain,
    /// One speaker says so and not so.
    Voice,
    /// Hedged on one side, plain fact on the other.
    Hedge,
    /// Yet to come on one side, done on the other.
    Plan,
    /// Somebody's word on one side, the article's own on the other.
    Dropped,
    /// Two people in one office.
    Person,
    /// One person in two roles that exclude each other.
    Role,
    /// Under suspicion on one side, guilty on the other.
    Guilt,
    /// One quotation, two speakers.
    Speaker,
    /// One speaker, one quotation, with a word turned.
    Words,
}

impl Clash {
    /// The word that stands for it in rule files.
    pub fn word(self) -> &'static str {
        match self {
            Clash::Exact => "exact",
            Clash::Bound => "bound",
            Clash::Estimate => "estimate",
            Clash::Magnitude => "magnitude",
            Clash::Part => "part",
            Clash::Counter => "counter",
            Clash::Source => "source",
            Clash::Score => "score",
            Clash::Plain => "plain",
            Clash::Voice => "voice",
            Clash::Hedge => "hedge",
            Clash::Plan => "plan",
            Clash::Dropped => "dropped",
            Clash::Person => "person",
            Clash::Role => "role",
            Clash::Guilt => "guilt",
            Clash::Speaker => "speaker",
            Clash::Words => "words",
        }
    }
}

/// The outcome of comparing two claims.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// They speak of one thing and clash.
    Conflict {
        /// In which way.
        clash: Clash,
        /// Why they are of one thing, and why both cannot hold.
        because: Vec<Evidence>,
    },
    /// They speak of one thing and say the same.
    Agree {
        /// Why they are of one thing.
        because: Vec<Evidence>,
    },
    /// They are not about the same thing: the first gate that said no.
    Unlike {
        /// The gate's name.
        gate: &'static str,
        /// In words.
        text: Cow<'static, str>,
    },
}

impl Verdict {
    /// Not about the same thing, because of `gate`.
    pub fn unlike(gate: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        Verdict::Unlike { gate, text: text.into() }
    }
}

/// A pair of claims that was compared and found to be of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Article and claim.
    pub left: (usize, usize),
    /// Article and claim, of a later article.
    pub right: (usize, usize),
    /// Index of the conflict rule that takes it; `None` for agreement.
    pub rule: Option<usize>,
    /// Why.
    pub because: Vec<Evidence>,
}
