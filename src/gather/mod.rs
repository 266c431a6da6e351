//! Judged pairs → findings, one for each disagreement.
//!
//! In: dossiers, stories and judged pairs. Out: findings with all their sides, figure rows, notes
//! of look-alikes. It compares nothing anew.

mod edit;
mod group;
mod look_alike;
mod matrix;
mod profile;
mod side;
mod slips;
mod stale;
mod story;
mod words;

pub use edit::{changes, silent_edits};
pub use group::{findings, sort};
pub use look_alike::look_alikes;
pub use matrix::figures;
pub use profile::{Edited, by_source, merged};
pub use slips::slips;
pub use stale::stale;
pub use story::name_stories;

use crate::model::{Dossier, Origins, Story};
use crate::rules::RuleSet;
use std::collections::BTreeSet;

/// What gathering needs besides the pairs.
pub struct Gathering<'a> {
    /// In the order of their paths; ids are `a1`, `a2`, …
    pub dossiers: &'a [Dossier],
    /// In the order of their first article.
    pub stories: &'a [Story],
    /// Who copied from whom.
    pub origins: &'a Origins,
    /// Articles of which there is a later version.
    pub replaced: BTreeSet<usize>,
    /// Rules.
    pub rules: &'a RuleSet,
}

impl Gathering<'_> {
    /// Name of the story that an article belongs to.
    pub fn topic(&self, article: usize) -> &str {
        self.stories.iter().find(|s| s.members.contains(&article)).map_or("", |s| s.topic.as_str())
    }
}
