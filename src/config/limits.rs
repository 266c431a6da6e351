//! `[limits]`: how much is read of what comes from elsewhere.

use super::load::Settings;
use super::values::{Origin, Size};
use crate::model;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;

/// How much is read of what comes from elsewhere. What a limit cuts off is told as a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Limits {
    /// Largest file, unpacked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_size: Option<Size>,
    /// Largest page, or content of a feed's entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<Size>,
    /// Longest line of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Size>,
    /// Elements of a page that are open inside each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<NonZeroUsize>,
    /// So many times larger than its archive a file may be, where it is over 1 MiB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<NonZeroUsize>,
    /// Longest sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Size>,
    /// Claims of one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims: Option<NonZeroUsize>,
    /// Articles of one run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub articles: Option<NonZeroUsize>,
}

impl Limits {
    /// True where none is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes from `farther` what this one does not say.
    pub(super) fn under(&mut self, farther: Self) {
        *self = Self {
            file_size: self.file_size.or(farther.file_size),
            page_size: self.page_size.or(farther.page_size),
            line: self.line.or(farther.line),
            depth: self.depth.or(farther.depth),
            ratio: self.ratio.or(farther.ratio),
            sentence: self.sentence.or(farther.sentence),
            claims: self.claims.or(farther.claims),
            articles: self.articles.or(farther.articles),
        };
    }

    /// All of them, with the defaults where nothing is given.
    pub(super) fn in_force(&self) -> Self {
        let all = self.limits();
        let (size, count) = (|n| Some(Size(n)), NonZeroUsize::new);
        Self {
            file_size: size(all.file),
            page_size: size(all.page),
            line: size(all.line),
            depth: count(all.depth),
            ratio: count(all.ratio),
            sentence: size(all.sentence),
            claims: count(all.claims),
            articles: count(all.articles),
        }
    }

    fn limits(&self) -> model::Limits {
        let own = model::Limits::default();
        let size = |given: Option<Size>, own: usize| given.map_or(own, |s| s.0);
        let count = |given: Option<NonZeroUsize>, own: usize| given.map_or(own, NonZeroUsize::get);
        model::Limits {
            file: size(self.file_size, own.file),
            page: size(self.page_size, own.page),
            line: size(self.line, own.line),
            depth: count(self.depth, own.depth),
            ratio: count(self.ratio, own.ratio),
            sentence: size(self.sentence, own.sentence),
            claims: count(self.claims, own.claims),
            articles: count(self.articles, own.articles),
        }
    }
}

impl Settings {
    /// The limits in force.
    pub fn limits(&self) -> model::Limits {
        self.config.limits.limits()
    }

    /// Puts what the command line says in place of a limit.
    pub fn give_limit<T>(&mut self, key: &str, slot: impl FnOnce(&mut Limits) -> &mut Option<T>, value: Option<T>) {
        if let Some(value) = value {
            *slot(&mut self.config.limits) = Some(value);
            self.origins.insert(vec!["limits".to_owned(), key.to_owned()], Origin::CommandLine);
        }
    }
}
