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
    /// Which of the two sides of a clash a claim may be; of others it says *unlike* unasked. Of a pair,
    /// one claim is the first and the other the second.
    pub sides: fn(&Claim, &RuleSet) -> [bool; 2],
    /// What it says of a pair.
    pub compare: fn(&Pair<'_>) -> Verdict,
}

/// What the comparators have to do with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interest {
    /// Those for which it may be the first side, as bits in the order of [`COMPARATORS`].
    first: u32,
    /// Those for which it may be the second.
    second: u32,
}

impl Interest {
    /// In `claim`.
    pub fn of(claim: &Claim, rules: &RuleSet) -> Self {
        let mut out = Self::default();
        for (n, comparing) in COMPARATORS.iter().enumerate() {
            let [first, second] = (comparing.sides)(claim, rules);
            out.first |= u32::from(first) << n;
            out.second |= u32::from(second) << n;
        }
        out
    }

    /// The comparators that may have something to say of both, as bits.
    pub fn shared(self, other: Self) -> u32 {
        self.first & other.second | self.second & other.first
    }
}

/// The register. The first comparator that does not say *unlike* decides.
pub const COMPARATORS: &[Comparing] = &[
    Comparing { comparator: Comparator::Presence, sides: presence::sides, compare: presence::compare },
    Comparing { comparator: Comparator::Direction, sides: direction::sides, compare: direction::compare },
    Comparing { comparator: Comparator::Later, sides: later::sides, compare: later::compare },
    Comparing { comparator: Comparator::Score, sides: score::sides, compare: score::compare },
    Comparing { comparator: Comparator::Revision, sides: later::sides, compare: later::revision },
    Comparing { comparator: Comparator::Figures, sides: figures::sides, compare: figures::compare },
    Comparing { comparator: Comparator::Dates, sides: dates::sides, compare: dates::compare },
    Comparing { comparator: Comparator::Denial, sides: oppose::denial_sides, compare: oppose::denial },
    Comparing { comparator: Comparator::Negation, sides: oppose::negation_sides, compare: oppose::negation },
    Comparing { comparator: Comparator::Opposites, sides: opposites::sides, compare: opposites::compare },
    Comparing { comparator: Comparator::Commitment, sides: commitment::sides, compare: commitment::compare },
    Comparing { comparator: Comparator::Order, sides: order::sides, compare: order::compare },
    Comparing { comparator: Comparator::Swap, sides: swap::sides, compare: swap::compare },
    Comparing { comparator: Comparator::Missing, sides: missing::sides, compare: missing::compare },
    Comparing { comparator: Comparator::Roles, sides: roles::sides, compare: roles::compare },
    Comparing { comparator: Comparator::Quotes, sides: quotes::sides, compare: quotes::compare },
    Comparing { comparator: Comparator::Reach, sides: reach::sides, compare: reach::compare },
    Comparing { comparator: Comparator::Places, sides: places::sides, compare: places::compare },
    Comparing { comparator: Comparator::Members, sides: members::sides, compare: members::compare },
];
