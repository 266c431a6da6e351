//! `rules/thresholds.toml`: where the gates stand.

use serde::Deserialize;

/// All thresholds. Weights are sums of term weights (see [`Rarity`](crate::model::Rarity)).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Which articles tell one story.
    pub story: StoryLimits,
    /// Which texts are copies.
    pub copies: CopyLimits,
    /// Which spellings are one name.
    pub names: NameLimits,
    /// Which figures count one thing.
    pub figures: FigureLimits,
    /// Which articles are of one place.
    pub places: PlaceLimits,
    /// Which datings are of one event.
    pub dates: DateLimits,
    /// Which propositions are one.
    pub propositions: PropositionLimits,
    /// Which sentences are near copies.
    pub drift: DriftLimits,
    /// Which quotations are one.
    pub quotes: QuoteLimits,
    /// What notes list.
    pub notes: NoteLimits,
}

/// Which articles tell one story.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryLimits {
    /// Share of the smaller article's weight that both must have, 0 to 1.
    pub overlap: f64,
    /// The same without a shared name.
    pub overlap_without_name: f64,
    /// Names that both must have, where both have any.
    pub names: usize,
    /// Articles of a story in which each meets each.
    pub whole: usize,
    /// Articles of a story, at most.
    pub largest: usize,
    /// Days between publications.
    pub window: u32,
    /// A term tells stories apart where at most one in so many articles holds it, …
    pub rare_one_in: usize,
    /// … or at most so many, …
    pub rare_from: usize,
    /// … and never where more than so many do.
    pub rare_to: usize,
    /// Articles, those that share most with it, that an article is held against at most.
    pub candidates: usize,
}

/// Which texts are copies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyLimits {
    /// Share of the shorter article's sentences, or runs of three words, that a copy holds, 0 to 1.
    pub share: f64,
    /// Share of the runs of words of both that a sentence and its near copy have in common, 0 to 1.
    pub sentence: f64,
    /// Share of the longer one's runs of words, 0 to 1; below it the shorter is a passage of it.
    pub longer: f64,
    /// Share of the runs of words of the shorter of two versions of one page, 0 to 1.
    pub version: f64,
    /// Words of the shortest article, and of the shortest passage, that can be a near copy.
    pub words: usize,
}

/// Which spellings are one name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameLimits {
    /// Jaro-Winkler similarity, 0 to 1.
    pub similarity: f64,
    /// Letters of the shorter spelling.
    pub length: usize,
    /// Jaro-Winkler similarity from which two last names behind one first name are told as two
    /// spellings, 0 to 1.
    pub variant: f64,
    /// Letters from which a last name may differ by two.
    pub long: usize,
    /// Words that stand beside two names further apart, where they are one's.
    pub house: usize,
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
    /// Share by which two counts of one place's residents may differ and both be right, 0 to 1.
    pub population: f64,
    /// Days before publication from which a time is history.
    pub history_days: i64,
    /// Minutes between two times of day of one running count.
    pub minutes: u16,
    /// Days between publications beyond which two scores are of two matches.
    pub match_days: i64,
    /// Share of a count that a later one is at least where it revises it, 0 to 1.
    pub revision: f64,
    /// Days from which an old count is stale.
    pub stale_days: i64,
    /// Independent origins that must have replaced it.
    pub stale_origins: usize,
}

/// Which articles are of one place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceLimits {
    /// Names that both articles must share, where each begins with another place.
    pub shared_names: usize,
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
    /// Sentences of an article that tell of what the other says it was not.
    pub identified: usize,
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

/// Which sentences are near copies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriftLimits {
    /// Share of the longer sentence's words that both hold in one order, 0 to 1.
    pub shared: f64,
    /// Words that both sentences have at least.
    pub words: usize,
    /// The same in articles that are copies.
    pub words_in_copies: usize,
}

/// What notes list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteLimits {
    /// Figures in one note of look-alikes.
    pub look_alikes: usize,
}
