//! The terms of a corpus as numbers, so that those of a million articles fit into memory.

use super::claim::Term;
use super::rarity::{Rarity, Weighing, weight};
use crate::text::Map;

/// Counts the terms of articles as they are read.
#[derive(Debug, Default)]
pub struct TermTable {
    /// In the order in which terms were first met.
    numbers: Map<Term, u32>,
    held: Vec<u32>,
    articles: usize,
}

impl TermTable {
    /// Takes the terms of one more article, each once, and gives the numbers that stand for them
    /// until [`TermTable::finish`] gives others.
    pub fn file(&mut self, profile: Vec<Term>) -> Vec<u32> {
        self.articles += 1;
        let number = |term: Term| {
            let next = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(term).or_insert(next);
            match self.held.get_mut(number as usize) {
                Some(held) => *held += 1,
                None => self.held.push(1),
            }
            number
        };
        profile.into_iter().map(number).collect()
    }

    /// Numbers the terms anew, in their own order. Gives the new number of each old one, what the
    /// numbers weigh, and the same by the terms themselves.
    pub fn finish(self) -> (Vec<u32>, Ranks, Rarity) {
        let mut order: Vec<(&Term, u32)> = self.numbers.iter().map(|(term, &number)| (term, number)).collect();
        order.sort_unstable();
        let mut rank_of = vec![0; order.len()];
        let mut ranks = Ranks::default();
        for (rank, &(term, number)) in (0..).zip(&order) {
            rank_of[number as usize] = rank;
            let held = self.held[number as usize];
            ranks.held.push(held);
            ranks.weights.push(weight(self.articles, held as usize, term.starts_with('@')));
            // Names begin with one mark, so that they follow each other.
            if term.starts_with('@') {
                ranks.names.start = if ranks.names.is_empty() { rank } else { ranks.names.start };
                ranks.names.end = rank + 1;
            }
        }
        drop(order);
        let count = |(term, number): (Term, u32)| (term, self.held[number as usize] as usize);
        let rarity = Rarity::counted(self.articles, self.numbers.into_iter().map(count).collect());
        (rank_of, ranks, rarity)
    }
}

/// How telling terms are, by their numbers, whose order is that of the terms.
#[derive(Debug, Default)]
pub struct Ranks {
    /// Articles that hold each.
    held: Vec<u32>,
    weights: Vec<f64>,
    names: std::ops::Range<u32>,
}

impl Ranks {
    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// True where no article holds any.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }
}

impl Weighing<u32> for Ranks {
    fn frequency(&self, term: &u32) -> usize {
        self.held[*term as usize] as usize
    }

    fn weight(&self, term: &u32) -> f64 {
        self.weights[*term as usize]
    }

    fn is_name(&self, term: &u32) -> bool {
        self.names.contains(term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(list: &[&str]) -> Vec<Term> {
        list.iter().map(|t| Term::from(*t)).collect()
    }

    #[test]
    fn numbers_stand_in_the_order_of_the_terms_and_weigh_what_they_do() {
        let mut table = TermTable::default();
        let articles = [terms(&["@morel", "pont"]), terms(&["=dead", "@albret", "pont"])];
        let filed: Vec<Vec<u32>> = articles.iter().map(|a| table.file(a.clone())).collect();
        let (rank_of, ranks, rarity) = table.finish();
        let ranked = |n: usize| filed[n].iter().map(|&t| rank_of[t as usize]).collect::<Vec<_>>();
        assert_eq!((ranked(0), ranked(1)), (vec![2, 3], vec![0, 1, 3]));
        for (n, article) in articles.iter().enumerate() {
            for (rank, term) in ranked(n).iter().zip(article) {
                assert_eq!(ranks.weight(rank), rarity.weight(term), "{term}");
                assert_eq!(ranks.is_name(rank), term.starts_with('@'), "{term}");
            }
        }
        assert_eq!(ranks.frequency(&3), 2);
    }
}
