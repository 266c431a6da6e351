//! What stays in memory of the articles of a run, and how they come back for comparison.

use super::spill::{Place, Spill};
use crate::align::{Bands, Filed, bands, profile};
use crate::error::Result;
use crate::model::{Dossier, Lang, Meta, Ranks, Rarity, Term, TermTable};
use serde::{Deserialize, Serialize};

/// An article that was read: its dossier, and that of its headline where articles are looked at
/// alone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Taken {
    pub dossier: Dossier,
    pub title: Option<Dossier>,
}

/// What is known of an article without looking at what it says.
#[derive(Debug)]
pub(super) struct Known {
    pub path: String,
    pub lang: Lang,
    pub meta: Meta,
    pub sentences: usize,
    pub claims: usize,
    /// It is checked against the others; true of all where all are compared.
    pub new: bool,
}

impl Known {
    pub fn of(dossier: &Dossier, new: bool) -> Self {
        Self {
            path: dossier.path.clone(),
            lang: dossier.lang,
            meta: dossier.meta.clone(),
            sentences: dossier.sentences.len(),
            claims: dossier.claims.len(),
            new,
        }
    }
}

/// Where an article is until its story is compared.
#[derive(Debug)]
pub(super) enum Slot {
    /// In memory.
    Held(Box<Taken>),
    /// On disk.
    Spilled(Place),
    /// Nobody asks for it.
    Dropped,
}

impl Slot {
    /// Brings the article back.
    ///
    /// # Errors
    /// What waits on disk does not come back.
    pub fn open(self, spill: &Spill) -> Result<Option<Taken>> {
        match self {
            Slot::Held(taken) => Ok(Some(*taken)),
            Slot::Spilled(place) => spill.get(place).map(Some),
            Slot::Dropped => Ok(None),
        }
    }
}

/// The articles of a run, by number.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    pub known: Vec<Known>,
    pub filed: Vec<Filed>,
    slots: Vec<Slot>,
    table: TermTable,
    spill: Spill,
}

/// An article fresh from reading, with what it is filed under.
pub(super) struct Fresh {
    taken: Taken,
    known: Known,
    profile: Vec<Term>,
    bands: Bands,
    size: usize,
}

impl Fresh {
    pub fn of(dossier: Dossier, title: Option<Dossier>) -> Self {
        let (profile, bands) = (profile(&dossier), bands(&dossier));
        let known = Known::of(&dossier, true);
        let size = dossier.weight() + title.as_ref().map_or(0, Dossier::weight);
        Self { taken: Taken { dossier, title }, known, profile, bands, size }
    }
}

impl Shelves {
    /// With a budget in bytes for what articles say; beyond it they wait on disk.
    pub fn new(budget: Option<usize>) -> Self {
        Self { spill: Spill::new(budget), ..Self::default() }
    }

    /// Takes articles, in the order given.
    ///
    /// # Errors
    /// The disk does not take what memory may not hold.
    pub fn put(&mut self, fresh: Vec<Fresh>) -> Result<()> {
        for Fresh { taken, known, profile, bands, size } in fresh {
            let published = known.meta.published;
            self.filed.push(Filed { profile: self.table.file(profile), bands, published });
            self.known.push(known);
            let slot = match self.spill.put(&taken, size)? {
                Some(place) => Slot::Spilled(place),
                None => Slot::Held(Box::new(taken)),
            };
            self.slots.push(slot);
        }
        Ok(())
    }

    /// Puts terms into their order, and the articles into the order of their paths
    /// where `by_path`; else they stay in the order in which they came.
    pub fn sorted(self, by_path: bool) -> Sorted {
        let (rank_of, ranks, rarity) = self.table.finish();
        let mut order: Vec<usize> = (0..self.known.len()).collect();
        if by_path {
            order.sort_by(|&a, &b| self.known[a].path.cmp(&self.known[b].path));
        }
        let mut filed: Vec<Option<Filed>> = self.filed.into_iter().map(Some).collect();
        let mut known: Vec<Option<Known>> = self.known.into_iter().map(Some).collect();
        let mut slots: Vec<Option<Slot>> = self.slots.into_iter().map(Some).collect();
        let renumbered = |mut filed: Filed| {
            filed.profile.iter_mut().for_each(|t| *t = rank_of[*t as usize]);
            filed.profile.sort_unstable();
            filed
        };
        Sorted {
            filed: order.iter().filter_map(|&n| filed[n].take()).map(renumbered).collect(),
            known: order.iter().filter_map(|&n| known[n].take()).collect(),
            slots: order.iter().filter_map(|&n| slots[n].take()).collect(),
            ranks,
            rarity,
            spill: self.spill,
        }
    }
}

/// The articles of a run in the order of their paths.
#[derive(Debug)]
pub(super) struct Sorted {
    pub filed: Vec<Filed>,
    pub known: Vec<Known>,
    pub slots: Vec<Slot>,
    pub ranks: Ranks,
    pub rarity: Rarity,
    pub spill: Spill,
}

impl Sorted {
    /// Hands an article out for the comparison of its story.
    pub fn take(&mut self, article: usize) -> Slot {
        std::mem::replace(&mut self.slots[article], Slot::Dropped)
    }
}
