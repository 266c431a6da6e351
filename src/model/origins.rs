//! Who copied from whom.

use std::collections::{BTreeMap, BTreeSet};

/// The origin of each article and of each of its sentences, as numbers from 0 in the order of
/// articles. What has one origin is one text, however many print it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    articles: Vec<usize>,
    /// Sentences whose origin is not that of their article.
    passages: BTreeMap<(usize, usize), usize>,
}

impl Origins {
    /// `articles` holds an origin for each article, `passages` one for sentences that were copied
    /// from elsewhere, by (article, sentence).
    pub fn new(articles: Vec<usize>, passages: BTreeMap<(usize, usize), usize>) -> Self {
        Self { articles, passages }
    }

    /// The origin of an article.
    pub fn article(&self, article: usize) -> usize {
        self.articles[article]
    }

    /// The origin of a sentence.
    pub fn of(&self, article: usize, sentence: usize) -> usize {
        self.passages.get(&(article, sentence)).copied().unwrap_or(self.articles[article])
    }

    /// How many there are among the articles.
    pub fn count(&self) -> usize {
        self.articles.iter().collect::<BTreeSet<_>>().len()
    }
}
