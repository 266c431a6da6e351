//! A corpus in memory, made of articles that were just read.

use super::Engine;
use super::watch::Count;
use crate::align::{bands, profile};
use crate::error::{Error, Result};
use crate::model::{Day, Dossier, Problem, RawArticle, Shelf, Term};
use std::collections::HashMap;

/// Articles that stand in memory, in the order of their paths.
pub struct Held {
    dossiers: Vec<Dossier>,
    profiles: Vec<Vec<Term>>,
    holding: HashMap<Term, Vec<usize>>,
    bands: HashMap<(usize, u64), Vec<usize>>,
}

impl Held {
    /// Files `dossiers` under their terms and signatures.
    pub fn new(mut dossiers: Vec<Dossier>) -> Self {
        dossiers.sort_by(|a, b| a.path.cmp(&b.path));
        let profiles: Vec<Vec<Term>> = dossiers.iter().map(profile).collect();
        let (mut holding, mut filed) = (HashMap::new(), HashMap::new());
        for (n, dossier) in dossiers.iter().enumerate() {
            for term in &profiles[n] {
                holding.entry(term.clone()).or_insert_with(Vec::new).push(n);
            }
            for at in bands(dossier).into_iter().enumerate() {
                filed.entry(at).or_insert_with(Vec::new).push(n);
            }
        }
        Self { dossiers, profiles, holding, bands: filed }
    }
}

impl Engine {
    /// Reads the articles of a corpus. What cannot be read is named and left out.
    pub fn shelve(&self, articles: Vec<RawArticle>) -> (Held, Vec<Problem>) {
        let count = Count::new(articles.len());
        let (read, problems) = self.pool.install(|| self.read_all(articles, false, &count, |(dossier, _)| dossier));
        (Held::new(read), problems)
    }
}

impl Shelf for Held {
    fn articles(&self) -> usize {
        self.dossiers.len()
    }

    fn find(&self, path: &str) -> Result<Option<usize>> {
        Ok(self.dossiers.binary_search_by(|d| d.path.as_str().cmp(path)).ok())
    }

    fn frequencies(&self, terms: &[Term]) -> Result<Vec<usize>> {
        Ok(terms.iter().map(|t| self.holding.get(t).map_or(0, Vec::len)).collect())
    }

    fn holding(&self, term: &Term) -> Result<Vec<usize>> {
        Ok(self.holding.get(term).cloned().unwrap_or_default())
    }

    fn in_band(&self, band: usize, hash: u64) -> Result<Vec<usize>> {
        Ok(self.bands.get(&(band, hash)).cloned().unwrap_or_default())
    }

    fn profile(&self, article: usize) -> Result<Vec<Term>> {
        self.profiles.get(article).cloned().ok_or_else(|| absent(article))
    }

    fn published(&self, article: usize) -> Result<Option<Day>> {
        self.dossiers.get(article).map(|d| d.meta.published).ok_or_else(|| absent(article))
    }

    fn dossier(&self, article: usize) -> Result<Dossier> {
        self.dossiers.get(article).cloned().ok_or_else(|| absent(article))
    }
}

fn absent(article: usize) -> Error {
    Error::Usage(format!("the corpus holds no article of number {article}"))
}
