//! What was changed from one version of an article to the next.

use super::finding::Side;
use crate::text::{Raw, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What sort of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeSort {
    /// Another number.
    Figure,
    /// Another day.
    Date,
    /// Another name.
    Name,
    /// So against not so.
    Polarity,
    /// Other words for who says it, or nobody any more.
    Attribution,
    /// More or less sure.
    Certainty,
    /// Other words.
    Wording,
    /// A sentence that the earlier version lacks.
    Added,
    /// A sentence that the later version lacks.
    Removed,
}

impl ChangeSort {
    /// The word that stands for it in output.
    pub fn word(self) -> &'static str {
        match self {
            ChangeSort::Figure => "figure",
            ChangeSort::Date => "date",
            ChangeSort::Name => "name",
            ChangeSort::Polarity => "polarity",
            ChangeSort::Attribution => "attribution",
            ChangeSort::Certainty => "certainty",
            ChangeSort::Wording => "wording",
            ChangeSort::Added => "added",
            ChangeSort::Removed => "removed",
        }
    }
}

/// A stretch of a sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Number of the sentence in the dossier.
    pub sentence: usize,
    /// The words.
    pub span: Span<Raw>,
}

/// A change as comparison finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What sort.
    pub sort: ChangeSort,
    /// The words of the earlier version; `None` for what was added.
    pub before: Option<Stretch>,
    /// The words of the later version; `None` for what was removed.
    pub after: Option<Stretch>,
    /// Both versions cannot be right.
    pub clash: bool,
    /// The correction note of the later version that covers it.
    pub note: Option<String>,
}

/// A change as output shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What sort.
    pub sort: ChangeSort,
    /// The earlier words, the later words, or both; group 0 is the earlier version.
    pub sides: Vec<Side>,
    /// The correction note that covers it; `null` where it was made in silence.
    pub note: Option<String>,
}

/// What `diff` says besides its findings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The two articles are versions of one, the first one earlier.
    pub versions: bool,
    /// Correction notes that the later version has and the earlier one has not.
    pub notes: Vec<String>,
    /// Changes from one version to the next, in the order of the text; empty for two articles.
    pub changes: Vec<Change>,
}
