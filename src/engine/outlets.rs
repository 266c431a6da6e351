//! What the user says of outlets, put on the articles.

use super::Engine;
use crate::model::{Dossier, Meta, Outlet};
use std::collections::BTreeMap;

impl Engine {
    /// From now on reports say what the articles show of each source, or not.
    #[must_use]
    pub fn by_source(mut self, on: bool) -> Self {
        self.options.by_source = on;
        self
    }

    /// Gives dossiers the names that the user gives their outlets, and says what is said of those.
    /// Keys stay, so that ids of findings do not depend on it.
    pub(super) fn named(&self, dossiers: &mut [Dossier]) -> Vec<Option<&Outlet>> {
        let mut known = Vec::with_capacity(dossiers.len());
        for meta in dossiers.iter_mut().map(|d| &mut d.meta) {
            let outlet = self.outlet(meta);
            if let Some(outlet) = outlet {
                meta.source.clone_from(&outlet.name);
            }
            known.push(outlet);
        }
        known
    }

    /// What the user says of the outlet of an article.
    pub(super) fn outlet(&self, meta: &Meta) -> Option<&Outlet> {
        Outlet::of(&self.options.outlets, &meta.source, meta.url.as_deref())
    }
}

/// The groups of outlets, as numbers; none at all where no outlet belongs to any.
pub(super) fn groups(outlets: &[Option<&Outlet>]) -> Vec<Option<usize>> {
    let names: Vec<Option<&str>> = outlets.iter().map(|o| o.and_then(|o| o.group.as_deref())).collect();
    if names.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut numbers = BTreeMap::new();
    let number = |(n, name): (usize, &Option<&str>)| name.map(|name| *numbers.entry(name.to_owned()).or_insert(n));
    names.iter().enumerate().map(number).collect()
}
