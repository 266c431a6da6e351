//! Pair → verdict.
//!
//! In: two claims of two articles. Out: conflict, agreement, or not about the same thing, each
//! with its reasons. A comparator is one way to clash, in one file, registered here; which clash
//! is which rule, and how grave, stands in `rules/conflicts/`.

mod checks;
mod commitment;
mod dates;
mod direction;
mod edits;
mod figures;
mod gates;
mod later;
mod members;
mod missing;
mod oppose;
mod opposites;
mod order;
mod places;
mod population;
mod presence;
mod score;

pub use checks::{CHECKS, Checking, Outline, Text, Texts};

pub use edits::{edits, new_notes};
mod quotes;
mod reach;
mod roles;
mod said;
mod same;
mod swap;

use crate::model::{Claim, Dossier, Rarity, Verdict};
use crate::rules::{Comparator, RuleSet};

pub use opposites::axis;
pub use said::said;

/// Two claims in their surroundings.
pub struct Pair<'a> {
    /// Article of the left claim.
    pub left: &'a Dossier,
    /// Article of the right claim.
    pub right: &'a Dossier,
    /// Left claim.
    pub a: &'a Claim,
    /// Right claim.
    pub b: &'a Claim,
    /// How telling terms are.
    pub rarity: &'a Rarity,
    /// Rules and thresholds.
    pub rules: &'a RuleSet,
    /// Somebody reads what is said of the pair; else verdicts name nothing and cost less.
    pub worded: bool,
}

/// A way to clash.
pub struct Comparing {
    /// Its name in rule files.
    pub comparator: Comparator,
    /// What it says of a pair.
    pub compare: fn(&Pair<'_>) -> Verdict,
}

/// The register. The first comparator that does not say *unlike* decides.
pub const COMPARATORS: &[Comparing] = &[
    Comparing { comparator: Comparator::Presence, compare: presence::compare },
    Comparing { comparator: Comparator::Direction, compare: direction::compare },
    Comparing { comparator: Comparator::Later, compare: later::compare },
    Comparing { comparator: Comparator::Score, compare: score::compare },
    Comparing { comparator: Comparator::Revision, compare: later::revision },
    Comparing { comparator: Comparator::Figures, compare: figures::compare },
    Comparing { comparator: Comparator::Dates, compare: dates::compare },
    Comparing { comparator: Comparator::Denial, compare: oppose::denial },
    Comparing { comparator: Comparator::Negation, compare: oppose::negation },
    Comparing { comparator: Comparator::Opposites, compare: opposites::compare },
    Comparing { comparator: Comparator::Commitment, compare: commitment::compare },
    Comparing { comparator: Comparator::Order, compare: order::compare },
    Comparing { comparator: Comparator::Swap, compare: swap::compare },
    Comparing { comparator: Comparator::Missing, compare: missing::compare },
    Comparing { comparator: Comparator::Roles, compare: roles::compare },
    Comparing { comparator: Comparator::Quotes, compare: quotes::compare },
    Comparing { comparator: Comparator::Reach, compare: reach::compare },
    Comparing { comparator: Comparator::Places, compare: places::compare },
    Comparing { comparator: Comparator::Members, compare: members::compare },
];
