//! What the user says of outlets, put on the articles, and articles as reports name them.

use super::Engine;
use crate::model::{ArticleInfo, Dossier, Outlet};

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
            let outlet = Outlet::of(&self.options.outlets, &meta.source, meta.url.as_deref());
            if let Some(outlet) = outlet {
                meta.source.clone_from(&outlet.name);
            }
            known.push(outlet);
        }
        known
    }
}

/// The groups of outlets, as numbers; none at all where no outlet belongs to any.
pub(super) fn groups(outlets: &[Option<&Outlet>]) -> Vec<Option<usize>> {
    let names: Vec<Option<&str>> = outlets.iter().map(|o| o.and_then(|o| o.group.as_deref())).collect();
    if names.iter().all(Option::is_none) {
        return Vec::new();
    }
    names.iter().map(|name| name.and_then(|_| names.iter().position(|other| other == name))).collect()
}

/// Article `n` as the report names it.
pub(super) fn info(n: usize, dossier: &Dossier, origin: usize, outlet: Option<&Outlet>) -> ArticleInfo {
    ArticleInfo {
        id: format!("a{}", n + 1),
        path: dossier.path.clone(),
        title: dossier.meta.title.clone(),
        source: dossier.meta.source.clone(),
        published: dossier.meta.published,
        lang: dossier.lang,
        origin: format!("o{}", origin + 1),
        group: outlet.and_then(|o| o.group.clone()),
        reliability: outlet.and_then(|o| o.reliability),
        new: false,
    }
}
