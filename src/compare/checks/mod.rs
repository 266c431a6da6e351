//! Two texts → slips: clashes of words, not of claims.
//!
//! In: two articles, or one that is looked at alone. Out: [`Slip`]s, each with its places and
//! reasons. A check is one way to slip, in one file, registered here.

mod drift;
mod outline;
mod parts;
mod spelling;
mod title;
mod weekday;

pub use outline::Outline;

use crate::model::{Claim, Dossier, Rarity, Slip, Spot};
use crate::rules::{Comparator, RuleSet};
use crate::text::{Raw, Span};

/// One article.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Its index.
    pub article: usize,
    /// What is kept of it.
    pub dossier: &'a Dossier,
    /// Its sentences and names, for lookup.
    pub outline: &'a Outline,
    /// What its headline says, where that stands in the file.
    pub title: Option<&'a Dossier>,
}

impl Text<'_> {
    /// A stretch of the article.
    fn spot(&self, sentence: usize, span: Span<Raw>, claim: Option<&Claim>) -> Spot {
        Spot { article: self.article, sentence: self.dossier.sentences[sentence].clone(), span, claim: claim.cloned() }
    }
}

/// Two articles of one story, or one article twice.
pub struct Texts<'a> {
    /// The one that comes first.
    pub left: Text<'a>,
    /// The other.
    pub right: Text<'a>,
    /// They are copies of one text.
    pub copies: bool,
    /// How telling terms are.
    pub rarity: &'a Rarity,
    /// Rules and thresholds.
    pub rules: &'a RuleSet,
}

/// A way to slip.
pub struct Checking {
    /// Its name in rule files.
    pub comparator: Comparator,
    /// It looks at an article alone.
    pub within: bool,
    /// It looks at two articles.
    pub across: bool,
    /// What it finds.
    pub check: fn(&Texts<'_>) -> Vec<Slip>,
}

/// The register, in the order in which the checks run.
pub const CHECKS: &[Checking] = &[
    Checking { comparator: Comparator::Drift, within: false, across: true, check: drift::check },
    Checking { comparator: Comparator::Parts, within: true, across: false, check: parts::check },
    Checking { comparator: Comparator::Title, within: true, across: false, check: title::check },
    Checking { comparator: Comparator::Weekday, within: true, across: false, check: weekday::check },
    Checking { comparator: Comparator::Spelling, within: true, across: true, check: spelling::check },
];
