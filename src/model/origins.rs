//! Who copied from whom, and who belongs together.

use super::sets::Sets;
use std::collections::BTreeMap;

/// The origin of each article and of each of its sentences, as numbers from 0 in the order of
/// articles. What has one origin is one text, however many print it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    articles: Vec<usize>,
    /// Sentences whose origin is not that of their article.
    passages: BTreeMap<(usize, usize), usize>,
    /// The group that each article's outlet belongs to; empty where no outlet belongs to any.
    groups: Vec<Option<usize>>,
}

impl Origins {
    /// `articles` holds an origin for each article, `passages` one for sentences that were copied
    /// from elsewhere, by (article, sentence).
    pub fn new(articles: Vec<usize>, passages: BTreeMap<(usize, usize), usize>) -> Self {
        Self { articles, passages, groups: Vec::new() }
    }

    /// With the group of each article's outlet. Articles of one group are still compared, each
    /// being a text of its own, and they confirm nothing to each other.
    pub fn grouped(self, groups: Vec<Option<usize>>) -> Self {
        Self { groups, ..self }
    }

    /// The origin of an article.
    pub fn article(&self, article: usize) -> usize {
        self.articles[article]
    }

    /// The origin of a sentence.
    pub fn of(&self, article: usize, sentence: usize) -> usize {
        self.passages.get(&(article, sentence)).copied().unwrap_or(self.articles[article])
    }

    /// How many of these places, each an article and the origin of its words, are independent:
    /// neither of one origin nor of one group.
    pub fn independent(&self, places: &[(usize, usize)]) -> usize {
        let mut sets = Sets::new(places.len());
        let (mut by_origin, mut by_group) = (BTreeMap::new(), BTreeMap::new());
        for (n, &place) in places.iter().enumerate() {
            sets.join(*by_origin.entry(place.1).or_insert(n), n);
            if let Some(group) = self.group(place) {
                sets.join(*by_group.entry(group).or_insert(n), n);
            }
        }
        sets.into_groups().len()
    }

    /// The group of the words of a place, an article and the origin of its words; words that were
    /// taken over are of the group of who had them first.
    pub fn group(&self, (article, origin): (usize, usize)) -> Option<usize> {
        if self.groups.is_empty() {
            return None;
        }
        let own = self.articles[article] == origin;
        let first = if own { article } else { self.articles.iter().position(|&o| o == origin).unwrap_or(article) };
        self.groups[first]
    }

    /// How many there are among the articles.
    pub fn count(&self) -> usize {
        let places: Vec<(usize, usize)> = self.articles.iter().copied().enumerate().collect();
        self.independent(&places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_one_group_is_one_and_passages_are_of_the_group_they_came_from() {
        let passages = BTreeMap::from([((3, 5), 0)]);
        let origins = Origins::new(vec![0, 1, 2, 3], passages);
        assert_eq!(origins.count(), 4);
        let grouped = origins.clone().grouped(vec![Some(0), Some(0), None, None]);
        assert_eq!(grouped.count(), 3);
        assert_eq!(grouped.independent(&[(0, 0), (1, 1)]), 1, "one group");
        assert_eq!(grouped.independent(&[(1, 1), (2, 2)]), 2);
        assert_eq!(grouped.independent(&[(1, 1), (3, 3)]), 2);
        assert_eq!(grouped.independent(&[(1, 1), (3, grouped.of(3, 5))]), 1, "taken over from the group");
        assert_eq!(origins.independent(&[(1, 1), (3, origins.of(3, 5))]), 2);
    }
}
