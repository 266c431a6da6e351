//! `rules/thresholds.toml`: where the gates stand.

use serde::Deserialize;

/// All thresholds. Weights are sums of term weights (see [`Rarity`](crate::model::Rarity)).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Which articles tell one story.
    pub story: Story,
    /// Which spellings are one name.
    pub names: NameLimits,
    /// Which figures count one thing.
    pub figures: FigureLimits,
    /// Which datings are of one event.
    pub dates: DateLimits,
    /// Which propositions are one.
    pub propositions: PropositionLimits,
    /// Which quotations are one.
    pub quotes: QuoteLimits,
    /// What notes list.
    pub notes: NoteLimits,
}

/// Which articles tell one story.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Share of the smaller article's weight that both must have, 0 to 1.
    pub overlap: f64,
    /// The same without a shared name.
    pub overlap_without_name: f64,
    /// Names that both must have, where both have any.
    pub names: usize,
    /// Articles of a story in which each meets each.
    pub whole: usize,
    /// Share of the shorter article's sentences that copies have in common, 0 to 1.
    pub copy: f64,
    /// Days between publications.
    pub window: u32,
}

/// Which spellings are one name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameLimits {
    /// Jaro-Winkler similarity, 0 to 1.
    pub similarity: f64,
    /// Letters of the shorter spelling.
    pub length: usize,
}

/// Which figures count one thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureLimits {
    /// Weight shared beyond the noun, where predicates meet.
    pub support: f64,
    /// The same where they do not.
    pub support_without_relation: f64,
    /// Weight of the other words of a sentence that says nothing but its figure.
    pub bare: f64,
    /// Days before publication from which a time is history.
    pub history_days: i64,
    /// Minutes between two times of day of one running count.
    pub minutes: u16,
}

/// Which datings are of one event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateLimits {
    /// Weight shared beyond the predicate.
    pub support: f64,
}

/// Which propositions are one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropositionLimits {
    /// Share of the denied proposition's weight that the other asserts, 0 to 1.
    pub coverage: f64,
    /// Weight of the shared terms.
    pub shared: f64,
    /// What a complement weighs against the predicate and its subject, 0 to 1.
    pub complement: f64,
    /// What a description beside a name weighs, 0 to 1.
    pub description: f64,
    /// What a term outside the other's clause weighs, 0 to 1.
    pub elsewhere: f64,
    /// Share of the side that says less that the other says too, 0 to 1, for one statement.
    pub same: f64,
    /// The same for the side that says more.
    pub same_other: f64,
    /// Weight of what each says of the other.
    pub same_weight: f64,
}

/// Which quotations are one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteLimits {
    /// Words that a quotation with two speakers has at least.
    pub words: usize,
    /// Share of the shorter one's words that both have, in order, 0 to 1.
    pub same: f64,
    /// Words that an altered quotation keeps at least.
    pub kept: usize,
}

/// What notes list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteLimits {
    /// Figures in one note of look-alikes.
    pub look_alikes: usize,
    /// What it adds to the log-odds of a denial that each article tells both sides.
    pub both_sides: f64,
}
